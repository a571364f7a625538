//! A supplement: what a shortlisted team is asked for after the call, and hands in by an instant. It
//! changes what it asks for and nothing else.

use serde::{Deserialize, Serialize};

use super::{
    Attachment, Entry, EntryRefusal, EntryState, Submission, Version, VersionContent, lists,
};
use crate::{
    edition::AskedWhen,
    fingerprint::Fingerprint,
    ids::{AttachmentId, SupplementId, VersionId},
    text::{Bilingual, organization_key},
    time::Timestamp,
};

/// What was asked of a team, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Supplement {
    /// Identity.
    pub id: SupplementId,
    /// When it was asked for last.
    pub requested_at: Timestamp,
    /// The last instant at which it is taken, itself included.
    pub due_at: Timestamp,
    /// What to mind.
    pub remark: Bilingual,
    /// What was handed in last.
    pub received: Option<Received>,
}

/// What was handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// The version that came of it.
    pub version: VersionId,
    /// When it arrived.
    pub arrived_at: Timestamp,
}

/// Where a supplement stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SupplementState {
    /// Asked for, and there is time left.
    Requested,
    /// Handed in. It can be handed in again until it is due.
    Received,
    /// Nothing was handed in by the instant.
    Lapsed,
}

impl SupplementState {
    /// The name in responses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Received => "received",
            Self::Lapsed => "lapsed",
        }
    }
}

impl Supplement {
    /// Where it stands at an instant: no job has to flip anything.
    pub fn state(&self, at: Timestamp) -> SupplementState {
        match self.received {
            Some(_) => SupplementState::Received,
            None if self.accepts(at) => SupplementState::Requested,
            None => SupplementState::Lapsed,
        }
    }

    /// Whether a request that arrived then is in time.
    pub fn accepts(&self, arrived_at: Timestamp) -> bool {
        arrived_at <= self.due_at
    }
}

impl Entry {
    /// Whether a change of what is asked then is in time.
    pub fn accepts_changes(&self, part: AskedWhen, arrived_at: Timestamp) -> bool {
        match part {
            AskedWhen::Entry => self.call.accepts(arrived_at),
            AskedWhen::Supplement => {
                let supplement = self.supplement.as_ref();
                supplement.is_some_and(|one| one.accepts(arrived_at))
            }
        }
    }

    /// Whether a file for a slot that is asked for then was begun and finished in time. A supplement has
    /// no grace: who asks for it can ask again.
    pub fn accepts_file(
        &self,
        part: AskedWhen,
        begun_at: Timestamp,
        finished_at: Timestamp,
    ) -> bool {
        match part {
            AskedWhen::Entry => self.call.accepts_upload(begun_at, finished_at),
            AskedWhen::Supplement => {
                self.accepts_changes(part, begun_at) && self.accepts_changes(part, finished_at)
            }
        }
    }

    /// Why nothing can be changed by a request that arrived then.
    pub fn closed(&self, arrived_at: Timestamp) -> EntryRefusal {
        match &self.supplement {
            Some(supplement) => EntryRefusal::SupplementClosed {
                due_at: supplement.due_at,
                arrived_at,
            },
            None => EntryRefusal::CallClosed {
                call: self.call,
                arrived_at,
            },
        }
    }

    /// Why a change of what is asked then is refused to a request that arrived then.
    pub fn refusal_of(&self, part: AskedWhen, arrived_at: Timestamp) -> EntryRefusal {
        match (part, &self.supplement) {
            (AskedWhen::Entry, _) => EntryRefusal::CallClosed {
                call: self.call,
                arrived_at,
            },
            (AskedWhen::Supplement, None) => EntryRefusal::NoSupplement,
            (AskedWhen::Supplement, Some(_)) => self.closed(arrived_at),
        }
    }

    /// Whether the form asks a question or for a file in supplements alone.
    fn is_late(&self, question: &str) -> bool {
        let question = self.form.question(question);
        question.is_some_and(|one| one.when == AskedWhen::Supplement)
    }

    fn is_late_slot(&self, slot: &str) -> bool {
        let slot = self.form.slot(slot);
        slot.is_some_and(|one| one.when == AskedWhen::Supplement)
    }

    /// What a supplement would pin: the version that stands, with what was asked for as the draft has it.
    pub fn supplemented(&self, standing: &VersionContent) -> VersionContent {
        let is_late = |key: &str| self.is_late(key);
        let kept = standing.attachments.iter();
        let mut attachments: Vec<_> = kept
            .filter(|file| !self.is_late_slot(&file.slot))
            .cloned()
            .collect();
        let added = self.attachments.iter();
        let added = added.filter(|file| self.is_late_slot(&file.slot));
        attachments.extend(added.map(Into::into));
        attachments.sort_by(|one: &super::PinnedAttachment, other| one.slot.cmp(&other.slot));
        VersionContent {
            number: self.number.clone(),
            answers: lists::mixed(&standing.answers, &self.answers, is_late),
            lists: lists::mixed(&standing.lists, &self.lists, is_late),
            attachments,
        }
    }

    /// The entry as its team works on a supplement: what the call asked is as it was submitted, whatever
    /// was typed after that.
    #[must_use]
    pub fn as_submitted(mut self, standing: &Version) -> Self {
        let content = self.supplemented(&standing.content);
        let of_draft = std::mem::take(&mut self.attachments);
        let pinned = content.attachments.into_iter();
        let attachments = pinned.map(|file| {
            let same = |one: &&Attachment| one.slot == file.slot && one.sha256 == file.sha256;
            of_draft.iter().find(same).cloned().unwrap_or(Attachment {
                // It left the draft, and is known by its hash alone.
                id: AttachmentId(standing.id.0),
                slot: file.slot,
                name: file.name,
                bytes: file.bytes,
                media_type: file.media_type,
                sha256: file.sha256,
                begun_at: standing.arrived_at,
                uploaded_at: standing.recorded_at,
            })
        });
        self.attachments = attachments.collect();
        self.answers = content.answers;
        self.lists = content.lists;
        self
    }

    /// Hands the supplement in: a version that changes what was asked for alone. The same content again
    /// changes nothing.
    ///
    /// # Errors
    /// [`EntryRefusal::NoSupplement`] when nobody asked, [`EntryRefusal::SupplementClosed`] when it
    /// arrived late (unless the same content stands already), [`EntryRefusal::Incomplete`] when something
    /// is missing, [`EntryRefusal::SupplementEmpty`] when nothing is there.
    pub fn submit_supplement(
        &self,
        standing: &VersionContent,
        arrived_at: Timestamp,
    ) -> Result<Submission, EntryRefusal> {
        let (
            Some(supplement),
            EntryState::Submitted {
                latest,
                version,
                fingerprint: stands,
            },
        ) = (&self.supplement, &self.state)
        else {
            return Err(EntryRefusal::NoSupplement);
        };
        let content = self.supplemented(standing);
        let fingerprint = Fingerprint::of_value(&content).map_err(|_| EntryRefusal::Unhashable)?;
        let unchanged = fingerprint == *stands;
        if unchanged && supplement.received.is_some() {
            return Ok(Submission::Unchanged { latest: *latest });
        }
        if !supplement.accepts(arrived_at) {
            return Err(self.closed(arrived_at));
        }
        let issues = self.issues_of(AskedWhen::Supplement);
        if !issues.is_empty() {
            return Err(EntryRefusal::Incomplete(issues));
        }
        if unchanged {
            return Err(EntryRefusal::SupplementEmpty);
        }
        Ok(Submission::New {
            version: version + 1,
            content,
            fingerprint,
        })
    }

    /// The organizations that some content of it names in its lists, as they are compared: each once.
    pub fn listed_organizations(&self, content: &VersionContent) -> Vec<String> {
        let names = lists::organizations(&self.form.questions, &content.lists);
        let keys = names.flat_map(|name| [&name.zh, &name.en].map(|name| organization_key(name)));
        let mut keys: Vec<_> = keys.filter(|key| !key.is_empty()).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

#[cfg(test)]
mod tests;
