//! Why a round cannot be counted: what contradicts the round, or itself.

use super::rule::{Counts, ItemCount, Kind, LastResort, Round, Rule};

/// Why a round cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The rule has a zero where there must be none, or a threshold beyond the whole.
    UnsoundRule,
    /// The round has no seats, or is a run-off and the rule knows none.
    UnsoundRound,
    /// No vote is due: the seats are filled, the rounds used up, or a tie waits for its decision.
    NoVoteDue,
    /// The item is counted but no candidate, counted twice, or twice a candidate.
    Unexpected {
        /// Index of the item.
        item: usize,
    },
    /// The item is a candidate and not counted.
    NotCounted {
        /// Index of the item.
        item: usize,
    },
    /// More are present than eligible, or more said something than are present or handed in a paper.
    Excess {
        /// Index of the item.
        item: usize,
    },
    /// More yes in all than the papers could hold under the limit of picks.
    TooManyPicks {
        /// The most that they could hold.
        most: u64,
        /// How many there are.
        found: u64,
    },
}

/// Everything in which the counts contradict the round or themselves.
pub(super) fn flaws(rule: &Rule, round: &Round, counts: &Counts) -> Vec<Flaw> {
    let mut flaws = vec![];
    if !rule.is_sound() {
        flaws.push(Flaw::UnsoundRule);
    }
    let unknown = round.kind == Kind::RunOff && rule.last_resort == LastResort::StayEmpty;
    if round.seats == 0 || unknown {
        flaws.push(Flaw::UnsoundRound);
    }
    flaws.extend(mismatches(&round.candidates, &counts.items));
    flaws.extend(excesses(counts));
    let most = round
        .picks
        .map(|picks| u64::from(picks) * u64::from(counts.voters));
    let found = counts.items.iter().map(|item| u64::from(item.yes)).sum();
    if let Some(most) = most.filter(|most| found > *most) {
        flaws.push(Flaw::TooManyPicks { most, found });
    }
    flaws
}

/// Items that are not exactly once in both.
fn mismatches(candidates: &[usize], counted: &[ItemCount]) -> Vec<Flaw> {
    let mut wanted = candidates.to_vec();
    let mut found: Vec<usize> = counted.iter().map(|item| item.item).collect();
    wanted.sort_unstable();
    found.sort_unstable();
    let repeated = wanted.windows(2).chain(found.windows(2));
    let repeated = repeated
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0]);
    let strange = found
        .iter()
        .copied()
        .filter(|item| wanted.binary_search(item).is_err());
    let missing = wanted
        .iter()
        .copied()
        .filter(|item| found.binary_search(item).is_err());
    repeated
        .chain(strange)
        .map(|item| Flaw::Unexpected { item })
        .chain(missing.map(|item| Flaw::NotCounted { item }))
        .collect()
}

fn excesses(counts: &Counts) -> Vec<Flaw> {
    let exceeds = |item: &&ItemCount| {
        let said = u64::from(item.yes) + u64::from(item.no) + u64::from(item.abstain);
        let could = u64::from(item.present.min(counts.voters));
        item.present > item.eligible || said > could
    };
    let items = counts.items.iter().filter(exceeds);
    items.map(|item| Flaw::Excess { item: item.item }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::votes::ThresholdRule;

    fn item(item: usize, yes: u32, no: u32, abstain: u32) -> ItemCount {
        ItemCount {
            item,
            eligible: 12,
            present: 10,
            yes,
            no,
            abstain,
        }
    }

    fn found(candidates: Vec<usize>, voters: u32, items: Vec<ItemCount>) -> Vec<Flaw> {
        let rule = Rule::usual(2);
        let round = Round::first(&rule, candidates);
        flaws(&rule, &round, &Counts { voters, items })
    }

    #[test]
    fn every_candidate_is_counted_once_and_nothing_else_is() {
        let items = vec![item(1, 1, 0, 0), item(1, 1, 0, 0), item(5, 0, 0, 0)];
        let expected = [
            Flaw::Unexpected { item: 1 },
            Flaw::Unexpected { item: 5 },
            Flaw::NotCounted { item: 2 },
        ];
        assert_eq!(found(vec![2, 1], 10, items), expected);
    }

    #[test]
    fn nobody_says_more_than_one_thing_about_an_item() {
        assert_eq!(found(vec![0], 10, vec![item(0, 5, 3, 2)]), []);
        let excess = [Flaw::Excess { item: 0 }];
        assert_eq!(found(vec![0], 10, vec![item(0, 5, 4, 2)]), excess);
        assert_eq!(found(vec![0], 9, vec![item(0, 5, 3, 2)]), excess);
        let crowded = ItemCount {
            present: 13,
            ..item(0, 1, 0, 0)
        };
        assert_eq!(found(vec![0], 13, vec![crowded]), excess);
    }

    #[test]
    fn papers_hold_no_more_yes_than_the_limit_allows() {
        // Two seats and ten papers: twenty yes at most.
        let items = |last| vec![item(0, 10, 0, 0), item(1, 8, 0, 0), item(2, last, 0, 0)];
        assert_eq!(found(vec![0, 1, 2], 10, items(2)), []);
        let most = Flaw::TooManyPicks {
            most: 20,
            found: 21,
        };
        assert_eq!(found(vec![0, 1, 2], 10, items(3)), [most]);
    }

    #[test]
    fn a_rule_or_round_that_makes_no_sense_is_refused() {
        let sound = Rule::usual(1);
        let round = Round::first(&sound, vec![]);
        let none = Counts::default();
        let beyond = ThresholdRule::at_least(3, 2);
        for rule in [
            Rule {
                max_rounds: 0,
                ..sound.clone()
            },
            Rule {
                candidates_per_seat: 0,
                ..sound.clone()
            },
            Rule {
                threshold: beyond,
                ..sound.clone()
            },
            Rule {
                quorum: beyond,
                ..sound.clone()
            },
            Rule {
                last_resort: LastResort::RunOff(beyond),
                ..sound.clone()
            },
        ] {
            assert_eq!(flaws(&rule, &round, &none), [Flaw::UnsoundRule], "{rule:?}");
        }
        let stays = Rule {
            last_resort: LastResort::StayEmpty,
            ..sound.clone()
        };
        let run_off = Round {
            kind: Kind::RunOff,
            ..round.clone()
        };
        assert_eq!(flaws(&stays, &run_off, &none), [Flaw::UnsoundRound]);
        let seatless = Round { seats: 0, ..round };
        assert_eq!(flaws(&sound, &seatless, &none), [Flaw::UnsoundRound]);
    }
}
