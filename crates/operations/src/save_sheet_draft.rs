//! Keep marks and comment of a sheet. Drafts are not audited; what they were before is kept for a while.

use domain::{
    assignment::SheetPatch,
    policy::{Denied, SaveSheetDraft},
};
use persistence::assignments;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Keeps what was changed, if the sheet was not changed elsewhere since `revision`.
pub async fn save_sheet_draft(
    cx: &Context<'_>,
    alias: &str,
    revision: i64,
    patch: &SheetPatch,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = assignments::find_to_change(&work, alias)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, assignment) = guarded.authorize::<SaveSheetDraft>(cx.actor, cx.arrived_at)?;
    if assignment.revision != revision {
        return Err(OperationError::Stale);
    }
    let before = assignment.draft.clone();
    let assignment = assignment.save(patch)?;
    assignments::save_draft(&work, &allowed, &assignment, &before, cx.clock.now()).await?;
    Ok(work.commit().await?)
}
