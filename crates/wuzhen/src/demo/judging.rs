//! The judges of the demonstration at work: each has scored about half of the entries. Marks follow a
//! fixed pattern of entry, judge and criterion, so that every demonstration looks the same.

use std::collections::BTreeMap;

use domain::{
    assignment::SheetPatch,
    edition::{Criterion, file::HeatPlan},
    fingerprint::Fingerprint,
    ids::AccountId,
    people::Email,
    time::Timestamp,
};
use operations::{queries, recuse_judge, save_sheet_draft, submit_sheet};
use persistence::{accounts, actors};

use super::{calendar::At, content, seed::World};

/// Each judge has scored so many entries, one more or less.
const SCORED: u32 = 12;

/// Scores about half of every judge's entries between the opening of the heat and now.
pub async fn score_half(
    world: &World<'_>,
    heat: &HeatPlan,
    now: Timestamp,
    progress: &dyn Fn(&str),
) -> anyhow::Result<()> {
    let judges: Vec<&str> = content::JUDGES
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(3))
        .collect();
    for (index, email) in (0..).zip(&judges) {
        progress(&format!(
            "sheets of judge {} of {}",
            index + 1,
            judges.len()
        ));
        let email = Email::parse(email).ok_or_else(|| anyhow::anyhow!("{email} is no address"))?;
        let account = accounts::by_email(world.store, &email).await?;
        let account = account
            .ok_or_else(|| anyhow::anyhow!("a judge has no account"))?
            .id;
        score(world, heat, account, index, now).await?;
    }
    Ok(())
}

async fn score(
    world: &World<'_>,
    heat: &HeatPlan,
    account: AccountId,
    judge: u32,
    now: Timestamp,
) -> anyhow::Result<()> {
    let actor = actors::load(world.store, account).await?;
    let queue = queries::judge::read_judge_queue(&world.at(&actor, &At(heat.opens_at))).await?;
    let assignments = queue.into_iter().flat_map(|heat| heat.assignments);
    let todo = SCORED - 1 + judge % 3;
    let pause = (now.0 - heat.opens_at.0) / i64::from(todo + 2);
    for (place, assignment) in (1_u32..).zip(assignments).take(todo as usize + 1) {
        let at = heat
            .opens_at
            .plus_millis(pause * i64::from(place) + i64::from(judge) * 60_000);
        let clock = At(at);
        let cx = world.at(&actor, &clock);
        if judge == 4 && place == 3 {
            recuse_judge(
                &cx,
                &assignment.alias,
                "Former colleague of a team member (fictional).",
            )
            .await?;
            continue;
        }
        let last = place > todo;
        let criteria = if last { 2 } else { heat.rubric.criteria.len() };
        let marks: BTreeMap<_, _> = heat
            .rubric
            .criteria
            .iter()
            .take(criteria)
            .map(|criterion| {
                (
                    criterion.key.clone(),
                    Some(mark(criterion, &assignment.number, judge)),
                )
            })
            .collect();
        let patch = SheetPatch {
            marks,
            comment: None,
        };
        save_sheet_draft(&cx, &assignment.alias, 1, &patch).await?;
        if !last {
            submit_sheet(&cx, &assignment.alias, 2).await?;
        }
    }
    Ok(())
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
