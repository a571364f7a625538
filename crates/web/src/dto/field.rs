//! What a chair and staff get of the field of a heat: every entry, and one entry with its sheets.

use std::collections::BTreeMap;

use domain::decimal::Decimal;
use operations::queries::field::{self as queries, EntrySheet};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    heat::HeatSummary,
    judge::{ShownAnswer, ShownAttachment},
    rubric::Rubric,
    values::{Bilingual, EditionRef, Instant, Named, PersonName, SheetState},
};

/// Every entry of a heat.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatEntries {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    /// Whether the viewer sits on the panel.
    pub own: bool,
    /// By rank where there are ranks, else by number.
    pub entries: Vec<HeatEntryLine>,
}

/// An entry in the list of a heat.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatEntryLine {
    pub number: String,
    pub title: Bilingual,
    /// Null while the heat is open.
    #[schema(required)]
    pub team: Option<Bilingual>,
    /// Key of its contest.
    pub contest: String,
    /// Key of its division, where it has one.
    #[schema(required)]
    pub division: Option<String>,
    /// Sheets that are waited for or in.
    pub expected: u32,
    /// Sheets that are in.
    pub submitted: u32,
    /// Null while the heat is open, and where no figure could be made.
    #[schema(required)]
    pub rank: Option<u32>,
    /// The published figure, a decimal number; null like the rank.
    #[schema(required)]
    pub figure: Option<String>,
    /// Where the viewer's own sheet stands; null where there is none.
    #[schema(required)]
    pub own_state: Option<SheetState>,
    /// The total of the viewer's own sheet, once it was handed in.
    #[schema(required)]
    pub own_total: Option<String>,
}

impl From<queries::HeatField> for HeatEntries {
    fn from(view: queries::HeatField) -> Self {
        Self {
            edition: (&view.edition).into(),
            own: view.lines.iter().any(|line| line.own.is_some()),
            heat: (&view.summary).into(),
            entries: view.lines.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<queries::HeatFieldLine> for HeatEntryLine {
    fn from(line: queries::HeatFieldLine) -> Self {
        let figure = line.result.and_then(|result| result.figure);
        let own = line.own.as_ref();
        Self {
            number: line.entry.number,
            title: line.entry.title.into(),
            team: line.entry.team.map(Into::into),
            contest: line.entry.contest,
            division: line.entry.division,
            expected: line.entry.expected,
            submitted: line.entry.submitted,
            rank: line.result.and_then(|result| result.rank),
            figure: figure.map(|figure| figure.to_string()),
            own_state: own.map(|own| SheetState::named(&own.state)),
            own_total: own.and_then(|own| own.total).map(|total| total.to_string()),
        }
    }
}

/// An entry of a heat with its sheets.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatEntry {
    pub edition: EditionRef,
    pub heat: Named,
    /// Whether the heat is closed; before, no marks are shown.
    pub closed: bool,
    pub number: String,
    pub title: Bilingual,
    pub answers: Vec<ShownAnswer>,
    pub attachments: Vec<ShownAttachment>,
    pub rubric: Rubric,
    pub sheets: Vec<HeatEntrySheet>,
}

/// A sheet of an entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatEntrySheet {
    pub judge: PersonName,
    /// Whether the judge leads the panel.
    pub chairs: bool,
    pub state: SheetState,
    /// What was handed in; null until the heat is closed.
    #[schema(required)]
    pub handed_in: Option<HandedIn>,
}

/// What a judge handed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct HandedIn {
    /// Steps by the criterion's key.
    pub marks: BTreeMap<String, i64>,
    pub comment: String,
    /// The weighted total, a decimal number.
    #[schema(required)]
    pub total: Option<String>,
    pub received_at: Instant,
}

impl From<queries::HeatEntryView> for HeatEntry {
    fn from(view: queries::HeatEntryView) -> Self {
        Self {
            edition: (&view.edition).into(),
            heat: Named::new(&view.heat.key, &view.heat.title),
            closed: view.heat.state.name() == "closed",
            number: view.number,
            title: view.title.into(),
            answers: view.answers.into_iter().map(Into::into).collect(),
            attachments: view.attachments.into_iter().map(Into::into).collect(),
            rubric: (&view.heat.rubric).into(),
            sheets: view.sheets.into_iter().map(sheet).collect(),
        }
    }
}

fn sheet((sheet, total): (EntrySheet, Option<Decimal>)) -> HeatEntrySheet {
    HeatEntrySheet {
        judge: (&sheet.judge).into(),
        chairs: sheet.chairs,
        state: SheetState::named(&sheet.state),
        handed_in: sheet.handed_in.map(|own| HandedIn {
            marks: own.marks,
            comment: own.comment,
            total: total.map(|total| total.to_string()),
            received_at: Instant(own.received_at),
        }),
    }
}
