//! The cheapest flow by cost scaling (Goldberg and Tarjan, "Finding minimum-cost circulations by
//! successive approximation", 1990): costs are multiplied by more than the number of nodes, and a flow
//! whose reduced costs are nowhere below -ε is refined for smaller and smaller ε. Below that multiple's
//! inverse such a flow is cheapest. Everything is whole numbers.

use std::collections::VecDeque;

use super::graph::Graph;

/// By what ε falls from one step to the next.
const FINER: i64 = 8;

/// A cheapest flow with its prices, which are exact: no arc that could carry more has a negative reduced
/// cost.
#[derive(Clone, Debug, Default)]
pub(super) struct Solution {
    /// In order.
    pub(super) pairs: Vec<(usize, usize)>,
    /// Readings that only the makeshift takes, by item.
    pub(super) unplaced: Vec<(usize, u32)>,
    /// Readings that only the makeshift gives, by reader.
    pub(super) starved: Vec<(usize, u32)>,
    /// Potentials of items, less that of the sink.
    pub(super) items: Vec<i64>,
    /// Potentials of readers, less that of the sink.
    pub(super) readers: Vec<i64>,
    /// The potential of the makeshift, less that of the sink.
    makeshift: i64,
}

/// Solves it, from the prices of an earlier solution if there is one.
pub(super) fn cheapest(graph: Graph, before: &Solution) -> Solution {
    let mut flow = Flow::new(graph);
    let mut epsilon = flow.begin(before);
    while epsilon > 1 {
        epsilon = (epsilon / FINER).max(1);
        flow.refine(epsilon);
    }
    flow.finish()
}

struct Flow {
    graph: Graph,
    /// Costs and prices are multiplied by so much.
    scale: i64,
    prices: Vec<i64>,
    /// What a node has got and not sent on.
    excess: Vec<i64>,
    /// The arc of each node from which to look on.
    current: Vec<usize>,
}

impl Flow {
    fn new(mut graph: Graph) -> Self {
        let scale = i64::try_from(graph.nodes() + 1).unwrap_or(i64::MAX);
        for cost in &mut graph.costs {
            *cost *= scale;
        }
        Self {
            scale,
            prices: vec![0; graph.nodes()],
            excess: graph.supplies.clone(),
            current: vec![0; graph.nodes()],
            graph,
        }
    }

    /// Takes up the prices and pairs of before; the ε that all is good for now.
    fn begin(&mut self, before: &Solution) -> i64 {
        let (items, readers) = (self.graph.items, self.graph.readers);
        if before.items.len() != items || before.readers.len() != readers {
            return 1000 * self.scale;
        }
        for (price, known) in self
            .prices
            .iter_mut()
            .zip(before.items.iter().chain(&before.readers))
        {
            *price = known * self.scale;
        }
        self.prices[items + readers + 1] = before.makeshift * self.scale;
        // What is not worth its price is filled by the first step of refining.
        let mut most = 1;
        for node in 0..self.graph.nodes() {
            for arc in self.graph.arcs_of(node) {
                if self.graph.rest[arc] > 0 {
                    most = most.max(-self.reduced(node, arc));
                }
            }
        }
        most.min(1000 * self.scale).max(FINER)
    }

    fn reduced(&self, node: usize, arc: usize) -> i64 {
        self.graph.costs[arc] + self.prices[node] - self.prices[self.graph.heads[arc]]
    }

    fn push(&mut self, node: usize, arc: usize, by: i64) {
        self.graph.send(arc, by);
        self.excess[node] -= by;
        self.excess[self.graph.heads[arc]] += by;
    }

    /// Makes a flow that is good for this ε.
    fn refine(&mut self, epsilon: i64) {
        let nodes = self.graph.nodes();
        for node in 0..nodes {
            for arc in self.graph.arcs_of(node) {
                let rest = self.graph.rest[arc];
                if rest > 0 && self.reduced(node, arc) < 0 {
                    self.push(node, arc, rest);
                }
            }
            self.current[node] = self.graph.starts[node];
        }
        let mut active: VecDeque<usize> =
            (0..nodes).filter(|node| self.excess[*node] > 0).collect();
        while let Some(node) = active.pop_front() {
            self.discharge(node, epsilon, &mut active);
        }
    }

    /// Sends on all that a node has too much.
    fn discharge(&mut self, node: usize, epsilon: i64, active: &mut VecDeque<usize>) {
        let arcs = self.graph.arcs_of(node);
        while self.excess[node] > 0 {
            let arc = self.current[node];
            if arc == arcs.end {
                self.relabel(node, epsilon);
                self.current[node] = arcs.start;
                continue;
            }
            let rest = self.graph.rest[arc];
            if rest == 0 || self.reduced(node, arc) >= 0 {
                self.current[node] += 1;
                continue;
            }
            let head = self.graph.heads[arc];
            let waits = self.excess[head] > 0;
            let by = rest.min(self.excess[node]);
            self.push(node, arc, by);
            if !waits && self.excess[head] > 0 {
                active.push_back(head);
            }
        }
    }

    /// Lowers the price of a node just so far that something can leave it.
    fn relabel(&mut self, node: usize, epsilon: i64) {
        let open = self
            .graph
            .arcs_of(node)
            .filter(|arc| self.graph.rest[*arc] > 0);
        let best = open.map(|arc| self.prices[self.graph.heads[arc]] - self.graph.costs[arc]);
        if let Some(best) = best.max() {
            self.prices[node] = best - epsilon;
        }
    }

    /// Prices in the unit of costs, from which no arc that could carry more has a negative reduced cost:
    /// rounded, and lowered where that is not enough.
    fn exact_prices(&self) -> Vec<i64> {
        let mut prices: Vec<i64> = self
            .prices
            .iter()
            .map(|price| price.div_euclid(self.scale))
            .collect();
        let mut open: VecDeque<usize> = (0..prices.len()).collect();
        let mut waits = vec![true; prices.len()];
        while let Some(node) = open.pop_front() {
            waits[node] = false;
            for arc in self
                .graph
                .arcs_of(node)
                .filter(|arc| self.graph.rest[*arc] > 0)
            {
                let (head, cost) = (self.graph.heads[arc], self.graph.costs[arc] / self.scale);
                if prices[node] + cost < prices[head] {
                    prices[head] = prices[node] + cost;
                    if !std::mem::replace(&mut waits[head], true) {
                        open.push_back(head);
                    }
                }
            }
        }
        prices
    }

    fn finish(self) -> Solution {
        let graph = &self.graph;
        let (items, readers) = (graph.items, graph.readers);
        let (sink, makeshift) = (items + readers, items + readers + 1);
        let prices = self.exact_prices();
        let mut solution = Solution {
            readers: prices[items..sink]
                .iter()
                .map(|price| price - prices[sink])
                .collect(),
            makeshift: prices[makeshift] - prices[sink],
            ..Solution::default()
        };
        let count = |carried: i64| u32::try_from(carried).unwrap_or(u32::MAX);
        for item in 0..items {
            // The highest that the arcs in use allow: it is what most other pairs have to beat.
            let mut highest = None;
            for arc in graph.arcs_of(item) {
                let carried = graph.rest[graph.reverse[arc]];
                let head = graph.heads[arc];
                if carried > 0 {
                    let bound = prices[head] - prices[sink] - graph.costs[arc] / self.scale;
                    highest = Some(highest.map_or(bound, |known: i64| known.min(bound)));
                    if head == makeshift {
                        solution.unplaced.push((item, count(carried)));
                    } else {
                        solution.pairs.push((item, head - items));
                    }
                }
            }
            // An item without readings has nothing to pay; any price does that no pair undercuts.
            let free = solution.readers.iter().copied().max().unwrap_or(0).max(0);
            solution.items.push(highest.unwrap_or(free));
        }
        for reader in 0..readers {
            for arc in graph.arcs_of(items + reader) {
                // Arcs from the makeshift are seen from their reverse.
                if graph.heads[arc] == makeshift && graph.rest[arc] > 0 {
                    solution.starved.push((reader, count(graph.rest[arc])));
                }
            }
        }
        solution.pairs.sort_unstable();
        solution
    }
}
