//! Swaps that tie readers closer: two readers exchange an item each. Loads and readings stay, bars hold,
//! and pairs that are to be kept are left alone.
//!
//! Which swap helps most is estimated by a derivative: with G = M⁺, a change dM of M changes trace(G) by
//! -trace(G·dM·G) to first order (A-optimality; Pukelsheim, "Optimal Design of Experiments", 1993). The
//! most promising are then measured exactly, and only what is better is done.

use super::{
    connectivity::{Connectivity, Ties, connectivity, parts},
    instance::Instance,
};
use crate::{dense::Matrix, laplacian, numbers::real};

/// Pairs of readings that are looked at for one swap. Of more, every n-th is.
const MOST_LOOKED_AT: usize = 1 << 23;
/// How many of the most promising swaps are measured.
const MEASURED: usize = 8;

/// How far swaps may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwapLimits {
    /// The most that all swaps together may cost, in thousandths of the sum of affinities.
    pub most_loss: u16,
    /// The most swaps.
    pub most_swaps: u32,
}

impl Default for SwapLimits {
    fn default() -> Self {
        Self {
            most_loss: 10,
            most_swaps: 20,
        }
    }
}

/// Two readers exchange an item each: afterwards `first`'s item is read by `second`'s reader, and
/// `second`'s item by `first`'s reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap {
    /// An item and the reader who has it.
    pub first: (usize, usize),
    /// Another item and its reader.
    pub second: (usize, usize),
}

/// What swaps achieve.
#[derive(Clone, Debug, PartialEq)]
pub struct Improvement {
    /// The swaps, one after the other. Empty if none helps.
    pub swaps: Vec<Swap>,
    /// The pairs after them, by item and then by reader.
    pub pairs: Vec<(usize, usize)>,
    /// The ties before.
    pub before: Connectivity,
    /// The ties after: fewer parts, or as many and a lower mean variance of contrasts.
    pub after: Connectivity,
    /// The sum of affinities before.
    pub total_before: u64,
    /// The sum of affinities after.
    pub total_after: u64,
}

/// Looks for swaps that tie readers closer, one at a time, the most promising first. Each makes fewer
/// parts, or keeps their number and lowers the mean variance of all contrasts. When it ends before
/// [`SwapLimits::most_swaps`], none of the most promising swaps helps any more; that there is no other
/// is not proven. The evenness of loads stays; the share of a bridge may change and should be counted anew.
pub fn improve(instance: &Instance, pairs: &[(usize, usize)], limits: SwapLimits) -> Improvement {
    let readers = instance.readers.len();
    let mut board = Board::new(instance, pairs);
    let before = connectivity(readers, &board.pairs);
    let total_before = board.total();
    let mut budget = total_before * u64::from(limits.most_loss) / 1000;
    let mut swaps = vec![];
    let mut state = board.measure();
    while swaps.len() < limits.most_swaps as usize {
        let found = board.promising(budget).into_iter().find_map(|swap| {
            let loss = board.loss(swap);
            board.swap(swap);
            let then = board.measure();
            if then.better_than(state) {
                return Some((swap, loss, then));
            }
            board.swap(back(swap));
            None
        });
        let Some((swap, loss, then)) = found else {
            break;
        };
        state = then;
        // What a swap gains in affinity may be spent by the next.
        budget = budget.saturating_add_signed(-loss);
        swaps.push(swap);
    }
    board.pairs.sort_unstable();
    Improvement {
        swaps,
        before,
        after: connectivity(readers, &board.pairs),
        total_before,
        total_after: board.total(),
        pairs: board.pairs,
    }
}

fn back(swap: Swap) -> Swap {
    Swap {
        first: (swap.first.0, swap.second.1),
        second: (swap.second.0, swap.first.1),
    }
}

/// What swaps make better.
#[derive(Clone, Copy)]
struct Measure {
    parts: usize,
    /// The trace of M⁺, or of what stands for it while there are several parts.
    trace: f64,
}

impl Measure {
    fn better_than(self, other: Self) -> bool {
        self.parts < other.parts
            || (self.parts == other.parts && self.trace < other.trace * (1.0 - 1e-9))
    }
}

struct Board<'a> {
    instance: &'a Instance,
    pairs: Vec<(usize, usize)>,
    /// Row by row, one row for each item: whether the reader has it, ...
    taken: Vec<bool>,
    /// ... and whether they must not, or must keep it.
    barred: Vec<bool>,
    kept: Vec<bool>,
    readings: Vec<Vec<usize>>,
}

impl<'a> Board<'a> {
    fn new(instance: &'a Instance, pairs: &[(usize, usize)]) -> Self {
        let (items, readers) = (instance.needs.len(), instance.readers.len());
        let marked = |pairs: &[(usize, usize)]| {
            let mut marks = vec![false; items * readers];
            for (item, reader) in pairs {
                marks[item * readers + reader] = true;
            }
            marks
        };
        let mut readings = vec![vec![]; items];
        for &(item, reader) in pairs {
            readings[item].push(reader);
        }
        Self {
            instance,
            taken: marked(pairs),
            barred: marked(&instance.barred),
            kept: marked(&instance.kept),
            pairs: pairs.to_vec(),
            readings,
        }
    }

    fn place(&self, item: usize, reader: usize) -> usize {
        item * self.instance.readers.len() + reader
    }

    fn fit(&self, item: usize, reader: usize) -> i64 {
        let fit = self.instance.affinity.as_ref();
        fit.map_or(0, |fit| i64::from(fit.get(item, reader)))
    }

    fn total(&self) -> u64 {
        let fits = self
            .pairs
            .iter()
            .map(|&(item, reader)| self.fit(item, reader));
        u64::try_from(fits.sum::<i64>()).unwrap_or(0)
    }

    fn loss(&self, Swap { first, second }: Swap) -> i64 {
        self.fit(first.0, first.1) + self.fit(second.0, second.1)
            - self.fit(first.0, second.1)
            - self.fit(second.0, first.1)
    }

    fn swap(&mut self, Swap { first, second }: Swap) {
        for ((item, from), to) in [(first, second.1), (second, first.1)] {
            let (before, after) = (self.place(item, from), self.place(item, to));
            (self.taken[before], self.taken[after]) = (false, true);
            for pair in &mut self.pairs {
                if *pair == (item, from) {
                    pair.1 = to;
                }
            }
            for reader in &mut self.readings[item] {
                if *reader == from {
                    *reader = to;
                }
            }
        }
    }

    /// The inverse that is measured; M has a small ridge while there are several parts.
    fn inverse(&self) -> (usize, Ties, Option<Matrix>) {
        let readers = self.instance.readers.len();
        let parts = parts(readers, &self.pairs).len();
        let ties = Ties::of(readers, &self.pairs);
        let ridge = if parts > 1 {
            ties.mean_load / 1000.0
        } else {
            0.0
        };
        let inverse = laplacian::lifted_inverse(&ties.matrix, ties.lift(), ridge);
        (parts, ties, inverse)
    }

    fn measure(&self) -> Measure {
        let (parts, _, inverse) = self.inverse();
        Measure {
            parts,
            trace: inverse.map_or(f64::INFINITY, |inverse| inverse.trace()),
        }
    }

    /// The swaps that promise most, the best first.
    fn promising(&self, budget: u64) -> Vec<Swap> {
        let (_, ties, inverse) = self.inverse();
        let Some(inverse) = inverse else {
            return vec![];
        };
        let square = &inverse * &inverse;
        let mut place = vec![0; self.instance.readers.len()];
        for (index, reader) in ties.readers.iter().enumerate() {
            place[*reader] = index;
        }
        let gain = |item: usize, from: usize, to: usize| {
            let readers = &self.readings[item];
            let worth = |change: &dyn Fn(usize) -> usize| {
                let (mut own, mut all) = (0.0, 0.0);
                for one in readers {
                    let one = place[change(*one)];
                    own += square[(one, one)];
                    for other in readers {
                        all += square[(one, place[change(*other)])];
                    }
                }
                own - all / real(readers.len())
            };
            worth(&|reader| if reader == from { to } else { reader }) - worth(&|reader| reader)
        };
        let loose: Vec<(usize, usize)> = self
            .pairs
            .iter()
            .copied()
            .filter(|&(item, reader)| !self.kept[self.place(item, reader)])
            .collect();
        let step = (loose.len() * loose.len() / 2)
            .div_ceil(MOST_LOOKED_AT)
            .max(1);
        let mut best: Vec<(f64, Swap)> = vec![];
        for (index, &first) in loose.iter().enumerate() {
            for &second in loose[index + 1..].iter().skip(index % step).step_by(step) {
                let swap = Swap { first, second };
                if !self.allowed(swap)
                    || self.loss(swap) > i64::try_from(budget).unwrap_or(i64::MAX)
                {
                    continue;
                }
                let gain = gain(first.0, first.1, second.1) + gain(second.0, second.1, first.1);
                let weakest = best.last().map_or(0.0, |last| last.0);
                if gain > 0.0 && (best.len() < MEASURED || gain > weakest) {
                    let place = best.partition_point(|known| known.0 >= gain);
                    best.insert(place, (gain, swap));
                    best.truncate(MEASURED);
                }
            }
        }
        best.into_iter().map(|(_, swap)| swap).collect()
    }

    fn allowed(&self, Swap { first, second }: Swap) -> bool {
        let free = |item: usize, reader: usize| {
            let place = self.place(item, reader);
            !self.taken[place] && !self.barred[place]
        };
        first.0 != second.0
            && first.1 != second.1
            && free(first.0, second.1)
            && free(second.0, first.1)
    }
}
