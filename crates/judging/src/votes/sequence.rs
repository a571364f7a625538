//! Counts that elect one candidate after the other by a figure that is worked out anew each time.

use super::{
    election::{Approval, Election},
    fraction::Fraction,
    ties::{Purpose, Tie, Ties},
};

/// One election of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Who is elected.
    pub candidate: usize,
    /// One for each candidate: the figure by which they stood to be elected. Nothing for those who did
    /// not, because they are elected already or cannot be.
    pub figures: Vec<Option<Fraction>>,
}

/// A sequence of elections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// One after the other.
    pub picks: Vec<Pick>,
    /// The ties that were met. When the last is open, the count ends there.
    pub ties: Vec<Tie>,
    /// Seats that nobody has: because a tie is open, or because no other candidate has any support.
    pub empty_seats: usize,
}

impl Sequence {
    /// Who is elected, in ascending order.
    pub fn elected(&self) -> Vec<usize> {
        let mut elected: Vec<usize> = self.picks.iter().map(|pick| pick.candidate).collect();
        elected.sort_unstable();
        elected
    }
}

/// Which figure is the best.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Best {
    Highest,
    Lowest,
}

/// A sequence in the making.
pub(super) struct Picking<'a> {
    pub election: &'a Election<Approval>,
    /// For each candidate, the papers that approve of them.
    pub supporters: Vec<Vec<usize>>,
    pub elected: Vec<bool>,
    picks: Vec<Pick>,
    ties: Ties<'a>,
}

impl<'a> Picking<'a> {
    /// Of a sound election.
    pub fn new(election: &'a Election<Approval>) -> Self {
        let mut supporters = vec![vec![]; election.candidates];
        for (index, paper) in election.papers.iter().enumerate() {
            for candidate in paper.approved.iter().filter(|_| paper.weight > 0) {
                supporters[*candidate].push(index);
            }
        }
        Self {
            election,
            supporters,
            elected: vec![false; election.candidates],
            picks: vec![],
            ties: Ties::new(&election.tie_order),
        }
    }

    pub fn weight(&self, paper: usize) -> u64 {
        u64::from(self.election.papers[paper].weight)
    }

    /// Candidates who can be elected: not elected yet, and somebody approves of them.
    fn can_be(&self, candidate: usize) -> bool {
        !self.elected[candidate] && !self.supporters[candidate].is_empty()
    }

    /// Elects the candidate with the best figure; nobody when the seats are filled, no candidate has a
    /// figure, or a tie is open.
    pub fn elect(
        &mut self,
        best: Best,
        figure: impl Fn(&Self, usize) -> Option<Fraction>,
    ) -> Option<&Pick> {
        let open_tie = self
            .ties
            .met
            .last()
            .is_some_and(|tie| tie.chosen.is_empty());
        if self.picks.len() >= self.election.seats || open_tie {
            return None;
        }
        let all = 0..self.election.candidates;
        let figures: Vec<Option<Fraction>> = all
            .map(|candidate| figure(self, candidate).filter(|_| self.can_be(candidate)))
            .collect();
        let there = figures.iter().flatten();
        let extreme = match best {
            Best::Highest => there.max(),
            Best::Lowest => there.min(),
        }?;
        let equal = figures.iter().enumerate();
        let equal = equal.filter(|(_, figure)| figure.as_ref() == Some(extreme));
        let equal: Vec<usize> = equal.map(|(candidate, _)| candidate).collect();
        let chosen = self
            .ties
            .decide(self.picks.len(), Purpose::Seat, &equal, 1)?;
        let candidate = *chosen.first()?;
        self.elected[candidate] = true;
        self.picks.push(Pick { candidate, figures });
        self.picks.last()
    }

    pub fn finish(self) -> Sequence {
        Sequence {
            empty_seats: self.election.seats.saturating_sub(self.picks.len()),
            picks: self.picks,
            ties: self.ties.met,
        }
    }
}
