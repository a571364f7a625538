//! Items and judges both random: y_ij = μ + u_i + b_j + ε. For planning further readings and for the
//! reliability of a panel, not for ranking: it books the quality of a strong track as the leniency of
//! its judges.

use std::f64::consts::TAU;

use super::{
    fit::Estimate,
    scores::{Refusal, Scores},
};
use crate::{
    dense::{Factor, Matrix, inverse_of_root},
    numbers::real,
    search::least_of_two,
};

/// Bounds of the logarithms of σ²/σ_u² and σ²/σ_b².
const RATIOS: (f64, f64) = (-7.0, 12.0);

/// What the model says.
#[derive(Clone, Debug, PartialEq)]
pub struct BothRandom {
    /// μ, in points.
    pub mean: Estimate,
    /// u of each item: its distance from the mean, pulled towards it; the standard error is that of
    /// prediction.
    pub items: Vec<Estimate>,
    /// b of each judge.
    pub judges: Vec<Estimate>,
    /// σ_u², in squared points.
    pub item_variance: f64,
    /// σ_b².
    pub judge_variance: f64,
    /// σ².
    pub residual_variance: f64,
    /// Minus twice the restricted log likelihood.
    pub criterion: f64,
}

/// Estimates by restricted maximum likelihood, as lme4 does for `y ~ 1 + (1 | item) + (1 | judge)`.
/// Weights of scores count. Disconnected scores are allowed: here the model, not the scores, makes
/// them comparable.
///
/// # Errors
/// [`Refusal::TooFewScores`] when items or judges all have one score; [`Refusal::Singular`] when
/// digits are lost.
pub fn both_random(scores: &Scores) -> Result<BothRandom, Refusal> {
    let single = |counts: Vec<usize>| counts.into_iter().all(|count| count < 2);
    if single(scores.readings()) || single(scores.loads()) {
        return Err(Refusal::TooFewScores);
    }
    let equations = Equations::new(scores);
    let best = least_of_two([1.0, 1.0], RATIOS.0, RATIOS.1, |logarithms| {
        equations
            .solve(logarithms)
            .map_or(f64::INFINITY, |solved| solved.criterion)
    });
    let solved = equations.solve(best).ok_or(Refusal::Singular)?;
    Ok(equations.result(best, &solved))
}

/// The mixed model equations. The larger of the two factors is eliminated, for its block is diagonal;
/// μ is the first unknown of what is kept.
struct Equations {
    /// Whether judges are kept and items eliminated, or the other way round.
    judges_kept: bool,
    /// For each unit of the eliminated factor: its unknowns among the kept, with their weights.
    rows: Vec<Vec<(usize, f64)>>,
    /// Σ w and Σ w·y of each eliminated unit.
    own: Vec<(f64, f64)>,
    /// The block of what is kept, without ratios.
    block: Matrix,
    right: Vec<f64>,
    squares: f64,
    scores: usize,
    ln_weights: f64,
    origin: f64,
}

struct Solved {
    /// μ and the kept.
    kept: Vec<f64>,
    eliminated: Vec<f64>,
    factor: Factor,
    residual: f64,
    criterion: f64,
}

impl Equations {
    fn new(scores: &Scores) -> Self {
        let judges_kept = scores.items() >= scores.judges();
        let (kept, eliminated) = if judges_kept {
            (scores.judges(), scores.items())
        } else {
            (scores.items(), scores.judges())
        };
        let origin = scores.grand_mean();
        let mut equations = Self {
            judges_kept,
            rows: vec![vec![]; eliminated],
            own: vec![(0.0, 0.0); eliminated],
            block: Matrix::zeros(kept + 1, kept + 1),
            right: vec![0.0; kept + 1],
            squares: 0.0,
            scores: scores.list().len(),
            ln_weights: scores.list().iter().map(|score| score.weight.ln()).sum(),
            origin,
        };
        for score in scores.list() {
            let (unit, place) = if judges_kept {
                (score.item, 1 + score.judge)
            } else {
                (score.judge, 1 + score.item)
            };
            equations.add(unit, place, score.value - origin, score.weight);
        }
        for row in &mut equations.rows {
            row.sort_unstable_by_key(|(place, _)| *place);
            row.dedup_by(|later, first| {
                let same = later.0 == first.0;
                first.1 += if same { later.1 } else { 0.0 };
                same
            });
        }
        equations
    }

    fn add(&mut self, unit: usize, place: usize, value: f64, weight: f64) {
        self.rows[unit].push((place, weight));
        self.own[unit].0 += weight;
        self.own[unit].1 += weight * value;
        for (row, column) in [(0, 0), (place, 0), (0, place), (place, place)] {
            self.block[(row, column)] += weight;
        }
        self.right[0] += weight * value;
        self.right[place] += weight * value;
        self.squares += weight * value * value;
    }

    /// The logarithms of the ratios: of the eliminated factor, of the kept.
    fn solve(&self, [eliminated_ratio, kept_ratio]: [f64; 2]) -> Option<Solved> {
        let mut matrix = self.block.clone();
        let mut right = self.right.clone();
        for place in 1..right.len() {
            matrix[(place, place)] += kept_ratio.exp();
        }
        let mut determinant = 0.0;
        for (row, (own, sum)) in self.rows.iter().zip(&self.own) {
            let precision = own + eliminated_ratio.exp();
            determinant += precision.ln();
            matrix[(0, 0)] -= own * own / precision;
            right[0] -= own * sum / precision;
            for (at, &(column, weight)) in row.iter().enumerate() {
                matrix[(column, 0)] -= weight * own / precision;
                right[column] -= weight * sum / precision;
                // Only the lower half is read, and rows are sorted.
                for &(place, others) in &row[at..] {
                    matrix[(place, column)] -= weight * others / precision;
                }
            }
        }
        let factor = Factor::of(matrix)?;
        let kept = factor.solve(&right);
        let eliminated = self.eliminated(&kept, eliminated_ratio.exp());
        let explained: f64 = self
            .right
            .iter()
            .zip(&kept)
            .map(|(right, kept)| right * kept)
            .sum();
        let explained_too: f64 = self
            .own
            .iter()
            .zip(&eliminated)
            .map(|(own, unit)| own.1 * unit)
            .sum();
        let freedom = real(self.scores) - 1.0;
        let floor = 1e-24 * self.squares + 1e-300;
        let squares = (self.squares - explained - explained_too).max(floor);
        let criterion = freedom * (1.0 + (TAU * squares / freedom).ln())
            + determinant
            + factor.ln_determinant()
            - real(self.rows.len()) * eliminated_ratio
            - real(kept.len() - 1) * kept_ratio
            - self.ln_weights;
        Some(Solved {
            kept,
            eliminated,
            factor,
            residual: squares / freedom,
            criterion,
        })
    }

    fn eliminated(&self, kept: &[f64], ratio: f64) -> Vec<f64> {
        let unit = |(row, (own, sum)): (&Vec<(usize, f64)>, &(f64, f64))| {
            let others: f64 = row
                .iter()
                .map(|(place, weight)| weight * (kept[0] + kept[*place]))
                .sum();
            (sum - others) / (own + ratio)
        };
        self.rows.iter().zip(&self.own).map(unit).collect()
    }

    fn result(&self, [eliminated_ratio, kept_ratio]: [f64; 2], solved: &Solved) -> BothRandom {
        let inverse = inverse_of_root(&solved.factor.inverse_root());
        let error = |share: f64| (solved.residual * share).sqrt();
        let kept = |place: usize| Estimate {
            value: solved.kept[place],
            standard_error: error(inverse[(place, place)]),
        };
        let unit = |(index, row): (usize, &Vec<(usize, f64)>)| {
            let own = self.own[index].0;
            let precision = own + eliminated_ratio.exp();
            Estimate {
                value: solved.eliminated[index],
                standard_error: error(
                    1.0 / precision + spread(row, own, &inverse) / precision.powi(2),
                ),
            }
        };
        let eliminated: Vec<Estimate> = self.rows.iter().enumerate().map(unit).collect();
        let others: Vec<Estimate> = (1..solved.kept.len()).map(kept).collect();
        let variance = |logarithm: f64| solved.residual / logarithm.exp();
        let (eliminated_variance, kept_variance) =
            (variance(eliminated_ratio), variance(kept_ratio));
        let mean = Estimate {
            value: self.origin + solved.kept[0],
            ..kept(0)
        };
        let (items, judges, item_variance, judge_variance) = if self.judges_kept {
            (eliminated, others, eliminated_variance, kept_variance)
        } else {
            (others, eliminated, kept_variance, eliminated_variance)
        };
        BothRandom {
            mean,
            items,
            judges,
            item_variance,
            judge_variance,
            residual_variance: solved.residual,
            criterion: solved.criterion,
        }
    }
}

/// cᵀ·A⁻¹·c for the row c of an eliminated unit, whose first entry is that of μ.
fn spread(row: &[(usize, f64)], own: f64, inverse: &Matrix) -> f64 {
    let whole = || std::iter::once((0, own)).chain(row.iter().copied());
    whole()
        .map(|(one, first)| {
            let inner: f64 = whole()
                .map(|(other, second)| second * inverse[(one, other)])
                .sum();
            first * inner
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{
        super::scores::{Score, tests::scores},
        *,
    };

    /// Four items by three judges, complete; worked by the analysis of variance.
    fn table(rows: [[f64; 3]; 4]) -> Scores {
        let list: Vec<_> = (0..12)
            .map(|cell| (cell / 3, cell % 3, rows[cell / 3][cell % 3]))
            .collect();
        scores(4, 3, &list)
    }

    #[test]
    fn a_complete_table_has_the_variances_of_its_analysis_of_variance() {
        // Rows are 0, 10, 20, 30 and columns -3, 0, 3 with a checkerboard of ±1 or 0 on top.
        let scores = table([
            [-2.0, 0.0, 2.0],
            [6.0, 10.0, 14.0],
            [18.0, 20.0, 22.0],
            [26.0, 30.0, 34.0],
        ]);
        // Column means are 12, 15, 18: 4·(9+0+9)/2 = 36. Row means are 0 10 20 30: 3·500/3 = 500.
        // What is left is ±1 in the outer columns: 8/6.
        let (rows, columns, rest) = (500.0, 36.0, 8.0 / 6.0);
        let fit = both_random(&scores).unwrap();
        assert!((fit.residual_variance - rest).abs() < 1e-3, "{fit:?}");
        assert!((fit.judge_variance - (columns - rest) / 4.0).abs() < 1e-2);
        assert!((fit.item_variance - (rows - rest) / 3.0).abs() < 0.05);
        assert!((fit.mean.value - 15.0).abs() < 1e-9);
    }

    #[test]
    fn it_does_not_matter_which_factor_is_eliminated() {
        let wide: Vec<_> = (0..20)
            .map(|cell| (cell % 4, cell / 4, real(cell * cell % 7 + cell % 4)))
            .collect();
        let turned: Vec<_> = wide
            .iter()
            .map(|(item, judge, value)| (*judge, *item, *value))
            .collect();
        let one = both_random(&scores(4, 5, &wide)).unwrap();
        let other = both_random(&scores(5, 4, &turned)).unwrap();
        assert!((one.criterion - other.criterion).abs() < 1e-6);
        for (left, right) in one.items.iter().zip(&other.judges) {
            assert!((left.value - right.value).abs() < 1e-4);
            assert!((left.standard_error - right.standard_error).abs() < 1e-4);
        }
    }

    #[test]
    fn a_score_given_twice_counts_as_one_of_twice_the_weight_in_the_items() {
        let once: Vec<_> = (0..12)
            .map(|cell| (cell / 3, cell % 3, real(cell * cell % 7)))
            .collect();
        let mut twice = once.clone();
        twice.extend(once.iter().copied());
        let heavy = scores(4, 3, &once);
        let heavy: Vec<Score> = heavy
            .list()
            .iter()
            .map(|score| Score {
                weight: 2.0,
                ..*score
            })
            .collect();
        let heavy = Equations::new(&Scores::new(4, 3, heavy).unwrap())
            .solve([1.0, 1.0])
            .unwrap();
        let twice = Equations::new(&scores(4, 3, &twice))
            .solve([1.0, 1.0])
            .unwrap();
        for (left, right) in heavy.kept.iter().zip(&twice.kept) {
            assert!((left - right).abs() < 1e-9);
        }
    }

    #[test]
    fn single_scores_tell_nothing_apart() {
        let single = scores(2, 1, &[(0, 0, 1.0), (1, 0, 2.0)]);
        assert_eq!(both_random(&single).unwrap_err(), Refusal::TooFewScores);
    }
}
