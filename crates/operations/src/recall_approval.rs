//! The organizer takes a request back, approved or not, so that the awards can change.

use domain::{
    ids::EditionId,
    policy::{Denied, RecallApproval},
    publication::{PublicationRefusal, locks_awards},
};
use persistence::{Work, approvals, audit, awards, publications};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, error::Result, recuse_judge::reason};

/// Takes it back. What two officers are about to publish is stopped first, and the correction of what is out
/// begun.
#[crate::compiled_here]
pub async fn recall_approval(
    cx: &Context<'_>,
    edition: &str,
    approval: Uuid,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = approvals::find(&work, edition, approval)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, approval) = guarded.authorize::<RecallApproval>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, approval.edition).await?;
    must_be_free(cx, &work, approval.edition).await?;
    let approval = approval.recall(cx.account()?, why.clone(), cx.arrived_at)?;
    approvals::give_up(&work, &allowed, &approval).await?;
    let detail = json!({ "number": approval.number, "reason": why });
    let at = Some(approval.edition);
    audit::note(&work, &allowed, cx.ids, at, "approvals", &detail).await?;
    Ok(work.commit().await?)
}

/// What is on its way to the public, or out, rests on the approval.
async fn must_be_free(cx: &Context<'_>, work: &Work, edition: EditionId) -> Result<()> {
    let all = publications::of_edition(work, edition).await?;
    if all.iter().any(|one| one.is_under_way(cx.arrived_at)) {
        return Err(PublicationRefusal::AnotherUnderWay.into());
    }
    if locks_awards(&all, cx.arrived_at) {
        return Err(PublicationRefusal::CorrectionNotBegun.into());
    }
    Ok(())
}
