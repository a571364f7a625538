//! How long an assignment of the size of a competition takes: `cargo bench -p judging`. Each figure is
//! the best of five runs of the whole, from the instance to the proven plan, and the plan is checked by the verifier.

use std::{hint::black_box, time::Instant};

use judging::assignment::{Affinity, Balance, Instance, Load, assign, verify};

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

fn main() {
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
