//! What giving awards rests on: the ladders, what was given, and the standings that decide. Which entry
//! gets what is for people to say; the rules are [`domain::award`].

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    approval::Approval,
    award::{Award, AwardRefusal, AwardState, Giving, Merit, give, next_in_line, pass_on},
    edition::{Edition, Outcome, Problem, Tier},
    heat::Heat,
    ids::{AwardId, ContestId, EntryId, HeatId},
    policy::{Allowed, Denied},
    publication::locks_awards,
    standing::{Standing, StandingLine},
    text::Bilingual,
};
use persistence::{
    Source, Work, advancements, approvals,
    awards::{self, AwardLine, Ends, Gives},
    editions::{self, Contest},
    entries::{self, EntryLine},
    heats, publications,
};

use crate::{
    Context,
    error::{OperationError, Result},
};

/// What somebody wants to be given an award for.
#[derive(Clone, Debug, Default)]
pub struct AwardWish<'a> {
    /// Key of the tier.
    pub tier: &'a str,
    /// The numbers of the entries: mostly one, several for a composite, none for a special
    /// recommendation.
    pub numbers: Vec<&'a str>,
    /// The name of the line, where it is not of one entry.
    pub title: Option<Bilingual>,
    /// Key of the contest, where no entry says it.
    pub contest: Option<&'a str>,
    /// Who is to hold it, where that is not the entry.
    pub name: Option<Bilingual>,
    /// Why, where it is of no entry.
    pub reason: &'a str,
}

impl<'a> AwardWish<'a> {
    /// A tier for one entry.
    pub fn of(number: &'a str, tier: &'a str) -> Self {
        Self {
            tier,
            numbers: vec![number],
            ..Self::default()
        }
    }
}

/// A line by which an award can be given.
#[derive(Clone, Copy)]
pub(crate) struct AwardableLine<'a> {
    /// The heat that it is of.
    pub heat: &'a Heat,
    /// Rank and figure.
    pub line: &'a StandingLine,
    /// Of what.
    pub entry: &'a EntryLine,
    /// Whether nobody goes on from that heat, so that its places are what the ladder is for.
    pub deciding: bool,
    /// Whether it waits for the chair which of several equals has a place.
    pub undecided: bool,
}

/// The awards of an edition, and what they are given by.
pub(crate) struct Awarding {
    /// The contests with their ladders, in order.
    pub contests: Vec<Contest>,
    /// What was given and not taken back.
    pub given: Vec<AwardLine>,
    /// Names of the submitted entries.
    pub entries: BTreeMap<EntryId, EntryLine>,
    /// Equals are in the order of the chair, and a vote recommends as many as it has places for.
    closed: Vec<(Heat, Standing)>,
    /// Of the closed heats those that no route leaves.
    last: Vec<HeatId>,
    /// Equals of a vote of whom some have a place and some have not.
    undecided: BTreeSet<EntryId>,
}

impl Awarding {
    /// Of an authorized edition.
    pub(crate) async fn of(source: &impl Source, edition: &Edition) -> Result<Self> {
        let routes = editions::routes(source, edition.id).await?;
        let mut closed = vec![];
        let mut undecided = BTreeSet::new();
        for (heat, standing) in heats::closed_standings(source, edition.id).await? {
            let decided = advancements::tie_decisions(source, heat.id).await?;
            let orders = decided.values().map(|decision| &decision.entries[..]);
            let mut standing = standing.with_ties_decided(orders);
            if let Some(rule) = &heat.ballot {
                undecided.extend(standing.undecided_at(rule.seats));
                standing = standing.within(rule.seats);
            }
            closed.push((heat, standing));
        }
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
            undecided,
        })
    }

    /// Reads again what was given.
    pub(crate) async fn refresh(&mut self, source: &impl Source, edition: &Edition) -> Result<()> {
        self.given = awards::of_edition(source, edition.id).await?;
        Ok(())
    }

    /// Whether an entry has a rank in any closed heat.
    fn is_ranked(&self, entry: EntryId) -> bool {
        let lines = self.closed.iter().flat_map(|(_, standing)| &standing.lines);
        let mut own = lines.filter(|line| line.entry == entry);
        own.any(|line| line.rank.is_some())
    }

    /// Whether a standing recommends an entry for a tier of a contest: for what only includes (a book) that of
    /// any heat, for an award one that nobody goes on from. Equals are all recommended; which of them has a
    /// place is [`Awarding::waits`]'s.
    pub(crate) fn recommends(&self, contest: ContestId, tier: &str, entry: EntryId) -> bool {
        if self.includes(contest, tier) {
            return self.is_ranked(entry);
        }
        let last = self.closed.iter();
        last.filter(|(heat, _)| self.last.contains(&heat.id))
            .flat_map(|(_, standing)| &standing.lines)
            .any(|line| line.entry == entry && line.rank.is_some())
    }

    /// Whether an entry can have no award before the chair has put equals in order.
    pub(crate) fn waits(&self, contest: ContestId, tier: &str, entry: EntryId) -> bool {
        self.undecided.contains(&entry) && !self.includes(contest, tier)
    }

    fn includes(&self, contest: ContestId, tier: &str) -> bool {
        let mut tiers = self.tiers(contest).iter();
        tiers.any(|known| known.key == tier && known.outcome == Outcome::Inclusion)
    }

    /// What a wish is for, and in which contest. Entries are of the same one, and were submitted.
    pub(crate) fn merit(&self, wish: &AwardWish<'_>) -> Result<(ContestId, Merit)> {
        let known = |number: &&str| {
            let mut all = self.entries.iter();
            let own = all.find(|(_, line)| line.number == **number);
            own.ok_or(Denied::Hidden)
        };
        let named: Vec<_> = wish.numbers.iter().map(known).collect::<Result<_, _>>()?;
        let key = named.first().map(|(_, line)| line.contest.as_str());
        if named
            .iter()
            .any(|(_, line)| Some(line.contest.as_str()) != key)
        {
            return Err(OperationError::conflict("other_contest"));
        }
        let only = || match &self.contests[..] {
            [only] => Some(only.key.as_str()),
            _ => None,
        };
        let key = key.or(wish.contest).or_else(only);
        let mut contests = self.contests.iter();
        let contest = contests.find(|contest| Some(contest.key.as_str()) == key);
        let contest = contest.ok_or_else(|| {
            let problem = Problem::at("/contest", "unknown_key").with("key", key.unwrap_or(""));
            OperationError::invalid("unknown_contest", vec![problem])
        })?;
        let entries = named.into_iter().map(|(entry, _)| *entry).collect();
        let merit = Merit::of(entries, wish.title.clone(), wish.reason)?;
        Ok((contest.id, merit))
    }

    /// What awards are given by, contest by contest: the lines of the heats that no route leaves, and
    /// where a tier includes more than those (a book), after them whoever only an earlier heat ranked,
    /// the latest heat first. Nobody is there twice.
    pub(crate) fn lines(&self) -> Vec<AwardableLine<'_>> {
        let contests = self.contests.iter();
        contests
            .flat_map(|contest| self.lines_of(contest))
            .collect()
    }

    fn lines_of(&self, contest: &Contest) -> Vec<AwardableLine<'_>> {
        let includes = |tier: &Tier| tier.outcome == Outcome::Inclusion;
        let further = contest.tiers.iter().any(includes);
        let (last, earlier): (Vec<_>, Vec<_>) =
            (self.closed.iter()).partition(|(heat, _)| self.last.contains(&heat.id));
        let mut listed = BTreeSet::new();
        let mut lines = vec![];
        for (deciding, (heat, standing)) in (last.into_iter().map(|one| (true, one)))
            .chain(earlier.into_iter().rev().map(|one| (false, one)))
        {
            for line in &standing.lines {
                let entry = self.entries.get(&line.entry);
                let Some(entry) = entry.filter(|entry| entry.contest == contest.key) else {
                    continue;
                };
                let elsewhere = further && line.rank.is_none() && self.is_ranked(line.entry);
                let fits = (deciding && !elsewhere) || (further && line.rank.is_some());
                if fits && listed.insert(line.entry) {
                    lines.push(AwardableLine {
                        heat,
                        line,
                        entry,
                        deciding,
                        undecided: self.undecided.contains(&line.entry),
                    });
                }
            }
        }
        lines
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
            .filter(|(line, _)| !self.undecided.contains(&line.entry))
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

/// Gives a tier: takes back what an entry held before, and stores the award. Nothing where they hold it
/// already.
pub(crate) async fn place<A: Gives + Ends>(
    cx: &Context<'_>,
    work: &Work,
    allowed: &Allowed<A>,
    awarding: &Awarding,
    (contest, merit): (ContestId, Merit),
    (tier, name): (&str, Option<Bilingual>),
) -> Result<Option<Award>> {
    let held: Vec<&Award> = awarding.held(contest).collect();
    let giving = give(awarding.tiers(contest), tier, merit, name, &held)?;
    let Giving::New {
        tier,
        holder,
        merit,
        instead_of,
    } = giving
    else {
        return Ok(None);
    };
    let by = cx.account()?;
    if let Some(before) = instead_of.cloned() {
        let state = before.state.revoke(cx.arrived_at)?;
        let before = Award { state, ..before };
        awards::end(work, allowed, by, &before).await?;
    }
    let award = Award {
        id: AwardId::mint(cx.ids, cx.arrived_at),
        revision: 1,
        tier: tier.key.clone(),
        merit,
        holder,
        passed_on: None,
        state: AwardState::Given { at: cx.arrived_at },
    };
    awards::give(work, allowed, by, contest, &award).await?;
    Ok(Some(award))
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
    if is_in_approval(work, edition).await? {
        return Err(AwardRefusal::InApproval.into());
    }
    Ok(())
}

/// Whether the list is before those who approve it, or approved.
pub(crate) async fn is_in_approval(source: &impl Source, edition: &Edition) -> Result<bool> {
    let all = approvals::of_edition(source, edition.id).await?;
    Ok(all.first().is_some_and(Approval::binds))
}
