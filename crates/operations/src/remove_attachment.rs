//! Take a file out of a slot. Versions that pinned it keep it.

use domain::{
    edition::AskedWhen,
    policy::{Denied, RemoveAttachment},
};
use persistence::entries;

use crate::{Context, error::Result};

/// Empties a slot of the draft.
#[crate::compiled_here]
pub async fn remove_attachment(cx: &Context<'_>, number: &str, slot: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<RemoveAttachment>(cx.actor, cx.arrived_at)?;
    let part = entry
        .form
        .slot(slot)
        .map_or(AskedWhen::Entry, |one| one.when);
    if !entry.accepts_changes(part, cx.arrived_at) {
        return Err(entry.refusal_of(part, cx.arrived_at).into());
    }
    if !entry.attachments.iter().any(|file| file.slot == slot) {
        return Err(Denied::Hidden.into());
    }
    entries::detach(&work, &allowed, slot, cx.clock.now()).await?;
    Ok(work.commit().await?)
}
