//! Who takes part in a heat that is about to begin, who judges there, and who must not judge what.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    edition::Edition,
    fingerprint::Fingerprint,
    heat::{Heat, OpenRefusal},
    ids::{EntryId, JudgeId},
};
use persistence::{
    Source, StoreError,
    advancements::{self, FieldEntry},
    conflicts, editions,
    heats::{self, PanelMember},
};
use serde::Serialize;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// The most entries of a heat, and the most sheets: what standings and lists hold at once. More is
/// refused, because an entry that nobody is shown would be missing without a trace.
const MOST_ENTRIES: u32 = 5_000;
const MOST_SHEETS: usize = 50_000;

/// What a judge who entered the same edition is recused for.
pub(crate) const MEMBER_CONFLICT: &str = "member_of_a_team";

/// A heat's field and panel.
pub(crate) struct Field {
    /// Who takes part, by number.
    pub entries: Vec<FieldEntry>,
    /// Who judges.
    pub panel: Vec<PanelMember>,
    /// Pairs that must not be, each with why.
    pub bars: BTreeMap<(JudgeId, EntryId), String>,
}

/// The field of a heat that is not open yet.
///
/// # Errors
/// See [`OpenRefusal`]: entries may still come in, or nobody judges, or there is nothing to judge.
pub(crate) async fn field(
    cx: &Context<'_>,
    source: &impl Source,
    edition: &Edition,
    heat: &Heat,
) -> Result<Field> {
    let entries = entries(cx, source, edition, heat).await?;
    let panel = heats::panel(source, heat.id).await?;
    let serving: Vec<_> = panel
        .into_iter()
        .filter(|member| !member.declined)
        .collect();
    if serving.is_empty() {
        return Err(OpenRefusal::NoJudges.into());
    }
    if entries.is_empty() {
        return Err(OpenRefusal::NoEntries.into());
    }
    let each = heat
        .readings
        .map_or(serving.len(), |readings| readings as usize);
    if entries.len() * each > MOST_SHEETS {
        return Err(OperationError::conflict("heat_too_large"));
    }
    let bars = bars(source, heat, &entries, &serving).await?;
    Ok(Field {
        entries,
        panel: serving,
        bars,
    })
}

/// Who takes part in a heat that is not open yet, by number.
///
/// # Errors
/// See [`OpenRefusal`]: entries may still come in.
pub(crate) async fn entries(
    cx: &Context<'_>,
    source: &impl Source,
    edition: &Edition,
    heat: &Heat,
) -> Result<Vec<FieldEntry>> {
    let from_call = must_be_complete(cx, source, edition, heat).await?;
    let entries = advancements::field(source, heat, from_call, MOST_ENTRIES + 1).await?;
    if entries.iter().any(|entry| entry.screening == "pending") {
        return Err(OpenRefusal::ScreeningOpen.into());
    }
    if entries.len() > MOST_ENTRIES as usize {
        return Err(OperationError::conflict("heat_too_large"));
    }
    Ok(entries)
}

/// Whether the call feeds the heat; refuses while entries may still come from somewhere.
async fn must_be_complete(
    cx: &Context<'_>,
    source: &impl Source,
    edition: &Edition,
    heat: &Heat,
) -> Result<bool> {
    let routes = editions::routes(source, edition.id).await?;
    let incoming: Vec<_> = routes.iter().filter(|route| route.to == heat.id).collect();
    let from_call = incoming.is_empty() || incoming.iter().any(|route| route.source == "call");
    if cx.arrived_at <= edition.call.settled_at() {
        return Err(OpenRefusal::CallStillOpen.into());
    }
    let heats = heats::of_edition(source, edition.id).await?;
    let sources: BTreeSet<_> = incoming.iter().filter_map(|route| route.from).collect();
    let waiting = |known: &&Heat| sources.contains(&known.id) && known.advanced_at.is_none();
    if heats.iter().any(|known| waiting(&known)) {
        return Err(OpenRefusal::SourcesOpen.into());
    }
    Ok(from_call)
}

async fn bars(
    source: &impl Source,
    heat: &Heat,
    entries: &[FieldEntry],
    panel: &[PanelMember],
) -> Result<BTreeMap<(JudgeId, EntryId), String>> {
    let taking_part: BTreeSet<EntryId> = entries.iter().map(|entry| entry.entry).collect();
    let mut bars = BTreeMap::new();
    for bar in conflicts::of_panel(source, heat).await? {
        if taking_part.contains(&bar.entry) {
            bars.insert((bar.judge, bar.entry), bar.source);
        }
    }
    for member in panel.iter().filter(|member| member.enters) {
        for entry in &taking_part {
            bars.insert((member.judge, *entry), MEMBER_CONFLICT.to_owned());
        }
    }
    Ok(bars)
}

impl Field {
    /// The hash of everything that a proposal rests on: when it changes, the proposal is outdated.
    pub(crate) fn basis(&self, heat: &Heat) -> Result<String> {
        #[derive(Serialize)]
        struct Basis<'a> {
            entries: Vec<EntryId>,
            judges: Vec<JudgeId>,
            bars: Vec<&'a (JudgeId, EntryId)>,
            readings: Option<u32>,
            load: Option<(u32, u32)>,
        }
        let basis = Basis {
            entries: self.entries.iter().map(|entry| entry.entry).collect(),
            judges: self.panel.iter().map(|member| member.judge).collect(),
            bars: self.bars.keys().collect(),
            readings: heat.readings,
            load: heat.load.map(|load| (load.min, load.max)),
        };
        let hash = Fingerprint::of_value(&basis).map_err(|error| StoreError::Inconsistent {
            table: "proposals",
            id: heat.id.to_string(),
            what: error.to_string(),
        })?;
        Ok(hash.to_string())
    }
}
