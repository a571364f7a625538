//! What each judge is like, beside what the model says: for a conversation with the judge, not for a
//! verdict about them.

use std::collections::BTreeMap;

use crate::{
    numbers::{mean, real, variance},
    special::t_two_sided,
    standings::{Fit, JudgePart, Score, Scores},
};

/// Outside of these a mean square is worth a look, if it rests on ten scores or more: less is too
/// predictable, more is erratic (Linacre, What do infit and outfit, mean-square and standardized mean?,
/// 2002).
pub const USUAL_FIT: (f64, f64) = (0.5, 1.5);

/// A judge's picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgePicture {
    /// Leniency, scale, noise and how many scores they rest on.
    pub part: JudgePart,
    /// Squared residuals against what the model expects, all of the judge's together; 1 is usual.
    /// Nothing without scores on shared items.
    pub infit: Option<f64>,
    /// The mean of each score's squared residual against what is expected of it; single surprises
    /// count more than in `infit`.
    pub outfit: Option<f64>,
    /// Correlation with the mean of the others, their leniency taken out, on shared items. Nothing
    /// with fewer than three, or when one side does not vary.
    pub correlation: Option<f64>,
    /// The share of the judge's scores that have the judge's most frequent value; zero without scores.
    pub identical: f64,
}

/// Draws the judges' pictures from what `fit` says of `scores`.
///
/// Residuals are y - leniency - what is expected at the item; their variance is taken as σ²·(1 - 1/n)
/// for an item of n readings, for an item's figure follows its own scores.
pub fn judge_pictures(scores: &Scores, fit: &Fit) -> Vec<JudgePicture> {
    let readings = scores.readings();
    let residuals = residuals(scores, fit);
    let mut squares = vec![vec![]; scores.judges()];
    let mut values = vec![vec![]; scores.judges()];
    for (score, residual) in scores.list().iter().zip(&residuals) {
        values[score.judge].push(score.value);
        if readings[score.item] > 1 {
            let expected =
                fit.residual_variance * (1.0 - 1.0 / real(readings[score.item])) / score.weight;
            squares[score.judge].push((residual * residual, expected));
        }
    }
    let correlations = correlations(scores, fit);
    let parts = fit.judges.iter().zip(squares).zip(values).zip(correlations);
    parts
        .map(|(((part, squares), values), correlation)| {
            let ratios: Vec<f64> = squares
                .iter()
                .map(|(square, expected)| square / expected)
                .collect();
            let sum: f64 = squares.iter().map(|(square, _)| square).sum();
            let expected: f64 = squares.iter().map(|(_, expected)| expected).sum();
            JudgePicture {
                part: *part,
                infit: (expected > 0.0).then(|| sum / expected),
                outfit: (expected > 0.0).then(|| mean(&ratios)),
                correlation,
                identical: identical(&values),
            }
        })
        .collect()
}

/// What is left of each score when item, leniency and scale are taken out, in points.
pub(super) fn residuals(scores: &Scores, fit: &Fit) -> Vec<f64> {
    let origin = mean(
        &scores
            .list()
            .iter()
            .map(|score| score.value)
            .collect::<Vec<_>>(),
    );
    let residual = |score: &Score| {
        let judge = &fit.judges[score.judge];
        let expected = origin + judge.scale * (fit.items[score.item].value - origin);
        score.value - expected - judge.leniency.value
    };
    scores.list().iter().map(residual).collect()
}

/// The share of the most frequent value.
fn identical(values: &[f64]) -> f64 {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value.to_bits()).or_insert(0) += 1;
    }
    real(counts.into_values().max().unwrap_or(0)) / real(values.len().max(1))
}

fn correlations(scores: &Scores, fit: &Fit) -> Vec<Option<f64>> {
    let mut sums = vec![(0.0, 0_usize); scores.items()];
    let corrected = |score: &Score| score.value - fit.judges[score.judge].leniency.value;
    for score in scores.list() {
        sums[score.item].0 += corrected(score);
        sums[score.item].1 += 1;
    }
    let mut pairs = vec![(vec![], vec![]); scores.judges()];
    for score in scores.list() {
        let (sum, count) = sums[score.item];
        if count > 1 {
            pairs[score.judge].0.push(score.value);
            pairs[score.judge]
                .1
                .push((sum - corrected(score)) / real(count - 1));
        }
    }
    pairs
        .iter()
        .map(|(own, others)| correlation(own, others))
        .collect()
}

/// Pearson's correlation.
fn correlation(left: &[f64], right: &[f64]) -> Option<f64> {
    let (centre, middle) = (mean(left), mean(right));
    let products = left
        .iter()
        .zip(right)
        .map(|(left, right)| (left - centre) * (right - middle));
    let together = mean(&products.collect::<Vec<_>>());
    let apart = (variance(left) * variance(right)).sqrt();
    (left.len() > 2 && apart > 0.0).then(|| together / apart)
}

/// How a judge's scores move over time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drift {
    /// Points per step of the sequence.
    pub slope: f64,
    /// Standard error of the slope.
    pub standard_error: f64,
    /// How likely so steep a slope is by chance alone, up or down.
    pub p_value: f64,
}

/// The slope of each judge's residuals over `sequence`, which stands beside the scores and holds when
/// each was given, in any unit (a running number, days). Nothing with fewer than three scores or when
/// all came at once.
pub fn drifts(scores: &Scores, fit: &Fit, sequence: &[f64]) -> Vec<Option<Drift>> {
    let mut lines = vec![(vec![], vec![]); scores.judges()];
    let residuals = residuals(scores, fit);
    for ((score, residual), when) in scores.list().iter().zip(residuals).zip(sequence) {
        lines[score.judge].0.push(*when);
        lines[score.judge].1.push(residual);
    }
    lines
        .iter()
        .map(|(when, residuals)| drift(when, residuals))
        .collect()
}

/// The least squares line.
fn drift(when: &[f64], residuals: &[f64]) -> Option<Drift> {
    let (centre, middle) = (mean(when), mean(residuals));
    let spread = variance(when) * real(when.len());
    if when.len() < 3 || spread <= 0.0 {
        return None;
    }
    let pairs = || when.iter().zip(residuals);
    let slope = pairs()
        .map(|(when, left)| (when - centre) * (left - middle))
        .sum::<f64>()
        / spread;
    let miss = |(when, left): (&f64, &f64)| (left - middle - slope * (when - centre)).powi(2);
    let freedom = real(when.len()) - 2.0;
    let standard_error = (pairs().map(miss).sum::<f64>() / freedom / spread).sqrt();
    let p_value = match slope / standard_error {
        t if t.is_nan() => 1.0,
        t => t_two_sided(t, freedom),
    };
    Some(Drift {
        slope,
        standard_error,
        p_value,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standings::severity;

    /// Forty items by all of four judges: 0 and 1 usual, 2 erratic, 3 always gives the same.
    fn panel() -> Scores {
        let mut list = vec![];
        for item in 0..40 {
            let quality = real(item * 17 % 41);
            for judge in 0..4 {
                let chance = real((item * 7 + judge * 13) % 5) - 2.0;
                let value = match judge {
                    2 => quality + 6.0 * chance,
                    3 => 20.0,
                    _ => quality + chance,
                };
                list.push(Score {
                    item,
                    judge,
                    value,
                    weight: 1.0,
                });
            }
        }
        Scores::new(40, 4, list).unwrap()
    }

    #[test]
    fn an_erratic_judge_and_one_who_never_moves_stand_out() {
        let scores = panel();
        let pictures = judge_pictures(&scores, &severity(&scores).unwrap());
        assert!(pictures[2].infit > pictures[0].infit);
        assert!(pictures[0].correlation.unwrap() > 0.85);
        assert_eq!(pictures[3].correlation, None);
        assert!((pictures[3].identical - 1.0).abs() < 1e-12);
        assert!(pictures[0].identical < 0.2);
        // On average over judges the mean square is what the model expects.
        let all: Vec<f64> = pictures
            .iter()
            .filter_map(|picture| picture.infit)
            .collect();
        assert!((mean(&all) - 1.0).abs() < 0.1, "{all:?}");
    }

    #[test]
    fn a_judge_who_gets_milder_by_the_hour_has_a_slope() {
        let mut list: Vec<Score> = panel().list().to_vec();
        for score in list.iter_mut().filter(|score| score.judge == 1) {
            score.value += 0.5 * real(score.item);
        }
        let scores = Scores::new(40, 4, list).unwrap();
        let sequence: Vec<f64> = scores.list().iter().map(|score| real(score.item)).collect();
        let drifts = drifts(&scores, &severity(&scores).unwrap(), &sequence);
        // A quarter of the drift goes into the items, which the judge's scores are a quarter of.
        assert!((drifts[1].unwrap().slope - 0.375).abs() < 0.1, "{drifts:?}");
        assert!(drifts[1].unwrap().p_value < 0.001);
    }

    #[test]
    fn the_slope_through_three_points_is_that_worked_by_hand() {
        // (0,0) (1,2) (2,1): slope 1/2, misses -1/2, 1, -1/2, so se² = 1.5/1/2.
        let drift = drift(&[0.0, 1.0, 2.0], &[0.0, 2.0, 1.0]).unwrap();
        assert!((drift.slope - 0.5).abs() < 1e-12);
        assert!((drift.standard_error.powi(2) - 0.75).abs() < 1e-12);
        // With one degree of freedom t is Cauchy: P = 1 - 2/π·atan |t|.
        let p = 1.0 - (0.5 / 0.75_f64.sqrt()).atan() * std::f64::consts::FRAC_2_PI;
        assert!((drift.p_value - p).abs() < 1e-10);
        assert!(super::drift(&[1.0, 1.0, 1.0], &[0.0, 2.0, 1.0]).is_none());
    }
}
