//! What staff get of an entry's way to being judged: where it came from, its division, its screening.

use domain::{eligibility::Outcome, entry, screening};
use operations::queries::screening as queries;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::values::{Bilingual, Instant, Named, PersonName};

/// How an entry came in.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntrySource {
    #[serde(rename = "self")]
    Own,
    Invited,
    Recommended,
    Staff,
}

impl EntrySource {
    /// By its stored name, of which there are four.
    pub fn named(name: &str) -> Self {
        match name {
            "invited" => Self::Invited,
            "recommended" => Self::Recommended,
            "staff" => Self::Staff,
            _ => Self::Own,
        }
    }
}

/// What the screeners say.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ScreeningState {
    /// Its contest does not screen, or it was not submitted.
    None,
    Pending,
    Accepted,
    Rejected,
}

impl ScreeningState {
    /// By its stored name, of which there are four.
    pub fn named(name: &str) -> Self {
        match name {
            "pending" => Self::Pending,
            "accepted" => Self::Accepted,
            "rejected" => Self::Rejected,
            _ => Self::None,
        }
    }
}

/// An entry's way to being judged.
#[derive(Debug, Serialize, ToSchema)]
pub struct Screening {
    pub state: ScreeningState,
    /// Why, where it was said; empty otherwise.
    pub reason: String,
    #[schema(required)]
    pub decided_at: Option<Instant>,
    /// What the rules compute of the version that stands.
    pub checks: Vec<RuleCheck>,
    /// The latest first.
    pub decisions: Vec<ScreeningLine>,
    pub may: ScreeningMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ScreeningMay {
    pub screen: bool,
    pub move_entry: bool,
}

/// What one rule comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleCheck {
    pub rule: String,
    pub title: Bilingual,
    pub outcome: CheckOutcome,
    /// The answer as it was compared; empty when there is none.
    pub measured: String,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    Pass,
    Fail,
    NeedsEvidence,
}

impl From<Outcome> for CheckOutcome {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Pass => Self::Pass,
            Outcome::Fail => Self::Fail,
            Outcome::NeedsEvidence => Self::NeedsEvidence,
        }
    }
}

/// A decision on the record.
#[derive(Debug, Serialize, ToSchema)]
pub struct ScreeningLine {
    pub decision: ScreeningState,
    pub reason: String,
    /// Whether it went against the rules.
    pub overrides: bool,
    pub by: PersonName,
    pub at: Instant,
}

/// The division of an entry and who gave it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryDivision {
    pub division: Named,
    pub by: DivisionBy,
    /// Why, where headquarters said so; empty otherwise.
    pub reason: String,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DivisionBy {
    Choice,
    Answer,
    Headquarters,
}

impl From<&entry::DivisionBy> for DivisionBy {
    fn from(by: &entry::DivisionBy) -> Self {
        match by {
            entry::DivisionBy::Choice => Self::Choice,
            entry::DivisionBy::Answer => Self::Answer,
            entry::DivisionBy::Headquarters { .. } => Self::Headquarters,
        }
    }
}

impl From<queries::ScreeningView> for Screening {
    fn from(view: queries::ScreeningView) -> Self {
        let checks = view.checks.into_iter().map(|(title, check)| RuleCheck {
            rule: check.rule,
            title: title.into(),
            outcome: check.outcome.into(),
            measured: check.measured,
        });
        let decisions = view.decisions.into_iter().map(|line| ScreeningLine {
            decision: ScreeningState::named(&line.decision),
            reason: line.reason,
            overrides: line.overrides,
            by: (&line.by).into(),
            at: Instant(line.at),
        });
        Self {
            state: ScreeningState::named(view.screening.name()),
            reason: view.screening.reason().to_owned(),
            decided_at: view.screening.decided_at().map(Instant),
            checks: checks.collect(),
            decisions: decisions.collect(),
            may: ScreeningMay {
                screen: view.may_screen,
                move_entry: view.may_move,
            },
        }
    }
}

impl From<queries::DivisionView> for EntryDivision {
    fn from(view: queries::DivisionView) -> Self {
        Self {
            division: Named::new(&view.key, &view.title),
            by: (&view.by).into(),
            reason: view.by.reason().to_owned(),
        }
    }
}

/// Accept an entry, or reject it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScreenEntry {
    pub decision: Decision,
    /// Needed to reject, and to accept against a rule.
    #[serde(default)]
    pub reason: String,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    Accept,
    Reject,
}

impl From<Decision> for screening::ScreeningDecision {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Accept => Self::Accept,
            Decision::Reject => Self::Reject,
        }
    }
}

/// Give an entry another division.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveEntry {
    /// Key of the division.
    pub division: String,
    pub reason: String,
}
