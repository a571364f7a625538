//! Submit an entry: a small transaction that pins a version. The same content again is the same receipt.

use domain::{
    edition::{DivisionRule, Problem},
    entry::{DivisionBy, Entry, EntryRefusal, GivenDivision, Submission, Version},
    ids::VersionId,
    message::Message,
    policy::{Denied, SubmitEntry},
    text::Language,
};
use persistence::{
    Work, audit, editions,
    entries::{self, Submitted},
    outbox,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Submits the draft as it was at `revision`.
#[crate::compiled_here]
pub async fn submit_entry(cx: &Context<'_>, number: &str, revision: i64) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<SubmitEntry>(cx.actor, cx.arrived_at)?;
    let (number, content, fingerprint) = match entry.submit(cx.arrived_at)? {
        // A double click and a lost reply find the version they asked for, whatever revision they saw.
        Submission::Unchanged { .. } => return Ok(()),
        Submission::New { .. } if entry.revision != revision => return Err(OperationError::Stale),
        // It arrived in time and took too long: the heat may be open, and nobody would read it.
        Submission::New { .. } if entry.call.settled_at() < cx.clock.now() => {
            let (call, arrived_at) = (entry.call, cx.arrived_at);
            return Err(EntryRefusal::CallClosed { call, arrived_at }.into());
        }
        Submission::New {
            version,
            content,
            fingerprint,
        } => (version, content, fingerprint),
    };
    let contest = editions::contest(&work, entry.contest).await?;
    let standing = Submitted {
        screening: entry.screening.clone().resubmit(contest.screening),
        division: division(&work, &entry, &contest).await?,
    };
    let version = Version {
        id: VersionId::mint(cx.ids, cx.arrived_at),
        number,
        content,
        fingerprint,
        arrived_at: cx.arrived_at,
        recorded_at: cx.clock.now(),
    };
    let by = cx.account()?;
    entries::record_version(&work, &allowed, by, &entry, &version, standing).await?;
    let detail = json!({
        "number": entry.number,
        "version": version.number,
        "fingerprint": version.fingerprint,
        "arrived_at": version.arrived_at.to_rfc3339(),
    });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(entry.edition),
        "entries",
        &detail,
    )
    .await?;
    send_receipts(cx, &work, &entry, &version).await?;
    Ok(work.commit().await?)
}

/// The division that a submitted entry competes in: what headquarters gave, else what the contest's
/// rule makes of the choice or of an answer.
async fn division(
    work: &Work,
    entry: &Entry,
    contest: &editions::Contest,
) -> Result<Option<GivenDivision>> {
    let given = entry.division.clone();
    let by_headquarters = |one: &GivenDivision| matches!(one.by, DivisionBy::Headquarters { .. });
    if given.as_ref().is_some_and(by_headquarters) {
        return Ok(given);
    }
    match &contest.division {
        None => Ok(None),
        Some(DivisionRule::Choice) if given.is_some() => Ok(given),
        Some(DivisionRule::Choice) => {
            let problem = Problem::at("/division", "division_missing");
            Err(EntryRefusal::Incomplete(vec![problem]).into())
        }
        Some(DivisionRule::Answer { question }) => {
            let answer = entry.answers.get(question).map(|answer| answer.zh.as_str());
            let divisions = editions::divisions(work, entry.edition).await?;
            let leads = |one: &&editions::Division| {
                one.answers
                    .iter()
                    .any(|known| Some(known.as_str()) == answer)
            };
            Ok(divisions.iter().find(leads).map(|found| GivenDivision {
                division: found.id,
                by: DivisionBy::Answer,
            }))
        }
    }
}

/// A receipt to every member with an address.
async fn send_receipts(
    cx: &Context<'_>,
    work: &Work,
    entry: &Entry,
    version: &Version,
) -> Result<()> {
    let edition = editions::of(work, entry.edition).await?;
    let message = Message::EntryReceived {
        edition: edition.title,
        number: entry.number.clone(),
        title: entry.title(),
        version: version.number,
        fingerprint: version.fingerprint.to_string(),
        arrived_at: version.arrived_at,
        recorded_at: version.recorded_at,
        deadline: entry.call.deadline,
        zone: edition.zone,
    };
    let cause = format!("submit_entry {}", entry.id);
    for member in entries::members(work, entry.team).await? {
        if let Some(email) = member.email {
            let language = Language::from_code(&member.language).unwrap_or(Language::Zh);
            let now = version.recorded_at;
            outbox::add(work, cx.ids, now, &cause, &email, language, &message).await?;
        }
    }
    Ok(())
}
