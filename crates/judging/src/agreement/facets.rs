//! Scores on a coarse scale: the many-facet Rasch model. It takes a step from 1 to 2 not to be the step
//! from 4 to 5, and tells how predictable each judge and item is.
//!
//! ln P(h)/P(h-1) = item + judge + step_h (Andrich, A rating formulation for ordered response
//! categories, 1978; Linacre, Many-facet Rasch measurement, 1989), by joint maximum likelihood.

use thiserror::Error;

use super::joint_likelihood::{Model, score};
use crate::standings::{Component, Estimate, Flaw, Scores};

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
    Model::new(items, judges, categories, ratings).measure()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::real;

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
