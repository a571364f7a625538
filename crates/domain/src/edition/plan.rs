//! The parts of a checked edition file, as importing takes them.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeStruct as _};

use super::{
    Applicant, ApprovalBy, BallotRule, Call, Delivery, Disclosure, EligibilityRule, Form, HeatKind,
    Rubric, Rule, Tier,
};
use crate::{
    text::{Bilingual, Language},
    time::{Day, Timestamp},
};

/// A checked edition file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EditionPlan {
    /// The programme, made when it does not exist.
    pub programme: ProgrammePlan,
    /// Names and languages.
    pub edition: EditionHead,
    /// The occasion.
    pub event: Option<EventPlan>,
    /// When entries are taken.
    #[serde(serialize_with = "call_as_text")]
    pub call: Call,
    /// Headings for contests, in order.
    pub tracks: Vec<TrackPlan>,
    /// What can be entered.
    pub contests: Vec<ContestPlan>,
    /// Regions and special categories, across the contests.
    pub divisions: Vec<DivisionPlan>,
    /// Labels in order.
    pub rounds: Vec<RoundPlan>,
    /// Where judging happens.
    pub heats: Vec<HeatPlan>,
    /// How entries move into heats. A heat that no route leads to takes from the call.
    pub routes: Vec<RoutePlan>,
    /// Who approves the list before it is published, in order.
    pub approvals: Vec<ApprovalStep>,
}

/// `[[approvals]]`: a step of the chain that approves the list before it is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovalStep {
    /// Name in addresses.
    pub key: String,
    /// What it is called.
    pub title: Bilingual,
    /// How it is taken.
    pub by: ApprovalBy,
}

/// An instant as it is written: plans are compared by what people read in them.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn as_text<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&at.to_rfc3339())
}

fn call_as_text<S: Serializer>(call: &Call, serializer: S) -> Result<S::Ok, S::Error> {
    let mut written = serializer.serialize_struct("Call", 3)?;
    written.serialize_field("opens_at", &call.opens_at.to_rfc3339())?;
    written.serialize_field("deadline", &call.deadline.to_rfc3339())?;
    written.serialize_field("grace_minutes", &call.grace_minutes)?;
    written.end()
}

/// `[programme]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammePlan {
    /// Name in addresses.
    pub slug: String,
    /// Public name.
    pub title: Bilingual,
}

/// `[edition]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditionHead {
    /// Name in addresses.
    pub slug: String,
    /// Public name.
    pub title: Bilingual,
    /// IANA zone.
    pub zone: String,
    /// Languages every official text must exist in.
    pub languages: Vec<Language>,
    /// What entry numbers begin with.
    pub entry_prefix: String,
}

/// `[event]`: the occasion at which results are announced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventPlan {
    /// Public name.
    pub title: Bilingual,
    /// Its motto.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Bilingual>,
    /// First day, in the edition's zone.
    pub begins_on: Day,
    /// Last day, itself included.
    pub ends_on: Day,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Bilingual>,
    /// How people take part; both where it is hybrid.
    #[serde(default)]
    pub delivery: Vec<Delivery>,
}

/// `[[tracks]]`: a heading over contests, nothing more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
}

/// `[[contests]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ContestPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// Key of its track.
    pub track: Option<String>,
    /// Whether entries are judged only after somebody accepted them.
    pub screening: bool,
    /// Who may enter. It is told, not enforced.
    pub applicants: Vec<Applicant>,
    /// How an entry gets its division. Without it entries have none.
    pub division: Option<DivisionRule>,
    /// What an entry has to be to be accepted.
    pub eligibility: Vec<EligibilityRule>,
    /// What teams are asked.
    #[serde(flatten)]
    pub form: Form,
    /// The award ladder, best first.
    pub tiers: Vec<Tier>,
}

/// How an entry gets its division. Headquarters can give it another, with a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "by",
    rename_all = "snake_case",
    try_from = "WrittenDivisionRule"
)]
pub enum DivisionRule {
    /// The team chooses one.
    Choice,
    /// The answer to a question leads to one ([`DivisionPlan::answers`]), or to none.
    Answer {
        /// Key of the question, which is a choice.
        question: String,
    },
}

/// The same as it is written. A tagged enum would take keys that do not belong to its variant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDivisionRule {
    by: DivisionBy,
    question: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum DivisionBy {
    Choice,
    Answer,
}

impl TryFrom<WrittenDivisionRule> for DivisionRule {
    type Error = &'static str;

    fn try_from(written: WrittenDivisionRule) -> Result<Self, Self::Error> {
        match (written.by, written.question) {
            (DivisionBy::Choice, None) => Ok(Self::Choice),
            (DivisionBy::Answer, Some(question)) => Ok(Self::Answer { question }),
            (DivisionBy::Choice, Some(_)) => Err("`question` belongs to `by = \"answer\"`"),
            (DivisionBy::Answer, None) => Err("missing field `question`"),
        }
    }
}

/// `[[divisions]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DivisionPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// Who runs it, empty when that is headquarters.
    #[serde(default)]
    pub host: Bilingual,
    /// How its heats are held.
    pub delivery: Delivery,
    /// Which answers lead here, where a contest gives divisions by the answer to a question.
    #[serde(default)]
    pub answers: Vec<String>,
}

/// `[[rounds]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
}

/// `[[heats]]`
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeatPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// Key of its round.
    pub round: String,
    /// Key of its contest, whose entries alone it takes. Nothing crosses the contests.
    pub contest: Option<String>,
    /// Key of its division, whose entries alone it takes. Nothing is for all of them.
    pub division: Option<String>,
    /// How it comes to its figures.
    pub kind: HeatKind,
    /// How many sheets each entry gets, at least 1. There for [`HeatKind::Scoring`], else absent.
    pub readings: Option<u32>,
    /// How many sheets one judge may have. Only for [`HeatKind::Scoring`].
    pub load: Option<LoadBounds>,
    /// What teams see of it once the results are public.
    pub disclosure: Vec<Disclosure>,
    /// When judging is planned to begin.
    #[serde(serialize_with = "as_text")]
    pub opens_at: Timestamp,
    /// When judging is planned to end.
    #[serde(serialize_with = "as_text")]
    pub closes_at: Timestamp,
    /// What judges score by, whether the heat brings it or is judged as another; [`Rubric::default`] where nobody
    /// scores.
    pub rubric: Rubric,
    /// What makes figures of marks; [`Rule::imported`] where nobody scores.
    pub rule: Rule,
    /// How the panel votes. There for [`HeatKind::Ballot`], else absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ballot: Option<BallotRule>,
}

/// How many sheets of a heat one judge may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoadBounds {
    /// At least so many.
    #[serde(default)]
    pub min: u32,
    /// At most so many; not below `min`, at least 1.
    pub max: u32,
}

/// `[[routes]]`: a way into a heat. Routes that leave one heat are filled in the order of the file, and
/// an entry goes on by one of them at most. A route carries only entries of the contest and the division
/// that its target names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoutePlan {
    /// Name in files and records.
    pub key: String,
    /// Where entries come from.
    pub from: RouteSource,
    /// Key of the heat it leads to.
    pub to: String,
    /// How many places it has, at least 1; all that are ranked when absent.
    #[serde(default)]
    pub quota: Option<u32>,
    /// Places beyond the quota that are filled for a reason.
    #[serde(default)]
    pub wildcards: u32,
    /// Whether places of it that stay empty may be given to another route, for a reason.
    #[serde(default)]
    pub reallocate: bool,
}

/// Where a route begins.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum RouteSource {
    /// The call: submitted entries, accepted where their contest screens.
    Call,
    /// Admission by headquarters, for a reason.
    Direct,
    /// Somebody who may recommend put it forward.
    Recommendation,
    /// The standing of a heat, by its key.
    Heat(String),
}

impl RouteSource {
    /// The name of the kind in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Direct => "direct",
            Self::Recommendation => "recommendation",
            Self::Heat(_) => "heat",
        }
    }

    /// The key of the heat it begins at, if it is one.
    pub fn heat(&self) -> Option<&str> {
        match self {
            Self::Heat(key) => Some(key),
            Self::Call | Self::Direct | Self::Recommendation => None,
        }
    }
}

impl From<String> for RouteSource {
    fn from(text: String) -> Self {
        match text.as_str() {
            "call" => Self::Call,
            "direct" => Self::Direct,
            "recommendation" => Self::Recommendation,
            _ => Self::Heat(text),
        }
    }
}

impl From<RouteSource> for String {
    fn from(source: RouteSource) -> Self {
        match source {
            RouteSource::Heat(key) => key,
            source => source.name().to_owned(),
        }
    }
}

impl EditionPlan {
    /// The contest with this key.
    pub fn contest(&self, key: &str) -> Option<&ContestPlan> {
        self.contests.iter().find(|contest| contest.key == key)
    }

    /// The division with this key.
    pub fn division(&self, key: &str) -> Option<&DivisionPlan> {
        self.divisions.iter().find(|division| division.key == key)
    }

    /// The division that an answer leads to, where a contest gives divisions by answers.
    pub fn division_of_answer(&self, answer: &str) -> Option<&DivisionPlan> {
        self.divisions
            .iter()
            .find(|division| division.answers.iter().any(|known| known == answer))
    }

    /// The heat with this key.
    pub fn heat(&self, key: &str) -> Option<&HeatPlan> {
        self.heats.iter().find(|heat| heat.key == key)
    }

    /// The routes into a heat, in the order of the file. With none it takes from the call.
    pub fn routes_to<'a>(&'a self, heat: &'a str) -> impl Iterator<Item = &'a RoutePlan> {
        self.routes.iter().filter(move |route| route.to == heat)
    }

    /// The routes out of a heat, in the order of the file.
    pub fn routes_from<'a>(&'a self, heat: &'a str) -> impl Iterator<Item = &'a RoutePlan> {
        self.routes
            .iter()
            .filter(move |route| route.from.heat() == Some(heat))
    }
}
