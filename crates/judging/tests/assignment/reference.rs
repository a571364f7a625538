//! Optima that OR-tools and CP-SAT have proven, of instances made by formula.

use judging::assignment::{
    Bridge, Effort, Load, Wishes, assign_with, reassign, verify, verify_outcome,
};

use crate::instances::{formula, formula_bridge};

#[test]
fn the_optimum_is_the_one_that_another_solver_has_proven() {
    for (items, readers, readings, tight, optimum) in [
        (100, 20, 3, false, 239_132),
        (100, 20, 3, true, 236_229),
        (800, 60, 3, true, 2_142_377),
        (800, 60, 5, true, 3_444_958),
    ] {
        let instance = formula(items, readers, readings, tight);
        let outcome = assign_with(&instance, &Wishes::default()).unwrap();
        assert_eq!(outcome.plan.total, optimum);
        assert_eq!(verify(&instance, &outcome.plan), Ok(()));
        assert_eq!(
            verify_outcome(&instance, &Wishes::default(), &outcome),
            Ok(())
        );
    }
}

#[test]
fn the_fairest_plan_is_the_one_that_another_solver_has_proven() {
    let instance = formula(100, 20, 3, true);
    let wishes = Wishes {
        bridge: None,
        max_min: Some(Effort::default()),
    };
    let outcome = assign_with(&instance, &wishes).unwrap();
    let fairness = outcome.fairness.unwrap();
    assert_eq!(fairness.before, 1_447_000_000 / 3);
    assert_eq!(fairness.worst, 1_580_000_000 / 3);
    assert_eq!(outcome.plan.total, 236_219);
    assert!(fairness.is_proven(&outcome.plan), "{fairness:?}");
    assert_eq!(verify_outcome(&instance, &wishes, &outcome), Ok(()));
}

#[test]
fn after_a_drop_out_every_pair_that_can_stay_does() {
    let instance = formula(100, 20, 3, true);
    let before = assign_with(&instance, &Wishes::default()).unwrap().plan;
    let mut after = instance.clone();
    after.readers = vec![Load::up_to(17); 20];
    after.readers[7] = Load::up_to(0);
    let (outcome, changes) = reassign(&after, &before.pairs, &Wishes::default()).unwrap();
    assert_eq!(
        (
            changes.kept.len(),
            changes.added.len(),
            changes.dropped.len()
        ),
        (285, 15, 15)
    );
    assert_eq!(outcome.plan.total, 236_091);
    let anew = assign_with(&after, &Wishes::default()).unwrap();
    assert_eq!(anew.plan.total, 237_382);
}

#[test]
fn a_fifth_of_every_load_leads_outside_in_an_instance_of_that_size() {
    let instance = formula(800, 60, 3, true);
    let bridge: Bridge = formula_bridge(800, 60, 200);
    let wishes = Wishes {
        bridge: Some(bridge),
        max_min: None,
    };
    let outcome = assign_with(&instance, &wishes).unwrap();
    assert_eq!(verify_outcome(&instance, &wishes, &outcome), Ok(()));
    let bridging = outcome.bridging.unwrap();
    assert!(bridging.is_met());
    assert!(bridging.outside.iter().all(|outside| *outside >= 8));
}
