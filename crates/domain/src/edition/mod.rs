//! An edition: one year of a programme, all of it data.

pub mod amendment;
pub mod ballot;
pub mod call;
pub mod eligibility;
pub mod file;
pub mod form;
pub mod kinds;
pub mod plan;
pub mod problem;
pub mod rubric;
pub mod templates;
mod validate;

use serde::{Deserialize, Serialize};

pub use self::{
    ballot::{BallotRule, Share},
    call::{Call, CallState},
    eligibility::{EligibilityRule, Operator},
    form::{AskedWhen, Choice, Field, FieldKind, Form, Limit, Question, QuestionKind, Slot},
    kinds::{
        Abstention, Applicant, ApprovalBy, Delivery, Disclosure, HeatKind, LastResort, Outcome,
        Recipient, VoteBase,
    },
    plan::{
        ApprovalStep, ContestPlan, DivisionPlan, DivisionRule, EditionHead, EditionPlan, EventPlan,
        HeatPlan, LoadBounds, ProgrammePlan, RoundPlan, RoutePlan, RouteSource, TrackPlan,
    },
    problem::Problem,
    rubric::{Combine, Criterion, Fallback, Level, Method, Rubric, Rule, TieFigure},
    templates::{Template, templates},
};
use crate::{
    ids::{EditionId, ProgrammeId},
    text::{Bilingual, Language},
};

/// An edition as it is stored; its contests and heats are things of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Identity.
    pub id: EditionId,
    /// Lock column.
    pub revision: i64,
    /// Which programme it is a year of.
    pub programme: ProgrammeRef,
    /// Its name in addresses, unique in the deployment: lower-case letters, digits and hyphens.
    pub slug: String,
    /// Its public name.
    pub title: Bilingual,
    /// The IANA zone that decides calendar days and in which deadlines are announced.
    pub zone: String,
    /// The languages in which every official text must exist.
    pub languages: Vec<Language>,
    /// What entry numbers begin with, such as `W26-`.
    pub entry_prefix: String,
    /// When entries are taken.
    pub call: Call,
    /// Who approves the list before it is published, step by step; often nobody.
    pub approvals: Vec<ApprovalStep>,
}

/// A programme as its editions know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgrammeRef {
    /// Identity.
    pub id: ProgrammeId,
    /// Its name in addresses.
    pub slug: String,
    /// Its public name.
    pub title: Bilingual,
}

/// A rung of the award ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Its name in files and addresses.
    pub key: String,
    /// Its public name.
    pub title: Bilingual,
    /// How many places there are, at least 1. A place may stay vacant.
    pub quota: u32,
    /// Who holds it.
    #[serde(default = "entry")]
    pub recipient: Recipient,
    /// What holding it means.
    #[serde(default = "award")]
    pub outcome: Outcome,
}

const fn award() -> Outcome {
    Outcome::Award
}

const fn entry() -> Recipient {
    Recipient::Entry
}
