//! The field of a heat as its chair and staff see it. While judges score, nobody is shown what others gave: marks, figures
//! and comments are there once the heat is closed.

use std::collections::BTreeMap;

use domain::{
    assignment::Marks,
    decimal::Decimal,
    edition::{Edition, Rubric, form},
    entry::PinnedAttachment,
    heat::{Heat, HeatState},
    ids::{EntryId, VersionId},
    policy::{Denied, ListHeatEntries, ReadHeatEntry, ReadStanding, may},
    text::Bilingual,
};
pub use persistence::assignments::EntrySheet;
use persistence::{
    assignments::{self, FieldLine},
    editions, entries, heats,
};

use super::{
    edition::{HeatSummary, summary_of},
    judge::{ShownAnswer, files, shown},
};
use crate::{Context, error::Result};

/// All entries of a heat.
pub struct HeatField {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// By rank where there are ranks, else by number.
    pub lines: Vec<HeatFieldLine>,
}

/// An entry of a heat.
pub struct HeatFieldLine {
    /// The entry.
    pub entry: FieldLine,
    /// What came of it, once the heat is closed and the viewer may know it.
    pub result: Option<FieldResult>,
    /// The viewer's own sheet, where there is one.
    pub own: Option<OwnResult>,
}

/// What came of an entry.
#[derive(Clone, Copy)]
pub struct FieldResult {
    /// 1 for the best.
    pub rank: Option<u32>,
    /// The published figure.
    pub figure: Option<Decimal>,
}

/// The viewer's own sheet.
pub struct OwnResult {
    /// Where it stands.
    pub state: String,
    /// Its weighted total, where it was handed in.
    pub total: Option<Decimal>,
}

/// The field of a heat.
#[crate::compiled_here]
pub async fn list_heat_entries(cx: &Context<'_>, edition: &str, heat: &str) -> Result<HeatField> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<ListHeatEntries>(cx.actor, cx.arrived_at)?;
    let visible = allowed.visible();
    // Whoever leads a panel learns who stands behind an entry when the sheets are in, as from the standing.
    let names = sees_results(cx, &heat);
    let entries = assignments::field(cx.store, &visible, names).await?;
    let mut own = assignments::own_of_field(cx.store, &visible).await?;
    let results = results(cx, &heat).await?;
    let mut lines: Vec<_> = entries
        .into_iter()
        .map(|entry| HeatFieldLine {
            result: results.get(&entry.entry).copied(),
            own: own.remove(&entry.entry).map(|line| OwnResult {
                total: line.marks.and_then(|marks| total(&heat.rubric, &marks)),
                state: line.state,
            }),
            entry,
        })
        .collect();
    // A stable sort: those that share a rank stay in the order of their numbers.
    lines.sort_by_key(|line| {
        line.result
            .and_then(|result| result.rank)
            .unwrap_or(u32::MAX)
    });
    Ok(HeatField {
        edition: editions::of(cx.store, heat.edition).await?,
        summary: summary_of(cx, heat).await?,
        lines,
    })
}

/// Whether the heat is closed and the viewer may know what came of it.
fn sees_results(cx: &Context<'_>, heat: &Heat) -> bool {
    matches!(heat.state, HeatState::Closed { .. })
        && may::<ReadStanding>(cx.actor, heat, cx.arrived_at)
}

async fn results(cx: &Context<'_>, heat: &Heat) -> Result<BTreeMap<EntryId, FieldResult>> {
    let standing = match heat.state {
        HeatState::Closed { standing, .. } if sees_results(cx, heat) => standing,
        _ => return Ok(BTreeMap::new()),
    };
    let places = heats::places(cx.store, standing).await?;
    Ok(places
        .into_iter()
        .map(|place| {
            let (rank, figure) = (place.rank, place.figure);
            (place.entry, FieldResult { rank, figure })
        })
        .collect())
}

/// The weighted total of a complete sheet.
fn total(rubric: &Rubric, marks: &Marks) -> Option<Decimal> {
    let criteria = rubric.criteria.iter();
    let all: Option<Vec<i64>> = criteria
        .map(|criterion| marks.get(&criterion.key).copied())
        .collect();
    all.map(|marks| rubric.total(marks))
}

/// An entry of a heat with its sheets.
pub struct HeatEntryView {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub heat: Heat,
    /// The entry's number.
    pub number: String,
    /// Its name in the version that is judged.
    pub title: Bilingual,
    /// Answers that judges see, in the order of the form.
    pub answers: Vec<ShownAnswer>,
    /// Files that judges see.
    pub attachments: Vec<(PinnedAttachment, Bilingual)>,
    /// Its sheets, with their totals.
    pub sheets: Vec<(EntrySheet, Option<Decimal>)>,
}

/// An entry of a heat. Marks and comments are there once the heat is closed.
#[crate::compiled_here]
pub async fn read_heat_entry(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    number: &str,
) -> Result<HeatEntryView> {
    let guarded = assignments::find_entry(cx.store, edition, heat, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, one) = guarded.authorize::<ReadHeatEntry>(cx.actor, cx.arrived_at)?;
    let closed = matches!(one.heat.state, HeatState::Closed { .. });
    let mut sheets = assignments::of_entry(cx.store, &allowed, &one).await?;
    let version = sheets.first().ok_or(Denied::Hidden)?.version;
    let content = entries::version(cx.store, VersionId(version))
        .await?
        .content;
    let form = entries::form_of(cx.store, one.entry).await?;
    if !closed {
        for sheet in &mut sheets {
            sheet.handed_in = None;
        }
    }
    let rubric = &one.heat.rubric;
    let with_total = |sheet: EntrySheet| {
        let marks = sheet.handed_in.as_ref().map(|own| &own.marks);
        let total = marks.and_then(|marks| total(rubric, marks));
        (sheet, total)
    };
    Ok(HeatEntryView {
        edition: editions::of(cx.store, one.heat.edition).await?,
        number: content.number.clone(),
        title: content
            .answers
            .get(form::TITLE_QUESTION)
            .cloned()
            .unwrap_or_default(),
        answers: shown(&form, &content),
        attachments: files(&form, &content),
        sheets: sheets.into_iter().map(with_total).collect(),
        heat: one.heat,
    })
}
