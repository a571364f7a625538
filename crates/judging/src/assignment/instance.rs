//! What is to be assigned: items, readers, bars and wishes, all of them indices and numbers.

/// The highest affinity.
pub const BEST_AFFINITY: u16 = 1000;
/// The greatest number of readers of an [`Instance`]. A square of it is kept in memory.
pub const MOST_READERS: usize = 4096;
/// The greatest product of items and readers of an [`Instance`], 2^25. It bounds the memory taken to
/// about 17 bytes for each, twice that with a bridge.
pub const MOST_PAIRS: usize = 1 << 25;

/// How many readings somebody takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Load {
    /// At least so many.
    pub min: u32,
    /// At most so many; not below `min`.
    pub max: u32,
}

impl Load {
    /// From none to as many as there are items.
    pub const ANY: Self = Self::up_to(u32::MAX);

    /// From none to `max`.
    pub const fn up_to(max: u32) -> Self {
        Self { min: 0, max }
    }
}

/// What comes first when nobody is over or under their own bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Balance {
    /// Even loads; affinity decides among equally even ones.
    #[default]
    Even,
    /// Affinity; loads are free between each reader's bounds.
    Affinity,
}

/// How well each reader suits each item, from 0 to [`BEST_AFFINITY`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Affinity {
    items: usize,
    readers: usize,
    values: Vec<u16>,
}

impl Affinity {
    /// Asks `of(item, reader)` for every pair.
    pub fn from_fn(items: usize, readers: usize, of: impl Fn(usize, usize) -> u16) -> Self {
        let pairs = (0..items).flat_map(|item| (0..readers).map(move |reader| (item, reader)));
        Self {
            items,
            readers,
            values: pairs.map(|(item, reader)| of(item, reader)).collect(),
        }
    }

    /// The affinity of a pair.
    ///
    /// # Panics
    /// When there is no such pair.
    pub fn get(&self, item: usize, reader: usize) -> u16 {
        self.values[item * self.readers + reader]
    }
}

/// An assignment to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instance {
    /// One for each item: how many readings it needs, each by another reader.
    pub needs: Vec<u32>,
    /// One for each reader: how many readings they take.
    pub readers: Vec<Load>,
    /// Pairs of item and reader that must not be. Repetitions do no harm.
    pub barred: Vec<(usize, usize)>,
    /// How well readers suit items; without it they suit all alike, at zero.
    pub affinity: Option<Affinity>,
    /// Even loads first, or affinity first.
    pub balance: Balance,
    /// Pairs of item and reader of an earlier assignment that are to stay if at all possible. More
    /// important than even loads and affinity, less than needs, bars and bounds.
    pub kept: Vec<(usize, usize)>,
    /// Decides among assignments that are equally good in everything else.
    pub seed: u64,
}

/// How an [`Instance`] contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// More than [`MOST_READERS`], or items times readers more than [`MOST_PAIRS`].
    TooLarge,
    /// The reader's least is above their most.
    MinAboveMax {
        /// Index of the reader.
        reader: usize,
    },
    /// The affinities are those of other numbers of items and readers.
    AffinityOfOtherSize,
    /// An affinity above [`BEST_AFFINITY`].
    AffinityTooHigh {
        /// Index of the item.
        item: usize,
        /// Index of the reader.
        reader: usize,
    },
    /// The tracks of a bridge are those of other numbers of items and readers.
    TracksOfOtherSize,
    /// The share of a bridge is above one.
    ShareAboveWhole,
    /// A barred or kept pair of which there is no such item or reader.
    NoSuchPair {
        /// Index of the item.
        item: usize,
        /// Index of the reader.
        reader: usize,
    },
}

impl Instance {
    /// Everything that is wrong with it, before anything is assigned.
    pub(super) fn flaws(&self) -> Vec<Flaw> {
        let (items, readers) = (self.needs.len(), self.readers.len());
        let pairs = items.checked_mul(readers);
        if readers > MOST_READERS || pairs.is_none_or(|pairs| pairs > MOST_PAIRS) {
            return vec![Flaw::TooLarge];
        }
        let mut flaws: Vec<Flaw> = self
            .readers
            .iter()
            .enumerate()
            .filter(|(_, load)| load.min > load.max)
            .map(|(reader, _)| Flaw::MinAboveMax { reader })
            .collect();
        if let Some(affinity) = &self.affinity {
            if (affinity.items, affinity.readers) == (items, readers) {
                let high = affinity.values.iter().enumerate();
                let high = high.filter(|(_, value)| **value > BEST_AFFINITY);
                flaws.extend(high.map(|(index, _)| Flaw::AffinityTooHigh {
                    item: index / readers,
                    reader: index % readers,
                }));
            } else {
                flaws.push(Flaw::AffinityOfOtherSize);
            }
        }
        let named = self.barred.iter().chain(&self.kept);
        let missing = named.filter(|(item, reader)| *item >= items || *reader >= readers);
        flaws.extend(missing.map(|&(item, reader)| Flaw::NoSuchPair { item, reader }));
        flaws
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contradiction_is_named() {
        let instance = Instance {
            needs: vec![1, 1],
            readers: vec![Load::ANY, Load { min: 3, max: 2 }],
            barred: vec![(0, 2)],
            kept: vec![(2, 0), (1, 1)],
            affinity: Some(Affinity::from_fn(
                2,
                2,
                |item, _| if item == 1 { 1001 } else { 1000 },
            )),
            ..Instance::default()
        };
        assert_eq!(
            instance.flaws(),
            [
                Flaw::MinAboveMax { reader: 1 },
                Flaw::AffinityTooHigh { item: 1, reader: 0 },
                Flaw::AffinityTooHigh { item: 1, reader: 1 },
                Flaw::NoSuchPair { item: 0, reader: 2 },
                Flaw::NoSuchPair { item: 2, reader: 0 },
            ]
        );
    }

    #[test]
    fn affinities_of_another_size_are_refused() {
        let instance = Instance {
            needs: vec![1],
            readers: vec![Load::ANY],
            affinity: Some(Affinity::from_fn(1, 2, |_, _| 0)),
            ..Instance::default()
        };
        assert_eq!(instance.flaws(), [Flaw::AffinityOfOtherSize]);
    }

    #[test]
    fn what_would_not_fit_in_memory_is_refused() {
        let instance = Instance {
            readers: vec![Load::ANY; MOST_READERS + 1],
            ..Instance::default()
        };
        assert_eq!(instance.flaws(), [Flaw::TooLarge]);
    }
}
