//! Instances by formula: drawn small ones, and those of which another solver has proven the optimum.

use judging::assignment::{Affinity, Balance, Bridge, Instance, Large, Load};
use proptest::prelude::*;

/// Small enough to try every assignment of.
pub fn small() -> impl Strategy<Value = Instance> {
    (1_usize..5, 1_usize..5).prop_flat_map(|(items, readers)| {
        let pair = (0..items, 0..readers);
        (
            prop::collection::vec(0_u32..3, items),
            prop::collection::vec((0_u32..2, 0_u32..4), readers),
            prop::collection::vec(pair.clone(), 0..4),
            prop::collection::vec(pair, 0..4),
            // Few different values, so that many plans are equally good.
            prop::collection::vec(0_u16..4, items * readers),
            any::<bool>(),
            any::<u64>(),
        )
            .prop_map(move |(needs, loads, barred, kept, values, even, seed)| {
                let load = |(min, more)| Load {
                    min,
                    max: min + more,
                };
                Instance {
                    needs,
                    readers: loads.into_iter().map(load).collect(),
                    barred,
                    affinity: Some(Affinity::from_fn(items, readers, |item, reader| {
                        values[item * readers + reader] * 250
                    })),
                    balance: if even {
                        Balance::Even
                    } else {
                        Balance::Affinity
                    },
                    kept,
                    seed,
                }
            })
    })
}

/// The tracks of a small instance, drawn from numbers.
pub fn bridge(instance: &Instance, drawn: u64, share: u16) -> Bridge {
    let track = |index: usize| match drawn >> (2 * index) & 3 {
        3 => None,
        track => Some(u32::try_from(track).unwrap()),
    };
    Bridge {
        items: (0..instance.needs.len()).map(track).collect(),
        readers: (0..instance.readers.len())
            .map(|reader| track(reader + 8))
            .collect(),
        share,
    }
}

/// The k-th number of SplitMix64 for a seed.
fn splitmix(seed: u64, k: u64) -> u64 {
    let z = seed.wrapping_add((k + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Tracks by chance; affinity 600 in the same track, 250 in a neighbouring one, and up to 399 by chance;
/// barred by institution and now and then by chance. Loads from 0.7 to 1.15 of the mean, or the mean.
/// Nothing is written down but tracks and institutions.
pub fn large_formula(
    items: u64,
    readers: u64,
    readings: u64,
    tight: bool,
) -> Large<impl Fn(usize, usize) -> Option<u16>> {
    let (tracks, houses) = ((readers / 10).max(4), (readers / 2).max(5));
    let listed = |seed, count, of| {
        (0..count)
            .map(|k| splitmix(seed, k) % of)
            .collect::<Vec<u64>>()
    };
    let (item_tracks, reader_tracks) = (listed(101, items, tracks), listed(202, readers, tracks));
    let (item_houses, reader_houses) = (listed(303, items, houses), listed(404, readers, houses));
    let affinity = move |item: usize, reader: usize| {
        let drawn = splitmix(505, item as u64 * readers + reader as u64);
        if item_houses[item] == reader_houses[reader] || (drawn >> 20).is_multiple_of(200) {
            return None;
        }
        let base = match (item_tracks[item] + tracks - reader_tracks[reader]) % tracks {
            0 => 600,
            1 => 250,
            last if last == tracks - 1 => 250,
            _ => 0,
        };
        u16::try_from(base + drawn % 400).ok()
    };
    let all = items * readings;
    let (min, max) = if tight {
        (all / readers, all.div_ceil(readers))
    } else {
        (
            all * 7 / (10 * readers),
            (all * 115).div_ceil(100 * readers),
        )
    };
    let small = |number| u32::try_from(number).unwrap();
    Large {
        needs: vec![small(readings); usize::try_from(items).unwrap()],
        readers: vec![
            Load {
                min: small(min),
                max: small(max)
            };
            usize::try_from(readers).unwrap()
        ],
        affinity,
    }
}

/// The same, written down.
pub fn formula(items: u64, readers: u64, readings: u64, tight: bool) -> Instance {
    let large = large_formula(items, readers, readings, tight);
    let (long, wide) = (large.needs.len(), large.readers.len());
    let pairs = (0..long).flat_map(|item| (0..wide).map(move |reader| (item, reader)));
    Instance {
        barred: pairs
            .filter(|(item, reader)| (large.affinity)(*item, *reader).is_none())
            .collect(),
        affinity: Some(Affinity::from_fn(long, wide, |item, reader| {
            (large.affinity)(item, reader).unwrap_or(0)
        })),
        needs: large.needs,
        readers: large.readers,
        balance: Balance::Affinity,
        kept: vec![],
        seed: 1,
    }
}

/// The tracks of [`formula`].
pub fn formula_bridge(items: u64, readers: u64, share: u16) -> Bridge {
    let tracks = (readers / 10).max(4);
    let track = |seed| move |k| u32::try_from(splitmix(seed, k) % tracks).ok();
    Bridge {
        items: (0..items).map(track(101)).collect(),
        readers: (0..readers).map(track(202)).collect(),
        share,
    }
}
