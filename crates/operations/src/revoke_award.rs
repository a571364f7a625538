//! Take an award back before it is published.

use domain::{
    award::Award,
    policy::{Denied, RevokeAward},
};
use persistence::{audit, awards, editions};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, awarding::must_be_unlocked, error::Result};

/// Takes an award back from whoever holds it.
#[crate::compiled_here]
pub async fn revoke_award(cx: &Context<'_>, edition: &str, award: Uuid) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<RevokeAward>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let given = awards::of_edition(&work, edition.id).await?;
    let line = given.into_iter().find(|line| line.award.id.0 == award);
    let line = line.ok_or(Denied::Hidden)?;
    let number = line.numbers();
    let state = line.award.state.clone().revoke(cx.arrived_at)?;
    let award = Award {
        state,
        ..line.award
    };
    awards::end(&work, &allowed, cx.account()?, &award).await?;
    let detail = json!({ "number": number, "tier": award.tier });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
