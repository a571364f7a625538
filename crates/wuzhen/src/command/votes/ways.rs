//! Who is elected however the open ties are decided. A count that ends at an open tie knows too little: a tie
//! for who is excluded first, at the bottom of a list, rarely changes who is at its top.

use std::collections::BTreeSet;

use judging::votes::{DecidedBy, Purpose, Tie};

use super::state::Met;

/// So many counts are made at most, and fewer of large ones: so many places of candidates on papers are looked at.
const MOST_COUNTS: usize = 20_000;
const MOST_WORK: usize = 40_000_000;

/// What the decisions of ties lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// Elected in every way, in ascending order.
    pub sure: Vec<usize>,
    /// Elected in some way, but not in every, in ascending order.
    pub perhaps: Vec<usize>,
}

/// What the ways to decide the ties of a count lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Open {
    /// No tie is open.
    Nothing,
    /// There are too many ways to try.
    TooMany,
    /// Every way was tried.
    Tried(Ways),
}

/// Whom a tie chose, and whether first or last in the order.
#[derive(Clone, Copy)]
struct Decision {
    candidate: usize,
    last: bool,
}

/// Tries every way of deciding ties for one place that leads to another state. `count` counts with an order for ties
/// and tells who is elected and which ties were met; `given` is the order that was laid down, which decides
/// where it names all; `papers` are as many as there are.
pub fn ways(
    (candidates, papers): (usize, usize),
    given: &[usize],
    mut count: impl FnMut(Vec<usize>) -> (Vec<usize>, Vec<Met>),
) -> Open {
    let mut results: Vec<Vec<usize>> = vec![];
    let mut open: Vec<Vec<Decision>> = vec![vec![]];
    let mut known = BTreeSet::new();
    let work = candidates.pow(2).saturating_mul(papers).max(1);
    let mut left = (MOST_WORK / work).clamp(64, MOST_COUNTS);
    while let Some(decisions) = open.pop() {
        if left == 0 {
            return Open::TooMany;
        }
        left -= 1;
        let (elected, ties) = count(order(candidates, &decisions));
        let mut asked = ties
            .into_iter()
            .filter(|met| met.tie.by == DecidedBy::Order);
        match asked.nth(decisions.len()) {
            None => results.push(elected),
            Some(met) => {
                let tie = &met.tie;
                if !known.insert(met.state) {
                    continue;
                }
                let last = tie.purpose == Purpose::Exclusion;
                let mut choices = choices(tie, given);
                choices.truncate(if met.harmless { 1 } else { choices.len() });
                open.extend(choices.into_iter().map(|candidate| {
                    let decision = Decision { candidate, last };
                    decisions.iter().copied().chain([decision]).collect()
                }));
            }
        }
    }
    let times = |candidate: usize| results.iter().filter(|it| it.contains(&candidate)).count();
    let all = 0..candidates;
    Open::Tried(Ways {
        sure: all
            .clone()
            .filter(|it| times(*it) == results.len())
            .collect(),
        perhaps: all
            .filter(|it| (1..results.len()).contains(&times(*it)))
            .collect(),
    })
}

/// Those whom the tie may choose: one by the order that was laid down, if that names them all.
fn choices(tie: &Tie, given: &[usize]) -> Vec<usize> {
    let places: Option<Vec<usize>> = tie
        .among
        .iter()
        .map(|candidate| given.iter().position(|other| other == candidate))
        .collect();
    let chosen = places.and_then(|places| match tie.purpose {
        Purpose::Exclusion => places.into_iter().max(),
        Purpose::Seat | Purpose::Surplus => places.into_iter().min(),
    });
    chosen.map_or_else(|| tie.among.clone(), |place| vec![given[place]])
}

/// An order of all that decides the first ties as decided. Whoever was chosen first comes first, whoever
/// was excluded first comes last; once chosen or excluded nobody is in a tie again.
fn order(candidates: usize, decisions: &[Decision]) -> Vec<usize> {
    let chosen = |last: bool| {
        let of = decisions
            .iter()
            .filter(move |decision| decision.last == last);
        of.map(|decision| decision.candidate)
    };
    let (mut first, last): (Vec<usize>, Vec<usize>) =
        (chosen(false).collect(), chosen(true).collect());
    let others = (0..candidates).filter(|it| !first.contains(it) && !last.contains(it));
    let others: Vec<usize> = others.collect();
    first.extend(others);
    // Who passed a surplus on is not excluded later, so nobody is in both.
    first.extend(last.into_iter().rev());
    first
}

#[cfg(test)]
mod tests {
    use judging::votes::{Election, Ranking, StvRule, irv, stv};

    use super::{super::state, *};

    fn election(seats: usize, papers: &[(u32, &[usize])]) -> Election<Ranking> {
        let paper = |(weight, preferences): &(u32, &[usize])| Ranking {
            weight: *weight,
            preferences: preferences.to_vec(),
        };
        Election {
            candidates: 4,
            seats,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![],
        }
    }

    fn of_irv(election: &Election<Ranking>, given: &[usize]) -> Ways {
        let found = ways((4, 9), given, |tie_order| {
            let counted = irv(&Election {
                tie_order,
                ..election.clone()
            })
            .unwrap();
            let ties = state::of_irv(&counted);
            (counted.winner.into_iter().collect(), ties)
        });
        match found {
            Open::Tried(ways) => ways,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_tie_for_who_goes_first_may_change_nothing() {
        // 2 and 3 tie for exclusion; whoever goes, 0 has five of nine.
        let papers: &[(u32, &[usize])] = &[(4, &[0]), (3, &[1]), (1, &[2, 0]), (1, &[3, 0])];
        let found = of_irv(&election(1, papers), &[]);
        assert_eq!((&found.sure[..], &found.perhaps[..]), (&[0][..], &[][..]));
    }

    #[test]
    fn a_tie_that_matters_leaves_open_who_is_elected() {
        // 1 or 2 goes, and their papers make the other, or 0, the winner.
        let papers: &[(u32, &[usize])] = &[(3, &[0]), (2, &[1, 0]), (2, &[2, 1])];
        let open = of_irv(&election(1, papers), &[]);
        assert_eq!((&open.sure[..], &open.perhaps[..]), (&[][..], &[0, 1][..]));
        assert_eq!(of_irv(&election(1, papers), &[1, 2]).sure, [1]);
        assert_eq!(of_irv(&election(1, papers), &[2, 1]).sure, [0]);
    }

    #[test]
    fn ties_after_ties_are_each_decided_both_ways() {
        // All four tie, then those who are left, and so on: each can be elected.
        let papers: &[(u32, &[usize])] = &[(1, &[0]), (1, &[1]), (1, &[2]), (1, &[3])];
        let found = of_irv(&election(1, papers), &[]);
        assert_eq!(
            (found.sure.len(), &found.perhaps[..]),
            (0, &[0, 1, 2, 3][..])
        );
    }

    /// Each of these candidates has one paper with these names.
    fn one_each(candidates: usize, seats: usize) -> Election<Ranking> {
        let names: Vec<Vec<usize>> = (0..candidates).map(|name| vec![name]).collect();
        let papers: Vec<(u32, &[usize])> = names.iter().map(|name| (1, &name[..])).collect();
        Election {
            candidates,
            ..election(seats, &papers)
        }
    }

    fn of_scottish(election: &Election<Ranking>) -> Open {
        let size = (election.candidates, election.papers.len());
        ways(size, &[], |tie_order| {
            let counted = stv(
                &Election {
                    tie_order,
                    ..election.clone()
                },
                StvRule::SCOTTISH,
            )
            .unwrap();
            let ties = state::of_stv(&counted, election.seats);
            (counted.elected, ties)
        })
    }

    #[test]
    fn ways_that_lead_to_the_same_state_are_tried_once() {
        // Nine factorial orders, and as many states as there are sets of those who are left.
        let Open::Tried(found) = of_scottish(&one_each(9, 1)) else {
            panic!("too many");
        };
        assert_eq!((found.sure.len(), found.perhaps.len()), (0, 9));
        assert_eq!(of_scottish(&one_each(16, 1)), Open::TooMany);
    }

    #[test]
    fn who_has_nothing_is_excluded_in_any_order() {
        // 0 wins however the eighteen whom nobody names first are excluded.
        let mut nobody = vec![1];
        nobody.extend(3..21);
        let named = Election {
            candidates: 21,
            ..election(1, &[(9, &[0][..]), (5, &nobody[..]), (4, &[2, 1][..])])
        };
        let Open::Tried(found) = of_scottish(&named) else {
            panic!("too many");
        };
        assert_eq!((&found.sure[..], found.perhaps.len()), (&[0][..], 0));
    }

    #[test]
    fn who_has_nothing_is_told_apart_where_seats_are_left_for_some() {
        let named = Election {
            candidates: 4,
            ..election(2, &[(9, &[0][..])])
        };
        let Open::Tried(found) = of_scottish(&named) else {
            panic!("too many");
        };
        assert_eq!(
            (&found.sure[..], &found.perhaps[..]),
            (&[0][..], &[1, 2, 3][..])
        );
    }
}
