//! Take a file out of a slot. Versions that pinned it keep it.

use domain::{
    entry::EntryRefusal,
    policy::{Denied, RemoveAttachment},
};
use persistence::entries;

use crate::{Context, error::Result};

/// Empties a slot of the draft.
pub async fn remove_attachment(cx: &Context<'_>, number: &str, slot: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<RemoveAttachment>(cx.actor, cx.arrived_at)?;
    if !entry.accepts_edits(cx.arrived_at) {
        let (call, arrived_at) = (entry.call, cx.arrived_at);
        return Err(EntryRefusal::CallClosed { call, arrived_at }.into());
    }
    if !entry.attachments.iter().any(|file| file.slot == slot) {
        return Err(Denied::Hidden.into());
    }
    entries::detach(&work, &allowed, slot, cx.clock.now()).await?;
    Ok(work.commit().await?)
}
