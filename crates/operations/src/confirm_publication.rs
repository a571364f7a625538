//! A second officer confirms a publication.

use domain::policy::{ConfirmPublication, Denied};
use persistence::{audit, awards, publications};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, error::Result};

/// Confirms the list with this hash.
#[crate::compiled_here]
pub async fn confirm_publication(
    cx: &Context<'_>,
    edition: &str,
    publication: Uuid,
    list_hash: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = publications::find(&work, edition, publication)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, publication) =
        guarded.authorize::<ConfirmPublication>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, publication.edition).await?;
    let publication = publication.confirm(cx.account()?, list_hash, cx.arrived_at)?;
    publications::confirm(&work, &allowed, &publication).await?;
    let detail = json!({
        "number": publication.number,
        "kind": publication.kind.name(),
        "publish_at": publication.publish_at.to_rfc3339(),
        "list_hash": publication.list_hash,
    });
    let edition = Some(publication.edition);
    audit::note(&work, &allowed, cx.ids, edition, "publications", &detail).await?;
    Ok(work.commit().await?)
}
