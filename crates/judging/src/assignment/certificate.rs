//! Dual prices of a plan: numbers from which anybody can see that it is best, without trusting what
//! made it.
//!
//! The network: each item sends its readings to readers (with a bridge: to one of a reader's two halves,
//! own track and outside), readers send them to a sink. A flow is cheapest if and only if there are
//! potentials p such that no arc that could carry more has a negative reduced cost c + p(from) - p(to),
//! and no arc that carries something a positive one (complementary slackness; Ahuja, Magnanti and
//! Orlin, "Network Flows", 1993, theorem 9.4). Costs here are not numbers but lists of them, one for
//! each wish, compared one after the other: the theorem only needs that costs can be added and
//! compared. The potentials are the lengths of shortest ways from the sink (Bellman and Ford).

use std::ops::{Add, Neg, Sub};

use super::{
    instance::{Balance, Instance},
    wishes::Bridge,
};

/// What something costs in each wish. The first wish in which two differ decides; less is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// Kept pairs that are lost.
    pub kept: i64,
    /// Rise of the sum of squared loads; always 0 under [`Balance::Affinity`].
    pub evenness: i64,
    /// Readings outside that are missing; always 0 without a bridge.
    pub bridging: i64,
    /// Affinity that is lost.
    pub affinity: i64,
}

impl Add for Cost {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            kept: self.kept + other.kept,
            evenness: self.evenness + other.evenness,
            bridging: self.bridging + other.bridging,
            affinity: self.affinity + other.affinity,
        }
    }
}

impl Neg for Cost {
    type Output = Self;
    fn neg(self) -> Self {
        Self {
            kept: -self.kept,
            evenness: -self.evenness,
            bridging: -self.bridging,
            affinity: -self.affinity,
        }
    }
}

impl Sub for Cost {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

/// The potentials of a plan; that of the sink is zero. They prove that among all assignments without
/// the pairs in `excluded` none is better in this order: kept pairs, even loads (under
/// [`Balance::Even`]), readings outside up to those wanted, sum of affinities.
/// [`super::verify_outcome`] checks every inequality.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Certificate {
    /// One for each item.
    pub items: Vec<Cost>,
    /// One for each reader.
    pub readers: Vec<Cost>,
    /// One for each reader: of their own track's half. Without a bridge the same as `readers`.
    pub own: Vec<Cost>,
    /// One for each reader: of their half outside. Without a bridge the same as `readers`.
    pub outside: Vec<Cost>,
    /// Pairs that the plan does without so that the worst item fares better. Empty unless
    /// [`super::Wishes::max_min`] was wished for.
    pub excluded: Vec<(usize, usize)>,
}

impl Certificate {
    /// What the plan would gain if this reader took one reading more than their most: exactly, and
    /// zero if nothing. By it one sees which reader is the bottleneck.
    ///
    /// # Panics
    /// When there is no such reader, or the instance is another.
    pub fn worth_of_a_place(&self, instance: &Instance, loads: &[u32], reader: usize) -> Cost {
        let further = Cost {
            evenness: evenness(instance, i64::from(loads[reader])),
            ..Cost::default()
        };
        let cost = further + self.readers[reader];
        (-cost).max(Cost::default())
    }
}

/// By how much the sum of squares rises with the reading after `load` others.
fn evenness(instance: &Instance, load: i64) -> i64 {
    match instance.balance {
        Balance::Even => 2 * load + 1,
        Balance::Affinity => 0,
    }
}

/// The potentials of a plan that is best; nothing if a better one exists.
pub(super) fn certify(
    instance: &Instance,
    bridge: Option<(&Bridge, &[u32])>,
    excluded: Vec<(usize, usize)>,
    pairs: &[(usize, usize)],
) -> Option<Certificate> {
    let network = Network::new(instance, bridge, &excluded, pairs);
    let potentials = network.potentials()?;
    let readers = instance.readers.len();
    let mut items: Vec<Option<Cost>> = vec![None; instance.needs.len()];
    for &(item, reader) in pairs {
        let bound = potentials[network.half(item, reader)] - network.cost(item, reader);
        items[item] = Some(items[item].map_or(bound, |least| least.min(bound)));
    }
    let items = items.into_iter().enumerate().map(|(item, found)| {
        found.unwrap_or_else(|| {
            let open = (0..readers).filter(|reader| !network.closed[item * readers + reader]);
            let bounds =
                open.map(|one| potentials[network.half(item, one)] - network.cost(item, one));
            bounds.max().unwrap_or_default()
        })
    });
    let outside = if bridge.is_some() { readers } else { 0 };
    Some(Certificate {
        items: items.collect(),
        readers: (0..readers)
            .map(|one| potentials[network.hub(one)])
            .collect(),
        own: potentials[..readers].to_vec(),
        outside: potentials[outside..outside + readers].to_vec(),
        excluded,
    })
}

struct Network<'a> {
    instance: &'a Instance,
    bridge: Option<(&'a Bridge, &'a [u32])>,
    /// Row by row, one row for each item: kept pairs, ...
    kept: Vec<bool>,
    /// ... and those that must not be.
    closed: Vec<bool>,
    /// What could still be changed: from, to, cost.
    arcs: Vec<(usize, usize, Cost)>,
    nodes: usize,
}

impl<'a> Network<'a> {
    fn new(
        instance: &'a Instance,
        bridge: Option<(&'a Bridge, &'a [u32])>,
        excluded: &[(usize, usize)],
        pairs: &[(usize, usize)],
    ) -> Self {
        let (items, readers) = (instance.needs.len(), instance.readers.len());
        let marked = |listed: &mut dyn Iterator<Item = &(usize, usize)>| {
            let mut marks = vec![false; items * readers];
            for &(item, reader) in listed {
                marks[item * readers + reader] = true;
            }
            marks
        };
        let halves = if bridge.is_some() {
            2 * readers
        } else {
            readers
        };
        let hubs = if bridge.is_some() { readers } else { 0 };
        let mut network = Self {
            instance,
            bridge,
            kept: marked(&mut instance.kept.iter()),
            closed: marked(&mut instance.barred.iter().chain(excluded)),
            arcs: vec![],
            nodes: halves + hubs + 1,
        };
        let taken = marked(&mut pairs.iter());
        network.hand_over(halves, pairs, &taken);
        network.load(pairs);
        network
    }

    /// The node that a pair leads to.
    fn half(&self, item: usize, reader: usize) -> usize {
        match self.bridge {
            Some((bridge, _)) if bridge.leads_outside(item, reader) => {
                reader + self.instance.readers.len()
            }
            _ => reader,
        }
    }

    /// The node of all a reader's readings.
    fn hub(&self, reader: usize) -> usize {
        match self.bridge {
            Some(_) => reader + 2 * self.instance.readers.len(),
            None => reader,
        }
    }

    fn cost(&self, item: usize, reader: usize) -> Cost {
        let fit = self.instance.affinity.as_ref();
        let place = item * self.instance.readers.len() + reader;
        Cost {
            kept: -i64::from(self.kept[place]),
            affinity: -fit.map_or(0, |fit| i64::from(fit.get(item, reader))),
            ..Cost::default()
        }
    }

    /// The cheapest handover between any two halves.
    fn hand_over(&mut self, halves: usize, pairs: &[(usize, usize)], taken: &[bool]) {
        let readers = self.instance.readers.len();
        let mut least: Vec<Option<Cost>> = vec![None; halves * halves];
        for &(item, from) in pairs {
            let (start, relief) = (self.half(item, from), self.cost(item, from));
            for to in 0..readers {
                let place = item * readers + to;
                if self.closed[place] || taken[place] {
                    continue;
                }
                let cost = self.cost(item, to) - relief;
                let least = &mut least[start * halves + self.half(item, to)];
                if least.is_none_or(|known| cost < known) {
                    *least = Some(cost);
                }
            }
        }
        let found = least.into_iter().enumerate();
        let found = found.filter_map(|(place, cost)| Some((place / halves, place % halves, cost?)));
        self.arcs.extend(found);
    }

    /// What leads from halves by readers to the sink, and back.
    fn load(&mut self, pairs: &[(usize, usize)]) {
        let readers = self.instance.readers.len();
        let mut counts = vec![0_u32; self.nodes];
        let mut loads = vec![0_u32; readers];
        for &(item, reader) in pairs {
            counts[self.half(item, reader)] += 1;
            loads[reader] += 1;
        }
        let sink = self.nodes - 1;
        for (reader, load) in loads.into_iter().enumerate() {
            let (bounds, hub) = (self.instance.readers[reader], self.hub(reader));
            let further = |load| Cost {
                evenness: evenness(self.instance, load),
                ..Cost::default()
            };
            if load < bounds.max {
                self.arcs.push((hub, sink, further(i64::from(load))));
            }
            if load > bounds.min {
                self.arcs.push((sink, hub, -further(i64::from(load) - 1)));
            }
            let Some((_, wanted)) = self.bridge else {
                continue;
            };
            for (half, wanted) in [(reader, 0), (reader + readers, wanted[reader])] {
                let count = counts[half];
                let detour = |n| Cost {
                    bridging: -i64::from(n < wanted),
                    ..Cost::default()
                };
                self.arcs.push((half, hub, detour(count)));
                if count > 0 {
                    self.arcs.push((hub, half, -detour(count - 1)));
                }
            }
        }
    }

    /// How far every node is from the sink; nothing if some way round has a negative length.
    fn potentials(&self) -> Option<Vec<Cost>> {
        let mut far = vec![None; self.nodes];
        far[self.nodes - 1] = Some(Cost::default());
        self.relax(&mut far)?;
        // Nothing leads from the sink to the others. They are measured among themselves, and moved so
        // far away that what leads from them to the sink's part is positive.
        let apart: Vec<bool> = far.iter().map(Option::is_none).collect();
        let away = Cost {
            kept: 4 * i64::try_from(self.nodes).unwrap_or(i64::MAX / 8) + 4,
            ..Cost::default()
        };
        for (far, _) in far.iter_mut().zip(&apart).filter(|(_, apart)| **apart) {
            *far = Some(away);
        }
        self.relax(&mut far)?;
        far.into_iter().collect()
    }

    fn relax(&self, far: &mut [Option<Cost>]) -> Option<()> {
        for _ in 0..=self.nodes {
            let mut changed = false;
            for &(from, to, cost) in &self.arcs {
                let Some(start) = far[from] else { continue };
                if far[to].is_none_or(|known| start + cost < known) {
                    far[to] = Some(start + cost);
                    changed = true;
                }
            }
            if !changed {
                return Some(());
            }
        }
        None
    }
}
