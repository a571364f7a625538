//! The words that answers share: instants, texts in two languages, states, names.

use std::collections::BTreeMap;

use domain::{
    edition::{self, Call, Edition, Problem},
    entry::{self, ListTable},
    text,
    time::Timestamp,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::Value;
use utoipa::ToSchema;

/// An instant, RFC 3339 in UTC with three digits of a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-08-31T12:00:00.000Z")]
pub struct Instant(pub Timestamp);

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339())
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Timestamp::parse(&text).map(Self).map_err(de::Error::custom)
    }
}

/// A body that says nothing but that it is ours: `{}`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A text in both languages; one of them may be empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    pub zh: String,
    pub en: String,
}

impl From<&text::Bilingual> for Bilingual {
    fn from(text: &text::Bilingual) -> Self {
        Self {
            zh: text.zh.clone(),
            en: text.en.clone(),
        }
    }
}

impl From<text::Bilingual> for Bilingual {
    fn from(text: text::Bilingual) -> Self {
        Self {
            zh: text.zh,
            en: text.en,
        }
    }
}

/// An edition by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EditionRef {
    pub slug: String,
    pub title: Bilingual,
    /// An IANA time zone.
    pub zone: String,
}

impl From<&Edition> for EditionRef {
    fn from(edition: &Edition) -> Self {
        Self {
            slug: edition.slug.clone(),
            title: (&edition.title).into(),
            zone: edition.zone.clone(),
        }
    }
}

/// A thing of an edition by its key.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    pub key: String,
    pub title: Bilingual,
}

impl Named {
    /// A key with its title.
    pub fn new(key: &str, title: &text::Bilingual) -> Self {
        Self {
            key: key.to_owned(),
            title: title.into(),
        }
    }
}

/// A person by name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PersonName {
    pub name: Bilingual,
}

impl From<&text::Bilingual> for PersonName {
    fn from(name: &text::Bilingual) -> Self {
        Self { name: name.into() }
    }
}

/// A language of the product.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Zh,
    En,
}

impl From<text::Language> for Language {
    fn from(language: text::Language) -> Self {
        match language {
            text::Language::Zh => Self::Zh,
            text::Language::En => Self::En,
        }
    }
}

impl From<Language> for text::Language {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

/// Where a call stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum CallState {
    Upcoming,
    Open,
    Closed,
}

impl From<edition::CallState> for CallState {
    fn from(state: edition::CallState) -> Self {
        match state {
            edition::CallState::Upcoming => Self::Upcoming,
            edition::CallState::Open => Self::Open,
            edition::CallState::Closed => Self::Closed,
        }
    }
}

/// When entries are taken.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CallWindow {
    pub opens_at: Instant,
    pub deadline: Instant,
    pub grace_minutes: u32,
    pub state: CallState,
}

impl CallWindow {
    /// The window as it is for a request that arrived then.
    pub fn at(call: &Call, arrived_at: Timestamp) -> Self {
        Self {
            opens_at: Instant(call.opens_at),
            deadline: Instant(call.deadline),
            grace_minutes: call.grace_minutes,
            state: call.state(arrived_at).into(),
        }
    }
}

/// Draft or submitted.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntryState {
    Draft,
    Submitted,
}

impl EntryState {
    /// By its stored name, of which there are two.
    pub fn named(name: &str) -> Self {
        if name == "submitted" {
            Self::Submitted
        } else {
            Self::Draft
        }
    }
}

/// Whether somebody was asked to judge, and what the answer was.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum InvitationState {
    None,
    Sent,
    Accepted,
    Declined,
}

impl InvitationState {
    /// By its stored name, of which there are four.
    pub fn named(name: &str) -> Self {
        match name {
            "sent" => Self::Sent,
            "accepted" => Self::Accepted,
            "declined" => Self::Declined,
            _ => Self::None,
        }
    }
}

/// Where a heat stands.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum HeatState {
    Planned,
    Open,
    Closed,
}

impl From<&domain::heat::HeatState> for HeatState {
    fn from(state: &domain::heat::HeatState) -> Self {
        match state {
            domain::heat::HeatState::Planned => Self::Planned,
            domain::heat::HeatState::Open { .. } => Self::Open,
            domain::heat::HeatState::Closed { .. } => Self::Closed,
        }
    }
}

/// Where a score sheet stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    NotStarted,
    Draft,
    /// Read for a vote: no sheet is asked for.
    Reading,
    Submitted,
    Recused,
    Waived,
}

impl SheetState {
    /// By its stored name, of which there are six.
    pub fn named(name: &str) -> Self {
        match name {
            "draft" => Self::Draft,
            "reading" => Self::Reading,
            "submitted" => Self::Submitted,
            "recused" => Self::Recused,
            "waived" => Self::Waived,
            _ => Self::NotStarted,
        }
    }
}

/// How people take part.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    OnSite,
    Remote,
}

impl From<edition::Delivery> for Delivery {
    fn from(delivery: edition::Delivery) -> Self {
        match delivery {
            edition::Delivery::OnSite => Self::OnSite,
            edition::Delivery::Remote => Self::Remote,
        }
    }
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    Line,
    Text,
    Choice,
    /// A decimal number, the same text in both languages.
    Number,
    /// An amount and an ISO 4217 code with a space between, the same text in both languages.
    Money,
    /// Rows of fields.
    List,
}

impl From<edition::QuestionKind> for QuestionKind {
    fn from(kind: edition::QuestionKind) -> Self {
        match kind {
            edition::QuestionKind::Line => Self::Line,
            edition::QuestionKind::Text => Self::Text,
            edition::QuestionKind::Choice => Self::Choice,
            edition::QuestionKind::Number => Self::Number,
            edition::QuestionKind::Money => Self::Money,
            edition::QuestionKind::List => Self::List,
        }
    }
}

/// The answer to a list, as it is read: of a choice, its label.
#[derive(Debug, Serialize, ToSchema)]
pub struct AnswerTable {
    /// What the fields ask.
    pub columns: Vec<Bilingual>,
    /// A text for each column, in the order that the team gave the rows.
    pub rows: Vec<Vec<Bilingual>>,
}

impl From<ListTable> for AnswerTable {
    fn from(table: ListTable) -> Self {
        let row = |row: Vec<text::Bilingual>| row.into_iter().map(Into::into).collect();
        Self {
            columns: table.columns.into_iter().map(Into::into).collect(),
            rows: table.rows.into_iter().map(row).collect(),
        }
    }
}

/// When something is asked.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AskedWhen {
    /// In the call.
    Entry,
    /// Of those who are asked for a supplement.
    Supplement,
}

impl From<edition::AskedWhen> for AskedWhen {
    fn from(when: edition::AskedWhen) -> Self {
        match when {
            edition::AskedWhen::Entry => Self::Entry,
            edition::AskedWhen::Supplement => Self::Supplement,
        }
    }
}

/// Where a supplement stands now.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SupplementState {
    Requested,
    Received,
    Lapsed,
}

impl From<entry::SupplementState> for SupplementState {
    fn from(state: entry::SupplementState) -> Self {
        match state {
            entry::SupplementState::Requested => Self::Requested,
            entry::SupplementState::Received => Self::Received,
            entry::SupplementState::Lapsed => Self::Lapsed,
        }
    }
}

/// One thing that is wrong or missing.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Issue {
    /// A JSON pointer.
    pub pointer: String,
    /// A stable name in snake case; the client has the sentence.
    pub code: String,
    /// Figures and names for the sentence.
    pub params: BTreeMap<String, Value>,
}

impl From<Problem> for Issue {
    fn from(problem: Problem) -> Self {
        Self {
            pointer: problem.pointer,
            code: problem.code,
            params: problem.params,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_travels_in_utc_with_three_digits() {
        let read: Instant = serde_json::from_str("\"2026-08-31T20:00:00+08:00\"").unwrap();
        assert_eq!(
            serde_json::to_string(&read).unwrap(),
            "\"2026-08-31T12:00:00.000Z\""
        );
        assert!(serde_json::from_str::<Instant>("\"2026-08-31 20:00\"").is_err());
    }
}
