//! What staff get of the judges of an edition: the list, what an import did, a code for paper.

use std::collections::BTreeMap;

use domain::{people::Seat, text};
use operations::{
    ImportReport as Report, PrintedCode as Printed, RowState as ReportState,
    queries::edition as queries,
};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::values::{Bilingual, Instant, InvitationState, Language};

/// The judges of an edition.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeList {
    pub judges: Vec<JudgeRow>,
    pub may: JudgeListMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeListMay {
    pub import_judges: bool,
    pub invite: bool,
    pub issue_code: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeRow {
    pub judge: String,
    pub name: Bilingual,
    #[schema(required)]
    pub email: Option<String>,
    pub language: Language,
    /// Where the judge works; empty when unknown.
    pub organization: Bilingual,
    pub invitation: InvitationState,
    /// When they were asked last.
    #[schema(required)]
    pub invited_at: Option<Instant>,
    #[schema(required)]
    pub answered_at: Option<Instant>,
    pub heats: Vec<JudgeHeat>,
    pub assigned: u32,
    pub submitted: u32,
    #[schema(required)]
    pub last_login_at: Option<Instant>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeHeat {
    pub key: String,
    pub role: JudgeRole,
}

/// How somebody sits on a panel.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum JudgeRole {
    Judge,
    Chair,
}

impl From<Seat> for JudgeRole {
    fn from(seat: Seat) -> Self {
        match seat {
            Seat::Judge => Self::Judge,
            Seat::Chair => Self::Chair,
        }
    }
}

impl From<queries::JudgeList> for JudgeList {
    fn from(list: queries::JudgeList) -> Self {
        let rows = list.judges.into_iter().map(|line| JudgeRow {
            judge: line.judge.to_string(),
            name: line.name.into(),
            email: line.email,
            language: text::Language::from_code(&line.language)
                .unwrap_or(text::Language::Zh)
                .into(),
            organization: line.organization.into(),
            invitation: InvitationState::named(&line.invitation),
            invited_at: line.invited_at.map(Instant),
            answered_at: line.answered_at.map(Instant),
            heats: line
                .seats
                .into_iter()
                .map(|(key, seat)| JudgeHeat {
                    key,
                    role: seat.into(),
                })
                .collect(),
            assigned: line.assigned,
            submitted: line.submitted,
            last_login_at: line.last_login_at.map(Instant),
        });
        Self {
            judges: rows.collect(),
            may: JudgeListMay {
                import_judges: list.may_import_judges,
                invite: list.may_invite,
                issue_code: list.may_issue_code,
            },
        }
    }
}

/// What became of a file of judges.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportReport {
    pub rows: Vec<ImportRow>,
    pub added: usize,
    pub updated: usize,
    pub unchanged: usize,
    pub refused: usize,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ImportRow {
    /// The header is line 1.
    pub line: u64,
    pub state: RowState,
    pub name: String,
    pub email: String,
    pub errors: Vec<RowError>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowState {
    Added,
    Updated,
    Unchanged,
    Refused,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct RowError {
    pub column: String,
    pub code: String,
    pub params: BTreeMap<String, Value>,
}

impl From<ReportState> for RowState {
    fn from(state: ReportState) -> Self {
        match state {
            ReportState::Added => Self::Added,
            ReportState::Updated => Self::Updated,
            ReportState::Unchanged => Self::Unchanged,
            ReportState::Refused => Self::Refused,
        }
    }
}

impl From<Report> for ImportReport {
    fn from(report: Report) -> Self {
        let count = |state| report.rows.iter().filter(|row| row.state == state).count();
        Self {
            added: count(ReportState::Added),
            updated: count(ReportState::Updated),
            unchanged: count(ReportState::Unchanged),
            refused: count(ReportState::Refused),
            rows: report
                .rows
                .into_iter()
                .map(|row| ImportRow {
                    line: row.line,
                    state: row.state.into(),
                    name: row.name,
                    email: row.email,
                    errors: row
                        .problems
                        .into_iter()
                        .map(|problem| RowError {
                            column: problem.pointer.trim_start_matches('/').to_owned(),
                            code: problem.code,
                            params: problem.params,
                        })
                        .collect(),
                })
                .collect(),
        }
    }
}

/// A code to be handed over on paper. It is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrintedCode {
    pub code: String,
    pub expires_at: Instant,
    pub name: Bilingual,
}

impl From<Printed> for PrintedCode {
    fn from(code: Printed) -> Self {
        Self {
            code: code.code,
            expires_at: Instant(code.expires_at),
            name: code.name.into(),
        }
    }
}
