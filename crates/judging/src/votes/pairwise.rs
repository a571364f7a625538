//! Each candidate against each other: how many votes prefer the one.

use super::election::{Election, PaperFlaw, Ranking};

/// A table of all pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairwise {
    /// `votes[one][other]`: how many votes prefer `one` to `other`. Whoever is named is preferred to
    /// whoever is not; between two that are not named there is no preference.
    pub votes: Vec<Vec<u64>>,
}

/// Compares each with each.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn pairwise(election: &Election<Ranking>) -> Result<Pairwise, Vec<PaperFlaw>> {
    election.check()?;
    let mut votes = vec![vec![0; election.candidates]; election.candidates];
    for paper in &election.papers {
        // What each who is not named yet adds to those who are.
        let mut below = vec![u64::from(paper.weight); election.candidates];
        for one in &paper.preferences {
            below[*one] = 0;
            for (votes, below) in votes[*one].iter_mut().zip(&below) {
                *votes += below;
            }
        }
    }
    Ok(Pairwise { votes })
}

impl Pairwise {
    /// Whether more votes prefer `one` to `other` than the other way round.
    pub fn beats(&self, one: usize, other: usize) -> bool {
        self.votes[one][other] > self.votes[other][one]
    }

    /// The candidate who beats each other one, if there is one (Condorcet 1785).
    pub fn condorcet_winner(&self) -> Option<usize> {
        let all = 0..self.votes.len();
        let beats_all = |one: &usize| {
            all.clone()
                .all(|other| other == *one || self.beats(*one, other))
        };
        all.clone().find(beats_all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn election(papers: &[(u32, &[usize])]) -> Election<Ranking> {
        let paper = |(weight, preferences): &(u32, &[usize])| Ranking {
            weight: *weight,
            preferences: preferences.to_vec(),
        };
        Election {
            candidates: 3,
            seats: 1,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![],
        }
    }

    #[test]
    fn the_named_are_preferred_to_the_unnamed_and_those_are_equal() {
        let table = pairwise(&election(&[(2, &[1]), (3, &[2, 0])])).unwrap();
        assert_eq!(table.votes, [vec![0, 3, 0], vec![2, 0, 2], vec![3, 3, 0]]);
        assert_eq!(table.condorcet_winner(), Some(2));
    }

    #[test]
    fn a_circle_has_no_winner_over_all() {
        let circle: &[(u32, &[usize])] = &[(1, &[0, 1, 2]), (1, &[1, 2, 0]), (1, &[2, 0, 1])];
        assert_eq!(
            pairwise(&election(circle)).unwrap().condorcet_winner(),
            None
        );
    }
}
