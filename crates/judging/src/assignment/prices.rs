//! The order of wishes as prices. Each wish has a unit that is greater than all that the wishes below
//! it can change together, so that adding prices compares wishes one after the other.
//!
//! How great is enough? An assignment is cheapest when no round of exchanges makes it cheaper (flow
//! theory: no negative cycle in the residual network), and a round that is as short as possible comes
//! by every reader at most once. So a wish below can change by its greatest difference times the
//! number of readers, and not by that times the number of readings; 128 bits are plenty.

use super::{
    instance::{BEST_AFFINITY, Balance, Instance, Load},
    wishes::Bridge,
};

/// What something costs, in units of the least wish.
pub(super) type Price = i128;

/// The price of what must not be.
pub(super) const NEVER: Price = Price::MAX;

/// Prices that differ by chance alone are below this.
const CHANCES: u64 = 1 << 16;

/// What is wanted beyond the instance while a solution is sought.
#[derive(Clone, Copy, Default)]
pub(super) struct Terms<'a> {
    /// Which readings lead outside of a reader's track, and how many each reader is to have.
    pub(super) bridge: Option<(&'a Bridge, &'a [u32])>,
    /// One for each item: how often its affinities count. Empty: once each.
    pub(super) weights: &'a [u32],
    /// Further pairs that must not be.
    pub(super) barred: &'a [(usize, usize)],
    /// Bars of the instance may be broken, each at a price above all wishes but below the most of readers.
    pub(super) lenient: bool,
}

/// What each pair costs, and each further reading of a reader. Readers are nodes of the network; with
/// a bridge each is two: one for the readings of their own track and, behind all of these, one for
/// those outside.
pub(super) struct Prices {
    items: usize,
    loads: Vec<Load>,
    /// Row by row, one row for each node: who looks for what somebody could hand on goes along items.
    pairs: Vec<Price>,
    /// How many readings outside each reader is to have; empty without a bridge.
    wanted: Vec<u32>,
    bridging: Price,
    evenness: Price,
    above_max: Price,
}

impl Prices {
    pub(super) fn new(instance: &Instance) -> Self {
        Self::with(instance, &Terms::default())
    }

    pub(super) fn with(instance: &Instance, terms: &Terms<'_>) -> Self {
        let (items, readers) = (instance.needs.len(), instance.readers.len());
        let long = items as Price;
        // Nodes that a round comes by: readers, or both halves of each.
        let wide = readers as Price * if terms.bridge.is_some() { 2 } else { 1 };
        let heaviest = Price::from(terms.weights.iter().copied().max().unwrap_or(1));
        // A unit is that of the wish below, times one more than the wish below can change by.
        let affinity = wide * Price::from(CHANCES) + 1;
        let bridging = affinity * (wide * Price::from(BEST_AFFINITY) * heaviest + 1);
        let evenness = match terms.bridge {
            Some(_) => bridging * (wide + 1),
            None => bridging,
        };
        let kept = evenness * (long + 1);
        let bar = kept * (wide + 1);
        let above_max = if terms.lenient { bar * (wide + 1) } else { bar };

        let mut pairs = Vec::with_capacity(items * readers);
        for reader in 0..readers {
            for item in 0..items {
                let weight = Price::from(terms.weights.get(item).copied().unwrap_or(1)) * affinity;
                let fit = instance
                    .affinity
                    .as_ref()
                    .map_or(0, |fit| fit.get(item, reader));
                let misfit = Price::from(BEST_AFFINITY - fit.min(BEST_AFFINITY));
                let chance = Price::from(chance(instance.seed, item, reader));
                pairs.push(kept + misfit * weight + chance);
            }
        }
        let mut stays = vec![false; pairs.len()];
        for (item, reader) in &instance.kept {
            stays[reader * items + item] = true;
        }
        for (price, stays) in pairs.iter_mut().zip(stays) {
            *price -= if stays { kept } else { 0 };
        }
        let mut closed = vec![false; pairs.len()];
        for (item, reader) in &instance.barred {
            closed[reader * items + item] = true;
        }
        for (price, closed) in pairs.iter_mut().zip(closed) {
            *price = match (closed, terms.lenient) {
                (false, _) => *price,
                (true, true) => *price + bar,
                (true, false) => NEVER,
            };
        }
        for (item, reader) in terms.barred {
            pairs[reader * items + item] = NEVER;
        }
        if let Some((bridge, _)) = terms.bridge {
            pairs = halves(bridge, items, &pairs);
        }
        Self {
            items,
            loads: instance.readers.clone(),
            pairs,
            wanted: terms.bridge.map_or(vec![], |(_, wanted)| wanted.to_vec()),
            bridging,
            evenness: match instance.balance {
                Balance::Even => evenness,
                Balance::Affinity => 0,
            },
            above_max,
        }
    }

    pub(super) fn readers(&self) -> usize {
        self.loads.len()
    }

    /// Nodes of the network: readers, or both halves of each.
    pub(super) fn nodes(&self) -> usize {
        self.loads.len() * if self.wanted.is_empty() { 1 } else { 2 }
    }

    /// Whose node it is.
    pub(super) fn reader_of(&self, node: usize) -> usize {
        node % self.loads.len()
    }

    /// The other half of the same reader.
    pub(super) fn sibling(&self, node: usize) -> Option<usize> {
        let readers = self.loads.len();
        let other = if node < readers {
            node + readers
        } else {
            node - readers
        };
        (!self.wanted.is_empty()).then_some(other)
    }

    /// What it costs that the reader of the node reads the item; [`NEVER`] when that is barred, or
    /// belongs to the reader's other half.
    pub(super) fn pair(&self, item: usize, node: usize) -> Price {
        self.pairs[node * self.items + item]
    }

    /// As [`Prices::pair`], of every item.
    pub(super) fn pairs_of(&self, node: usize) -> &[Price] {
        &self.pairs[node * self.items..(node + 1) * self.items]
    }

    /// What the node's n-th reading costs for not being one of those wanted outside; `n` counts from 0.
    /// It never falls as `n` rises.
    pub(super) fn detour(&self, node: usize, n: usize) -> Price {
        let readers = self.loads.len();
        match self.wanted.get(node % readers.max(1)) {
            None => 0,
            Some(wanted) if node >= readers && n < *wanted as usize => 0,
            Some(_) => self.bridging,
        }
    }

    /// How many readings a reader must have at least.
    pub(super) fn least(&self, reader: usize) -> usize {
        self.loads[reader].min as usize
    }

    /// What one more reading costs a reader who has `load`. It never falls as the load rises: the n-th
    /// costs n units of evenness, which makes the sum of squares least. Above the most it is dearest but
    /// not impossible, so that there always is a solution and its excess shows what is missing.
    pub(super) fn reading(&self, reader: usize, load: usize) -> Price {
        let too_much = load >= self.loads[reader].max as usize;
        load as Price * self.evenness + if too_much { self.above_max } else { 0 }
    }
}

/// The rows of all readers' own halves, and then those of their halves outside.
fn halves(bridge: &Bridge, items: usize, pairs: &[Price]) -> Vec<Price> {
    let half = |outside: bool| {
        pairs.iter().enumerate().map(move |(place, price)| {
            let leads_outside = bridge.leads_outside(place % items, place / items);
            if leads_outside == outside {
                *price
            } else {
                NEVER
            }
        })
    };
    half(false).chain(half(true)).collect()
}

/// The seed of an [`Instance`] from bytes drawn by lot. Publish a hash of the bytes (SHA-256, say) before
/// assigning and the bytes after: everybody can then see that the plan is the one that they give, and
/// that nobody chose among equally good plans. Sixty-four bits alone could be found by trying; 32 bytes
/// cannot. Each eight bytes, least first, go through the mixing function of SplitMix64.
pub fn seed_of(bytes: &[u8; 32]) -> u64 {
    let words = bytes.chunks_exact(8).map(|eight| {
        let word = eight.iter().rev();
        word.fold(0_u64, |word, byte| word << 8 | u64::from(*byte))
    });
    words.fold(0, |seed, word| mixed(seed ^ word))
}

/// A number below [`CHANCES`] that a seed gives to a pair: the mixing function of SplitMix64 (Steele,
/// Lea and Flood, "Fast splittable pseudorandom number generators", 2014), once for each coordinate.
fn chance(seed: u64, item: usize, reader: usize) -> u64 {
    let of_item = mixed(seed ^ mixed(item as u64));
    mixed(of_item ^ reader as u64) % CHANCES
}

fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::{Affinity, MOST_PAIRS, MOST_READERS};

    #[test]
    fn the_dearest_price_of_the_largest_instance_leaves_room_for_sums() {
        let instance = Instance {
            needs: vec![1; MOST_PAIRS / MOST_READERS],
            readers: vec![Load::up_to(0); MOST_READERS],
            ..Instance::default()
        };
        let prices = Prices::new(&instance);
        let dearest = prices.reading(0, instance.needs.len()) + prices.pair(0, 0);
        assert!(dearest < NEVER / (8 * MOST_READERS as Price));
    }

    #[test]
    fn a_further_reading_never_gets_cheaper() {
        let instance = Instance {
            needs: vec![1; 9],
            readers: vec![Load::up_to(5)],
            ..Instance::default()
        };
        for balance in [Balance::Even, Balance::Affinity] {
            let prices = Prices::new(&Instance {
                balance,
                ..instance.clone()
            });
            let readings: Vec<Price> = (0..9).map(|load| prices.reading(0, load)).collect();
            assert!(readings.is_sorted(), "{readings:?}");
            assert!(readings[4] < readings[5]);
        }
    }

    #[test]
    fn a_kept_pair_is_cheaper_than_the_best_other_by_more_than_a_whole_round_of_misfits() {
        let instance = Instance {
            needs: vec![1],
            readers: vec![Load::ANY; 3],
            kept: vec![(0, 0)],
            affinity: Some(Affinity::from_fn(
                1,
                3,
                |_, reader| if reader == 1 { 1000 } else { 0 },
            )),
            ..Instance::default()
        };
        let prices = Prices::new(&instance);
        let (kept, best, worst) = (prices.pair(0, 0), prices.pair(0, 1), prices.pair(0, 2));
        assert!(kept < best && best < worst);
        assert!(best - kept > worst - best);
    }
}
