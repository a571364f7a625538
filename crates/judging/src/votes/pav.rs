//! Proportional approval voting: a vote is worth 1 + 1/2 + … + 1/n when n of those it approves of are
//! elected; the committee worth most to all is elected (Thiele 1895; Kilgour, Approval balloting for
//! multi-winner elections, 2010). Found exactly by branch and bound.

use num_bigint::BigInt;

use super::{
    election::{Approval, Election, PaperFlaw},
    fraction::Fraction,
};

/// The most seats of an exact count: the least common multiple of 1 to 40 still fits in 64 bits.
pub const MOST_PAV_SEATS: usize = 40;

/// How much work an exact count may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// The most committees to keep that are worth the same.
    pub committees: usize,
    /// The most steps; one step looks at one partial committee.
    pub steps: u64,
}

/// The best committees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pav {
    /// What each of them is worth to all votes together.
    pub worth: Fraction,
    /// The committees, each in ascending order, in lexicographic order. More than one is a tie, which the
    /// method leaves open; of these, no more than asked for.
    pub committees: Vec<Vec<usize>>,
    /// Whether they are proven best and none as good is left out.
    pub proven: bool,
    /// Seats that nobody has, because too few candidates have any support.
    pub empty_seats: usize,
}

/// Why there is no exact count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PavRefusal {
    /// Everything that is wrong with the papers.
    Flawed(Vec<PaperFlaw>),
    /// More than [`MOST_PAV_SEATS`].
    TooManySeats,
}

/// Finds the committees worth most. Whom nobody approves is in none. The order for ties is not looked at.
///
/// No committee is worth more than a part of it and, on top, what each further member would add alone;
/// so a partial committee that cannot reach the best one found is left.
///
/// # Errors
/// [`PavRefusal`].
pub fn pav(election: &Election<Approval>, effort: Effort) -> Result<Pav, PavRefusal> {
    election.check().map_err(PavRefusal::Flawed)?;
    let support = election.support();
    let supported: Vec<usize> = (0..election.candidates)
        .filter(|it| support[*it] > 0)
        .collect();
    let size = election.seats.min(supported.len());
    if size > MOST_PAV_SEATS {
        return Err(PavRefusal::TooManySeats);
    }
    let mut search = Search::new(election, size, effort);
    search.extend(0, supported);
    search.committees.sort_unstable();
    Ok(Pav {
        worth: Fraction::new(BigInt::from(search.best), BigInt::from(search.scale)),
        committees: search.committees,
        proven: !search.left_out,
        empty_seats: election.seats - size,
    })
}

/// Worth is counted in units of one over the least common multiple of 1 to the size: whole numbers.
struct Search<'a> {
    election: &'a Election<Approval>,
    supporters: Vec<Vec<usize>>,
    scale: u128,
    /// `parts[n]` is what the next one is worth to a vote that has `n`, in units.
    parts: Vec<u128>,
    size: usize,
    effort: Effort,
    /// The committee so far, and how many of it each paper approves of.
    committee: Vec<usize>,
    elected_of: Vec<usize>,
    best: u128,
    committees: Vec<Vec<usize>>,
    left_out: bool,
}

impl<'a> Search<'a> {
    fn new(election: &'a Election<Approval>, size: usize, effort: Effort) -> Self {
        let scale = (1..=size as u128).fold(1, least_common_multiple);
        let mut supporters = vec![vec![]; election.candidates];
        for (index, paper) in election.papers.iter().enumerate() {
            for candidate in &paper.approved {
                supporters[*candidate].push(index);
            }
        }
        Self {
            election,
            supporters,
            scale,
            parts: (1..=size as u128).map(|next| scale / next).collect(),
            size,
            effort,
            committee: vec![],
            elected_of: vec![0; election.papers.len()],
            best: 0,
            committees: vec![],
            left_out: false,
        }
    }

    /// Looks at all committees that hold the present one and further members out of `left`.
    fn extend(&mut self, worth: u128, mut left: Vec<usize>) {
        let Some(steps) = self.effort.steps.checked_sub(1) else {
            self.left_out = true;
            return;
        };
        self.effort.steps = steps;
        let open = self.size - self.committee.len();
        if open == 0 {
            self.found(worth);
            return;
        }
        let mut gains: Vec<(u128, usize)> = left
            .iter()
            .map(|candidate| (self.gain(*candidate), *candidate))
            .collect();
        gains.sort_unstable_by(|one, other| other.cmp(one));
        left.clear();
        left.extend(gains.iter().map(|(_, candidate)| *candidate));
        // With each one in turn, and then without them.
        for first in 0..=left.len() - open {
            let most: u128 = gains[first..first + open]
                .iter()
                .map(|(gain, _)| gain)
                .sum();
            if !self.is_wanted(worth + most) {
                return;
            }
            let (gain, candidate) = gains[first];
            self.change(candidate, true);
            self.extend(worth + gain, left[first + 1..].to_vec());
            self.change(candidate, false);
        }
    }

    /// Whether a committee worth so much would be news.
    fn is_wanted(&self, worth: u128) -> bool {
        worth > self.best || worth == self.best && !self.left_out
    }

    fn found(&mut self, worth: u128) {
        if worth > self.best {
            self.best = worth;
            self.committees.clear();
            self.left_out = false;
        }
        if worth == self.best && self.committees.len() < self.effort.committees {
            let mut committee = self.committee.clone();
            committee.sort_unstable();
            self.committees.push(committee);
        } else {
            self.left_out |= worth == self.best;
        }
    }

    fn gain(&self, candidate: usize) -> u128 {
        let supporters = self.supporters[candidate].iter();
        supporters
            .map(|paper| {
                let weight = u128::from(self.election.papers[*paper].weight);
                weight * self.parts[self.elected_of[*paper]]
            })
            .sum()
    }

    fn change(&mut self, candidate: usize, join: bool) {
        if join {
            self.committee.push(candidate);
        } else {
            self.committee.pop();
        }
        for paper in &self.supporters[candidate] {
            let elected = &mut self.elected_of[*paper];
            *elected = if join { *elected + 1 } else { *elected - 1 };
        }
    }
}

fn least_common_multiple(one: u128, other: u128) -> u128 {
    let (mut large, mut small) = (one, other);
    while small > 0 {
        (large, small) = (small, large % small);
    }
    one / large * other
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::votes::{
        fraction::{ratio, whole},
        sequential_pav,
    };

    const ENOUGH: Effort = Effort {
        committees: 1000,
        steps: 100_000,
    };

    fn election(seats: usize, papers: &[(u32, &[usize])]) -> Election<Approval> {
        let paper = |(weight, approved): &(u32, &[usize])| Approval {
            weight: *weight,
            approved: approved.to_vec(),
        };
        Election {
            candidates: 6,
            seats,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![],
        }
    }

    #[test]
    fn the_best_committee_is_not_always_that_of_one_seat_after_the_other() {
        // 2 has most, so one after the other it is in; but 0 and 1 together serve all eleven.
        let papers: &[(u32, &[usize])] = &[(3, &[0, 2]), (3, &[1, 2]), (2, &[0]), (2, &[1])];
        let election = election(2, papers);
        let counted = pav(&election, ENOUGH).unwrap();
        assert_eq!(counted.committees, [[0, 1]]);
        assert_eq!(counted.worth, whole(10));
        assert_eq!(sequential_pav(&election).unwrap().picks[0].candidate, 2);
        assert!(counted.proven);
    }

    #[test]
    fn all_committees_worth_the_same_are_named_or_it_is_said_that_some_are_left_out() {
        let election = election(2, &[(2, &[0, 1]), (1, &[2]), (1, &[3])]);
        // 0 and 1: 2 + 1; one of them and 2 or 3: 2 + 1.
        let counted = pav(&election, ENOUGH).unwrap();
        assert_eq!(counted.committees, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3]]);
        assert!(counted.proven);
        let few = Effort {
            committees: 2,
            ..ENOUGH
        };
        let counted = pav(&election, few).unwrap();
        assert_eq!((counted.committees.len(), counted.proven), (2, false));
        assert_eq!(counted.worth, whole(3));
    }

    #[test]
    fn what_could_not_be_searched_is_not_called_proven() {
        let election = election(2, &[(2, &[0, 1]), (1, &[2]), (1, &[3])]);
        let hurried = Effort { steps: 3, ..ENOUGH };
        let counted = pav(&election, hurried).unwrap();
        assert!(!counted.proven);
        assert_eq!(counted.committees.len(), 1);
    }

    #[test]
    fn whom_nobody_approves_is_in_no_committee() {
        let counted = pav(&election(3, &[(1, &[4, 2])]), ENOUGH).unwrap();
        assert_eq!(
            (counted.committees, counted.empty_seats),
            (vec![vec![2, 4]], 1)
        );
        assert_eq!(counted.worth, ratio(3, 2));
        let counted = pav(&election(3, &[]), ENOUGH).unwrap();
        assert_eq!((counted.committees, counted.empty_seats), (vec![vec![]], 3));
    }

    /// Every committee of three out of six.
    fn exhaustive(election: &Election<Approval>) -> (Fraction, Vec<Vec<usize>>) {
        let mut best = (whole(0), vec![]);
        for set in (0_u32..64).filter(|set| set.count_ones() == 3) {
            let members: Vec<usize> = (0..6).filter(|it| set >> it & 1 == 1).collect();
            let worth = election.papers.iter().fold(whole(0), |sum, paper| {
                let elected = paper
                    .approved
                    .iter()
                    .filter(|it| members.contains(it))
                    .count();
                (1..=elected as u64).fold(sum, |sum, n| sum + ratio(u64::from(paper.weight), n))
            });
            if worth > best.0 {
                best = (worth.clone(), vec![]);
            }
            if worth == best.0 {
                best.1.push(members);
            }
        }
        best.1.sort_unstable();
        best
    }

    proptest! {
        #[test]
        fn the_search_finds_what_trying_every_committee_finds(
            papers in prop::collection::vec(
                (1_u32..6, prop::sample::subsequence(vec![0, 1, 2, 3, 4, 5], 0..=6)),
                1..10,
            ),
        ) {
            let named: Vec<(u32, &[usize])> =
                papers.iter().map(|(weight, named)| (*weight, &named[..])).collect();
            // Everybody has some support.
            let election = election(3, &[&named[..], &[(1, &[0, 1, 2, 3, 4, 5])]].concat());
            let counted = pav(&election, ENOUGH).unwrap();
            prop_assert!(counted.proven);
            prop_assert_eq!((counted.worth, counted.committees), exhaustive(&election));
        }
    }
}
