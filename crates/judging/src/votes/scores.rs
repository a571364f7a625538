//! Counts that give each candidate one score; the highest take the seats.
//!
//! Approval: votes that approve. Satisfaction approval: each vote is split evenly among those it
//! approves of (Brams and Kilgour, Satisfaction Approval Voting, 2014). Borda: points by position.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    election::{Approval, Election, Paper, PaperFlaw, Ranking},
    fraction::{Fraction, ratio, whole},
    ties::{Purpose, Tie, Ties},
};

/// Scores and who takes the seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored<Score> {
    /// One for each candidate.
    pub scores: Vec<Score>,
    /// Who is elected, in ascending order.
    pub elected: Vec<usize>,
    /// The tie for the last seats, if there is one.
    pub tie: Option<Tie>,
    /// Seats that nobody has: because the tie is open, or because no other candidate has any support.
    pub empty_seats: usize,
}

/// Approval voting: a candidate's score is the number of votes that approve.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn approval(election: &Election<Approval>) -> Result<Scored<u64>, Vec<PaperFlaw>> {
    election.check()?;
    Ok(seated(election, election.support()))
}

/// Satisfaction approval voting: a vote that approves of `n` candidates gives each `1 / n`.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn satisfaction_approval(
    election: &Election<Approval>,
) -> Result<Scored<Fraction>, Vec<PaperFlaw>> {
    election.check()?;
    // Votes are added up by the length of their lists first: few fractions are cheap.
    let mut by_length: Vec<BTreeMap<u64, u64>> = vec![BTreeMap::new(); election.candidates];
    for paper in &election.papers {
        for candidate in &paper.approved {
            let votes = by_length[*candidate].entry(paper.approved.len() as u64);
            *votes.or_default() += u64::from(paper.weight);
        }
    }
    let score = |shares: BTreeMap<u64, u64>| {
        let shares = shares
            .into_iter()
            .map(|(length, votes)| ratio(votes, length));
        shares.fold(whole(0), |sum, share| sum + share)
    };
    let scores = by_length.into_iter().map(score).collect();
    Ok(seated(election, scores))
}

/// What candidates get from a paper that does not name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unnamed {
    /// No points.
    Nothing,
    /// Each the mean of the points that are left.
    Mean,
}

/// Borda's count with `n` candidates: `n - 1` points for the first on a paper, one less for each
/// further one. Scores are in **halves of a point**, because a mean may end in one.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn borda(
    election: &Election<Ranking>,
    unnamed: Unnamed,
) -> Result<Scored<u64>, Vec<PaperFlaw>> {
    election.check()?;
    let mut halves = vec![0; election.candidates];
    for paper in &election.papers {
        let weight = u64::from(paper.weight);
        let left = election.candidates - paper.preferences.len();
        // The points that are left are left - 1, …, 1, 0.
        if unnamed == Unnamed::Mean && left > 0 {
            let all = halves.iter_mut().enumerate();
            let others = all.filter(|(candidate, _)| !paper.preferences.contains(candidate));
            others.for_each(|(_, halves)| *halves += weight * (left as u64 - 1));
        }
        for (position, candidate) in paper.preferences.iter().enumerate() {
            halves[*candidate] += weight * 2 * (election.candidates - 1 - position) as u64;
        }
    }
    Ok(seated(election, halves))
}

/// Points by position: `points[0]` for the first on a paper, and so on; nothing beyond. A committee that
/// names its ten best with 12, 10, 8, 7 … 1 points counts in this way.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn positional(
    election: &Election<Ranking>,
    points: &[u32],
) -> Result<Scored<u64>, Vec<PaperFlaw>> {
    election.check()?;
    let mut scores = vec![0; election.candidates];
    for paper in &election.papers {
        for (candidate, points) in paper.preferences.iter().zip(points) {
            scores[*candidate] += u64::from(paper.weight) * u64::from(*points);
        }
    }
    Ok(seated(election, scores))
}

/// Seats the candidates with the highest scores. Whom no paper names takes no seat.
fn seated<P: Paper, Score: Ord + Clone>(
    election: &Election<P>,
    scores: Vec<Score>,
) -> Scored<Score> {
    let support = election.support();
    let mut best: Vec<usize> = (0..election.candidates)
        .filter(|it| support[*it] > 0)
        .collect();
    best.sort_by_key(|candidate| Reverse(scores[*candidate].clone()));
    let mut elected = best.clone();
    let mut ties = Ties::new(&election.tie_order);
    if best.len() > election.seats {
        let first_out = scores[best[election.seats]].clone();
        elected.retain(|candidate| scores[*candidate] > first_out);
        best.retain(|candidate| scores[*candidate] == first_out);
        let wanted = election.seats - elected.len();
        if wanted > 0 {
            let chosen = ties.decide(0, Purpose::Seat, &best, wanted);
            elected.extend(chosen.unwrap_or_default());
        }
    }
    elected.sort_unstable();
    Scored {
        scores,
        empty_seats: election.seats.saturating_sub(elected.len()),
        elected,
        tie: ties.met.pop(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::votes::ties::DecidedBy;

    fn approvals(seats: usize, papers: &[(u32, &[usize])]) -> Election<Approval> {
        let paper = |(weight, approved): &(u32, &[usize])| Approval {
            weight: *weight,
            approved: approved.to_vec(),
        };
        Election {
            candidates: 4,
            seats,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![],
        }
    }

    fn rankings(papers: &[(u32, &[usize])]) -> Election<Ranking> {
        let paper = |(weight, preferences): &(u32, &[usize])| Ranking {
            weight: *weight,
            preferences: preferences.to_vec(),
        };
        Election {
            candidates: 4,
            seats: 1,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![],
        }
    }

    #[test]
    fn the_most_approved_take_the_seats() {
        let election = approvals(2, &[(3, &[0, 2]), (2, &[2, 1]), (1, &[3])]);
        let counted = approval(&election).unwrap();
        assert_eq!(counted.scores, [3, 2, 5, 1]);
        assert_eq!(counted.elected, [0, 2]);
        assert_eq!((counted.tie, counted.empty_seats), (None, 0));
    }

    #[test]
    fn a_tie_for_the_last_seat_is_reported_and_open_without_an_order() {
        let mut election = approvals(2, &[(3, &[2]), (2, &[0, 3]), (1, &[1])]);
        let open = approval(&election).unwrap();
        assert_eq!((open.elected, open.empty_seats), (vec![2], 1));
        let tie = open.tie.unwrap();
        assert_eq!((tie.among, tie.wanted), (vec![0, 3], 1));
        assert_eq!(tie.by, DecidedBy::Nobody);
        election.tie_order = vec![3, 0];
        let decided = approval(&election).unwrap();
        assert_eq!(decided.elected, [2, 3]);
        assert_eq!(decided.tie.unwrap().by, DecidedBy::Order);
    }

    #[test]
    fn whom_nobody_approves_takes_no_seat() {
        let counted = approval(&approvals(3, &[(1, &[2])])).unwrap();
        assert_eq!((counted.elected, counted.empty_seats), (vec![2], 2));
    }

    #[test]
    fn a_vote_for_few_weighs_more_for_each_of_them_when_it_is_split() {
        // 0: 3/3, 1: 3/3, 2: 3/3 + 0, 3: 2.
        let election = approvals(1, &[(3, &[0, 1, 2]), (2, &[3])]);
        let counted = satisfaction_approval(&election).unwrap();
        assert_eq!(counted.scores, [whole(1), whole(1), whole(1), whole(2)]);
        assert_eq!(counted.elected, [3]);
        assert_eq!(approval(&election).unwrap().elected, []);
    }

    #[test]
    fn borda_gives_points_by_position_and_to_the_unnamed_what_the_rule_says() {
        let election = rankings(&[(2, &[0, 1, 2, 3]), (1, &[3, 1])]);
        let counted = borda(&election, Unnamed::Nothing).unwrap();
        assert_eq!(counted.scores, [12, 12, 4, 6], "halves of 6, 6, 2, 3");
        assert_eq!(counted.tie.unwrap().among, [0, 1]);
        let counted = borda(&election, Unnamed::Mean).unwrap();
        assert_eq!(
            counted.scores,
            [13, 12, 5, 6],
            "half a point for each unnamed"
        );
        assert_eq!(counted.elected, [0]);
    }

    #[test]
    fn points_go_by_position_and_end_with_the_last_that_the_rule_gives() {
        let election = rankings(&[(2, &[0, 1, 2, 3]), (1, &[3, 1])]);
        let counted = positional(&election, &[5, 3, 1]).unwrap();
        assert_eq!(counted.scores, [10, 9, 2, 5]);
        assert_eq!(counted.elected, [0]);
    }

    proptest! {
        #[test]
        fn scores_add_up_to_what_the_papers_give(
            papers in prop::collection::vec(
                (1_u32..5, prop::sample::subsequence(vec![0, 1, 2, 3], 0..=4).prop_shuffle()),
                0..8,
            ),
        ) {
            let named: Vec<(u32, &[usize])> =
                papers.iter().map(|(weight, named)| (*weight, &named[..])).collect();
            let election = approvals(2, &named);
            let votes: u64 = papers.iter().map(|(weight, _)| u64::from(*weight)).sum();
            let empty = papers.iter().filter(|(_, named)| named.is_empty());
            let empty: u64 = empty.map(|(weight, _)| u64::from(*weight)).sum();
            let split = satisfaction_approval(&election).unwrap().scores;
            let sum = split.into_iter().fold(whole(0), |sum, score| sum + score);
            prop_assert_eq!(sum, whole(votes - empty));
            let points = borda(&rankings(&named), Unnamed::Mean).unwrap().scores;
            prop_assert_eq!(points.iter().sum::<u64>(), 2 * votes * (3 + 2 + 1));
        }

        #[test]
        fn another_numbering_of_candidates_elects_the_same(
            papers in prop::collection::vec(
                (1_u32..5, prop::sample::subsequence(vec![0, 1, 2, 3], 0..=4)),
                0..8,
            ),
            seats in 1_usize..4,
        ) {
            let named: Vec<(u32, &[usize])> =
                papers.iter().map(|(weight, named)| (*weight, &named[..])).collect();
            let election = approvals(seats, &named);
            let mut mirrored = election.clone();
            for paper in &mut mirrored.papers {
                paper.approved.iter_mut().for_each(|candidate| *candidate = 3 - *candidate);
            }
            mirrored.papers.reverse();
            let straight = approval(&election).unwrap();
            let mut back: Vec<usize> =
                approval(&mirrored).unwrap().elected.iter().map(|it| 3 - it).collect();
            back.sort_unstable();
            prop_assert_eq!(straight.elected, back);
        }
    }
}
