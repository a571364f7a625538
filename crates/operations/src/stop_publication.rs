//! Stop a publication before its instant.

use domain::policy::{Denied, StopPublication};
use persistence::{audit, awards, publications};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, error::Result, recuse_judge::reason};

/// Stops it, with a reason. The instant is held against the clock and not against the request's
/// arrival: what is out cannot be called back by a slow request.
#[crate::compiled_here]
pub async fn stop_publication(
    cx: &Context<'_>,
    edition: &str,
    publication: Uuid,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = publications::find(&work, edition, publication)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, publication) = guarded.authorize::<StopPublication>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, publication.edition).await?;
    let publication = publication.stop(cx.account()?, why.clone(), cx.clock.now())?;
    publications::stop(&work, &allowed, &publication).await?;
    let detail = json!({ "number": publication.number, "reason": why });
    let edition = Some(publication.edition);
    audit::note(&work, &allowed, cx.ids, edition, "publications", &detail).await?;
    Ok(work.commit().await?)
}
