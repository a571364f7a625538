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
    /// Why not; null when one may.
    #[schema(required)]
    pub why_not: Option<WhyNotScreen>,
    pub move_entry: bool,
}

/// Why an entry cannot be accepted or rejected now.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhyNotScreen {
    NoRight,
    NotSubmitted,
    /// Its contest does not screen.
    NotScreened,
    /// It takes part in a heat that was opened.
    Judged,
}

impl From<queries::WhyNot> for WhyNotScreen {
    fn from(why: queries::WhyNot) -> Self {
        match why {
            queries::WhyNot::NoRight => Self::NoRight,
            queries::WhyNot::NotSubmitted => Self::NotSubmitted,
            queries::WhyNot::NotScreened => Self::NotScreened,
            queries::WhyNot::Judged => Self::Judged,
        }
    }
}

/// What one rule comes to.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleCheck {
    pub rule: String,
    pub title: Bilingual,
    /// Key of the question that it is about.
    pub question: String,
    pub outcome: CheckOutcome,
    /// The answer as it was compared; empty when there is none.
    pub measured: String,
    /// Of a choice, the label of the answer; null elsewhere.
    #[schema(required)]
    pub measured_label: Option<Bilingual>,
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
    /// Who at headquarters said so, and when; null otherwise.
    #[schema(required)]
    pub decided: Option<DivisionDecision>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionDecision {
    pub by: PersonName,
    pub at: Instant,
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
        let checks = view.checks.into_iter().map(|view| RuleCheck {
            rule: view.check.rule,
            title: view.title.into(),
            question: view.question,
            outcome: view.check.outcome.into(),
            measured: view.check.measured,
            measured_label: view.measured_label.map(Into::into),
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
                screen: view.why_not.is_none(),
                why_not: view.why_not.map(Into::into),
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
            decided: view.decided.map(|(by, at)| DivisionDecision {
                by: (&by).into(),
                at: Instant(at),
            }),
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
