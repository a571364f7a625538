//! An entry: a draft that its team may change until the deadline, and the versions it submitted.

mod answers;
mod lists;
mod source;
mod supplement;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    lists::{ListRow, ListTable, Lists, MAX_LIST_BYTES},
    source::EntrySource,
    supplement::{Received, Supplement, SupplementState},
};
use crate::{
    edition::{AskedWhen, Call, Form, Problem, QuestionKind, form},
    fingerprint::Fingerprint,
    ids::{AttachmentId, ContestId, DivisionId, EditionId, EntryId, TeamId, VersionId},
    screening::Screening,
    text::{Bilingual, Language},
    time::Timestamp,
    transition::TransitionError,
};

/// The longest answer that is stored at all, in bytes per language. Limits of the form only block
/// submitting; this one keeps a request from filling the disk.
pub const MAX_ANSWER_BYTES: usize = 64 << 10;

/// The longest answer of one line. Such answers stand in lists, so a page of them must stay small.
pub const MAX_LINE_BYTES: usize = 2 << 10;

/// Answers by the key of their question.
pub type Answers = BTreeMap<String, Bilingual>;

/// What a team changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Texts by question and language; a language that is not named keeps its text.
    pub texts: BTreeMap<String, BTreeMap<Language, String>>,
    /// Lists by question, each as a whole.
    pub lists: Lists,
}

impl From<BTreeMap<String, BTreeMap<Language, String>>> for Patch {
    fn from(texts: BTreeMap<String, BTreeMap<Language, String>>) -> Self {
        let lists = Lists::new();
        Self { texts, lists }
    }
}

/// An entry with its form and call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Identity.
    pub id: EntryId,
    /// Lock column.
    pub revision: i64,
    /// Where it competes.
    pub edition: EditionId,
    /// In what.
    pub contest: ContestId,
    /// Whose it is.
    pub team: TeamId,
    /// What people call it, such as `W26-04173`.
    pub number: String,
    /// How it came in.
    pub source: EntrySource,
    /// The body that put it forward; empty unless one did.
    pub recommended_by: Bilingual,
    /// Its division, where its contest has divisions and one was given.
    pub division: Option<GivenDivision>,
    /// The divisions in whose heats it takes or took part: what their hosts may see.
    pub reached: Vec<DivisionId>,
    /// Draft or submitted.
    pub state: EntryState,
    /// What the screeners say.
    pub screening: Screening,
    /// The draft.
    pub answers: Answers,
    /// The draft's answers that are rows.
    pub lists: Lists,
    /// The draft's files, one per slot at most.
    pub attachments: Vec<Attachment>,
    /// What is asked.
    pub form: Form,
    /// When it may change.
    pub call: Call,
    /// What the team was asked for later, if it was.
    pub supplement: Option<Supplement>,
    /// When the draft was last changed.
    pub updated_at: Timestamp,
}

/// A division and who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenDivision {
    /// Which.
    pub division: DivisionId,
    /// By whom or what.
    pub by: DivisionBy,
}

/// How an entry came to its division. Never by geography: the place of a team is a fact, its division
/// is somebody's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DivisionBy {
    /// The team chose it.
    Choice,
    /// An answer leads there by the edition's rule.
    Answer,
    /// Headquarters, for a reason; it outlasts what the team chooses.
    Headquarters {
        /// Why.
        reason: String,
    },
}

impl DivisionBy {
    /// The name in the database and in responses.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Answer => "answer",
            Self::Headquarters { .. } => "headquarters",
        }
    }

    /// Why, where headquarters said so.
    pub fn reason(&self) -> &str {
        match self {
            Self::Choice | Self::Answer => "",
            Self::Headquarters { reason } => reason,
        }
    }
}

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// Never submitted.
    Draft,
    /// Submitted at least once; the latest version stands, whatever the draft says.
    Submitted {
        /// The latest version.
        latest: VersionId,
        /// Its number, 1 for the first.
        version: u32,
        /// Its content hash.
        fingerprint: Fingerprint,
    },
}

impl EntryState {
    /// The name in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted { .. } => "submitted",
        }
    }
}

/// A file of an entry, addressed by its content hash.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Identity.
    pub id: AttachmentId,
    /// Key of its slot.
    pub slot: String,
    /// The name the team gave it.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Its kind.
    pub media_type: String,
    /// Its content hash.
    pub sha256: Fingerprint,
    /// When the upload's headers had arrived.
    pub begun_at: Timestamp,
    /// When it was stored.
    pub uploaded_at: Timestamp,
}

/// What a version pins and its fingerprint covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionContent {
    /// The entry's number.
    pub number: String,
    /// All answers.
    pub answers: Answers,
    /// All answers that are rows. Left out where there are none, as it was before there were lists.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lists: Lists,
    /// All files.
    pub attachments: Vec<PinnedAttachment>,
}

/// A file as a version pins it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinnedAttachment {
    /// Key of its slot.
    pub slot: String,
    /// The name the team gave it.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Its kind.
    pub media_type: String,
    /// Its content hash.
    pub sha256: Fingerprint,
}

impl From<&Attachment> for PinnedAttachment {
    fn from(file: &Attachment) -> Self {
        Self {
            slot: file.slot.clone(),
            name: file.name.clone(),
            bytes: file.bytes,
            media_type: file.media_type.clone(),
            sha256: file.sha256.clone(),
        }
    }
}

/// An immutable snapshot made by submitting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Identity.
    pub id: VersionId,
    /// 1 for the first.
    pub number: u32,
    /// What was submitted.
    pub content: VersionContent,
    /// The hash of the content.
    pub fingerprint: Fingerprint,
    /// When the submit's headers had arrived: what the deadline is held against.
    pub arrived_at: Timestamp,
    /// When it was on disk.
    pub recorded_at: Timestamp,
}

/// What submitting comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submission {
    /// The content is what the latest version holds: the same receipt again.
    Unchanged {
        /// The version that stands.
        latest: VersionId,
    },
    /// A version to be recorded.
    New {
        /// Its number.
        version: u32,
        /// Its content.
        content: VersionContent,
        /// The hash of the content.
        fingerprint: Fingerprint,
    },
}

/// Why a change or a submit is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryRefusal {
    /// The request arrived outside the call.
    #[error("the call is not open")]
    CallClosed {
        /// The call's window.
        call: Call,
        /// When the request arrived.
        arrived_at: Timestamp,
    },
    /// The request arrived after the supplement was due.
    #[error("the supplement is not open")]
    SupplementClosed {
        /// The last instant at which it is taken.
        due_at: Timestamp,
        /// When the request arrived.
        arrived_at: Timestamp,
    },
    /// Nobody asked for a supplement.
    #[error("no supplement was asked for")]
    NoSupplement,
    /// Nothing that was asked for is there.
    #[error("the supplement is empty")]
    SupplementEmpty,
    /// Something is missing or too long.
    #[error("the entry is not complete")]
    Incomplete(Vec<Problem>),
    /// An answer that cannot be stored.
    #[error("an answer cannot be stored")]
    Unstorable(Vec<Problem>),
    /// The content cannot be hashed.
    #[error("the content cannot be written as JSON")]
    Unhashable,
    /// A move that the state does not allow.
    #[error(transparent)]
    Transition(#[from] TransitionError),
}

impl Entry {
    /// The entry's name.
    pub fn title(&self) -> Bilingual {
        self.answers
            .get(form::TITLE_QUESTION)
            .cloned()
            .unwrap_or_default()
    }

    /// The team's name.
    pub fn team_name(&self) -> Bilingual {
        self.answers
            .get(form::TEAM_QUESTION)
            .cloned()
            .unwrap_or_default()
    }

    /// Whether the draft may be changed by a request that arrived then.
    pub fn accepts_edits(&self, arrived_at: Timestamp) -> bool {
        self.call.accepts(arrived_at)
    }

    /// Whether a submit that arrived then is in time.
    pub fn accepts_submit(&self, arrived_at: Timestamp) -> bool {
        self.call.accepts(arrived_at)
            || self.call.accepts_in_grace(
                arrived_at,
                self.attachments
                    .iter()
                    .map(|file| (file.begun_at, file.uploaded_at)),
            )
    }

    /// What the draft would pin.
    pub fn content(&self) -> VersionContent {
        VersionContent {
            number: self.number.clone(),
            answers: self.answers.clone(),
            lists: self.lists.clone(),
            attachments: self.attachments.iter().map(Into::into).collect(),
        }
    }

    /// Whether judges would see something else after submitting again.
    pub fn has_unsubmitted_changes(&self) -> bool {
        match &self.state {
            EntryState::Draft => false,
            EntryState::Submitted { fingerprint, .. } => {
                Fingerprint::of_value(&self.content()).map_or(true, |draft| draft != *fingerprint)
            }
        }
    }

    /// What a request that arrived then may change: what the call asks while it is open, or what a
    /// supplement asks while it is.
    pub fn open_part(&self, arrived_at: Timestamp) -> Option<AskedWhen> {
        let parts = [AskedWhen::Entry, AskedWhen::Supplement];
        parts
            .into_iter()
            .find(|part| self.accepts_changes(*part, arrived_at))
    }

    /// Puts answers into the draft. Languages that are not named keep their text; a list is replaced as
    /// a whole.
    ///
    /// # Errors
    /// [`EntryRefusal::CallClosed`] outside the call, [`EntryRefusal::SupplementClosed`] after a
    /// supplement was due, [`EntryRefusal::Unstorable`] for a question that is unknown or not asked now,
    /// an unknown choice or field, or a text beyond [`MAX_LINE_BYTES`], [`MAX_ANSWER_BYTES`] or
    /// [`MAX_LIST_BYTES`].
    pub fn save(mut self, patch: &Patch, arrived_at: Timestamp) -> Result<Self, EntryRefusal> {
        let Some(part) = self.open_part(arrived_at) else {
            return Err(self.closed(arrived_at));
        };
        let mut problems = vec![];
        for (key, texts) in &patch.texts {
            let at = format!("/answers/{key}");
            match self.form.question(key) {
                None => problems.push(Problem::at(at, "unknown_question")),
                Some(one) if one.when != part => problems.push(Problem::at(at, "not_asked_now")),
                Some(question) => {
                    let answer = self.answers.entry(key.clone()).or_default();
                    for (language, text) in texts {
                        let pointer = format!("{at}/{}", language.code());
                        problems.extend(answers::unstorable(question, text, pointer));
                        answer.get_mut(*language).clone_from(text);
                    }
                }
            }
        }
        for (key, rows) in &patch.lists {
            let at = format!("/lists/{key}");
            match self.form.question(key) {
                None => problems.push(Problem::at(at, "unknown_question")),
                Some(one) if one.when != part => problems.push(Problem::at(at, "not_asked_now")),
                Some(question) => problems.extend(lists::unstorable(question, rows)),
            }
            if rows.is_empty() {
                self.lists.remove(key);
            } else {
                self.lists.insert(key.clone(), rows.clone());
            }
        }
        if problems.is_empty() {
            Ok(self)
        } else {
            Err(EntryRefusal::Unstorable(problems))
        }
    }

    /// What keeps the draft from being submitted; once a supplement was asked for, what keeps that.
    pub fn issues(&self) -> Vec<Problem> {
        self.issues_of(if self.supplement.is_some() {
            AskedWhen::Supplement
        } else {
            AskedWhen::Entry
        })
    }

    fn issues_of(&self, part: AskedWhen) -> Vec<Problem> {
        let empty = Bilingual::default();
        let questions = self.form.questions.iter().filter(|one| one.when == part);
        let answers = questions.flat_map(|question| match question.kind {
            QuestionKind::List => {
                let rows = self.lists.get(&question.key);
                lists::issues(question, rows.map_or(&[][..], Vec::as_slice))
            }
            _ => answers::issues(question, self.answers.get(&question.key).unwrap_or(&empty)),
        });
        let slots = self.form.slots.iter().filter(|slot| slot.when == part);
        let files = slots
            .filter(|slot| slot.required)
            .filter(|slot| !self.attachments.iter().any(|file| file.slot == slot.key))
            .map(|slot| Problem::at(format!("/attachments/{}", slot.key), "file_missing"));
        answers.chain(files).collect()
    }

    /// Submits the draft as it is. Submitting the same content again changes nothing, so a double
    /// click and a lost reply are harmless.
    ///
    /// # Errors
    /// [`EntryRefusal::CallClosed`] when it arrived late (unless the same content stands already),
    /// [`EntryRefusal::Incomplete`] when something is missing.
    pub fn submit(&self, arrived_at: Timestamp) -> Result<Submission, EntryRefusal> {
        let content = self.content();
        let fingerprint = Fingerprint::of_value(&content).map_err(|_| EntryRefusal::Unhashable)?;
        let version = match &self.state {
            EntryState::Submitted {
                latest,
                fingerprint: standing,
                ..
            } if *standing == fingerprint => {
                return Ok(Submission::Unchanged { latest: *latest });
            }
            EntryState::Submitted { version, .. } => version + 1,
            EntryState::Draft => 1,
        };
        if !self.accepts_submit(arrived_at) {
            return Err(EntryRefusal::CallClosed {
                call: self.call,
                arrived_at,
            });
        }
        let issues = self.issues_of(AskedWhen::Entry);
        if !issues.is_empty() {
            return Err(EntryRefusal::Incomplete(issues));
        }
        Ok(Submission::New {
            version,
            content,
            fingerprint,
        })
    }
}

#[cfg(test)]
mod tests;
