//! What is written down of each stage.

use crate::votes::fraction::Fraction;

/// A candidate's votes in a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// Index of the candidate.
    pub candidate: usize,
    /// The sum of the values of their papers.
    pub votes: Fraction,
}

/// What a stage does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Move {
    /// The surplus of an elected candidate is passed on; they keep a quota.
    PassOn {
        /// Index of the candidate.
        candidate: usize,
        /// Their votes above the quota.
        surplus: Fraction,
    },
    /// A candidate is excluded, and all their papers are passed on at the value they have.
    Exclude {
        /// Index of the candidate.
        candidate: usize,
    },
    /// Nothing: the seats are filled, or a tie is open.
    End,
}

/// A stage: who has how much, who is thereby elected, and what is then done.
///
/// The votes of all stages add up: those that candidates have, a quota for each of the elected who no
/// longer appear, `exhausted` and `lost` make the number of votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Those in the running, and the elected whose surplus is still to be passed on; by index.
    pub holdings: Vec<Holding>,
    /// Votes of papers that name nobody further, up to here.
    pub exhausted: Fraction,
    /// Votes lost by cutting values, up to here.
    pub lost: Fraction,
    /// Who is elected by this, most votes first.
    pub elected: Vec<usize>,
    /// What is then done.
    pub then: Move,
}

impl Stage {
    /// A candidate's votes, if they appear.
    pub fn votes(&self, candidate: usize) -> Option<&Fraction> {
        let mut holdings = self.holdings.iter();
        let holding = holdings.find(|holding| holding.candidate == candidate);
        holding.map(|holding| &holding.votes)
    }
}
