//! The organizer proposes an award that no standing recommends. It is given once another person confirms.

use domain::{
    award::{Award, give},
    exception::{Exception, ExceptionRefusal, ExceptionState},
    ids::{EntryId, ExceptionId},
    policy::{Denied, ProposeException},
    screening::Screening,
};
use persistence::{Work, audit, awards, editions, entries, exceptions};
use serde_json::json;

use crate::{
    Context,
    awarding::{AwardWish, Awarding, must_be_unlocked},
    error::Result,
    recuse_judge::reason,
};

/// Proposes an award for one entry, or for what a special recommendation names.
#[crate::compiled_here]
pub async fn propose_exception(
    cx: &Context<'_>,
    edition: &str,
    wish: &AwardWish<'_>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ProposeException>(cx.actor, cx.arrived_at)?;
    let why = reason(wish.reason)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let awarding = Awarding::of(&work, &edition).await?;
    let (contest, merit) = awarding.merit(wish)?;
    let named = merit.entries();
    let recommended = |entry: &EntryId| awarding.recommends(contest, wish.tier, *entry);
    if !named.is_empty() && named.iter().all(recommended) {
        return Err(ExceptionRefusal::NotNeeded.into());
    }
    must_take_part(&work, named).await?;
    // What could not be given is not proposed either.
    let held: Vec<&Award> = awarding.held(contest).collect();
    let (tiers, name) = (awarding.tiers(contest), wish.name.clone());
    give(tiers, wish.tier, merit.clone(), name.clone(), &held)?;
    let exception = Exception {
        id: ExceptionId::mint(cx.ids, cx.arrived_at),
        revision: 1,
        contest,
        tier: wish.tier.to_owned(),
        merit,
        name,
        reason: why.clone(),
        proposed_by: cx.account()?,
        proposed_at: cx.arrived_at,
        state: ExceptionState::Proposed,
    };
    exceptions::propose(&work, &allowed, &exception).await?;
    let detail = json!({
        "number": wish.numbers.join(", "), "tier": wish.tier, "reason": why,
        "exception": exception.id.to_string(),
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}

/// No award goes to what the formal check has rejected, and be it since the exception was proposed.
pub(crate) async fn must_take_part(work: &Work, entries: &[EntryId]) -> Result<()> {
    for entry in entries {
        let screening = entries::of(work, *entry).await?.screening;
        if matches!(screening, Screening::Rejected { .. }) {
            return Err(ExceptionRefusal::Rejected.into());
        }
    }
    Ok(())
}
