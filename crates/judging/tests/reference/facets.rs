//! The many-facet Rasch model, against VGAM 1.1.7 (adjacent categories, everything fixed).

use std::time::Instant;

use judging::agreement::{Facets, Measure, Rating, facets};
use serde_json::Value;

use crate::data::{Named, folder, json, near, number, scores};

fn measured(named: &Named) -> Facets {
    let categories: Vec<usize> = named
        .scores
        .list()
        .iter()
        .map(|score| category(score.value))
        .collect();
    let ratings: Vec<Rating> = named
        .scores
        .list()
        .iter()
        .zip(categories)
        .map(|(score, category)| Rating {
            item: score.item,
            judge: score.judge,
            category,
        })
        .collect();
    facets(named.items.len(), named.judges.len(), 5, &ratings).unwrap()
}

/// Ratings are 1 to 5.
fn category(value: f64) -> usize {
    [1.0, 2.0, 3.0, 4.0, 5.0]
        .iter()
        .position(|other| (value - other).abs() < 0.1)
        .unwrap()
}

/// Compares units by name; `names` of ours in order.
fn units(names: &[String], found: &[Measure], expected: [&Value; 3]) {
    assert_eq!(expected[0].as_object().unwrap().len(), names.len());
    for (name, found) in names.iter().zip(found) {
        near(found.logits.value, number(&expected[0][name]), 1e-6);
        near(found.infit, number(&expected[1][name]), 1e-6);
        near(found.outfit, number(&expected[2][name]), 1e-6);
        assert!(!found.extreme);
    }
}

fn all(named: &Named, expected: &Value) {
    let begun = Instant::now();
    let found = measured(named);
    eprintln!(
        "{} ratings: {:?}",
        named.scores.list().len(),
        begun.elapsed()
    );
    near(found.log_likelihood, number(&expected["logLik"]), 1e-6);
    for (step, expected) in found
        .steps
        .iter()
        .zip(expected["thresholds_coef"].as_array().unwrap())
    {
        near(*step, number(expected), 1e-6);
    }
    let fits = |of: &str| ["infit", "outfit"].map(|kind| &expected[format!("{of}_{kind}")]);
    let [infit, outfit] = fits("entry");
    units(
        &named.items,
        &found.items,
        [&expected["entry"], infit, outfit],
    );
    let judges: Vec<Measure> = found.judges.iter().copied().map(Option::unwrap).collect();
    let [infit, outfit] = fits("judge");
    units(
        &named.judges,
        &judges,
        [&expected["judge_leniency"], infit, outfit],
    );
}

#[test]
fn bottles_of_wine_and_lecturers_come_out_as_vgam_has_them() {
    let Some(folder) = folder("the many-facet Rasch model") else {
        return;
    };
    let reference = json(&folder, "reference_mfrm.json");
    let dense = scores(&folder, "rasch/insteval_dense.csv", ["d", "s", "y"]);
    all(&dense, &reference["insteval_dense"]);
    let mut wine = scores(&folder, "wine/wine.csv", ["bottle", "judge", "rating"]);
    // The reference names bottles by temperature and contact too.
    let names = reference["wine"]["entry"].as_object().unwrap().keys();
    for name in names {
        let (_, bottle) = name.rsplit_once('.').unwrap();
        let place = wine.items.iter().position(|item| item == bottle).unwrap();
        name.clone_into(&mut wine.items[place]);
    }
    all(&wine, &reference["wine"]);
}
