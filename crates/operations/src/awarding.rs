//! What giving awards rests on: the ladders, what was given, and the standings that decide. Which entry
//! gets what is for people to say; the rules are [`domain::award`].

use std::collections::BTreeMap;

use domain::{
    award::{Award, AwardRefusal, next_in_line, pass_on},
    edition::{Edition, Tier},
    heat::Heat,
    ids::{ContestId, EntryId, HeatId},
    publication::locks_awards,
    standing::{Standing, StandingLine},
};
use persistence::{
    Source, Work,
    awards::{self, AwardLine},
    editions::{self, Contest},
    entries::{self, EntryLine},
    heats, publications,
};

use crate::{Context, error::Result};

/// The awards of an edition, and what they are given by.
pub(crate) struct Awarding {
    /// The contests with their ladders, in order.
    pub contests: Vec<Contest>,
    /// What was given and not taken back.
    pub given: Vec<AwardLine>,
    /// Names of the submitted entries.
    pub entries: BTreeMap<EntryId, EntryLine>,
    closed: Vec<(Heat, Standing)>,
    /// Of the closed heats those that no route leaves.
    last: Vec<HeatId>,
}

impl Awarding {
    /// Of an authorized edition.
    pub(crate) async fn of(source: &impl Source, edition: &Edition) -> Result<Self> {
        let routes = editions::routes(source, edition.id).await?;
        let closed = heats::closed_standings(source, edition.id).await?;
        let leads_on = |heat: &Heat| routes.iter().any(|route| route.from == Some(heat.id));
        let last = closed
            .iter()
            .filter(|(heat, _)| !leads_on(heat))
            .map(|(heat, _)| heat.id)
            .collect();
        Ok(Self {
            contests: editions::contests(source, edition.id).await?,
            given: awards::of_edition(source, edition.id).await?,
            entries: entries::submitted_lines(source, edition.id)
                .await?
                .into_iter()
                .collect(),
            closed,
            last,
        })
    }

    /// Whether an entry has a rank in any closed heat.
    pub(crate) fn is_ranked(&self, entry: EntryId) -> bool {
        let lines = self.closed.iter().flat_map(|(_, standing)| &standing.lines);
        let mut own = lines.filter(|line| line.entry == entry);
        own.any(|line| line.rank.is_some())
    }

    /// The lines of the heats that no route leaves, contest by contest, with what they are about: what
    /// awards are given by.
    pub(crate) fn deciding(&self) -> Vec<(&StandingLine, &EntryLine)> {
        let contests = self.contests.iter();
        contests
            .flat_map(|contest| self.deciding_in(&contest.key))
            .collect()
    }

    fn deciding_in(&self, contest: &str) -> impl Iterator<Item = (&StandingLine, &EntryLine)> {
        let last = self.closed.iter();
        last.filter(|(heat, _)| self.last.contains(&heat.id))
            .flat_map(|(_, standing)| &standing.lines)
            .filter_map(|line| Some((line, self.entries.get(&line.entry)?)))
            .filter(move |(_, entry)| entry.contest == contest)
    }

    /// The ladder of a contest.
    pub(crate) fn tiers(&self, contest: ContestId) -> &[Tier] {
        let known = self.contests.iter().find(|known| known.id == contest);
        known.map_or(&[], |contest| &contest.tiers)
    }

    /// An award that was not taken back.
    pub(crate) fn award(&self, id: uuid::Uuid) -> Option<&AwardLine> {
        self.given.iter().find(|line| line.award.id.0 == id)
    }

    /// The awards of a contest that somebody holds.
    pub(crate) fn held(&self, contest: ContestId) -> impl Iterator<Item = &Award> {
        self.given
            .iter()
            .filter(move |line| line.contest == contest && line.award.state.is_held())
            .map(|line| &line.award)
    }

    /// Who is next for the place of an award that nobody holds any more, by entry.
    pub(crate) fn next(&self, from: &AwardLine) -> Vec<EntryId> {
        let contest = self.contests.iter().find(|known| known.id == from.contest);
        let Some(contest) = contest else {
            return vec![];
        };
        let ranked = self
            .deciding_in(&contest.key)
            .filter_map(|(line, _)| Some((line.entry, line.rank?)));
        let recipient = from.award.holder.recipient();
        let alike: Vec<Award> = self
            .given
            .iter()
            .filter(|line| line.contest == from.contest)
            .map(|line| &line.award)
            .filter(|award| award.holder.recipient() == recipient)
            .cloned()
            .collect();
        next_in_line(ranked, &alike)
    }

    /// Who is next, by number.
    pub(crate) fn next_numbers(&self, from: &AwardLine) -> Vec<String> {
        let next = self.next(from);
        let names = next.iter().filter_map(|entry| self.entries.get(entry));
        names.map(|line| line.number.clone()).collect()
    }

    /// The key of a contest.
    pub(crate) fn contest_key(&self, contest: ContestId) -> String {
        let known = self.contests.iter().find(|known| known.id == contest);
        known.map(|contest| contest.key.clone()).unwrap_or_default()
    }

    /// Whether the place of an award can go to somebody else.
    pub(crate) fn passes_on(&self, from: &AwardLine) -> bool {
        let all: Vec<Award> = self.given.iter().map(|line| line.award.clone()).collect();
        let tiers = self.tiers(from.contest);
        let held: Vec<_> = self.held(from.contest).collect();
        let others: Vec<&str> = held.iter().map(|award| award.tier.as_str()).collect();
        pass_on(&from.award, "yes", &all).is_ok()
            && domain::award::place_in(tiers, &from.award.tier, &others).is_ok()
            && !self.next(from).is_empty()
    }
}

/// What two officers look at does not change under their eyes; what is out is changed by a correction.
pub(crate) async fn must_be_unlocked(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
) -> Result<()> {
    let publications = publications::of_edition(work, edition.id).await?;
    if locks_awards(&publications, cx.arrived_at) {
        return Err(AwardRefusal::Locked.into());
    }
    Ok(())
}
