//! The screeners of the demonstration of 2020 at work: in the order in which the entries came.

use domain::{screening::ScreeningDecision, time::Timestamp};
use operations::{move_entry, screen_entry};

use super::{
    SLUG,
    cast::{People, Reasons},
    entries::Entered,
    plan::Fate,
};
use crate::demo::{calendar::At, progress::Progress, world::World};

/// Between two instants everything is decided, but not before it came.
pub struct Screening {
    pub from: Timestamp,
    pub until: Timestamp,
}

/// One entry in so many is moved to the division that its team meant.
const MOVED: usize = 400;
/// A fresh entry waits for an hour.
const LEAST_WAIT: i64 = 60;

impl Screening {
    /// Decides about what came, as far as now.
    pub async fn decide_all(
        &self,
        world: &World<'_>,
        people: &People,
        entered: &[Entered<'_>],
        now: Timestamp,
        progress: &Progress,
    ) -> anyhow::Result<()> {
        let mut waiting: Vec<_> = entered
            .iter()
            .filter_map(|entry| Some((entry.submitted?, entry)))
            .collect();
        waiting.sort_by_key(|(at, entry)| (*at, entry.plan.index));
        let mut screeners = vec![];
        for person in &people.screeners {
            screeners.push(world.actor(&person.email).await?);
        }
        let organizer = world.actor(&people.staff.organizer.email).await?;
        let pause = (self.until.0 - self.from.0) / (i64::try_from(waiting.len())? + 1);
        for (place, (came, entry)) in waiting.iter().enumerate() {
            let turn = self.from.plus_millis(pause * i64::try_from(place)?);
            let at = turn.max(came.plus_minutes(LEAST_WAIT));
            if at > now {
                continue;
            }
            progress.tell("screening", place, waiting.len());
            let clock = At(at);
            let actor = &screeners[place % screeners.len()];
            let cx = world.at(actor, &clock);
            let (decision, reason) = decision(&people.reasons, entry);
            // Submitting was the fourth change.
            screen_entry(&cx, SLUG, &entry.number, 5, decision, reason).await?;
            if place % MOVED == 1 {
                let clock = At(at.plus_minutes(10));
                let cx = world.at(&organizer, &clock);
                let division = if entry.plan.division == 0 {
                    "yangtze-delta"
                } else {
                    "beijing"
                };
                move_entry(&cx, SLUG, &entry.number, division, &people.reasons.moved).await?;
            }
        }
        Ok(())
    }
}

fn decision<'r>(reasons: &'r Reasons, entry: &Entered) -> (ScreeningDecision, &'r str) {
    match entry.plan.fate {
        Fate::Rejected(why) => {
            let reason = reasons.rejected.get(why as usize);
            (
                ScreeningDecision::Reject,
                reason.map_or("", |(_, text)| text),
            )
        }
        Fate::Overridden => (ScreeningDecision::Accept, &reasons.overridden),
        Fate::Accepted | Fate::Draft if entry.plan.capital.ends_with("CNY") => {
            (ScreeningDecision::Accept, "")
        }
        Fate::Accepted | Fate::Draft => (ScreeningDecision::Accept, &reasons.evidence),
    }
}
