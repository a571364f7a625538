//! Add the signed paper of the next step, scanned, before it is registered.

use bytes::Bytes;
use domain::{
    approval::Scan,
    edition::ApprovalBy,
    ids::ApprovalId,
    policy::{AttachApprovalScan, Denied},
};
use futures::Stream;
use persistence::{approvals, audit};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context,
    error::{OperationError, Result},
    upload_attachment::{IncomingFile, store_pdf},
};

/// The largest scan, in bytes.
const MOST_BYTES: u64 = 50 << 20;

/// Stores the scan for the step that is next, in place of one before it.
pub async fn attach_approval_scan<S, E>(
    cx: &Context<'_>,
    edition: &str,
    approval: Uuid,
    file: IncomingFile<'_, S>,
    lost: impl FnOnce(E) -> OperationError,
) -> Result<()>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
{
    let guarded = approvals::find(cx.store, edition, approval)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, _) = guarded.authorize::<AttachApprovalScan>(cx.actor, cx.arrived_at)?;
    let id = ApprovalId::mint(cx.ids, cx.arrived_at);
    let stored = store_pdf(cx, id.0, MOST_BYTES, file.bytes, lost).await?;
    let scan = Scan {
        name: file.name.to_owned(),
        bytes: stored.bytes,
        sha256: stored.sha256,
    };
    let work = cx.store.begin_write().await?;
    let guarded = approvals::find(&work, edition, approval)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, approval) = guarded.authorize::<AttachApprovalScan>(cx.actor, cx.arrived_at)?;
    let next = approval.next_step();
    if next.is_none_or(|step| step.by != ApprovalBy::Paper) {
        return Err(OperationError::conflict("step_not_on_paper"));
    }
    approvals::attach_scan(&work, &allowed, &scan).await?;
    let detail = json!({ "number": approval.number, "scan": scan.sha256, "bytes": scan.bytes });
    let at = Some(approval.edition);
    audit::note(&work, &allowed, cx.ids, at, "approvals", &detail).await?;
    Ok(work.commit().await?)
}
