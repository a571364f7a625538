//! The form of a contest: what a team is asked, and which answers and files are acceptable.

use serde::{Deserialize, Serialize};

use crate::{
    decimal::Decimal,
    text::{Bilingual, Language},
};

/// The question that names the entry everywhere.
pub const TITLE_QUESTION: &str = "title";
/// The question that names the team everywhere.
pub const TEAM_QUESTION: &str = "team";
/// Where the team is at home, a choice. May be left out; entries are counted by it.
pub const REGION_QUESTION: &str = "region";
/// The body that the team belongs to, a line. May be left out; conflicts of judges are found by it.
pub const ORGANIZATION_QUESTION: &str = "organization";

/// The most rows that the answer to a list may have.
pub const MAX_ROWS: u32 = 50;
/// The most fields that a row may have.
pub const MAX_FIELDS: usize = 12;

/// The largest file that a slot may take, in bytes: a three-minute video and some room.
pub const MAX_FILE_BYTES: u32 = 512 << 20;

/// All questions and file slots of a contest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// In the order in which they are asked.
    pub questions: Vec<Question>,
    /// In the order in which they are shown.
    pub slots: Vec<Slot>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// One line.
    Line,
    /// Paragraphs.
    Text,
    /// One of the choices; the answer is its key, in both languages the same.
    Choice,
    /// A decimal such as `12.5`, in both languages the same.
    Number,
    /// An amount and its currency such as `1200000 CNY`, in both languages the same.
    Money,
    /// Rows of the question's fields, such as the people who contributed.
    List,
}

impl QuestionKind {
    /// The name in files and responses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Text => "text",
            Self::Choice => "choice",
            Self::Number => "number",
            Self::Money => "money",
            Self::List => "list",
        }
    }

    /// Whether the answer is the same in every language.
    pub const fn is_neutral(self) -> bool {
        matches!(self, Self::Choice | Self::Number | Self::Money)
    }
}

/// When something is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AskedWhen {
    /// In the call, of everybody who enters.
    #[default]
    Entry,
    /// Later, of those who are asked for a supplement.
    Supplement,
}

impl AskedWhen {
    /// The name in files and responses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Entry => "entry",
            Self::Supplement => "supplement",
        }
    }

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature that serde asks for"
    )]
    const fn is_entry(&self) -> bool {
        matches!(self, Self::Entry)
    }
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name in files and answers.
    pub key: String,
    /// How it is answered.
    pub kind: QuestionKind,
    /// What is asked.
    pub label: Bilingual,
    /// How to answer.
    #[serde(default)]
    pub help: Bilingual,
    /// Why judges ask it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<Bilingual>,
    /// When it is asked.
    #[serde(default, skip_serializing_if = "AskedWhen::is_entry")]
    pub when: AskedWhen,
    /// The languages an answer must be given in; none of a list, whose fields have their own.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Whether an entry without an answer can be submitted.
    pub required: bool,
    /// The longest answer.
    #[serde(default)]
    pub limit: Limit,
    /// Whether judges see the answer.
    pub judges: bool,
    /// For [`QuestionKind::Choice`], at least one.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Whether the choices go from less to more, so that rules can compare them by their place.
    #[serde(default, skip_serializing_if = "is_no")]
    pub ordered: bool,
    /// For [`QuestionKind::Number`], the smallest answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<Decimal>,
    /// For [`QuestionKind::Number`], the greatest answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<Decimal>,
    /// For [`QuestionKind::Number`], what is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<Bilingual>,
    /// For [`QuestionKind::Money`], the ISO 4217 codes to choose from; any when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub currencies: Vec<String>,
    /// For [`QuestionKind::List`], what a row consists of, 1 to [`MAX_FIELDS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// For [`QuestionKind::List`], the fewest rows of an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_rows: Option<u32>,
    /// For [`QuestionKind::List`], the most rows, 1 to [`MAX_ROWS`], which it is when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_rows: Option<u32>,
}

/// One field of every row of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name in files and answers.
    pub key: String,
    /// What is asked.
    pub label: Bilingual,
    /// How it is filled in.
    pub kind: FieldKind,
    /// The languages it must be filled in in. A choice is the same in both.
    #[serde(default)]
    pub languages: Vec<Language>,
    /// Whether a row without it can be submitted.
    pub required: bool,
    /// The longest text.
    #[serde(default)]
    pub limit: Limit,
    /// For [`FieldKind::Choice`], at least one.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// Whether it names an organization: a judge who is tied to it must not judge the entry.
    #[serde(default, skip_serializing_if = "is_no")]
    pub organization: bool,
}

/// How a field of a list is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// One line.
    Line,
    /// One of the choices; what is stored is its key, in both languages the same.
    Choice,
}

impl FieldKind {
    /// The name in files and responses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Choice => "choice",
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
const fn is_no(value: &bool) -> bool {
    !*value
}

impl Question {
    /// The place of a choice in the list, 0 for the first.
    pub fn place_of(&self, choice: &str) -> Option<usize> {
        self.choices.iter().position(|known| known.key == choice)
    }

    /// The field of a list with this key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The most rows of a list.
    pub fn most_rows(&self) -> u32 {
        self.max_rows.unwrap_or(MAX_ROWS)
    }
}

/// The longest answer per language, counted by [`crate::text::count_words`]; nothing means no limit
/// but the one of storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Han characters and Latin words.
    #[serde(default)]
    pub zh: Option<u32>,
    /// Words.
    #[serde(default)]
    pub en: Option<u32>,
}

impl Limit {
    /// The limit in one language.
    pub const fn get(&self, language: Language) -> Option<u32> {
        match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        }
    }
}

/// One of the answers to choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub key: String,
    /// What is shown.
    pub label: Bilingual,
}

/// A place for one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Its name in addresses.
    pub key: String,
    /// What belongs here.
    pub label: Bilingual,
    /// What to mind.
    #[serde(default)]
    pub help: Bilingual,
    /// Whether an entry without it can be submitted.
    pub required: bool,
    /// The largest file, in bytes; 1 to [`MAX_FILE_BYTES`].
    pub max_bytes: u64,
    /// The accepted kinds; the bytes must agree with the kind.
    pub media_types: Vec<String>,
    /// Whether judges see it.
    pub judges: bool,
    /// When it is asked for.
    #[serde(default, skip_serializing_if = "AskedWhen::is_entry")]
    pub when: AskedWhen,
}

impl Form {
    /// Whether anything is asked then.
    pub fn asks(&self, when: AskedWhen) -> bool {
        self.questions.iter().any(|question| question.when == when)
            || self.slots.iter().any(|slot| slot.when == when)
    }

    /// The part of it that is asked then.
    #[must_use]
    pub fn part(&self, when: AskedWhen) -> Self {
        let questions = self.questions.iter();
        let slots = self.slots.iter();
        Self {
            questions: questions.filter(|one| one.when == when).cloned().collect(),
            slots: slots.filter(|one| one.when == when).cloned().collect(),
        }
    }

    /// The question with this key.
    pub fn question(&self, key: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.key == key)
    }

    /// The slot with this key.
    pub fn slot(&self, key: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.key == key)
    }
}
