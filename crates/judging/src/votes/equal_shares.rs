//! The method of equal shares: every vote has the same part of the seats to spend; a candidate is bought
//! by their supporters, who all pay the same, or all they have left; the one for whom the highest payment
//! is least is next (Peters and Skowron, Proportionality and the limits of welfarism, 2020).

use num_traits::Zero;

use super::{
    election::{Approval, Election, PaperFlaw},
    fraction::{Fraction, ratio, whole},
    phragmen,
    sequence::{Best, Picking, Sequence},
};

/// What becomes of seats that nobody can afford any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Completion {
    /// They stay empty.
    None,
    /// They are filled by Phragmén's method; what votes have left counts as load borne in advance.
    Phragmen,
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EqualShares {
    /// What is elected. The figure of a candidate is the highest payment of a vote, and from
    /// `completed_from` on the load by Phragmén's method; the lowest is elected.
    pub sequence: Sequence,
    /// How many were bought; the others, if any, completed the seats.
    pub completed_from: usize,
    /// For each paper, what each of its votes has left when nobody can be bought any more.
    pub budgets: Vec<Fraction>,
}

/// Elects one after the other. Each vote has `seats / votes` to spend, and a seat costs one.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn equal_shares(
    election: &Election<Approval>,
    completion: Completion,
) -> Result<EqualShares, Vec<PaperFlaw>> {
    election.check()?;
    let mut picking = Picking::new(election);
    let budget = ratio(election.seats as u64, election.votes().max(1));
    let mut budgets = vec![budget; election.papers.len()];
    let mut completed_from = 0;
    while let Some(pick) = picking.elect(Best::Lowest, |picking, candidate| {
        highest_payment(picking, candidate, &budgets)
    }) {
        let candidate = pick.candidate;
        completed_from += 1;
        if let Some(payment) = pick.figures[candidate].clone() {
            for paper in &picking.supporters[candidate] {
                let left = &budgets[*paper] - &payment;
                budgets[*paper] = left.max(Fraction::zero());
            }
        }
    }
    if completion == Completion::Phragmen {
        let credit = budgets.iter().map(|budget| -budget).collect();
        phragmen::fill(&mut picking, credit);
    }
    Ok(EqualShares {
        sequence: picking.finish(),
        completed_from,
        budgets,
    })
}

/// The least payment that buys the candidate when nobody pays more than it or than they have; nothing
/// when the supporters have less than a seat costs.
fn highest_payment(
    picking: &Picking<'_>,
    candidate: usize,
    budgets: &[Fraction],
) -> Option<Fraction> {
    let votes = phragmen::by_value(picking, candidate, budgets);
    let mut paying: u64 = votes.values().sum();
    let mut due = whole(1);
    // The poorest first: whoever has less than an even part pays all they have.
    for (budget, votes) in votes {
        let payment = &due / whole(paying);
        if payment <= *budget {
            return Some(payment);
        }
        due -= budget * whole(votes);
        paying -= votes;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn election(seats: usize, papers: &[(u32, &[usize])]) -> Election<Approval> {
        let paper = |(weight, approved): &(u32, &[usize])| Approval {
            weight: *weight,
            approved: approved.to_vec(),
        };
        Election {
            candidates: 5,
            seats,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![0, 1, 2, 3, 4],
        }
    }

    #[test]
    fn a_group_buys_as_many_seats_as_its_part_of_the_votes_is_worth() {
        // Ten votes and five seats: a vote has 1/2. Six votes can buy three, four can buy two.
        let election = election(5, &[(6, &[0, 1, 2]), (4, &[3, 4])]);
        let counted = equal_shares(&election, Completion::None).unwrap();
        assert_eq!(counted.sequence.elected(), [0, 1, 2, 3, 4]);
        assert_eq!(counted.completed_from, 5);
        assert_eq!(counted.budgets, [whole(0), whole(0)]);
        assert_eq!(counted.sequence.picks[0].figures[3], Some(ratio(1, 4)));
    }

    #[test]
    fn whoever_has_less_than_an_even_part_pays_what_is_left() {
        // Ten votes, five seats: a vote has 1/2. Six buy 1 for 1/6 each; five, three of them with 1/3
        // left, buy 0 for 1/5. For 2, those three have 2/15 left and two have 1/2; an even part would be
        // 1/5, so the three pay all and the two (1 - 6/15) / 2 = 3/10.
        let papers: &[(u32, &[usize])] = &[(2, &[0]), (3, &[0, 1, 2]), (2, &[2]), (3, &[1])];
        let counted = equal_shares(&election(5, papers), Completion::None).unwrap();
        let picks = counted.sequence.picks.iter();
        let paid = picks.map(|pick| (pick.candidate, pick.figures[pick.candidate].clone()));
        let expected = [
            (1, Some(ratio(1, 6))),
            (0, Some(ratio(1, 5))),
            (2, Some(ratio(3, 10))),
        ];
        assert_eq!(paid.collect::<Vec<_>>(), expected);
        assert_eq!(counted.sequence.empty_seats, 2);
        let left = [ratio(3, 10), whole(0), ratio(1, 5), ratio(1, 3)];
        assert_eq!(counted.budgets, left);
    }

    #[test]
    fn unaffordable_seats_stay_empty_or_are_completed() {
        // Three votes, two seats: a vote has 2/3, and nobody alone can pay for a seat.
        let election = election(2, &[(1, &[0]), (1, &[1]), (1, &[2])]);
        let counted = equal_shares(&election, Completion::None).unwrap();
        assert_eq!(
            (counted.sequence.elected(), counted.completed_from),
            (vec![], 0)
        );
        let counted = equal_shares(&election, Completion::Phragmen).unwrap();
        assert_eq!(
            (counted.sequence.elected(), counted.completed_from),
            (vec![0, 1], 0)
        );
        assert_eq!(counted.sequence.picks[0].figures[2], Some(ratio(1, 3)));
    }
}
