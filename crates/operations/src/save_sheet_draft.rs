//! Keep marks and comment of a sheet. Drafts are not audited; what they were before is kept for a while.

use domain::{
    assignment::{Assignment, SheetPatch},
    policy::{Denied, SaveSheetDraft},
};
use persistence::assignments;

use crate::{
    Context,
    error::{OperationError, Result},
    queries::judge::OwnSheet,
};

/// Keeps what was changed, if the sheet was not changed elsewhere since `revision`. Returns the sheet as it was kept, so
/// that nothing has to be read again: a judge saves with every mark.
#[crate::compiled_here]
pub async fn save_sheet_draft(
    cx: &Context<'_>,
    alias: &str,
    revision: i64,
    patch: &SheetPatch,
) -> Result<OwnSheet> {
    let work = cx.store.begin_write().await?;
    let guarded = assignments::find_to_change(&work, alias)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, assignment) = guarded.authorize::<SaveSheetDraft>(cx.actor, cx.arrived_at)?;
    if assignment.revision != revision {
        return Err(OperationError::Stale);
    }
    let (seen, before) = (allowed.revision(), assignment.draft.clone());
    let assignment = assignment.save(patch)?;
    assignments::save_draft(&work, &allowed, &assignment, &before, cx.clock.now()).await?;
    work.commit().await?;
    let revision = seen + 1;
    let assignment = Assignment {
        revision,
        ..assignment
    };
    Ok(OwnSheet::of(cx, assignment))
}
