//! Messages that rules cause. They are stored with their cause and delivered later.

use serde::{Deserialize, Serialize};

use crate::{text::Bilingual, time::Timestamp};

/// What is to be told, with everything a template needs. Never marks, never awards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// How to sign in.
    SignIn {
        /// Six digits.
        code: String,
        /// For the link.
        token: String,
        /// How long both are good for.
        expires_at: Timestamp,
    },
    /// An entry was submitted.
    EntryReceived {
        /// Name of the edition.
        edition: Bilingual,
        /// The entry's number.
        number: String,
        /// The entry's name.
        title: Bilingual,
        /// Which version.
        version: u32,
        /// Its content hash.
        fingerprint: String,
        /// When it arrived.
        arrived_at: Timestamp,
        /// When it was on disk.
        recorded_at: Timestamp,
        /// Until when it can be changed.
        deadline: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// An entry was begun for somebody, who goes on with it.
    EntryBegun {
        /// Name of the edition.
        edition: Bilingual,
        /// Name of the contest.
        contest: Bilingual,
        /// The entry's number.
        number: String,
        /// Until when it can be submitted.
        deadline: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// A shortlisted team is asked for more.
    SupplementRequested {
        /// Name of the edition.
        edition: Bilingual,
        /// The entry's number.
        number: String,
        /// The entry's name.
        title: Bilingual,
        /// What to mind; empty where nothing was said.
        remark: Bilingual,
        /// Until when it is taken.
        due_at: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// A supplement was handed in.
    SupplementReceived {
        /// Name of the edition.
        edition: Bilingual,
        /// The entry's number.
        number: String,
        /// The entry's name.
        title: Bilingual,
        /// The version that came of it.
        version: u32,
        /// Its content hash.
        fingerprint: String,
        /// When it arrived.
        arrived_at: Timestamp,
        /// When it was on disk.
        recorded_at: Timestamp,
        /// Until when it can be handed in again.
        due_at: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// The deadline of a call was moved while somebody was at work on an entry.
    DeadlineMoved {
        /// Name of the edition.
        edition: Bilingual,
        /// What was announced before.
        before: Timestamp,
        /// Until when entries can be submitted.
        deadline: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// Somebody is asked to judge.
    JudgeInvited {
        /// Name of the edition.
        edition: Bilingual,
        /// For the link.
        token: String,
        /// How long the link is good for.
        expires_at: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// A heat was opened for a judge.
    HeatOpened {
        /// Name of the edition.
        edition: Bilingual,
        /// Name of the heat.
        heat: Bilingual,
        /// How many entries wait.
        assigned: u32,
        /// Whether they are read for a vote; no sheets are asked for then.
        #[serde(default)]
        votes: bool,
        /// When it is planned to close.
        closes_at: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// A confidential message waits in the application. Nothing of what it says.
    ConfidenceWaits {
        /// Name of the edition.
        edition: Bilingual,
    },
    /// The same for who has no account: behind a personal link.
    ConfidenceLink {
        /// Name of the edition.
        edition: Bilingual,
        /// For the link.
        token: String,
        /// How long the link is good for.
        expires_at: Timestamp,
        /// The edition's zone.
        zone: String,
    },
    /// A list waits for a step of its approval chain.
    ApprovalWaits {
        /// Name of the edition.
        edition: Bilingual,
        /// Slug of the edition, for the link.
        slug: String,
        /// Name of the step.
        step: Bilingual,
    },
    /// A publication waits for a second officer.
    PublicationProposed {
        /// Name of the edition.
        edition: Bilingual,
        /// Slug of the edition, for the link.
        slug: String,
        /// The instant it would be public.
        publish_at: Timestamp,
        /// The edition's zone.
        zone: String,
    },
}

impl Message {
    /// The message as it is kept once nothing will be sent any more: codes and links must not lie about.
    #[must_use]
    pub fn without_secrets(self) -> Self {
        match self {
            Self::SignIn { expires_at, .. } => Self::SignIn {
                code: String::new(),
                token: String::new(),
                expires_at,
            },
            Self::JudgeInvited {
                edition,
                expires_at,
                zone,
                ..
            } => Self::JudgeInvited {
                edition,
                token: String::new(),
                expires_at,
                zone,
            },
            Self::ConfidenceLink {
                edition,
                expires_at,
                zone,
                ..
            } => Self::ConfidenceLink {
                edition,
                token: String::new(),
                expires_at,
                zone,
            },
            Self::EntryReceived { .. }
            | Self::EntryBegun { .. }
            | Self::SupplementRequested { .. }
            | Self::SupplementReceived { .. }
            | Self::DeadlineMoved { .. }
            | Self::HeatOpened { .. }
            | Self::ConfidenceWaits { .. }
            | Self::ApprovalWaits { .. }
            | Self::PublicationProposed { .. } => self,
        }
    }

    /// When it is of no use to anybody any more: a code or link in it has ended.
    pub const fn ends_at(&self) -> Option<Timestamp> {
        match self {
            Self::SignIn { expires_at, .. }
            | Self::JudgeInvited { expires_at, .. }
            | Self::ConfidenceLink { expires_at, .. } => Some(*expires_at),
            Self::EntryReceived { .. }
            | Self::EntryBegun { .. }
            | Self::SupplementRequested { .. }
            | Self::SupplementReceived { .. }
            | Self::DeadlineMoved { .. }
            | Self::HeatOpened { .. }
            | Self::ConfidenceWaits { .. }
            | Self::ApprovalWaits { .. }
            | Self::PublicationProposed { .. } => None,
        }
    }

    /// The name of the template.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::SignIn { .. } => "sign_in",
            Self::EntryReceived { .. } => "entry_received",
            Self::EntryBegun { .. } => "entry_begun",
            Self::SupplementRequested { .. } => "supplement_requested",
            Self::SupplementReceived { .. } => "supplement_received",
            Self::DeadlineMoved { .. } => "deadline_moved",
            Self::JudgeInvited { .. } => "judge_invited",
            Self::HeatOpened { .. } => "heat_opened",
            Self::ConfidenceWaits { .. } => "confidence_waits",
            Self::ConfidenceLink { .. } => "confidence_link",
            Self::ApprovalWaits { .. } => "approval_waits",
            Self::PublicationProposed { .. } => "publication_proposed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(7);

    #[test]
    fn a_message_that_was_sent_keeps_no_key_to_an_account() {
        let sign_in = Message::SignIn {
            code: "123456".into(),
            token: "key-of-a-link".into(),
            expires_at: NOON,
        };
        let invited = Message::JudgeInvited {
            edition: Bilingual::new("届", "Edition"),
            token: "key-of-a-link".into(),
            expires_at: NOON,
            zone: "Asia/Shanghai".into(),
        };
        let confided = Message::ConfidenceLink {
            edition: Bilingual::new("届", "Edition"),
            token: "key-of-a-link".into(),
            expires_at: NOON,
            zone: "Asia/Shanghai".into(),
        };
        for message in [sign_in, invited, confided] {
            assert_eq!(message.ends_at(), Some(NOON));
            let kept = message.clone().without_secrets();
            assert_eq!(kept.kind(), message.kind());
            let kept = serde_json::to_string(&kept).unwrap();
            assert!(
                !kept.contains("key-of-a-link") && !kept.contains("123456"),
                "{kept}"
            );
        }
    }
}
