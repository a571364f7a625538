//! Take an award back before it is published.

use domain::policy::{Denied, RevokeAward};
use persistence::{audit, awards, editions};
use serde_json::json;

use crate::{Context, error::Result, give_award::must_be_unlocked};

/// Takes back what the entry with this number was given.
pub async fn revoke_award(cx: &Context<'_>, edition: &str, number: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<RevokeAward>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let given = awards::of_edition(&work, edition.id).await?;
    let award = given
        .iter()
        .find(|award| award.number == number)
        .ok_or(Denied::Hidden)?;
    awards::revoke(&work, &allowed, cx.account()?, award).await?;
    let detail = json!({ "number": number, "tier": award.tier });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(edition.id),
        "editions",
        &detail,
    )
    .await?;
    Ok(work.commit().await?)
}
