//! Open a heat: freeze rubric and rule, make the assignments, tell the judges. In a pitch heat, and in one
//! that votes, the whole panel gets every entry; in a scoring heat everybody gets what was proposed.

use std::collections::BTreeMap;

use domain::{
    assignment::AssignmentState,
    edition::{Edition, HeatKind},
    heat::{Heat, OpenRefusal},
    ids::{AssignmentId, EntryId, JudgeId},
    message::Message,
    policy::{Denied, OpenHeat},
    text::Language,
};
use persistence::{
    Source, StoreError, Work,
    advancements::FieldEntry,
    assignments::{self, NewAssignment},
    audit, editions, entries, heats, outbox, proposals,
};
use serde_json::json;

use crate::{
    Context,
    adjusting::hang_together,
    error::{OperationError, Result},
    field::{Field, field},
};

/// Opens a planned heat.
#[crate::compiled_here]
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
    entries::hold_still(&work, edition.id).await?;
    let field = field(cx, &work, &edition, &heat).await?;
    let new = match heat.kind {
        HeatKind::Pitch => everything(cx, &field, &AssignmentState::NotStarted),
        HeatKind::Ballot => everything(cx, &field, &AssignmentState::Reading),
        HeatKind::Scoring => as_proposed(cx, &work, &heat, &field).await?,
        HeatKind::Imported => return Err(OpenRefusal::Imported.into()),
    };
    let pairs = new.iter().filter(|one| !one.state.is_recused());
    let pairs = pairs.map(|one| (one.entry, one.judge));
    if heat.rule.method.adjusts() && !hang_together(pairs) {
        return Err(OpenRefusal::JudgesApart.into());
    }
    let loads = loads(&new);
    heats::save_opened(&work, &allowed, &freeze).await?;
    assignments::add(&work, &allowed, edition.id, new).await?;
    let detail = json!({
        "heat": heat.key, "freeze": freeze,
        "judges": field.panel.len(), "entries": field.entries.len(),
    });
    audit::note(&work, &allowed, cx.ids, Some(edition.id), "heats", &detail).await?;
    tell_judges(cx, &work, &edition, &heat, &field, &loads).await?;
    work.commit().await.map_err(OperationError::from)
}

/// Every judge gets every entry, in the order of the numbers. Who must not judge an entry is recused
/// from the beginning, so that the record shows why no sheet is there.
fn everything(cx: &Context<'_>, field: &Field, begins: &AssignmentState) -> Vec<NewAssignment> {
    let mut new = Vec::with_capacity(field.panel.len() * field.entries.len());
    for member in &field.panel {
        for (position, entry) in (1..).zip(&field.entries) {
            let barred = field.bars.get(&(member.judge, entry.entry));
            let state = match barred {
                None => begins.clone(),
                Some(why) => AssignmentState::Recused {
                    reason: why.clone(),
                    at: cx.arrived_at,
                },
            };
            new.push(assign(cx, member.judge, entry, position, state));
        }
    }
    new
}

/// What was proposed for this field, this panel and these conflicts; a proposal for others is refused.
async fn as_proposed(
    cx: &Context<'_>,
    source: &impl Source,
    heat: &Heat,
    field: &Field,
) -> Result<Vec<NewAssignment>> {
    let proposal = proposals::of_heat(source, heat.id).await?;
    let basis = field.basis(heat)?;
    let proposal = proposal
        .filter(|proposal| proposal.figures.basis == basis)
        .ok_or(OpenRefusal::NoProposal)?;
    let by_id: BTreeMap<EntryId, &FieldEntry> = field
        .entries
        .iter()
        .map(|entry| (entry.entry, entry))
        .collect();
    let mut positions: BTreeMap<JudgeId, u32> = BTreeMap::new();
    let mut new = Vec::with_capacity(proposal.pairs.len());
    for (judge, entry) in &proposal.pairs {
        let entry = by_id.get(entry).ok_or(OpenRefusal::NoProposal)?;
        let position = positions.entry(*judge).or_default();
        *position += 1;
        let state = AssignmentState::NotStarted;
        new.push(assign(cx, *judge, entry, *position, state));
    }
    Ok(new)
}

fn assign(
    cx: &Context<'_>,
    judge: JudgeId,
    entry: &FieldEntry,
    position: u32,
    state: AssignmentState,
) -> NewAssignment {
    NewAssignment {
        id: AssignmentId::mint(cx.ids, cx.arrived_at),
        alias: cx.secrets.token(),
        judge,
        entry: entry.entry,
        version: entry.version,
        position,
        state,
    }
}

/// How many sheets each judge is asked for.
fn loads(new: &[NewAssignment]) -> BTreeMap<JudgeId, u32> {
    let mut loads = BTreeMap::new();
    for assignment in new.iter().filter(|one| !one.state.is_recused()) {
        *loads.entry(assignment.judge).or_default() += 1;
    }
    loads
}

async fn tell_judges(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    heat: &Heat,
    field: &Field,
    loads: &BTreeMap<JudgeId, u32>,
) -> Result<()> {
    let cause = format!("open_heat {}", heat.id);
    for member in &field.panel {
        let (Some(email), Some(assigned)) = (&member.email, loads.get(&member.judge)) else {
            continue;
        };
        let message = Message::HeatOpened {
            edition: edition.title.clone(),
            heat: heat.title.clone(),
            assigned: *assigned,
            votes: heat.kind == HeatKind::Ballot,
            closes_at: heat.closes_at,
            zone: edition.zone.clone(),
        };
        let language = Language::from_code(&member.language).unwrap_or(Language::Zh);
        let now = cx.clock.now();
        outbox::add(work, cx.ids, now, &cause, email, language, &message).await?;
    }
    Ok(())
}
