//! Counts one round: who is elected, who ties for the last seats, and why not the others.

use std::cmp::Ordering;

use super::{
    flaw::{Flaw, flaws},
    rule::{Counts, ItemCount, Kind, Order, Round, Rule},
};

/// Why an item is elected or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It reached the threshold, and no more items did as well or better than there are seats.
    Elected,
    /// It reached the threshold, but too many did exactly as well for the seats that are left.
    TiedForSeat,
    /// It reached the threshold, but better ones fill or contest all seats.
    NoSeatLeft,
    /// Too few said yes.
    BelowThreshold,
    /// Too few of those who could vote on it were present: nothing was decided.
    NoQuorum,
}

/// The figures of one item. Its share of yes is the fraction `counts.yes / base`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was counted.
    pub counts: ItemCount,
    /// The number that the threshold asks a share of.
    pub base: u32,
    /// The least number of yes that would have elected, if any number could.
    pub needed: Option<u32>,
    /// 1 for the best; equal ones share a rank and the next is left out (1, 2, 2, 4). Nothing without
    /// a quorum.
    pub rank: Option<u32>,
    /// Why it is elected or not.
    pub verdict: Verdict,
}

/// What a round decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// One for each candidate, best first; equal ones by index, which means nothing.
    pub lines: Vec<Line>,
    /// Items that are elected, in ascending order.
    pub elected: Vec<usize>,
    /// Items that tie for the open seats, in ascending order.
    pub tied: Vec<usize>,
    /// All others and the tied, in ascending order: those of whom the next round can be made.
    pub remaining: Vec<usize>,
    /// Seats that are still open.
    pub open_seats: u32,
}

impl Outcome {
    /// Whether nothing was decided: of the items that anybody may vote on none had a quorum.
    pub fn is_void(&self) -> bool {
        let mut open = self.lines.iter().filter(|line| line.counts.eligible > 0);
        let quorate = |line: &Line| line.verdict != Verdict::NoQuorum;
        open.clone().next().is_some() && !open.any(quorate)
    }
}

/// Counts a round. An item is elected iff it has a quorum, `denominator * yes >= numerator * base` by
/// the threshold of the round, and fewer other items did as well or better than there are seats.
/// When several that did exactly as well do not all fit, none of them is elected.
///
/// # Errors
/// Everything in which the counts contradict the round or themselves.
pub fn count(rule: &Rule, round: &Round, counts: &Counts) -> Result<Outcome, Vec<Flaw>> {
    let flaws = flaws(rule, round, counts);
    if !flaws.is_empty() {
        return Err(flaws);
    }
    let mut lines: Vec<Line> = counts
        .items
        .iter()
        .map(|item| line(rule, round.kind, *item))
        .collect();
    lines.sort_by(|one, other| {
        compare(rule, other, one).then(one.counts.item.cmp(&other.counts.item))
    });
    rank(rule, &mut lines);
    seat(round.seats, &mut lines);
    Ok(outcome(round.seats, lines))
}

fn line(rule: &Rule, kind: Kind, counts: ItemCount) -> Line {
    let base = counts.base(rule);
    let threshold = rule.threshold_of(kind);
    let verdict = if !rule.quorum.reached_by(counts.present, counts.eligible) {
        Verdict::NoQuorum
    } else if threshold.reached_by(counts.yes, base) {
        Verdict::Elected
    } else {
        Verdict::BelowThreshold
    };
    Line {
        counts,
        base,
        needed: threshold.least(base),
        rank: None,
        verdict,
    }
}

/// Less is worse. Items without a quorum are worse than all others; a share of nothing is worse than
/// any share.
fn compare(rule: &Rule, one: &Line, other: &Line) -> Ordering {
    let decided = |line: &Line| line.verdict != Verdict::NoQuorum;
    let (left, right) = (u64::from(one.counts.yes), u64::from(other.counts.yes));
    let by_figure = match rule.order {
        Order::Votes => left.cmp(&right),
        Order::Share => match (one.base, other.base) {
            (0, 0) => Ordering::Equal,
            (0, _) => Ordering::Less,
            (_, 0) => Ordering::Greater,
            _ => (left * u64::from(other.base)).cmp(&(right * u64::from(one.base))),
        },
    };
    decided(one).cmp(&decided(other)).then(by_figure)
}

fn rank(rule: &Rule, lines: &mut [Line]) {
    let mut rank = 0;
    for index in 0..lines.len() {
        let as_the_one_before =
            index > 0 && compare(rule, &lines[index - 1], &lines[index]) == Ordering::Equal;
        if !as_the_one_before {
            rank = u32::try_from(index + 1).unwrap_or(u32::MAX);
        }
        if lines[index].verdict != Verdict::NoQuorum {
            lines[index].rank = Some(rank);
        }
    }
}

/// Takes the seat from those who reached the threshold and are too many.
///
/// By votes, with bases that differ, one below the threshold can stand before one above it; so only
/// those above are gone through.
fn seat(seats: u32, lines: &mut [Line]) {
    let reached: Vec<(usize, Option<u32>)> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.verdict == Verdict::Elected)
        .map(|(index, line)| (index, line.rank))
        .collect();
    let seats = seats as usize;
    let Some((_, first_out)) = reached.get(seats).copied() else {
        return;
    };
    let last_in = seats.checked_sub(1).map(|last| reached[last].1);
    let contested = last_in == Some(first_out);
    for (index, rank) in reached {
        if rank == first_out && contested {
            lines[index].verdict = Verdict::TiedForSeat;
        } else if rank >= first_out {
            lines[index].verdict = Verdict::NoSeatLeft;
        }
    }
}

fn outcome(seats: u32, lines: Vec<Line>) -> Outcome {
    let with = |wanted: &dyn Fn(Verdict) -> bool| {
        let mut items: Vec<usize> = lines
            .iter()
            .filter(|line| wanted(line.verdict))
            .map(|line| line.counts.item)
            .collect();
        items.sort_unstable();
        items
    };
    let elected = with(&|verdict| verdict == Verdict::Elected);
    let filled = u32::try_from(elected.len()).unwrap_or(u32::MAX);
    Outcome {
        tied: with(&|verdict| verdict == Verdict::TiedForSeat),
        remaining: with(&|verdict| verdict != Verdict::Elected),
        open_seats: seats.saturating_sub(filled),
        elected,
        lines,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::committee::{Abstentions, Base, Picks};

    /// Two thirds of those present; as many picks as anybody likes.
    fn rule(seats: u32) -> Rule {
        Rule {
            picks: Picks::Unlimited,
            ..Rule::usual(seats)
        }
    }

    /// Twelve members, nine present; those who did not say yes said no.
    fn item(item: usize, yes: u32) -> ItemCount {
        ItemCount {
            item,
            eligible: 12,
            present: 9,
            yes,
            no: 9 - yes,
            abstain: 0,
        }
    }

    fn counted(rule: &Rule, items: Vec<ItemCount>) -> Outcome {
        let candidates = items.iter().map(|item| item.item).collect();
        let round = Round::first(rule, candidates);
        count(rule, &round, &Counts { voters: 20, items }).unwrap()
    }

    fn verdicts(outcome: &Outcome) -> Vec<(usize, Option<u32>, Verdict)> {
        let lines = outcome.lines.iter();
        lines
            .map(|line| (line.counts.item, line.rank, line.verdict))
            .collect()
    }

    #[test]
    fn the_best_above_the_threshold_are_elected_while_there_are_seats() {
        let yes = [5, 9, 7, 6, 8];
        let items = yes.iter().enumerate().map(|(index, yes)| item(index, *yes));
        let outcome = counted(&rule(3), items.collect());
        assert_eq!(
            verdicts(&outcome),
            [
                (1, Some(1), Verdict::Elected),
                (4, Some(2), Verdict::Elected),
                (2, Some(3), Verdict::Elected),
                (3, Some(4), Verdict::NoSeatLeft),
                (0, Some(5), Verdict::BelowThreshold),
            ]
        );
        assert_eq!(outcome.elected, [1, 2, 4]);
        assert_eq!((outcome.open_seats, outcome.remaining), (0, vec![0, 3]));
        assert_eq!(
            (outcome.lines[0].base, outcome.lines[0].needed),
            (9, Some(6))
        );
    }

    #[test]
    fn a_tie_across_the_last_seat_elects_none_of_the_tied() {
        let outcome = counted(
            &rule(2),
            vec![item(0, 7), item(1, 9), item(2, 7), item(3, 6)],
        );
        assert_eq!(outcome.elected, [1]);
        assert_eq!(outcome.tied, [0, 2]);
        assert_eq!(outcome.open_seats, 1);
        assert_eq!(outcome.remaining, [0, 2, 3]);
        assert_eq!(outcome.lines[3].verdict, Verdict::NoSeatLeft);
    }

    #[test]
    fn equal_items_that_all_have_a_seat_are_no_tie() {
        let outcome = counted(&rule(3), vec![item(0, 7), item(1, 9), item(2, 7)]);
        assert_eq!(outcome.elected, [0, 1, 2]);
        assert_eq!(outcome.tied, []);
    }

    #[test]
    fn equal_items_below_the_threshold_do_not_tie_for_a_seat() {
        let outcome = counted(&rule(1), vec![item(0, 5), item(1, 5)]);
        assert_eq!((outcome.tied, outcome.open_seats), (vec![], 1));
    }

    #[test]
    fn the_base_decides_whether_the_same_votes_are_enough() {
        use Abstentions::{InBase, OutOfBase};
        // 12 members, 9 present, 8 vote: 5 yes, 2 no, 1 abstains.
        let votes = ItemCount {
            item: 0,
            eligible: 12,
            present: 9,
            yes: 5,
            no: 2,
            abstain: 1,
        };
        let base_of = |base, abstentions| {
            let rule = Rule {
                base,
                abstentions,
                ..rule(1)
            };
            let line = counted(&rule, vec![votes]).lines[0];
            (line.base, line.needed, line.verdict == Verdict::Elected)
        };
        assert_eq!(base_of(Base::Eligible, InBase), (12, Some(8), false));
        assert_eq!(base_of(Base::Eligible, OutOfBase), (11, Some(8), false));
        assert_eq!(base_of(Base::Present, InBase), (9, Some(6), false));
        assert_eq!(base_of(Base::Present, OutOfBase), (8, Some(6), false));
        assert_eq!(base_of(Base::Cast, InBase), (8, Some(6), false));
        assert_eq!(base_of(Base::Cast, OutOfBase), (7, Some(5), true));
    }

    #[test]
    fn a_recused_voter_leaves_the_denominator_of_that_item_alone() {
        // Both have six yes: of nine present that is two thirds, of ten it is less.
        let mut other = item(1, 6);
        (other.present, other.no) = (10, 4);
        let outcome = counted(&rule(2), vec![item(0, 6), other]);
        assert_eq!(outcome.elected, [0]);
        let by_votes = Rule {
            order: Order::Votes,
            ..rule(2)
        };
        let outcome = counted(&by_votes, vec![item(0, 6), other]);
        assert_eq!(outcome.elected, [0], "the order is not the threshold");
        assert_eq!(outcome.lines[1].rank, Some(1), "six votes are six votes");
    }

    #[test]
    fn equal_shares_of_different_bases_are_a_tie_by_share_and_not_by_votes() {
        let six_of_nine = item(0, 6);
        let eight_of_twelve = ItemCount {
            item: 1,
            eligible: 12,
            present: 12,
            yes: 8,
            no: 4,
            abstain: 0,
        };
        let items = vec![six_of_nine, eight_of_twelve];
        assert_eq!(counted(&rule(1), items.clone()).tied, [0, 1]);
        let by_votes = Rule {
            order: Order::Votes,
            ..rule(1)
        };
        assert_eq!(counted(&by_votes, items).elected, [1]);
    }

    #[test]
    fn by_votes_one_below_the_threshold_takes_no_seat_from_one_above_it() {
        // Seven of twelve are more votes than six of nine, and a lesser share.
        let many = ItemCount {
            item: 0,
            eligible: 12,
            present: 12,
            yes: 7,
            no: 5,
            abstain: 0,
        };
        let by_votes = Rule {
            order: Order::Votes,
            ..rule(1)
        };
        let outcome = counted(&by_votes, vec![many, item(1, 6)]);
        assert_eq!(outcome.elected, [1]);
        assert_eq!(outcome.lines[0].verdict, Verdict::BelowThreshold);
    }

    #[test]
    fn an_item_without_a_quorum_is_neither_elected_nor_ranked() {
        // Eight of twelve are two thirds; seven are not.
        let quorum = |present| ItemCount {
            item: 0,
            eligible: 12,
            present,
            yes: present,
            no: 0,
            abstain: 0,
        };
        assert_eq!(counted(&rule(1), vec![quorum(8)]).elected, [0]);
        let outcome = counted(&rule(1), vec![quorum(7)]);
        assert_eq!(verdicts(&outcome), [(0, None, Verdict::NoQuorum)]);
        assert_eq!(outcome.remaining, [0]);
    }

    #[test]
    fn all_yes_without_a_quorum_come_after_the_least_with_one() {
        let too_few = ItemCount {
            item: 0,
            eligible: 12,
            present: 7,
            yes: 7,
            ..ItemCount::default()
        };
        let outcome = counted(&rule(2), vec![too_few, item(1, 1), item(2, 8)]);
        let expected = [
            (2, Some(1), Verdict::Elected),
            (1, Some(2), Verdict::BelowThreshold),
            (0, None, Verdict::NoQuorum),
        ];
        assert_eq!(verdicts(&outcome), expected);
    }

    #[test]
    fn when_everybody_abstains_nothing_is_reached() {
        let silent = ItemCount {
            item: 0,
            eligible: 12,
            present: 9,
            abstain: 9,
            ..ItemCount::default()
        };
        let of_votes_cast = Rule {
            base: Base::Cast,
            abstentions: Abstentions::OutOfBase,
            ..rule(1)
        };
        let outcome = counted(&of_votes_cast, vec![silent, item(1, 0)]);
        let expected = [
            (1, Some(1), Verdict::BelowThreshold),
            (0, Some(2), Verdict::BelowThreshold),
        ];
        assert_eq!(verdicts(&outcome), expected);
    }

    #[test]
    fn a_run_off_goes_by_its_own_threshold() {
        let rule = rule(1);
        let items = vec![item(0, 5), item(1, 4)];
        let round = Round {
            kind: Kind::RunOff,
            ..Round::first(&rule, vec![0, 1])
        };
        let outcome = count(&rule, &round, &Counts { voters: 9, items }).unwrap();
        assert_eq!(outcome.elected, [0], "five of nine are more than half");
        assert_eq!(outcome.lines[1].needed, Some(5));
    }
}
