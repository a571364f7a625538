//! Small sums and conversions that every statistic needs. Official figures never pass through here.

/// A count as a real number.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts of items, judges and scores are far below 2^52"
)]
pub(crate) fn real(count: usize) -> f64 {
    count as f64
}

/// The mean; zero for no values.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / real(values.len().max(1))
}

/// The mean squared distance from the mean, divided by the number of values; zero for no values.
pub(crate) fn variance(values: &[f64]) -> f64 {
    let centre = mean(values);
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    squares / real(values.len().max(1))
}

/// The sum of the products of pairs.
pub(crate) fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter()
        .zip(right)
        .map(|(left, right)| left * right)
        .sum()
}

/// The middle value, or the mean of the two middle ones; zero for no values.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    match sorted.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => sorted[odd / 2],
        even => f64::midpoint(sorted[even / 2 - 1], sorted[even / 2]),
    }
}
