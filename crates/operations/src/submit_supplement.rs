//! Hand in a supplement: a version that changes what was asked for and nothing else. What judges of a heat
//! that is open read stays as it was; a heat that opens later has the new version.

use domain::{
    entry::{Entry, EntryRefusal, EntryState, Submission, Supplement, Version},
    ids::VersionId,
    message::Message,
    policy::{Denied, SubmitSupplement},
    text::Language,
};
use persistence::{Work, audit, editions, entries, outbox};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Submits what was asked for as the draft had it at `revision`.
#[crate::compiled_here]
pub async fn submit_supplement(cx: &Context<'_>, number: &str, revision: i64) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<SubmitSupplement>(cx.actor, cx.arrived_at)?;
    let (EntryState::Submitted { latest, .. }, Some(supplement)) =
        (&entry.state, &entry.supplement)
    else {
        return Err(EntryRefusal::NoSupplement.into());
    };
    let standing = entries::version(&work, *latest).await?;
    let submission = entry.submit_supplement(&standing.content, cx.arrived_at)?;
    let Submission::New {
        version,
        content,
        fingerprint,
    } = submission
    else {
        // A double click and a lost reply find the version they asked for, whatever revision they saw.
        return Ok(());
    };
    if entry.revision != revision {
        return Err(OperationError::Stale);
    }
    let version = Version {
        id: VersionId::mint(cx.ids, cx.arrived_at),
        number: version,
        content,
        fingerprint,
        arrived_at: cx.arrived_at,
        recorded_at: cx.clock.now(),
    };
    entries::record_supplement(&work, &allowed, cx.account()?, &entry, &version).await?;
    let detail = json!({
        "number": entry.number, "version": version.number, "fingerprint": version.fingerprint,
        "arrived_at": version.arrived_at.to_rfc3339(), "due_at": supplement.due_at.to_rfc3339(),
    });
    let at = Some(entry.edition);
    audit::note(&work, &allowed, cx.ids, at, "entries", &detail).await?;
    send_receipts(cx, &work, &entry, supplement, &version).await?;
    Ok(work.commit().await?)
}

/// A receipt to every member with an address.
async fn send_receipts(
    cx: &Context<'_>,
    work: &Work,
    entry: &Entry,
    supplement: &Supplement,
    version: &Version,
) -> Result<()> {
    let edition = editions::of(work, entry.edition).await?;
    let message = Message::SupplementReceived {
        edition: edition.title,
        number: entry.number.clone(),
        title: entry.title(),
        version: version.number,
        fingerprint: version.fingerprint.to_string(),
        arrived_at: version.arrived_at,
        recorded_at: version.recorded_at,
        due_at: supplement.due_at,
        zone: edition.zone,
    };
    let cause = format!("submit_supplement {}", entry.id);
    for member in entries::members(work, entry.team).await? {
        if let Some(email) = member.email {
            let language = Language::from_code(&member.language).unwrap_or(Language::Zh);
            let now = version.recorded_at;
            outbox::add(work, cx.ids, now, &cause, &email, language, &message).await?;
        }
    }
    Ok(())
}
