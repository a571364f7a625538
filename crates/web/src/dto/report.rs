//! What headquarters and a host get of what the host handed in after closing a heat.

use operations::queries::advancement::HeatReportView;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    heat::HeatSummary,
    values::{EditionRef, Instant, PersonName},
};

/// What was handed in at headquarters.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatReports {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    /// The latest first.
    pub reports: Vec<HeatReport>,
    pub may: HeatReportMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HeatReportMay {
    pub report: bool,
    pub attach_scan: bool,
    pub answer: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HeatReport {
    pub number: u32,
    pub state: HeatReportState,
    /// The hash of the standing that is handed in.
    pub standing: String,
    pub statement: String,
    #[schema(required)]
    pub scan: Option<Scan>,
    pub by: PersonName,
    pub at: Instant,
    #[schema(required)]
    pub answered_at: Option<Instant>,
    /// Why it was returned; null otherwise.
    #[schema(required)]
    pub answer_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum HeatReportState {
    Reported,
    Accepted,
    Returned,
}

/// The signed list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Scan {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl From<HeatReportView> for HeatReports {
    fn from(view: HeatReportView) -> Self {
        let reports = view.reports.into_iter().map(|report| HeatReport {
            number: report.number,
            state: match report.state.as_str() {
                "accepted" => HeatReportState::Accepted,
                "returned" => HeatReportState::Returned,
                _ => HeatReportState::Reported,
            },
            standing: report.standing.to_string(),
            statement: report.statement,
            scan: report.scan.map(|scan| Scan {
                name: scan.name,
                bytes: scan.bytes,
                sha256: scan.sha256.hex().to_owned(),
            }),
            by: (&report.reported_by).into(),
            at: Instant(report.reported_at),
            answered_at: report.answered_at.map(Instant),
            answer_reason: report.answer_reason,
        });
        Self {
            edition: (&view.edition).into(),
            heat: (&view.summary).into(),
            reports: reports.collect(),
            may: HeatReportMay {
                report: view.may_report,
                attach_scan: view.may_attach,
                answer: view.may_answer,
            },
        }
    }
}

/// Hand the standing in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportHeat {
    /// What headquarters should know; may be empty.
    pub statement: String,
}

/// Accept a report, or return it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerHeatReport {
    /// Which report.
    pub number: u32,
    /// Why it is returned; left out to accept it.
    #[serde(default)]
    pub returned: Option<String>,
}
