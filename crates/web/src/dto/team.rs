//! What a team gets of its own entries.

use std::collections::BTreeMap;

use domain::{edition, entry, text, time::Timestamp};
use operations::queries::team::{self as queries, EntryCard, OwnEntry};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::values::{
    Bilingual, CallWindow, EditionRef, EntryState, Instant, Issue, Language, Named,
};

/// Begin an entry.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateEntry {
    /// Slug of the edition.
    pub edition: String,
    /// Key of the contest.
    pub contest: String,
}

/// Changed answers by question; a language that is left out keeps its text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveEntryDraft {
    pub answers: BTreeMap<String, AnswerChange>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerChange {
    #[schema(nullable = false)]
    pub zh: Option<String>,
    #[schema(nullable = false)]
    pub en: Option<String>,
}

impl From<SaveEntryDraft> for BTreeMap<String, BTreeMap<text::Language, String>> {
    fn from(draft: SaveEntryDraft) -> Self {
        let languages = |change: AnswerChange| {
            [
                (text::Language::Zh, change.zh),
                (text::Language::En, change.en),
            ]
            .into_iter()
            .filter_map(|(language, text)| Some((language, text?)))
            .collect()
        };
        draft
            .answers
            .into_iter()
            .map(|(key, change)| (key, languages(change)))
            .collect()
    }
}

/// One's own entries.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamEntryList {
    pub entries: Vec<TeamEntryCard>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TeamEntryCard {
    pub number: String,
    pub edition: EditionRef,
    pub title: Bilingual,
    pub state: EntryState,
    pub deadline: Instant,
    pub has_unsubmitted_changes: bool,
    pub updated_at: Instant,
    pub stage: Stage,
}

/// How far an entry has come on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct Stage {
    pub position: u32,
    pub of: u32,
}

impl TeamEntryList {
    /// As it is for a request that arrived then.
    pub fn new(cards: &[EntryCard], arrived_at: Timestamp) -> Self {
        Self {
            entries: cards
                .iter()
                .map(|card| TeamEntryCard::new(card, arrived_at))
                .collect(),
        }
    }
}

impl TeamEntryCard {
    fn new(card: &EntryCard, arrived_at: Timestamp) -> Self {
        let submitted = card.line.submitted_at.is_some();
        let closed = card.edition.call.deadline < arrived_at;
        // Draft, submitted, call over: what comes after is not the team's to know here.
        let position = if !submitted {
            1
        } else if closed {
            3
        } else {
            2
        };
        Self {
            number: card.line.number.clone(),
            edition: (&card.edition).into(),
            title: (&card.line.title).into(),
            state: EntryState::named(&card.line.state),
            deadline: Instant(card.edition.call.deadline),
            has_unsubmitted_changes: card.has_unsubmitted_changes,
            updated_at: Instant(card.line.updated_at),
            stage: Stage { position, of: 3 },
        }
    }
}

/// An entry as its team works on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamEntry {
    pub number: String,
    pub edition: EditionRef,
    pub contest: Named,
    pub state: EntryState,
    /// For `If-Match`, which it is sent as `ETag` too.
    pub revision: i64,
    pub form: EntryForm,
    /// By the question's key.
    pub answers: BTreeMap<String, Bilingual>,
    pub attachments: Vec<Attachment>,
    pub call: CallWindow,
    /// What keeps it from being submitted.
    pub issues: Vec<Issue>,
    /// The divisions to choose from; empty where the team does not choose.
    pub divisions: Vec<DivisionChoice>,
    /// The division it has; null where it has none.
    #[schema(required)]
    pub division: Option<Named>,
    #[schema(required)]
    pub submitted: Option<Receipt>,
    pub has_unsubmitted_changes: bool,
    pub updated_at: Instant,
    pub server_time: Instant,
    pub may: TeamEntryMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct TeamEntryMay {
    pub edit: bool,
    pub choose_division: bool,
    pub upload: bool,
    pub submit: bool,
}

/// A division to choose.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionChoice {
    pub key: String,
    pub title: Bilingual,
    /// `on_site` or `remote`.
    pub delivery: &'static str,
}

/// Choose a division.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChooseDivision {
    /// Key of the division.
    pub division: String,
}

impl TeamEntry {
    /// As it is for a request that arrived then, answered now.
    pub fn new(own: OwnEntry, arrived_at: Timestamp, now: Timestamp) -> Self {
        let OwnEntry {
            entry,
            edition,
            contest,
            contest_title,
            issues,
            divisions,
            division,
            receipt,
            may,
        } = own;
        let division = division.map(|own| Named::new(&own.key, &own.title));
        let divisions = divisions.iter().map(|one| DivisionChoice {
            key: one.key.clone(),
            title: (&one.title).into(),
            delivery: one.delivery.name(),
        });
        Self {
            edition: (&edition).into(),
            contest: Named::new(&contest, &contest_title),
            state: EntryState::named(entry.state.name()),
            revision: entry.revision,
            form: (&entry.form).into(),
            attachments: entry.attachments.iter().map(Into::into).collect(),
            call: CallWindow::at(&entry.call, arrived_at),
            issues: issues.into_iter().map(Into::into).collect(),
            divisions: divisions.collect(),
            division,
            submitted: receipt.as_ref().map(Into::into),
            has_unsubmitted_changes: entry.has_unsubmitted_changes(),
            updated_at: Instant(entry.updated_at),
            server_time: Instant(now),
            may: TeamEntryMay {
                edit: may.edit,
                choose_division: may.choose_division,
                upload: may.upload,
                submit: may.submit,
            },
            answers: entry
                .answers
                .into_iter()
                .map(|(key, text)| (key, text.into()))
                .collect(),
            number: entry.number,
        }
    }
}

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
    /// What a number counts.
    #[schema(required)]
    pub unit: Option<Bilingual>,
    /// The currencies to choose from; any when empty.
    pub currencies: Vec<String>,
    /// Whether judges see the answer.
    pub judges: bool,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    Line,
    Text,
    Choice,
    /// A decimal number, the same text in both languages.
    Number,
    /// An amount and an ISO 4217 code with a space between, the same text in both languages.
    Money,
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
            kind: match question.kind {
                edition::QuestionKind::Line => QuestionKind::Line,
                edition::QuestionKind::Text => QuestionKind::Text,
                edition::QuestionKind::Choice => QuestionKind::Choice,
                edition::QuestionKind::Number => QuestionKind::Number,
                edition::QuestionKind::Money => QuestionKind::Money,
            },
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

/// A file of the draft.
#[derive(Debug, Serialize, ToSchema)]
pub struct Attachment {
    pub slot: String,
    pub name: String,
    pub bytes: u64,
    pub media_type: String,
    pub sha256: String,
    pub uploaded_at: Instant,
}

impl From<&entry::Attachment> for Attachment {
    fn from(file: &entry::Attachment) -> Self {
        Self {
            slot: file.slot.clone(),
            name: file.name.clone(),
            bytes: file.bytes,
            media_type: file.media_type.clone(),
            sha256: file.sha256.hex().to_owned(),
            uploaded_at: Instant(file.uploaded_at),
        }
    }
}

/// Proof of a submit.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    pub number: String,
    pub version: u32,
    /// `sha256:` and 64 hexadecimal digits over the whole version.
    pub fingerprint: String,
    /// When the request's headers were complete: what the deadline is held against.
    pub arrived_at: Instant,
    /// When it was on disk.
    pub recorded_at: Instant,
    pub deadline: Instant,
    pub zone: String,
    pub attachments: Vec<ReceiptAttachment>,
    pub mailed_to: Vec<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptAttachment {
    pub slot: String,
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl From<&queries::Receipt> for Receipt {
    fn from(receipt: &queries::Receipt) -> Self {
        let version = &receipt.version;
        Self {
            number: receipt.number.clone(),
            version: version.number,
            fingerprint: version.fingerprint.to_string(),
            arrived_at: Instant(version.arrived_at),
            recorded_at: Instant(version.recorded_at),
            deadline: Instant(receipt.edition.call.deadline),
            zone: receipt.edition.zone.clone(),
            attachments: version.content.attachments.iter().map(Into::into).collect(),
            mailed_to: receipt.mailed_to.clone(),
        }
    }
}

impl From<&entry::PinnedAttachment> for ReceiptAttachment {
    fn from(file: &entry::PinnedAttachment) -> Self {
        Self {
            slot: file.slot.clone(),
            name: file.name.clone(),
            bytes: file.bytes,
            sha256: file.sha256.hex().to_owned(),
        }
    }
}
