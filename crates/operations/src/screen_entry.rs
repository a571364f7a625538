//! Accept an entry for judging, or reject it. What the rules compute is put on the record beside the
//! decision; a decision against them says why.

use domain::{
    eligibility::{self, Check, Outcome},
    entry::EntryState,
    ids::ScreeningId,
    policy::{Denied, ScreenEntry},
    screening::{ScreeningDecision, ScreeningRefusal},
};
use persistence::{
    audit, editions, entries,
    screenings::{self, NewScreening},
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// The longest reason, in characters.
const MOST_REASON: usize = 2_000;

/// Decides about a submitted entry as it was at `revision`.
#[crate::compiled_here]
pub async fn screen_entry(
    cx: &Context<'_>,
    edition: &str,
    number: &str,
    revision: i64,
    decision: ScreeningDecision,
    reason: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<ScreenEntry>(cx.actor, cx.arrived_at)?;
    let held = editions::of(&work, entry.edition).await?;
    if held.slug != edition {
        return Err(Denied::Hidden.into());
    }
    if entry.revision != revision {
        return Err(OperationError::Stale);
    }
    if reason.chars().count() > MOST_REASON {
        return Err(OperationError::conflict("reason_too_long"));
    }
    let EntryState::Submitted { latest, .. } = entry.state else {
        return Err(ScreeningRefusal::NotScreened.into());
    };
    let contest = editions::contest(&work, entry.contest).await?;
    let version = entries::version(&work, latest).await?;
    let checks =
        eligibility::check_all(&contest.eligibility, &entry.form, &version.content.answers);
    let overrides = against(&checks, decision);
    let judged = screenings::is_judged(&work, entry.id).await?;
    let before = entry.screening.name();
    let screening = (entry.screening).decide(decision, reason, overrides, judged, cx.arrived_at)?;
    let new = NewScreening {
        id: ScreeningId::mint(cx.ids, cx.arrived_at),
        version: latest,
        screening: &screening,
        checks: &checks,
        overrides,
    };
    screenings::decide(&work, &allowed, cx.account()?, new).await?;
    let detail = json!({
        "number": entry.number, "before": before, "decision": screening.name(),
        "reason": screening.reason(), "overrides": overrides,
    });
    let at = Some(entry.edition);
    audit::note(&work, &allowed, cx.ids, at, "entries", &detail).await?;
    Ok(work.commit().await?)
}

/// Whether a decision goes against what the rules computed: an acceptance although a rule fails. That
/// evidence is missing is for the screener to weigh.
fn against(checks: &[Check], decision: ScreeningDecision) -> bool {
    decision == ScreeningDecision::Accept
        && checks.iter().any(|check| check.outcome == Outcome::Fail)
}
