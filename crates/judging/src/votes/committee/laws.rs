//! Laws of counting a round, whatever the rule and the counts.

use proptest::prelude::*;

use super::*;
use crate::votes::ThresholdRule;

fn counted(rule: &Rule, items: Vec<ItemCount>) -> Outcome {
    let candidates = items.iter().map(|item| item.item).collect();
    let round = Round::first(rule, candidates);
    count(rule, &round, &Counts { voters: 20, items }).unwrap()
}

prop_compose! {
    fn any_item()(
        (yes, no, abstain) in (0_u32..8, 0_u32..5, 0_u32..4),
        (silent, absent) in (0_u32..3, 0_u32..6),
    ) -> ItemCount {
        let present = yes + no + abstain + silent;
        ItemCount { item: 0, eligible: present + absent, present, yes, no, abstain }
    }
}

prop_compose! {
    fn any_vote()(
        mut items in prop::collection::vec(any_item(), 1..12),
        seats in 1_u32..6,
        base in prop::sample::select(vec![Base::Eligible, Base::Present, Base::Cast]),
        out: bool,
        votes: bool,
        threshold in prop::sample::select(vec![
            ThresholdRule::TWO_THIRDS,
            ThresholdRule::MAJORITY,
            ThresholdRule::at_least(1, 4),
        ]),
    ) -> (Rule, Vec<ItemCount>) {
        for (index, item) in items.iter_mut().enumerate() {
            item.item = index;
        }
        let abstentions = if out { Abstentions::OutOfBase } else { Abstentions::InBase };
        let order = if votes { Order::Votes } else { Order::Share };
        let quorum = ThresholdRule::at_least(1, 2);
        let picks = Picks::Unlimited;
        let usual = Rule::usual(seats);
        (Rule { threshold, base, abstentions, quorum, order, picks, ..usual }, items)
    }
}

/// The definition, item by item: how many others that reached the threshold did as well or better?
fn by_definition(rule: &Rule, items: &[ItemCount], this: &ItemCount) -> Verdict {
    let base = |item: &ItemCount| {
        let voted = item.yes + item.no + item.abstain;
        let all = [item.eligible, item.present, voted][rule.base as usize];
        all - item.abstain * rule.abstentions as u32
    };
    let quorate = |item: &ItemCount| item.eligible > 0 && 2 * item.present >= item.eligible;
    let reached = |item: &ItemCount| rule.threshold.reached_by(item.yes, base(item));
    let figure = |item: &ItemCount, other: &ItemCount| match rule.order {
        Order::Votes => item.yes,
        Order::Share => item.yes * base(other),
    };
    if !quorate(this) {
        return Verdict::NoQuorum;
    }
    if !reached(this) {
        return Verdict::BelowThreshold;
    }
    let rivals = items.iter().filter(|item| quorate(item) && reached(item));
    let better = rivals
        .clone()
        .filter(|item| figure(item, this) > figure(this, item));
    let as_good = rivals.filter(|item| figure(item, this) >= figure(this, item));
    if as_good.count() <= rule.seats as usize {
        Verdict::Elected
    } else if better.count() < rule.seats as usize {
        Verdict::TiedForSeat
    } else {
        Verdict::NoSeatLeft
    }
}

proptest! {
    #[test]
    fn each_verdict_is_the_one_of_the_definition((rule, items) in any_vote()) {
        let outcome = counted(&rule, items.clone());
        for line in &outcome.lines {
            let expected = by_definition(&rule, &items, &line.counts);
            prop_assert_eq!(line.verdict, expected, "{:?}", line);
        }
    }

    #[test]
    fn no_more_are_elected_than_seats_and_nobody_is_lost((rule, items) in any_vote()) {
        let outcome = counted(&rule, items.clone());
        let elected = u32::try_from(outcome.elected.len()).unwrap();
        prop_assert_eq!(elected + outcome.open_seats, rule.seats);
        let mut all = [outcome.elected, outcome.remaining].concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..items.len()).collect::<Vec<_>>());
        let tied = outcome.tied.len();
        prop_assert!(tied == 0 || tied > outcome.open_seats as usize);
    }

    #[test]
    fn the_order_of_items_changes_nothing((rule, mut items) in any_vote()) {
        let before = counted(&rule, items.clone());
        items.reverse();
        prop_assert_eq!(before, counted(&rule, items));
    }

    #[test]
    fn another_numbering_of_items_gives_the_same_verdicts((rule, items) in any_vote()) {
        let verdict_of = |items: Vec<ItemCount>, item: usize| {
            let lines = counted(&rule, items).lines;
            let line = lines.into_iter().find(|line| line.counts.item == item).unwrap();
            (line.rank, line.verdict)
        };
        let last = items.len() - 1;
        let mut renumbered = items.clone();
        for item in &mut renumbered {
            item.item = last - item.item;
        }
        for index in 0..=last {
            prop_assert_eq!(
                verdict_of(items.clone(), index),
                verdict_of(renumbered.clone(), last - index)
            );
        }
    }
}
