//! Proportional approval voting one seat after the other: each time who adds most to what the elected are
//! worth (Thiele 1895, addition method). Quick, but not always the committee that is worth most.

use super::{
    election::{Approval, Election, PaperFlaw},
    fraction::{Fraction, whole},
    sequence::{Best, Picking, Sequence},
};

/// Elects one after the other, each time who adds most. The figure of a
/// candidate is what they would add; the highest is elected.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn sequential_pav(election: &Election<Approval>) -> Result<Sequence, Vec<PaperFlaw>> {
    election.check()?;
    let mut picking = Picking::new(election);
    let mut elected_of = vec![0_usize; election.papers.len()];
    while let Some(pick) = picking.elect(Best::Highest, |picking, candidate| {
        Some(added(picking, candidate, &elected_of))
    }) {
        let candidate = pick.candidate;
        for paper in &picking.supporters[candidate] {
            elected_of[*paper] += 1;
        }
    }
    Ok(picking.finish())
}

/// What a candidate would add: 1/(n+1) for each supporter who has n elected already.
fn added(picking: &Picking<'_>, candidate: usize, elected_of: &[usize]) -> Fraction {
    let mut votes = vec![0; picking.election.candidates + 1];
    for paper in &picking.supporters[candidate] {
        votes[elected_of[*paper]] += picking.weight(*paper);
    }
    let parts = votes
        .into_iter()
        .zip(1_u64..)
        .filter(|(votes, _)| *votes > 0);
    parts.fold(whole(0), |sum, (votes, next)| {
        sum + whole(votes) / whole(next)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::fraction::ratio;

    fn election(seats: usize, papers: &[(u32, &[usize])]) -> Election<Approval> {
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

    #[test]
    fn a_vote_adds_half_for_a_second_and_a_third_for_a_third() {
        // Six for 0, 1 and 2 (in this order by single votes), two for 3.
        let papers: &[(u32, &[usize])] = &[(6, &[0, 1, 2]), (2, &[0]), (1, &[1]), (3, &[3])];
        let counted = sequential_pav(&election(4, papers)).unwrap();
        let picks = counted.picks.iter();
        let added = picks.map(|pick| (pick.candidate, pick.figures[pick.candidate].clone()));
        let expected = [
            (0, Some(whole(8))),
            (1, Some(whole(4))),
            (3, Some(whole(3))),
            (2, Some(whole(2))),
        ];
        assert_eq!(added.collect::<Vec<_>>(), expected);
        assert_eq!(counted.picks[1].figures[2], Some(ratio(6, 2)));
    }

    #[test]
    fn an_equal_addition_is_a_tie_that_only_the_order_decides() {
        let mut even = election(1, &[(1, &[2]), (1, &[1])]);
        assert_eq!(sequential_pav(&even).unwrap().elected(), []);
        even.tie_order = vec![2, 1];
        assert_eq!(sequential_pav(&even).unwrap().elected(), [2]);
    }
}
