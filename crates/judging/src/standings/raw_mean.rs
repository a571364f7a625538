//! The plain mean as a model: judges are taken for alike, and all that is between the scores of an item is
//! chance. It ranks when nothing better can be carried, and is what better models are held against.

use super::{
    choice::Method,
    fit::{Fit, Parts},
    posterior::Posterior,
    scores::{Refusal, Scores},
};
use crate::numbers::real;

/// Estimates each item by the weighted mean of its scores; σ² is what varies within items.
///
/// # Errors
/// [`Refusal::TooFewScores`] when there are no more scores than items: then nothing tells how far a mean
/// may be off.
pub fn raw_mean(scores: &Scores) -> Result<Fit, Refusal> {
    let freedom = scores.list().len().saturating_sub(scores.items());
    if freedom == 0 {
        return Err(Refusal::TooFewScores);
    }
    let means = scores.raw_means();
    let mut precisions = vec![0.0; scores.items()];
    let mut squares = 0.0;
    for score in scores.list() {
        precisions[score.item] += score.weight;
        squares += score.weight * (score.value - means[score.item]).powi(2);
    }
    let residual_variance = squares / real(freedom);
    let spreads = precisions
        .iter()
        .map(|precision| (residual_variance / precision).sqrt())
        .collect();
    let judges = scores.judges();
    Ok(Fit::new(Parts {
        method: Method::RawMean,
        scores,
        posterior: Posterior::apart(means, spreads, judges),
        leniency: vec![0.0; judges],
        scales: vec![1.0; judges],
        noises: vec![residual_variance.sqrt(); judges],
        ties: vec![0.0; judges],
        residual_variance,
        ratio: f64::INFINITY,
        criterion: None,
    }))
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            draws::outlooks,
            scores::{Score, tests::scores},
        },
        *,
    };

    #[test]
    fn a_mean_is_off_by_what_varies_within_items_over_its_readings() {
        // Within items 2 + 2 and 0.5: 4.5 squares by three degrees of freedom.
        let list = [
            (0, 0, 4.0),
            (0, 1, 6.0),
            (0, 2, 5.0),
            (1, 0, 8.0),
            (1, 1, 9.0),
        ];
        let fit = raw_mean(&scores(2, 3, &list)).unwrap();
        let variance = (2.0 + 0.5) / 3.0;
        assert!((fit.residual_variance - variance).abs() < 1e-12);
        let errors: Vec<f64> = fit.items.iter().map(|item| item.standard_error).collect();
        assert!((errors[0] - (variance / 3.0_f64).sqrt()).abs() < 1e-12);
        assert!((errors[1] - (variance / 2.0_f64).sqrt()).abs() < 1e-12);
        assert!(fit.values()[1] - fit.values()[0] > 3.4);
        assert!(fit.judge_variance.abs() < 1e-12);
        assert!(outlooks(&fit, 1, 1, 400)[1].among_best > 0.99);
    }

    #[test]
    fn a_score_of_twice_the_weight_is_off_by_half_the_variance() {
        let list = [(0, 0, 4.0, 2.0), (0, 1, 7.0, 1.0)].map(|(item, judge, value, weight)| Score {
            item,
            judge,
            value,
            weight,
        });
        let fit = raw_mean(&Scores::new(1, 2, list.to_vec()).unwrap()).unwrap();
        // Mean 5; squares 2·1 + 1·4 = 6 by one degree of freedom, over a precision of 3.
        assert!((fit.items[0].value - 5.0).abs() < 1e-12);
        assert!((fit.items[0].standard_error.powi(2) - 2.0).abs() < 1e-12);
    }

    #[test]
    fn one_score_for_each_item_tells_nothing_of_chance() {
        let list = [(0, 0, 4.0), (1, 0, 6.0)];
        let refused = raw_mean(&scores(2, 1, &list)).unwrap_err();
        assert_eq!(refused, Refusal::TooFewScores);
    }
}
