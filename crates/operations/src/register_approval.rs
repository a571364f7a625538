//! Somebody who has the paper of the next step registers it: number, date, signers, strikes, and the code
//! that was printed on the request. A code of another list blocks.

use domain::{
    approval::{Registration, Strike},
    policy::{Denied, RegisterApproval},
};
use persistence::{approvals, audit, awards, editions};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context,
    approve_list::{detail, latest_strikes},
    approving::tell_approvers,
    error::Result,
};

/// Registers the paper of the next step. Its scan was added before.
#[crate::compiled_here]
pub async fn register_approval(
    cx: &Context<'_>,
    edition: &str,
    approval: Uuid,
    paper: Registration,
    strikes: Vec<Strike>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = approvals::find(&work, edition, approval)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, approval) = guarded.authorize::<RegisterApproval>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, approval.edition).await?;
    let by = cx.account()?;
    let document = paper.document.trim().to_owned();
    let approval = approval.register(by, paper, strikes, cx.arrived_at)?;
    approvals::sign(&work, &allowed, &approval).await?;
    let strikes = latest_strikes(&approval);
    awards::strike(&work, &allowed, by, &approval, strikes).await?;
    let mut detail = detail(&approval)?;
    detail["document"] = json!(document);
    let at = Some(approval.edition);
    audit::note(&work, &allowed, cx.ids, at, "approvals", &detail).await?;
    let edition = editions::of(&work, approval.edition).await?;
    tell_approvers(cx, &work, &edition, &approval).await?;
    Ok(work.commit().await?)
}
