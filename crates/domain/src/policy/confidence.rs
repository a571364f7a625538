//! What is done to a confidence by those who are told, and to the register of an edition by staff: see
//! [`super::edition`] for the latter.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions, or};
use crate::{
    confidence::{Confidant, Confidence},
    time::Timestamp,
};

impl Subject for Confidence {
    fn id(&self) -> Uuid {
        self.id.0
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

/// The members of the team that is told; nobody else learns that there is anything.
fn told(actor: &Actor, confidence: &Confidence, _: Timestamp) -> Result<(), Denied> {
    actor.must_be_signed_in()?;
    let member = match &confidence.whom {
        Confidant::Entry { team, .. } => actor.is_member(*team),
        Confidant::Outsider(_) => false,
    };
    or(member, Denied::Hidden)
}

/// Whoever shows the token of the link, which the loader has found it by.
fn holds_the_link(_: &Actor, confidence: &Confidence, _: Timestamp) -> Result<(), Denied> {
    let outsider = matches!(confidence.whom, Confidant::Outsider(_));
    or(outsider, Denied::Hidden)
}

actions! {
    /// See that there is a confidential message, and what it says once it was opened.
    ReadOwnConfidence = "read_own_confidence" on Confidence: told;
    /// Promise to be silent, and read.
    OpenConfidence = "open_confidence" on Confidence: told;
    /// Say whether and how one comes to the stage.
    AnswerConfidence = "answer_confidence" on Confidence: told;
    /// The same for who was sent a personal link.
    ReadPersonalConfidence = "read_personal_confidence" on Confidence: holds_the_link;
    /// Promise to be silent, by a personal link, and read.
    OpenPersonalConfidence = "open_personal_confidence" on Confidence: holds_the_link;
}
