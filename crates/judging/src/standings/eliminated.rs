//! The equations of y = a_j·q_i + b_j + ε with Var ε = σ²/w, reduced to the judges.
//!
//! Items are free (fixed effects), so each can be solved for exactly: what is left is one equation per
//! judge, M·b = r, made of differences within items only. (Henderson's mixed model equations with the
//! diagonal block of the items eliminated; Searle, Casella, McCulloch, Variance Components, 1992.)

use super::scores::Score;
use crate::dense::Matrix;

pub(super) struct Eliminated {
    /// Σ w·a² of each item: how precisely its own scores tell it, in units of 1/σ².
    pub own: Vec<f64>,
    /// The estimate of each item when every judge's b is zero.
    pub alone: Vec<f64>,
    /// For each item, by judge, how much the item falls when the judge's b rises by one.
    pub shares: Vec<Vec<(usize, f64)>>,
    /// M.
    pub ties: Matrix,
    /// r.
    pub pull: Vec<f64>,
    /// Σ w·(y - a·alone)²: what is left when every judge's b is zero.
    pub squares: f64,
}

impl Eliminated {
    /// `slopes` are the judges' a; `weights` stands beside `list`.
    pub(super) fn new(items: usize, list: &[Score], weights: &[f64], slopes: &[f64]) -> Self {
        let judges = slopes.len();
        let mut own = vec![0.0; items];
        let mut alone = vec![0.0; items];
        let mut shares = vec![vec![]; items];
        for (score, weight) in list.iter().zip(weights) {
            let leverage = weight * slopes[score.judge];
            own[score.item] += leverage * slopes[score.judge];
            alone[score.item] += leverage * score.value;
            shares[score.item].push((score.judge, leverage));
        }
        let mut ties = Matrix::zeros(judges, judges);
        for ((item, precision), shares) in alone.iter_mut().zip(&own).zip(&mut shares) {
            *item /= precision;
            for &(one, leverage) in &*shares {
                for &(other, others) in &*shares {
                    ties[(one, other)] -= leverage * others / precision;
                }
            }
            for share in shares {
                share.1 /= precision;
            }
        }
        let mut pull = vec![0.0; judges];
        let mut squares = 0.0;
        for (score, weight) in list.iter().zip(weights) {
            let left = score.value - slopes[score.judge] * alone[score.item];
            ties[(score.judge, score.judge)] += weight;
            pull[score.judge] += weight * left;
            squares += weight * left * left;
        }
        Self {
            own,
            alone,
            shares,
            ties,
            pull,
            squares,
        }
    }

    /// M + ridge·I.
    pub(super) fn ridged(&self, ridge: f64) -> Matrix {
        let mut matrix = self.ties.clone();
        for judge in 0..matrix.nrows() {
            matrix[(judge, judge)] += ridge;
        }
        matrix
    }

    /// Each item with the judges' parts taken out of its scores.
    pub(super) fn items(&self, judges: &[f64]) -> Vec<f64> {
        let fall = |shares: &Vec<(usize, f64)>| -> f64 {
            shares
                .iter()
                .map(|(judge, share)| share * judges[*judge])
                .sum()
        };
        self.alone
            .iter()
            .zip(&self.shares)
            .map(|(alone, shares)| alone - fall(shares))
            .collect()
    }
}
