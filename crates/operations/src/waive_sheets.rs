//! Go on without some sheets, with a reason.

use domain::{
    ids::AssignmentId,
    policy::{Denied, WaiveSheets},
};
use persistence::{assignments, audit, heats};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// Gives leave for sheets of an open heat that are missing.
#[crate::compiled_here]
pub async fn waive_sheets(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    sheets: &[AssignmentId],
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<WaiveSheets>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    if !heat.is_open() {
        return Err(OperationError::conflict("heat_not_open"));
    }
    let states = assignments::states(&work, heat.id, sheets).await?;
    if states.len() != sheets.len() || states.is_empty() {
        return Err(Denied::Hidden.into());
    }
    let waived = states
        .into_iter()
        .map(|(id, revision, state)| Ok((id, revision, state.waive(why.clone(), cx.arrived_at)?)))
        .collect::<Result<Vec<_>>>()?;
    assignments::save_waivers(&work, &allowed, cx.account()?, &waived).await?;
    let detail = json!({ "heat": heat.key, "sheets": waived.len(), "reason": why });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(heat.edition),
        "heats",
        &detail,
    )
    .await?;
    Ok(work.commit().await?)
}
