//! Another person confirms an award that no standing recommends, and so it is given.

use domain::{
    award::AwardRefusal,
    policy::{ConfirmException, Denied},
};
use persistence::{audit, awards, editions, exceptions};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context,
    awarding::{Awarding, must_be_unlocked, place},
    error::Result,
    propose_exception::must_take_part,
};

/// Confirms the exception, and gives the award by the rules of every award but the standing.
#[crate::compiled_here]
pub async fn confirm_exception(cx: &Context<'_>, edition: &str, exception: Uuid) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ConfirmException>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let found = exceptions::find(&work, edition.id, exception).await?;
    let exception = found
        .ok_or(Denied::Hidden)?
        .confirm(cx.account()?, cx.arrived_at)?;
    must_take_part(&work, exception.merit.entries()).await?;
    let awarding = Awarding::of(&work, &edition).await?;
    let what = (exception.contest, exception.merit.clone());
    let wanted = (exception.tier.as_str(), exception.name.clone());
    let given = place(cx, &work, &allowed, &awarding, what, wanted).await?;
    let award = given.ok_or(AwardRefusal::InAnotherAward)?;
    exceptions::confirm(&work, &allowed, &exception, award.id).await?;
    let detail = json!({
        "exception": exception.id.to_string(), "tier": exception.tier, "reason": exception.reason,
        "award": award.id.to_string(),
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
