//! What an entry has to be to be accepted: rules about its answers, as an edition writes them. What an
//! entry's answers come to is [`crate::eligibility`].

use serde::{Deserialize, Serialize};

use super::QuestionKind;
use crate::text::Bilingual;

/// A rule about the answer to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EligibilityRule {
    /// Its name in files and records.
    pub key: String,
    /// What it asks for, in words.
    pub title: Bilingual,
    /// Key of the question.
    pub question: String,
    /// How answer and value are compared. Whether the value itself passes is the operator's matter.
    pub op: Operator,
    /// What the answer is held against: a decimal such as `1000000`, or the key of a choice.
    pub value: String,
    /// What is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Bilingual>,
    /// The ISO 4217 code of the value's currency, where the question asks for money. An answer in
    /// another currency is never converted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
}

/// How an answer is compared with the value of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// Greater; the value itself does not pass.
    MoreThan,
    /// Greater or equal.
    AtLeast,
    /// Smaller; the value itself does not pass.
    LessThan,
    /// Smaller or equal.
    AtMost,
    /// Equal.
    Is,
    /// The same choice of an ordered list, or one after it.
    AtLeastChoice,
}

impl Operator {
    /// The name in files and responses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::MoreThan => "more_than",
            Self::AtLeast => "at_least",
            Self::LessThan => "less_than",
            Self::AtMost => "at_most",
            Self::Is => "is",
            Self::AtLeastChoice => "at_least_choice",
        }
    }

    /// Whether answers of a kind can be compared in this way; `ordered` is whether the choices are.
    pub const fn fits(self, kind: QuestionKind, ordered: bool) -> bool {
        match kind {
            QuestionKind::Line | QuestionKind::Text | QuestionKind::List => false,
            QuestionKind::Choice => {
                matches!(self, Self::Is) || (ordered && matches!(self, Self::AtLeastChoice))
            }
            QuestionKind::Number | QuestionKind::Money => !matches!(self, Self::AtLeastChoice),
        }
    }
}
