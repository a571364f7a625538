//! Phragmén's sequential method: each seat is a load of one, borne in equal parts by those who approve of
//! who takes it; the candidate who would bring the least highest load is next (Phragmén 1894; Brill,
//! Freeman, Janson and Lackner, Phragmén's voting methods and justified representation, 2017).

use std::collections::BTreeMap;

use num_traits::Zero;

use super::{
    election::{Approval, Election, PaperFlaw},
    fraction::{Fraction, whole},
    sequence::{Best, Picking, Sequence},
};

/// Elects one after the other. The figure of a candidate is the load that each of their supporters
/// would then bear; the lowest is elected.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn phragmen(election: &Election<Approval>) -> Result<Sequence, Vec<PaperFlaw>> {
    election.check()?;
    let mut picking = Picking::new(election);
    fill(&mut picking, vec![Fraction::zero(); election.papers.len()]);
    Ok(picking.finish())
}

/// Fills the seats that are left, from the load that each vote of each paper bears already. It may be
/// less than zero: that is credit.
pub(super) fn fill(picking: &mut Picking<'_>, mut loads: Vec<Fraction>) {
    while let Some(pick) = picking.elect(Best::Lowest, |picking, candidate| {
        load_after(picking, candidate, &loads)
    }) {
        let candidate = pick.candidate;
        if let Some(load) = pick.figures[candidate].clone() {
            for paper in &picking.supporters[candidate] {
                loads[*paper].clone_from(&load);
            }
        }
    }
}

/// One seat and what the supporters bear already, shared evenly among them.
fn load_after(picking: &Picking<'_>, candidate: usize, loads: &[Fraction]) -> Option<Fraction> {
    let votes = by_value(picking, candidate, loads);
    let all: u64 = votes.values().sum();
    let borne = votes
        .iter()
        .fold(whole(1), |sum, (load, votes)| sum + *load * whole(*votes));
    (all > 0).then(|| borne / whole(all))
}

/// How many of a candidate's votes have each value. Votes are added up first, because there are many
/// papers and few values.
pub(super) fn by_value<'a>(
    picking: &Picking<'_>,
    candidate: usize,
    values: &'a [Fraction],
) -> BTreeMap<&'a Fraction, u64> {
    let mut votes = BTreeMap::new();
    for paper in &picking.supporters[candidate] {
        *votes.entry(&values[*paper]).or_default() += picking.weight(*paper);
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::{fraction::ratio, ties::DecidedBy};

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
    fn loads_are_shared_and_a_large_group_does_not_take_every_seat() {
        // Seven for 0 and 1, three for 2. Seat one: 1/7 each; a second for the seven would make 2/7,
        // one for the three 1/3; a third for the three 1/3, for the seven nothing is left.
        let election = election(3, &[(4, &[0, 1]), (3, &[1, 0]), (3, &[2])]);
        let mut ordered = election.clone();
        ordered.tie_order = vec![1, 0];
        let counted = phragmen(&ordered).unwrap();
        let picked: Vec<_> = counted.picks.iter().map(|pick| pick.candidate).collect();
        assert_eq!(picked, [1, 0, 2]);
        let second = &counted.picks[1].figures;
        assert_eq!(second[..3], [Some(ratio(2, 7)), None, Some(ratio(1, 3))]);
        assert_eq!(second[3], None, "whom nobody approves cannot be elected");
        let open = phragmen(&election).unwrap();
        assert_eq!((open.picks.len(), open.empty_seats), (0, 3));
        assert_eq!(open.ties[0].by, DecidedBy::Nobody);
        assert_eq!(open.ties[0].among, [0, 1]);
    }

    #[test]
    fn a_seat_costs_those_more_who_have_one_already() {
        // 0 has four votes and is first, each bears 1/4. Then 1 has three votes, two of them loaded:
        // (1 + 2/4) / 3 = 1/2; 2 has two votes without load: 1/2 as well; 3 has one: 1.
        let papers: &[(u32, &[usize])] =
            &[(2, &[0]), (2, &[0, 1]), (1, &[1]), (2, &[2]), (1, &[3])];
        let counted = phragmen(&election(2, papers)).unwrap();
        assert_eq!(counted.picks[0].candidate, 0);
        assert_eq!(counted.ties[0].among, [1, 2]);
    }

    #[test]
    fn seats_stay_empty_when_nobody_else_is_approved() {
        let counted = phragmen(&election(3, &[(2, &[3])])).unwrap();
        assert_eq!((counted.elected(), counted.empty_seats), (vec![3], 2));
        assert!(counted.ties.is_empty());
    }
}
