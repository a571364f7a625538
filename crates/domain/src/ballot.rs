//! A ballot: one secret vote of a heat's panel on entries. Nothing here can say who voted how, because nothing
//! in the system knows: a paper has a random key, an entry and a choice; who took part stands elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    edition::{Problem, kinds::named},
    ids::{BallotId, EditionId, EntryId, HeatId, JudgeId},
    time::Timestamp,
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
        /// No entry had a quorum, or papers enough to be secret: nothing was decided, and what they said was not
        /// kept.
        void: bool,
    },
}

impl BallotState {
    /// The name in the database and in responses.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Counted { void: false, .. } => "counted",
            Self::Counted { void: true, .. } => "void",
        }
    }

    /// Whether it was counted in vain, for want of a quorum.
    pub const fn is_void(&self) -> bool {
        matches!(self, Self::Counted { void: true, .. })
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
    /// Whether so few came in that it would tell what one member said: it counts as an entry without a quorum.
    pub withheld: bool,
}

impl EntryCount {
    /// How many voted on it.
    pub const fn cast(&self) -> u32 {
        self.yes + self.no + self.abstain
    }
}

/// The least number of papers that are counted where more than one may vote: one is no secret.
const LEAST_PAPERS: u32 = 2;

/// The same while others are there who could vote yet.
const LEAST_BEFORE_OTHERS: u32 = 3;

/// Some who are there and have something to vote on have not voted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{missing} who are present have not voted")]
pub struct StillVoting {
    /// How many.
    pub missing: u32,
}

impl EntryCount {
    /// Withholds what the papers said where so few came in that it would tell what one member said; `missing` who
    /// are there could vote yet. Where one alone may vote there is nothing to hide it behind.
    #[must_use]
    pub fn kept_secret(mut self, missing: u32) -> Self {
        let mut least = LEAST_PAPERS.min(self.eligible);
        if missing > 0 {
            least = least.max(LEAST_BEFORE_OTHERS.min(self.present.saturating_sub(1)));
        }
        self.withheld = self.cast() > 0 && self.cast() < least;
        self
    }

    /// Without what the papers said.
    #[must_use]
    pub const fn without_choices(mut self) -> Self {
        (self.yes, self.no, self.abstain) = (0, 0, 0);
        self
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
    fn what_was_counted_takes_no_more_papers() {
        let counted = |void| BallotState::Counted {
            opened_at: Timestamp(1),
            counted_at: Timestamp(2),
            counts: Counts::default(),
            void,
        };
        for void in [false, true] {
            let mut ballot = ballot();
            ballot.state = counted(void);
            let refusal = ballot.check(&[], &Choices::new()).unwrap_err();
            assert_eq!(codes(&refusal), ["not_open"]);
        }
        assert_eq!(
            (counted(false).name(), counted(true).name()),
            ("counted", "void")
        );
    }

    #[test]
    fn papers_are_withheld_that_would_tell_what_one_member_said() {
        let withheld = |eligible, present, voted, missing| {
            let count = EntryCount {
                entry: entry(1),
                eligible,
                present,
                yes: voted,
                no: 0,
                abstain: 0,
                withheld: false,
            };
            count.kept_secret(missing).withheld
        };
        assert!(withheld(40, 1, 1, 0) && !withheld(40, 2, 2, 0));
        assert!(!withheld(40, 0, 0, 0) && !withheld(40, 5, 0, 5));
        assert!(withheld(40, 5, 1, 4) && withheld(40, 5, 2, 3) && !withheld(40, 5, 3, 2));
        assert!(withheld(3, 3, 1, 2), "one of three");
        assert!(!withheld(3, 3, 2, 1), "the third does not come back");
        assert!(withheld(2, 2, 1, 1) && withheld(2, 1, 1, 0) && !withheld(2, 2, 2, 0));
        assert!(!withheld(1, 1, 1, 0), "nobody else may vote");
    }
}
