//! Strength from comparisons that come one by one, by judges who are not equally good at it.
//!
//! Chen, Bennett, Collins-Thompson, Horvitz, Pairwise ranking aggregation in a crowdsourced setting,
//! 2013: strengths are normal, a judge's chance of being right is a beta variable, and both are moved
//! to the first two moments after each comparison.

use crate::special::{digamma, ln_beta};

/// A variance never falls by more than to this part in one step.
const LEAST_VARIANCE: f64 = 1e-4;
/// How much learning about the judge counts against learning about the items.
const JUDGE_PART: f64 = 0.1;

/// What is known of an item's strength: normal, in logits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// The mean.
    pub mean: f64,
    /// The variance, above zero.
    pub variance: f64,
}

impl Default for Strength {
    /// Before any comparison: mean 0, variance 1.
    fn default() -> Self {
        Self {
            mean: 0.0,
            variance: 1.0,
        }
    }
}

/// What is known of a judge's chance of choosing the stronger one: a beta variable.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reliability {
    /// As if so many choices had been right.
    pub right: f64,
    /// As if so many had been wrong.
    pub wrong: f64,
}

impl Default for Reliability {
    /// Before any comparison: ten right, one wrong.
    fn default() -> Self {
        Self {
            right: 10.0,
            wrong: 1.0,
        }
    }
}

/// What is known of all three after a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learnt {
    /// The judge.
    pub judge: Reliability,
    /// The item that was chosen.
    pub winner: Strength,
    /// The other one.
    pub loser: Strength,
}

/// What is known after `judge` chose `winner` over `loser`.
pub fn learn(judge: Reliability, winner: Strength, loser: Strength) -> Learnt {
    let by_strength = logistic(winner.mean - loser.mean);
    // The same, knowing the choice and how often the judge is right.
    let odds = (judge.right / judge.wrong).ln();
    let by_choice = logistic(winner.mean - loser.mean + odds);
    let pull = by_choice - by_strength;
    let bend = by_choice * (1.0 - by_choice) - by_strength * (1.0 - by_strength);
    let moved = |strength: Strength, by: f64| Strength {
        mean: strength.mean + strength.variance * by,
        variance: strength.variance * (1.0 + strength.variance * bend).max(LEAST_VARIANCE),
    };
    Learnt {
        judge: updated_judge(judge, winner, loser).0,
        winner: moved(winner, pull),
        loser: moved(loser, -pull),
    }
}

/// What comparing the two is expected to teach, in nats: the divergence of what will be known from what
/// is, with a tenth of that about the judge, over both outcomes.
pub fn expected_gain(judge: Reliability, first: Strength, second: Strength) -> f64 {
    let gain = |winner, loser| {
        let learnt = learn(judge, winner, loser);
        divergence(learnt.winner, winner)
            + divergence(learnt.loser, loser)
            + JUDGE_PART * judge_divergence(learnt.judge, judge)
    };
    let chance = updated_judge(judge, first, second).1;
    chance * gain(first, second) + (1.0 - chance) * gain(second, first)
}

fn logistic(logits: f64) -> f64 {
    1.0 / (1.0 + (-logits).exp())
}

/// The judge after the choice, and how likely the choice was.
fn updated_judge(judge: Reliability, winner: Strength, loser: Strength) -> (Reliability, f64) {
    // P(winner stronger), with the second order of what is not known of the strengths.
    let plain = logistic(winner.mean - loser.mean);
    let second_order = plain * (1.0 - plain) * (1.0 - 2.0 * plain);
    let stronger = plain + 0.5 * (winner.variance + loser.variance) * second_order;
    let Reliability { right, wrong } = judge;
    let count = right + wrong;
    let likely = (stronger * right + (1.0 - stronger) * wrong) / count;
    // The first two moments of the chance of being right: it was, if the winner is the stronger.
    let first = (stronger * (right + 1.0) * right + (1.0 - stronger) * right * wrong)
        / (likely * (count + 1.0) * count);
    let second = (stronger * (right + 2.0) * (right + 1.0) * right
        + (1.0 - stronger) * (right + 1.0) * right * wrong)
        / (likely * (count + 2.0) * (count + 1.0) * count);
    let size = (first - second) / (second - first * first);
    let judge = Reliability {
        right: size * first,
        wrong: size * (1.0 - first),
    };
    (judge, likely)
}

/// Kullback and Leibler's divergence of two normal distributions.
fn divergence(after: Strength, before: Strength) -> f64 {
    let ratio = after.variance / before.variance;
    (after.mean - before.mean).powi(2) / (2.0 * before.variance) + (ratio - 1.0 - ratio.ln()) / 2.0
}

/// The same of two beta distributions.
fn judge_divergence(after: Reliability, before: Reliability) -> f64 {
    let (right, wrong) = (after.right - before.right, after.wrong - before.wrong);
    ln_beta(before.right, before.wrong) - ln_beta(after.right, after.wrong)
        + right * digamma(after.right)
        + wrong * digamma(after.wrong)
        - (right + wrong) * digamma(after.right + after.wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_win_lifts_the_winner_as_far_as_it_lowers_an_equal_loser() {
        let learnt = learn(
            Reliability::default(),
            Strength::default(),
            Strength::default(),
        );
        // By choice 10/11, by strength 1/2: 9/22 up and down; variance 1 + 10/121 - 1/4.
        assert!((learnt.winner.mean - 9.0 / 22.0).abs() < 1e-12);
        assert!((learnt.loser.mean + 9.0 / 22.0).abs() < 1e-12);
        assert!((learnt.winner.variance - (0.75 + 10.0 / 121.0)).abs() < 1e-12);
        // Equal items teach nothing about the judge.
        assert!((learnt.judge.right - 10.0).abs() < 1e-9);
    }

    #[test]
    fn a_judge_who_chooses_the_weaker_is_trusted_less() {
        let (strong, weak) = (
            Strength {
                mean: 2.0,
                variance: 0.1,
            },
            Strength {
                mean: -2.0,
                variance: 0.1,
            },
        );
        let trust = |judge: Reliability| judge.right / (judge.right + judge.wrong);
        let before = trust(Reliability::default());
        assert!(trust(learn(Reliability::default(), weak, strong).judge) < before - 0.01);
        assert!(trust(learn(Reliability::default(), strong, weak).judge) > before);
    }

    #[test]
    fn comparing_what_is_unknown_teaches_more_than_comparing_what_is_known() {
        let known = Strength {
            mean: 0.0,
            variance: 0.01,
        };
        let judge = Reliability::default();
        let unknown = expected_gain(judge, Strength::default(), Strength::default());
        assert!(unknown > 10.0 * expected_gain(judge, known, known));
        let turned = expected_gain(judge, known, Strength::default());
        assert!((turned - expected_gain(judge, Strength::default(), known)).abs() < 1e-9);
    }
}
