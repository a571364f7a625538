//! A heat at a glance, as every screen of staff and the chair about it begins.

use operations::queries::edition::{HeatSummary as Summary, ReportMark};
use serde::Serialize;
use utoipa::ToSchema;

use super::values::{Bilingual, HeatState, Instant, Named};

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
    /// How many a vote recommends; null where nobody votes.
    #[schema(required)]
    pub seats: Option<u32>,
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
    /// Where the report of its host stands; null for whom that is not.
    #[schema(required)]
    pub report: Option<ReportState>,
    /// Whether it is closed, leads on, and nobody has decided yet who goes on.
    pub awaits_advancement: bool,
    pub may: HeatMay,
}

/// Where the report of a heat's host stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportState {
    None,
    Reported,
    Returned,
    Accepted,
    /// Headquarters run the heat themselves.
    NotNeeded,
}

impl From<ReportMark> for ReportState {
    fn from(mark: ReportMark) -> Self {
        match mark {
            ReportMark::None => Self::None,
            ReportMark::Reported => Self::Reported,
            ReportMark::Returned => Self::Returned,
            ReportMark::Accepted => Self::Accepted,
            ReportMark::NotNeeded => Self::NotNeeded,
        }
    }
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
    pub read_analysis: bool,
    pub read_advancement: bool,
    pub read_report: bool,
    pub list_ballots: bool,
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
            seats: heat.ballot.as_ref().map(|rule| rule.seats),
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
            report: summary.report.map(Into::into),
            awaits_advancement: summary.awaits_advancement,
            may: HeatMay {
                propose: may.propose,
                read_proposal: may.read_proposal,
                open: may.open,
                close: may.close,
                import_scores: may.import_scores,
                waive: may.waive,
                read_standing: may.read_standing,
                read_analysis: may.read_analysis,
                read_advancement: may.read_advancement,
                read_report: may.read_report,
                list_ballots: may.list_ballots,
            },
        }
    }
}
