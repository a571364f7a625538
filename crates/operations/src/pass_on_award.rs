//! Let the place of an award that nobody holds any more go to the next in line.

use domain::{
    award::{Award, AwardRefusal, AwardState, Giving, Merit, give, pass_on},
    edition::Problem,
    ids::{AwardId, EntryId},
    policy::{Denied, PassOnAward},
    text::Bilingual,
};
use persistence::{
    audit,
    awards::{self, AwardLine},
    editions, entries,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context,
    awarding::{Awarding, must_be_unlocked},
    error::{OperationError, RefusalKind, Result},
    recuse_judge::reason,
};

/// Passes the place of an award on to the entry with this number, or to a person or an organization for
/// it.
#[crate::compiled_here]
pub async fn pass_on_award(
    cx: &Context<'_>,
    edition: &str,
    award: Uuid,
    number: &str,
    why: &str,
    name: Option<Bilingual>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<PassOnAward>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let awarding = Awarding::of(&work, &edition).await?;
    let from = awarding.award(award).ok_or(Denied::Hidden)?;
    let (entry, _) = entries::key_in(&work, edition.id, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let all: Vec<Award> = awarding
        .given
        .iter()
        .map(|line| line.award.clone())
        .collect();
    let passed_on = pass_on(&from.award, &why, &all)?;
    must_be_next(&awarding, from, entry)?;
    let held: Vec<&Award> = awarding.held(from.contest).collect();
    let tiers = awarding.tiers(from.contest);
    let merit = Merit::Entry(entry);
    let Giving::New {
        tier,
        holder,
        merit,
        ..
    } = give(tiers, &from.award.tier, merit, name, &held)?
    else {
        return Err(AwardRefusal::PassedOnBefore.into());
    };
    let next = Award {
        id: AwardId::mint(cx.ids, cx.arrived_at),
        revision: 1,
        tier: tier.key.clone(),
        merit,
        holder,
        passed_on: Some(passed_on),
        state: AwardState::Given { at: cx.arrived_at },
    };
    awards::give(&work, &allowed, cx.account()?, from.contest, &next).await?;
    let detail = json!({ "from": from.numbers(), "number": number, "tier": tier.key });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}

/// Refuses whom somebody is before, and says who that is.
fn must_be_next(awarding: &Awarding, from: &AwardLine, entry: EntryId) -> Result<()> {
    if awarding.next(from).contains(&entry) {
        return Ok(());
    }
    let numbers = awarding.next_numbers(from).join(", ");
    let problem = Problem::at("/number", "not_next_in_line").with("numbers", numbers);
    let kind = RefusalKind::Conflict;
    Err(OperationError::refuse(
        kind,
        "not_next_in_line",
        vec![problem],
    ))
}
