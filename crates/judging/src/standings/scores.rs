//! What the statistics start from: who gave what to which item, of which only a part may be there.

use thiserror::Error;

use super::connection::Component;
use crate::numbers::real;

/// One score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Index of the item.
    pub item: usize,
    /// Index of the judge.
    pub judge: usize,
    /// In points, of whatever scale; higher is better.
    pub value: f64,
    /// Its precision against other scores, above zero: a score of weight 2 tells as much as two of
    /// weight 1. Usually 1.
    pub weight: f64,
}

/// Scores that are fit for calculation: every index exists, every number is finite, every item has a
/// score. A pair of item and judge may be there more than once; each is an observation of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    items: usize,
    judges: usize,
    list: Vec<Score>,
}

/// Why scores are not fit for calculation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Flaw {
    /// There is no score at all.
    #[error("there is no score")]
    Empty,
    /// The score at this index names an item or a judge that does not exist.
    #[error("score {score} names an item or a judge that does not exist")]
    NoSuchPair {
        /// Index of the score.
        score: usize,
    },
    /// The value or weight of the score at this index is infinite or no number, or its weight is not
    /// above zero.
    #[error("score {score} is no number, or its weight is not above zero")]
    NotANumber {
        /// Index of the score.
        score: usize,
    },
    /// Nobody scored the item. Leave it out: there is nothing to say about it.
    #[error("nobody scored item {item}")]
    Unread {
        /// Index of the item.
        item: usize,
    },
}

/// Why a model gives no figures.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No chain of shared items leads from some items to others, so nothing that was scored tells how
    /// their judges compare. Rank within each component instead.
    #[error("the scores fall into {} parts that share no judge", .0.len())]
    Disconnected(Vec<Component>),
    /// There are no more scores than unknowns: nothing tells the judges' part from chance.
    #[error("no item is scored often enough to tell judges from chance")]
    TooFewScores,
    /// The numbers are so far apart that the calculation loses its digits.
    #[error("the scores are too far apart to calculate with")]
    Singular,
}

impl Scores {
    /// Checks and takes scores of `items` items by `judges` judges. A judge without a score is
    /// allowed.
    ///
    /// # Errors
    /// The first [`Flaw`] found.
    pub fn new(items: usize, judges: usize, list: Vec<Score>) -> Result<Self, Flaw> {
        let mut read = vec![false; items];
        for (index, score) in list.iter().enumerate() {
            if score.item >= items || score.judge >= judges {
                return Err(Flaw::NoSuchPair { score: index });
            }
            let weighty = score.weight.is_finite() && score.weight > 0.0;
            if !(score.value.is_finite() && weighty) {
                return Err(Flaw::NotANumber { score: index });
            }
            read[score.item] = true;
        }
        match read.iter().position(|read| !read) {
            Some(item) => Err(Flaw::Unread { item }),
            None if list.is_empty() => Err(Flaw::Empty),
            None => Ok(Self {
                items,
                judges,
                list,
            }),
        }
    }

    /// How many items there are.
    pub const fn items(&self) -> usize {
        self.items
    }

    /// How many judges there are, those without a score included.
    pub const fn judges(&self) -> usize {
        self.judges
    }

    /// The scores in the order given.
    pub fn list(&self) -> &[Score] {
        &self.list
    }

    /// How many scores each item has.
    pub fn readings(&self) -> Vec<usize> {
        counts(self.items, self.list.iter().map(|score| score.item))
    }

    /// How many scores each judge gave.
    pub fn loads(&self) -> Vec<usize> {
        counts(self.judges, self.list.iter().map(|score| score.judge))
    }

    /// The weighted mean of each item's scores, in points.
    pub fn raw_means(&self) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); self.items];
        for score in &self.list {
            sums[score.item].0 += score.weight * score.value;
            sums[score.item].1 += score.weight;
        }
        sums.iter().map(|(sum, weight)| sum / weight).collect()
    }

    /// The mean of all scores, each counted once.
    pub(super) fn grand_mean(&self) -> f64 {
        self.list.iter().map(|score| score.value).sum::<f64>() / real(self.list.len())
    }
}

fn counts(size: usize, indices: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut counts = vec![0; size];
    for index in indices {
        counts[index] += 1;
    }
    counts
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Scores of weight one from (item, judge, value).
    pub(in super::super) fn scores(
        items: usize,
        judges: usize,
        list: &[(usize, usize, f64)],
    ) -> Scores {
        let list = list.iter().map(|&(item, judge, value)| Score {
            item,
            judge,
            value,
            weight: 1.0,
        });
        Scores::new(items, judges, list.collect()).unwrap()
    }

    #[test]
    fn what_cannot_be_calculated_with_is_refused() {
        let score = Score {
            item: 0,
            judge: 0,
            value: 1.0,
            weight: 1.0,
        };
        let refused = |items, score| Scores::new(items, 1, vec![score]).unwrap_err();
        assert_eq!(Scores::new(0, 0, vec![]).unwrap_err(), Flaw::Empty);
        assert_eq!(refused(2, score), Flaw::Unread { item: 1 });
        for judge in [Score { judge: 1, ..score }, Score { item: 1, ..score }] {
            assert_eq!(refused(1, judge), Flaw::NoSuchPair { score: 0 });
        }
        let (value, weight) = (f64::INFINITY, 0.0);
        for number in [Score { value, ..score }, Score { weight, ..score }] {
            assert_eq!(refused(1, number), Flaw::NotANumber { score: 0 });
        }
    }

    #[test]
    fn a_score_of_weight_three_counts_as_three_in_the_raw_mean() {
        let list = [(4.0, 3.0), (8.0, 1.0)].map(|(value, weight)| Score {
            item: 0,
            judge: 0,
            value,
            weight,
        });
        let scores = Scores::new(1, 1, list.to_vec()).unwrap();
        assert!((scores.raw_means()[0] - 5.0).abs() < 1e-12);
        assert_eq!(scores.loads(), [2]);
    }
}
