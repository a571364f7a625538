//! Every assignment of a small instance, and what each is worth.

use judging::assignment::{Balance, Bridge, Instance};

pub type Pairs = Vec<(usize, usize)>;

/// All sets of readers for each item, in every combination that keeps bars and bounds.
pub fn all(instance: &Instance) -> Vec<Pairs> {
    let readers = instance.readers.len();
    let mut open: Vec<Pairs> = vec![vec![]];
    for (item, need) in instance.needs.iter().enumerate() {
        let sets = (0_u32..1 << readers).filter(|set| set.count_ones() == *need);
        let sets: Vec<Pairs> = sets
            .map(|set| {
                (0..readers)
                    .filter(|one| set >> one & 1 == 1)
                    .map(|one| (item, one))
                    .collect()
            })
            .filter(|set: &Pairs| set.iter().all(|pair| !instance.barred.contains(pair)))
            .collect();
        open = open
            .iter()
            .flat_map(|begun| {
                sets.iter()
                    .map(move |set| [begun.clone(), set.clone()].concat())
            })
            .collect();
    }
    open.retain(|pairs| {
        loads(instance, pairs)
            .iter()
            .zip(&instance.readers)
            .all(|(load, bounds)| (bounds.min..=bounds.max).contains(load))
    });
    open
}

pub fn loads(instance: &Instance, pairs: &Pairs) -> Vec<u32> {
    let mut loads = vec![0; instance.readers.len()];
    for (_, reader) in pairs {
        loads[*reader] += 1;
    }
    loads
}

pub fn total(instance: &Instance, pairs: &Pairs) -> u64 {
    let fit = instance.affinity.as_ref().unwrap();
    pairs
        .iter()
        .map(|&(item, reader)| u64::from(fit.get(item, reader)))
        .sum()
}

/// The least mean of an item, in millionths.
pub fn worst(instance: &Instance, pairs: &Pairs) -> u64 {
    let fit = instance.affinity.as_ref().unwrap();
    let needs = instance
        .needs
        .iter()
        .enumerate()
        .filter(|(_, need)| **need > 0);
    let means = needs.map(|(item, need)| {
        let own = pairs.iter().filter(|pair| pair.0 == item);
        let sum: u64 = own
            .map(|&(item, reader)| u64::from(fit.get(item, reader)))
            .sum();
        sum * 1_000_000 / u64::from(*need)
    });
    means.min().unwrap_or(0)
}

/// Readings outside that are missing from these wanted.
pub fn missing(instance: &Instance, bridge: &Bridge, wanted: &[u32], pairs: &Pairs) -> u64 {
    let outside = |reader| {
        let own = pairs.iter().filter(|pair| pair.1 == reader);
        own.filter(|pair| bridge.leads_outside(pair.0, reader))
            .count() as u64
    };
    let readers = 0..instance.readers.len();
    readers
        .map(|reader| u64::from(wanted[reader]).saturating_sub(outside(reader)))
        .sum()
}

/// What comes before affinity: lost kept pairs, and unevenness where it counts. Less is better.
pub fn rank(instance: &Instance, pairs: &Pairs) -> (usize, u64) {
    let lost = released(instance, pairs).len();
    let squares = loads(instance, pairs)
        .iter()
        .map(|load| u64::from(load * load))
        .sum();
    (
        lost,
        if instance.balance == Balance::Even {
            squares
        } else {
            0
        },
    )
}

pub fn released(instance: &Instance, pairs: &Pairs) -> Pairs {
    let mut kept = instance.kept.clone();
    kept.sort_unstable();
    kept.dedup();
    kept.retain(|pair| !pairs.contains(pair));
    kept
}
