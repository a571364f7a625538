//! Put on the record that somebody does not want an award. The place is free then: it stays vacant, or
//! passes on.

use domain::{
    award::Award,
    policy::{DeclineAward, Denied},
};
use persistence::{audit, awards, editions};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, awarding::must_be_unlocked, error::Result, recuse_judge::reason};

/// Records that the holder of an award said no, and why.
#[crate::compiled_here]
pub async fn decline_award(cx: &Context<'_>, edition: &str, award: Uuid, why: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<DeclineAward>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let given = awards::of_edition(&work, edition.id).await?;
    let line = given.into_iter().find(|line| line.award.id.0 == award);
    let line = line.ok_or(Denied::Hidden)?;
    let number = line.numbers();
    let state = line.award.state.clone().decline(why, cx.arrived_at)?;
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
