//! A ballot: one secret vote of a heat's panel on entries. Nothing here can say who voted how, because nothing
//! in the system knows: a paper has a random key, an entry and a choice; who took part stands elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    edition::{Problem, kinds::named},
    ids::{BallotId, EditionId, EntryId, HeatId, JudgeId},
    time::Timestamp,
    transition::TransitionError,
};

named! {
    /// What a paper says.
    Choice {
        /// For the entry.
        Yes = "yes",
        /// Against it.
        No = "no",
        /// Neither.
        Abstain = "abstain",
    }

    /// How far a member has come in a ballot. When that was is known to nobody.
    Participation {
        /// Not there, so far.
        Absent = "absent",
        /// There, and counted for the quorum.
        Present = "present",
        /// Voted; a cast paper is final.
        Voted = "voted",
    }
}

/// A vote on some entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Identity.
    pub id: BallotId,
    /// Lock column.
    pub revision: i64,
    /// In which edition.
    pub edition: EditionId,
    /// Whose panel votes.
    pub heat: HeatId,
    /// 1 for the first of its heat.
    pub number: u32,
    /// What is voted on, by entry number.
    pub entries: Vec<EntryId>,
    /// How many one member may say yes to, where that is limited.
    pub picks: Option<u32>,
    /// Where it stands.
    pub state: BallotState,
}

/// Where a ballot stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BallotState {
    /// Papers are taken.
    Open {
        /// Since when.
        opened_at: Timestamp,
    },
    /// No more papers; they were counted.
    Counted {
        /// When it was opened.
        opened_at: Timestamp,
        /// When it was counted.
        counted_at: Timestamp,
        /// What was counted.
        counts: Counts,
    },
}

impl BallotState {
    /// The name in the database and in responses.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Counted { .. } => "counted",
        }
    }

    /// The state after counting.
    ///
    /// # Errors
    /// When it was counted before.
    pub fn count(self, counted_at: Timestamp, counts: Counts) -> Result<Self, TransitionError> {
        match self {
            Self::Open { opened_at } => Ok(Self::Counted {
                opened_at,
                counted_at,
                counts,
            }),
            Self::Counted { .. } => Err(TransitionError {
                from: self.name(),
                action: "count",
            }),
        }
    }

    /// What was counted, once it was.
    pub const fn counts(&self) -> Option<&Counts> {
        match self {
            Self::Open { .. } => None,
            Self::Counted { counts, .. } => Some(counts),
        }
    }
}

/// What was counted in a ballot: all that is ever known of its papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Members of the panel.
    pub members: u32,
    /// How many of them were present, those who voted among them.
    pub present: u32,
    /// How many voted.
    pub voted: u32,
    /// One for each entry, in the ballot's order.
    pub entries: Vec<EntryCount>,
}

/// What was counted for an entry. Whoever is recused from it is in none of these figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryCount {
    /// Which.
    pub entry: EntryId,
    /// How many may vote on it.
    pub eligible: u32,
    /// How many of them are present.
    pub present: u32,
    /// Papers for it.
    pub yes: u32,
    /// Papers against it.
    pub no: u32,
    /// Papers that say neither.
    pub abstain: u32,
}

impl EntryCount {
    /// How many voted on it.
    pub const fn cast(&self) -> u32 {
        self.yes + self.no + self.abstain
    }
}

/// What one member says to the entries of a ballot.
pub type Choices = BTreeMap<EntryId, Choice>;

/// Why papers are not taken. Nothing was written then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PapersRefusal {
    /// The ballot takes no papers now.
    #[error("the ballot is not open")]
    NotOpen,
    /// An entry is left out, or another one named, or more are said yes to than may be.
    #[error("the papers are not complete")]
    Incomplete(Vec<Problem>),
}

impl Ballot {
    /// Checks what a member says, who may vote on `mine` alone: a choice for each of them and for no other,
    /// and no more than [`Ballot::picks`] for yes.
    ///
    /// # Errors
    /// See [`PapersRefusal`].
    pub fn check(&self, mine: &[EntryId], choices: &Choices) -> Result<(), PapersRefusal> {
        if !matches!(self.state, BallotState::Open { .. }) {
            return Err(PapersRefusal::NotOpen);
        }
        let left_out = mine.iter().any(|entry| !choices.contains_key(entry));
        let other = choices.keys().any(|entry| !mine.contains(entry));
        let mut problems = vec![];
        if left_out || other {
            problems.push(Problem::at("/choices", "choices_incomplete"));
        }
        let yes = choices.values().filter(|choice| **choice == Choice::Yes);
        let yes = yes.count();
        if let Some(picks) = self.picks.filter(|picks| yes > *picks as usize) {
            let problem = Problem::at("/choices", "too_many_picks");
            problems.push(problem.with("limit", picks).with("actual", yes));
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(PapersRefusal::Incomplete(problems))
        }
    }
}

/// One member's place in a ballot, as its owner asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotSeat {
    /// Which ballot.
    pub ballot: Ballot,
    /// Whose place; nothing for who has none.
    pub judge: Option<JudgeId>,
    /// How far the member has come.
    pub participation: Participation,
    /// What the member may vote on, by entry number: all but those that a conflict bars.
    pub mine: Vec<EntryId>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn entry(number: u128) -> EntryId {
        EntryId(Uuid::from_u128(number))
    }

    fn ballot() -> Ballot {
        Ballot {
            id: BallotId(Uuid::nil()),
            revision: 1,
            edition: EditionId(Uuid::nil()),
            heat: HeatId(Uuid::nil()),
            number: 1,
            entries: vec![entry(1), entry(2), entry(3)],
            picks: Some(1),
            state: BallotState::Open {
                opened_at: Timestamp(1),
            },
        }
    }

    fn said(choices: &[(u128, Choice)]) -> Choices {
        let pair = |(number, choice): &(u128, Choice)| (entry(*number), *choice);
        choices.iter().map(pair).collect()
    }

    fn codes(refusal: &PapersRefusal) -> Vec<&str> {
        match refusal {
            PapersRefusal::NotOpen => vec!["not_open"],
            PapersRefusal::Incomplete(problems) => problems
                .iter()
                .map(|problem| problem.code.as_str())
                .collect(),
        }
    }

    #[test]
    fn a_member_says_something_to_each_entry_that_is_not_barred_and_to_no_other() {
        let (ballot, mine) = (ballot(), [entry(1), entry(3)]);
        let whole = said(&[(1, Choice::Yes), (3, Choice::Abstain)]);
        assert_eq!(ballot.check(&mine, &whole), Ok(()));
        for wrong in [
            said(&[(1, Choice::Yes)]),
            said(&[(1, Choice::Yes), (2, Choice::No), (3, Choice::No)]),
            said(&[]),
        ] {
            let refusal = ballot.check(&mine, &wrong).unwrap_err();
            assert_eq!(codes(&refusal), ["choices_incomplete"]);
        }
    }

    #[test]
    fn no_more_than_the_limit_get_a_yes() {
        let mine = [entry(1), entry(3)];
        let both = said(&[(1, Choice::Yes), (3, Choice::Yes)]);
        let refusal = ballot().check(&mine, &both).unwrap_err();
        assert_eq!(codes(&refusal), ["too_many_picks"]);
        let free = Ballot {
            picks: None,
            ..ballot()
        };
        assert_eq!(free.check(&mine, &both), Ok(()));
    }

    #[test]
    fn what_was_counted_takes_no_more_papers_and_is_not_counted_twice() {
        let mut ballot = ballot();
        ballot.state = ballot.state.count(Timestamp(2), Counts::default()).unwrap();
        let refusal = ballot.check(&[], &Choices::new()).unwrap_err();
        assert_eq!(codes(&refusal), ["not_open"]);
        let again = ballot.state.count(Timestamp(3), Counts::default());
        assert!(again.is_err());
    }
}
