//! Joint maximum likelihood of the many-facet Rasch model: items, judges and steps all at once.

use super::{
    facets::{Facets, Measure, NoMeasures, Rating},
    rating_scale::{Expected, RatingScale},
};
use crate::{
    dense::{Factor, Matrix, inverse_of_root},
    numbers::{mean, real},
    standings::{Estimate, Score, Scores, components},
};

/// The sum of ratings of an extreme item or judge is taken to be so much of a category from the end
/// (Wright, Estimating Rasch measures for extreme scores, 1998).
const FROM_THE_END: f64 = 0.3;

/// A rating as a score, for what is known of scores.
pub(super) fn score(rating: &Rating) -> Score {
    Score {
        item: rating.item,
        judge: rating.judge,
        value: real(rating.category),
        weight: 1.0,
    }
}

/// Items and judges are units in one row: items first.
pub(super) struct Model<'a> {
    items: usize,
    /// Logits of units.
    units: Vec<f64>,
    scale: RatingScale,
    extreme: Vec<bool>,
    ratings: &'a [Rating],
}

impl<'a> Model<'a> {
    pub(super) fn new(
        items: usize,
        judges: usize,
        categories: usize,
        ratings: &'a [Rating],
    ) -> Self {
        let mut model = Self {
            items,
            units: vec![0.0; items + judges],
            scale: RatingScale::new(categories),
            extreme: vec![false; items + judges],
            ratings,
        };
        model.find_extremes();
        model
    }

    /// Estimates everything, extreme units last.
    pub(super) fn measure(mut self) -> Result<Facets, NoMeasures> {
        self.check()?;
        let covariance = self.estimate()?;
        for unit in 0..self.extreme.len() {
            if self.extreme[unit] && !self.ratings_of(unit).is_empty() {
                self.estimate_extreme(unit);
            }
        }
        Ok(self.facets(&covariance))
    }

    fn pair(&self, rating: &Rating) -> [usize; 2] {
        [rating.item, self.items + rating.judge]
    }

    /// Ratings by units that are not extreme.
    fn used(&self) -> impl Iterator<Item = &'a Rating> {
        let ratings = self.ratings;
        ratings
            .iter()
            .filter(|rating| self.pair(rating).iter().all(|unit| !self.extreme[*unit]))
    }

    /// Leaving out a unit may make another one extreme, so it is done until nothing changes.
    fn find_extremes(&mut self) {
        let top = self.scale.steps.len();
        loop {
            let mut low = vec![true; self.units.len()];
            let mut high = low.clone();
            for rating in self.used() {
                for unit in self.pair(rating) {
                    low[unit] &= rating.category == 0;
                    high[unit] &= rating.category == top;
                }
            }
            let found: Vec<bool> = low
                .iter()
                .zip(&high)
                .map(|(low, high)| *low || *high)
                .collect();
            if found == self.extreme {
                break;
            }
            self.extreme = found;
        }
    }

    fn check(&self) -> Result<(), NoMeasures> {
        let unused = |category: &usize| self.used().all(|rating| rating.category != *category);
        if let Some(category) = (0..=self.scale.steps.len()).find(unused) {
            return Err(NoMeasures::UnusedCategory(category));
        }
        let judges = self.units.len() - self.items;
        // Items that are left out have no ties; they are numbered out of the way.
        let mut places = vec![0; self.items];
        let mut left = vec![];
        for item in (0..self.items).filter(|item| !self.extreme[*item]) {
            places[item] = left.len();
            left.push(item);
        }
        let ties = self.used().map(|rating| Score {
            item: places[rating.item],
            ..score(rating)
        });
        let mut parts = components(&Scores::new(left.len(), judges, ties.collect())?);
        if parts.len() == 1 {
            return Ok(());
        }
        for item in parts.iter_mut().flat_map(|part| &mut part.items) {
            *item = left[*item];
        }
        Err(NoMeasures::Disconnected(parts))
    }

    fn expected(&self, rating: &Rating) -> Expected {
        let [item, judge] = self.pair(rating);
        self.scale.expected(self.units[item] + self.units[judge])
    }

    /// Newton's method on all units and steps together; returns their covariance.
    fn estimate(&mut self) -> Result<Matrix, NoMeasures> {
        for _ in 0..200 {
            let (slope, information) = self.derivatives();
            let factor = Factor::of(information).ok_or(NoMeasures::Singular)?;
            let step = factor.solve(&slope);
            let (units, steps) = step.split_at(self.units.len());
            for (unit, by) in self.units.iter_mut().zip(units) {
                *unit += by.clamp(-1.0, 1.0);
            }
            for (height, by) in self.scale.steps.iter_mut().zip(steps) {
                *height += by.clamp(-1.0, 1.0);
            }
            if step.iter().all(|by| by.abs() < 1e-10) {
                return Ok(inverse_of_root(&factor.inverse_root()));
            }
        }
        Err(NoMeasures::Singular)
    }

    /// Slope of the log likelihood, and information. Units are known up to a constant for items and one
    /// for judges: ones on both blocks make each sum zero, and ones on the diagonal keep extreme units
    /// where they are.
    fn derivatives(&self) -> (Vec<f64>, Matrix) {
        let steps = self.scale.steps.len();
        let units = self.units.len();
        let mut slope = vec![0.0; units + steps];
        let mut information = Matrix::zeros(units + steps, units + steps);
        for one in 0..units {
            for other in 0..units {
                let tied = !self.extreme[one] && !self.extreme[other];
                if (tied && (one < self.items) == (other < self.items)) || one == other {
                    information[(one, other)] = 1.0;
                }
            }
        }
        for rating in self.used() {
            let expected = self.expected(rating);
            let pair = self.pair(rating);
            for unit in pair {
                slope[unit] += real(rating.category) - expected.mean;
                for other in pair {
                    information[(unit, other)] += expected.variance;
                }
            }
            for step in 0..steps {
                let place = units + step;
                let reached = f64::from(u8::from(rating.category > step));
                slope[place] += reached - expected.reached[step];
                for unit in pair {
                    information[(place, unit)] += expected.with_step(step);
                }
                for other in 0..steps {
                    information[(place, units + other)] += expected.between_steps(step, other);
                }
            }
        }
        (slope, information)
    }

    fn ratings_of(&self, unit: usize) -> Vec<&'a Rating> {
        let ratings = self.ratings;
        ratings
            .iter()
            .filter(|rating| self.pair(rating).contains(&unit))
            .collect()
    }

    /// Where its expected sum is a little short of the end, everything else as it is.
    fn estimate_extreme(&mut self, unit: usize) {
        let of_unit = self.ratings_of(unit);
        let sum: f64 = of_unit.iter().map(|rating| real(rating.category)).sum();
        let most = real(self.scale.steps.len() * of_unit.len());
        let sum = sum.clamp(FROM_THE_END, most - FROM_THE_END);
        for _ in 0..200 {
            let expected = of_unit.iter().map(|rating| self.expected(rating));
            let (mean, variance) = expected.fold((0.0, 0.0), |(mean, variance), expected| {
                (mean + expected.mean, variance + expected.variance)
            });
            let step = (sum - mean) / variance;
            self.units[unit] += step.clamp(-1.0, 1.0);
            if step.abs() < 1e-10 {
                break;
            }
        }
    }

    fn measure_of(&self, unit: usize, covariance: &Matrix) -> Option<Measure> {
        let of_unit = self.ratings_of(unit);
        let residuals: Vec<(f64, f64)> = of_unit
            .iter()
            .map(|rating| {
                let expected = self.expected(rating);
                (
                    (real(rating.category) - expected.mean).powi(2),
                    expected.variance,
                )
            })
            .collect();
        let information: f64 = residuals.iter().map(|(_, variance)| variance).sum();
        let squares: f64 = residuals.iter().map(|(square, _)| square).sum();
        let ratios: Vec<f64> = residuals
            .iter()
            .map(|(square, variance)| square / variance)
            .collect();
        let extreme = self.extreme[unit];
        let variance = if extreme {
            1.0 / information
        } else {
            covariance[(unit, unit)]
        };
        (!of_unit.is_empty()).then(|| Measure {
            logits: Estimate {
                value: self.units[unit],
                standard_error: variance.sqrt(),
            },
            infit: squares / information,
            outfit: mean(&ratios),
            extreme,
        })
    }

    fn facets(&self, covariance: &Matrix) -> Facets {
        let measure = |unit| self.measure_of(unit, covariance);
        Facets {
            // Every item has a rating: it was checked before.
            items: (0..self.items).filter_map(measure).collect(),
            judges: (self.items..self.units.len()).map(measure).collect(),
            steps: self.scale.steps.clone(),
            log_likelihood: self
                .used()
                .map(|rating| self.expected(rating).chances[rating.category].ln())
                .sum(),
        }
    }
}
