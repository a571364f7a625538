//! Whether some round of moves makes an assignment better. It is cheapest exactly when its residual
//! network has no negative cycle (Klein, "A primal method for minimal cost flows", 1967); Bellman and
//! Ford's method finds one if there is one. Wishes are compared as they are, one after the other,
//! without weights.

use super::{
    instance::{Balance, Instance},
    verify::Move,
};

/// What a step costs: kept pairs lost, evenness lost, affinity lost. The first that is not zero counts.
type Loss = [i64; 3];

/// Where nothing leads.
const NOWHERE: Option<(Loss, usize)> = None;

/// Moves that make the assignment better, if there are any.
pub(super) fn improvement(instance: &Instance, pairs: &[(usize, usize)]) -> Option<Vec<Move>> {
    let network = Network::new(instance, pairs);
    let round = network.round_with_a_gain()?;
    let steps = round.iter().zip(round.iter().cycle().skip(1));
    let moves = steps.filter_map(|(&from, &to)| {
        // Steps by the pool change loads and move nothing.
        let (_, item) =
            network.steps[from][to].filter(|_| from != network.pool && to != network.pool)?;
        Some(Move { item, from, to })
    });
    Some(moves.collect())
}

/// Readers, and behind them a pool from which loads come and to which they go.
struct Network {
    /// From whom and to whom: the loss, and by which item (none for steps by the pool).
    steps: Vec<Vec<Option<(Loss, usize)>>>,
    pool: usize,
}

impl Network {
    fn new(instance: &Instance, pairs: &[(usize, usize)]) -> Self {
        let (items, readers) = (instance.needs.len(), instance.readers.len());
        let mut closed = vec![vec![false; readers]; items];
        for &(item, reader) in instance.barred.iter().chain(pairs) {
            closed[item][reader] = true;
        }
        let mut kept = vec![vec![false; readers]; items];
        for &(item, reader) in &instance.kept {
            kept[item][reader] = true;
        }
        let worth = |item: usize, reader: usize| {
            let fit = instance
                .affinity
                .as_ref()
                .map_or(0, |fit| fit.get(item, reader));
            (i64::from(kept[item][reader]), i64::from(fit))
        };

        let mut steps = vec![vec![NOWHERE; readers + 1]; readers + 1];
        let mut loads = vec![0_u32; readers];
        for &(item, from) in pairs {
            loads[from] += 1;
            let (kept_now, fit_now) = worth(item, from);
            for to in (0..readers).filter(|&to| !closed[item][to]) {
                let (kept_then, fit_then) = worth(item, to);
                let loss = [kept_now - kept_then, 0, fit_now - fit_then];
                let step = &mut steps[from][to];
                if step.is_none_or(|(least, _)| loss < least) {
                    *step = Some((loss, item));
                }
            }
        }
        let even = match instance.balance {
            Balance::Even => 1,
            Balance::Affinity => 0,
        };
        for (reader, (bounds, load)) in instance.readers.iter().zip(loads).enumerate() {
            // Squares differ by 2n + 1 and 2n - 1; halves of that order alike.
            if load < bounds.max {
                steps[reader][readers] = Some(([0, even * (2 * i64::from(load) + 1), 0], 0));
            }
            if load > bounds.min {
                steps[readers][reader] = Some(([0, -even * (2 * i64::from(load) - 1), 0], 0));
            }
        }
        Self {
            steps,
            pool: readers,
        }
    }

    /// The nodes of a cycle whose losses are less than nothing together.
    fn round_with_a_gain(&self) -> Option<Vec<usize>> {
        let nodes = self.steps.len();
        let mut losses: Vec<Loss> = vec![[0; 3]; nodes];
        let mut before = vec![None; nodes];
        let mut changed = None;
        for _ in 0..nodes {
            changed = None;
            for (from, steps) in self.steps.iter().enumerate() {
                for (to, step) in steps.iter().enumerate() {
                    let Some((loss, _)) = step else { continue };
                    let sum = [0, 1, 2].map(|wish| losses[from][wish] + loss[wish]);
                    if sum < losses[to] {
                        losses[to] = sum;
                        before[to] = Some(from);
                        changed = Some(to);
                    }
                }
            }
            changed?;
        }
        // Still falling after as many passes as there are nodes: going back as often ends in a cycle.
        let mut node = changed?;
        for _ in 0..nodes {
            node = before[node]?;
        }
        let mut round = vec![node];
        let mut next = before[node]?;
        while next != node {
            round.push(next);
            next = before[next]?;
        }
        round.reverse();
        Some(round)
    }
}
