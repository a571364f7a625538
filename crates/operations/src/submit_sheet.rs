//! Hand a sheet in. It counts from the moment it is on disk, until a later version of it does.

use domain::{
    assignment::AssignmentState,
    ids::SheetVersionId,
    policy::{Denied, SubmitSheet},
};
use persistence::{assignments, audit};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Hands in the sheet as it was at `revision`. The revision that a hand-in left behind means that the
/// same click came twice: nothing changes then.
#[crate::compiled_here]
pub async fn submit_sheet(cx: &Context<'_>, alias: &str, revision: i64) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = assignments::find_to_change(&work, alias)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, assignment) = guarded.authorize::<SubmitSheet>(cx.actor, cx.arrived_at)?;
    let was_submitted = matches!(assignment.state, AssignmentState::Submitted { .. });
    if was_submitted && assignments::is_last_submitted(&work, &assignment).await? {
        return Ok(());
    }
    if assignment.revision != revision {
        return Err(OperationError::Stale);
    }
    let edition = assignment.edition;
    let assignment = assignment.submit(cx.clock.now())?;
    let id = SheetVersionId::mint(cx.ids, cx.arrived_at);
    assignments::record_sheet(&work, &allowed, id, &assignment).await?;
    // The log says that a sheet came in, not what it says: it is read before the heat is closed.
    let detail = json!({ "heat": assignment.heat.to_string() });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(edition),
        "assignments",
        &detail,
    )
    .await?;
    Ok(work.commit().await?)
}
