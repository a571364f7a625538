//! Scores on a coarse scale: the many-facet Rasch model. It takes a step from 1 to 2 not to be the step
//! from 4 to 5, and tells how predictable each judge and item is.
//!
//! ln P(h)/P(h-1) = item + judge + step_h (Andrich, A rating formulation for ordered response
//! categories, 1978; Linacre, Many-facet Rasch measurement, 1989), by joint maximum likelihood.

use thiserror::Error;

use super::rating_scale::{Expected, RatingScale};
use crate::{
    dense::{Factor, Matrix, inverse_of_root},
    numbers::{mean, real},
    standings::{Component, Estimate, Flaw, Score, Scores, components},
};

/// One rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    /// Index of the item.
    pub item: usize,
    /// Index of the judge.
    pub judge: usize,
    /// The category, from 0 for the worst.
    pub category: usize,
}

/// What ratings say of an item or a judge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// In logits; higher is better, or more lenient. Items sum to zero, and so do judges, those of
    /// extreme scores aside.
    pub logits: Estimate,
    /// Squared residuals by the variance expected of them, all together; 1 is as predictable as the
    /// model says, less is more so.
    pub infit: f64,
    /// The mean of each rating's squared residual by its expected variance; surprises count more.
    pub outfit: f64,
    /// All its ratings are in the lowest or in the highest category. It was left out of the estimation
    /// of others, and its own is that of a sum 0.3 of a category short of the end.
    pub extreme: bool,
}

/// What ratings say.
#[derive(Clone, Debug, PartialEq)]
pub struct Facets {
    /// One for each item.
    pub items: Vec<Measure>,
    /// One for each judge; nothing for one without a rating.
    pub judges: Vec<Option<Measure>>,
    /// For each category but the first, by how much it is easier to reach from the one below, in logits.
    pub steps: Vec<f64>,
    /// Of the ratings that are not extreme.
    pub log_likelihood: f64,
}

/// Why ratings have no measures.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoMeasures {
    /// The ratings are not fit for calculation.
    #[error(transparent)]
    Flaw(#[from] Flaw),
    /// Nobody gave this category, or gave it only in extreme scores: its step has no bound. Merge it
    /// with a neighbour.
    #[error("category {0} was not given")]
    UnusedCategory(usize),
    /// The rating at this index is in a category that does not exist.
    #[error("rating {0} is in no category")]
    NoSuchCategory(usize),
    /// Some items share no judge, extreme scores aside, with others.
    #[error("the ratings fall into {} parts that share no judge", .0.len())]
    Disconnected(Vec<Component>),
    /// Digits are lost, or no estimate was found.
    #[error("no estimate was found")]
    Singular,
}

/// The sum of ratings of an extreme item or judge is taken to be so much of a category from the end
/// (Wright, Estimating Rasch measures for extreme scores, 1998).
const FROM_THE_END: f64 = 0.3;

/// Measures `items` items by `judges` judges in `categories` categories.
///
/// # Errors
/// [`NoMeasures`].
pub fn facets(
    items: usize,
    judges: usize,
    categories: usize,
    ratings: &[Rating],
) -> Result<Facets, NoMeasures> {
    if let Some(wrong) = ratings
        .iter()
        .position(|rating| rating.category >= categories)
    {
        return Err(NoMeasures::NoSuchCategory(wrong));
    }
    Scores::new(items, judges, ratings.iter().map(score).collect())?;
    let mut model = Model::new(items, judges, categories, ratings);
    model.check(judges)?;
    let covariance = model.estimate()?;
    for unit in 0..model.extreme.len() {
        if model.extreme[unit] && !model.ratings_of(unit).is_empty() {
            model.estimate_extreme(unit);
        }
    }
    Ok(model.facets(&covariance))
}

fn score(rating: &Rating) -> Score {
    Score {
        item: rating.item,
        judge: rating.judge,
        value: real(rating.category),
        weight: 1.0,
    }
}

/// Items and judges are units in one row: items first.
struct Model<'a> {
    items: usize,
    /// Logits of units.
    units: Vec<f64>,
    scale: RatingScale,
    extreme: Vec<bool>,
    ratings: &'a [Rating],
}

impl<'a> Model<'a> {
    fn new(items: usize, judges: usize, categories: usize, ratings: &'a [Rating]) -> Self {
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

    fn check(&self, judges: usize) -> Result<(), NoMeasures> {
        let unused = |category: &usize| self.used().all(|rating| rating.category != *category);
        if let Some(category) = (0..=self.scale.steps.len()).find(unused) {
            return Err(NoMeasures::UnusedCategory(category));
        }
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

    fn measure(&self, unit: usize, covariance: &Matrix) -> Option<Measure> {
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
        let measure = |unit| self.measure(unit, covariance);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn rating(item: usize, judge: usize, category: usize) -> Rating {
        Rating {
            item,
            judge,
            category,
        }
    }

    /// Four items by three judges in three categories; judge 2 is severe.
    const TABLE: [[usize; 3]; 4] = [[2, 2, 1], [1, 2, 0], [1, 0, 0], [0, 1, 1]];

    fn ratings() -> Vec<Rating> {
        (0..12)
            .map(|cell| rating(cell / 3, cell % 3, TABLE[cell / 3][cell % 3]))
            .collect()
    }

    #[test]
    fn expected_sums_are_the_sums_given() {
        // The equations of maximum likelihood, checked from the definition of the model.
        let found = facets(4, 3, 3, &ratings()).unwrap();
        let chances = |item: usize, judge: usize| {
            let logit = found.items[item].logits.value + found.judges[judge].unwrap().logits.value;
            let first = (logit + found.steps[0]).exp();
            let second = first * (logit + found.steps[1]).exp();
            let total = 1.0 + first + second;
            [1.0 / total, first / total, second / total]
        };
        for (item, row) in TABLE.iter().enumerate() {
            let sum: f64 = (0..3)
                .map(|judge| chances(item, judge))
                .map(|p| p[1] + 2.0 * p[2])
                .sum();
            assert!((sum - real(row.iter().sum())).abs() < 1e-8);
        }
        let top: f64 = (0..12).map(|cell| chances(cell / 3, cell % 3)[2]).sum();
        assert!((top - 3.0).abs() < 1e-8);
        let leniency: Vec<f64> = found
            .judges
            .iter()
            .map(|judge| judge.unwrap().logits.value)
            .collect();
        assert!(leniency[2] < leniency[0] && leniency.iter().sum::<f64>().abs() < 1e-8);
    }

    #[test]
    fn an_item_with_nothing_but_top_ratings_has_a_bounded_measure_and_moves_no_other() {
        let mut list = ratings();
        let before = facets(4, 3, 3, &list).unwrap();
        list.extend([rating(4, 0, 2), rating(4, 1, 2)]);
        let after = facets(5, 3, 3, &list).unwrap();
        assert!(
            after.items[4].extreme && after.items[4].logits.value > after.items[1].logits.value
        );
        assert!(after.items[4].logits.value < 20.0);
        assert!((after.items[0].logits.value - before.items[0].logits.value).abs() < 1e-8);
    }

    #[test]
    fn what_has_no_bound_is_refused() {
        let list = ratings();
        assert_eq!(
            facets(4, 3, 4, &list).unwrap_err(),
            NoMeasures::UnusedCategory(3)
        );
        assert_eq!(
            facets(4, 3, 2, &list).unwrap_err(),
            NoMeasures::NoSuchCategory(0)
        );
        assert_eq!(
            facets(5, 3, 3, &list).unwrap_err(),
            NoMeasures::Flaw(Flaw::Unread { item: 4 })
        );
        let apart = list
            .iter()
            .map(|one| rating(one.item + 4, one.judge + 3, one.category));
        let both: Vec<Rating> = list.iter().copied().chain(apart).collect();
        assert!(
            matches!(facets(8, 6, 3, &both), Err(NoMeasures::Disconnected(parts)) if parts.len() == 2)
        );
    }

    #[test]
    fn a_judge_without_a_rating_has_no_measure() {
        assert_eq!(facets(4, 4, 3, &ratings()).unwrap().judges[3], None);
    }
}
