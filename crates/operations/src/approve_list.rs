//! An approver takes the next step of the chain in the application.

use domain::{
    approval::{Approval, Strike},
    policy::{ApproveList, Denied},
};
use persistence::{approvals, audit, awards, editions};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, approving::tell_approvers, error::Result};

/// Approves the list with this hash, without what is struck off.
#[crate::compiled_here]
pub async fn approve_list(
    cx: &Context<'_>,
    edition: &str,
    approval: Uuid,
    list_hash: &str,
    strikes: Vec<Strike>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = approvals::find(&work, edition, approval)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, approval) = guarded.authorize::<ApproveList>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, approval.edition).await?;
    let by = cx.account()?;
    let approval = approval.approve(by, list_hash, strikes, cx.arrived_at)?;
    approvals::sign(&work, &allowed, &approval).await?;
    let strikes = latest_strikes(&approval);
    awards::strike(&work, &allowed, by, &approval, strikes).await?;
    let detail = detail(&approval)?;
    let at = Some(approval.edition);
    audit::note(&work, &allowed, cx.ids, at, "approvals", &detail).await?;
    let edition = editions::of(&work, approval.edition).await?;
    tell_approvers(cx, &work, &edition, &approval).await?;
    Ok(work.commit().await?)
}

/// What the step that was just done struck off.
pub(crate) fn latest_strikes(approval: &Approval) -> &[Strike] {
    let latest = approval.signed.last();
    latest.map_or(&[], |step| &step.strikes)
}

/// What is on the record of a step: which, over what, and what is left.
pub(crate) fn detail(approval: &Approval) -> Result<serde_json::Value> {
    let done = approval.signed.len();
    let step = done.checked_sub(1).and_then(|at| approval.steps.get(at));
    let strikes = latest_strikes(approval).iter().map(|strike| {
        let item = approval.items.iter().find(|item| item.award == strike.award);
        let entries = item.into_iter().flat_map(|item| &item.item.entries);
        let numbers: Vec<_> = entries.map(|entry| entry.number.as_str()).collect();
        json!({ "number": numbers.join(", "), "award": strike.award.to_string(), "reason": strike.reason })
    });
    Ok(json!({
        "number": approval.number,
        "step": step.map(|step| step.key.as_str()),
        "list_hash": approval.signed.last().map(|step| &step.list_hash),
        "strikes": strikes.collect::<Vec<_>>(),
        "left_hash": approval.list_hash()?,
        "state": approval.state.name(),
    }))
}
