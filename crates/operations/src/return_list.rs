//! An approver sends the list back to the organizer, with a reason.

use domain::policy::{Denied, ReturnList};
use persistence::{approvals, audit, awards};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, error::Result, recuse_judge::reason};

/// Sends it back.
#[crate::compiled_here]
pub async fn return_list(cx: &Context<'_>, edition: &str, approval: Uuid, why: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = approvals::find(&work, edition, approval)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, approval) = guarded.authorize::<ReturnList>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, approval.edition).await?;
    let approval = approval.give_back(cx.account()?, why.clone(), cx.arrived_at)?;
    approvals::give_up(&work, &allowed, &approval).await?;
    let detail = json!({ "number": approval.number, "reason": why });
    let at = Some(approval.edition);
    audit::note(&work, &allowed, cx.ids, at, "approvals", &detail).await?;
    Ok(work.commit().await?)
}
