//! Bridges, prices and changes, on every assignment of small instances.

use std::cmp::Reverse;

use judging::assignment::{
    Affinity, Because, Bridge, Cost, Fault, Instance, Load, Refusal, Wishes, assign, assign_with,
    reassign, verify, verify_outcome,
};
use proptest::prelude::*;

use crate::{brute, instances};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_assignment_is_better_than_the_plan_and_its_prices_prove_it(instance in instances::small()) {
        let best = brute::all(&instance)
            .into_iter()
            .map(|pairs| (brute::rank(&instance, &pairs), Reverse(brute::total(&instance, &pairs))))
            .min();
        match assign_with(&instance, &Wishes::default()) {
            Ok(outcome) => {
                let plan = &outcome.plan;
                let own = (brute::rank(&instance, &plan.pairs), Reverse(plan.total));
                prop_assert_eq!(Some(own), best);
                prop_assert_eq!(verify(&instance, plan), Ok(()));
                prop_assert_eq!(verify_outcome(&instance, &Wishes::default(), &outcome), Ok(()));
                prop_assert_eq!(plan, &assign(&instance).unwrap());
            }
            Err(Refusal::Infeasible(_)) => prop_assert_eq!(best, None),
            Err(malformed) => prop_assert!(false, "{malformed:?}"),
        }
    }

    #[test]
    fn a_bridge_misses_as_few_readings_outside_as_can_be(
        instance in instances::small(), drawn in any::<u64>(), share in 0_u16..=1000,
    ) {
        let bridge = instances::bridge(&instance, drawn, share);
        let wishes = Wishes { bridge: Some(bridge.clone()), max_min: None };
        let Ok(outcome) = assign_with(&instance, &wishes) else {
            prop_assert!(brute::all(&instance).is_empty());
            return Ok(());
        };
        prop_assert_eq!(verify_outcome(&instance, &wishes, &outcome), Ok(()));
        let said = outcome.bridging.unwrap();
        let worth = |pairs: &brute::Pairs| {
            let missing = brute::missing(&instance, &bridge, &said.wanted, pairs);
            (brute::rank(&instance, pairs), missing, Reverse(brute::total(&instance, pairs)))
        };
        let best = brute::all(&instance).iter().map(worth).min();
        prop_assert_eq!(Some(worth(&outcome.plan.pairs)), best);
        for (reader, load) in outcome.plan.loads.iter().enumerate() {
            prop_assert!(said.wanted[reader] >= bridge.wanted(reader, *load));
        }
        prop_assert_eq!(said.is_met(), said.short.is_empty());
    }

    #[test]
    fn a_further_place_is_worth_exactly_what_the_next_plan_gains(
        instance in instances::small(), reader in 0_usize..5,
    ) {
        let reader = reader % instance.readers.len();
        let Ok(outcome) = assign_with(&instance, &Wishes::default()) else { return Ok(()) };
        let plan = outcome.plan;
        prop_assume!(plan.loads[reader] == instance.readers[reader].max);
        let worth = outcome.certificate.worth_of_a_place(&instance, &plan.loads, reader);
        let mut wider = instance.clone();
        wider.readers[reader].max += 1;
        let then = assign(&wider).unwrap();
        let cost = |plan: &judging::assignment::Plan| {
            let (lost, squares) = brute::rank(&instance, &plan.pairs);
            Cost {
                kept: i64::try_from(lost).unwrap(),
                evenness: i64::try_from(squares).unwrap(),
                bridging: 0,
                affinity: -i64::try_from(plan.total).unwrap(),
            }
        };
        prop_assert_eq!(cost(&plan) - cost(&then), worth);
    }

    #[test]
    fn what_is_assigned_anew_keeps_as_many_pairs_as_can_be(
        instance in instances::small(), gone in 0_usize..5,
    ) {
        let Ok(before) = assign(&instance) else { return Ok(()) };
        let mut after = Instance { kept: vec![], ..instance };
        let gone = gone % after.readers.len();
        after.readers[gone] = Load::up_to(0);
        for load in &mut after.readers {
            load.min = 0;
        }
        let lost = |pairs: &brute::Pairs| before.pairs.iter().filter(|pair| !pairs.contains(pair)).count();
        let least = brute::all(&after).iter().map(lost).min();
        match reassign(&after, &before.pairs, &Wishes::default()) {
            Err(_) => prop_assert_eq!(least, None),
            Ok((outcome, changes)) => {
                prop_assert_eq!(Some(lost(&outcome.plan.pairs)), least);
                prop_assert_eq!(changes.kept.len() + changes.dropped.len(), before.pairs.len());
                prop_assert_eq!(changes.kept.len() + changes.added.len(), outcome.plan.pairs.len());
                for dropped in &changes.dropped {
                    prop_assert_eq!(dropped.because == Because::ReaderGone, dropped.reader == gone);
                }
            }
        }
    }
}

/// Four items of track 0 and four of track 1, two readers of each track.
fn two_tracks() -> (Instance, Bridge) {
    let instance = Instance {
        needs: vec![2; 8],
        readers: vec![Load::ANY; 4],
        affinity: Some(Affinity::from_fn(8, 4, |item, reader| {
            if item / 4 == reader / 2 { 900 } else { 100 }
        })),
        ..Instance::default()
    };
    let track = |index: usize, of: usize| Some(u32::from(index >= of));
    let bridge = Bridge {
        items: (0..8).map(|item| track(item, 4)).collect(),
        readers: (0..4).map(|reader| track(reader, 2)).collect(),
        share: 250,
    };
    (instance, bridge)
}

#[test]
fn a_quarter_of_each_load_leads_outside_at_the_price_of_affinity() {
    let (instance, bridge) = two_tracks();
    let apart = assign(&instance).unwrap();
    assert_eq!(apart.total, 16 * 900);
    let wishes = Wishes {
        bridge: Some(bridge),
        max_min: None,
    };
    let outcome = assign_with(&instance, &wishes).unwrap();
    let bridging = outcome.bridging.clone().unwrap();
    assert_eq!(
        (outcome.plan.loads, bridging.outside),
        (vec![4; 4], vec![1; 4])
    );
    assert!(bridging.short.is_empty() && bridging.missing == 0);
    assert_eq!(outcome.plan.total, 12 * 900 + 4 * 100);
}

#[test]
fn a_share_that_cannot_be_met_is_missed_by_as_little_as_can_be_and_said() {
    let (mut instance, mut bridge) = two_tracks();
    // Reader 0 may read nothing of the other track.
    instance.barred = (4..8).map(|item| (item, 0)).collect();
    bridge.share = 500;
    let wishes = Wishes {
        bridge: Some(bridge),
        max_min: None,
    };
    let outcome = assign_with(&instance, &wishes).unwrap();
    let bridging = outcome.bridging.clone().unwrap();
    assert_eq!(bridging.short, [(0, 2)]);
    assert_eq!((bridging.missing, bridging.is_met()), (2, false));
    assert_eq!(verify_outcome(&instance, &wishes, &outcome), Ok(()));
}

#[test]
fn prices_that_were_tampered_with_are_found_out() {
    let (instance, bridge) = two_tracks();
    let wishes = Wishes {
        bridge: Some(bridge),
        max_min: None,
    };
    let outcome = assign_with(&instance, &wishes).unwrap();
    let mut dearer = outcome.clone();
    dearer.certificate.items[3].affinity += 1001;
    assert!(matches!(
        verify_outcome(&instance, &wishes, &dearer).unwrap_err()[..],
        [Fault::PriceContradicts { item: Some(_), .. }]
    ));
    let mut higher = outcome.clone();
    higher.certificate.readers[1].evenness += 1000;
    assert!(verify_outcome(&instance, &wishes, &higher).is_err());
    let mut silent = outcome;
    silent.bridging = None;
    assert_eq!(
        verify_outcome(&instance, &wishes, &silent),
        Err(vec![Fault::BridgingDiffers])
    );
}

#[test]
fn tracks_of_another_size_and_a_share_above_one_are_refused() {
    let (instance, mut bridge) = two_tracks();
    bridge.items.pop();
    bridge.share = 1001;
    let wishes = Wishes {
        bridge: Some(bridge),
        max_min: None,
    };
    let Err(Refusal::Malformed(flaws)) = assign_with(&instance, &wishes) else {
        panic!("refused")
    };
    assert_eq!(flaws.len(), 2);
}
