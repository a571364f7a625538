//! The form of a contest, as a team fills it in.

use domain::edition;
use serde::Serialize;
use utoipa::ToSchema;

use super::values::{Bilingual, Language, QuestionKind};

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
    pub languages: Vec<Language>,
    pub required: bool,
    pub limit: Limit,
    pub choices: Vec<Choice>,
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
            languages: question
                .languages
                .iter()
                .map(|language| (*language).into())
                .collect(),
            required: question.required,
            judges: question.judges,
            limit: Limit {
                zh: question.limit.zh,
                en: question.limit.en,
            },
            ordered: question.ordered,
            min: question.min.map(|min| min.to_string()),
            max: question.max.map(|max| max.to_string()),
            unit: question.unit.as_ref().map(Into::into),
            currencies: question.currencies.clone(),
            choices: question
                .choices
                .iter()
                .map(|choice| Choice {
                    key: choice.key.clone(),
                    label: (&choice.label).into(),
                })
                .collect(),
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
            max_bytes: slot.max_bytes,
            media_types: slot.media_types.clone(),
        }
    }
}
