//! What comes after a round: another one and on whom, a run-off, the decision of a tie, or the end.

use super::{
    count::{Line, Outcome, Verdict},
    rule::{AfterTie, Kind, LastResort, Round, Rule},
};

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Vote on this.
    Vote(Round),
    /// No further vote is foreseen: who is entitled to (a chair, a public lot) puts the tied in order,
    /// and the first take the seats. See [`seat_tied`].
    DecideTie {
        /// Items that all reached the threshold, in ascending order; more than the seats.
        tied: Vec<usize>,
        /// Seats for them.
        seats: u32,
    },
    /// Nothing: the vote is over.
    Done {
        /// Seats that stay empty.
        empty_seats: u32,
    },
}

/// Says what comes after a round, by the rule.
///
/// A round is void in which none of the items that anybody may vote on had a quorum: it is voted again and not
/// counted among the rounds.
/// Otherwise, while seats are open, the best of the others go on, [`Rule::candidates_per_seat`] for each
/// open seat and all who tie with the last of these. Items without a quorum go on besides, since
/// nothing was decided about them, but for those that nobody may vote on: no round would ever decide.
pub fn next(rule: &Rule, round: &Round, outcome: &Outcome) -> Next {
    let open = outcome.open_seats;
    if outcome.is_void() {
        return Next::Vote(round.clone());
    }
    if open == 0 {
        return Next::Done { empty_seats: 0 };
    }
    let last = round.number >= rule.max_rounds;
    let over = round.kind == Kind::RunOff || last && rule.last_resort == LastResort::StayEmpty;
    if over && !outcome.tied.is_empty() {
        return Next::DecideTie {
            tied: outcome.tied.clone(),
            seats: open,
        };
    }
    let candidates = field(rule, outcome);
    if over || candidates.is_empty() {
        return Next::Done { empty_seats: open };
    }
    Next::Vote(Round {
        number: round.number + 1,
        kind: if last { Kind::RunOff } else { Kind::Regular },
        seats: open,
        picks: rule.picks.limit(open),
        candidates,
    })
}

/// Those who go on, in ascending order.
fn field(rule: &Rule, outcome: &Outcome) -> Vec<usize> {
    if !outcome.tied.is_empty() && rule.after_tie == AfterTie::TiedOnly {
        return outcome.tied.clone();
    }
    let room = rule.candidates_per_seat as usize * outcome.open_seats as usize;
    // Lines come best first, those without a quorum last.
    let stays = |line: &&Line| line.verdict != Verdict::Elected && line.counts.eligible > 0;
    let left = outcome.lines.iter().filter(stays);
    let ranks: Vec<u32> = left.clone().filter_map(|line| line.rank).collect();
    let worst = ranks.get(room.saturating_sub(1)).or(ranks.last());
    let goes_on = |rank: Option<u32>| rank.is_none_or(|rank| Some(&rank) <= worst);
    let mut items: Vec<usize> = left
        .filter(|line| goes_on(line.rank))
        .map(|line| line.counts.item)
        .collect();
    items.sort_unstable();
    items
}

/// The order that was given for a tie does not name each tied item exactly once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongOrder;

/// Gives the seats of a [`Next::DecideTie`] to the first in `order`, which names each tied item once.
/// The result is in ascending order.
///
/// # Errors
/// [`WrongOrder`] when the order leaves one out, repeats one or names another.
pub fn seat_tied(tied: &[usize], seats: u32, order: &[usize]) -> Result<Vec<usize>, WrongOrder> {
    let sorted = |items: &[usize]| {
        let mut items = items.to_vec();
        items.sort_unstable();
        items
    };
    if sorted(order) != sorted(tied) {
        return Err(WrongOrder);
    }
    Ok(sorted(&order[..order.len().min(seats as usize)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::{
        ThresholdRule,
        committee::{Counts, ItemCount, Picks, count},
    };

    fn rule(seats: u32) -> Rule {
        Rule {
            picks: Picks::AtMost(15),
            ..Rule::usual(seats)
        }
    }

    /// Nine of nine are present, so six yes are needed.
    fn items(yes: &[u32]) -> Vec<ItemCount> {
        let item = |(item, yes): (usize, &u32)| ItemCount {
            item,
            eligible: 9,
            present: 9,
            yes: *yes,
            no: 9 - yes,
            abstain: 0,
        };
        yes.iter().enumerate().map(item).collect()
    }

    fn after(rule: &Rule, number: u32, kind: Kind, items: Vec<ItemCount>) -> Next {
        let candidates = items.iter().map(|item| item.item).collect();
        let round = Round {
            number,
            kind,
            ..Round::first(rule, candidates)
        };
        let outcome = count(rule, &round, &Counts { voters: 9, items }).unwrap();
        next(rule, &round, &outcome)
    }

    fn vote(number: u32, kind: Kind, seats: u32, candidates: &[usize]) -> Next {
        Next::Vote(Round {
            number,
            kind,
            seats,
            picks: Some(15),
            candidates: candidates.to_vec(),
        })
    }

    #[test]
    fn two_for_each_open_seat_go_on_the_best_first() {
        let next = after(&rule(3), 1, Kind::Regular, items(&[1, 9, 5, 4, 3, 2, 5]));
        assert_eq!(next, vote(2, Kind::Regular, 2, &[2, 3, 4, 6]));
    }

    #[test]
    fn all_who_tie_with_the_last_of_them_go_on() {
        let next = after(&rule(1), 1, Kind::Regular, items(&[4, 3, 2, 4, 4]));
        assert_eq!(next, vote(2, Kind::Regular, 1, &[0, 3, 4]));
        let next = after(&rule(1), 1, Kind::Regular, items(&[5, 3, 2, 3, 3]));
        assert_eq!(next, vote(2, Kind::Regular, 1, &[0, 1, 3, 4]));
    }

    #[test]
    fn fewer_than_two_for_each_seat_all_go_on() {
        let next = after(&rule(3), 1, Kind::Regular, items(&[4, 0]));
        assert_eq!(next, vote(2, Kind::Regular, 3, &[0, 1]));
    }

    #[test]
    fn after_a_tie_for_the_last_seats_the_rule_says_whether_others_may_join() {
        let tied = items(&[9, 7, 7, 7, 5]);
        let next = after(&rule(3), 1, Kind::Regular, tied.clone());
        assert_eq!(next, vote(2, Kind::Regular, 2, &[1, 2, 3, 4]));
        let strict = Rule {
            after_tie: AfterTie::TiedOnly,
            ..rule(3)
        };
        let next = after(&strict, 1, Kind::Regular, tied);
        assert_eq!(next, vote(2, Kind::Regular, 2, &[1, 2, 3]));
    }

    #[test]
    fn after_the_last_round_a_run_off_follows_or_the_seats_stay_empty() {
        let votes = items(&[5, 4, 3]);
        let next = after(&rule(1), 3, Kind::Regular, votes.clone());
        assert_eq!(next, vote(4, Kind::Regular, 1, &[0, 1]));
        let next = after(&rule(1), 4, Kind::Regular, votes.clone());
        assert_eq!(next, vote(5, Kind::RunOff, 1, &[0, 1]));
        let stay = Rule {
            last_resort: LastResort::StayEmpty,
            ..rule(1)
        };
        let next = after(&stay, 4, Kind::Regular, votes.clone());
        assert_eq!(next, Next::Done { empty_seats: 1 });
        let high = Rule {
            last_resort: LastResort::RunOff(ThresholdRule::TWO_THIRDS),
            ..rule(1)
        };
        let next = after(&high, 5, Kind::RunOff, votes);
        assert_eq!(next, Next::Done { empty_seats: 1 });
    }

    #[test]
    fn a_tie_that_no_round_is_left_for_is_handed_on() {
        let next = after(&rule(2), 5, Kind::RunOff, items(&[7, 5, 5]));
        let expected = Next::DecideTie {
            tied: vec![1, 2],
            seats: 1,
        };
        assert_eq!(next, expected);
        let stay = Rule {
            last_resort: LastResort::StayEmpty,
            ..rule(1)
        };
        let next = after(&stay, 4, Kind::Regular, items(&[6, 6, 5]));
        let expected = Next::DecideTie {
            tied: vec![0, 1],
            seats: 1,
        };
        assert_eq!(next, expected);
    }

    #[test]
    fn the_vote_is_over_when_the_seats_are_filled_or_nobody_is_left() {
        let next = after(&rule(1), 1, Kind::Regular, items(&[9, 6]));
        assert_eq!(next, Next::Done { empty_seats: 0 });
        let next = after(&rule(3), 1, Kind::Regular, items(&[9, 6]));
        assert_eq!(next, Next::Done { empty_seats: 1 });
    }

    #[test]
    fn a_round_without_any_quorum_is_voted_again() {
        let mut absent = items(&[3, 2, 1]);
        for item in &mut absent {
            (item.present, item.no) = (5, 0);
        }
        let next = after(&rule(1), 2, Kind::Regular, absent);
        assert_eq!(next, vote(2, Kind::Regular, 1, &[0, 1, 2]));
    }

    #[test]
    fn an_item_without_a_quorum_goes_on_besides_the_best() {
        let mut votes = items(&[5, 4, 3, 5]);
        (votes[3].present, votes[3].no) = (5, 0);
        let next = after(&rule(1), 1, Kind::Regular, votes);
        assert_eq!(next, vote(2, Kind::Regular, 1, &[0, 1, 3]));
    }

    #[test]
    fn an_item_that_nobody_may_vote_on_neither_goes_on_nor_voids_a_round() {
        let barred = ItemCount {
            item: 2,
            eligible: 0,
            present: 0,
            yes: 0,
            no: 0,
            abstain: 0,
        };
        let mut votes = items(&[9, 5]);
        votes.push(barred);
        let next = after(&rule(3), 1, Kind::Regular, votes);
        assert_eq!(next, vote(2, Kind::Regular, 2, &[1]));
        let mut absent = items(&[0, 0]);
        for item in &mut absent {
            (item.present, item.no) = (5, 0);
        }
        absent.push(barred);
        let next = after(&rule(3), 1, Kind::Regular, absent);
        assert_eq!(next, vote(1, Kind::Regular, 3, &[0, 1, 2]));
        let next = after(&rule(3), 2, Kind::Regular, vec![barred]);
        assert_eq!(next, Next::Done { empty_seats: 3 });
    }

    #[test]
    fn an_order_of_the_tied_seats_the_first_and_must_name_them_all() {
        assert_eq!(seat_tied(&[2, 5, 7], 2, &[7, 2, 5]), Ok(vec![2, 7]));
        for wrong in [&[7, 2][..], &[7, 2, 2], &[7, 2, 5, 1], &[7, 2, 1]] {
            assert_eq!(seat_tied(&[2, 5, 7], 2, wrong), Err(WrongOrder));
        }
    }
}
