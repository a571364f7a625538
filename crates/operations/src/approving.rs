//! Telling those who approve that a list waits for them.

use domain::{
    approval::Approval,
    edition::{ApprovalBy, Edition},
    message::Message,
    people::Role,
};
use persistence::{Work, accounts, outbox};

use crate::{Context, error::Result};

/// Writes to every approver who can take the next step. Nobody is written to of a step on paper, or of what they may not
/// sign, since they requested the list or signed it before.
pub(crate) async fn tell_approvers(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    approval: &Approval,
) -> Result<()> {
    let step = approval.next_step();
    let Some(step) = step.filter(|step| step.by == ApprovalBy::Application) else {
        return Ok(());
    };
    let message = Message::ApprovalWaits {
        edition: edition.title.clone(),
        slug: edition.slug.clone(),
        step: step.title.clone(),
    };
    let now = cx.clock.now();
    let cause = format!("approval {} {}", approval.id, step.key);
    let approvers = accounts::with_role(work, Role::Approver, edition.id, now).await?;
    for approver in approvers {
        let Some(email) = approver
            .email
            .filter(|_| !approval.is_signed_by(approver.id))
        else {
            continue;
        };
        let (to, language) = (email.as_str(), approver.language);
        outbox::add(work, cx.ids, now, &cause, to, language, &message).await?;
    }
    Ok(())
}
