//! Whatever the scores are, a model gives finite figures or says why not.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use judging::{
    agreement::judge_pictures,
    standings::{
        Fit, Method, Refusal, Score, Scores, Tails, both_random, choose, components, explain_items,
        explain_judges, explain_scores, outlooks, severity, severity_and_scale,
    },
};
use proptest::prelude::*;

/// Up to eight items by up to six judges; scores may be missing, equal, repeated and of any weight.
fn any_scores() -> impl Strategy<Value = Scores> {
    (1_usize..8, 1_usize..6).prop_flat_map(|(items, judges)| {
        let score = (0..items, 0..judges, 0_u8..4, 1_u8..3);
        prop::collection::vec(score, 1..30).prop_map(move |mut list| {
            // Every item has a score.
            list.extend((0..items).map(|item| (item, item % judges, 2, 1)));
            let list = list.into_iter().map(|(item, judge, value, weight)| Score {
                item,
                judge,
                value: f64::from(value) * 25.0,
                weight: f64::from(weight),
            });
            Scores::new(items, judges, list.collect()).unwrap()
        })
    })
}

fn finite(numbers: impl IntoIterator<Item = f64>) -> bool {
    numbers.into_iter().all(f64::is_finite)
}

fn check(scores: &Scores, fit: &Fit) {
    assert!(finite(
        fit.items
            .iter()
            .flat_map(|item| [item.value, item.standard_error])
    ));
    assert!(
        fit.judges
            .iter()
            .all(|judge| (0.0..=1.0).contains(&judge.share))
    );
    let ranking = fit.shrunk();
    let drawn = outlooks(&ranking, 2, 1, 20);
    let explained = explain_items(scores, fit, &ranking, &drawn);
    assert!(finite(explained.iter().flat_map(|item| {
        [
            item.adjusted,
            item.severity_part,
            item.scale_part,
            item.outlook.among_best,
        ]
    })));
    assert!(finite(
        explain_scores(scores, fit)
            .iter()
            .flat_map(|one| [one.adjusted, one.weight])
    ));
    assert!(finite(
        explain_judges(scores, fit)
            .iter()
            .flat_map(|one| [one.difference, one.added])
    ));
    assert_eq!(drawn, outlooks(&ranking, 2, 1, 20));
    let pictures = judge_pictures(scores, fit);
    assert!(finite(
        pictures
            .iter()
            .flat_map(|one| one.infit.into_iter().chain(one.correlation))
    ));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_finite_or_refused(scores in any_scores()) {
        let apart = components(&scores).len() > 1;
        for found in [
            severity(&scores),
            severity_and_scale(&scores, Tails::Normal),
            severity_and_scale(&scores, Tails::Heavy),
        ] {
            match found {
                Ok(fit) => {
                    prop_assert!(!apart);
                    check(&scores, &fit);
                }
                Err(refusal) => prop_assert_eq!(apart, matches!(refusal, Refusal::Disconnected(_))),
            }
        }
        let choice = choose(&scores, &judging::standings::Limits::default());
        prop_assert!(!apart || choice.method == Method::RawMean);
        if let Ok(fit) = both_random(&scores) {
            prop_assert!(finite(fit.items.iter().flat_map(|item| [item.value, item.standard_error])));
            prop_assert!(finite([fit.item_variance, fit.judge_variance, fit.residual_variance]));
        }
    }
}
