//! An award that somebody proposed by exception is not to be given after all.

use domain::policy::{Denied, WithdrawException};
use persistence::{audit, awards, editions, exceptions};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, error::Result, recuse_judge::reason};

/// Takes the proposal back, or turns it down, before it is confirmed. It stays on the record.
#[crate::compiled_here]
pub async fn withdraw_exception(
    cx: &Context<'_>,
    edition: &str,
    exception: Uuid,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<WithdrawException>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, edition.id).await?;
    let found = exceptions::find(&work, edition.id, exception).await?;
    let exception =
        found
            .ok_or(Denied::Hidden)?
            .withdraw(cx.account()?, why.clone(), cx.arrived_at)?;
    exceptions::withdraw(&work, &allowed, &exception).await?;
    let detail = json!({
        "exception": exception.id.to_string(), "tier": exception.tier, "reason": why,
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
