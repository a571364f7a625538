//! An entry: a draft that its team may change until the deadline, and the versions it submitted.

mod answers;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    edition::{Call, Form, Problem, form},
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
    /// The draft's files, one per slot at most.
    pub attachments: Vec<Attachment>,
    /// What is asked.
    pub form: Form,
    /// When it may change.
    pub call: Call,
    /// When the draft was last changed.
    pub updated_at: Timestamp,
}

/// How an entry came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntrySource {
    /// Its team entered.
    Own,
    /// It was asked for.
    Invited,
    /// A body put it forward.
    Recommended,
    /// Staff entered it for its team.
    Staff,
}

impl EntrySource {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Own, Self::Invited, Self::Recommended, Self::Staff];

    /// The name in the database and in responses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Invited => "invited",
            Self::Recommended => "recommended",
            Self::Staff => "staff",
        }
    }

    /// The source with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
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
            attachments: self
                .attachments
                .iter()
                .map(|file| PinnedAttachment {
                    slot: file.slot.clone(),
                    name: file.name.clone(),
                    bytes: file.bytes,
                    media_type: file.media_type.clone(),
                    sha256: file.sha256.clone(),
                })
                .collect(),
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

    /// Puts answers into the draft. Languages that are not named keep their text.
    ///
    /// # Errors
    /// [`EntryRefusal::CallClosed`] outside the call, [`EntryRefusal::Unstorable`] for an unknown
    /// question, an unknown choice or a text beyond [`MAX_LINE_BYTES`] or [`MAX_ANSWER_BYTES`].
    pub fn save(
        mut self,
        patch: &BTreeMap<String, BTreeMap<Language, String>>,
        arrived_at: Timestamp,
    ) -> Result<Self, EntryRefusal> {
        if !self.accepts_edits(arrived_at) {
            return Err(EntryRefusal::CallClosed {
                call: self.call,
                arrived_at,
            });
        }
        let mut problems = vec![];
        for (key, texts) in patch {
            let Some(question) = self.form.question(key) else {
                problems.push(Problem::at(format!("/answers/{key}"), "unknown_question"));
                continue;
            };
            for (language, text) in texts {
                let pointer = format!("/answers/{key}/{}", language.code());
                problems.extend(answers::unstorable(question, text, pointer));
                self.answers
                    .entry(key.clone())
                    .or_default()
                    .get_mut(*language)
                    .clone_from(text);
            }
        }
        if problems.is_empty() {
            Ok(self)
        } else {
            Err(EntryRefusal::Unstorable(problems))
        }
    }

    /// What keeps the draft from being submitted.
    pub fn issues(&self) -> Vec<Problem> {
        let empty = Bilingual::default();
        let answers = self.form.questions.iter().flat_map(|question| {
            answers::issues(question, self.answers.get(&question.key).unwrap_or(&empty))
        });
        let files = self
            .form
            .slots
            .iter()
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
        let issues = self.issues();
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
