//! Chance decides between plans that are equally good, and the seed can be told later.

use std::collections::BTreeMap;

use judging::assignment::{Instance, Load, assign, seed_of};

/// Three items, one reading each, by three readers who suit all alike: six plans, equally good.
fn even(seed: u64) -> Instance {
    Instance {
        needs: vec![1; 3],
        readers: vec![Load::ANY; 3],
        seed,
        ..Instance::default()
    }
}

#[test]
fn every_one_of_equally_good_plans_is_drawn_about_as_often() {
    let mut drawn: BTreeMap<Vec<(usize, usize)>, u32> = BTreeMap::new();
    for seed in 0..6_000 {
        *drawn.entry(assign(&even(seed)).unwrap().pairs).or_default() += 1;
    }
    assert_eq!(drawn.len(), 6);
    // The sum of three draws is least; by symmetry each plan is so with the chance of one in six.
    assert!(
        drawn.values().all(|count| (880..1120).contains(count)),
        "{drawn:?}"
    );
}

#[test]
fn the_same_committed_bytes_give_the_same_plan() {
    let bytes = *b"thirty-two bytes drawn by a lot.";
    let plan = |bytes| assign(&even(seed_of(bytes))).unwrap();
    assert_eq!(plan(&bytes), plan(&bytes));
    let mut seeds: Vec<u64> = (0..32)
        .map(|place| {
            let mut other = bytes;
            other[place] ^= 1;
            seed_of(&other)
        })
        .collect();
    seeds.push(seed_of(&bytes));
    seeds.sort_unstable();
    seeds.dedup();
    assert_eq!(seeds.len(), 33);
}
