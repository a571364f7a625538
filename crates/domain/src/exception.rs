//! Exceptions: an award that no standing recommends, proposed by one person and confirmed by another.

use thiserror::Error;

use crate::{
    award::Merit,
    ids::{AccountId, ContestId, ExceptionId},
    text::Bilingual,
    time::Timestamp,
};

/// An award that is to be given by exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Identity.
    pub id: ExceptionId,
    /// Lock column.
    pub revision: i64,
    /// In which contest.
    pub contest: ContestId,
    /// Key of the tier.
    pub tier: String,
    /// What it is for.
    pub merit: Merit,
    /// Who is to hold it, where that is not the entry.
    pub name: Option<Bilingual>,
    /// Why.
    pub reason: String,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: Timestamp,
    /// Who confirmed it, and when.
    pub confirmed: Option<(AccountId, Timestamp)>,
}

/// Why an exception is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ExceptionRefusal {
    /// A standing recommends the entry: the award is given without.
    #[error("a standing ranks the entry")]
    NotNeeded,
    /// The formal check says that the entry takes no part.
    #[error("the entry is rejected")]
    Rejected,
    /// An exception needs two people.
    #[error("the same person cannot propose and confirm")]
    SamePerson,
    /// It was confirmed before.
    #[error("it is confirmed already")]
    ConfirmedBefore,
}

impl Exception {
    /// The second person.
    ///
    /// # Errors
    /// [`ExceptionRefusal::SamePerson`], [`ExceptionRefusal::ConfirmedBefore`].
    pub fn confirm(mut self, by: AccountId, at: Timestamp) -> Result<Self, ExceptionRefusal> {
        if self.confirmed.is_some() {
            return Err(ExceptionRefusal::ConfirmedBefore);
        }
        if by == self.proposed_by {
            return Err(ExceptionRefusal::SamePerson);
        }
        self.confirmed = Some((by, at));
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::EntryId;

    #[test]
    fn an_exception_is_confirmed_once_and_by_another_person() {
        let person = |number| AccountId(Uuid::from_u128(number));
        let proposed = Exception {
            id: ExceptionId(Uuid::nil()),
            revision: 1,
            contest: ContestId(Uuid::nil()),
            tier: "first".into(),
            merit: Merit::Entry(EntryId(Uuid::nil())),
            name: None,
            reason: "It came too late for the vote.".into(),
            proposed_by: person(1),
            proposed_at: Timestamp(0),
            confirmed: None,
        };
        let same = proposed.clone().confirm(person(1), Timestamp(5));
        assert_eq!(same, Err(ExceptionRefusal::SamePerson));
        let confirmed = proposed.confirm(person(2), Timestamp(5)).unwrap();
        assert_eq!(confirmed.confirmed, Some((person(2), Timestamp(5))));
        let again = confirmed.confirm(person(3), Timestamp(6));
        assert_eq!(again, Err(ExceptionRefusal::ConfirmedBefore));
    }
}
