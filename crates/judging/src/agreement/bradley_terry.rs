//! Strength from comparisons of two: P(i beats j) = 1/(1 + e^(θ_j - θ_i)).
//!
//! For rounds judged by comparison. Of scores, turned into comparisons, it would only know the order
//! and throw their distances away.

use thiserror::Error;

use crate::dense::{Factor, Matrix, inverse_of_root};

/// Comparisons of two items, taken together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Index of one item.
    pub first: usize,
    /// Index of the other.
    pub second: usize,
    /// How often the first won. A tie is half a win for each.
    pub first_wins: f64,
    /// How often the second won.
    pub second_wins: f64,
}

/// What comparisons say.
#[derive(Clone, Debug, PartialEq)]
pub struct Strengths {
    /// θ of each item in logits; their mean is zero, up to what a ridge does.
    pub values: Vec<f64>,
    /// The covariance of θ, one row for each item, from which the standard error of any difference
    /// follows; see [`Strengths::difference`].
    covariance: Matrix,
    /// The log likelihood, each comparison as one observation.
    pub log_likelihood: f64,
}

/// Why comparisons give no strengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoStrengths {
    /// A comparison names an item that does not exist, or one with itself, or has wins that are no
    /// number or below zero.
    #[error("comparison {comparison} is none")]
    Malformed {
        /// Its index.
        comparison: usize,
    },
    /// Some items never won, or never lost, against the others: their distance has no bound. A ridge
    /// gives it one.
    #[error("some items never won or never lost against the others")]
    Unbounded,
}

impl Strengths {
    /// θ_`first` - θ_`second` and its standard error, in logits.
    pub fn difference(&self, first: usize, second: usize) -> (f64, f64) {
        let covariance = |row, column| self.covariance[(row, column)];
        let variance =
            covariance(first, first) + covariance(second, second) - 2.0 * covariance(first, second);
        (
            self.values[first] - self.values[second],
            variance.max(0.0).sqrt(),
        )
    }
}

/// The most likely strengths of `items` items (Bradley, Terry, Rank analysis of incomplete block
/// designs, 1952), by Newton's method. `ridge` times Σθ² is taken from the log likelihood; zero gives
/// the plain estimate.
///
/// # Errors
/// [`NoStrengths`].
pub fn bradley_terry(
    items: usize,
    comparisons: &[Comparison],
    ridge: f64,
) -> Result<Strengths, NoStrengths> {
    let malformed = |comparison: &Comparison| {
        let wins = [comparison.first_wins, comparison.second_wins];
        comparison.first.max(comparison.second) >= items
            || comparison.first == comparison.second
            || wins.iter().any(|wins| !wins.is_finite() || *wins < 0.0)
    };
    if let Some(comparison) = comparisons.iter().position(malformed) {
        return Err(NoStrengths::Malformed { comparison });
    }
    if ridge <= 0.0
        && !(beats_all(items, comparisons, false) && beats_all(items, comparisons, true))
    {
        return Err(NoStrengths::Unbounded);
    }
    let mut values = vec![0.0; items];
    for _ in 0..100 {
        let (slope, curvature) = derivatives(&values, comparisons, ridge);
        let factor = Factor::of(curvature).ok_or(NoStrengths::Unbounded)?;
        let step = factor.solve(&slope);
        for (value, step) in values.iter_mut().zip(&step) {
            *value += step.clamp(-2.0, 2.0);
        }
        if step.iter().all(|step| step.abs() < 1e-10) {
            break;
        }
    }
    let (_, curvature) = derivatives(&values, comparisons, ridge);
    let factor = Factor::of(curvature).ok_or(NoStrengths::Unbounded)?;
    Ok(Strengths {
        covariance: inverse_of_root(&factor.inverse_root()),
        log_likelihood: log_likelihood(&values, comparisons),
        values,
    })
}

/// Whether chains of wins lead from the first item to every other; `reversed`, chains of losses. Both
/// together: every part of the items has won against the rest (Ford, 1957).
fn beats_all(items: usize, comparisons: &[Comparison], reversed: bool) -> bool {
    let mut beaten = vec![vec![]; items];
    for comparison in comparisons {
        let (first, second) = (comparison.first, comparison.second);
        let (mut wins, mut losses) = (comparison.first_wins > 0.0, comparison.second_wins > 0.0);
        if reversed {
            (wins, losses) = (losses, wins);
        }
        if wins {
            beaten[first].push(second);
        }
        if losses {
            beaten[second].push(first);
        }
    }
    let mut seen = vec![false; items];
    let mut open: Vec<usize> = (0..items.min(1)).collect();
    while let Some(item) = open.pop() {
        if !std::mem::replace(&mut seen[item], true) {
            open.extend(&beaten[item]);
        }
    }
    seen.iter().all(|seen| *seen)
}

/// Slope and curvature of the log likelihood, the latter with its sign turned.
fn derivatives(values: &[f64], comparisons: &[Comparison], ridge: f64) -> (Vec<f64>, Matrix) {
    let items = values.len();
    let mut slope: Vec<f64> = values.iter().map(|value| -2.0 * ridge * value).collect();
    // Strengths are known up to a constant. Adding one to every entry makes their mean zero and leaves
    // every difference as it was.
    let lift = if ridge > 0.0 { 0.0 } else { 1.0 };
    let mut curvature = Matrix::from_element(items, items, lift);
    for item in 0..items {
        curvature[(item, item)] += 2.0 * ridge;
    }
    for comparison in comparisons {
        let (first, second) = (comparison.first, comparison.second);
        let chance = 1.0 / (1.0 + (values[second] - values[first]).exp());
        let count = comparison.first_wins + comparison.second_wins;
        let surplus = comparison.first_wins - count * chance;
        slope[first] += surplus;
        slope[second] -= surplus;
        let information = count * chance * (1.0 - chance);
        curvature[(first, first)] += information;
        curvature[(second, second)] += information;
        curvature[(first, second)] -= information;
        curvature[(second, first)] -= information;
    }
    (slope, curvature)
}

fn log_likelihood(values: &[f64], comparisons: &[Comparison]) -> f64 {
    comparisons
        .iter()
        .map(|comparison| {
            let by = values[comparison.first] - values[comparison.second];
            -comparison.first_wins * (-by).exp().ln_1p() - comparison.second_wins * by.exp().ln_1p()
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comparison(first: usize, second: usize, first_wins: f64, second_wins: f64) -> Comparison {
        Comparison {
            first,
            second,
            first_wins,
            second_wins,
        }
    }

    #[test]
    fn three_wins_of_four_are_a_distance_of_ln_three() {
        let found = bradley_terry(2, &[comparison(0, 1, 3.0, 1.0)], 0.0).unwrap();
        let (distance, error) = found.difference(0, 1);
        assert!((distance - 3_f64.ln()).abs() < 1e-9);
        // The information is 4·¾·¼.
        assert!((error - (4.0_f64 / 3.0).sqrt()).abs() < 1e-9);
        assert!((found.log_likelihood - (3.0 * 0.75_f64.ln() + 0.25_f64.ln())).abs() < 1e-9);
        assert!((found.values[0] + found.values[1]).abs() < 1e-9);
    }

    #[test]
    fn a_tie_is_half_a_win_for_each() {
        let ties = bradley_terry(2, &[comparison(0, 1, 2.5, 1.5)], 0.0).unwrap();
        assert!((ties.difference(0, 1).0 - (2.5_f64 / 1.5).ln()).abs() < 1e-9);
    }

    #[test]
    fn who_never_lost_has_no_strength_unless_a_ridge_bounds_it() {
        let all = [comparison(0, 1, 5.0, 0.0), comparison(1, 2, 1.0, 1.0)];
        assert_eq!(
            bradley_terry(3, &all, 0.0).unwrap_err(),
            NoStrengths::Unbounded
        );
        let ridged = bradley_terry(3, &all, 0.1).unwrap();
        assert!(ridged.values[0] > ridged.values[1] && ridged.values[0].is_finite());
        let apart = [comparison(0, 1, 1.0, 1.0)];
        assert_eq!(
            bradley_terry(3, &apart, 0.0).unwrap_err(),
            NoStrengths::Unbounded
        );
    }

    #[test]
    fn what_is_no_comparison_is_refused() {
        for wrong in [
            comparison(0, 0, 1.0, 1.0),
            comparison(0, 9, 1.0, 1.0),
            comparison(0, 1, -1.0, 1.0),
        ] {
            let refused = bradley_terry(2, &[wrong], 1.0).unwrap_err();
            assert_eq!(refused, NoStrengths::Malformed { comparison: 0 });
        }
    }
}
