//! Fairness to the worst item: its mean affinity as high as possible, then the sum over all items.
//!
//! That is the aim of Stelmakh, Shah and Singh, "PeerReview4All" (JMLR 22, 2021). An item's sum ties
//! its readings together, which no network can say, and to find the best is NP-hard (Garg, Kavitha,
//! Kumar, Mehlhorn and Mestre, "Assigning papers to referees", 2010). So this is a search, by branch and
//! bound (Land and Doig, 1960): an assignment of the greatest sum is solved exactly; if an item is worse
//! off than a level allows, at least one of its pairs must go, and each is tried. What is found is
//! always allowed and measured; what is proven is said by bounds.

use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::{
    flow,
    instance::Instance,
    plan::Plan,
    prices::{Prices, Terms},
    refusal,
    wishes::{Bridge, Effort},
};

/// Means are compared in millionths.
const MILLION: u64 = 1_000_000;

/// How the worst item fares. Items that need no reading do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fairness {
    /// The least mean affinity of an item's readings, in millionths, rounded down.
    pub worst: u64,
    /// No assignment that keeps as many pairs, has as even loads and as many readings outside has a
    /// higher worst item. If it is `worst`, the worst item fares as well as can be.
    pub worst_bound: u64,
    /// No such assignment whose worst item fares as well has a greater sum of affinities. If it is the
    /// plan's total, the plan is the best in both.
    pub total_bound: u64,
    /// The least mean of the plan with the greatest sum, from which the search began.
    pub before: u64,
    /// The sum of that plan.
    pub total_before: u64,
    /// Assignments that were solved, beside the first.
    pub solutions: u32,
}

impl Fairness {
    /// Whether both levels are proven: worst item first, then the sum.
    pub fn is_proven(&self, plan: &Plan) -> bool {
        self.worst == self.worst_bound && plan.total == self.total_bound
    }
}

/// Pairs, by item and then by reader.
type Pairs = Vec<(usize, usize)>;

/// Pairs that must not be.
type Excluded = BTreeSet<(usize, usize)>;

/// A solution that may be divided further: its sum, when it was met, its pairs, and what was excluded for it.
type Node = (u64, usize, Pairs, Excluded);

/// A plan for which some pairs were excluded.
#[derive(Clone)]
pub(super) struct Found {
    pub(super) pairs: Pairs,
    pub(super) excluded: Pairs,
    total: u64,
}

/// The fairest plan that the effort allows, as pairs, from those of the plan with the greatest sum.
pub(super) fn fairest(
    instance: &Instance,
    bridge: Option<(&Bridge, &[u32])>,
    pairs: Pairs,
    effort: Effort,
) -> (Found, Fairness) {
    let mut search = Search::new(instance, bridge, &pairs, effort);
    let first = Found {
        total: search.total(&pairs),
        excluded: vec![],
        pairs,
    };
    let before = search.worst(&first.pairs);
    let mut fairness = Fairness {
        worst: before,
        worst_bound: search.highest_level(),
        total_bound: first.total,
        before,
        total_before: first.total,
        solutions: 0,
    };
    let mut best = first;
    let mut low = before;
    let mut high = fairness.worst_bound;
    // The highest level first: often it can be had.
    let mut level = high;
    let mut put_off: BTreeMap<u64, Tree> = BTreeMap::new();
    let mut last: Option<Tree> = None;
    loop {
        let quarter = search.left.div_ceil(4);
        let tree = if low < high {
            put_off.remove(&level).or_else(|| search.root(level))
        } else if let Some((least, tree)) = put_off.pop_first() {
            // What was put off is gone on with, the lowest level first: if it is impossible, so are those above.
            level = least;
            Some(tree)
        } else {
            break;
        };
        let effort = if low < high { quarter } else { search.left };
        let attempt = tree.map_or(Attempt::Impossible, |tree| search.attempt(tree, effort));
        match attempt {
            Attempt::Found(found, bound, tree) => {
                low = search.worst(&found.pairs);
                fairness.total_bound = bound.max(found.total);
                best = found;
                last = Some(tree);
                put_off = put_off.split_off(&(low + 1));
                high = put_off
                    .keys()
                    .next()
                    .map_or(fairness.worst_bound, |least| search.next_below(*least));
            }
            Attempt::Impossible => {
                high = search.next_below(level);
                fairness.worst_bound = fairness.worst_bound.min(high);
                put_off.split_off(&level);
            }
            Attempt::Undecided(tree) => {
                high = search.next_below(level);
                put_off.insert(level, tree);
            }
        }
        high = high.max(low);
        level = low + (high - low).div_ceil(2);
        if search.left == 0 {
            break;
        }
    }
    // What is left goes into the sum, for no worse worst item than was found: whatever was excluded for a
    // lower level is excluded for this one too.
    if let Some(tree) = last.filter(|_| fairness.total_bound > best.total && search.left > 0)
        && let Attempt::Found(found, bound, _) =
            search.attempt(Tree { level: low, ..tree }, search.left)
    {
        fairness.total_bound = bound.max(found.total);
        best = found;
        low = search.worst(&best.pairs);
    }
    fairness.worst = low;
    fairness.worst_bound = fairness.worst_bound.max(low);
    fairness.solutions = effort.solutions - search.left;
    (best, fairness)
}

enum Attempt {
    /// With the greatest sum that any other may have, and where to go on.
    Found(Found, u64, Tree),
    Impossible,
    Undecided(Tree),
}

/// The search for one level, as far as it has come.
struct Tree {
    level: u64,
    /// Sets of excluded pairs that were met.
    seen: BTreeSet<Excluded>,
    /// Solved and not yet divided, the greatest sum first.
    open: BinaryHeap<Node>,
    /// How many were put there.
    met: usize,
    best: Option<Found>,
}

/// What comes before affinity: kept pairs lost, squares of loads, readings outside that are missing.
type Rank = (usize, u64, u64);

struct Search<'a> {
    instance: &'a Instance,
    bridge: Option<(&'a Bridge, &'a [u32])>,
    rank: Rank,
    barred: BTreeSet<(usize, usize)>,
    kept: BTreeSet<(usize, usize)>,
    /// Solutions that may still be asked for.
    left: u32,
}

impl<'a> Search<'a> {
    fn new(
        instance: &'a Instance,
        bridge: Option<(&'a Bridge, &'a [u32])>,
        pairs: &Pairs,
        effort: Effort,
    ) -> Self {
        let mut search = Self {
            instance,
            bridge,
            rank: (0, 0, 0),
            barred: instance.barred.iter().copied().collect(),
            kept: instance.kept.iter().copied().collect(),
            left: effort.solutions,
        };
        search.rank = search.rank_of(pairs);
        search
    }

    fn fit(&self, item: usize, reader: usize) -> u64 {
        let fit = self.instance.affinity.as_ref();
        fit.map_or(0, |fit| u64::from(fit.get(item, reader)))
    }

    fn total(&self, pairs: &Pairs) -> u64 {
        pairs
            .iter()
            .map(|&(item, reader)| self.fit(item, reader))
            .sum()
    }

    fn rank_of(&self, pairs: &Pairs) -> Rank {
        let mut loads = vec![0_u64; self.instance.readers.len()];
        let mut outside = vec![0_u32; loads.len()];
        for &(item, reader) in pairs {
            loads[reader] += 1;
            let leads = self
                .bridge
                .is_some_and(|(bridge, _)| bridge.leads_outside(item, reader));
            outside[reader] += u32::from(leads);
        }
        let even = self.instance.balance == super::Balance::Even;
        let missing = self.bridge.map_or(0, |(_, wanted)| {
            let missing = wanted.iter().zip(&outside);
            missing
                .map(|(wanted, has)| u64::from(wanted.saturating_sub(*has)))
                .sum()
        });
        let kept = pairs.iter().filter(|pair| self.kept.contains(pair)).count();
        let squares = loads.iter().map(|load| load * load).sum();
        (
            self.kept.len() - kept,
            if even { squares } else { 0 },
            missing,
        )
    }

    fn sums(&self, pairs: &Pairs) -> Vec<u64> {
        let mut sums = vec![0; self.instance.needs.len()];
        for &(item, reader) in pairs {
            sums[item] += self.fit(item, reader);
        }
        sums
    }

    fn worst(&self, pairs: &Pairs) -> u64 {
        let sums = self.sums(pairs);
        let means = sums.iter().zip(&self.instance.needs);
        let means = means.filter(|(_, need)| **need > 0);
        means
            .map(|(sum, need)| sum * MILLION / u64::from(*need))
            .min()
            .unwrap_or(0)
    }

    /// The least sum with which an item reaches a level.
    fn least_sum(&self, item: usize, level: u64) -> u64 {
        (level * u64::from(self.instance.needs[item])).div_ceil(MILLION)
    }

    /// The highest level below this one at which an item can be at all: sums are whole numbers.
    fn next_below(&self, level: u64) -> u64 {
        let items = (0..self.instance.needs.len()).filter(|&item| self.instance.needs[item] > 0);
        let levels = items.map(|item| {
            let sum = self.least_sum(item, level).saturating_sub(1);
            sum * MILLION / u64::from(self.instance.needs[item])
        });
        levels.max().unwrap_or(0)
    }

    /// The affinities that an item may have, the highest first, with their readers.
    fn open(&self, item: usize, excluded: &Excluded) -> Vec<(u64, usize)> {
        let readers = (0..self.instance.readers.len()).map(|reader| (item, reader));
        let open = readers.filter(|pair| !self.barred.contains(pair) && !excluded.contains(pair));
        let mut open: Vec<(u64, usize)> = open
            .map(|(item, reader)| (self.fit(item, reader), reader))
            .collect();
        open.sort_unstable_by(|one, other| other.cmp(one));
        open
    }

    /// No item can be above its best readers.
    fn highest_level(&self) -> u64 {
        let items = 0..self.instance.needs.len();
        let levels = items
            .filter(|&item| self.instance.needs[item] > 0)
            .map(|item| {
                let need = self.instance.needs[item];
                let best = self.open(item, &BTreeSet::new());
                let sum: u64 = best.iter().take(need as usize).map(|(fit, _)| fit).sum();
                sum * MILLION / u64::from(need)
            });
        levels.min().unwrap_or(0)
    }

    /// Excludes the readers of an item with whom it cannot reach the level, even beside its best
    /// others. Whether enough are left.
    fn sift(&self, item: usize, level: u64, excluded: &mut Excluded) -> bool {
        let need = self.instance.needs[item] as usize;
        if need == 0 {
            return true;
        }
        let open = self.open(item, excluded);
        if open.len() < need {
            return false;
        }
        let others: u64 = open[..need - 1].iter().map(|(fit, _)| fit).sum();
        let least = self.least_sum(item, level);
        let low = open[need - 1..]
            .iter()
            .filter(|(fit, _)| others + fit < least);
        let low: Vec<usize> = low.map(|(_, reader)| *reader).collect();
        let enough = open.len() - low.len() >= need;
        excluded.extend(low.into_iter().map(|reader| (item, reader)));
        enough
    }

    /// The plan with the greatest sum without these pairs, if it ranks as high as the first.
    fn solve(&mut self, excluded: &Excluded) -> Option<Found> {
        self.left = self.left.saturating_sub(1);
        let excluded: Pairs = excluded.iter().copied().collect();
        let terms = Terms {
            bridge: self.bridge,
            barred: &excluded,
            ..Terms::default()
        };
        let prices = Prices::with(self.instance, &terms);
        if !refusal::lacking(self.instance, &prices).is_empty() {
            return None;
        }
        let exchange = flow::cheapest(&self.instance.needs, &prices);
        let bounds = self.instance.readers.iter().zip(exchange.loads());
        let mut bounds = bounds.map(|(bounds, load)| (bounds.min..=bounds.max).contains(&load));
        let pairs = exchange.pairs();
        let allowed = bounds.all(|within| within) && self.rank_of(&pairs) == self.rank;
        allowed.then(|| Found {
            total: self.total(&pairs),
            pairs,
            excluded,
        })
    }

    /// The item that is furthest below the level, with its readers.
    fn below(&self, level: u64, pairs: &Pairs) -> Vec<usize> {
        let sums = self.sums(pairs);
        let mut below: Vec<(u64, usize)> = vec![];
        for (item, sum) in sums.into_iter().enumerate() {
            let least = self.least_sum(item, level);
            if sum < least {
                below.push((least - sum, item));
            }
        }
        below.sort_unstable_by(|one, other| other.cmp(one));
        below.into_iter().map(|(_, item)| item).collect()
    }

    /// The beginning of the search for a level; nothing if it cannot be had.
    fn root(&mut self, level: u64) -> Option<Tree> {
        let mut start = BTreeSet::new();
        for item in 0..self.instance.needs.len() {
            if !self.sift(item, level, &mut start) {
                return None;
            }
        }
        let found = self.solve(&start)?;
        Some(Tree {
            level,
            seen: BTreeSet::from([start.clone()]),
            open: BinaryHeap::from([(found.total, 0, found.pairs, start)]),
            met: 0,
            best: None,
        })
    }

    /// Searches for the plan of the greatest sum in which every item reaches the level.
    fn attempt(&mut self, mut tree: Tree, effort: u32) -> Attempt {
        let floor = self.left.saturating_sub(effort);
        let level = tree.level;
        while let Some((bound, met, pairs, excluded)) = tree.open.pop() {
            if let Some(best) = tree.best.clone().filter(|best| best.total >= bound) {
                return Attempt::Found(best, bound, tree);
            }
            let below = self.below(level, &pairs);
            let Some(&item) = below.first() else {
                let found = Found {
                    total: bound,
                    excluded: excluded.into_iter().collect(),
                    pairs,
                };
                return Attempt::Found(found, bound, tree);
            };
            if tree.best.is_none() {
                tree.best = self.dive(level, &pairs, &excluded, floor);
            }
            if self.left <= floor {
                tree.open.push((bound, met, pairs, excluded));
                return match tree.best.clone() {
                    Some(best) => Attempt::Found(best, bound, tree),
                    None => Attempt::Undecided(tree),
                };
            }
            let readers = pairs.iter().filter(|pair| pair.0 == item);
            for pair in readers {
                let mut further = excluded.clone();
                further.insert(*pair);
                if !self.sift(item, level, &mut further) || !tree.seen.insert(further.clone()) {
                    continue;
                }
                let Some(found) = self.solve(&further) else {
                    continue;
                };
                let best = tree.best.as_ref();
                if best.is_none_or(|best| best.total < found.total) {
                    tree.met += 1;
                    let node = (found.total, tree.met, found.pairs, further);
                    tree.open.push(node);
                }
            }
        }
        match tree.best.clone() {
            Some(best) => {
                let total = best.total;
                Attempt::Found(best, total, tree)
            }
            None => Attempt::Impossible,
        }
    }

    /// Goes straight down: every item below the level is left the readers with whom it fares best.
    fn dive(
        &mut self,
        level: u64,
        pairs: &Pairs,
        excluded: &Excluded,
        floor: u32,
    ) -> Option<Found> {
        let mut excluded = excluded.clone();
        let mut pairs = pairs.clone();
        while self.left > floor {
            for item in self.below(level, &pairs) {
                let open = self.open(item, &excluded);
                let need = self.instance.needs[item] as usize;
                // Half of what is open goes, so that next time it fares better, if it can.
                let stay = need.max(open.len().min(4 * need) / 2);
                let gone = open.into_iter().skip(stay);
                excluded.extend(gone.map(|(_, reader)| (item, reader)));
            }
            let found = self.solve(&excluded)?;
            if self.below(level, &found.pairs).is_empty() {
                return Some(found);
            }
            if found.pairs == pairs {
                return None;
            }
            pairs = found.pairs;
        }
        None
    }
}
