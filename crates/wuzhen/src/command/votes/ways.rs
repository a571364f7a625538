//! Who is elected however the open ties are decided. A count that ends at an open tie knows too little: a tie
//! for who is excluded first, at the bottom of a list, rarely changes who is at its top.

use judging::votes::{DecidedBy, Purpose, Tie};

/// So many counts are made at most.
const MOST_COUNTS: usize = 256;

/// What the decisions of ties lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// Elected in every way, in ascending order.
    pub sure: Vec<usize>,
    /// Elected in some way, but not in every, in ascending order.
    pub perhaps: Vec<usize>,
    /// In how many ways the ties can be decided.
    pub number: usize,
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

/// Tries every way of deciding ties for one place. `count` counts with an order for ties and tells who is
/// elected and which ties were met; `given` is the order that was laid down, which decides where it names
/// all.
pub fn ways(
    candidates: usize,
    given: &[usize],
    mut count: impl FnMut(Vec<usize>) -> (Vec<usize>, Vec<Tie>),
) -> Open {
    let mut results: Vec<Vec<usize>> = vec![];
    let mut open: Vec<Vec<Decision>> = vec![vec![]];
    let mut counts = 0;
    while let Some(decisions) = open.pop() {
        counts += 1;
        if counts > MOST_COUNTS {
            return Open::TooMany;
        }
        let (elected, ties) = count(order(candidates, &decisions));
        let mut asked = ties.iter().filter(|tie| tie.by == DecidedBy::Order);
        match asked.nth(decisions.len()) {
            None => results.push(elected),
            Some(tie) => {
                let last = tie.purpose == Purpose::Exclusion;
                open.extend(choices(tie, given).into_iter().map(|candidate| {
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
        number: results.len(),
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

    use super::*;

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
        let found = ways(4, given, |tie_order| {
            let counted = irv(&Election {
                tie_order,
                ..election.clone()
            })
            .unwrap();
            (counted.winner.into_iter().collect(), counted.ties)
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
        assert_eq!(
            (&open.sure[..], &open.perhaps[..], open.number),
            (&[][..], &[0, 1][..], 2)
        );
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
        assert_eq!(found.number, 4 * 3 * 2);
    }

    #[test]
    fn too_many_ways_are_not_tried() {
        let names: Vec<Vec<usize>> = (0..12).map(|name| vec![name]).collect();
        let papers: Vec<(u32, &[usize])> = names.iter().map(|name| (1, &name[..])).collect();
        let election = Election {
            candidates: 12,
            ..election(1, &papers)
        };
        let found = ways(12, &[], |tie_order| {
            let counted = stv(
                &Election {
                    tie_order,
                    ..election.clone()
                },
                StvRule::SCOTTISH,
            )
            .unwrap();
            (counted.elected, counted.ties)
        });
        assert_eq!(found, Open::TooMany);
    }
}
