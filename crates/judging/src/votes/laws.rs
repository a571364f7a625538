//! Laws of all counts of approvals, whatever the papers.

use proptest::prelude::*;

use super::*;

/// Six candidates, every tie decided.
fn any_election() -> impl Strategy<Value = Election<Approval>> {
    let approved = prop::sample::subsequence(vec![0, 1, 2, 3, 4, 5], 0..=6);
    let papers = prop::collection::vec((1_u32..6, approved), 1..10);
    let order = Just(vec![0, 1, 2, 3, 4, 5]).prop_shuffle();
    (papers, 1_usize..6, order).prop_map(|(papers, seats, tie_order)| {
        let paper = |(weight, approved)| Approval { weight, approved };
        Election {
            candidates: 6,
            seats,
            picks: None,
            papers: papers.into_iter().map(paper).collect(),
            tie_order,
        }
    })
}

const EFFORT: Effort = Effort {
    committees: 100,
    steps: 100_000,
};

/// What each rule elects, in ascending order, with the seats that stay empty.
fn elected(election: &Election<Approval>) -> [(Vec<usize>, usize); 5] {
    let approved = approval(election).unwrap();
    let split = satisfaction_approval(election).unwrap();
    let shares = equal_shares(election, Completion::Phragmen).unwrap();
    let sequences = [
        sequential_pav(election).unwrap(),
        phragmen(election).unwrap(),
        shares.sequence,
    ];
    let [added, borne, bought] = sequences.map(|it| (it.elected(), it.empty_seats));
    let approved = (approved.elected, approved.empty_seats);
    [
        approved,
        (split.elected, split.empty_seats),
        added,
        borne,
        bought,
    ]
}

/// Whether some votes, enough for a seat and all approving of one candidate, got nobody they approve of
/// (justified representation: Aziz and others, Justified representation in approval-based committee
/// voting, 2017).
fn leaves_a_group_without(election: &Election<Approval>, committee: &[usize]) -> bool {
    let empty_handed = election.papers.iter().filter(|paper| {
        let mut approved = paper.approved.iter();
        !approved.any(|candidate| committee.contains(candidate))
    });
    (0..election.candidates).any(|candidate| {
        let group = empty_handed
            .clone()
            .filter(|paper| paper.approved.contains(&candidate));
        let group: u64 = group.map(|paper| u64::from(paper.weight)).sum();
        group > 0 && group * election.seats as u64 >= election.votes()
    })
}

proptest! {
    // Exact fractions are slow without optimization.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn seats_are_filled_as_far_as_candidates_have_support(election in any_election()) {
        let supported = election.support().iter().filter(|support| **support > 0).count();
        let filled = election.seats.min(supported);
        for (elected, empty) in elected(&election) {
            prop_assert_eq!((elected.len(), empty), (filled, election.seats - filled));
        }
    }

    #[test]
    fn the_order_and_the_bundling_of_papers_change_nothing(election in any_election()) {
        let mut single = election.clone();
        single.papers = vec![];
        for paper in election.papers.iter().rev() {
            let mut one = Approval { weight: 1, ..paper.clone() };
            one.approved.reverse();
            single.papers.extend(std::iter::repeat_n(one, paper.weight as usize));
        }
        prop_assert_eq!(elected(&election), elected(&single));
        prop_assert_eq!(pav(&election, EFFORT), pav(&single, EFFORT));
    }

    #[test]
    fn another_numbering_of_candidates_elects_the_same(election in any_election()) {
        let mut mirrored = election.clone();
        let papers = mirrored.papers.iter_mut().map(|paper| &mut paper.approved);
        for named in papers.chain([&mut mirrored.tie_order]) {
            for candidate in named.iter_mut() {
                *candidate = 5 - *candidate;
            }
        }
        let back = |mut committee: Vec<usize>| {
            for candidate in &mut committee {
                *candidate = 5 - *candidate;
            }
            committee.sort_unstable();
            committee
        };
        let mirrored_back = elected(&mirrored).map(|(elected, empty)| (back(elected), empty));
        prop_assert_eq!(elected(&election), mirrored_back);
        let committees = pav(&mirrored, EFFORT).unwrap().committees;
        let mut committees: Vec<_> = committees.into_iter().map(back).collect();
        committees.sort_unstable();
        prop_assert_eq!(pav(&election, EFFORT).unwrap().committees, committees);
    }

    #[test]
    fn proportional_rules_leave_no_group_worth_a_seat_without_one(election in any_election()) {
        let best = pav(&election, EFFORT).unwrap().committees;
        let [_, _, _, (borne, _), (bought, _)] = elected(&election);
        for committee in best.into_iter().chain([borne, bought]) {
            prop_assert!(!leaves_a_group_without(&election, &committee), "{:?}", committee);
        }
    }

    #[test]
    fn what_equal_shares_spend_is_what_was_bought(election in any_election()) {
        let counted = equal_shares(&election, Completion::None).unwrap();
        let left = election.papers.iter().zip(&counted.budgets);
        let left = left.fold(fraction::whole(0), |sum, (paper, budget)| {
            sum + budget * fraction::whole(u64::from(paper.weight))
        });
        let bought = counted.completed_from as u64;
        prop_assert_eq!(left, fraction::whole(election.seats as u64 - bought));
        let zero = fraction::whole(0);
        prop_assert!(counted.budgets.iter().all(|budget| *budget >= zero));
    }
}
