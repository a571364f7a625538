//! Why there is no assignment: who that is due to, and what would be enough to have one.
//!
//! The solver may load readers above their most and leave them below their least, at a price that it
//! pays only when it must. What it paid is what is missing; whom it could not hand that on to is why.

use std::{collections::BTreeSet, error::Error, fmt};

use super::{
    exchange::{Direction, Exchange},
    instance::{Flaw, Instance},
    prices::{NEVER, Prices},
};

/// Why nothing was assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The instance contradicts itself.
    Malformed(Vec<Flaw>),
    /// There is no assignment.
    Infeasible(Infeasible),
}

/// What stands in the way of an assignment. Everything named here has to be dealt with; doing what
/// `needed`, `raise` and `lower` say in all its parts together is enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Infeasible {
    /// Items that need more readings than there are readers who may read them, in order. Lift bars,
    /// or lower their need to [`Lacking::eligible`].
    pub lacking: Vec<Lacking>,
    /// All readers together cannot read as much as all items need.
    pub shortage: Option<Shortage>,
    /// Readers who would have to read more than their most.
    pub overfull: Vec<Overfull>,
    /// Readers who cannot get what they are to read at least.
    pub starved: Vec<Starved>,
}

/// An item with too few readers who may read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacking {
    /// Index of the item.
    pub item: usize,
    /// Readings that it needs.
    pub needed: u32,
    /// Readers who may read it.
    pub eligible: u32,
}

/// Too few places for all that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortage {
    /// Readings that all items need together.
    pub needed: u64,
    /// Readings that all readers take together: each their most, or all items if that is less.
    pub places: u64,
}

/// Readers with too few places for what only they can read (a cut of the network).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overfull {
    /// These readers, in order.
    pub readers: Vec<usize>,
    /// Items that they would read, in order.
    pub items: Vec<usize>,
    /// Readings of these items that are left for them when everybody else who may read one does.
    pub demand: u64,
    /// Readings that they take together at most; less than `demand`.
    pub capacity: u64,
    /// One way to find room: raise the most of each of these readers by so many. It is the least that
    /// is enough: together `demand` less `capacity`.
    pub raise: Vec<(usize, u32)>,
    /// Other ways: bars, as item and reader, each of which when lifted makes one reading less
    /// missing. In order.
    pub lift: Vec<(usize, usize)>,
}

/// Readers for whom there is too little to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starved {
    /// These readers, in order.
    pub readers: Vec<usize>,
    /// Readings that they are to have together at least.
    pub wanted: u64,
    /// Readings that there are for them at most; less than `wanted`.
    pub available: u64,
    /// One way to make it enough: lower the least of each of these readers by so many. Together
    /// `wanted` less `available`.
    pub lower: Vec<(usize, u32)>,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(flaws) => write!(out, "the instance has {} flaws", flaws.len()),
            Self::Infeasible(why) => write!(
                out,
                "there is no assignment: {} items lack readers, {} groups of readers are overfull, {} starved",
                why.lacking.len(),
                why.overfull.len(),
                why.starved.len()
            ),
        }
    }
}

impl Error for Refusal {}

/// Items that cannot have what they need, whoever else has what.
pub(super) fn lacking(instance: &Instance, prices: &Prices) -> Vec<Lacking> {
    let lacking = instance.needs.iter().enumerate().map(|(item, needed)| {
        let eligible = (0..prices.readers()).filter(|&reader| prices.pair(item, reader) != NEVER);
        Lacking {
            item,
            needed: *needed,
            eligible: count(eligible.count()),
        }
    });
    lacking.filter(|one| one.eligible < one.needed).collect()
}

/// What items need, or can have if that is less.
pub(super) fn reachable_needs(instance: &Instance, lacking: &[Lacking]) -> Vec<u32> {
    let mut needs = instance.needs.clone();
    for one in lacking {
        needs[one.item] = one.eligible;
    }
    needs
}

/// What keeps the cheapest assignment from being one; nothing if it is.
pub(super) fn explain(
    instance: &Instance,
    exchange: &Exchange<'_>,
    lacking: Vec<Lacking>,
) -> Option<Infeasible> {
    let loads = exchange.loads();
    let bounds = || instance.readers.iter().zip(&loads).enumerate();
    let over: Vec<usize> = bounds()
        .filter(|(_, (bounds, load))| **load > bounds.max)
        .map(|(reader, _)| reader)
        .collect();
    let under: Vec<usize> = bounds()
        .filter(|(_, (bounds, load))| **load < bounds.min)
        .map(|(reader, _)| reader)
        .collect();
    if lacking.is_empty() && over.is_empty() && under.is_empty() {
        return None;
    }
    let overfull = groups(exchange, &over, Direction::Forth)
        .into_iter()
        .map(|readers| overfull(instance, exchange, &loads, &lacking, readers))
        .collect();
    let starved = groups(exchange, &under, Direction::Back)
        .into_iter()
        .map(|readers| starved(instance, &loads, readers))
        .collect();
    Some(Infeasible {
        lacking,
        shortage: shortage(instance),
        overfull,
        starved,
    })
}

/// Everybody to whom each of these could hand something on, or who could hand something on to them.
/// Those who share somebody are one group.
fn groups(exchange: &Exchange<'_>, starts: &[usize], direction: Direction) -> Vec<Vec<usize>> {
    let mut groups: Vec<BTreeSet<usize>> = vec![];
    for start in starts {
        let mut group: BTreeSet<usize> = exchange.reach(&[*start], direction).into_iter().collect();
        groups.retain(|other| {
            let apart = other.is_disjoint(&group);
            if !apart {
                group.extend(other);
            }
            apart
        });
        groups.push(group);
    }
    groups.sort();
    let groups = groups.into_iter();
    groups.map(|group| group.into_iter().collect()).collect()
}

fn overfull(
    instance: &Instance,
    exchange: &Exchange<'_>,
    loads: &[u32],
    lacking: &[Lacking],
    readers: Vec<usize>,
) -> Overfull {
    let items = exchange.items_of(&readers);
    let max = |reader: usize| instance.readers[reader].max;
    let mut lift: Vec<(usize, usize)> = instance
        .barred
        .iter()
        .filter(|(item, reader)| items.binary_search(item).is_ok() && loads[*reader] < max(*reader))
        // A lacking item would only take one more reading.
        .filter(|(item, _)| lacking.iter().all(|one| one.item != *item))
        .copied()
        .collect();
    lift.sort_unstable();
    lift.dedup();
    Overfull {
        items,
        demand: readers.iter().map(|reader| u64::from(loads[*reader])).sum(),
        capacity: readers.iter().map(|reader| u64::from(max(*reader))).sum(),
        raise: readers
            .iter()
            .map(|reader| (*reader, loads[*reader].saturating_sub(max(*reader))))
            .filter(|(_, by)| *by > 0)
            .collect(),
        lift,
        readers,
    }
}

fn starved(instance: &Instance, loads: &[u32], readers: Vec<usize>) -> Starved {
    let min = |reader: usize| instance.readers[reader].min;
    Starved {
        wanted: readers.iter().map(|reader| u64::from(min(*reader))).sum(),
        available: readers.iter().map(|reader| u64::from(loads[*reader])).sum(),
        lower: readers
            .iter()
            .map(|reader| (*reader, min(*reader).saturating_sub(loads[*reader])))
            .filter(|(_, by)| *by > 0)
            .collect(),
        readers,
    }
}

fn shortage(instance: &Instance) -> Option<Shortage> {
    let needed = instance.needs.iter().map(|need| u64::from(*need)).sum();
    let items = count(instance.needs.len());
    let most = instance.readers.iter().map(|bounds| bounds.max.min(items));
    let places = most.map(u64::from).sum();
    (needed > places).then_some(Shortage { needed, places })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
