//! What staff and the chair get of a heat: its progress and its standing.

use std::collections::BTreeMap;

use domain::{
    ids::{AssignmentId, JudgeId},
    standing, text,
};
use operations::queries::{
    edition::HeatSummary as Summary,
    heat::{self as queries, StandingView},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    panel::JudgeRole,
    rubric::{Rubric, Rule},
    values::{Bilingual, EditionRef, HeatState, Instant, Named, PersonName, SheetState},
};

/// A heat and how far it has come.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatSummary {
    pub key: String,
    pub title: Bilingual,
    pub round: Named,
    /// `scoring`, `pitch` or `imported`.
    pub kind: &'static str,
    /// Sheets for each entry; null where the whole panel scores all.
    #[schema(required)]
    pub readings: Option<u32>,
    /// Key of its contest; null where it crosses the contests.
    #[schema(required)]
    pub contest: Option<String>,
    /// Key of its division; null where it is for all.
    #[schema(required)]
    pub division: Option<String>,
    /// When it was decided who goes on; null before.
    #[schema(required)]
    pub advanced_at: Option<Instant>,
    pub state: HeatState,
    pub opens_at: Instant,
    pub closes_at: Instant,
    pub judges: u32,
    pub entries: u32,
    pub assigned: u32,
    pub submitted: u32,
    pub waived: u32,
    pub missing: u32,
    /// The hash of the frozen rubric and rule.
    #[schema(required)]
    pub freeze_hash: Option<String>,
    pub may: HeatMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HeatMay {
    pub propose: bool,
    pub read_proposal: bool,
    pub open: bool,
    pub close: bool,
    /// Close it with figures that were made elsewhere.
    pub import_scores: bool,
    pub waive: bool,
    pub read_standing: bool,
    pub read_advancement: bool,
    pub read_report: bool,
}

impl From<&Summary> for HeatSummary {
    fn from(summary: &Summary) -> Self {
        let Summary {
            heat, counts, may, ..
        } = summary;
        Self {
            key: heat.key.clone(),
            title: (&heat.title).into(),
            round: Named::new(&heat.round_key, &heat.round_title),
            kind: heat.kind.name(),
            readings: heat.readings,
            contest: summary.contest.clone(),
            division: summary.division.clone(),
            advanced_at: heat.advanced_at.map(Instant),
            state: (&heat.state).into(),
            opens_at: Instant(heat.opens_at),
            closes_at: Instant(heat.closes_at),
            judges: counts.judges,
            entries: counts.entries,
            assigned: counts.assigned,
            submitted: counts.submitted,
            waived: counts.waived,
            missing: counts.missing,
            freeze_hash: heat.state.freeze().map(ToString::to_string),
            may: HeatMay {
                propose: may.propose,
                read_proposal: may.read_proposal,
                open: may.open,
                close: may.close,
                import_scores: may.import_scores,
                waive: may.waive,
                read_standing: may.read_standing,
                read_advancement: may.read_advancement,
                read_report: may.read_report,
            },
        }
    }
}

/// Go on without sheets.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WaiveSheets {
    #[schema(value_type = Vec<String>)]
    pub assignments: Vec<AssignmentId>,
    pub reason: String,
}

/// Who has done how much.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatProgress {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    pub rubric: Rubric,
    pub rule: Rule,
    pub judges: Vec<JudgeProgress>,
    pub missing: Vec<MissingSheet>,
    pub waivers: Vec<Waiver>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeProgress {
    pub judge: String,
    pub name: Bilingual,
    pub role: JudgeRole,
    /// Those stepped aside from left out.
    pub assigned: usize,
    pub submitted: usize,
    pub waived: usize,
    pub recused: usize,
    #[schema(required)]
    pub last_received_at: Option<Instant>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MissingSheet {
    pub assignment: String,
    pub judge: PersonName,
    pub number: String,
    pub title: Bilingual,
    pub state: SheetState,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Waiver {
    pub judge: PersonName,
    pub number: String,
    pub reason: String,
    pub by: PersonName,
    pub at: Instant,
}

impl From<queries::HeatProgress> for HeatProgress {
    fn from(view: queries::HeatProgress) -> Self {
        Self {
            edition: (&view.edition).into(),
            heat: (&view.summary).into(),
            rubric: (&view.summary.heat.rubric).into(),
            rule: (&view.summary.heat.rule).into(),
            judges: judges(&view),
            missing: missing(&view),
            waivers: waivers(&view),
        }
    }
}

fn judges(view: &queries::HeatProgress) -> Vec<JudgeProgress> {
    let panel = view.panel.iter();
    panel
        .map(|member| {
            let own: Vec<_> = view
                .assignments
                .iter()
                .filter(|line| line.judge == member.judge)
                .collect();
            let in_state = |state| {
                own.iter()
                    .filter(|line| SheetState::named(&line.state) == state)
                    .count()
            };
            let received = own.iter().filter(|line| line.state == "submitted");
            JudgeProgress {
                judge: member.judge.to_string(),
                name: (&member.name).into(),
                role: member.seat.into(),
                assigned: own.len() - in_state(SheetState::Recused),
                submitted: in_state(SheetState::Submitted),
                waived: in_state(SheetState::Waived),
                recused: in_state(SheetState::Recused),
                last_received_at: received.filter_map(|line| line.state_at).max().map(Instant),
            }
        })
        .collect()
}

fn names(view: &queries::HeatProgress) -> BTreeMap<JudgeId, &text::Bilingual> {
    view.panel
        .iter()
        .map(|member| (member.judge, &member.name))
        .collect()
}

fn person(names: &BTreeMap<JudgeId, &text::Bilingual>, judge: JudgeId) -> PersonName {
    names.get(&judge).map_or_else(
        || (&text::Bilingual::default()).into(),
        |name| (*name).into(),
    )
}

fn missing(view: &queries::HeatProgress) -> Vec<MissingSheet> {
    let names = names(view);
    let lines = view.assignments.iter();
    lines
        .map(|line| (SheetState::named(&line.state), line))
        .filter(|(state, _)| matches!(state, SheetState::NotStarted | SheetState::Draft))
        .map(|(state, line)| MissingSheet {
            assignment: line.id.to_string(),
            judge: person(&names, line.judge),
            number: line.number.clone(),
            title: (&line.title).into(),
            state,
        })
        .collect()
}

fn waivers(view: &queries::HeatProgress) -> Vec<Waiver> {
    let names = names(view);
    let waivers = view.waivers.iter();
    waivers
        .filter_map(|waiver| {
            let line = view
                .assignments
                .iter()
                .find(|line| line.id.0 == waiver.assignment_id)?;
            let by = text::Bilingual::new(waiver.name_zh.clone(), waiver.name_en.clone());
            Some(Waiver {
                judge: person(&names, line.judge),
                number: line.number.clone(),
                reason: waiver.reason.clone(),
                by: (&by).into(),
                at: Instant(domain::time::Timestamp(waiver.decided_at)),
            })
        })
        .collect()
}

/// A frozen calculation with names.
#[derive(Debug, Serialize, ToSchema)]
pub struct Standing {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    pub computed_at: Instant,
    pub freeze_hash: String,
    pub rule: Rule,
    pub criteria: Vec<StandingCriterion>,
    /// The best first.
    pub lines: Vec<StandingLine>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StandingCriterion {
    pub key: String,
    pub title: Bilingual,
    /// A decimal number.
    pub weight: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct StandingLine {
    /// Null where no figure could be made.
    #[schema(required)]
    pub rank: Option<u32>,
    pub tied: bool,
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    /// A decimal number.
    #[schema(required)]
    pub figure: Option<String>,
    /// In the order of the rubric.
    pub criteria: Vec<CriterionFigure>,
    /// In the order of the tie chain.
    pub tie_figures: Vec<TieFigure>,
    pub sheets: u32,
    pub sheets_expected: u32,
    /// Key of the tier that was given; null where none was, or for whom awards are not.
    #[schema(required)]
    pub award: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct CriterionFigure {
    pub key: String,
    #[schema(required)]
    pub figure: Option<String>,
    pub counted: u32,
    pub dropped: u32,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TieFigure {
    pub name: String,
    #[schema(required)]
    pub figure: Option<String>,
}

impl From<StandingView> for Standing {
    fn from(view: StandingView) -> Self {
        let heat = &view.summary.heat;
        let criteria = heat.rubric.criteria.iter();
        Self {
            edition: (&view.edition).into(),
            heat: (&view.summary).into(),
            computed_at: Instant(view.standing.computed_at),
            freeze_hash: view.standing.freeze.to_string(),
            rule: (&heat.rule).into(),
            criteria: criteria
                .map(|criterion| StandingCriterion {
                    key: criterion.key.clone(),
                    title: (&criterion.title).into(),
                    weight: criterion.weight.to_string(),
                })
                .collect(),
            lines: view
                .lines
                .into_iter()
                .map(|(line, entry, award)| StandingLine {
                    rank: line.rank,
                    tied: line.tied,
                    number: entry.number,
                    title: entry.title.into(),
                    team: entry.team.into(),
                    figure: line.figure.map(|figure| figure.to_string()),
                    criteria: line.criteria.into_iter().map(Into::into).collect(),
                    tie_figures: line.tie_figures.into_iter().map(Into::into).collect(),
                    sheets: line.sheets,
                    sheets_expected: line.sheets_expected,
                    award,
                })
                .collect(),
        }
    }
}

impl From<standing::CriterionFigure> for CriterionFigure {
    fn from(figure: standing::CriterionFigure) -> Self {
        Self {
            key: figure.key,
            figure: figure.figure.map(|figure| figure.to_string()),
            counted: figure.counted,
            dropped: figure.dropped,
        }
    }
}

impl From<standing::TieFigureValue> for TieFigure {
    fn from(value: standing::TieFigureValue) -> Self {
        Self {
            name: value.name,
            figure: value.figure.map(|figure| figure.to_string()),
        }
    }
}
