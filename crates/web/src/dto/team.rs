//! What a team gets of its own entries.

use std::collections::BTreeMap;

use domain::{edition::AskedWhen, entry, text, time::Timestamp};
use operations::queries::team::{self as queries, EntryCard, OwnEntry};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    form::EntryForm,
    values::{
        Bilingual, CallWindow, Delivery, EditionRef, EntryState, Instant, Issue, Named,
        SupplementState,
    },
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
    #[serde(default)]
    pub answers: BTreeMap<String, AnswerChange>,
    /// Changed lists by question, each as a whole: rows of fields by their keys.
    #[serde(default)]
    pub lists: BTreeMap<String, Vec<BTreeMap<String, Bilingual>>>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerChange {
    #[schema(nullable = false)]
    pub zh: Option<String>,
    #[schema(nullable = false)]
    pub en: Option<String>,
}

impl From<SaveEntryDraft> for entry::Patch {
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
        let row = |row: BTreeMap<String, Bilingual>| -> entry::ListRow {
            let fields = row.into_iter();
            let said = |text: Bilingual| text::Bilingual::new(text.zh, text.en);
            fields.map(|(key, text)| (key, said(text))).collect()
        };
        let rows = |rows: Vec<BTreeMap<String, Bilingual>>| rows.into_iter().map(row).collect();
        let (answers, lists) = (draft.answers.into_iter(), draft.lists.into_iter());
        Self {
            texts: answers
                .map(|(key, change)| (key, languages(change)))
                .collect(),
            lists: lists.map(|(key, list)| (key, rows(list))).collect(),
        }
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
    /// Null where the contest is of none.
    #[schema(required)]
    pub track: Option<Named>,
    pub contest: Named,
    /// Null while it has none.
    #[schema(required)]
    pub division: Option<Named>,
    pub title: Bilingual,
    pub state: EntryState,
    pub status: EntryStatus,
    /// Why it was not accepted; empty otherwise.
    pub reason: String,
    pub deadline: Instant,
    pub has_unsubmitted_changes: bool,
    pub updated_at: Instant,
    pub stage: Stage,
    /// Null while nobody has asked for one.
    #[schema(required)]
    pub supplement: Option<SupplementMark>,
}

/// What is asked of a team besides, in its list.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupplementMark {
    pub state: SupplementState,
    pub due_at: Instant,
}

/// How its team is told that an entry stands. The screeners' decision is told at once, and why they
/// turned an entry away; why they took one although a rule fails stays with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryStatus {
    Draft,
    /// Its contest does not screen.
    Submitted,
    InScreening,
    Accepted,
    NotAccepted,
}

impl EntryStatus {
    /// By the stored names of state and screening.
    fn named(state: EntryState, screening: &str) -> Self {
        match (state, screening) {
            (EntryState::Draft, _) => Self::Draft,
            (EntryState::Submitted, "pending") => Self::InScreening,
            (EntryState::Submitted, "accepted") => Self::Accepted,
            (EntryState::Submitted, "rejected") => Self::NotAccepted,
            (EntryState::Submitted, _) => Self::Submitted,
        }
    }

    /// What is told with it of the screeners' reason.
    fn reason(self, of_screeners: &str) -> String {
        match self {
            Self::NotAccepted => of_screeners.to_owned(),
            Self::Draft | Self::Submitted | Self::InScreening | Self::Accepted => String::new(),
        }
    }
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
        let named = |one: &queries::Heading| Named::new(&one.key, &one.title);
        let state = EntryState::named(&card.line.state);
        let status = EntryStatus::named(state, &card.line.screening);
        Self {
            number: card.line.number.clone(),
            edition: (&card.edition).into(),
            track: card.line.track.as_ref().map(named),
            contest: named(&card.line.contest),
            division: card.line.division.as_ref().map(named),
            title: (&card.line.title).into(),
            state,
            status,
            reason: status.reason(&card.line.screening_reason),
            deadline: Instant(card.edition.call.deadline),
            has_unsubmitted_changes: card.has_unsubmitted_changes,
            updated_at: Instant(card.line.updated_at),
            stage: Stage { position, of: 3 },
            supplement: card
                .supplement(arrived_at)
                .map(|(state, due)| SupplementMark {
                    state: state.into(),
                    due_at: Instant(due),
                }),
        }
    }
}

/// An entry as its team works on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamEntry {
    pub number: String,
    pub edition: EditionRef,
    #[schema(required)]
    pub track: Option<Named>,
    pub contest: Named,
    pub state: EntryState,
    pub status: EntryStatus,
    /// Why it was not accepted; empty otherwise.
    pub reason: String,
    /// For `If-Match`, which it is sent as `ETag` too.
    pub revision: i64,
    pub form: EntryForm,
    /// By the question's key.
    pub answers: BTreeMap<String, Bilingual>,
    /// By the question's key: rows of fields by their keys.
    pub lists: BTreeMap<String, Vec<BTreeMap<String, Bilingual>>>,
    pub attachments: Vec<Attachment>,
    pub call: CallWindow,
    /// What keeps it from being submitted.
    pub issues: Vec<Issue>,
    /// The divisions to choose from; empty where the team does not choose.
    pub divisions: Vec<DivisionChoice>,
    /// The division it has; null where it has none.
    #[schema(required)]
    pub division: Option<Named>,
    /// Where each answer to a question leads, where the contest gives divisions so; null elsewhere.
    #[schema(required)]
    pub division_by_answer: Option<DivisionByAnswer>,
    #[schema(required)]
    pub submitted: Option<Receipt>,
    /// What the team is asked for after the call; null while nobody has.
    #[schema(required)]
    pub supplement: Option<AskedSupplement>,
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
    /// Change what the supplement asks for, and hand it in.
    pub supplement: bool,
}

/// What a team is asked for after the call: the questions and slots that say `supplement`.
#[derive(Debug, Serialize, ToSchema)]
pub struct AskedSupplement {
    pub state: SupplementState,
    pub remark: Bilingual,
    pub requested_at: Instant,
    /// The last instant at which it is taken.
    pub due_at: Instant,
    #[schema(required)]
    pub received_at: Option<Instant>,
}

impl AskedSupplement {
    fn at(supplement: &entry::Supplement, arrived_at: Timestamp) -> Self {
        let received = supplement.received;
        Self {
            state: supplement.state(arrived_at).into(),
            remark: (&supplement.remark).into(),
            requested_at: Instant(supplement.requested_at),
            due_at: Instant(supplement.due_at),
            received_at: received.map(|received| Instant(received.arrived_at)),
        }
    }
}

/// A division to choose.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionChoice {
    pub key: String,
    pub title: Bilingual,
    /// Who runs it; empty when that is headquarters.
    pub host: Bilingual,
    pub delivery: Delivery,
}

/// Which answer leads to which division. Other answers lead to none.
#[derive(Debug, Serialize, ToSchema)]
pub struct DivisionByAnswer {
    /// Key of the question.
    pub question: String,
    pub divisions: Vec<AnsweredDivision>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AnsweredDivision {
    /// Key of the choice.
    pub answer: String,
    pub division: Named,
}

impl From<(String, Vec<(String, queries::Division)>)> for DivisionByAnswer {
    fn from((question, leads): (String, Vec<(String, queries::Division)>)) -> Self {
        let leads = leads.into_iter().map(|(answer, to)| AnsweredDivision {
            answer,
            division: Named::new(&to.key, &to.title),
        });
        Self {
            question,
            divisions: leads.collect(),
        }
    }
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
            issues,
            divisions,
            division,
            division_by_answer,
            receipt,
            may,
        } = own;
        let division = division.map(|own| Named::new(&own.key, &own.title));
        let divisions = divisions.iter().map(|one| DivisionChoice {
            key: one.key.clone(),
            title: (&one.title).into(),
            host: (&one.host).into(),
            delivery: one.delivery.into(),
        });
        let state = EntryState::named(entry.state.name());
        let status = EntryStatus::named(state, entry.screening.name());
        let track = contest.track.as_ref();
        Self {
            edition: (&edition).into(),
            track: track.map(|track| Named::new(&track.key, &track.title)),
            contest: Named::new(&contest.key, &contest.title),
            status,
            reason: status.reason(entry.screening.reason()),
            division_by_answer: division_by_answer.map(Into::into),
            state,
            revision: entry.revision,
            // What is asked later is nobody's concern until it is.
            form: if entry.supplement.is_some() {
                (&entry.form).into()
            } else {
                (&entry.form.part(AskedWhen::Entry)).into()
            },
            supplement: (entry.supplement.as_ref())
                .map(|supplement| AskedSupplement::at(supplement, arrived_at)),
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
                supplement: may.supplement,
            },
            lists: (entry.lists.into_iter())
                .map(|(key, rows)| (key, rows.into_iter().map(shown).collect()))
                .collect(),
            answers: entry
                .answers
                .into_iter()
                .map(|(key, text)| (key, text.into()))
                .collect(),
            number: entry.number,
        }
    }
}

/// A row of a list, by the keys of its fields.
fn shown(row: entry::ListRow) -> BTreeMap<String, Bilingual> {
    let fields = row.into_iter();
    fields.map(|(key, text)| (key, text.into())).collect()
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
            deadline: Instant(receipt.deadline),
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
