//! Confidences: who is told what before it is public, since when, and what they answered. Who was told
//! knows, so a confidence is never deleted: it is raised, answered or withdrawn, on the record.

mod telling;

use thiserror::Error;

use crate::{
    ids::{AccountId, ConfidenceId, EditionId},
    text::Bilingual,
    time::Timestamp,
    transition::TransitionError,
};

pub use self::telling::{Capacity, Channel, Confidant, Opening, Outsider, Telling, ToldAward};

/// The number of the pledge text that is shown today. Older texts stay in [`pledge`].
pub const PLEDGE: u32 = 1;

/// A text of the pledge of confidentiality, by its number.
pub fn pledge(version: u32) -> Option<Bilingual> {
    (version == 1).then(|| {
        Bilingual::new(
            "我承诺对以下内容严格保密：在主办方正式公布之前，不向任何人透露，不在网络上发布，也不让他人由此推知。",
            "I will keep what follows to myself until the organizers have made it public: I tell nobody, \
             publish nothing, and give nobody reason to guess.",
        )
    })
}

/// How much somebody is told. Each level tells what those before it tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// They are invited to the ceremony.
    Invited,
    /// An award is given.
    SomeAward,
    /// Which award.
    ExactTier,
}

impl Level {
    /// From little to much.
    pub const ALL: [Self; 3] = [Self::Invited, Self::SomeAward, Self::ExactTier];

    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::SomeAward => "some_award",
            Self::ExactTier => "exact_tier",
        }
    }

    /// The level of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// Whether and how winners come to the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coming {
    /// In the hall.
    OnSite,
    /// By video link.
    Remote,
    /// With a recording.
    Recorded,
    /// Not at all.
    NotComing,
}

impl Coming {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnSite => "on_site",
            Self::Remote => "remote",
            Self::Recorded => "recorded",
            Self::NotComing => "not_coming",
        }
    }

    /// The answer of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::OnSite, Self::Remote, Self::Recorded, Self::NotComing];
        all.into_iter().find(|known| known.name() == name)
    }
}

/// What a team answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Whether and how they come.
    pub how: Coming,
    /// When they last said so.
    pub at: Timestamp,
}

/// Where a confidence stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfidenceState {
    /// Word is out; nobody has opened it.
    Told,
    /// Somebody has opened it.
    Opened {
        /// When the first did.
        at: Timestamp,
    },
    /// The team said whether it comes.
    Answered {
        /// When the first opened it.
        opened_at: Timestamp,
        /// What it said.
        answer: Answer,
    },
    /// Taken back. Whoever had opened it knows all the same.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// Who did.
        by: AccountId,
        /// Why.
        reason: String,
        /// When the first had opened it, where anybody had.
        opened_at: Option<Timestamp>,
        /// What had been answered.
        answer: Option<Answer>,
    },
}

impl ConfidenceState {
    /// The name in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Opened { .. } => "opened",
            Self::Answered { .. } => "answered",
            Self::Withdrawn { .. } => "withdrawn",
        }
    }

    /// The state after somebody opened it. Others of the team may, later.
    ///
    /// # Errors
    /// Once it is withdrawn.
    pub fn open(self, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::Told => Ok(Self::Opened { at }),
            Self::Opened { .. } | Self::Answered { .. } => Ok(self),
            Self::Withdrawn { .. } => Err(self.refuse("open")),
        }
    }

    /// The state after an answer, which may be changed.
    ///
    /// # Errors
    /// Before it was opened, and once it is withdrawn.
    pub fn answer(self, how: Coming, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::Opened { at: opened_at } | Self::Answered { opened_at, .. } => {
                let answer = Answer { how, at };
                Ok(Self::Answered { opened_at, answer })
            }
            Self::Told | Self::Withdrawn { .. } => Err(self.refuse("answer")),
        }
    }

    /// The state after it was told at a higher level: the same, unless it was taken back.
    ///
    /// # Errors
    /// Once it is withdrawn.
    pub fn raise(self) -> Result<Self, TransitionError> {
        match self {
            Self::Told | Self::Opened { .. } | Self::Answered { .. } => Ok(self),
            Self::Withdrawn { .. } => Err(self.refuse("raise")),
        }
    }

    /// The state after word went out again: the same, unless it was taken back.
    ///
    /// # Errors
    /// Once it is withdrawn.
    pub fn remind(self) -> Result<Self, TransitionError> {
        match self {
            Self::Told | Self::Opened { .. } | Self::Answered { .. } => Ok(self),
            Self::Withdrawn { .. } => Err(self.refuse("remind")),
        }
    }

    /// The state after it was taken back.
    ///
    /// # Errors
    /// Once it is.
    pub fn withdraw(
        self,
        reason: String,
        by: AccountId,
        at: Timestamp,
    ) -> Result<Self, TransitionError> {
        let (opened_at, answer) = match &self {
            Self::Told => (None, None),
            Self::Opened { at } => (Some(*at), None),
            Self::Answered { opened_at, answer } => (Some(*opened_at), Some(*answer)),
            Self::Withdrawn { .. } => return Err(self.refuse("withdraw")),
        };
        Ok(Self::Withdrawn {
            at,
            by,
            reason,
            opened_at,
            answer,
        })
    }

    /// When the first opened it.
    pub const fn opened_at(&self) -> Option<Timestamp> {
        match self {
            Self::Told => None,
            Self::Opened { at } => Some(*at),
            Self::Answered { opened_at, .. } => Some(*opened_at),
            Self::Withdrawn { opened_at, .. } => *opened_at,
        }
    }

    /// What the team answered last.
    pub const fn answered(&self) -> Option<Answer> {
        match self {
            Self::Told | Self::Opened { .. } => None,
            Self::Answered { answer, .. } => Some(*answer),
            Self::Withdrawn { answer, .. } => *answer,
        }
    }

    /// Whether it was taken back.
    pub const fn is_withdrawn(&self) -> bool {
        matches!(self, Self::Withdrawn { .. })
    }

    const fn refuse(&self, action: &'static str) -> TransitionError {
        TransitionError {
            from: self.name(),
            action,
        }
    }
}

/// What somebody is told under embargo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// Identity.
    pub id: ConfidenceId,
    /// Lock column.
    pub revision: i64,
    /// In which edition.
    pub edition: EditionId,
    /// Who is told.
    pub whom: Confidant,
    /// What they were told and when; never empty, each at a higher level than the one before.
    pub tellings: Vec<Telling>,
    /// Who opened what.
    pub openings: Vec<Opening>,
    /// Where it stands.
    pub state: ConfidenceState,
}

/// How far a reader is with a confidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<'a> {
    /// There is nothing to see any more: withdrawn before this reader opened it.
    Gone,
    /// Only that there is a confidential message.
    Sealed,
    /// This is known to the reader.
    Open {
        /// The last telling that the reader opened.
        telling: &'a Telling,
        /// Whether more was told since, to be opened.
        more: bool,
    },
    /// The reader knew, and it was taken back.
    Withdrawn,
}

impl Confidence {
    /// The last telling.
    pub fn latest(&self) -> Option<&Telling> {
        self.tellings.last()
    }

    /// How far a reader is: an account, or whoever has the link.
    pub fn reading(&self, account: Option<AccountId>) -> Reading<'_> {
        let own = self.openings.iter().filter(|one| one.account == account);
        let last = own.map(|one| one.telling).max();
        let known = self.tellings.iter().find(|one| Some(one.number) == last);
        match (known, self.state.is_withdrawn()) {
            (None, true) => Reading::Gone,
            (None, false) => Reading::Sealed,
            (Some(_), true) => Reading::Withdrawn,
            (Some(telling), false) => Reading::Open {
                more: self
                    .latest()
                    .is_some_and(|last| last.number > telling.number),
                telling,
            },
        }
    }

    /// Whether the last word was heard by somebody: opened, or told in person.
    pub fn is_heard(&self) -> bool {
        let Some(latest) = self.latest() else {
            return false;
        };
        latest.channel == Channel::InPerson
            || self.openings.iter().any(|one| one.telling == latest.number)
    }

    /// Whether word can go out again, by the way it went.
    ///
    /// # Errors
    /// [`ConfidenceRefusal::NoAddress`] for who was told in person.
    pub fn may_remind(&self) -> Result<(), ConfidenceRefusal> {
        match Channel::to(&self.whom) {
            Channel::Application | Channel::Link => Ok(()),
            Channel::InPerson => Err(ConfidenceRefusal::NoAddress),
        }
    }

    /// The telling of a higher level.
    ///
    /// # Errors
    /// [`ConfidenceRefusal::NotHigher`]: what was said cannot be unsaid.
    pub fn raised(&self, mut next: Telling) -> Result<Telling, ConfidenceRefusal> {
        let latest = self.latest();
        if latest.is_some_and(|latest| next.level <= latest.level) {
            return Err(ConfidenceRefusal::NotHigher);
        }
        next.number = latest.map_or(1, |latest| latest.number + 1);
        Ok(next)
    }
}

/// Whether what a team was told is still so, given what its entry holds now: some award, or exactly the
/// awards that it was told of. An invitation stands as it is.
pub fn still_holds(telling: &Telling, held: &[ToldAward]) -> bool {
    match telling.level {
        Level::Invited => true,
        Level::SomeAward => !held.is_empty(),
        Level::ExactTier => telling.awards.iter().all(|told| held.contains(told)),
    }
}

/// What an entry must hold for its team to be told at a level.
///
/// # Errors
/// [`ConfidenceRefusal::NoAward`].
pub fn may_tell(level: Level, held: &[ToldAward]) -> Result<(), ConfidenceRefusal> {
    if level > Level::Invited && held.is_empty() {
        return Err(ConfidenceRefusal::NoAward);
    }
    Ok(())
}

/// Why a confidence cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ConfidenceRefusal {
    /// Nothing to be told of.
    #[error("the entry holds no award")]
    NoAward,
    /// One at a time.
    #[error("the team is told already")]
    ToldAlready,
    /// What was said cannot be unsaid.
    #[error("the level is not higher")]
    NotHigher,
    /// The register names people.
    #[error("the outsider has no name")]
    NameMissing,
    /// Neither the list nor an entry.
    #[error("nothing is covered")]
    NothingCovered,
    /// Who was told in person gets no mail.
    #[error("there is no address to write to")]
    NoAddress,
    /// There is nothing to be silent about any more.
    #[error("the results are public")]
    Public,
    /// The text of the pledge has changed since it was shown.
    #[error("another text of the pledge is shown now")]
    PledgeChanged,
    /// This reader has not opened it.
    #[error("it has to be opened first")]
    NotOpened,
    /// Nobody, or two kinds of people at once.
    #[error("either entries or one outsider")]
    Nobody,
}

#[cfg(test)]
mod tests;
