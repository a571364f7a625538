//! The file of an edition, what was changed of it, and files to begin from.

use domain::{
    edition::{Edition, Template, templates},
    policy::{
        AmendEdition, Denied, Deployment, ExportEdition, Guarded, ListAmendments, ListTemplates,
        may,
    },
};
use persistence::editions;

pub use persistence::editions::{AmendmentLine, EditionFile};

use crate::{Context, error::Result};

/// Files to begin from.
pub fn list_templates(cx: &Context<'_>) -> Result<Vec<Template>> {
    let guarded = Guarded::seal(Deployment);
    let (_allowed, _) = guarded.authorize::<ListTemplates>(cx.actor, cx.arrived_at)?;
    Ok(templates())
}

/// The file of an edition as it stands.
#[crate::compiled_here]
pub async fn export_edition(cx: &Context<'_>, slug: &str) -> Result<(Edition, EditionFile)> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ExportEdition>(cx.actor, cx.arrived_at)?;
    let file = editions::file(cx.store, edition.id).await?;
    Ok((edition, file))
}

/// What was changed of an edition.
pub struct Amendments {
    /// The edition.
    pub edition: Edition,
    /// The newest first; the last is the import.
    pub lines: Vec<AmendmentLine>,
    /// Whether the viewer may change it.
    pub may_amend: bool,
}

/// The amendments of an edition.
#[crate::compiled_here]
pub async fn list_amendments(cx: &Context<'_>, slug: &str) -> Result<Amendments> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ListAmendments>(cx.actor, cx.arrived_at)?;
    Ok(Amendments {
        lines: editions::amendments(cx.store, &allowed.visible()).await?,
        may_amend: may::<AmendEdition>(cx.actor, &edition, cx.arrived_at),
        edition,
    })
}
