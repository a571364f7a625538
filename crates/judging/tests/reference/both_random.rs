//! Items and judges both random, against lme4 1.1-31 (`y ~ 1 + (1 | item) + (1 | judge)`, REML).

use judging::standings::{BothRandom, Estimate, both_random};
use serde_json::Value;

use crate::data::{Named, folder, json, near, near_relative, number, scores, table};

fn variances(fit: &BothRandom, reference: &Value, tolerance: f64) {
    near_relative(fit.item_variance, number(&reference["E"]), tolerance);
    near_relative(fit.judge_variance, number(&reference["Jd"]), tolerance);
    near_relative(
        fit.residual_variance,
        number(&reference["Residual"]),
        tolerance,
    );
}

/// Predictions and their conditional variances.
fn effects(
    folder: &std::path::Path,
    file: &str,
    names: &[String],
    found: &[Estimate],
    tolerance: f64,
) {
    let rows = table(folder, file);
    assert_eq!(rows.len(), names.len());
    for row in rows {
        let effect = found[names.binary_search(&row["id"]).unwrap()];
        near(effect.value, row["blup"].parse().unwrap(), tolerance);
    }
}

fn both(folder: &std::path::Path, named: &Named, fit: &BothRandom, data: &str, tolerance: f64) {
    let file = |kind: &str| format!("lme4/{data}_{kind}_blup.csv");
    effects(folder, &file("entry"), &named.items, &fit.items, tolerance);
    effects(
        folder,
        &file("judge"),
        &named.judges,
        &fit.judges,
        tolerance,
    );
}

#[test]
fn seventy_thousand_scores_by_2972_judges_come_out_as_lme4_has_them() {
    let Some(folder) = folder("the model with random items") else {
        return;
    };
    let named = scores(&folder, "lme4/insteval.csv.gz", ["d", "s", "y"]);
    let reference = &json(&folder, "reference_r.json")["insteval"];
    let begun = std::time::Instant::now();
    let fit = both_random(&named.scores).unwrap();
    eprintln!(
        "73,421 scores with random items and judges: {:?}",
        begun.elapsed()
    );
    near(fit.criterion, number(&reference["reml_crit"]), 1e-3);
    variances(&fit, &reference["var"], 2e-4);
    near(fit.mean.value, number(&reference["intercept"]), 2e-5);
    near(
        fit.mean.standard_error,
        number(&reference["se_intercept"]),
        2e-5,
    );
    both(&folder, &named, &fit, "insteval", 2e-5);
}

#[test]
fn a_complete_table_comes_out_as_lme4_has_it() {
    let Some(folder) = folder("the model with random items") else {
        return;
    };
    let named = scores(
        &folder,
        "lme4/penicillin.csv",
        ["sample", "plate", "diameter"],
    );
    let reference = &json(&folder, "reference_r.json")["penicillin"];
    let fit = both_random(&named.scores).unwrap();
    near(fit.criterion, number(&reference["reml_crit"]), 1e-4);
    variances(&fit, &reference["var"], 3e-4);
    near(fit.mean.value, number(&reference["intercept"]), 1e-6);
    near_relative(
        fit.mean.standard_error,
        number(&reference["se_intercept"]),
        1e-3,
    );
    both(&folder, &named, &fit, "penicillin", 1e-4);
}

#[test]
fn a_panel_of_nine_on_37_programmes_comes_out_as_lme4_has_it() {
    let Some(folder) = folder("the model with random items") else {
        return;
    };
    let named = scores(
        &folder,
        "skating/live_round_sample.csv",
        ["name", "judge", "y"],
    );
    let reference = &json(&folder, "reference_mfrm.json")["skating_lmer"];
    let fit = both_random(&named.scores).unwrap();
    near(fit.criterion, number(&reference["reml"]), 1e-4);
    near_relative(fit.item_variance, number(&reference["var"]["name"]), 3e-4);
    near_relative(fit.judge_variance, number(&reference["var"]["judge"]), 3e-4);
    near_relative(
        fit.residual_variance,
        number(&reference["var"]["Residual"]),
        3e-4,
    );
    near(fit.mean.value, number(&reference["intercept"]), 1e-6);
    for (name, judge) in named.judges.iter().zip(&fit.judges) {
        near(judge.value, number(&reference["judge"][name]), 1e-4);
    }
}
