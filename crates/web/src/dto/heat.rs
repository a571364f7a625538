//! What staff and the chair get of a heat: its progress and its standing.

use std::collections::BTreeMap;

use domain::{
    ids::{AssignmentId, JudgeId},
    standing, text,
};
use operations::queries::heat::{self as queries, StandingView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use super::summary::HeatSummary;
use super::{
    analysis::Adjustment,
    panel::JudgeRole,
    rubric::{Rubric, Rule},
    values::{Bilingual, EditionRef, Instant, PersonName, SheetState},
};

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
    /// How entries are let in by hand; null once the heat is open.
    #[schema(required)]
    pub admissions: Option<Admissions>,
}

/// How entries are let into a heat that no heat sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Admissions {
    pub routes: Vec<AdmissionRoute>,
    /// Whether the viewer may let one in.
    pub may: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdmissionRoute {
    pub key: String,
    pub source: AdmissionSource,
    /// Places; null where there is no limit.
    #[schema(required)]
    pub quota: Option<u32>,
    /// Places taken.
    pub used: u32,
}

/// Whence an entry comes that no heat sent.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AdmissionSource {
    Direct,
    Recommendation,
}

impl From<queries::Admissions> for Admissions {
    fn from(view: queries::Admissions) -> Self {
        let routes = view.routes.into_iter().map(|(route, used)| AdmissionRoute {
            key: route.key,
            source: match route.source {
                "recommendation" => AdmissionSource::Recommendation,
                _ => AdmissionSource::Direct,
            },
            quota: route.quota,
            used,
        });
        Self {
            routes: routes.collect(),
            may: view.may_admit,
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeProgress {
    pub judge: String,
    pub name: Bilingual,
    pub role: JudgeRole,
    /// Whether they declined the invitation, and so get no entries.
    pub declined: bool,
    /// Those stepped aside from left out.
    pub assigned: u32,
    pub submitted: u32,
    pub waived: u32,
    pub recused: u32,
    #[schema(required)]
    pub last_received_at: Option<Instant>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MissingSheet {
    pub assignment: String,
    pub judge_id: String,
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
            admissions: view.admissions.map(Into::into),
        }
    }
}

fn judges(view: &queries::HeatProgress) -> Vec<JudgeProgress> {
    let panel = view.panel.iter();
    panel
        .map(|member| {
            let tally = view.tallies.get(&member.judge).copied().unwrap_or_default();
            JudgeProgress {
                judge: member.judge.to_string(),
                name: (&member.name).into(),
                role: member.seat.into(),
                declined: member.declined,
                assigned: tally.assigned,
                submitted: tally.submitted,
                waived: tally.waived,
                recused: tally.recused,
                last_received_at: tally.last_received_at.map(Instant),
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
    let lines = view.missing.iter();
    lines
        .map(|line| MissingSheet {
            assignment: line.id.to_string(),
            judge_id: line.judge.to_string(),
            judge: person(&names, line.judge),
            number: line.number.clone(),
            title: (&line.title).into(),
            state: SheetState::named(&line.state),
        })
        .collect()
}

fn waivers(view: &queries::HeatProgress) -> Vec<Waiver> {
    let names = names(view);
    let waivers = view.waivers.iter();
    waivers
        .map(|waiver| Waiver {
            judge: person(&names, waiver.judge),
            number: waiver.number.clone(),
            reason: waiver.reason.clone(),
            by: (&waiver.decided_by).into(),
            at: Instant(waiver.decided_at),
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
    /// How figures came to allow for judges; null where the rule does not ask for it.
    #[schema(required)]
    pub adjustment: Option<Adjustment>,
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
    /// The panel's mean, where the figure allows for judges; else null.
    #[schema(required)]
    pub raw: Option<String>,
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
            adjustment: view.standing.adjustment.as_ref().map(Into::into),
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
                    raw: line.raw.map(|figure| figure.to_string()),
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
