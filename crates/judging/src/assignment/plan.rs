//! A finished assignment, with what people want to know of it.

use super::{exchange::Exchange, instance::Instance, spread};

/// Who reads what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Pairs of item and reader, by item and then by reader.
    pub pairs: Vec<(usize, usize)>,
    /// The sum of the pairs' affinities.
    pub total: u64,
    /// One for each reader: how many items they read.
    pub loads: Vec<u32>,
    /// The highest load less the lowest; 0 without readers. If it is above one, [`super::spread_reason`]
    /// says why.
    pub spread: u32,
    /// Pairs that were to be kept and could not be, by item and then by reader.
    pub released: Vec<(usize, usize)>,
}

impl Plan {
    pub(super) fn new(instance: &Instance, exchange: &Exchange<'_>) -> Self {
        Self::of(instance, exchange.pairs())
    }

    /// The plan of these pairs, which are in order.
    pub(super) fn of(instance: &Instance, pairs: Vec<(usize, usize)>) -> Self {
        let mut released = instance.kept.clone();
        released.retain(|pair| pairs.binary_search(pair).is_err());
        released.sort_unstable();
        released.dedup();
        let mut loads = vec![0; instance.readers.len()];
        for (_, reader) in &pairs {
            loads[*reader] += 1;
        }
        Self {
            total: match &instance.affinity {
                Some(affinity) => pairs
                    .iter()
                    .map(|&(item, reader)| u64::from(affinity.get(item, reader)))
                    .sum(),
                None => 0,
            },
            spread: spread::of(&loads),
            pairs,
            loads,
            released,
        }
    }
}
