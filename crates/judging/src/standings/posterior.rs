//! What is known of all items together after the scores: a joint normal distribution.
//!
//! Items depend on each other only through their judges, so it is kept as the judges' root and each
//! item's shares in it, and never as a matrix of items by items.

use super::{
    eliminated::Eliminated,
    scores::{Score, Scores},
};
use crate::{
    chance::Chance,
    dense::{Factor, Matrix, inverse_of_root},
};

/// item = centre + spread·z - Σ share·d, with z standard normal for each item alone and d the judges'
/// common error, normal with covariance σ²·RᵀR.
#[derive(Clone, Debug)]
pub(super) struct Posterior {
    pub centres: Vec<f64>,
    /// Standard deviation of each item's own chance.
    spreads: Vec<f64>,
    shares: Vec<Vec<(usize, f64)>>,
    /// R, lower triangular.
    root: Matrix,
    /// σ.
    sigma: f64,
}

impl Posterior {
    pub(super) fn new(
        system: &Eliminated,
        factor: &Factor,
        variance: f64,
        centres: Vec<f64>,
    ) -> Self {
        let spreads = system
            .own
            .iter()
            .map(|own| (variance / own).sqrt())
            .collect();
        Self {
            centres,
            spreads,
            shares: system.shares.clone(),
            root: factor.inverse_root(),
            sigma: variance.sqrt(),
        }
    }

    /// Of items that depend on nothing but their own scores.
    pub(super) fn apart(centres: Vec<f64>, spreads: Vec<f64>, judges: usize) -> Self {
        Self {
            shares: vec![vec![]; centres.len()],
            root: Matrix::zeros(judges, judges),
            sigma: 0.0,
            centres,
            spreads,
        }
    }

    /// The variance of each item and of each judge: σ²·(1/D + z̄ᵀ·A⁻¹·z̄) and σ²·diag(A⁻¹).
    pub(super) fn variances(&self) -> (Vec<f64>, Vec<f64>) {
        let inverse = inverse_of_root(&self.root);
        let squared = self.sigma * self.sigma;
        let item = |(spread, shares): (&f64, &Vec<(usize, f64)>)| -> f64 {
            let common: f64 = shares
                .iter()
                .flat_map(|(one, first)| {
                    let inverse = &inverse;
                    shares
                        .iter()
                        .map(move |(other, second)| first * second * inverse[(*one, *other)])
                })
                .sum();
            spread * spread + squared * common
        };
        let items = self.spreads.iter().zip(&self.shares).map(item).collect();
        let judges = inverse.diagonal();
        let judges = judges.iter().map(|entry| squared * entry);
        (items, judges.collect())
    }

    /// The same knowledge with each item's distance from its centre multiplied by its factor.
    pub(super) fn scaled(&self, centres: Vec<f64>, factors: &[f64]) -> Self {
        let scaled = |(shares, factor): (&Vec<(usize, f64)>, &f64)| {
            shares
                .iter()
                .map(|(judge, share)| (*judge, share * factor))
                .collect()
        };
        let spreads = self.spreads.iter().zip(factors);
        Self {
            centres,
            spreads: spreads.map(|(spread, factor)| spread * factor).collect(),
            shares: self.shares.iter().zip(factors).map(scaled).collect(),
            root: self.root.clone(),
            sigma: self.sigma,
        }
    }

    /// Each score's part in its item, by its judge's scale; those of an item sum to one.
    pub(super) fn parts(&self, scores: &Scores, scale: impl Fn(usize) -> f64) -> Vec<f64> {
        let part = |(judge, share): &(usize, f64)| share * scale(*judge);
        let totals = self
            .shares
            .iter()
            .map(|shares| shares.iter().map(part).sum());
        let totals: Vec<f64> = totals.collect();
        // Shares of an item are in the order of its scores.
        let mut next = vec![0; totals.len()];
        let of_score = |score: &Score| {
            let place = &mut next[score.item];
            *place += 1;
            part(&self.shares[score.item][*place - 1]) / totals[score.item]
        };
        scores.list().iter().map(of_score).collect()
    }

    /// The judges' common errors of the draws with these numbers, one column each.
    pub(super) fn common_errors(&self, chances: &mut [Chance]) -> Matrix {
        let mut deviates = Matrix::zeros(self.root.nrows(), chances.len());
        for (mut column, chance) in deviates.column_iter_mut().zip(chances) {
            for entry in &mut column {
                *entry = self.sigma * chance.normal();
            }
        }
        self.root.transpose() * deviates
    }

    /// One draw of all items, given the judges' common errors.
    pub(super) fn draw(&self, common: &[f64], chance: &mut Chance, items: &mut [f64]) {
        for (index, item) in items.iter_mut().enumerate() {
            let fall: f64 = self.shares[index]
                .iter()
                .map(|(judge, share)| share * common[*judge])
                .sum();
            *item = self.centres[index] + self.spreads[index] * chance.normal() - fall;
        }
    }
}
