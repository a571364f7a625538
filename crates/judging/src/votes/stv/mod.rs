//! The single transferable vote: whoever has a quota is elected and passes on what is above it, whoever
//! has least is excluded and passes on everything, until the seats are filled.
//!
//! This is the weighted inclusive Gregory method as Scottish local elections count it (Scottish Local
//! Government Elections Order 2011, schedule 1, rules 45 to 53): quota `votes / (seats + 1) + 1`, whole
//! division (Droop 1868); a surplus is passed on by **all** papers of the elected, each at its present
//! value times surplus over total, cut after five digits; largest surplus first, one in a stage; then the
//! candidate with least is excluded. Without cutting, the same count in exact fractions.

mod count;
mod stage;

pub use stage::{Holding, Move, Stage};

use super::{
    election::{Election, PaperFlaw, Ranking},
    ties::Tie,
};

/// How the value of a paper is kept when a surplus is passed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// As an exact fraction.
    Exact,
    /// Cut after so many digits.
    Cut {
        /// Digits after the point; five in Scotland.
        digits: u32,
    },
}

/// The rule of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StvRule {
    /// How values are kept.
    pub value: Value,
    /// Whether a tie is decided by the latest earlier stage in which the figures differ, if there is
    /// one, before the order for ties is asked.
    pub look_back: bool,
}

impl StvRule {
    /// Values cut after five digits; ties are first decided by earlier stages.
    pub const SCOTTISH: Self = Self {
        value: Value::Cut { digits: 5 },
        look_back: true,
    };
}

/// A count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stv {
    /// Votes that elect. Papers that name nobody are not votes.
    pub quota: u64,
    /// Stage by stage.
    pub stages: Vec<Stage>,
    /// Who is elected, in the order of the stages; within one by votes, equal ones by index, which
    /// means nothing.
    pub elected: Vec<usize>,
    /// The ties that were met. When the last is open, the count ends there.
    pub ties: Vec<Tie>,
    /// Seats that nobody has, because a tie is open or there are fewer candidates than seats.
    pub empty_seats: usize,
}

/// Counts.
///
/// # Errors
/// Everything that is wrong with the papers.
pub fn stv(election: &Election<Ranking>, rule: StvRule) -> Result<Stv, Vec<PaperFlaw>> {
    election.check()?;
    Ok(count::count(election, rule))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::votes::{
        fraction::{Fraction, ratio, whole},
        ties::{DecidedBy, Purpose},
    };

    const EXACT: StvRule = StvRule {
        value: Value::Exact,
        look_back: false,
    };

    fn election(candidates: usize, seats: usize, papers: &[(u32, &[usize])]) -> Election<Ranking> {
        let paper = |(weight, preferences): &(u32, &[usize])| Ranking {
            weight: *weight,
            preferences: preferences.to_vec(),
        };
        Election {
            candidates,
            seats,
            picks: None,
            papers: papers.iter().map(paper).collect(),
            tie_order: vec![],
        }
    }

    fn votes(stage: &Stage) -> Vec<(usize, Fraction)> {
        let holdings = stage.holdings.iter();
        holdings
            .map(|holding| (holding.candidate, holding.votes.clone()))
            .collect()
    }

    #[test]
    fn a_surplus_is_passed_on_by_all_papers_in_equal_parts() {
        // Quota 12 / 3 + 1 = 5. Candidate 0 has 8, a surplus of 3: each paper passes on 3/8.
        let election = election(3, 2, &[(6, &[0, 1]), (2, &[0, 2]), (2, &[1]), (2, &[2, 1])]);
        let counted = stv(&election, EXACT).unwrap();
        assert_eq!(counted.quota, 5);
        assert_eq!(counted.stages[0].elected, [0]);
        let passed = Move::PassOn {
            candidate: 0,
            surplus: whole(3),
        };
        assert_eq!(counted.stages[0].then, passed);
        // 2 + 6 * 3/8 = 17/4 and 2 + 2 * 3/8 = 11/4; then candidate 2 goes: 2 of their papers, and
        // none of the passed on, name 1.
        assert_eq!(
            votes(&counted.stages[1]),
            [(1, ratio(17, 4)), (2, ratio(11, 4))]
        );
        assert_eq!(counted.stages[1].then, Move::Exclude { candidate: 2 });
        assert_eq!(votes(&counted.stages[2]), [(1, ratio(25, 4))]);
        assert_eq!(counted.stages[2].exhausted, ratio(3, 4));
        assert_eq!(counted.elected, [0, 1]);
    }

    #[test]
    fn values_are_cut_paper_by_paper_and_what_is_cut_is_lost() {
        let papers: &[(u32, &[usize])] = &[(7, &[0, 1]), (2, &[2])];
        let two_seats = election(3, 2, papers);
        let cut = StvRule {
            value: Value::Cut { digits: 2 },
            look_back: false,
        };
        // Quota 9 / 3 + 1 = 4; seven papers pass on a surplus of 3: 3/7 = 0.428571…, cut to 0.42.
        let counted = stv(&two_seats, cut).unwrap();
        assert_eq!(
            votes(&counted.stages[1]),
            [(1, ratio(294, 100)), (2, whole(2))]
        );
        assert_eq!(counted.stages[1].lost, ratio(6, 100));
    }

    #[test]
    fn exactly_a_quota_elects_and_passes_nothing_on() {
        // Quota 8 / 3 + 1 = 3.
        let election = election(4, 2, &[(3, &[0, 1]), (2, &[1]), (2, &[2]), (1, &[3, 2])]);
        let counted = stv(&election, EXACT).unwrap();
        assert_eq!(counted.stages[0].elected, [0]);
        assert_eq!(counted.stages[0].then, Move::Exclude { candidate: 3 });
        assert_eq!(votes(&counted.stages[1]), [(1, whole(2)), (2, whole(3))]);
        assert_eq!(counted.elected, [0, 2]);
    }

    #[test]
    fn an_open_tie_ends_the_count_and_the_order_decides_it() {
        let mut election = election(3, 1, &[(3, &[0]), (2, &[1, 0]), (2, &[2, 1])]);
        let open = stv(&election, StvRule::SCOTTISH).unwrap();
        assert_eq!((open.elected, open.empty_seats), (vec![], 1));
        let tie = &open.ties[0];
        assert_eq!(
            (tie.purpose, tie.by),
            (Purpose::Exclusion, DecidedBy::Nobody)
        );
        assert_eq!((&tie.among[..], tie.wanted), (&[1, 2][..], 1));
        // The last in the order goes: without 2, candidate 1 has four of seven.
        election.tie_order = vec![1, 2];
        assert_eq!(stv(&election, EXACT).unwrap().elected, [1]);
        election.tie_order = vec![2, 1];
        assert_eq!(stv(&election, EXACT).unwrap().elected, [0]);
    }

    #[test]
    fn looking_back_excludes_who_had_least_in_the_latest_stage_that_differs() {
        // Three goes first and lifts 2 from one to three votes; then 1 and 2 have three each.
        let papers: &[(u32, &[usize])] = &[(5, &[0]), (3, &[1]), (2, &[2]), (1, &[3, 2])];
        let election = election(4, 1, papers);
        let counted = stv(&election, StvRule::SCOTTISH).unwrap();
        assert_eq!(counted.stages[1].then, Move::Exclude { candidate: 2 });
        assert_eq!(counted.ties[0].among, [1, 2]);
        assert_eq!(counted.ties[0].by, DecidedBy::EarlierStages);
        let open = stv(&election, EXACT).unwrap();
        assert_eq!(open.stages[1].then, Move::End);
        assert_eq!(open.ties[0].by, DecidedBy::Nobody);
    }

    #[test]
    fn when_no_more_are_left_than_seats_all_are_elected_without_a_quota() {
        let election = election(3, 2, &[(9, &[0]), (2, &[1]), (1, &[2])]);
        let counted = stv(&election, EXACT).unwrap();
        assert_eq!(counted.elected, [0, 1]);
        let last = &counted.stages[counted.stages.len() - 1];
        assert_eq!(votes(last), [(1, whole(2))]);
        assert_eq!(counted.empty_seats, 0);
    }

    #[test]
    fn more_seats_than_candidates_leave_seats_empty() {
        let counted = stv(&election(1, 3, &[(2, &[0])]), EXACT).unwrap();
        assert_eq!((counted.elected, counted.empty_seats), (vec![0], 2));
    }

    /// Five candidates and an order for every tie.
    fn any_election() -> impl Strategy<Value = Election<Ranking>> {
        let named = prop::sample::subsequence(vec![0, 1, 2, 3, 4], 0..=5).prop_shuffle();
        let papers = prop::collection::vec((1_u32..9, named), 1..12);
        let order = Just(vec![0, 1, 2, 3, 4]).prop_shuffle();
        (papers, 1_usize..5, order).prop_map(|(papers, seats, tie_order)| {
            let papers: Vec<(u32, &[usize])> = papers
                .iter()
                .map(|(weight, named)| (*weight, &named[..]))
                .collect();
            Election {
                tie_order,
                ..election(5, seats, &papers)
            }
        })
    }

    fn any_rule() -> impl Strategy<Value = StvRule> {
        (any::<bool>(), any::<bool>()).prop_map(|(exact, look_back)| StvRule {
            value: if exact {
                Value::Exact
            } else {
                Value::Cut { digits: 5 }
            },
            look_back,
        })
    }

    proptest! {
        // Exact fractions are slow without optimization.
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn no_vote_appears_or_disappears(election in any_election(), rule in any_rule()) {
            let counted = stv(&election, rule).unwrap();
            let named = election.papers.iter().filter(|paper| !paper.preferences.is_empty());
            let all = whole(named.map(|paper| u64::from(paper.weight)).sum());
            let mut elected: Vec<usize> = vec![];
            for stage in &counted.stages {
                let settled = elected.iter().filter(|it| stage.votes(**it).is_none()).count();
                let kept = whole(counted.quota * settled as u64);
                let start = kept + &stage.exhausted + &stage.lost;
                let holdings = stage.holdings.iter();
                let sum = holdings.fold(start, |sum, holding| sum + &holding.votes);
                prop_assert_eq!(sum, all.clone());
                elected.extend(&stage.elected);
            }
            prop_assert_eq!(elected, counted.elected);
        }

        #[test]
        fn all_seats_are_filled_when_every_tie_is_decided(
            election in any_election(),
            rule in any_rule(),
        ) {
            let counted = stv(&election, rule).unwrap();
            prop_assert_eq!(counted.elected.len(), election.seats);
            prop_assert_eq!(counted.empty_seats, 0);
        }

        #[test]
        fn the_order_and_the_bundling_of_papers_change_nothing(
            election in any_election(),
            rule in any_rule(),
        ) {
            let mut single = election.clone();
            single.papers = vec![];
            for paper in election.papers.iter().rev() {
                let one = Ranking { weight: 1, ..paper.clone() };
                single.papers.extend(std::iter::repeat_n(one, paper.weight as usize));
            }
            prop_assert_eq!(stv(&election, rule), stv(&single, rule));
        }

        #[test]
        fn another_numbering_of_candidates_elects_the_same(
            election in any_election(),
            rule in any_rule(),
        ) {
            let mut mirrored = election.clone();
            let papers = mirrored.papers.iter_mut().map(|paper| &mut paper.preferences);
            for named in papers.chain([&mut mirrored.tie_order]) {
                for candidate in named.iter_mut() {
                    *candidate = 4 - *candidate;
                }
            }
            let sorted = |mut elected: Vec<usize>| {
                elected.sort_unstable();
                elected
            };
            let back = stv(&mirrored, rule).unwrap().elected.iter().map(|it| 4 - it).collect();
            prop_assert_eq!(sorted(stv(&election, rule).unwrap().elected), sorted(back));
        }

        #[test]
        fn whom_a_quota_of_votes_puts_first_is_elected(election in any_election(), rule in any_rule()) {
            let counted = stv(&election, rule).unwrap();
            for candidate in 0..5 {
                let first = election.papers.iter();
                let first = first.filter(|paper| paper.preferences.first() == Some(&candidate));
                let first: u64 = first.map(|paper| u64::from(paper.weight)).sum();
                prop_assert!(first < counted.quota || counted.elected.contains(&candidate));
            }
        }
    }
}
