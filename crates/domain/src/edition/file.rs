//! The edition file: an edition as TOML. Its syntax is versioned by `format`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    Applicant, ApprovalStep, BallotRule, DivisionPlan, DivisionRule, EligibilityRule, EventPlan,
    Form, HeatKind, LoadBounds, Problem, Question, RoutePlan, Rubric, Rule, Slot, Tier, TrackPlan,
    validate,
};
pub use super::{ContestPlan, EditionHead, EditionPlan, HeatPlan, ProgrammePlan, RoundPlan};
use crate::{
    edition::{Call, Disclosure},
    text::Bilingual,
    time::Timestamp,
};

/// The syntax that this version reads.
pub const FORMAT: u32 = 1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub format: u32,
    pub programme: ProgrammePlan,
    pub edition: EditionHead,
    pub event: Option<EventPlan>,
    pub call: RawCall,
    #[serde(default)]
    pub tracks: Vec<TrackPlan>,
    pub contests: Vec<RawContest>,
    #[serde(default)]
    pub divisions: Vec<DivisionPlan>,
    pub rounds: Vec<RoundPlan>,
    pub heats: Vec<RawHeat>,
    #[serde(default)]
    pub routes: Vec<RoutePlan>,
    #[serde(default)]
    pub approvals: Vec<ApprovalStep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCall {
    pub opens_at: Instant,
    pub deadline: Instant,
    pub grace_minutes: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContest {
    pub key: String,
    pub title: Bilingual,
    pub track: Option<String>,
    #[serde(default)]
    pub screening: bool,
    #[serde(default = "anybody")]
    pub applicants: Vec<Applicant>,
    pub division: Option<DivisionRule>,
    #[serde(default)]
    pub eligibility: Vec<EligibilityRule>,
    pub questions: Vec<Question>,
    #[serde(default)]
    pub slots: Vec<Slot>,
    pub tiers: Vec<Tier>,
}

fn anybody() -> Vec<Applicant> {
    Applicant::ALL.to_vec()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHeat {
    pub key: String,
    pub title: Bilingual,
    pub round: String,
    pub contest: Option<String>,
    pub division: Option<String>,
    pub kind: HeatKind,
    pub readings: Option<u32>,
    pub load: Option<LoadBounds>,
    #[serde(default)]
    pub disclosure: Vec<Disclosure>,
    pub opens_at: Instant,
    pub closes_at: Instant,
    pub rubric: Option<Rubric>,
    pub rule: Option<Rule>,
    pub judged_as: Option<String>,
    pub digits: Option<u32>,
    pub ballot: Option<BallotRule>,
}

/// An instant written as RFC 3339 text with its offset.
#[derive(Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Instant(pub Timestamp);

impl TryFrom<String> for Instant {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Timestamp::parse(&text).map(Self)
    }
}

/// Reads and checks an edition file.
///
/// # Errors
/// Everything that is wrong, each with the key path as a JSON pointer. A fault of syntax or type
/// stops at the first; faults of meaning are all found.
pub fn parse(text: &str) -> Result<EditionPlan, Vec<Problem>> {
    let raw: RawFile = read(text).map_err(|problem| vec![problem])?;
    let problems = validate::problems(&raw);
    if problems.is_empty() {
        Ok(plan(raw))
    } else {
        Err(problems)
    }
}

fn read(text: &str) -> Result<RawFile, Problem> {
    if let Some(pointer) = nul_in(text) {
        return Err(Problem::at(pointer, "control_character"));
    }
    let document = toml::Deserializer::parse(text).map_err(|error| {
        let line = error
            .span()
            .map_or(1, |span| text[..span.start].lines().count().max(1));
        Problem::at("", "toml_syntax")
            .with("line", line)
            .with("reason", error.message())
    })?;
    serde_path_to_error::deserialize(document).map_err(|error| {
        let pointer = pointer(error.path());
        Problem::at(pointer, "toml_value").with("reason", error.inner().message())
    })
}

/// Where a text holds a NUL, which PostgreSQL does not store. TOML can only spell it.
fn nul_in(text: &str) -> Option<String> {
    fn within(value: &toml::Value, at: &str) -> Option<String> {
        match value {
            toml::Value::String(text) => text.contains('\0').then(|| at.to_owned()),
            toml::Value::Array(items) => items
                .iter()
                .enumerate()
                .find_map(|(index, item)| within(item, &format!("{at}/{index}"))),
            toml::Value::Table(fields) => fields.iter().find_map(|(key, field)| {
                if key.contains('\0') {
                    Some(at.to_owned())
                } else {
                    within(field, &format!("{at}/{key}"))
                }
            }),
            _ => None,
        }
    }
    if !text.contains("00") {
        return None;
    }
    within(&toml::Value::Table(text.parse().ok()?), "")
}

/// A path as a JSON pointer.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{key}"),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

fn plan(raw: RawFile) -> EditionPlan {
    let judged: Judged = raw
        .heats
        .iter()
        .filter_map(|heat| Some((heat.key.clone(), heat.judged()?)))
        .collect();
    EditionPlan {
        programme: raw.programme,
        edition: raw.edition,
        event: raw.event,
        call: Call {
            opens_at: raw.call.opens_at.0,
            deadline: raw.call.deadline.0,
            grace_minutes: raw.call.grace_minutes,
        },
        tracks: raw.tracks,
        contests: raw.contests.into_iter().map(RawContest::plan).collect(),
        divisions: raw.divisions,
        rounds: raw.rounds,
        heats: raw
            .heats
            .into_iter()
            .map(|heat| heat.plan(&judged))
            .collect(),
        routes: raw.routes,
        approvals: raw.approvals,
    }
}

/// Rubrics and rules by the key of the heat that brings them.
type Judged = BTreeMap<String, (Rubric, Rule)>;

impl RawContest {
    fn plan(self) -> ContestPlan {
        ContestPlan {
            key: self.key,
            title: self.title,
            track: self.track,
            screening: self.screening,
            applicants: self.applicants,
            division: self.division,
            eligibility: self.eligibility,
            form: Form {
                questions: self.questions,
                slots: self.slots,
            },
            tiers: self.tiers,
        }
    }
}

impl RawHeat {
    /// The rubric and the rule of its own.
    fn judged(&self) -> Option<(Rubric, Rule)> {
        self.rubric.clone().zip(self.rule.clone())
    }

    /// Rubric and rule are there, or said to be those of another heat, where the kind needs them: that
    /// was checked.
    fn plan(self, judged: &Judged) -> HeatPlan {
        let own = self.judged();
        let other = || judged.get(self.judged_as.as_ref()?).cloned();
        let not_scored = || (Rubric::default(), Rule::imported(self.digits.unwrap_or(0)));
        let (rubric, rule) = own.or_else(other).unwrap_or_else(not_scored);
        HeatPlan {
            key: self.key,
            title: self.title,
            round: self.round,
            contest: self.contest,
            division: self.division,
            kind: self.kind,
            readings: self.readings,
            load: self.load,
            disclosure: self.disclosure,
            opens_at: self.opens_at.0,
            closes_at: self.closes_at.0,
            rubric,
            rule,
            ballot: self.ballot,
        }
    }
}

#[cfg(test)]
mod tests;
