//! The panels of the demonstration of 2020: brought in from a file, invited, and answering.

use anyhow::Context as _;
use domain::{edition::file::EditionPlan, ids::JudgeId, time::Timestamp};
use operations::{
    RowState, answer_invitation, declare_conflict, import_judges, invite_judges, lift_conflict,
    queries::edition::list_judges,
};

use super::{
    SLUG,
    cast::{COLLEAGUES, DECLINES, People, ROWS_HEAD},
    entries::Entered,
};
use crate::demo::{calendar::At, world::World};

/// The judge and the entry of a relation that the staff put on the record.
const DECLARED: (usize, usize) = (6, 9);
/// Minutes between two answers to the invitation.
const ANSWERS: i64 = 15;

/// Brings the panels of all heats in and invites everybody; who had the time by now answers.
pub async fn seat(
    world: &World<'_>,
    people: &People,
    edition: &EditionPlan,
    at: Timestamp,
    now: Timestamp,
) -> anyhow::Result<()> {
    let organizer = world.actor(&people.staff.organizer.email).await?;
    let mut rows = ROWS_HEAD.to_owned();
    for heat in &edition.heats {
        let panel = people.panel(
            &heat.round,
            division_place(edition, heat.division.as_deref()),
        );
        rows.push_str(&people.rows(&heat.key, &panel));
    }
    let clock = At(at);
    let cx = world.at(&organizer, &clock);
    let report = import_judges(&cx, SLUG, &rows).await?;
    let refused = report
        .rows
        .iter()
        .find(|row| row.state == RowState::Refused);
    anyhow::ensure!(refused.is_none(), "a judge is refused: {refused:?}");
    let judges = list_judges(&cx, SLUG).await?.judges;
    let everybody: Vec<JudgeId> = judges.iter().map(|line| line.judge).collect();
    invite_judges(&cx, SLUG, &everybody).await?;
    for (place, person) in people.judges.iter().enumerate() {
        let answered = at.plus_minutes(30 + ANSWERS * i64::try_from(place)?);
        if answered <= now {
            let actor = world.actor(&person.email).await?;
            let clock = At(answered);
            answer_invitation(&world.at(&actor, &clock), SLUG, place != DECLINES).await?;
        }
    }
    Ok(())
}

/// The place of a division in its edition.
pub fn division_place(edition: &EditionPlan, division: Option<&str>) -> Option<usize> {
    let mut divisions = edition.divisions.iter();
    divisions.position(|known| Some(known.key.as_str()) == division)
}

/// One relation that the staff know of, and one that turns out to be none.
pub async fn declare(
    world: &World<'_>,
    people: &People,
    entered: &[Entered<'_>],
    at: Timestamp,
) -> anyhow::Result<()> {
    let organizer = world.actor(&people.staff.organizer.email).await?;
    let clock = At(at);
    let cx = world.at(&organizer, &clock);
    let judges = list_judges(&cx, SLUG).await?.judges;
    let pair = |(judge, entry): (usize, usize)| {
        let email = people.judges.get(judge).map(|person| person.email.as_str());
        let judge = judges.iter().find(|line| line.email.as_deref() == email)?;
        let entry = entered
            .iter()
            .find(|known| known.plan.index as usize == entry)?;
        Some((judge.judge, entry.number.as_str()))
    };
    let (judge, number) = pair(DECLARED).context("nobody to declare")?;
    declare_conflict(&cx, SLUG, judge, number, &people.reasons.declared).await?;
    let [.., namesakes] = COLLEAGUES;
    let (judge, number) = pair(namesakes).context("no namesakes")?;
    lift_conflict(&cx, SLUG, judge, number, &people.reasons.lifted).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{super::plan::plan, *};

    #[test]
    fn those_who_are_in_conflict_would_be_read() {
        let plan = plan();
        for (_, entry) in COLLEAGUES.into_iter().chain([DECLARED]) {
            assert!(plan[entry].is_accepted(), "{entry}");
        }
    }
}
