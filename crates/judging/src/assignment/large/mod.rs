//! Assignments too large to write down every pair: affinities are asked for, and only the arcs that
//! matter are kept.
//!
//! Each item brings its best readers and each reader their best items; on these arcs the optimum is found
//! (`scaling`). Its dual prices then tell of every other pair whether it could help: a pair whose reduced
//! cost is negative is added, and all is repeated. When no such pair is left, the plan is the best of the
//! whole instance (column generation; Dantzig and Wolfe, 1960), and the prices prove it.

mod graph;
mod scaling;

use graph::Graph;

use super::instance::{BEST_AFFINITY, Load};

/// An assignment whose affinities are given by a function.
#[derive(Clone, Debug)]
pub struct Large<F> {
    /// One for each item: how many readings it needs, each by another reader.
    pub needs: Vec<u32>,
    /// One for each reader: how many readings they take. For even loads give everybody the mean, rounded
    /// down and up.
    pub readers: Vec<Load>,
    /// The affinity of an item and a reader, from 0 to [`BEST_AFFINITY`] (more counts as that); nothing
    /// when the pair is barred. It must always answer the same.
    pub affinity: F,
}

/// Who reads what, with the prices that prove that no assignment has a greater total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LargePlan {
    /// Pairs of item and reader, by item and then by reader.
    pub pairs: Vec<(usize, usize)>,
    /// The sum of the pairs' affinities.
    pub total: u64,
    /// One for each reader: how many items they read.
    pub loads: Vec<u32>,
    /// One dual price for each item, u, ...
    pub item_prices: Vec<i64>,
    /// ... and for each reader, v. With c = 1000 - affinity, c + u - v is not above 0 for pairs of the
    /// plan and not below 0 for all others that are not barred; v is not below 0 for readers below their
    /// most and not above 0 for those above their least. A negative v is what one more place would be
    /// worth at most.
    pub reader_prices: Vec<i64>,
    /// How often the optimum of the kept arcs was found.
    pub rounds: u32,
    /// How many arcs were kept in the end.
    pub arcs: usize,
}

/// Why there is no large assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LargeRefusal {
    /// A reader's least is above their most.
    MinAboveMax {
        /// Index of the reader.
        reader: usize,
    },
    /// There is none. Readings that find nobody, and readers who cannot have their least; as few as can
    /// be, all together. [`super::assign`] explains more, of instances that it can hold.
    Infeasible {
        /// Items with the readings that find nobody.
        unplaced: Vec<(usize, u32)>,
        /// Readers with the readings that they lack.
        starved: Vec<(usize, u32)>,
    },
}

/// What is wrong with a large plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LargeFault {
    /// Pairs, loads, prices or the total do not fit the instance or each other.
    Untrue,
    /// An item has not the readings that it needs.
    Readings {
        /// Index of the item.
        item: usize,
    },
    /// A reader's load is out of bounds, or contradicts their price.
    Load {
        /// Index of the reader.
        reader: usize,
    },
    /// A pair is barred and in the plan, or contradicts its prices.
    Pair {
        /// Index of the item.
        item: usize,
        /// Index of the reader.
        reader: usize,
    },
}

/// Arcs that each item and each reader bring at first.
const FIRST_ARCS: usize = 40;

/// Assigns readers to items with the greatest sum of affinities: exactly, and the same for the same
/// input. It knows no kept pairs, no evenness but by bounds, and no chance. Memory grows with the arcs
/// that matter, time with the number of pairs, of which all are asked for twice or more.
///
/// # Errors
/// Bounds that contradict themselves, or no assignment.
pub fn assign_large<F>(instance: &Large<F>) -> Result<LargePlan, LargeRefusal>
where
    F: Fn(usize, usize) -> Option<u16>,
{
    let bounds = instance.readers.iter();
    if let Some(reader) = bounds.clone().position(|load| load.min > load.max) {
        return Err(LargeRefusal::MinAboveMax { reader });
    }
    let mut arcs = first_arcs(instance);
    let mut solution = scaling::Solution::default();
    let mut rounds = 0;
    loop {
        let graph = Graph::new(&instance.needs, &instance.readers, &arcs);
        solution = scaling::cheapest(graph, &solution);
        rounds += 1;
        let missing = missing_arcs(instance, &arcs, &solution);
        if missing.is_empty() {
            break;
        }
        for (arcs, more) in arcs.iter_mut().zip(missing) {
            arcs.extend(more);
            arcs.sort_unstable();
        }
    }
    if !(solution.unplaced.is_empty() && solution.starved.is_empty()) {
        return Err(LargeRefusal::Infeasible {
            unplaced: solution.unplaced,
            starved: solution.starved,
        });
    }
    let mut loads = vec![0; instance.readers.len()];
    let mut total = 0;
    for &(item, reader) in &solution.pairs {
        loads[reader] += 1;
        total += u64::from(
            (instance.affinity)(item, reader)
                .unwrap_or(0)
                .min(BEST_AFFINITY),
        );
    }
    Ok(LargePlan {
        pairs: solution.pairs,
        total,
        loads,
        item_prices: solution.items,
        reader_prices: solution.readers,
        rounds,
        arcs: arcs.iter().map(Vec::len).sum(),
    })
}

/// What a pair costs; nothing if it is barred.
fn cost<F>(instance: &Large<F>, item: usize, reader: usize) -> Option<i64>
where
    F: Fn(usize, usize) -> Option<u16>,
{
    let fit = (instance.affinity)(item, reader)?;
    Some(i64::from(BEST_AFFINITY - fit.min(BEST_AFFINITY)))
}

/// Of each item, its readers with the costs, in order.
type Arcs = Vec<Vec<(usize, i64)>>;

/// The cheapest readers of each item, and the cheapest items of each reader.
fn first_arcs<F>(instance: &Large<F>) -> Arcs
where
    F: Fn(usize, usize) -> Option<u16>,
{
    let mut arcs: Arcs = vec![];
    let mut of_readers: Vec<Vec<(i64, usize)>> = vec![vec![]; instance.readers.len()];
    for (item, need) in instance.needs.iter().enumerate() {
        let mut own = vec![];
        for (reader, of_reader) in of_readers.iter_mut().enumerate() {
            let Some(cost) = cost(instance, item, reader) else {
                continue;
            };
            own.push((cost, reader));
            of_reader.push((cost, item));
            if of_reader.len() >= 8 * FIRST_ARCS {
                of_reader.select_nth_unstable(FIRST_ARCS);
                of_reader.truncate(FIRST_ARCS);
            }
        }
        let most = FIRST_ARCS.max(2 * *need as usize);
        if own.len() > most {
            own.select_nth_unstable(most);
            own.truncate(most);
        }
        arcs.push(
            own.into_iter()
                .map(|(cost, reader)| (reader, cost))
                .collect(),
        );
    }
    for (reader, mut of_reader) in of_readers.into_iter().enumerate() {
        of_reader.sort_unstable();
        let best = of_reader.into_iter().take(FIRST_ARCS);
        for (cost, item) in best {
            arcs[item].push((reader, cost));
        }
    }
    for arcs in &mut arcs {
        arcs.sort_unstable();
        arcs.dedup();
    }
    arcs
}

/// The pairs that are not kept and could help: the worst of each item. Empty if there are none.
fn missing_arcs<F>(instance: &Large<F>, arcs: &Arcs, solution: &scaling::Solution) -> Arcs
where
    F: Fn(usize, usize) -> Option<u16>,
{
    let mut missing: Arcs = vec![vec![]; arcs.len()];
    let mut none = true;
    for (item, own) in arcs.iter().enumerate() {
        let mut known = own.iter().map(|arc| arc.0).peekable();
        let mut found = vec![];
        for (reader, price) in solution.readers.iter().enumerate() {
            if known.next_if_eq(&reader).is_some() {
                continue;
            }
            // No cost is below zero, so most need not be asked for.
            let without = solution.items[item] - price;
            if without >= 0 {
                continue;
            }
            let Some(cost) = cost(instance, item, reader) else {
                continue;
            };
            if cost + without < 0 {
                found.push((cost + without, reader, cost));
            }
        }
        found.sort_unstable();
        found.truncate(FIRST_ARCS);
        none &= found.is_empty();
        missing[item] = found
            .into_iter()
            .map(|(_, reader, cost)| (reader, cost))
            .collect();
    }
    if none { vec![] } else { missing }
}

/// Checks a large plan and every inequality of its prices, asking for every pair. That proves that it is
/// allowed and that none has a greater total.
///
/// # Errors
/// The first fault.
pub fn verify_large<F>(instance: &Large<F>, plan: &LargePlan) -> Result<(), LargeFault>
where
    F: Fn(usize, usize) -> Option<u16>,
{
    let (items, readers) = (instance.needs.len(), instance.readers.len());
    let sizes = (
        plan.item_prices.len(),
        plan.reader_prices.len(),
        plan.loads.len(),
    );
    if sizes != (items, readers, readers) || !plan.pairs.is_sorted_by(|one, next| one < next) {
        return Err(LargeFault::Untrue);
    }
    let mut pairs = plan.pairs.iter().copied().peekable();
    let mut loads = vec![0_u32; readers];
    let mut total = 0;
    for item in 0..items {
        let mut found = 0;
        for (reader, load) in loads.iter_mut().enumerate() {
            let taken = pairs.next_if_eq(&(item, reader)).is_some();
            let fault = LargeFault::Pair { item, reader };
            let Some(fit) = (instance.affinity)(item, reader) else {
                if taken {
                    return Err(fault);
                }
                continue;
            };
            let fit = fit.min(1000);
            let reduced =
                1000 - i64::from(fit) + plan.item_prices[item] - plan.reader_prices[reader];
            if (taken && reduced > 0) || (!taken && reduced < 0) {
                return Err(fault);
            }
            if taken {
                found += 1;
                *load += 1;
                total += u64::from(fit);
            }
        }
        if found != instance.needs[item] {
            return Err(LargeFault::Readings { item });
        }
    }
    if pairs.next().is_some() || total != plan.total || loads != plan.loads {
        return Err(LargeFault::Untrue);
    }
    for (reader, (load, bounds)) in loads.into_iter().zip(&instance.readers).enumerate() {
        let price = plan.reader_prices[reader];
        let within = (bounds.min..=bounds.max).contains(&load);
        if !within || (load < bounds.max && price < 0) || (load > bounds.min && price > 0) {
            return Err(LargeFault::Load { reader });
        }
    }
    Ok(())
}
