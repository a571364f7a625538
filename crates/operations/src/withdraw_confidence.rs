//! Take a confidence back. Who was told knows: it stays on the register, and those who had opened it read
//! on their next visit that it no longer stands. No mail goes out.

use domain::{
    confidence::Confidence,
    policy::{Denied, WithdrawConfidence},
};
use persistence::{audit, awards, confidences, editions};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, confiding::told_in, error::Result, recuse_judge::reason};

/// Withdraws a confidence of an edition, for a reason.
#[crate::compiled_here]
pub async fn withdraw_confidence(
    cx: &Context<'_>,
    edition: &str,
    confidence: Uuid,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<WithdrawConfidence>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    awards::lock(&work, edition.id).await?;
    let told = told_in(&work, edition.id, confidence).await?;
    let state = told.state.clone();
    let state = state.withdraw(why, cx.account()?, cx.arrived_at)?;
    let told = Confidence { state, ..told };
    confidences::note_withdrawal(&work, &allowed, &told).await?;
    let detail = json!({ "confidence": told.id });
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
