//! What a model says of items and judges, the same form for every model that ranks.

use super::{choice::Method, posterior::Posterior, scores::Scores};
use crate::numbers::{mean, real, variance};

/// A figure and how far it may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// In points.
    pub value: f64,
    /// Standard error in points.
    pub standard_error: f64,
}

/// What a model says of a judge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgePart {
    /// How many points the judge gives more than others would; negative for a severe judge. Pulled
    /// towards zero by as much as few shared items leave open.
    pub leniency: Estimate,
    /// How far the judge spreads items against others: 0.7 turns 10 points of others into 7. One in a
    /// model without scales.
    pub scale: f64,
    /// Standard deviation of the chance in one score of weight 1, in points.
    pub noise: f64,
    /// The part of the judge's distance from others that is taken for leniency, from 0 to 1: M_jj /
    /// (M_jj + ℓ), where M_jj counts what the judge shares and ℓ is σ²/σ_b².
    pub share: f64,
    /// How many scores the judge gave.
    pub scores: usize,
}

/// What a model says.
#[derive(Clone, Debug)]
pub struct Fit {
    /// The model.
    pub method: Method,
    /// One for each item: the score that a judge without leniency, of scale one, would give. The
    /// standard error contains what is not known of the judges.
    pub items: Vec<Estimate>,
    /// One for each judge.
    pub judges: Vec<JudgePart>,
    /// σ², the variance of chance in a score, in squared points.
    pub residual_variance: f64,
    /// σ_b², the variance of leniency among judges, in squared points.
    pub judge_variance: f64,
    /// ℓ = σ²/σ_b²: as if so many further scores had shown each judge to be neither lenient nor severe.
    pub ratio: f64,
    /// Minus twice the restricted log likelihood; nothing where the model is not fitted by it.
    pub criterion: Option<f64>,
    pub(super) posterior: Posterior,
}

/// The restricted parts of a model that [`Fit`] is made of.
pub(super) struct Parts<'a> {
    pub method: Method,
    pub scores: &'a Scores,
    pub posterior: Posterior,
    pub leniency: Vec<f64>,
    pub scales: Vec<f64>,
    pub noises: Vec<f64>,
    /// M_jj.
    pub ties: Vec<f64>,
    pub residual_variance: f64,
    pub ratio: f64,
    pub criterion: Option<f64>,
}

impl Fit {
    pub(super) fn new(parts: Parts<'_>) -> Self {
        let (items, judges) = parts.posterior.variances();
        let estimate = |(value, variance): (&f64, &f64)| Estimate {
            value: *value,
            standard_error: variance.sqrt(),
        };
        let weights = per_judge(parts.scores, |index| parts.scores.list()[index].weight);
        // What a judge shares with nobody is nothing, and not the digits that were lost on the way.
        let tie = |index: usize| match parts.ties[index] {
            tie if tie > 1e-9 * weights[index] => tie,
            _ => 0.0,
        };
        let judge = |(index, scores): (usize, usize)| JudgePart {
            leniency: estimate((&parts.leniency[index], &judges[index])),
            scale: parts.scales[index],
            noise: parts.noises[index],
            share: tie(index) / (tie(index) + parts.ratio),
            scores,
        };
        Self {
            method: parts.method,
            items: parts
                .posterior
                .centres
                .iter()
                .zip(&items)
                .map(estimate)
                .collect(),
            judges: parts
                .scores
                .loads()
                .into_iter()
                .enumerate()
                .map(judge)
                .collect(),
            residual_variance: parts.residual_variance,
            judge_variance: variance_of(parts.residual_variance, parts.ratio),
            ratio: parts.ratio,
            criterion: parts.criterion,
            posterior: parts.posterior,
        }
    }

    /// The figures alone, in points.
    pub fn values(&self) -> Vec<f64> {
        self.items.iter().map(|item| item.value).collect()
    }

    /// For ranking items that were not scored equally often: every figure is pulled towards the mean
    /// m by as much as it may be off, m + (q - m)·τ²/(τ² + Var q), so that chance alone lifts nobody
    /// to the top. τ², the variance of the items themselves, is that of the figures less the mean of
    /// their own variances, and at least a twentieth of the former (method of moments; Efron, Morris,
    /// Stein's Estimation Rule and Its Competitors, 1973). Standard errors shrink along.
    pub fn shrunk(&self) -> Self {
        let values = self.values();
        let variances: Vec<f64> = self
            .items
            .iter()
            .map(|item| item.standard_error.powi(2))
            .collect();
        let seen = variance(&values);
        let true_variance = (seen - mean(&variances)).max(0.05 * seen);
        let shares: Vec<f64> = variances
            .iter()
            .map(|variance| match true_variance + variance {
                total if total > 0.0 => true_variance / total,
                _ => 1.0,
            })
            .collect();
        let centre = mean(&values);
        let pulled = values.iter().zip(&shares);
        let centres: Vec<f64> = pulled
            .map(|(value, share)| centre + (value - centre) * share)
            .collect();
        let roots: Vec<f64> = shares.iter().map(|share| share.sqrt()).collect();
        let items = centres.iter().zip(&self.items).zip(&roots);
        let estimate = |((value, item), root): ((&f64, &Estimate), &f64)| Estimate {
            value: *value,
            standard_error: item.standard_error * root,
        };
        Self {
            items: items.map(estimate).collect(),
            posterior: self.posterior.scaled(centres, &roots),
            ..self.clone()
        }
    }
}

/// σ_b² from σ² and their ratio; none where it is below the last digit of what it is compared with.
fn variance_of(residual: f64, ratio: f64) -> f64 {
    if ratio * f64::EPSILON > 1.0 {
        0.0
    } else {
        residual / ratio
    }
}

/// For judge j, the weighted mean of `of` over its scores, and zero without any.
pub(super) fn per_judge(scores: &Scores, of: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut sums = vec![0.0; scores.judges()];
    for (index, score) in scores.list().iter().enumerate() {
        sums[score.judge] += of(index);
    }
    sums
}

/// The means of `values` with these numbers as weights.
pub(super) fn weighted_mean(values: &[f64], counts: &[usize]) -> f64 {
    let total: f64 = counts.iter().copied().map(real).sum();
    let pairs = values.iter().zip(counts);
    pairs
        .map(|(value, count)| value * real(*count))
        .sum::<f64>()
        / total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standings::{scores::tests::scores, severity};

    /// Six items by all of three judges, but the last by one only.
    fn uneven() -> Fit {
        let mut list = vec![];
        for item in 0..6 {
            for judge in 0..if item == 5 { 1 } else { 3 } {
                let chance = real((item * 5 + judge * 3) % 4);
                list.push((item, judge, 10.0 * real(item) + chance));
            }
        }
        severity(&scores(6, 3, &list)).unwrap()
    }

    #[test]
    fn an_item_with_one_score_is_pulled_further_than_those_with_three() {
        let fit = uneven();
        let shrunk = fit.shrunk();
        let centre = mean(&fit.values());
        let kept =
            |item: usize| (shrunk.items[item].value - centre) / (fit.items[item].value - centre);
        assert!(
            kept(5) < kept(0) && kept(0) < 1.0,
            "{} {}",
            kept(5),
            kept(0)
        );
        assert!((kept(0) - kept(1)).abs() < 1e-9);
        assert!(shrunk.items[5].standard_error < fit.items[5].standard_error);
    }

    #[test]
    fn what_is_kept_is_the_part_of_the_variance_that_is_not_chance() {
        let fit = uneven();
        let chances: Vec<f64> = fit
            .items
            .iter()
            .map(|item| item.standard_error.powi(2))
            .collect();
        let between = variance(&fit.values()) - mean(&chances);
        let centre = mean(&fit.values());
        for ((before, after), chance) in fit.items.iter().zip(&fit.shrunk().items).zip(&chances) {
            let kept = between / (between + chance);
            assert!((after.value - centre - kept * (before.value - centre)).abs() < 1e-9);
            assert!((after.standard_error.powi(2) - kept * chance).abs() < 1e-9);
        }
    }

    #[test]
    fn figures_that_do_not_differ_are_left_where_they_are() {
        let same: Vec<_> = (0..6).map(|cell| (cell / 2, cell % 2, 4.0)).collect();
        let shrunk = severity(&scores(3, 2, &same)).unwrap().shrunk();
        assert!(
            shrunk
                .values()
                .iter()
                .all(|value| (value - 4.0).abs() < 1e-9)
        );
    }
}
