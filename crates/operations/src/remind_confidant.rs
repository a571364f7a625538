//! Send word again: a mail is lost, or a personal link has ended. A new link takes the place of the old one.

use domain::policy::{Denied, RemindConfidant};
use persistence::{audit, confidences, editions};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context,
    confiding::{must_be_secret, send_word, told_in},
    error::Result,
};

/// Reminds somebody of what they were told, and says no more than before.
#[crate::compiled_here]
pub async fn remind_confidant(cx: &Context<'_>, edition: &str, confidence: Uuid) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<RemindConfidant>(cx.actor, cx.arrived_at)?;
    must_be_secret(cx, &work, edition.id).await?;
    let told = told_in(&work, edition.id, confidence).await?;
    told.state.clone().remind()?;
    told.may_remind()?;
    let cause = format!("{} {} {}", allowed.name(), told.id, told.revision);
    let link = send_word(cx, &work, &edition, &cause, &told.whom).await?;
    confidences::note_reminder(&work, &allowed, &told, link.as_ref()).await?;
    let detail = json!({ "confidence": told.id });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
