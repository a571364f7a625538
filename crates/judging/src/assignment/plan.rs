//! A finished assignment, with what people want to know of it.

use super::{
    exchange::Exchange,
    instance::Instance,
    spread::{self, SpreadReason},
};

/// Who reads what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Pairs of item and reader, by item and then by reader.
    pub pairs: Vec<(usize, usize)>,
    /// The sum of the pairs' affinities.
    pub total: u64,
    /// One for each reader: how many items they read.
    pub loads: Vec<u32>,
    /// The highest load less the lowest; 0 without readers.
    pub spread: u32,
    /// Why loads are not more even; present when `spread` is above one.
    pub spread_reason: Option<SpreadReason>,
    /// Pairs that were to be kept and could not be, by item and then by reader.
    pub released: Vec<(usize, usize)>,
}

impl Plan {
    pub(super) fn new(instance: &Instance, exchange: &Exchange<'_>) -> Self {
        let mut pairs: Vec<(usize, usize)> = (0..exchange.readers())
            .flat_map(|reader| {
                exchange
                    .held(reader)
                    .iter()
                    .map(move |item| (*item, reader))
            })
            .collect();
        pairs.sort_unstable();
        let mut released = instance.kept.clone();
        released.retain(|pair| pairs.binary_search(pair).is_err());
        released.sort_unstable();
        released.dedup();
        let loads = exchange.loads();
        Self {
            total: match &instance.affinity {
                Some(affinity) => pairs
                    .iter()
                    .map(|&(item, reader)| u64::from(affinity.get(item, reader)))
                    .sum(),
                None => 0,
            },
            spread: spread::of(&loads),
            spread_reason: spread::reason(instance, &loads),
            pairs,
            loads,
            released,
        }
    }
}
