//! Judges' severity, learnt only from items that judges share.
//!
//! y_ij = q_i + b_j + ε: items are free, judges normal with variance σ_b². A track whose items are all
//! good is not taken for one whose judges are all lenient, which a model with random items does.

use std::f64::consts::TAU;

use super::{
    choice::Method,
    connection::components,
    eliminated::Eliminated,
    fit::{Fit, Parts},
    posterior::Posterior,
    scores::{Refusal, Score, Scores},
};
use crate::{
    dense::{Factor, Matrix},
    numbers::{dot, real},
    search::least,
};

/// Up to so many judges one decomposition into eigenvectors costs less than many factorizations.
const DECOMPOSED: usize = 400;
/// Bounds of ln(σ²/σ_b²) within which the criterion is searched first.
const RATIOS: (f64, f64) = (-6.0, 10.0);
/// How near a bound an optimum must lie for the search to go on beyond it.
const AT_BOUND: f64 = 0.1;
/// The least ln(σ²/σ_b²): below it the equations lose their digits. Judges are as good as fixed there.
const LEAST: f64 = -14.0;
/// ln(σ²/σ_b²) that stands for judges without any variance: what they explain is below the last digit.
const NO_VARIANCE: f64 = 40.0;
/// Criteria that differ by less do not tell ratios apart.
const FLAT: f64 = 1e-8;

/// Estimates items and judges; the variances are those of greatest restricted likelihood (REML;
/// Patterson, Thompson, Recovery of inter-block information when block sizes are unequal, 1971). The
/// criterion, σ² and σ_b² are those that lme4 gives for `y ~ 0 + item + (1 | judge)`.
///
/// # Errors
/// [`Refusal::Disconnected`] when scores share no judges; [`Refusal::TooFewScores`] when there are no
/// more scores than items; [`Refusal::Singular`] when digits are lost.
pub fn severity(scores: &Scores) -> Result<Fit, Refusal> {
    let components = components(scores);
    if components.len() > 1 {
        return Err(Refusal::Disconnected(components));
    }
    if scores.list().len() <= scores.items() {
        return Err(Refusal::TooFewScores);
    }
    let weights: Vec<f64> = scores.list().iter().map(|score| score.weight).collect();
    let scales = vec![1.0; scores.judges()];
    let system = Eliminated::new(scores.items(), scores.list(), &weights, &scales);
    let likelihood = Likelihood::new(&system, &weights);
    let logarithm = likelihood.best_ratio();
    let ratio = logarithm.exp();
    let factor = Factor::of(system.ridged(ratio)).ok_or(Refusal::Singular)?;
    let leniency = factor.solve(&system.pull);
    let residual_variance = likelihood.variance(dot(&system.pull, &leniency));
    let centres = system.items(&leniency);
    Ok(Fit::new(Parts {
        method: Method::Severity,
        scores,
        posterior: Posterior::new(&system, &factor, residual_variance, centres),
        leniency,
        noises: vec![residual_variance.sqrt(); scales.len()],
        scales,
        ties: system.ties.diagonal().iter().copied().collect(),
        residual_variance,
        ratio,
        criterion: Some(likelihood.criterion(logarithm)),
    }))
}

/// What is left of `values`, which stand beside the scores, when items and judges are taken out of them
/// as they are taken out of scores at this σ²/σ_b². Linear in the values. Nothing when digits are lost.
pub(crate) fn unexplained(scores: &Scores, ratio: f64, values: &[f64]) -> Option<Vec<f64>> {
    let list = scores.list().iter().zip(values);
    let list: Vec<Score> = list
        .map(|(score, value)| Score {
            value: *value,
            ..*score
        })
        .collect();
    let weights: Vec<f64> = list.iter().map(|score| score.weight).collect();
    let system = Eliminated::new(scores.items(), &list, &weights, &vec![1.0; scores.judges()]);
    let leniency = Factor::of(system.ridged(ratio))?.solve(&system.pull);
    let items = system.items(&leniency);
    let left = |score: &Score| score.value - items[score.item] - leniency[score.judge];
    Some(list.iter().map(left).collect())
}

/// Minus twice the restricted log likelihood, up to where the ratio of variances comes in.
struct Likelihood<'a> {
    system: &'a Eliminated,
    /// Eigenvalues of M, and r in the coordinates of its eigenvectors.
    spectrum: Option<(Vec<f64>, Vec<f64>)>,
    /// Scores less items.
    freedom: f64,
    /// Squares below this are lost digits: judges who agree exactly leave no variance, not none at all.
    floor: f64,
    /// What does not depend on the ratio.
    constant: f64,
}

impl<'a> Likelihood<'a> {
    fn new(system: &'a Eliminated, weights: &[f64]) -> Self {
        let judges = system.pull.len();
        let freedom = real(weights.len()) - real(system.own.len());
        let total: f64 = system
            .own
            .iter()
            .zip(&system.alone)
            .map(|(own, alone)| own * alone * alone)
            .sum();
        let precisions: f64 = system.own.iter().map(|own| own.ln()).sum();
        let weights: f64 = weights.iter().map(|weight| weight.ln()).sum();
        Self {
            system,
            spectrum: (judges <= DECOMPOSED).then(|| spectrum(&system.ties, &system.pull)),
            freedom,
            floor: 1e-24 * total + 1e-300,
            constant: freedom * (1.0 + (TAU / freedom).ln()) + precisions - weights,
        }
    }

    /// Where the criterion is least. Judges have no variance where it falls without end towards that, and where
    /// it is the same everywhere, because the scores do not tell judges from chance.
    fn best_ratio(&self) -> f64 {
        let criterion = |logarithm| self.criterion(logarithm);
        let best = least(RATIOS.0, RATIOS.1, criterion);
        if best < RATIOS.0 + AT_BOUND {
            return self.polished(least(LEAST, RATIOS.0 + 1.0, criterion));
        }
        if best < RATIOS.1 - AT_BOUND {
            let ends = [RATIOS.0, RATIOS.1].map(criterion);
            let flat = ends.iter().all(|end| (end - criterion(best)).abs() < FLAT);
            return if flat {
                NO_VARIANCE
            } else {
                self.polished(best)
            };
        }
        let beyond = least(RATIOS.1 - 1.0, NO_VARIANCE, criterion);
        if criterion(NO_VARIANCE) <= criterion(beyond) + FLAT {
            NO_VARIANCE
        } else {
            self.polished(beyond)
        }
    }

    /// A minimum of which the search knows half the digits, to all of them, by Newton's method on the slope. Only
    /// where the spectrum makes slopes cheap; else it stays.
    fn polished(&self, found: f64) -> f64 {
        const STEP: f64 = 1e-4;
        let mut at = found;
        for _ in 0..4 {
            let (Some(slope), Some(left), Some(right)) =
                (self.slope(at), self.slope(at - STEP), self.slope(at + STEP))
            else {
                return found;
            };
            let step = slope * 2.0 * STEP / (right - left);
            // Anything else is no valley near what was found.
            if !(right > left && (at - step - found).abs() < 1e-3) {
                return found;
            }
            at -= step;
        }
        at
    }

    /// The derivative of the criterion; nothing without a spectrum or where squares are lost digits.
    fn slope(&self, logarithm: f64) -> Option<f64> {
        let (values, pulls) = self.spectrum.as_ref()?;
        let ratio = logarithm.exp();
        let (mut explained, mut rise, mut traces) = (0.0, 0.0, 0.0);
        for (value, pull) in values.iter().zip(pulls) {
            let part = 1.0 / (value + ratio);
            explained += pull * pull * part;
            rise += pull * pull * part * part * ratio;
            // ℓ/(v + ℓ) - 1, without losing digits.
            traces -= value * part;
        }
        let squares = self.system.squares - explained;
        (squares > self.floor).then(|| self.freedom * rise / squares + traces)
    }

    /// At ℓ = e^`logarithm`: df·ln Q + ln|M + ℓI| - J·ln ℓ + constant, Q = squares - rᵀ(M + ℓI)⁻¹r.
    fn criterion(&self, logarithm: f64) -> f64 {
        let ratio = logarithm.exp();
        let (explained, determinant) = match &self.spectrum {
            Some((values, pulls)) => {
                let terms = values.iter().zip(pulls);
                let explained = terms
                    .map(|(value, pull)| pull * pull / (value + ratio))
                    .sum();
                let determinant = values.iter().map(|value| (value + ratio).ln()).sum();
                (explained, determinant)
            }
            None => match Factor::of(self.system.ridged(ratio)) {
                Some(factor) => {
                    let solution = factor.solve(&self.system.pull);
                    (dot(&self.system.pull, &solution), factor.ln_determinant())
                }
                None => return f64::INFINITY,
            },
        };
        let judges = real(self.system.pull.len());
        let squares = self.variance(explained) * self.freedom;
        self.freedom * squares.ln() + determinant - judges * logarithm + self.constant
    }

    /// σ², from what the judges explain of the squares.
    fn variance(&self, explained: f64) -> f64 {
        (self.system.squares - explained).max(self.floor) / self.freedom
    }
}

/// Eigenvalues, none below zero by lost digits, and a vector in the coordinates of the eigenvectors.
fn spectrum(matrix: &Matrix, vector: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let decomposed = matrix.clone().symmetric_eigen();
    let turned = decomposed.eigenvectors.transpose() * nalgebra::DVector::from_column_slice(vector);
    let values = decomposed.eigenvalues.iter().map(|value| value.max(0.0));
    (values.collect(), turned.as_slice().to_vec())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::scores::tests::scores, *};

    /// Four items, three judges of whom the last is two points severe; each item lacks a judge.
    fn partial() -> Scores {
        let list = [
            (0, 0, 8.0),
            (0, 1, 8.5),
            (1, 1, 6.0),
            (1, 2, 4.0),
            (2, 0, 7.0),
            (2, 2, 5.5),
            (3, 0, 3.0),
            (3, 1, 3.5),
            (3, 2, 1.0),
        ];
        scores(4, 3, &list)
    }

    #[test]
    fn a_severe_judge_is_found_and_taken_out_of_those_who_had_him() {
        let fit = severity(&partial()).unwrap();
        let raw = partial().raw_means();
        assert!(fit.judges[2].leniency.value < -1.0, "{:?}", fit.judges);
        assert!(fit.items[1].value > raw[1] && fit.items[0].value < raw[0]);
        let gap = fit.items[0].value - fit.items[1].value;
        assert!(gap < raw[0] - raw[1] - 0.8, "{gap}");
        let together: f64 = fit.judges.iter().map(|judge| judge.leniency.value).sum();
        assert!(together.abs() < 1e-9);
    }

    #[test]
    fn two_judges_of_two_items_come_out_as_worked_by_hand() {
        // Differences within items are -1 and -3: M = [[1,-1],[-1,1]], r = (-2, 2), squares 0.5 + 4.5.
        // In the direction (1,-1)/√2: value 2, pull -4/√2, so Q = 5 - 8/(2 + ℓ) and df = 2, and the
        // criterion 2·ln Q + ln(2 + ℓ) - ln ℓ is least where 16/((2 + ℓ)²·Q) = 1/ℓ - 1/(2 + ℓ),
        // which is 8ℓ = (2 + ℓ)·Q = 2 + 5ℓ: ℓ = 2/3.
        let fit = severity(&scores(
            2,
            2,
            &[(0, 0, 1.0), (0, 1, 2.0), (1, 0, 4.0), (1, 1, 7.0)],
        ))
        .unwrap();
        let ratio = fit.residual_variance / fit.judge_variance;
        assert!((ratio - 2.0 / 3.0).abs() < 1e-6, "{ratio}");
        // b = r/(2 + ℓ) = ∓0.75, σ² = Q/2 = 1; the means stay, the shares are equal.
        assert!((fit.judges[0].leniency.value + 0.75).abs() < 1e-6);
        assert!((fit.residual_variance - 1.0).abs() < 1e-6);
        assert!((fit.items[0].value - 1.5).abs() < 1e-9);
        assert!((fit.judges[0].share - 0.6).abs() < 1e-6);
        // Var q = σ²·(1/2 + z̄ᵀ(M + ℓI)⁻¹z̄) with z̄ = (½,½), an eigenvector of value ℓ: ½ + ½/ℓ.
        assert!((fit.items[0].standard_error.powi(2) - 1.25).abs() < 1e-6);
    }

    #[test]
    fn disconnected_scores_are_refused_and_their_parts_named() {
        let apart = scores(2, 4, &[(0, 0, 1.0), (0, 1, 2.0), (1, 2, 4.0), (1, 3, 7.0)]);
        let Err(Refusal::Disconnected(parts)) = severity(&apart) else {
            panic!("a number for what cannot be compared");
        };
        assert_eq!(parts[1].items, [1]);
        assert_eq!(parts[1].judges, [2, 3]);
        let single = scores(2, 1, &[(0, 0, 1.0), (1, 0, 2.0)]);
        assert_eq!(severity(&single).unwrap_err(), Refusal::TooFewScores);
    }

    #[test]
    fn judges_who_agree_exactly_leave_the_means_and_no_doubt() {
        let fit = severity(&scores(
            2,
            2,
            &[(0, 0, 1.0), (0, 1, 1.0), (1, 0, 4.0), (1, 1, 4.0)],
        ))
        .unwrap();
        assert!((fit.items[1].value - 4.0).abs() < 1e-9);
        assert!(fit.items[1].standard_error < 1e-6);
        let nothing: Vec<_> = (0..4).map(|cell| (cell / 2, cell % 2, 0.0)).collect();
        let fit = severity(&scores(2, 2, &nothing)).unwrap();
        assert!(fit.items[1].standard_error < 1e-6 && fit.judges[1].share.is_finite());
    }

    #[test]
    fn both_ways_of_calculating_agree() {
        let scores = partial();
        let weights = [1.0; 9];
        let system = Eliminated::new(4, scores.list(), &weights, &[1.0; 3]);
        let mut likelihood = Likelihood::new(&system, &weights);
        let decomposed = likelihood.best_ratio();
        likelihood.spectrum = None;
        assert!((likelihood.best_ratio() - decomposed).abs() < 1e-6);
    }

    #[test]
    fn a_score_of_weight_two_counts_like_two_equal_judges_of_half_the_chance() {
        let once = severity(&partial()).unwrap();
        let doubled: Vec<Score> = partial()
            .list()
            .iter()
            .map(|score| Score {
                weight: 4.0,
                ..*score
            })
            .collect();
        let doubled = severity(&Scores::new(4, 3, doubled).unwrap()).unwrap();
        // All weights alike only rename σ²: 4 times as large, everything else as before.
        assert!((doubled.residual_variance / once.residual_variance - 4.0).abs() < 1e-4);
        assert!((doubled.items[1].value - once.items[1].value).abs() < 1e-6);
        assert!((doubled.criterion.unwrap() - once.criterion.unwrap()).abs() < 1e-6);
    }

    fn panel() -> impl Strategy<Value = (usize, usize, Vec<f64>)> {
        (2_usize..8, 2_usize..6).prop_flat_map(|(items, judges)| {
            let values = prop::collection::vec(0_u8..=20, items * judges);
            values.prop_map(move |values| {
                (items, judges, values.into_iter().map(f64::from).collect())
            })
        })
    }

    fn complete(items: usize, judges: usize, values: &[f64]) -> Vec<(usize, usize, f64)> {
        let place = |(index, value): (usize, &f64)| (index / judges, index % judges, *value);
        let _ = items;
        values.iter().enumerate().map(place).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn when_all_score_all_the_order_is_that_of_the_means((items, judges, values) in panel()) {
            let scores = scores(items, judges, &complete(items, judges, &values));
            let fit = severity(&scores).unwrap();
            for (item, mean) in fit.items.iter().zip(scores.raw_means()) {
                prop_assert!((item.value - mean).abs() < 1e-9);
            }
        }

        #[test]
        fn names_of_items_and_judges_change_nothing((items, judges, values) in panel()) {
            let mut list = complete(items, judges, &values);
            // Nothing but chains: every judge leaves out one item where that keeps all connected.
            list.retain(|(item, judge, _)| items < 4 || judges < 3 || item % judges != *judge);
            let named = list.iter().rev();
            let named: Vec<_> = named.map(|(item, judge, value)| (items - 1 - item, judges - 1 - judge, *value)).collect();
            let before = severity(&scores(items, judges, &list)).unwrap();
            let after = severity(&scores(items, judges, &named)).unwrap();
            let tolerance = 1e-9 * (1.0 + before.residual_variance);
            for (item, estimate) in before.items.iter().enumerate() {
                let other = after.items[items - 1 - item];
                prop_assert!((estimate.value - other.value).abs() < tolerance);
                prop_assert!((estimate.standard_error - other.standard_error).abs() < tolerance);
            }
        }
    }

    #[test]
    fn judges_who_do_not_differ_beyond_chance_have_no_variance_and_change_nothing() {
        // The likelihood is greatest where judges have no variance: the figures are the means.
        let list = [
            (0, 0, 7.0),
            (0, 1, 5.0),
            (1, 0, 7.0),
            (1, 2, 1.0),
            (2, 1, 1.0),
            (2, 2, 2.0),
            (3, 0, 5.0),
            (3, 3, 7.0),
        ];
        let scores = scores(4, 4, &list);
        let fit = severity(&scores).unwrap();
        assert!(fit.judge_variance.abs() < 1e-300, "{}", fit.judge_variance);
        for (item, mean) in fit.items.iter().zip(scores.raw_means()) {
            assert!((item.value - mean).abs() < 1e-12);
        }
        // Squares within items 2 + 18 + 0.5 + 2 of four differences, by hand: 4·(1 + ln(2π·22.5/4)) + 4·ln 2.
        let criterion = 4.0 * (1.0 + (TAU * 22.5 / 4.0).ln()) + 4.0 * 2.0_f64.ln();
        assert!((fit.criterion.unwrap() - criterion).abs() < 1e-9);
    }

    #[test]
    fn where_judges_cannot_be_told_from_chance_the_order_of_scores_changes_nothing() {
        let list = [
            (0, 1, 2.0),
            (1, 1, 6.0),
            (1, 2, 7.0),
            (1, 0, 0.0),
            (1, 3, 0.0),
        ];
        let turned: Vec<_> = list.iter().rev().copied().collect();
        for list in [&list[..], &turned] {
            let fit = severity(&scores(2, 4, list)).unwrap();
            assert!((fit.items[0].value - 2.0).abs() < 1e-12);
            assert!((fit.items[1].value - 3.25).abs() < 1e-12);
        }
    }

    #[test]
    fn judges_who_differ_by_constants_alone_are_taken_out_whole() {
        let (items, judges) = ([3.0, 5.0, 9.0, 4.0, 7.0], [0.0, 2.0, -3.0, 1.0]);
        let mut list = vec![];
        for (item, value) in items.iter().enumerate() {
            for judge in [item % 4, (item + 1) % 4, (item * 2 + 3) % 4] {
                if !list
                    .iter()
                    .any(|(one, other, _)| (*one, *other) == (item, judge))
                {
                    list.push((item, judge, value + judges[judge]));
                }
            }
        }
        let fit = severity(&scores(5, 4, &list)).unwrap();
        let moved = fit.items[0].value - items[0];
        for (found, value) in fit.items.iter().zip(items) {
            assert!(
                (found.value - value - moved).abs() < 1e-4,
                "{:?}",
                fit.items
            );
        }
    }

    #[test]
    fn points_given_on_top_by_one_judge_vanish_as_his_scores_grow_in_number() {
        let moved = |items: usize| {
            let mut list = vec![];
            for item in 0..items {
                for judge in [item % 4, (item + 1) % 4, (item * 7 + 2) % 4] {
                    let chance = real((item * 31 + judge * 17) % 11);
                    list.push((item, judge, 50.0 + real(item * 13 % 29) + chance));
                }
            }
            let before = severity(&scores(items, 4, &list)).unwrap();
            list.iter_mut()
                .filter(|score| score.1 == 0)
                .for_each(|score| score.2 += 5.0);
            let after = severity(&scores(items, 4, &list)).unwrap();
            let pairs = after.items.iter().zip(&before.items);
            let drifts = pairs.map(|(after, before)| (after.value - before.value - 1.25).abs());
            drifts.fold(0.0, f64::max)
        };
        // The constant moves all items alike (by a quarter of it, the mean leniency) up to what is
        // left of it by shrinkage.
        let (few, many) = (moved(12), moved(400));
        assert!(
            few < 5.0 * 0.5 && many < few / 4.0 && many < 0.1,
            "{few} {many}"
        );
    }
}
