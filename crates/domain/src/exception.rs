//! Exceptions: an award that no standing recommends, proposed by one person and confirmed by another, or
//! withdrawn before.

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
    /// What became of it.
    pub state: ExceptionState,
}

/// What became of an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExceptionState {
    /// Waits for another person.
    Proposed,
    /// The award was given.
    Confirmed {
        /// The second person.
        by: AccountId,
        /// When.
        at: Timestamp,
    },
    /// It is not to be given after all.
    Withdrawn {
        /// Who took it back.
        by: AccountId,
        /// When.
        at: Timestamp,
        /// Why, for the record.
        reason: String,
    },
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
    /// It was withdrawn.
    #[error("it was withdrawn")]
    Withdrawn,
}

impl Exception {
    /// The second person.
    ///
    /// # Errors
    /// [`ExceptionRefusal::SamePerson`], [`ExceptionRefusal::ConfirmedBefore`], [`ExceptionRefusal::Withdrawn`].
    pub fn confirm(mut self, by: AccountId, at: Timestamp) -> Result<Self, ExceptionRefusal> {
        self.must_wait()?;
        if by == self.proposed_by {
            return Err(ExceptionRefusal::SamePerson);
        }
        self.state = ExceptionState::Confirmed { by, at };
        Ok(self)
    }

    /// Takes it back before it is confirmed. An award that it gave is taken back as every other one.
    ///
    /// # Errors
    /// [`ExceptionRefusal::ConfirmedBefore`], [`ExceptionRefusal::Withdrawn`].
    pub fn withdraw(
        mut self,
        by: AccountId,
        reason: String,
        at: Timestamp,
    ) -> Result<Self, ExceptionRefusal> {
        self.must_wait()?;
        self.state = ExceptionState::Withdrawn { by, at, reason };
        Ok(self)
    }

    const fn must_wait(&self) -> Result<(), ExceptionRefusal> {
        match self.state {
            ExceptionState::Proposed => Ok(()),
            ExceptionState::Confirmed { .. } => Err(ExceptionRefusal::ConfirmedBefore),
            ExceptionState::Withdrawn { .. } => Err(ExceptionRefusal::Withdrawn),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::EntryId;

    fn person(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    /// By the first person.
    fn proposed() -> Exception {
        Exception {
            id: ExceptionId(Uuid::nil()),
            revision: 1,
            contest: ContestId(Uuid::nil()),
            tier: "first".into(),
            merit: Merit::Entry(EntryId(Uuid::nil())),
            name: None,
            reason: "It came too late for the vote.".into(),
            proposed_by: person(1),
            proposed_at: Timestamp(0),
            state: ExceptionState::Proposed,
        }
    }

    #[test]
    fn an_exception_is_confirmed_once_and_by_another_person() {
        let same = proposed().confirm(person(1), Timestamp(5));
        assert_eq!(same, Err(ExceptionRefusal::SamePerson));
        let confirmed = proposed().confirm(person(2), Timestamp(5)).unwrap();
        let (by, at) = (person(2), Timestamp(5));
        assert_eq!(confirmed.state, ExceptionState::Confirmed { by, at });
        let again = confirmed.confirm(person(3), Timestamp(6));
        assert_eq!(again, Err(ExceptionRefusal::ConfirmedBefore));
    }

    #[test]
    fn an_exception_is_withdrawn_until_it_is_confirmed_and_nobody_confirms_it_then() {
        let withdrawn = proposed().withdraw(person(1), "Wrong entry.".into(), Timestamp(5));
        let withdrawn = withdrawn.unwrap();
        let late = withdrawn.clone().confirm(person(2), Timestamp(6));
        assert_eq!(late, Err(ExceptionRefusal::Withdrawn));
        let again = withdrawn.withdraw(person(2), "Again.".into(), Timestamp(6));
        assert_eq!(again, Err(ExceptionRefusal::Withdrawn));
        let confirmed = proposed().confirm(person(2), Timestamp(5)).unwrap();
        let late = confirmed.withdraw(person(1), "Wrong entry.".into(), Timestamp(6));
        assert_eq!(late, Err(ExceptionRefusal::ConfirmedBefore));
    }
}
