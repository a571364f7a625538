//! Say what a new file would change of an edition, and whether it may. Nothing is stored.

use domain::{
    edition::amendment::Change,
    policy::{CheckAmendment, Denied},
};
use persistence::editions;

use crate::{Context, amendment::compare, error::Result};

/// What a new file would change.
#[crate::compiled_here]
pub async fn check_amendment(cx: &Context<'_>, slug: &str, text: &str) -> Result<Vec<Change>> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<CheckAmendment>(cx.actor, cx.arrived_at)?;
    Ok(compare(cx, cx.store, &edition, text).await?.changes)
}
