//! The form of a contest, as a team fills it in.

use domain::edition;
use serde::Serialize;
use utoipa::ToSchema;

use super::values::{AskedWhen, Bilingual, Language, QuestionKind};

/// What a team is asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryForm {
    pub questions: Vec<Question>,
    pub slots: Vec<Slot>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Question {
    pub key: String,
    pub kind: QuestionKind,
    pub label: Bilingual,
    pub help: Bilingual,
    #[schema(required)]
    pub why: Option<Bilingual>,
    pub when: AskedWhen,
    pub languages: Vec<Language>,
    pub required: bool,
    pub limit: Limit,
    pub choices: Vec<Choice>,
    /// What each row of a list consists of; empty for all other kinds.
    pub fields: Vec<ListField>,
    /// The fewest rows of a list that is answered.
    pub min_rows: u32,
    /// The most rows of a list.
    pub max_rows: u32,
    /// Whether the choices go from less to more.
    pub ordered: bool,
    /// The smallest number, as a decimal.
    #[schema(required)]
    pub min: Option<String>,
    /// The greatest number, as a decimal.
    #[schema(required)]
    pub max: Option<String>,
    /// What a number counts.
    #[schema(required)]
    pub unit: Option<Bilingual>,
    /// The currencies to choose from; any when empty.
    pub currencies: Vec<String>,
    /// Whether judges see the answer.
    pub judges: bool,
}

/// A field of every row of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListField {
    pub key: String,
    pub label: Bilingual,
    pub kind: FieldKind,
    pub languages: Vec<Language>,
    pub required: bool,
    pub limit: Limit,
    pub choices: Vec<Choice>,
}

/// How a field of a list is filled in.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    Line,
    /// One of the choices: its key, in both languages.
    Choice,
}

/// Han characters and Latin words, or English words.
#[derive(Debug, Serialize, ToSchema)]
pub struct Limit {
    #[schema(required)]
    pub zh: Option<u32>,
    #[schema(required)]
    pub en: Option<u32>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Choice {
    pub key: String,
    pub label: Bilingual,
}

/// A place for a file.
#[derive(Debug, Serialize, ToSchema)]
#[expect(
    clippy::struct_field_names,
    reason = "a slot's key is called `slot` throughout the API"
)]
pub struct Slot {
    pub slot: String,
    pub label: Bilingual,
    pub help: Bilingual,
    pub required: bool,
    pub max_bytes: u64,
    pub media_types: Vec<String>,
    /// Whether judges see the file.
    pub judges: bool,
    pub when: AskedWhen,
}

impl From<&edition::Form> for EntryForm {
    fn from(form: &edition::Form) -> Self {
        Self {
            questions: form.questions.iter().map(Into::into).collect(),
            slots: form.slots.iter().map(Into::into).collect(),
        }
    }
}

impl From<&edition::Question> for Question {
    fn from(question: &edition::Question) -> Self {
        Self {
            key: question.key.clone(),
            kind: question.kind.into(),
            label: (&question.label).into(),
            help: (&question.help).into(),
            why: question.why.as_ref().map(Into::into),
            when: question.when.into(),
            languages: languages(&question.languages),
            fields: question.fields.iter().map(Into::into).collect(),
            min_rows: question.min_rows.unwrap_or(0),
            max_rows: question.most_rows(),
            required: question.required,
            judges: question.judges,
            limit: (&question.limit).into(),
            ordered: question.ordered,
            min: question.min.map(|min| min.to_string()),
            max: question.max.map(|max| max.to_string()),
            unit: question.unit.as_ref().map(Into::into),
            currencies: question.currencies.clone(),
            choices: choices(&question.choices),
        }
    }
}

fn languages(known: &[domain::text::Language]) -> Vec<Language> {
    known.iter().map(|language| (*language).into()).collect()
}

fn choices(known: &[edition::Choice]) -> Vec<Choice> {
    let choice = |choice: &edition::Choice| Choice {
        key: choice.key.clone(),
        label: (&choice.label).into(),
    };
    known.iter().map(choice).collect()
}

impl From<&edition::Limit> for Limit {
    fn from(limit: &edition::Limit) -> Self {
        Self {
            zh: limit.zh,
            en: limit.en,
        }
    }
}

impl From<&edition::Field> for ListField {
    fn from(field: &edition::Field) -> Self {
        Self {
            key: field.key.clone(),
            label: (&field.label).into(),
            kind: match field.kind {
                edition::FieldKind::Line => FieldKind::Line,
                edition::FieldKind::Choice => FieldKind::Choice,
            },
            languages: languages(&field.languages),
            required: field.required,
            limit: (&field.limit).into(),
            choices: choices(&field.choices),
        }
    }
}

impl From<&edition::Slot> for Slot {
    fn from(slot: &edition::Slot) -> Self {
        Self {
            slot: slot.key.clone(),
            label: (&slot.label).into(),
            help: (&slot.help).into(),
            required: slot.required,
            judges: slot.judges,
            when: slot.when.into(),
            max_bytes: slot.max_bytes,
            media_types: slot.media_types.clone(),
        }
    }
}
