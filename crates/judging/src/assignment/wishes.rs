//! Wishes beyond those of an [`Instance`]: readings across tracks, and fairness to the worst item.

use super::{
    certificate::Certificate,
    fairness::Fairness,
    instance::{Flaw, Instance},
    plan::Plan,
};

/// A whole, in the unit of [`Bridge::share`].
pub const WHOLE: u16 = 1000;

/// What is wished for beside an [`Instance`]. The default is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// A share of each reader's readings outside of their own track. It comes after kept pairs and even
    /// loads, and before everything of affinity.
    pub bridge: Option<Bridge>,
    /// The worst item's sum of affinities is as high as possible before the sum over all items is. It
    /// comes after the bridge.
    pub max_min: Option<Effort>,
}

/// How long to search for what only a search can find. Guarantees do not depend on it, only how near
/// the proven bound comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// How many assignments may be solved at most, beside the first.
    pub solutions: u32,
}

impl Default for Effort {
    fn default() -> Self {
        Self { solutions: 200 }
    }
}

/// A share of readings that tie tracks together. Without them judges of different tracks cannot be
/// compared at all; a fifth brings comparisons across tracks to the accuracy of those within one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridge {
    /// One for each item: its track. An item without one is outside of nobody's track.
    pub items: Vec<Option<u32>>,
    /// One for each reader: their own track. A reader without one need not bridge.
    pub readers: Vec<Option<u32>>,
    /// The least share of each reader's load outside of their own track, in thousandths. 200 is a fifth.
    pub share: u16,
}

impl Bridge {
    /// Whether both have a track, and not the same.
    ///
    /// # Panics
    /// When there is no such item or reader.
    pub fn leads_outside(&self, item: usize, reader: usize) -> bool {
        match (self.items[item], self.readers[reader]) {
            (Some(of), Some(own)) => of != own,
            _ => false,
        }
    }

    /// The readings outside that a reader with this load is to have: the share, rounded up; none
    /// without a track.
    ///
    /// # Panics
    /// When there is no such reader.
    pub fn wanted(&self, reader: usize, load: u32) -> u32 {
        if self.readers[reader].is_none() {
            return 0;
        }
        let parts = u64::from(load) * u64::from(self.share);
        u32::try_from(parts.div_ceil(u64::from(WHOLE))).unwrap_or(u32::MAX)
    }

    /// How it contradicts itself or the instance.
    pub(super) fn flaws(&self, instance: &Instance) -> Vec<Flaw> {
        let mut flaws = vec![];
        let sizes = (self.items.len(), self.readers.len());
        if sizes != (instance.needs.len(), instance.readers.len()) {
            flaws.push(Flaw::TracksOfOtherSize);
        }
        if self.share > WHOLE {
            flaws.push(Flaw::ShareAboveWhole);
        }
        flaws
    }
}

/// A plan with what was asked of it beyond the instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Who reads what.
    pub plan: Plan,
    /// How well tracks are tied; present when a bridge was wished for.
    pub bridging: Option<Bridging>,
    /// How the worst item fares; present when that was wished for.
    pub fairness: Option<Fairness>,
    /// Dual prices, which prove that there is no better plan ([`Certificate`] says among which).
    pub certificate: Certificate,
}

/// How well the readings of a plan tie tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bridging {
    /// One for each reader: the readings outside of their own track that they were to have. Never below
    /// the share of the load in the plan, and above it only if a load fell while the plan was sought.
    pub wanted: Vec<u32>,
    /// One for each reader: those that they have.
    pub outside: Vec<u32>,
    /// Readers who have less than the share of their load outside, and by how many readings less, by
    /// reader. If empty, the share is met by everybody, and so by all readings together.
    pub short: Vec<(usize, u32)>,
    /// Readings outside that are missing from `wanted`, of all readers. No plan for the same `wanted`
    /// that keeps as many pairs and has as even loads has fewer; if it is not 0, it cannot be met.
    pub missing: u64,
}

impl Bridging {
    /// Whether everybody has their share.
    pub fn is_met(&self) -> bool {
        self.short.is_empty()
    }

    pub(super) fn of(bridge: &Bridge, wanted: Vec<u32>, plan: &Plan) -> Self {
        let mut outside = vec![0; plan.loads.len()];
        for &(item, reader) in &plan.pairs {
            outside[reader] += u32::from(bridge.leads_outside(item, reader));
        }
        let loads = plan.loads.iter().zip(&outside).enumerate();
        let short = loads.map(|(reader, (load, has))| {
            let share = bridge.wanted(reader, *load);
            (reader, share.saturating_sub(*has))
        });
        let short = short.filter(|(_, by)| *by > 0).collect();
        let missing = wanted.iter().zip(&outside);
        Self {
            missing: missing
                .map(|(wanted, has)| u64::from(wanted.saturating_sub(*has)))
                .sum(),
            short,
            outside,
            wanted,
        }
    }
}
