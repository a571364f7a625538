//! The edition file: an edition as TOML. Its syntax is versioned by `format`.

use serde::Deserialize;

use super::{Form, HeatKind, Problem, Question, Rubric, Rule, Slot, Tier, validate};
use crate::{
    edition::Call,
    text::{Bilingual, Language},
    time::Timestamp,
};

/// The syntax that this version reads.
pub const FORMAT: u32 = 1;

/// A checked edition file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionPlan {
    /// The programme, made when it does not exist.
    pub programme: ProgrammePlan,
    /// Names and languages.
    pub edition: EditionHead,
    /// When entries are taken.
    pub call: Call,
    /// What can be entered.
    pub contests: Vec<ContestPlan>,
    /// Labels in order.
    pub rounds: Vec<RoundPlan>,
    /// Where judging happens.
    pub heats: Vec<HeatPlan>,
}

/// `[programme]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammePlan {
    /// Name in addresses.
    pub slug: String,
    /// Public name.
    pub title: Bilingual,
}

/// `[edition]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
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

/// `[[contests]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// What teams are asked.
    pub form: Form,
    /// The award ladder, best first.
    pub tiers: Vec<Tier>,
}

/// `[[rounds]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
}

/// `[[heats]]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatPlan {
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// Key of its round.
    pub round: String,
    /// Key of its contest.
    pub contest: String,
    /// What it is for.
    pub kind: HeatKind,
    /// When judging is planned to begin.
    pub opens_at: Timestamp,
    /// When judging is planned to end.
    pub closes_at: Timestamp,
    /// What judges score by.
    pub rubric: Rubric,
    /// What makes figures of marks.
    pub rule: Rule,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    pub format: u32,
    pub programme: ProgrammePlan,
    pub edition: EditionHead,
    pub call: RawCall,
    pub contests: Vec<RawContest>,
    pub rounds: Vec<RoundPlan>,
    pub heats: Vec<RawHeat>,
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
    pub questions: Vec<Question>,
    #[serde(default)]
    pub slots: Vec<Slot>,
    pub tiers: Vec<Tier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHeat {
    pub key: String,
    pub title: Bilingual,
    pub round: String,
    pub contest: String,
    pub kind: HeatKind,
    pub opens_at: Instant,
    pub closes_at: Instant,
    pub rubric: Rubric,
    pub rule: Rule,
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
    EditionPlan {
        programme: raw.programme,
        edition: raw.edition,
        call: Call {
            opens_at: raw.call.opens_at.0,
            deadline: raw.call.deadline.0,
            grace_minutes: raw.call.grace_minutes,
        },
        contests: raw
            .contests
            .into_iter()
            .map(|contest| ContestPlan {
                key: contest.key,
                title: contest.title,
                form: Form {
                    questions: contest.questions,
                    slots: contest.slots,
                },
                tiers: contest.tiers,
            })
            .collect(),
        rounds: raw.rounds,
        heats: raw
            .heats
            .into_iter()
            .map(|heat| HeatPlan {
                key: heat.key,
                title: heat.title,
                round: heat.round,
                contest: heat.contest,
                kind: heat.kind,
                opens_at: heat.opens_at.0,
                closes_at: heat.closes_at.0,
                rubric: heat.rubric,
                rule: heat.rule,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = include_str!("testdata/small.toml");

    fn codes(text: &str) -> Vec<(String, String)> {
        match parse(text) {
            Ok(_) => vec![],
            Err(problems) => problems
                .into_iter()
                .map(|problem| (problem.pointer, problem.code))
                .collect(),
        }
    }

    fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
        vec![(pointer.to_owned(), code.to_owned())]
    }

    #[test]
    fn a_sound_file_is_read_whole() {
        let plan = parse(FILE).unwrap();
        assert_eq!(plan.edition.slug, "small");
        assert_eq!(plan.contests[0].form.questions.len(), 3);
        assert_eq!(plan.heats[0].rubric.criteria.len(), 2);
        assert_eq!(plan.heats[0].rule.tie_chain.len(), 2);
        assert_eq!(plan.call.deadline.to_rfc3339(), "2026-08-31T12:00:00.000Z");
    }

    #[test]
    fn a_fault_of_syntax_names_its_line() {
        let problems = parse("format = 1\n[programme\n").unwrap_err();
        assert_eq!(
            (problems[0].code.as_str(), &problems[0].params["line"]),
            ("toml_syntax", &2.into())
        );
    }

    #[test]
    fn a_fault_of_type_names_its_key_path() {
        let text = FILE.replace("drop_high = 1", "drop_high = \"one\"");
        assert_eq!(codes(&text), one("/heats/0/rule/drop_high", "toml_value"));
        let text = FILE.replace("grace_minutes = 30", "grace_minutes = 30\nsurprise = 1");
        assert_eq!(codes(&text)[0].1, "toml_value");
    }

    #[test]
    fn faults_of_meaning_are_all_found() {
        let text = FILE
            .replace("zone = \"Asia/Shanghai\"", "zone = \"CST\"")
            .replace("round = \"final\"", "round = \"semifinal\"")
            .replace("quota = 1", "quota = 0");
        let found = codes(&text);
        assert_eq!(
            found,
            [
                ("/edition/zone".to_owned(), "unknown_zone".to_owned()),
                (
                    "/contests/0/tiers/0/quota".to_owned(),
                    "quota_too_small".to_owned()
                ),
                ("/heats/0/round".to_owned(), "unknown_key".to_owned()),
            ]
        );
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one table of faults")]
    fn each_fault_of_meaning_is_named_where_it_is() {
        let cases = [
            ("format = 1", "format = 9", "/format", "unknown_format"),
            (
                "slug = \"small\"",
                "slug = \"Small Cup\"",
                "/edition/slug",
                "bad_key",
            ),
            (
                "deadline = \"2026-08-31",
                "deadline = \"2026-02-28",
                "/call/deadline",
                "dates_crossed",
            ),
            (
                "closes_at = \"2026-10-02",
                "closes_at = \"2026-09-02",
                "/heats/0/closes_at",
                "dates_crossed",
            ),
            (
                "opens_at = \"2026-10-01",
                "opens_at = \"2026-08-01",
                "/heats/0/opens_at",
                "before_deadline",
            ),
            (
                "max_bytes = 52428800",
                "max_bytes = 536870913",
                "/contests/0/slots/0/max_bytes",
                "out_of_range",
            ),
            (
                "grace_minutes = 30",
                "grace_minutes = 2000",
                "/call/grace_minutes",
                "out_of_range",
            ),
            (
                "languages = [\"zh\", \"en\"]\nentry",
                "languages = []\nentry",
                "/edition/languages",
                "empty_list",
            ),
            (
                "en = \"Small cup\"",
                "en = \" \"",
                "/edition/title/en",
                "missing_language",
            ),
            (
                "key = \"title\"",
                "key = \"heading\"",
                "/contests/0/questions",
                "missing_question",
            ),
            (
                "contest = \"open\"",
                "contest = \"closed\"",
                "/heats/0/contest",
                "unknown_key",
            ),
            (
                "weight = \"2.0\"",
                "weight = \"0\"",
                "/heats/0/rubric/criteria/0/weight",
                "not_positive",
            ),
            (
                "max = \"10\"",
                "max = \"10.1\"",
                "/heats/0/rubric/criteria/0/max",
                "between_steps",
            ),
            (
                "weight = \"2.0\"",
                "weight = \"10000.01\"",
                "/heats/0/rubric/criteria/0/weight",
                "out_of_range",
            ),
            (
                "max = \"10\"",
                "max = \"900000000000000\"",
                "/heats/0/rubric/criteria/0/max",
                "out_of_range",
            ),
            (
                "en = \"Small cup\"",
                "en = \"Small \\u0000cup\"",
                "/edition/title/en",
                "control_character",
            ),
            (
                "label = { zh = \"团队名称\", en = \"Team name\" }\nlanguages = [\"zh\", \"en\"]",
                "label = { zh = \"团队名称\", en = \"Team name\" }\nlanguages = [\"zh\"]",
                "/contests/0/questions/1/languages",
                "missing_language",
            ),
            (
                "min = \"0\"",
                "min = \"10\"",
                "/heats/0/rubric/criteria/0/max",
                "scale_empty",
            ),
            (
                "at = \"9\"",
                "at = \"11\"",
                "/heats/0/rubric/criteria/0/levels/0/at",
                "outside_scale",
            ),
            (
                "min_scores = 7",
                "min_scores = 2",
                "/heats/0/rule/min_scores",
                "drops_too_many",
            ),
            (
                "\"criterion:innovation\"",
                "\"criterion:luck\"",
                "/heats/0/rule/tie_chain/0",
                "unknown_key",
            ),
            (
                "published_digits = 2",
                "published_digits = 9",
                "/heats/0/rule/published_digits",
                "out_of_range",
            ),
        ];
        for (from, to, pointer, code) in cases {
            assert!(FILE.contains(from), "the file has no {from}");
            assert_eq!(
                codes(&FILE.replacen(from, to, 1)),
                one(pointer, code),
                "{to}"
            );
        }
    }
}
