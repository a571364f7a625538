//! The judges of a demonstration at work. Marks follow a fixed pattern of entry, judge and criterion, so
//! that every demonstration looks the same.

use std::collections::BTreeMap;

use domain::{
    assignment::SheetPatch,
    edition::{Criterion, file::HeatPlan},
    fingerprint::Fingerprint,
    policy::Actor,
    time::Timestamp,
};
use operations::{queries, recuse_judge, save_sheet_draft, submit_sheet};
use persistence::assignments::AssignmentLine;

use super::{calendar::At, progress::Progress, world::World};

/// A panel at work between two instants.
pub struct Sitting<'a> {
    pub heat: &'a HeatPlan,
    /// Addresses, in the order of their severity.
    pub judges: &'a [String],
    pub from: Timestamp,
    pub until: Timestamp,
    /// How many sheets a judge hands in, of those there are; the next one is begun.
    pub done: &'a (dyn Fn(u32, u32) -> u32 + Sync),
    /// Judges that step aside at a place of their order, and why.
    pub recused: &'a [(u32, u32, &'a str)],
    /// Entries that are marked like another one.
    pub twins: BTreeMap<String, String>,
    /// What a judge adds to a sheet.
    pub comment: &'a (dyn Fn(u32, u32) -> Option<String> + Sync),
}

impl Sitting<'_> {
    /// Every judge scores.
    pub async fn sit(&self, world: &World<'_>, progress: &Progress) -> anyhow::Result<()> {
        let what = format!("sheets of {}", self.heat.title.en);
        for (judge, email) in (0..).zip(self.judges) {
            progress.tell(&what, judge as usize, self.judges.len());
            let actor = world.actor(email).await?;
            self.score(world, &actor, judge).await?;
        }
        progress.tell(&what, self.judges.len(), self.judges.len());
        Ok(())
    }

    async fn score(&self, world: &World<'_>, actor: &Actor, judge: u32) -> anyhow::Result<()> {
        let queue = queries::judge::read_judge_queue(&world.at(actor, &At(self.from))).await?;
        let open: Vec<_> = queue
            .heats
            .into_iter()
            .filter(|heat| heat.heat.key == self.heat.key)
            .flat_map(|heat| heat.assignments)
            .filter(|line| line.state == "not_started")
            .collect();
        let todo = (self.done)(judge, u32::try_from(open.len())?);
        let pause = (self.until.0 - self.from.0) / i64::from(todo + 2);
        // Nobody begins on the minute, and no sheet comes after the end.
        let late = i64::from(judge) * 60_000 % pause.max(1);
        for (place, assignment) in (1_u32..).zip(&open).take(todo as usize + 1) {
            let clock = At(self.from.plus_millis(pause * i64::from(place) + late));
            let cx = world.at(actor, &clock);
            let aside = (self.recused.iter()).find(|(who, at, _)| (*who, *at) == (judge, place));
            if let Some((_, _, why)) = aside {
                recuse_judge(&cx, &assignment.alias, why).await?;
                continue;
            }
            let last = place > todo;
            let patch = self.patch(assignment, judge, last);
            save_sheet_draft(&cx, &assignment.alias, 1, &patch).await?;
            if !last {
                submit_sheet(&cx, &assignment.alias, 2).await?;
            }
        }
        Ok(())
    }

    /// The marks of a sheet; of one that is only begun, the first two.
    fn patch(&self, assignment: &AssignmentLine, judge: u32, begun: bool) -> SheetPatch {
        let criteria = &self.heat.rubric.criteria;
        let marked = if begun { 2 } else { criteria.len() };
        let number = &assignment.number;
        let number = self.twins.get(number).unwrap_or(number);
        let marks = criteria.iter().take(marked).map(|criterion| {
            let mark = mark(criterion, number, judge);
            (criterion.key.clone(), Some(mark))
        });
        let comment = (!begun).then(|| (self.comment)(judge, assignment.position));
        SheetPatch {
            marks: marks.collect(),
            comment: comment.flatten(),
        }
    }
}

/// The entry that comes last of those that go on and the first that does not, where all judges of a
/// panel mark them: the second is then marked like the first, and the cut goes through a tie.
pub fn twins(
    heat: &HeatPlan,
    numbers: &[String],
    judges: u32,
    places: usize,
) -> BTreeMap<String, String> {
    let total = |number: &String| -> i64 {
        let criteria = heat.rubric.criteria.iter();
        criteria
            .flat_map(|one| {
                (0..judges).map(move |judge| one.weight_units() * mark(one, number, judge))
            })
            .sum()
    };
    let mut ranked: Vec<_> = numbers.iter().map(|one| (-total(one), one)).collect();
    ranked.sort();
    match (
        places.checked_sub(1).and_then(|last| ranked.get(last)),
        ranked.get(places),
    ) {
        (Some((_, last)), Some((_, next))) => BTreeMap::from([((*next).clone(), (*last).clone())]),
        _ => BTreeMap::new(),
    }
}

/// A mark between six and nine and a half tenths of the scale: how good the entry is, how severe the judge,
/// and a little of both on this criterion.
fn mark(criterion: &Criterion, entry: &str, judge: u32) -> i64 {
    let (low, high) = (criterion.min_steps(), criterion.max_steps());
    let scale = high - low;
    let quality = spread(entry, 25);
    let severity = spread(&judge.to_string(), 9) - 4;
    let taste = spread(&format!("{entry}/{judge}/{}", criterion.key), 13) - 6;
    (low + scale * (66 + quality + severity + taste) / 100).clamp(low, high)
}

/// A number below `below` that a text always gives.
fn spread(text: &str, below: i64) -> i64 {
    let hash = Fingerprint::of_bytes(text.as_bytes());
    let number = i64::from_str_radix(hash.hex().get(..8).unwrap_or("0"), 16).unwrap_or(0);
    number % below
}
