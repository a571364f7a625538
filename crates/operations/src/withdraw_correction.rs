//! Say that nothing is wrong with the list which the public reads after all.

use domain::policy::{Denied, WithdrawCorrection};
use persistence::{audit, awards, editions, publications};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context,
    error::{OperationError, Result},
    propose_publication::{lacks_approval, list},
    recuse_judge::reason,
};

/// Withdraws the correction of the list in force, with a reason, where nothing changed since it was begun.
#[crate::compiled_here]
pub async fn withdraw_correction(
    cx: &Context<'_>,
    edition: &str,
    publication: Uuid,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = publications::find(&work, edition, publication)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, publication) =
        guarded.authorize::<WithdrawCorrection>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, publication.edition).await?;
    let edition = editions::of(&work, publication.edition).await?;
    let items = list(&work, &edition).await?;
    let all = publications::of_edition(&work, edition.id).await?;
    let publication = publication.withdraw_correction(&items, &all, cx.arrived_at)?;
    // What is out rests on its approval, which may have been recalled since.
    if let Some(code) = lacks_approval(&work, &edition, &items).await? {
        return Err(OperationError::conflict(code));
    }
    publications::withdraw_correction(&work, &allowed, &publication).await?;
    let detail = json!({ "number": publication.number, "reason": why });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "publications", &detail).await?;
    Ok(work.commit().await?)
}
