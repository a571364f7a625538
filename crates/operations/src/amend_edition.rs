//! Change an edition that was opened, by a new file and with a reason. Planned heats go by it from then
//! on, opened ones keep what they were opened by. Who is at work on an entry is told of a new deadline.

use domain::{
    edition::Edition,
    message::Message,
    policy::{AmendEdition, Denied},
    text::Language,
    time::Timestamp,
};
use persistence::{Work, audit, editions, entries, outbox};
use serde_json::json;

use crate::{
    Context,
    amendment::compare,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// Puts a new file in the place of the one that stands.
#[crate::compiled_here]
pub async fn amend_edition(cx: &Context<'_>, slug: &str, text: &str, why: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find_to_amend(&work, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<AmendEdition>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    let compared = compare(cx, &work, &edition, text).await?;
    if compared.changes.is_empty() {
        return Err(OperationError::conflict("nothing_changed"));
    }
    let new = editions::NewAmendment {
        number: compared.standing + 1,
        source: text,
        reason: &why,
        changes: &compared.changes,
    };
    editions::amend(&work, &allowed, &compared.plan, &new, cx.ids).await?;
    let changes = compared.changes.iter();
    let paths: Vec<_> = changes.map(|change| change.path.as_str()).collect();
    let detail = json!({ "amendment": new.number, "paths": paths });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    let deadline = compared.plan.call.deadline;
    if deadline != edition.call.deadline {
        tell_drafts(cx, &work, &edition, deadline).await?;
    }
    Ok(work.commit().await?)
}

/// Tells everybody who has an entry that is not submitted.
async fn tell_drafts(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    deadline: Timestamp,
) -> Result<()> {
    let now = cx.clock.now();
    let cause = format!("amend_edition {}", edition.id);
    let message = Message::DeadlineMoved {
        edition: edition.title.clone(),
        before: edition.call.deadline,
        deadline,
        zone: edition.zone.clone(),
    };
    for member in entries::members_with_drafts(work, edition.id).await? {
        if let Some(email) = member.email {
            let language = Language::from_code(&member.language).unwrap_or(Language::Zh);
            outbox::add(work, cx.ids, now, &cause, &email, language, &message).await?;
        }
    }
    Ok(())
}
