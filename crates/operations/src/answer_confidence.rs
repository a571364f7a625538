//! A team says whether and how it comes to the stage, and may change its mind until the publication.

use domain::{
    confidence::{Coming, ConfidenceRefusal, Reading},
    policy::{AnswerConfidence, Denied},
};
use persistence::{audit, confidences};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, confiding::must_be_secret, error::Result};

/// Answers a confidence that the asking account has opened.
#[crate::compiled_here]
pub async fn answer_confidence(cx: &Context<'_>, confidence: Uuid, how: Coming) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = confidences::find_to_change(&work, confidence)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, told) = guarded.authorize::<AnswerConfidence>(cx.actor, cx.arrived_at)?;
    must_be_secret(cx, &work, told.edition).await?;
    match told.reading(Some(cx.account()?)) {
        Reading::Gone => return Err(Denied::Hidden.into()),
        Reading::Sealed => return Err(ConfidenceRefusal::NotOpened.into()),
        Reading::Open { .. } | Reading::Withdrawn => {}
    }
    let state = told.state.clone().answer(how, cx.arrived_at)?;
    confidences::note_answer(&work, &allowed, &state).await?;
    let detail = json!({ "how": how.name() });
    let at = Some(told.edition);
    audit::note(&work, &allowed, cx.ids, at, "confidences", &detail).await?;
    Ok(work.commit().await?)
}
