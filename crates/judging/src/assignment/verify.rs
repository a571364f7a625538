//! Checks a plan against its instance from the definition alone. It shares no code with what made the
//! plan, so that a mistake there cannot hide here.

use std::collections::BTreeSet;

use super::{instance::Instance, optimality, plan::Plan};

/// What is wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Pairs are not in order, or one is there twice.
    Disordered,
    /// There is no such item or reader.
    NoSuchPair {
        /// Index of the item.
        item: usize,
        /// Index of the reader.
        reader: usize,
    },
    /// The pair is barred.
    Barred {
        /// Index of the item.
        item: usize,
        /// Index of the reader.
        reader: usize,
    },
    /// The item has another number of readings than it needs.
    Readings {
        /// Index of the item.
        item: usize,
        /// How many it needs.
        needed: u32,
        /// How many it has.
        found: u32,
    },
    /// The reader has fewer items than their least or more than their most.
    OutOfBounds {
        /// Index of the reader.
        reader: usize,
        /// How many items they have.
        found: u32,
    },
    /// The plan's loads are not those of its pairs.
    LoadsDiffer {
        /// Those of its pairs.
        found: Vec<u32>,
    },
    /// The plan's spread is not that of its pairs, or it gives a reason where none is due or none
    /// where one is.
    SpreadDiffers {
        /// That of its pairs.
        found: u32,
    },
    /// The plan's total is not that of its pairs.
    TotalDiffers {
        /// That of its pairs.
        found: u64,
    },
    /// The plan does not name the kept pairs that are missing.
    ReleasedDiffer {
        /// Those that are missing.
        found: Vec<(usize, usize)>,
    },
    /// What the outcome says of its readings outside is not so, or is missing.
    BridgingDiffers,
    /// What the outcome says of its worst item is not so, or is missing.
    FairnessDiffers,
    /// The dual prices are those of other numbers of items and readers.
    PricesOfOtherSize,
    /// The dual prices contradict complementary slackness.
    PriceContradicts {
        /// Index of the item, if it is at a pair and not behind the reader.
        item: Option<usize>,
        /// Index of the reader.
        reader: usize,
    },
    /// There is a better plan: this one after these moves. It keeps more pairs, or else has more even
    /// loads (when those come first), or else a greater total.
    NotBest {
        /// What would go where.
        moves: Vec<Move>,
    },
}

/// A reading that would go from one reader to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Index of the item.
    pub item: usize,
    /// Index of the reader who has it.
    pub from: usize,
    /// Index of the reader who would.
    pub to: usize,
}

/// Checks that a plan is allowed, that it says the truth about itself, and that there is no better one.
///
/// The last is proven, not sampled: as long as a better plan exists, some round of moves between
/// readers, each giving at most one item and taking at most one, improves this one, and all such
/// rounds are searched. What chance decides ([`Instance::seed`]) is not looked at.
///
/// # Errors
/// Everything that is wrong. Whether it is the best is only asked of a plan without other faults.
pub fn verify(instance: &Instance, plan: &Plan) -> Result<(), Vec<Fault>> {
    let mut faults = plain_faults(instance, plan);
    if faults.is_empty() {
        let moves = optimality::improvement(instance, &plan.pairs);
        faults.extend(moves.map(|moves| Fault::NotBest { moves }));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

/// What is wrong apart from whether there is a better plan.
pub(super) fn plain_faults(instance: &Instance, plan: &Plan) -> Vec<Fault> {
    let mut faults = disorder(instance, plan);
    if faults.is_empty() {
        faults.extend(broken_rules(instance, plan));
        faults.extend(untruths(instance, plan));
    }
    faults
}

fn disorder(instance: &Instance, plan: &Plan) -> Vec<Fault> {
    let (items, readers) = (instance.needs.len(), instance.readers.len());
    let missing = plan.pairs.iter().copied();
    let missing = missing.filter(|(item, reader)| *item >= items || *reader >= readers);
    let mut faults: Vec<Fault> = missing
        .map(|(item, reader)| Fault::NoSuchPair { item, reader })
        .collect();
    if !plan.pairs.is_sorted_by(|one, next| one < next) {
        faults.push(Fault::Disordered);
    }
    faults
}

fn broken_rules(instance: &Instance, plan: &Plan) -> Vec<Fault> {
    let mut faults = vec![];
    let barred: BTreeSet<_> = instance.barred.iter().collect();
    let met = plan.pairs.iter().filter(|pair| barred.contains(pair));
    faults.extend(met.map(|&(item, reader)| Fault::Barred { item, reader }));
    let readings = tally(instance.needs.len(), plan.pairs.iter().map(|pair| pair.0));
    for (item, (&needed, found)) in instance.needs.iter().zip(readings).enumerate() {
        if needed != found {
            faults.push(Fault::Readings {
                item,
                needed,
                found,
            });
        }
    }
    let loads = tally(instance.readers.len(), plan.pairs.iter().map(|pair| pair.1));
    for (reader, (bounds, found)) in instance.readers.iter().zip(loads).enumerate() {
        if found < bounds.min || found > bounds.max {
            faults.push(Fault::OutOfBounds { reader, found });
        }
    }
    faults
}

fn untruths(instance: &Instance, plan: &Plan) -> Vec<Fault> {
    let mut faults = vec![];
    let loads = tally(instance.readers.len(), plan.pairs.iter().map(|pair| pair.1));
    let spread = loads.iter().max().unwrap_or(&0) - loads.iter().min().unwrap_or(&0);
    if plan.spread != spread {
        faults.push(Fault::SpreadDiffers { found: spread });
    }
    if plan.loads != loads {
        faults.push(Fault::LoadsDiffer { found: loads });
    }
    let mut total = 0;
    if let Some(affinity) = &instance.affinity {
        for &(item, reader) in &plan.pairs {
            total += u64::from(affinity.get(item, reader));
        }
    }
    if plan.total != total {
        faults.push(Fault::TotalDiffers { found: total });
    }
    let kept: BTreeSet<_> = instance.kept.iter().copied().collect();
    let pairs: BTreeSet<_> = plan.pairs.iter().copied().collect();
    let released: Vec<_> = kept.difference(&pairs).copied().collect();
    if plan.released != released {
        faults.push(Fault::ReleasedDiffer { found: released });
    }
    faults
}

fn tally(length: usize, indices: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut counts = vec![0; length];
    for index in indices {
        counts[index] += 1;
    }
    counts
}
