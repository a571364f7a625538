//! Are some scores unusually high together? Those of a judge for the items of a partner, say, and the
//! partner's for the judge's own. It says that something is to be looked at, and nothing more: the best
//! detectors known miss most collusion and accuse the innocent.

use super::judges::residuals;
use crate::{
    chance::Chance,
    numbers::real,
    standings::{Fit, Scores},
};

/// How unusual marked scores are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unusual {
    /// By how many points the marked scores are above what the model expects, on average.
    pub excess: f64,
    /// The share of permutations, the scores as they are among them, with at least that excess.
    pub p_value: f64,
}

/// Usual number of permutations.
pub const USUAL_PERMUTATIONS: usize = 10_000;

/// Compares the marked scores with what they would be, had each judge's residuals fallen on the
/// judge's items by chance. `marked` stands beside the scores. Nothing when no score is marked. The
/// same seed gives the same.
pub fn unusually_high(
    scores: &Scores,
    fit: &Fit,
    marked: &[bool],
    permutations: usize,
    seed: u64,
) -> Option<Unusual> {
    let mut by_judge = vec![(vec![], 0_usize); scores.judges()];
    let (mut sum, mut size) = (0.0, 0.0);
    for ((score, residual), marked) in scores.list().iter().zip(residuals(scores, fit)).zip(marked)
    {
        let judge = &mut by_judge[score.judge];
        judge.0.push(residual);
        judge.1 += usize::from(*marked);
        if *marked {
            sum += residual;
            size += residual.abs();
        }
    }
    by_judge.retain(|(_, marked)| *marked > 0);
    let count: usize = by_judge.iter().map(|(_, marked)| marked).sum();
    let as_high = (0..permutations).filter(|permutation| {
        let mut chance = Chance::new(seed, *permutation as u64);
        let drawn: f64 = by_judge
            .iter_mut()
            .map(|(residuals, marked)| some_of(residuals, *marked, &mut chance))
            .sum();
        // Lost digits must not make an equal sum a smaller one.
        drawn >= sum - 1e-9 * size
    });
    let as_high = as_high.count();
    (count > 0).then(|| Unusual {
        excess: sum / real(count),
        p_value: real(1 + as_high) / real(1 + permutations),
    })
}

/// The sum of `count` values drawn without putting back. They end up in front.
fn some_of(values: &mut [f64], count: usize, chance: &mut Chance) -> f64 {
    for place in 0..count {
        let drawn = place + chance.below(values.len() - place);
        values.swap(place, drawn);
    }
    values[..count].iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standings::{Score, severity};

    /// Thirty items by all of four judges; `favour` points by judge 0 for items 0 to 2.
    fn panel(favour: f64) -> (Scores, Vec<bool>) {
        let mut chance = Chance::new(9, 0);
        let mut list = vec![];
        for item in 0..30 {
            let quality = 10.0 * chance.normal();
            for judge in 0..4 {
                let bonus = if judge == 0 && item < 3 { favour } else { 0.0 };
                let value = quality + bonus + 2.0 * chance.normal();
                list.push(Score {
                    item,
                    judge,
                    value,
                    weight: 1.0,
                });
            }
        }
        let marked = list
            .iter()
            .map(|score| score.judge == 0 && score.item < 3)
            .collect();
        (Scores::new(30, 4, list).unwrap(), marked)
    }

    fn p_value(favour: f64, seed: u64) -> f64 {
        let (scores, marked) = panel(favour);
        let fit = severity(&scores).unwrap();
        unusually_high(&scores, &fit, &marked, 2_000, seed)
            .unwrap()
            .p_value
    }

    #[test]
    fn three_favours_stand_out_and_chance_does_not() {
        assert!(p_value(8.0, 1) < 0.005);
        assert!(p_value(0.0, 1) > 0.05);
        assert!(p_value(-8.0, 1) > 0.99);
    }

    #[test]
    fn the_same_seed_gives_the_same() {
        assert!((p_value(2.0, 4) - p_value(2.0, 4)).abs() < 1e-15);
    }

    #[test]
    fn when_all_scores_are_marked_nothing_is_unusual() {
        let (scores, _) = panel(5.0);
        let fit = severity(&scores).unwrap();
        let all = unusually_high(&scores, &fit, &[true; 120], 50, 1).unwrap();
        assert!((all.p_value - 1.0).abs() < 1e-12 && all.excess.abs() < 1e-9);
        assert_eq!(unusually_high(&scores, &fit, &[false; 120], 50, 1), None);
    }

    #[test]
    fn the_chance_of_the_one_best_of_four_is_a_quarter() {
        // Judge 0's four residuals, the highest marked: one draw in four is as high.
        let mut values = vec![3.0, -1.0, 0.0, -2.0];
        let drawn = (0..4_000).filter(|stream| {
            let mut chance = Chance::new(5, *stream);
            some_of(&mut values, 1, &mut chance) > 2.5
        });
        assert!((900..1_100).contains(&drawn.count()));
    }
}
