//! Krippendorff's alpha: agreement beyond chance, for any scale and with scores missing.
//!
//! Krippendorff, Computing Krippendorff's alpha-reliability, 2011.

use crate::numbers::real;

/// How far apart two values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Equal or not.
    Nominal,
    /// By how many scores lie between them.
    Ordinal,
    /// By their difference.
    Interval,
    /// By their difference against their sum; values are not below zero.
    Ratio,
}

/// Alpha of scores: one is perfect, zero is chance. `units` holds, for each item, the scores that it
/// has, by whomever. Nothing when no item has two scores, when all values are equal or when one is no
/// number.
pub fn krippendorff_alpha(units: &[Vec<f64>], metric: Metric) -> Option<f64> {
    let paired: Vec<&Vec<f64>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let mut values: Vec<f64> = paired
        .iter()
        .flat_map(|unit| unit.iter().copied())
        .collect();
    if values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let total = real(values.len());
    values.sort_unstable_by(f64::total_cmp);
    values.dedup();
    let place = |value: &f64| values.partition_point(|other| other < value);
    let mut counts = vec![0.0; values.len()];
    for value in paired.iter().flat_map(|unit| unit.iter()) {
        counts[place(value)] += 1.0;
    }
    let distances = Distances::new(&values, &counts, metric);
    let observed: f64 = paired
        .iter()
        .map(|unit| {
            let places: Vec<usize> = unit.iter().map(place).collect();
            let pairs = places
                .iter()
                .flat_map(|one| places.iter().map(move |other| (*one, *other)));
            let apart: f64 = pairs
                .map(|(one, other)| distances.squared(one, other))
                .sum();
            apart / (real(unit.len()) - 1.0)
        })
        .sum();
    let mut expected = 0.0;
    for one in 0..values.len() {
        for other in 0..values.len() {
            expected += counts[one] * counts[other] * distances.squared(one, other);
        }
    }
    (expected > 0.0).then(|| 1.0 - (total - 1.0) * observed / expected)
}

struct Distances<'a> {
    values: &'a [f64],
    /// How many scores lie below each value, half of its own included.
    middles: Vec<f64>,
    metric: Metric,
}

impl<'a> Distances<'a> {
    fn new(values: &'a [f64], counts: &[f64], metric: Metric) -> Self {
        let mut below = 0.0;
        let middle = |count: &f64| {
            below += count;
            below - count / 2.0
        };
        Self {
            values,
            middles: counts.iter().map(middle).collect(),
            metric,
        }
    }

    fn squared(&self, one: usize, other: usize) -> f64 {
        let (left, right) = (self.values[one], self.values[other]);
        match self.metric {
            _ if one == other => 0.0,
            Metric::Nominal => 1.0,
            Metric::Ordinal => (self.middles[one] - self.middles[other]).powi(2),
            Metric::Interval => (left - right).powi(2),
            Metric::Ratio => ((left - right) / (left + right)).powi(2),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alpha(units: &[Vec<f64>], metric: Metric) -> f64 {
        krippendorff_alpha(units, metric).unwrap()
    }

    #[test]
    fn two_judges_of_three_items_come_out_as_worked_by_hand() {
        // 1 1, 1 2, 3 3: six scores, three ones, a two, two threes. Observed nominal disagreement:
        // two ordered pairs. Expected: 36 - (9 + 1 + 4) = 22. Alpha = 1 - 5·2/22.
        let units = [vec![1.0, 1.0], vec![1.0, 2.0], vec![3.0, 3.0]];
        assert!((alpha(&units, Metric::Nominal) - (1.0 - 10.0 / 22.0)).abs() < 1e-12);
        // Interval: expected 2·(3·1·1 + 3·2·4 + 1·2·1) = 58.
        assert!((alpha(&units, Metric::Interval) - (1.0 - 10.0 / 58.0)).abs() < 1e-12);
    }

    #[test]
    fn perfect_agreement_is_one_and_single_scores_do_not_count() {
        let units = [vec![1.0, 1.0], vec![2.0, 2.0, 2.0], vec![9.0]];
        for metric in [
            Metric::Nominal,
            Metric::Ordinal,
            Metric::Interval,
            Metric::Ratio,
        ] {
            assert!((alpha(&units, metric) - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn what_does_not_vary_has_no_alpha() {
        assert_eq!(
            krippendorff_alpha(&[vec![1.0, 1.0]], Metric::Interval),
            None
        );
        assert_eq!(
            krippendorff_alpha(&[vec![1.0], vec![2.0]], Metric::Interval),
            None
        );
        assert_eq!(
            krippendorff_alpha(&[vec![1.0, f64::NAN]], Metric::Interval),
            None
        );
    }
}
