//! What is done to somebody's place among the judges of an edition.

use uuid::Uuid;

use super::{Actor, Denied, Subject, actions, or};
use crate::{
    ids::{AccountId, EditionId, JudgeId},
    time::Timestamp,
};

/// Somebody's place among the judges of an edition, as they answer for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The place; nothing for who is no judge there.
    pub judge: Option<JudgeId>,
    /// Lock column.
    pub revision: i64,
    /// In which edition.
    pub edition: EditionId,
    /// Whose account.
    pub account: AccountId,
    /// Whether sheets wait or were handed in: then there is stepping aside, entry by entry.
    pub assigned: bool,
}

impl Subject for Invitation {
    fn id(&self) -> Uuid {
        self.judge.map_or_else(Uuid::nil, |judge| judge.0)
    }

    fn revision(&self) -> i64 {
        self.revision
    }
}

fn own(actor: &Actor, invitation: &Invitation, _: Timestamp) -> Result<(), Denied> {
    let account = actor.must_be_signed_in()?;
    or(
        account == invitation.account && invitation.judge.is_some(),
        Denied::Hidden,
    )
}

actions! {
    /// Say whether one will judge.
    AnswerInvitation = "answer_invitation" on Invitation: own;
    /// Say which organizations one is tied to, so that nothing of theirs is given to one to judge.
    DeclareOrganizations = "declare_organizations" on Invitation: own;
}
