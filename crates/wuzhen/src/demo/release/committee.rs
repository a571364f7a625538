//! The committee of the release's demonstration: it reads, the forty best go before all of it, and it votes in secret,
//! ballot after ballot, as far as now.

use std::collections::BTreeMap;

use anyhow::Context as _;
use domain::{
    ballot::Choice,
    edition::{EditionPlan, file::HeatPlan},
    time::Timestamp,
};
use operations::{
    AdvanceWish, CountWish, RowState, SupplementWish, answer_invitation, attend_ballot,
    cast_papers, close_heat, count_ballot, import_judges, invite_judges, open_ballot, open_heat,
    propose_assignments,
    queries::{ballot::read_ballot, edition::list_judges, heat::read_standing},
    request_supplement,
};

use super::{
    SLUG,
    cast::Committee,
    entries::{Applied, supplement_all},
};
use crate::demo::{
    advancing::Advancing, calendar::At, chance::Seed, judging::Sitting, phrases::bilingual,
    progress::Progress, world::World,
};

/// The head of the judges' file.
const ROWS_HEAD: &str =
    "heat,name_zh,name_en,email,language,role,organization_zh,organization_en\n";
/// When ballots open, and when they are counted, in minutes after the heat was opened.
const BALLOTS: [(i64, i64); 3] = [(60, 120), (240, 420), (440, 500)];
/// How many entries find two thirds in each of them.
const PASS: [usize; 3] = [9, 5, 2];
/// Members who are on a flight in a ballot.
const AWAY: [&[usize]; 3] = [&[12, 33], &[33], &[]];

/// The committee at work.
pub struct Sessions<'a> {
    pub world: &'a World<'a>,
    pub edition: &'a EditionPlan,
    pub committee: &'a Committee,
    /// The address of whoever runs the edition.
    pub organizer: &'a str,
    pub applied: &'a [Applied<'a>],
    pub now: Timestamp,
    pub progress: &'a Progress,
}

impl Sessions<'_> {
    /// Seats everybody in both heats; all accept.
    pub async fn seat(&self, at: Timestamp) -> anyhow::Result<()> {
        let organizer = self.world.actor(self.organizer).await?;
        let clock = At(at);
        let cx = self.world.at(&organizer, &clock);
        let mut rows = ROWS_HEAD.to_owned();
        for heat in &self.edition.heats {
            rows.push_str(&self.committee.rows(&heat.key));
        }
        let report = import_judges(&cx, SLUG, &rows).await?;
        let refused = report
            .rows
            .iter()
            .find(|row| row.state == RowState::Refused);
        anyhow::ensure!(refused.is_none(), "a member is refused: {refused:?}");
        let members = list_judges(&cx, SLUG).await?.judges;
        let everybody: Vec<_> = members.iter().map(|line| line.judge).collect();
        invite_judges(&cx, SLUG, &everybody).await?;
        for (place, member) in (1..).zip(&self.committee.members) {
            let answered = at.plus_minutes(40 * place);
            if answered <= self.now {
                let actor = self.world.actor(&member.email).await?;
                let clock = At(answered);
                answer_invitation(&self.world.at(&actor, &clock), SLUG, true).await?;
            }
        }
        Ok(())
    }

    /// Everything that has begun by now.
    pub async fn hold(&self) -> anyhow::Result<()> {
        let [reading, vote] = &self.edition.heats[..] else {
            anyhow::bail!("the release has other heats than the demonstration knows");
        };
        if reading.opens_at <= self.now {
            self.read(reading).await?;
        }
        if vote.opens_at <= self.now {
            self.vote(reading, vote).await?;
        }
        Ok(())
    }

    /// Three of the committee read each application.
    async fn read(&self, heat: &HeatPlan) -> anyhow::Result<()> {
        let organizer = self.world.actor(self.organizer).await?;
        let clock = At(heat.opens_at.plus_minutes(-30));
        propose_assignments(&self.world.at(&organizer, &clock), SLUG, &heat.key).await?;
        let clock = At(heat.opens_at);
        open_heat(&self.world.at(&organizer, &clock), SLUG, &heat.key).await?;
        let finished = heat.closes_at < self.now;
        // From two to eight tenths half-way: experts are not equally free.
        let part = move |member: u32| 20 + member * 37 % 61;
        let done = move |member, of: u32| of * if finished { 100 } else { part(member) } / 100;
        let comment = |member, sheet| self.committee.comment(member, sheet);
        let sitting = Sitting {
            heat,
            judges: &self.committee.addresses(),
            from: heat.opens_at,
            until: if finished { heat.closes_at } else { self.now },
            done: &done,
            recused: &[(5, 3, self.committee.recused.as_str())],
            twins: BTreeMap::new(),
            comment: &comment,
        };
        sitting.sit(self.world, self.progress).await?;
        if !finished {
            return Ok(());
        }
        let clock = At(heat.closes_at.plus_minutes(20));
        close_heat(&self.world.at(&organizer, &clock), SLUG, &heat.key).await?;
        let chair = self.committee.members.first().context("no chair")?;
        let advancing = Advancing {
            edition: SLUG,
            heat: &heat.key,
            organizer: self.organizer,
            chair: &chair.email,
            tie: TIE,
        };
        let decided = heat.closes_at.plus_minutes(18 * 60);
        advancing
            .advance(self.world, &AdvanceWish::default(), decided)
            .await?;
        self.ask(decided.plus_minutes(24 * 60)).await
    }

    /// The shortlisted are asked how their results can be shown.
    async fn ask(&self, at: Timestamp) -> anyhow::Result<()> {
        let [_, vote] = &self.edition.heats[..] else {
            return Ok(());
        };
        if at > self.now {
            return Ok(());
        }
        let organizer = self.world.actor(self.organizer).await?;
        let clock = At(at);
        let wish = SupplementWish {
            heat: Some(vote.key.clone()),
            numbers: vec![],
            due_at: vote.opens_at.plus_minutes(-3 * 24 * 60),
            remark: bilingual(&self.committee.supplement),
        };
        request_supplement(&self.world.at(&organizer, &clock), SLUG, &wish).await?;
        supplement_all(self.world, self.applied, at, self.now).await
    }

    /// Ballot after ballot, and the heat is closed after the last.
    async fn vote(&self, reading: &HeatPlan, heat: &HeatPlan) -> anyhow::Result<()> {
        let organizer = self.world.actor(self.organizer).await?;
        let clock = At(heat.opens_at);
        open_heat(&self.world.at(&organizer, &clock), SLUG, &heat.key).await?;
        let ranks = self.ranks(reading).await?;
        for (ballot, (opens, counts)) in BALLOTS.into_iter().enumerate() {
            let (opens, counts) = (
                heat.opens_at.plus_minutes(opens),
                heat.opens_at.plus_minutes(counts),
            );
            if opens > self.now {
                return Ok(());
            }
            self.progress.tell("ballots", ballot, BALLOTS.len());
            let clock = At(opens);
            let number = u32::try_from(ballot + 1)?;
            open_ballot(&self.world.at(&organizer, &clock), SLUG, &heat.key, number).await?;
            let under_way = counts > self.now;
            self.cast(heat, (ballot, under_way), &ranks, opens).await?;
            if counts > self.now {
                return Ok(());
            }
            let clock = At(counts);
            let wish = CountWish {
                number,
                without_waiting: None,
            };
            count_ballot(&self.world.at(&organizer, &clock), SLUG, &heat.key, &wish).await?;
        }
        let clock = At(heat.closes_at.plus_minutes(-20));
        Ok(close_heat(&self.world.at(&organizer, &clock), SLUG, &heat.key).await?)
    }

    /// One member after the other votes, as far as now.
    async fn cast(
        &self,
        heat: &HeatPlan,
        (ballot, under_way): (usize, bool),
        ranks: &BTreeMap<String, u32>,
        opened: Timestamp,
    ) -> anyhow::Result<()> {
        for (place, member) in self.committee.members.iter().enumerate() {
            let at = At(opened.plus_minutes(1 + i64::try_from(place)?));
            if at.0 > self.now || AWAY[ballot].contains(&place) {
                continue;
            }
            let actor = self.world.actor(&member.email).await?;
            let cx = self.world.at(&actor, &at);
            let number = u32::try_from(ballot + 1)?;
            attend_ballot(&cx, SLUG, &heat.key, number).await?;
            let seen = read_ballot(&cx, SLUG, &heat.key).await?;
            let mut lines: Vec<_> = seen.lines.iter().collect();
            lines.sort_by_key(|line| ranks.get(&line.number));
            let picks = seen.seat.ballot.picks.unwrap_or(u32::MAX);
            let choices = papers(ballot, lines.len(), picks, place);
            let said = lines.iter().zip(choices);
            let said = said
                .map(|(line, choice)| (line.alias.clone(), choice))
                .collect();
            // While a ballot is open, one of three is there and has not voted yet.
            if !under_way || place % 3 != 1 {
                cast_papers(&cx, SLUG, &heat.key, number, &said).await?;
            }
        }
        Ok(())
    }

    /// The ranks of a closed heat, by number.
    async fn ranks(&self, heat: &HeatPlan) -> anyhow::Result<BTreeMap<String, u32>> {
        let organizer = self.world.actor(self.organizer).await?;
        let clock = At(self.now);
        let standing = read_standing(&self.world.at(&organizer, &clock), SLUG, &heat.key).await?;
        let lines = standing.lines.into_iter();
        let ranked = lines.filter_map(|(line, entry, _)| Some((entry.number, line.rank?)));
        Ok(ranked.collect())
    }
}

/// Why a chair prefers one of two that are equal.
const TIE: &str = "两项得分完全相同；主任委员按独立检测依据的完整程度决定先后（虚构）。Both are equal in every figure; the chair went by how complete the independent tests are (fictional).";

/// What a member says of candidates in the order in which the readers ranked them. The first of them find nearly
/// everybody's yes and the others few, so that each ballot fills as many places as [`PASS`] says.
fn papers(ballot: usize, candidates: usize, picks: u32, member: usize) -> Vec<Choice> {
    let mut seed = Seed::of(&format!("release/ballot/{ballot}/{member}"));
    let pass = PASS.get(ballot).copied().unwrap_or(1);
    let mut left = picks;
    (0..candidates)
        .map(|place| {
            let chance = if place < pass { 90 } else { 12 };
            match seed.number(100) {
                drawn if drawn < chance && left > 0 => {
                    left -= 1;
                    Choice::Yes
                }
                drawn if drawn >= 97 => Choice::Abstain,
                _ => Choice::No,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::cast::MEMBERS, *};

    #[test]
    fn three_ballots_fill_nine_five_and_two_places_by_two_thirds() {
        for (ballot, (candidates, picks)) in [(40, 16), (14, 7), (4, 2)].into_iter().enumerate() {
            let present: Vec<_> = (0..MEMBERS)
                .filter(|one| !AWAY[ballot].contains(one))
                .collect();
            let cast: Vec<_> = present
                .iter()
                .map(|member| papers(ballot, candidates, picks, *member))
                .collect();
            assert!(cast.iter().all(|own| {
                let yes = own.iter().filter(|choice| **choice == Choice::Yes).count();
                yes <= picks as usize
            }));
            let passed = (0..candidates).filter(|entry| {
                let yes = cast.iter().filter(|own| own[*entry] == Choice::Yes).count();
                3 * yes >= 2 * present.len()
            });
            let passed: Vec<_> = passed.collect();
            assert_eq!(
                passed,
                (0..PASS[ballot]).collect::<Vec<_>>(),
                "ballot {ballot}"
            );
        }
    }
}
