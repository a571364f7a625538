//! Schulze's method: a candidate is above another when the strongest chain of majorities from the one
//! to the other is stronger than any the other way (Schulze, A new monotonic, clone-independent,
//! reversal symmetric, and Condorcet-consistent single-winner election method, 2011). The strength of a
//! majority is the number of votes for it ("winning votes").

use super::{
    election::{Election, PaperFlaw, Ranking},
    pairwise::{Pairwise, pairwise},
};

/// The order of the candidates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schulze {
    /// Each against each.
    pub pairwise: Pairwise,
    /// `paths[one][other]`: the strength of the strongest chain, that of its weakest majority; zero
    /// without one.
    pub paths: Vec<Vec<u64>>,
    /// For each candidate, how many others are above them, plus one. Equal ranks are a tie.
    pub ranks: Vec<usize>,
    /// Who has nobody above them, by index; several are a tie, which the method leaves open.
    pub winners: Vec<usize>,
}

impl Schulze {
    /// Whether `one` is above `other`.
    pub fn above(&self, one: usize, other: usize) -> bool {
        self.paths[one][other] > self.paths[other][one]
    }
}

/// Puts candidates in order. Neither [`Election::seats`] nor the order for ties is looked at: two of
/// whom neither is above the other stay so. The work grows with the cube of the candidates.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn schulze(election: &Election<Ranking>) -> Result<Schulze, Vec<PaperFlaw>> {
    let pairwise = pairwise(election)?;
    let paths = strongest_paths(&pairwise);
    let all = 0..election.candidates;
    let rank = |one: usize| {
        let above = |other: &usize| paths[*other][one] > paths[one][*other];
        all.clone().filter(above).count() + 1
    };
    let ranks: Vec<usize> = all.clone().map(rank).collect();
    let winners = all.clone().filter(|one| ranks[*one] == 1).collect();
    Ok(Schulze {
        pairwise,
        paths,
        ranks,
        winners,
    })
}

/// Chains by way of more and more candidates (Floyd 1962, Warshall 1962, with minimum and maximum).
fn strongest_paths(pairwise: &Pairwise) -> Vec<Vec<u64>> {
    let mut paths = pairwise.votes.clone();
    for (one, row) in paths.iter_mut().enumerate() {
        for (other, strength) in row.iter_mut().enumerate() {
            if !pairwise.beats(one, other) {
                *strength = 0;
            }
        }
    }
    for by_way in 0..paths.len() {
        let onward = paths[by_way].clone();
        for row in &mut paths {
            let to_there = row[by_way];
            for (strength, onward) in row.iter_mut().zip(&onward) {
                *strength = to_there.min(*onward).max(*strength);
            }
        }
    }
    // A chain back to where it began says nothing.
    for (one, row) in paths.iter_mut().enumerate() {
        row[one] = 0;
    }
    paths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn election(candidates: usize, papers: &[(u32, &[usize])]) -> Election<Ranking> {
        let paper = |(weight, preferences): &(u32, &[usize])| Ranking {
            weight: *weight,
            preferences: preferences.to_vec(),
        };
        Election {
            candidates,
            seats: 1,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![],
        }
    }

    #[test]
    fn the_example_of_forty_five_voters_comes_out_as_published() {
        // Schulze's own example with candidates A to E: the order is E, A, C, B, D.
        let papers = [
            (5, "ACBED"),
            (5, "ADECB"),
            (8, "BEDAC"),
            (3, "CABED"),
            (7, "CAEBD"),
            (2, "CBADE"),
            (7, "DCEBA"),
            (8, "EBADC"),
        ];
        let papers = papers.map(|(weight, letters)| {
            let named = letters.bytes().map(|letter| usize::from(letter - b'A'));
            (weight, named.collect::<Vec<_>>())
        });
        let papers: Vec<(u32, &[usize])> = papers
            .iter()
            .map(|(weight, named)| (*weight, &named[..]))
            .collect();
        let counted = schulze(&election(5, &papers)).unwrap();
        assert_eq!(counted.pairwise.votes[0], [0, 20, 26, 30, 22]);
        assert_eq!(counted.paths[0], [0, 28, 28, 30, 24]);
        assert_eq!(counted.paths[4], [25, 28, 28, 31, 0]);
        assert_eq!(counted.ranks, [2, 4, 3, 5, 1]);
        assert_eq!(counted.winners, [4]);
    }

    #[test]
    fn an_even_circle_leaves_all_equal() {
        let circle: &[(u32, &[usize])] = &[(1, &[0, 1, 2]), (1, &[1, 2, 0]), (1, &[2, 0, 1])];
        let counted = schulze(&election(3, circle)).unwrap();
        assert_eq!(counted.ranks, [1, 1, 1]);
        assert_eq!(counted.winners, [0, 1, 2]);
    }

    proptest! {
        #[test]
        fn whoever_beats_all_others_wins_and_being_above_is_an_order(
            papers in prop::collection::vec(
                (1_u32..9, prop::sample::subsequence(vec![0, 1, 2, 3, 4], 1..=5).prop_shuffle()),
                1..10,
            ),
        ) {
            let named: Vec<(u32, &[usize])> =
                papers.iter().map(|(weight, named)| (*weight, &named[..])).collect();
            let counted = schulze(&election(5, &named)).unwrap();
            if let Some(winner) = counted.pairwise.condorcet_winner() {
                prop_assert_eq!(&counted.winners, &[winner]);
            }
            prop_assert!(!counted.winners.is_empty());
            for (one, two, three) in
                (0..125).map(|triple| (triple / 25, triple / 5 % 5, triple % 5))
            {
                let chain = counted.above(one, two) && counted.above(two, three);
                prop_assert!(!chain || counted.above(one, three));
            }
        }

        #[test]
        fn another_numbering_of_candidates_gives_the_same_ranks(
            papers in prop::collection::vec(
                (1_u32..9, prop::sample::subsequence(vec![0, 1, 2, 3, 4], 1..=5).prop_shuffle()),
                1..10,
            ),
        ) {
            let named: Vec<(u32, &[usize])> =
                papers.iter().map(|(weight, named)| (*weight, &named[..])).collect();
            let straight = election(5, &named);
            let mut mirrored = straight.clone();
            mirrored.papers.reverse();
            for candidate in mirrored.papers.iter_mut().flat_map(|paper| &mut paper.preferences) {
                *candidate = 4 - *candidate;
            }
            let mut ranks = schulze(&mirrored).unwrap().ranks;
            ranks.reverse();
            prop_assert_eq!(schulze(&straight).unwrap().ranks, ranks);
        }
    }
}
