//! The organizer puts the list before those who approve it. From then on the awards do not change.

use domain::{
    approval::{Approval, ApprovalState, list_hash, may_request},
    ids::ApprovalId,
    policy::{Denied, RequestApproval},
};
use persistence::{approvals, audit, awards, editions};
use serde_json::json;

use crate::{
    Context,
    approving::tell_approvers,
    awarding::must_be_unlocked,
    error::{OperationError, RefusalKind, Result},
    propose_publication::{lines, missing_names},
};

/// Requests approval of the awards as they stand.
#[crate::compiled_here]
pub async fn request_approval(cx: &Context<'_>, edition: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<RequestApproval>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    let items = lines(&work, &edition).await?;
    let earlier = approvals::of_edition(&work, edition.id).await?;
    may_request(&edition.approvals, &items, earlier.first())?;
    must_be_unlocked(cx, &work, &edition).await?;
    let list: Vec<_> = items.iter().map(|line| line.item.clone()).collect();
    let nameless = missing_names(&edition, &list);
    if !nameless.is_empty() {
        let kind = RefusalKind::Conflict;
        return Err(OperationError::refuse(kind, "missing_language", nameless));
    }
    let approval = Approval {
        id: ApprovalId::mint(cx.ids, cx.arrived_at),
        revision: 1,
        edition: edition.id,
        number: earlier.first().map_or(1, |latest| latest.number + 1),
        requested_hash: list_hash(&list)?,
        items,
        steps: edition.approvals.clone(),
        requested_by: cx.account()?,
        requested_at: cx.arrived_at,
        scan: None,
        signed: vec![],
        state: ApprovalState::Requested,
    };
    approvals::request(&work, &allowed, &approval).await?;
    let detail = json!({
        "number": approval.number,
        "list_hash": approval.requested_hash,
        "items": approval.items.len(),
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    tell_approvers(cx, &work, &edition, &approval).await?;
    Ok(work.commit().await?)
}
