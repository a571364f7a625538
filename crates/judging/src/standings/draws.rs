//! How much of a ranking is chance: the ranking is drawn again and again from what is known of the
//! items, and what happens often is what can be said.

use std::cmp::Reverse;

use super::{fit::Fit, ranks::rank};
use crate::{chance::Chance, dense::Matrix, numbers::real};

/// How many draws are usual: the standard error of a probability of one half is then 0.8 %.
pub const USUAL_DRAWS: usize = 4_000;
/// Draws of which the judges' common errors are calculated together.
const TOGETHER: usize = 256;

/// What the draws say of an item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// The mean of its ranks; 1 is best.
    pub expected_rank: f64,
    /// The rank that one draw in twenty falls below: the better end of the 90 % interval.
    pub best_rank: u32,
    /// The rank that one draw in twenty exceeds: the worse end.
    pub worst_rank: u32,
    /// The share of draws in which it is among the best `places`, from 0 to 1.
    pub among_best: f64,
}

/// Items among which the best `places` are in, whatever becomes of the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Their indices.
    pub items: Vec<usize>,
    /// How many are in.
    pub places: usize,
}

/// Draws the ranking `draws` times from the joint distribution of `fit`, judges' common errors
/// included, and counts. Items of equal figures share the better rank. The same seed gives the same
/// bytes: every draw has its own stream of chance. Memory: four bytes for each item and draw.
///
/// # Panics
/// When `draws` is zero.
pub fn outlooks(fit: &Fit, places: usize, seed: u64, draws: usize) -> Vec<Outlook> {
    let items = (0..fit.items.len()).collect();
    let mut all = outlooks_by_cut(fit, &[Cut { items, places }], seed, draws);
    all.pop().unwrap_or_default()
}

/// The [`outlooks`] of each cut from the same draws, in the order of its items: ranks are those among
/// them alone.
///
/// # Panics
/// When `draws` is zero or a cut names no item of `fit`.
pub fn outlooks_by_cut(fit: &Fit, cuts: &[Cut], seed: u64, draws: usize) -> Vec<Vec<Outlook>> {
    assert!(draws > 0, "nothing can be said from no draw");
    let mut drawn: Vec<Ranks<'_>> = cuts.iter().map(|cut| Ranks::new(cut, draws)).collect();
    let mut values = vec![0.0; fit.items.len()];
    for first in (0..draws).step_by(TOGETHER) {
        let count = TOGETHER.min(draws - first);
        let mut chances: Vec<Chance> = (first..first + count)
            .map(|draw| Chance::new(seed, draw as u64))
            .collect();
        let common: Matrix = fit.posterior.common_errors(&mut chances);
        for (chance, errors) in chances.iter_mut().zip(common.column_iter()) {
            fit.posterior.draw(errors.as_slice(), chance, &mut values);
            for ranks in &mut drawn {
                ranks.rank(&values);
            }
        }
    }
    drawn.iter().map(|ranks| ranks.outlooks(draws)).collect()
}

struct Ranks<'a> {
    cut: &'a Cut,
    /// The values of its items.
    own: Vec<f64>,
    /// Room to sort in.
    keys: Vec<(Reverse<i64>, u32)>,
    by_draw: Vec<u32>,
}

impl<'a> Ranks<'a> {
    fn new(cut: &'a Cut, draws: usize) -> Self {
        Self {
            cut,
            own: Vec::with_capacity(cut.items.len()),
            keys: vec![],
            by_draw: Vec::with_capacity(cut.items.len() * draws),
        }
    }

    fn rank(&mut self, values: &[f64]) {
        self.own.clear();
        self.own
            .extend(self.cut.items.iter().map(|item| values[*item]));
        let start = self.by_draw.len();
        self.by_draw.resize(start + self.own.len(), 0);
        rank(&self.own, &mut self.keys, &mut self.by_draw[start..]);
    }

    fn outlooks(&self, draws: usize) -> Vec<Outlook> {
        let items = self.cut.items.len();
        let tail = draws / 20;
        let mut ranks = vec![0; draws];
        (0..items)
            .map(|item| {
                let of_item = self.by_draw[item..].iter().step_by(items);
                for (rank, drawn) in ranks.iter_mut().zip(of_item) {
                    *rank = *drawn;
                }
                let sum: f64 = ranks.iter().copied().map(f64::from).sum();
                let among = ranks
                    .iter()
                    .filter(|rank| **rank as usize <= self.cut.places)
                    .count();
                let best_rank = *ranks.select_nth_unstable(tail).1;
                let worst_rank = *ranks.select_nth_unstable(draws - 1 - tail).1;
                Outlook {
                    expected_rank: sum / real(draws),
                    best_rank,
                    worst_rank,
                    among_best: real(among) / real(draws),
                }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{scores::tests::scores, severity},
        *,
    };

    /// Two items a point apart, each scored by the same two judges.
    fn close() -> Fit {
        let list = [(0, 0, 10.0), (0, 1, 13.0), (1, 0, 12.0), (1, 1, 13.0)];
        severity(&scores(2, 2, &list)).unwrap()
    }

    #[test]
    fn who_leads_is_as_certain_as_the_normal_distribution_says() {
        // Both items have the same judges, whose errors cancel: the difference of 1 has the variance
        // 2·σ²/2, and Φ(1/σ) is what the draws must find.
        let fit = close();
        let expected = 1.0 / fit.residual_variance.sqrt();
        let outlooks = outlooks(&fit, 1, 5, 40_000);
        // Φ by its logistic approximation, good to 2 in 10,000 (Bowling et al. 2009).
        let normal = 1.0 / (1.0 + (-(0.07056 * expected.powi(3) + 1.5976 * expected)).exp());
        let found = outlooks[1].among_best;
        assert!((found - normal).abs() < 0.01, "{found} {normal}");
        assert!((outlooks[0].among_best + found - 1.0).abs() < 1e-12);
        assert_eq!((outlooks[1].best_rank, outlooks[1].worst_rank), (1, 2));
        assert!((outlooks[1].expected_rank - (2.0 - found)).abs() < 1e-9);
    }

    #[test]
    fn a_cut_ranks_its_own_items_alone() {
        let list = [
            (0, 0, 10.0),
            (0, 1, 13.0),
            (1, 0, 12.0),
            (1, 1, 13.0),
            (2, 0, 90.0),
            (2, 1, 91.0),
        ];
        let fit = severity(&scores(3, 2, &list)).unwrap();
        let cut = |items: &[usize]| Cut {
            items: items.to_vec(),
            places: 1,
        };
        let drawn = outlooks_by_cut(&fit, &[cut(&[1, 0]), cut(&[2])], 5, 2_000);
        let [of_two, alone] = &drawn[..] else {
            panic!("{drawn:?}")
        };
        assert!((of_two[0].among_best + of_two[1].among_best - 1.0).abs() < 1e-12);
        assert!(of_two[0].among_best > of_two[1].among_best);
        assert_eq!((alone[0].among_best, alone[0].worst_rank), (1.0, 1));
    }

    #[test]
    fn the_same_seed_gives_the_same_and_another_seed_something_else() {
        let fit = close();
        let drawn = |seed| outlooks(&fit, 1, seed, 1_000);
        assert_eq!(drawn(1), drawn(1));
        assert_ne!(drawn(1), drawn(2));
    }

    #[test]
    fn items_known_exactly_share_their_rank() {
        let list = [
            (0, 0, 3.0),
            (0, 1, 3.0),
            (1, 0, 3.0),
            (1, 1, 3.0),
            (2, 0, 1.0),
            (2, 1, 1.0),
        ];
        let mut fit = severity(&scores(3, 2, &list)).unwrap();
        fit.posterior = fit.posterior.scaled(vec![3.0, 3.0, 1.0], &[0.0; 3]);
        let outlooks = outlooks(&fit, 1, 1, 100);
        let ranks: Vec<_> = outlooks
            .iter()
            .map(|outlook| (outlook.best_rank, outlook.worst_rank))
            .collect();
        assert_eq!(ranks, [(1, 1), (1, 1), (3, 3)]);
        assert!(outlooks[1].among_best > 0.99);
    }

    #[test]
    fn places_for_all_are_certain() {
        let outlooks = outlooks(&close(), 2, 1, 50);
        assert!(outlooks.iter().all(|outlook| outlook.among_best > 0.999));
    }
}
