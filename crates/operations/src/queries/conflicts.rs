//! The relations that bar judges from entries, for staff.

use domain::policy::{DeclareConflict, Denied, LiftConflict, ListConflicts, may};
use persistence::{
    conflicts::{self, ConflictLine},
    editions,
};

use crate::{Context, error::Result};

/// The relations of an edition.
pub struct ConflictList {
    /// By judge and entry.
    pub lines: Vec<ConflictLine>,
    /// Whether the viewer may put one on the record.
    pub may_declare: bool,
    /// Whether the viewer may lift one.
    pub may_lift: bool,
}

/// All relations of an edition, lifted ones too.
#[crate::compiled_here]
pub async fn list_conflicts(cx: &Context<'_>, slug: &str) -> Result<ConflictList> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ListConflicts>(cx.actor, cx.arrived_at)?;
    Ok(ConflictList {
        lines: conflicts::list(cx.store, &allowed.visible()).await?,
        may_declare: may::<DeclareConflict>(cx.actor, &edition, cx.arrived_at),
        may_lift: may::<LiftConflict>(cx.actor, &edition, cx.arrived_at),
    })
}
