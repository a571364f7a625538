//! The worst item first, against every assignment of small instances.

use judging::assignment::{
    Affinity, Balance, Effort, Instance, Load, Wishes, assign_with, verify_outcome,
};
use proptest::prelude::*;

use crate::{brute, instances};

const FAIR: Wishes = Wishes {
    bridge: None,
    max_min: Some(Effort { solutions: 300 }),
};

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_worst_item_fares_as_well_as_can_be_and_then_the_sum_is_greatest(instance in instances::small()) {
        let Ok(outcome) = assign_with(&instance, &FAIR) else { return Ok(()) };
        prop_assert_eq!(verify_outcome(&instance, &FAIR, &outcome), Ok(()));
        let fairness = outcome.fairness.unwrap();
        let all = brute::all(&instance);
        let rank = all.iter().map(|pairs| brute::rank(&instance, pairs)).min().unwrap();
        let equal = all.iter().filter(|pairs| brute::rank(&instance, pairs) == rank);
        let worth = |pairs: &brute::Pairs| (brute::worst(&instance, pairs), brute::total(&instance, pairs));
        let best = equal.map(worth).max().unwrap();
        prop_assert_eq!(brute::rank(&instance, &outcome.plan.pairs), rank);
        prop_assert_eq!(worth(&outcome.plan.pairs), best);
        // Such small searches always come to their end.
        prop_assert!(fairness.is_proven(&outcome.plan), "{fairness:?}");
    }

    #[test]
    fn without_effort_the_bounds_still_hold(instance in instances::small(), solutions in 0_u32..4) {
        let wishes = Wishes { bridge: None, max_min: Some(Effort { solutions }) };
        let Ok(outcome) = assign_with(&instance, &wishes) else { return Ok(()) };
        prop_assert_eq!(verify_outcome(&instance, &wishes, &outcome), Ok(()));
        let fairness = outcome.fairness.unwrap();
        let all = brute::all(&instance);
        let rank = all.iter().map(|pairs| brute::rank(&instance, pairs)).min().unwrap();
        for pairs in all.iter().filter(|pairs| brute::rank(&instance, pairs) == rank) {
            let worst = brute::worst(&instance, pairs);
            prop_assert!(worst <= fairness.worst_bound);
            if worst >= fairness.worst {
                prop_assert!(brute::total(&instance, pairs) <= fairness.total_bound);
            }
        }
        prop_assert!(fairness.worst >= fairness.before);
    }
}

/// Whose highest level takes more than its first share of the effort to rule out.
#[test]
fn what_was_put_off_is_gone_on_with_until_the_effort_is_spent() {
    let fits = [500, 0, 0, 500, 250, 750, 250, 250, 250, 750, 250, 0];
    let instance = Instance {
        needs: vec![1, 2, 2],
        readers: [1, 1, 2, 2].map(|max| Load { min: 0, max }).to_vec(),
        barred: vec![],
        affinity: Some(Affinity::from_fn(3, 4, |item, reader| {
            fits[item * 4 + reader]
        })),
        balance: Balance::Affinity,
        kept: vec![],
        seed: 0,
    };
    let outcome = assign_with(&instance, &FAIR).unwrap();
    let fairness = outcome.fairness.unwrap();
    assert!(fairness.is_proven(&outcome.plan), "{fairness:?}");
}
