//! Intraclass correlations: the part of the variance of scores that is due to the items.
//!
//! Definitions and intervals by Shrout, Fleiss, Intraclass correlations: uses in assessing rater
//! reliability, 1979; the interval of ICC(2,1) by McGraw, Wong, Forming inferences about some
//! intraclass correlation coefficients, 1996.

use crate::{
    numbers::{mean, real},
    special::f_quantile,
};

/// A correlation and its interval of 95 %. One is perfect; below zero is worse than chance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct IntraclassCorrelation {
    /// The estimate.
    pub value: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The six correlations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlations {
    /// ICC(1): of one score, when each item is scored by judges of its own.
    pub one_way: IntraclassCorrelation,
    /// ICC(2,1): of one score, judges being a sample of many; their leniency counts as error.
    pub agreement: IntraclassCorrelation,
    /// ICC(3,1): of one score, these judges being all; their leniency does not count.
    pub consistency: IntraclassCorrelation,
    /// ICC(1,k): of the mean of all judges.
    pub one_way_mean: IntraclassCorrelation,
    /// ICC(2,k): of the mean of all judges.
    pub agreement_mean: IntraclassCorrelation,
    /// ICC(3,k): of the mean of all judges.
    pub consistency_mean: IntraclassCorrelation,
}

/// The reliability of the mean of `readings` scores when that of one is `single` (Spearman, Brown,
/// 1910). With .25, three readings have .5 and five .63.
pub fn reliability_of_mean(single: f64, readings: f64) -> f64 {
    readings * single / (1.0 + (readings - 1.0) * single)
}

/// From a complete table, one row for each item and one column for each judge, in points. Nothing when
/// rows differ in length, when there are fewer than two items or judges, or when scores do not vary.
pub fn intraclass_correlations(table: &[Vec<f64>]) -> Option<Correlations> {
    let variances = Variances::of(table)?;
    let (one_way, one_way_mean) =
        variances.ratio(variances.within, variances.items * (variances.judges - 1.0));
    let freedom = (variances.items - 1.0) * (variances.judges - 1.0);
    let (consistency, consistency_mean) = variances.ratio(variances.rest, freedom);
    let agreement = variances.agreement(freedom);
    let of_mean = |single: f64| reliability_of_mean(single, variances.judges);
    let agreement_mean = IntraclassCorrelation {
        value: of_mean(agreement.value),
        low: of_mean(agreement.low),
        high: of_mean(agreement.high),
    };
    let all = [
        one_way,
        one_way_mean,
        consistency,
        consistency_mean,
        agreement,
        agreement_mean,
    ];
    let numbers = all.iter().flat_map(|one| [one.value, one.low, one.high]);
    numbers
        .into_iter()
        .all(|number| !number.is_nan())
        .then_some(Correlations {
            one_way,
            agreement,
            consistency,
            one_way_mean,
            agreement_mean,
            consistency_mean,
        })
}

/// The mean squares of the analysis of variance.
struct Variances {
    items: f64,
    judges: f64,
    between_items: f64,
    between_judges: f64,
    /// Within items.
    within: f64,
    /// Within items without what is between judges.
    rest: f64,
}

impl Variances {
    fn of(table: &[Vec<f64>]) -> Option<Self> {
        let width = table.first()?.len();
        if table.len() < 2 || width < 2 || table.iter().any(|row| row.len() != width) {
            return None;
        }
        let (items, judges) = (real(table.len()), real(width));
        let rows: Vec<f64> = table.iter().map(|row| mean(row)).collect();
        let column = |judge: usize| table.iter().map(|row| row[judge]).sum::<f64>() / items;
        let columns: Vec<f64> = (0..width).map(column).collect();
        let centre = mean(&rows);
        let squares = |values: &[f64]| {
            values
                .iter()
                .map(|value| (value - centre).powi(2))
                .sum::<f64>()
        };
        // Scores that do not vary leave squares of lost digits, which are as large as the scores make them.
        let size: f64 = table.iter().flatten().map(|value| value * value).sum();
        let clean = |squares: f64| if squares > 1e-26 * size { squares } else { 0.0 };
        let total = clean(table.iter().map(|row| squares(row)).sum());
        let (of_items, of_judges) = (
            clean(judges * squares(&rows)),
            clean(items * squares(&columns)),
        );
        // What differences leave of equal figures is lost digits, not chance.
        let left = |squares: f64| {
            if squares > 1e-13 * total {
                squares
            } else {
                0.0
            }
        };
        Some(Self {
            items,
            judges,
            between_items: of_items / (items - 1.0),
            between_judges: of_judges / (judges - 1.0),
            within: left(total - of_items) / (items * (judges - 1.0)),
            rest: left(total - of_items - of_judges) / ((items - 1.0) * (judges - 1.0)),
        })
    }

    /// The correlation of one score and of the mean, from the ratio of what is between items to `error`
    /// with these degrees of freedom.
    fn ratio(&self, error: f64, freedom: f64) -> (IntraclassCorrelation, IntraclassCorrelation) {
        if error == 0.0 && self.between_items > 0.0 {
            let all = IntraclassCorrelation {
                value: 1.0,
                low: 1.0,
                high: 1.0,
            };
            return (all, all);
        }
        let ratio = self.between_items / error;
        let low = ratio / f_quantile(0.975, self.items - 1.0, freedom);
        let high = ratio * f_quantile(0.975, freedom, self.items - 1.0);
        let correlation = |of: &dyn Fn(f64) -> f64| IntraclassCorrelation {
            value: of(ratio),
            low: of(low),
            high: of(high),
        };
        (
            correlation(&|ratio| (ratio - 1.0) / (ratio + self.judges - 1.0)),
            correlation(&|ratio| 1.0 - 1.0 / ratio),
        )
    }

    /// ICC(2,1). Its interval rests on Satterthwaite's approximation of the degrees of freedom.
    fn agreement(&self, freedom: f64) -> IntraclassCorrelation {
        let (n, k) = (self.items, self.judges);
        let error = k * self.between_judges + (k * n - k - n) * self.rest;
        let value = (self.between_items - self.rest)
            / (self.between_items
                + (k - 1.0) * self.rest
                + k * (self.between_judges - self.rest) / n);
        let judges = k * value * self.between_judges / self.rest;
        let others = n * (1.0 + (k - 1.0) * value) - k * value;
        let approximate = if self.rest > 0.0 {
            freedom * (judges + others).powi(2) / ((n - 1.0) * judges.powi(2) + others.powi(2))
        } else {
            // What it comes to as the rest goes to zero.
            k - 1.0
        };
        let below = f_quantile(0.975, n - 1.0, approximate);
        let above = f_quantile(0.975, approximate, n - 1.0);
        IntraclassCorrelation {
            value,
            low: n * (self.between_items - below * self.rest)
                / (below * error + n * self.between_items),
            high: n * (above * self.between_items - self.rest)
                / (error + n * above * self.between_items),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judges_who_differ_by_a_constant_are_consistent_and_agree_as_far_as_it_goes() {
        let found = intraclass_correlations(&[vec![1.0, 2.0], vec![2.0, 3.0], vec![4.0, 5.0]]);
        let found = found.unwrap();
        let whole = |one: IntraclassCorrelation| [one.value, one.low, one.high];
        for one in [found.consistency, found.consistency_mean] {
            assert!(whole(one).iter().all(|figure| (figure - 1.0).abs() < 1e-12));
        }
        // Between items 14/3, between judges 1.5: 14/3 of 14/3 + 2 * 1.5 / 3.
        assert!((found.agreement.value - 14.0 / 17.0).abs() < 1e-12);
        assert!(found.agreement.low < found.agreement.value);
        assert!(found.agreement.value < found.agreement.high);
        let same = intraclass_correlations(&[vec![1.1, 1.1], vec![2.3, 2.3]]).unwrap();
        for one in [
            same.one_way,
            same.agreement,
            same.consistency,
            same.agreement_mean,
        ] {
            for figure in whole(one) {
                assert!((figure - 1.0).abs() < 1e-12, "{one:?}");
            }
        }
    }

    #[test]
    fn a_table_of_two_by_two_comes_out_as_worked_by_hand() {
        // Rows 1 2 and 5 8: row means 1.5 and 6.5, column means 3 and 5, all 4. Between items 25,
        // between judges 4, total 30, so 5 / 2 within items and 1 left.
        let found = intraclass_correlations(&[vec![1.0, 2.0], vec![5.0, 8.0]]).unwrap();
        assert!((found.one_way.value - 22.5 / 27.5).abs() < 1e-12);
        assert!((found.consistency.value - 24.0 / 26.0).abs() < 1e-12);
        assert!((found.agreement.value - 24.0 / 29.0).abs() < 1e-12);
        assert!((found.consistency_mean.value - 0.96).abs() < 1e-12);
        assert!(
            found.one_way.low < found.one_way.value && found.one_way.value < found.one_way.high
        );
    }

    #[test]
    fn what_tells_nothing_has_no_correlation() {
        assert_eq!(intraclass_correlations(&[]), None);
        assert_eq!(intraclass_correlations(&[vec![1.0, 2.0]]), None);
        assert_eq!(intraclass_correlations(&[vec![1.0, 2.0], vec![1.0]]), None);
        assert_eq!(intraclass_correlations(&[vec![1.0; 2], vec![1.0; 2]]), None);
        for (value, items) in [(8.1, 10), (0.3, 7), (1e6 + 0.1, 33)] {
            let same = vec![vec![value; 2]; items];
            assert_eq!(intraclass_correlations(&same), None, "{value}");
        }
    }

    #[test]
    fn a_mean_of_three_is_more_reliable_than_one() {
        assert!((reliability_of_mean(0.25, 3.0) - 0.5).abs() < 1e-12);
        assert!((reliability_of_mean(0.25, 1.0) - 0.25).abs() < 1e-12);
    }
}
