//! The whole vote as plain data, so that somebody else can count it again and compare.

use super::{
    count::{Outcome, count},
    flaw::Flaw,
    next::{Next, WrongOrder, next, seat_tied},
    rule::{Counts, Round, Rule},
};

/// One round: what was voted on, what was counted, what that decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What was voted on.
    pub round: Round,
    /// What was counted.
    pub counts: Counts,
    /// What that decided.
    pub outcome: Outcome,
    /// What came of it.
    pub next: Next,
}

/// A vote, from its rule to its end. What people put in are `rule`, `candidates`, the counts of each
/// step and `tie_order`; all else follows from these and [`replay`] checks that it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// The rule.
    pub rule: Rule,
    /// The items of the first round, in ascending order.
    pub candidates: Vec<usize>,
    /// The rounds, in their order.
    pub steps: Vec<Step>,
    /// The order that decided a tie after the last round, best first.
    pub tie_order: Option<Vec<usize>>,
    /// Items that are elected, in the order of the rounds, within a round ascending.
    pub elected: Vec<usize>,
}

impl Transcript {
    /// A vote on these items of which no round has been held.
    pub fn new(rule: Rule, mut candidates: Vec<usize>) -> Self {
        candidates.sort_unstable();
        Self {
            rule,
            candidates,
            steps: vec![],
            tie_order: None,
            elected: vec![],
        }
    }

    /// What is to be done now.
    pub fn next(&self) -> Next {
        let first = || Next::Vote(Round::first(&self.rule, self.candidates.clone()));
        match (self.steps.last(), &self.tie_order) {
            (_, Some(_)) => Next::Done { empty_seats: 0 },
            (last, None) => last.map_or_else(first, |step| step.next.clone()),
        }
    }

    /// Counts the round that is due.
    ///
    /// # Errors
    /// Why it cannot be counted; then nothing has changed.
    pub fn record(&mut self, counts: Counts) -> Result<&Step, Vec<Flaw>> {
        let Next::Vote(round) = self.next() else {
            return Err(vec![Flaw::NoVoteDue]);
        };
        let outcome = count(&self.rule, &round, &counts)?;
        self.elected.extend(&outcome.elected);
        self.steps.push(Step {
            next: next(&self.rule, &round, &outcome),
            round,
            counts,
            outcome,
        });
        Ok(&self.steps[self.steps.len() - 1])
    }

    /// Decides the tie that is left, best first.
    ///
    /// # Errors
    /// [`WrongOrder`] when no tie is left, or the order does not name each of the tied once.
    pub fn decide_tie(&mut self, order: Vec<usize>) -> Result<(), WrongOrder> {
        let Next::DecideTie { tied, seats } = self.next() else {
            return Err(WrongOrder);
        };
        self.elected.extend(seat_tied(&tied, seats, &order)?);
        self.tie_order = Some(order);
        Ok(())
    }
}

/// Where a transcript does not say what follows from what was put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A round, or what it decided, is another one.
    Step {
        /// Position of the step, from zero.
        step: usize,
        /// What follows from the rule and the counts up to here.
        expected: Box<Step>,
    },
    /// The counts of a round contradict it or themselves, or no vote was due.
    Flawed {
        /// Position of the step, from zero.
        step: usize,
        /// In what.
        flaws: Vec<Flaw>,
    },
    /// A tie is decided that there was not, or not by naming each of the tied once.
    TieOrder,
    /// Others are elected.
    Elected {
        /// Those who are.
        expected: Vec<usize>,
    },
}

/// Counts a vote again, from what people put in, and compares.
///
/// # Errors
/// The first difference.
pub fn replay(transcript: &Transcript) -> Result<(), Difference> {
    let mut again = Transcript::new(transcript.rule.clone(), transcript.candidates.clone());
    for (index, step) in transcript.steps.iter().enumerate() {
        let counts = step.counts.clone();
        let expected = again
            .record(counts)
            .map_err(|flaws| Difference::Flawed { step: index, flaws })?;
        if expected != step {
            return Err(Difference::Step {
                step: index,
                expected: Box::new(expected.clone()),
            });
        }
    }
    if let Some(order) = transcript.tie_order.clone() {
        again.decide_tie(order).map_err(|_| Difference::TieOrder)?;
    }
    if again.elected != transcript.elected {
        return Err(Difference::Elected {
            expected: again.elected,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::votes::committee::{ItemCount, Picks, Verdict};

    /// Nine voters, all present.
    fn counts(items: &[(usize, u32)]) -> Counts {
        let item = |(item, yes): &(usize, u32)| ItemCount {
            item: *item,
            eligible: 9,
            present: 9,
            yes: *yes,
            no: 9 - yes,
            abstain: 0,
        };
        Counts {
            voters: 9,
            items: items.iter().map(item).collect(),
        }
    }

    fn rule(seats: u32, max_rounds: u32) -> Rule {
        Rule {
            picks: Picks::Unlimited,
            max_rounds,
            ..Rule::usual(seats)
        }
    }

    /// Three seats among six: one in the first round, one in the run-off, one by the order of a tie.
    fn whole_vote() -> Transcript {
        let mut vote = Transcript::new(rule(3, 1), vec![3, 1, 4, 15, 9, 2]);
        let first = [(1, 8), (2, 5), (3, 5), (4, 4), (9, 3), (15, 2)];
        vote.record(counts(&first)).unwrap();
        vote.record(counts(&[(2, 7), (3, 5), (4, 5), (9, 1)]))
            .unwrap();
        vote.decide_tie(vec![4, 3]).unwrap();
        vote
    }

    #[test]
    fn a_vote_goes_from_round_to_round_until_its_seats_are_filled() {
        let vote = whole_vote();
        assert_eq!(vote.elected, [1, 2, 4]);
        assert_eq!(vote.steps[1].round.candidates, [2, 3, 4, 9]);
        assert_eq!(vote.steps[1].round.seats, 2);
        assert_eq!(vote.steps[1].outcome.tied, [3, 4]);
        assert_eq!(vote.next(), Next::Done { empty_seats: 0 });
        assert_eq!(replay(&vote), Ok(()));
    }

    #[test]
    fn nothing_is_counted_after_the_end_and_no_tie_decided_that_there_is_not() {
        let mut vote = whole_vote();
        let due = vote.record(counts(&[(3, 9)])).map(|_| ());
        assert_eq!(due, Err(vec![Flaw::NoVoteDue]));
        assert_eq!(vote.decide_tie(vec![3]), Err(WrongOrder));
        assert_eq!(vote, whole_vote());
    }

    #[test]
    fn counts_of_other_items_than_those_of_the_round_are_refused() {
        let mut vote = Transcript::new(rule(1, 2), vec![0, 1]);
        let refused = vote.record(counts(&[(0, 9), (2, 1)])).map(|_| ());
        let expected = vec![Flaw::Unexpected { item: 2 }, Flaw::NotCounted { item: 1 }];
        assert_eq!(refused, Err(expected));
        assert!(vote.steps.is_empty());
    }

    #[test]
    fn a_replay_finds_an_altered_count() {
        let mut vote = whole_vote();
        vote.steps[0].counts.items[1].yes = 6;
        vote.steps[0].counts.items[1].no = 3;
        let Err(Difference::Step { step: 0, expected }) = replay(&vote) else {
            panic!("two thirds of nine are six");
        };
        assert_eq!(expected.outcome.elected, [1, 2]);
    }

    #[test]
    fn a_replay_finds_an_altered_verdict_field_order_and_result() {
        let mut verdict = whole_vote();
        verdict.steps[0].outcome.lines[0].verdict = Verdict::NoSeatLeft;
        assert!(matches!(
            replay(&verdict),
            Err(Difference::Step { step: 0, .. })
        ));
        let mut field = whole_vote();
        field.steps[1].round.candidates.push(15);
        assert!(matches!(
            replay(&field),
            Err(Difference::Step { step: 1, .. })
        ));
        let mut order = whole_vote();
        order.tie_order = Some(vec![3, 9]);
        assert_eq!(replay(&order), Err(Difference::TieOrder));
        let mut elected = whole_vote();
        elected.elected = vec![1, 2, 3];
        let expected = vec![1, 2, 4];
        assert_eq!(replay(&elected), Err(Difference::Elected { expected }));
        let mut flawed = whole_vote();
        flawed.steps[1].counts.voters = 8;
        assert!(matches!(
            replay(&flawed),
            Err(Difference::Flawed { step: 1, .. })
        ));
    }

    proptest! {
        #[test]
        fn every_vote_ends_fills_no_more_than_its_seats_and_replays(
            yes in prop::collection::vec(prop::collection::vec(0_u32..=9, 8), 4),
            seats in 1_u32..6,
        ) {
            let mut vote = Transcript::new(rule(seats, 3), (0..8).collect());
            while let Next::Vote(round) = vote.next() {
                // Three regular rounds and a run-off, never more.
                let row = &yes[vote.steps.len()];
                let of_round: Vec<_> = round.candidates.iter().map(|item| (*item, row[*item])).collect();
                vote.record(counts(&of_round)).unwrap();
            }
            let empty = match vote.next() {
                Next::DecideTie { mut tied, .. } => {
                    tied.reverse();
                    vote.decide_tie(tied).unwrap();
                    0
                }
                Next::Done { empty_seats } => empty_seats,
                Next::Vote(_) => unreachable!(),
            };
            prop_assert_eq!(u32::try_from(vote.elected.len()).unwrap() + empty, seats);
            let mut once = vote.elected.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), vote.elected.len());
            prop_assert_eq!(replay(&vote), Ok(()));
        }
    }
}
