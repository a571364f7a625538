//! How long an assignment of the size of a competition takes: `cargo bench -p judging`. Each figure is
//! the best of five runs of the whole, from the instance to the proven plan, and the plan is checked by the verifier.

use std::{hint::black_box, time::Instant};

use judging::assignment::{
    Affinity, Balance, Effort, Instance, Large, LargePlan, Load, Wishes, assign, assign_large,
    assign_with, verify, verify_large, verify_outcome,
};

#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "shared with the tests, which use all of it"
)]
#[path = "../tests/assignment/instances.rs"]
mod instances;

const RUNS: usize = 5;

/// A number that an item and a reader always give (the finishing step of `SplitMix64`).
fn drawn(item: usize, reader: usize) -> u64 {
    let mut z = ((item as u64) << 32 | reader as u64).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Every fiftieth pair is barred, and affinities are anything from 0 to 1000 where there are any.
fn instance(items: usize, readers: usize, readings: u32, with_affinity: bool) -> Instance {
    let pairs = (0..items).flat_map(|item| (0..readers).map(move |reader| (item, reader)));
    let of = |item, reader| u16::try_from(drawn(item, reader) % 1001).unwrap_or(0);
    Instance {
        needs: vec![readings; items],
        readers: vec![Load::ANY; readers],
        barred: pairs
            .filter(|(item, reader)| drawn(*reader + 1_000_000, *item).is_multiple_of(50))
            .collect(),
        affinity: with_affinity.then(|| Affinity::from_fn(items, readers, of)),
        balance: Balance::Even,
        kept: vec![],
        seed: 1,
    }
}

fn moderate() {
    for (items, readers, readings, with_affinity) in [
        (1_050, 60, 3, false),
        (1_050, 60, 3, true),
        (1_000, 100, 3, true),
    ] {
        let instance = instance(items, readers, readings, with_affinity);
        let mut best = f64::INFINITY;
        let mut spread = 0;
        for _ in 0..RUNS {
            let begun = Instant::now();
            let plan = match assign(black_box(&instance)) {
                Ok(plan) => plan,
                Err(refusal) => panic!("{refusal:?}"),
            };
            best = best.min(begun.elapsed().as_secs_f64());
            assert_eq!(verify(&instance, &plan), Ok(()));
            spread = plan.spread;
        }
        let suited = if with_affinity {
            "with affinity"
        } else {
            "without affinity"
        };
        println!(
            "{items} x {readers} x {readings}, {} pairs barred, {suited}: {:.0} ms, loads differ by {spread}",
            instance.barred.len(),
            best * 1_000.0
        );
    }
}

/// The best of some runs, in milliseconds, and what they give.
fn timed<T>(runs: usize, mut work: impl FnMut() -> T) -> (f64, Option<T>) {
    let (mut best, mut last) = (f64::INFINITY, None);
    for _ in 0..runs {
        let begun = Instant::now();
        last = Some(black_box(work()));
        best = best.min(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    (best, last)
}

/// The wishes that take longest, and both solvers on what both can do.
fn wished() {
    for (items, readers, readings, tight) in [(1_000, 100, 3, true), (1_000, 100, 3, false)] {
        let instance = instances::formula(items, readers, readings, tight);
        let kind = if tight { "equal loads" } else { "free loads" };
        let (dense, plan) = timed(RUNS, || assign(&instance).ok());
        let large = instances::large_formula(items, readers, readings, tight);
        let (sparse, other) = timed(RUNS, || assign_large(&large).ok());
        let totals = (
            plan.flatten().map(|plan| plan.total),
            other.flatten().map(|plan| plan.total),
        );
        assert!(totals.0.is_some() && totals.0 == totals.1);
        println!(
            "{items} x {readers} x {readings}, {kind}: every pair {dense:.0} ms, priced arcs {sparse:.0} ms, ratio {:.1}",
            dense / sparse
        );
        let mut bridge = instances::formula_bridge(items, readers, 200);
        bridge.share = 200;
        let fair = Some(Effort::default());
        for (name, wishes) in [
            ("with dual prices", Wishes::default()),
            (
                "a fifth outside",
                Wishes {
                    bridge: Some(bridge),
                    max_min: None,
                },
            ),
            (
                "worst item first",
                Wishes {
                    bridge: None,
                    max_min: fair,
                },
            ),
        ] {
            let (time, outcome) = timed(1, || assign_with(&instance, &wishes));
            if let Some(Ok(outcome)) = outcome {
                assert_eq!(verify_outcome(&instance, &wishes, &outcome), Ok(()));
                println!("  {name}: {time:.0} ms, {:?}", outcome.fairness);
            }
        }
    }
}

/// Ten million pairs.
fn ten_million() {
    for (readings, tight, optimum) in [
        (3, true, 26_382_984),
        (3, false, 27_038_954),
        (5, true, 42_520_467),
    ] {
        let large: Large<_> = instances::large_formula(10_000, 1_000, readings, tight);
        let (time, plan) = timed(1, || assign_large(&large));
        let Some(Ok(plan)) = plan else {
            panic!("no plan")
        };
        let plan: LargePlan = plan;
        let (check, sound) = timed(1, || verify_large(&large, &plan));
        assert_eq!((sound, plan.total), (Some(Ok(())), optimum));
        println!(
            "10000 x 1000 x {readings}, {}: {time:.0} ms in {} rounds with {} arcs, checked in {check:.0} ms",
            if tight { "equal loads" } else { "free loads" },
            plan.rounds,
            plan.arcs
        );
    }
}

fn main() {
    moderate();
    wished();
    ten_million();
}
