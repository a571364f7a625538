//! A judge says yes or no to an invitation, and may change the mind until sheets wait.

use domain::policy::{AnswerInvitation, Denied};
use persistence::{audit, judges};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Answers the invitation of the asking account to an edition.
#[crate::compiled_here]
pub async fn answer_invitation(cx: &Context<'_>, edition: &str, accepts: bool) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let account = cx.account()?;
    let guarded = judges::find_invitation(&work, edition, account)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, invitation) = guarded.authorize::<AnswerInvitation>(cx.actor, cx.arrived_at)?;
    if invitation.assigned {
        return Err(OperationError::conflict("judge_assigned"));
    }
    judges::save_answer(&work, &allowed, accepts).await?;
    let detail = json!({ "accepts": accepts });
    let at = Some(invitation.edition);
    audit::note(&work, &allowed, cx.ids, at, "judges", &detail).await?;
    Ok(work.commit().await?)
}
