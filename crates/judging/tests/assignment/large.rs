//! The solver for large instances against every assignment, against the dense one, and against optima
//! that OR-tools has proven.

use judging::assignment::{
    Balance, Instance, Large, LargeFault, LargePlan, LargeRefusal, assign_large, verify_large,
};
use proptest::prelude::*;

use crate::{brute, instances};

/// The same as a function.
fn large(instance: &Instance) -> Large<impl Fn(usize, usize) -> Option<u16> + '_> {
    let readers = instance.readers.len();
    let mut barred = vec![false; instance.needs.len() * readers];
    for (item, reader) in &instance.barred {
        barred[item * readers + reader] = true;
    }
    let fit = instance.affinity.as_ref().unwrap();
    Large {
        needs: instance.needs.clone(),
        readers: instance.readers.clone(),
        affinity: move |item: usize, reader: usize| {
            (!barred[item * readers + reader]).then(|| fit.get(item, reader))
        },
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_assignment_has_a_greater_total(instance in instances::small()) {
        let best = brute::all(&instance).iter().map(|pairs| brute::total(&instance, pairs)).max();
        let large = large(&instance);
        match assign_large(&large) {
            Ok(plan) => {
                prop_assert_eq!(verify_large(&large, &plan), Ok(()));
                prop_assert_eq!(Some(plan.total), best);
            }
            Err(LargeRefusal::Infeasible { unplaced, starved }) => {
                prop_assert_eq!(best, None);
                prop_assert!(!unplaced.is_empty() || !starved.is_empty());
            }
            Err(other) => prop_assert!(false, "{other:?}"),
        }
    }
}

#[test]
fn the_optimum_is_the_one_that_another_solver_has_proven() {
    for (items, readers, readings, tight, optimum) in [
        (100, 20, 3, true, 236_229),
        (800, 60, 5, true, 3_444_958),
        (1000, 100, 3, false, 2_648_087),
        (1000, 100, 3, true, 2_560_996),
        (1000, 100, 5, false, 4_261_142),
        (1000, 100, 5, true, 4_146_642),
    ] {
        let instance = instances::formula(items, readers, readings, tight);
        assert_eq!(instance.balance, Balance::Affinity);
        let large = large(&instance);
        let plan = assign_large(&large).unwrap();
        assert_eq!((plan.total, verify_large(&large, &plan)), (optimum, Ok(())));
    }
}

#[test]
fn ten_thousand_items_and_a_thousand_readers_are_assigned_as_well_as_can_be() {
    let large = instances::large_formula(10_000, 1_000, 3, true);
    let plan = assign_large(&large).unwrap();
    assert_eq!(plan.total, 26_382_984);
    assert_eq!(verify_large(&large, &plan), Ok(()));
    // Of almost ten million pairs few are ever written down.
    assert!(plan.arcs < 1_000_000, "{}", plan.arcs);
}

#[test]
fn a_plan_that_is_not_the_best_is_found_out() {
    let instance = instances::formula(100, 20, 3, true);
    let large = large(&instance);
    let plan = assign_large(&large).unwrap();
    let mut other = plan.clone();
    other.pairs.pop();
    assert_eq!(
        verify_large(&large, &other),
        Err(LargeFault::Readings { item: 99 })
    );
    let mut cheaper: LargePlan = plan.clone();
    cheaper.reader_prices[4] += 1000;
    assert!(verify_large(&large, &cheaper).is_err());
    let mut richer = plan;
    richer.total += 1;
    assert_eq!(verify_large(&large, &richer), Err(LargeFault::Untrue));
}
