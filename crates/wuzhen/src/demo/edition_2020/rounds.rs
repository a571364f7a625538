//! The rounds of the demonstration of 2020, one heat after the other, as far as the stage goes.

use std::collections::BTreeMap;

use anyhow::bail;
use domain::{
    edition::{
        RouteSource,
        file::{EditionPlan, HeatPlan},
    },
    time::Timestamp,
};
use operations::{
    AdvanceWish, answer_heat_report, close_heat, open_heat, propose_assignments,
    queries::{field::list_heat_entries, heat::read_standing, judge::read_judge_queue},
    report_heat, waive_sheets,
};

use super::{
    SLUG,
    cast::People,
    entries::Entered,
    panels::{declare, division_place},
};
use crate::demo::{
    advancing::Advancing,
    calendar::At,
    judging::{Sitting, twins},
    progress::Progress,
    stage::Stage,
    world::World,
};

/// The judge of the first round who falls ill.
const ILL: usize = 14;
/// The heat whose cut goes through a tie, and its places.
const TIED: (&str, usize) = (WAITING, 3);
/// The heat whose first does not want to go on, and whose report is returned at first.
const RETURNED: &str = "belt-road";
/// The heat whose report waits for an answer half-way.
const WAITING: &str = "greater-bay";

/// What the rounds are made of.
pub struct Rounds<'a> {
    pub world: &'a World<'a>,
    pub people: &'a People,
    pub edition: &'a EditionPlan,
    pub entered: &'a [Entered<'a>],
    pub stage: Stage,
    pub now: Timestamp,
    pub progress: &'a Progress,
}

impl Rounds<'_> {
    /// Every heat that has begun by now.
    pub async fn judge_all(&self) -> anyhow::Result<()> {
        for heat in &self.edition.heats {
            if heat.opens_at > self.now {
                continue;
            }
            match &heat.division {
                Some(_) => self.division(heat).await?,
                None => self.headquarters(heat).await?,
            }
        }
        Ok(())
    }

    fn organizer(&self) -> &str {
        &self.people.staff.organizer.email
    }

    fn panel(&self, heat: &HeatPlan) -> Vec<usize> {
        let division = division_place(self.edition, heat.division.as_deref());
        self.people.panel(&heat.round, division)
    }

    fn chair(&self, heat: &HeatPlan) -> String {
        let panel = self.people.addresses(&self.panel(heat));
        panel.into_iter().next().unwrap_or_default()
    }

    /// A heat that headquarters run.
    async fn headquarters(&self, heat: &HeatPlan) -> anyhow::Result<()> {
        if heat.readings.is_some() {
            let settled = heat.opens_at.plus_minutes(-60);
            declare(self.world, self.people, self.entered, settled).await?;
            let organizer = self.world.actor(self.organizer()).await?;
            let clock = At(settled.plus_minutes(30));
            propose_assignments(&self.world.at(&organizer, &clock), SLUG, &heat.key).await?;
        }
        let organizer = self.organizer().to_owned();
        self.conduct(heat, &organizer).await?;
        let decided = heat.closes_at.plus_minutes(14 * 60);
        let goes_on = self
            .edition
            .routes
            .iter()
            .any(|route| route.from == RouteSource::Heat(heat.key.clone()));
        if goes_on && decided < self.now {
            self.advance(heat, &AdvanceWish::default(), decided).await?;
        }
        Ok(())
    }

    /// A heat that a host runs and hands in.
    async fn division(&self, heat: &HeatPlan) -> anyhow::Result<()> {
        let place = division_place(self.edition, heat.division.as_deref());
        let host = place.and_then(|place| self.people.hosts.get(place));
        let Some(host) = host.map(|person| person.email.clone()) else {
            bail!("{} has no host", heat.key);
        };
        self.conduct(heat, &host).await?;
        if heat.closes_at > self.now {
            return Ok(());
        }
        let reasons = &self.people.reasons;
        let reported = heat.closes_at.plus_minutes(60);
        self.report(heat, &host, reported).await?;
        let half_way = self.stage == Stage::Divisions;
        let mut number = 1;
        let answered = heat.closes_at.plus_minutes(15 * 60);
        if heat.key == RETURNED {
            self.answer(heat, number, Some(&reasons.returned), answered)
                .await?;
            if half_way {
                return Ok(());
            }
            self.report(heat, &host, answered.plus_minutes(120)).await?;
            number += 1;
        }
        if half_way && heat.key == WAITING {
            return Ok(());
        }
        let accepted = answered.plus_minutes(180);
        self.answer(heat, number, None, accepted).await?;
        let mut wish = AdvanceWish::default();
        if heat.key == RETURNED {
            wish.declines = self.first_of(heat, accepted).await?;
        }
        self.advance(heat, &wish, accepted.plus_minutes(60)).await
    }

    /// Opens a heat, lets its panel score as far as now, and closes it when its time is over.
    async fn conduct(&self, heat: &HeatPlan, by: &str) -> anyhow::Result<()> {
        let actor = self.world.actor(by).await?;
        open_heat(&self.world.at(&actor, &At(heat.opens_at)), SLUG, &heat.key).await?;
        if heat.readings.is_some() {
            self.waive(heat).await?;
        }
        let finished = heat.closes_at < self.now;
        let judges = self.people.addresses(&self.panel(heat));
        let partial = heat.readings.is_some();
        let reasons = &self.people.reasons.recused;
        let aside = [(8, 4, reasons[0].as_str()), (20, 7, reasons[1].as_str())];
        let done = move |judge: u32, of: u32| match (finished, partial) {
            (true, _) => of,
            // From three to nine tenths, six on average: judges are not equally quick.
            (false, true) => of * (30 + judge * 37 % 61) / 100,
            (false, false) => of / 2,
        };
        let comment = |judge: u32, number: u32| {
            let judge = judges.get(judge as usize)?;
            self.people.comment(judge, number)
        };
        let sitting = Sitting {
            heat,
            judges: &judges,
            from: heat.opens_at,
            until: if finished { heat.closes_at } else { self.now },
            done: &done,
            recused: if partial { &aside } else { &[] },
            twins: self.twins(heat).await?,
            comment: &comment,
        };
        sitting.sit(self.world, self.progress).await?;
        if finished {
            let clock = At(heat.closes_at.plus_minutes(20));
            close_heat(&self.world.at(&actor, &clock), SLUG, &heat.key).await?;
        }
        Ok(())
    }

    /// In one heat two entries are marked alike, so that the chair has to decide.
    async fn twins(&self, heat: &HeatPlan) -> anyhow::Result<BTreeMap<String, String>> {
        if heat.key != TIED.0 {
            return Ok(BTreeMap::new());
        }
        let numbers = self.numbers(heat).await?;
        let judges = u32::try_from(self.panel(heat).len())?;
        Ok(twins(heat, &numbers, judges, TIED.1))
    }

    /// The entries of a heat that was opened.
    async fn numbers(&self, heat: &HeatPlan) -> anyhow::Result<Vec<String>> {
        let organizer = self.world.actor(self.organizer()).await?;
        let clock = At(heat.opens_at);
        let cx = self.world.at(&organizer, &clock);
        let lines = list_heat_entries(&cx, SLUG, &heat.key).await?.lines;
        Ok(lines.into_iter().map(|line| line.entry.number).collect())
    }

    /// Two sheets of a judge who falls ill are not waited for.
    async fn waive(&self, heat: &HeatPlan) -> anyhow::Result<()> {
        let [judge] = &self.people.addresses(&[ILL])[..] else {
            return Ok(());
        };
        let actor = self.world.actor(judge).await?;
        let clock = At(heat.opens_at.plus_minutes(60));
        let queue = read_judge_queue(&self.world.at(&actor, &clock)).await?;
        let queue = queue
            .heats
            .into_iter()
            .filter(|known| known.heat.key == heat.key);
        let own = queue.flat_map(|known| known.assignments);
        let mut ids: Vec<_> = own.map(|line| line.id).collect();
        let ids = ids.split_off(ids.len().saturating_sub(2));
        let organizer = self.world.actor(self.organizer()).await?;
        let clock = At(heat.opens_at.plus_minutes(3 * 24 * 60));
        let cx = self.world.at(&organizer, &clock);
        Ok(waive_sheets(&cx, SLUG, &heat.key, &ids, &self.people.reasons.waived).await?)
    }

    async fn report(&self, heat: &HeatPlan, host: &str, at: Timestamp) -> anyhow::Result<()> {
        let actor = self.world.actor(host).await?;
        let clock = At(at);
        let cx = self.world.at(&actor, &clock);
        Ok(report_heat(&cx, SLUG, &heat.key, &self.people.reasons.statement).await?)
    }

    async fn answer(
        &self,
        heat: &HeatPlan,
        number: u32,
        returned: Option<&str>,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let actor = self.world.actor(self.organizer()).await?;
        let clock = At(at);
        let cx = self.world.at(&actor, &clock);
        Ok(answer_heat_report(&cx, SLUG, &heat.key, number, returned).await?)
    }

    /// The first of a standing.
    async fn first_of(&self, heat: &HeatPlan, at: Timestamp) -> anyhow::Result<Vec<String>> {
        let actor = self.world.actor(self.organizer()).await?;
        let clock = At(at);
        let standing = read_standing(&self.world.at(&actor, &clock), SLUG, &heat.key).await?;
        let lines = standing.lines.into_iter();
        let first = lines.filter(|(line, ..)| line.rank == Some(1)).take(1);
        Ok(first.map(|(_, entry, _)| entry.number).collect())
    }

    /// Sends the first on.
    async fn advance(
        &self,
        heat: &HeatPlan,
        wish: &AdvanceWish,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let advancing = Advancing {
            edition: SLUG,
            heat: &heat.key,
            organizer: self.organizer(),
            chair: &self.chair(heat),
            tie: &self.people.reasons.tie,
        };
        advancing.advance(self.world, wish, at).await
    }

    /// An entry of the last heat, once that was opened.
    pub async fn first_finalist(&self) -> anyhow::Result<Option<String>> {
        match self.edition.heats.last() {
            Some(last) if last.opens_at <= self.now => {
                Ok(self.numbers(last).await?.into_iter().next())
            }
            _ => Ok(None),
        }
    }
}
