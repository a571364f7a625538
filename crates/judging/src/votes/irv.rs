//! Instant run-off: one seat; whoever has least is eliminated and their papers go to the next they name,
//! until one has more than half of the votes that still count (Robert's Rules of Order Newly Revised,
//! section 45, preferential voting).

use super::{
    election::{Election, PaperFlaw, Ranking},
    ties::{Purpose, Tie, Ties},
};

/// A stage of the count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elimination {
    /// Those who are left, by index, each with their votes.
    pub votes: Vec<(usize, u64)>,
    /// Votes of papers that name none of them.
    pub exhausted: u64,
    /// Who is then eliminated; nobody in the last stage.
    pub eliminated: Option<usize>,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Irv {
    /// Stage by stage.
    pub stages: Vec<Elimination>,
    /// Who has more than half in the last stage; nobody when a tie is open or there is no vote.
    pub winner: Option<usize>,
    /// The ties that were met. When the last is open, the count ends there.
    pub ties: Vec<Tie>,
}

/// Counts. [`Election::seats`] is not looked at: there is one.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn irv(election: &Election<Ranking>) -> Result<Irv, Vec<PaperFlaw>> {
    election.check()?;
    let mut left = vec![true; election.candidates];
    let mut ties = Ties::new(&election.tie_order);
    let (mut stages, mut winner) = (vec![], None);
    loop {
        let (votes, exhausted) = votes(election, &left);
        let counting: u64 = votes.iter().map(|(_, votes)| votes).sum();
        let ahead = votes.iter().find(|(_, votes)| 2 * votes > counting);
        winner = winner.or(ahead.map(|(candidate, _)| *candidate));
        let eliminated = if winner.is_some() || counting == 0 {
            None
        } else {
            last(stages.len(), &votes, &mut ties)
        };
        stages.push(Elimination {
            votes,
            exhausted,
            eliminated,
        });
        match eliminated {
            Some(candidate) => left[candidate] = false,
            None => break,
        }
    }
    Ok(Irv {
        stages,
        winner,
        ties: ties.met,
    })
}

/// The votes of each who is left, and those of papers that name none of them.
fn votes(election: &Election<Ranking>, left: &[bool]) -> (Vec<(usize, u64)>, u64) {
    let mut votes = vec![0; election.candidates];
    let mut exhausted = 0;
    for paper in &election.papers {
        let first = paper.preferences.iter().find(|candidate| left[**candidate]);
        let heap = first.map_or(&mut exhausted, |candidate| &mut votes[*candidate]);
        *heap += u64::from(paper.weight);
    }
    let those_left = votes
        .into_iter()
        .enumerate()
        .filter(|(candidate, _)| left[*candidate]);
    (those_left.collect(), exhausted)
}

/// Who has least, if that is one or the order for ties says who goes.
fn last(stage: usize, votes: &[(usize, u64)], ties: &mut Ties<'_>) -> Option<usize> {
    let least = votes.iter().map(|(_, votes)| votes).min();
    let lowest = votes.iter().filter(|(_, votes)| Some(votes) == least);
    let lowest: Vec<usize> = lowest.map(|(candidate, _)| *candidate).collect();
    let chosen = ties.decide(stage, Purpose::Exclusion, &lowest, 1)?;
    chosen.first().copied()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::votes::{
        stv::{StvRule, Value, stv},
        ties::DecidedBy,
    };

    fn election(papers: &[(u32, &[usize])]) -> Election<Ranking> {
        let paper = |(weight, preferences): &(u32, &[usize])| Ranking {
            weight: *weight,
            preferences: preferences.to_vec(),
        };
        Election {
            candidates: 4,
            seats: 1,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![3, 2, 1, 0],
        }
    }

    #[test]
    fn the_four_cities_of_tennessee_elect_knoxville() {
        // Memphis 0, Nashville 1, Chattanooga 2, Knoxville 3: a textbook example.
        let papers: &[(u32, &[usize])] = &[
            (42, &[0, 1, 2, 3]),
            (26, &[1, 2, 3, 0]),
            (15, &[2, 3, 1, 0]),
            (17, &[3, 2, 1, 0]),
        ];
        let counted = irv(&election(papers)).unwrap();
        let eliminated: Vec<_> = counted
            .stages
            .iter()
            .map(|stage| stage.eliminated)
            .collect();
        assert_eq!(eliminated, [Some(2), Some(1), None]);
        assert_eq!(counted.stages[2].votes, [(0, 42), (3, 58)]);
        assert_eq!(counted.winner, Some(3));
    }

    #[test]
    fn half_is_not_enough_and_exhausted_papers_no_longer_count() {
        let counted = irv(&election(&[(3, &[0]), (2, &[1]), (1, &[2])])).unwrap();
        assert_eq!(counted.stages[0].eliminated, Some(3), "nobody names them");
        assert_eq!(
            counted.stages[1].eliminated,
            Some(2),
            "three of six are half"
        );
        assert_eq!(counted.stages[2].votes, [(0, 3), (1, 2)]);
        assert_eq!(counted.stages[2].exhausted, 1);
        assert_eq!((counted.winner, counted.ties), (Some(0), vec![]));
    }

    #[test]
    fn an_open_tie_ends_the_count_without_a_winner() {
        let mut even = election(&[(2, &[0]), (2, &[1]), (1, &[2, 0]), (1, &[3, 1])]);
        even.tie_order = vec![];
        let open = irv(&even).unwrap();
        assert_eq!((open.winner, open.stages.len()), (None, 1));
        assert_eq!(open.ties[0].by, DecidedBy::Nobody);
        assert_eq!(open.ties[0].among, [2, 3]);
    }

    #[test]
    fn without_votes_nobody_wins() {
        let counted = irv(&election(&[])).unwrap();
        assert_eq!((counted.winner, counted.stages.len()), (None, 1));
    }

    proptest! {
        #[test]
        fn the_winner_is_that_of_a_transferable_vote_with_one_seat(
            papers in prop::collection::vec(
                (1_u32..9, prop::sample::subsequence(vec![0, 1, 2, 3], 1..=4).prop_shuffle()),
                1..10,
            ),
        ) {
            let named: Vec<(u32, &[usize])> =
                papers.iter().map(|(weight, named)| (*weight, &named[..])).collect();
            let election = election(&named);
            let rule = StvRule { value: Value::Exact, look_back: false };
            let elected = stv(&election, rule).unwrap().elected;
            let winner = irv(&election).unwrap().winner;
            prop_assert_eq!(winner, elected.first().copied());
        }
    }
}
