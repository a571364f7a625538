//! Open a heat: freeze rubric and rule, assign every submitted entry to the whole panel, tell the judges.

use domain::{
    assignment::AssignmentState,
    edition::Edition,
    heat::{Heat, OpenRefusal},
    ids::{AssignmentId, EntryId, VersionId},
    message::Message,
    policy::{Denied, OpenHeat},
    text::Language,
};
use persistence::{
    StoreError, Work,
    assignments::{self, NewAssignment},
    audit, editions, entries, heats,
    heats::PanelMember,
    outbox,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// What a judge who entered the same edition is recused for.
const MEMBER_CONFLICT: &str = "member_of_a_team";

/// The most entries of a heat, and the most sheets: what standings and lists hold at once. More is
/// refused, because an entry that nobody is shown would be missing without a trace.
const MOST_ENTRIES: u32 = 5_000;
const MOST_SHEETS: usize = 50_000;

/// Opens a planned heat.
pub async fn open_heat(cx: &Context<'_>, edition: &str, heat: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<OpenHeat>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(&work, heat.edition).await?;
    let freeze = heat
        .freeze_hash()
        .map_err(|error| StoreError::Inconsistent {
            table: "heats",
            id: heat.id.to_string(),
            what: error.to_string(),
        })?;
    let _opened = heat.state.clone().open(cx.arrived_at, freeze.clone())?;
    if cx.arrived_at <= edition.call.settled_at() {
        return Err(OpenRefusal::CallStillOpen.into());
    }
    entries::hold_still(&work, edition.id).await?;
    let panel = heats::panel(&work, heat.id).await?;
    let entries = entries::submitted_in(&work, heat.contest, MOST_ENTRIES + 1).await?;
    if panel.is_empty() {
        return Err(OpenRefusal::NoJudges.into());
    }
    if entries.is_empty() {
        return Err(OpenRefusal::NoEntries.into());
    }
    if entries.len() > MOST_ENTRIES as usize || entries.len() * panel.len() > MOST_SHEETS {
        return Err(OperationError::conflict("heat_too_large"));
    }
    heats::save_opened(&work, &allowed, &freeze).await?;
    assignments::add(&work, &allowed, edition.id, assign(cx, &panel, &entries)).await?;
    let detail = json!({
        "heat": heat.key, "freeze": freeze, "judges": panel.len(), "entries": entries.len(),
    });
    audit::note(&work, &allowed, cx.ids, Some(edition.id), "heats", &detail).await?;
    tell_judges(cx, &work, &edition, &heat, &panel, entries.len()).await?;
    work.commit().await.map_err(OperationError::from)
}

/// Every judge gets every entry, in the order of the numbers. A judge who entered the edition is
/// recused from the beginning, so that the record shows why no sheet is there.
fn assign(
    cx: &Context<'_>,
    panel: &[PanelMember],
    entries: &[(EntryId, VersionId)],
) -> Vec<NewAssignment> {
    let mut new = Vec::with_capacity(panel.len() * entries.len());
    for member in panel {
        for (position, (entry, version)) in (1..).zip(entries) {
            let state = if member.enters {
                AssignmentState::Recused {
                    reason: MEMBER_CONFLICT.to_owned(),
                    at: cx.arrived_at,
                }
            } else {
                AssignmentState::NotStarted
            };
            new.push(NewAssignment {
                id: AssignmentId::mint(cx.ids, cx.arrived_at),
                alias: cx.secrets.token(),
                judge: member.judge,
                entry: *entry,
                version: *version,
                position,
                state,
            });
        }
    }
    new
}

async fn tell_judges(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    heat: &Heat,
    panel: &[PanelMember],
    assigned: usize,
) -> Result<()> {
    let message = Message::HeatOpened {
        edition: edition.title.clone(),
        heat: heat.title.clone(),
        assigned: u32::try_from(assigned).unwrap_or(u32::MAX),
        closes_at: heat.closes_at,
        zone: edition.zone.clone(),
    };
    let cause = format!("open_heat {}", heat.id);
    for member in panel.iter().filter(|member| !member.enters) {
        if let Some(email) = &member.email {
            let language = Language::from_code(&member.language).unwrap_or(Language::Zh);
            let now = cx.clock.now();
            outbox::add(work, cx.ids, now, &cause, email, language, &message).await?;
        }
    }
    Ok(())
}
