//! The order of wishes as prices. Each wish has a unit that is greater than all that the wishes below
//! it can change together, so that adding prices compares wishes one after the other.
//!
//! How great is enough? An assignment is cheapest when no round of exchanges makes it cheaper (flow
//! theory: no negative cycle in the residual network), and a round that is as short as possible comes
//! by every reader at most once. So a wish below can change by its greatest difference times the
//! number of readers, and not by that times the number of readings; 128 bits are plenty.

use super::instance::{BEST_AFFINITY, Balance, Instance, Load};

/// What something costs, in units of the least wish.
pub(super) type Price = i128;

/// The price of what must not be.
pub(super) const NEVER: Price = Price::MAX;

/// Prices that differ by chance alone are below this.
const CHANCES: u64 = 1 << 16;

/// What each pair costs, and each further reading of a reader.
pub(super) struct Prices {
    loads: Vec<Load>,
    /// Row by row, one row for each item.
    pairs: Vec<Price>,
    evenness: Price,
    below_min: Price,
    above_max: Price,
}

impl Prices {
    pub(super) fn new(instance: &Instance) -> Self {
        let (items, readers) = (instance.needs.len(), instance.readers.len());
        let (wide, long) = (readers as Price, items as Price);
        // A unit is that of the wish below, times one more than the wish below can change by.
        let affinity = wide * Price::from(CHANCES) + 1;
        let evenness = affinity * (wide * Price::from(BEST_AFFINITY) + 1);
        let kept = evenness * (long + 1);
        let min = kept * (wide + 1);
        let max = min * 2;

        let mut pairs = Vec::with_capacity(items * readers);
        for item in 0..items {
            for reader in 0..readers {
                let fit = instance
                    .affinity
                    .as_ref()
                    .map_or(0, |fit| fit.get(item, reader));
                let misfit = Price::from(BEST_AFFINITY - fit.min(BEST_AFFINITY));
                let chance = Price::from(chance(instance.seed, item, reader));
                pairs.push(kept + misfit * affinity + chance);
            }
        }
        let mut stays = vec![false; pairs.len()];
        for (item, reader) in &instance.kept {
            stays[item * readers + reader] = true;
        }
        for (price, stays) in pairs.iter_mut().zip(stays) {
            *price -= if stays { kept } else { 0 };
        }
        for (item, reader) in &instance.barred {
            pairs[item * readers + reader] = NEVER;
        }
        Self {
            loads: instance.readers.clone(),
            pairs,
            evenness: match instance.balance {
                Balance::Even => evenness,
                Balance::Affinity => 0,
            },
            below_min: min,
            above_max: max,
        }
    }

    pub(super) fn readers(&self) -> usize {
        self.loads.len()
    }

    /// What it costs that the reader reads the item; [`NEVER`] when that is barred.
    pub(super) fn pair(&self, item: usize, reader: usize) -> Price {
        self.pairs[item * self.loads.len() + reader]
    }

    /// What one more reading costs a reader who has `load`. It never falls as the load rises: readings
    /// below the least are cheapest, and the n-th costs n units of evenness, which makes the sum of
    /// squares least. Above the most it is dearest but not impossible, so that there always is a
    /// solution and its excess shows what is missing.
    pub(super) fn reading(&self, reader: usize, load: usize) -> Price {
        let bounds = self.loads[reader];
        let enough = load >= bounds.min as usize;
        let too_much = load >= bounds.max as usize;
        load as Price * self.evenness
            + if enough { self.below_min } else { 0 }
            + if too_much { self.above_max } else { 0 }
    }
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
            readers: vec![Load { min: 2, max: 5 }],
            ..Instance::default()
        };
        for balance in [Balance::Even, Balance::Affinity] {
            let prices = Prices::new(&Instance {
                balance,
                ..instance.clone()
            });
            let readings: Vec<Price> = (0..9).map(|load| prices.reading(0, load)).collect();
            assert!(readings.is_sorted(), "{readings:?}");
            assert!(readings[1] < readings[2] && readings[4] < readings[5]);
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
