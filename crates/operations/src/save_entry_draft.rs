//! Save answers of a draft. Drafts are not audited.

use domain::{
    entry::Patch,
    policy::{Denied, SaveEntryDraft},
};
use persistence::entries;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Saves what was changed, if nobody else changed the entry since `revision`.
#[crate::compiled_here]
pub async fn save_entry_draft(
    cx: &Context<'_>,
    number: &str,
    revision: i64,
    patch: &Patch,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<SaveEntryDraft>(cx.actor, cx.arrived_at)?;
    if entry.revision != revision {
        return Err(OperationError::Stale);
    }
    let entry = entry.save(patch, cx.arrived_at)?;
    entries::save_draft(&work, &allowed, &entry, cx.clock.now()).await?;
    Ok(work.commit().await?)
}
