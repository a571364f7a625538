//! The network of a large assignment: items, readers, a sink, and a makeshift by which everything can
//! flow at a price that is paid only when it must be.

use super::super::instance::{BEST_AFFINITY, Load};

/// Arcs by the node that they leave, each with its reverse.
pub(super) struct Graph {
    pub(super) items: usize,
    pub(super) readers: usize,
    /// Where the arcs of a node begin; one more than there are nodes.
    pub(super) starts: Vec<usize>,
    pub(super) heads: Vec<usize>,
    pub(super) costs: Vec<i64>,
    /// What an arc could still carry.
    pub(super) rest: Vec<i64>,
    pub(super) reverse: Vec<usize>,
    /// What a node sends, or takes if negative.
    pub(super) supplies: Vec<i64>,
}

impl Graph {
    pub(super) fn new(needs: &[u32], bounds: &[Load], arcs: &[Vec<(usize, i64)>]) -> Self {
        let (items, readers) = (needs.len(), bounds.len());
        let (sink, makeshift) = (items + readers, items + readers + 1);
        // More than a whole round by all readers can save.
        let wide = i64::try_from(readers).unwrap_or(i64::MAX);
        let dear = i64::from(BEST_AFFINITY) * (2 * wide + 4);
        let least: i64 = bounds.iter().map(|load| i64::from(load.min)).sum();
        let all: i64 = needs.iter().map(|need| i64::from(*need)).sum();
        // One more than anybody can read, so that who is below their most never seems full.
        let most = i64::try_from(items + 1).unwrap_or(i64::MAX);

        let mut list: Vec<(usize, usize, i64, i64)> = vec![];
        for (item, arcs) in arcs.iter().enumerate() {
            let own = arcs
                .iter()
                .map(|&(reader, cost)| (item, items + reader, 1, cost));
            list.extend(own);
            list.push((item, makeshift, i64::from(needs[item]), dear));
        }
        for (reader, load) in bounds.iter().enumerate() {
            let further = i64::from(load.max).min(most.max(i64::from(load.min)));
            list.push((items + reader, sink, further - i64::from(load.min), 0));
            list.push((makeshift, items + reader, i64::from(load.min), dear));
        }
        list.push((makeshift, sink, all + least, 0));
        // When readers want more than there is, the sink owes it, at the makeshift's price.
        list.push((sink, makeshift, least, 0));

        let mut supplies: Vec<i64> = needs.iter().map(|need| i64::from(*need)).collect();
        supplies.extend(bounds.iter().map(|load| -i64::from(load.min)));
        supplies.extend([least - all, 0]);
        let mut graph = Self {
            items,
            readers,
            starts: vec![0; supplies.len() + 1],
            heads: vec![0; 2 * list.len()],
            costs: vec![0; 2 * list.len()],
            rest: vec![0; 2 * list.len()],
            reverse: vec![0; 2 * list.len()],
            supplies,
        };
        graph.fill(&list);
        graph
    }

    /// Puts each arc and its reverse among those of the node that it leaves.
    fn fill(&mut self, list: &[(usize, usize, i64, i64)]) {
        for (from, to, _, _) in list {
            self.starts[from + 1] += 1;
            self.starts[to + 1] += 1;
        }
        for node in 1..self.starts.len() {
            self.starts[node] += self.starts[node - 1];
        }
        let mut next = self.starts.clone();
        for &(from, to, most, cost) in list {
            let (arc, back) = (next[from], next[to]);
            next[from] += 1;
            next[to] += 1;
            (self.heads[arc], self.heads[back]) = (to, from);
            (self.costs[arc], self.costs[back]) = (cost, -cost);
            self.rest[arc] = most;
            (self.reverse[arc], self.reverse[back]) = (back, arc);
        }
    }

    pub(super) fn nodes(&self) -> usize {
        self.supplies.len()
    }

    pub(super) fn arcs_of(&self, node: usize) -> std::ops::Range<usize> {
        self.starts[node]..self.starts[node + 1]
    }

    pub(super) fn send(&mut self, arc: usize, by: i64) {
        self.rest[arc] -= by;
        self.rest[self.reverse[arc]] += by;
    }
}
