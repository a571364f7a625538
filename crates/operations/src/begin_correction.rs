//! Say that the list which the public reads is wrong, so that it can be corrected.

use domain::policy::{BeginCorrection, Denied};
use persistence::{audit, awards, publications};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, error::Result, recuse_judge::reason};

/// Begins the correction of the list in force, with a reason. Nothing changes for the public: that comes with
/// a corrected version and two signatures.
#[crate::compiled_here]
pub async fn begin_correction(
    cx: &Context<'_>,
    edition: &str,
    publication: Uuid,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = publications::find(&work, edition, publication)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, publication) = guarded.authorize::<BeginCorrection>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, publication.edition).await?;
    let all = publications::of_edition(&work, publication.edition).await?;
    let by = cx.account()?;
    let publication = publication.begin_correction(by, why.clone(), &all, cx.arrived_at)?;
    publications::begin_correction(&work, &allowed, &publication).await?;
    let detail = json!({ "number": publication.number, "reason": why });
    let edition = Some(publication.edition);
    audit::note(&work, &allowed, cx.ids, edition, "publications", &detail).await?;
    Ok(work.commit().await?)
}
