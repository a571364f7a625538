//! Agreement, against psych 2.2.9 (intraclass correlations), the Python package krippendorff 0.9.0, and
//! the example that Krippendorff works through in print.

use std::path::Path;

use judging::agreement::{
    IntraclassCorrelation, Metric, intraclass_correlations, krippendorff_alpha,
};
use serde_json::Value;

use crate::data::{folder, json, near, number, scores};

/// The cells of a table, empty ones left open, without header and without names of rows.
fn cells(folder: &Path, name: &str, header: bool, names: usize) -> Vec<Vec<Option<f64>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(header)
        .from_path(folder.join(name))
        .unwrap();
    let row = |row: csv::StringRecord| {
        row.iter()
            .skip(names)
            .map(|cell| cell.parse().ok())
            .collect()
    };
    reader.records().map(Result::unwrap).map(row).collect()
}

fn full(table: &[Vec<Option<f64>>]) -> Vec<Vec<f64>> {
    table
        .iter()
        .map(|row| row.iter().flatten().copied().collect())
        .collect()
}

#[track_caller]
fn same(found: IntraclassCorrelation, expected: &Value) {
    near(found.value, number(&expected["ICC"]), 1e-6);
    if let (Some(low), Some(high)) = (expected["lo"].as_f64(), expected["hi"].as_f64()) {
        // psych takes the mean squares from an optimum that lmer finds, which is off by 4 in a million.
        near(found.low, low, 5e-6);
        near(found.high, high, 5e-6);
    }
}

#[test]
fn intraclass_correlations_and_their_intervals_come_out_as_psych_has_them() {
    let Some(folder) = folder("intraclass correlation") else {
        return;
    };
    let reference = json(&folder, "reference_r.json");
    for (table, names, expected) in [
        ("agreement/shrout_fleiss.csv", 0, "icc_shrout_fleiss"),
        ("agreement/wine_matrix.csv", 1, "icc_wine"),
    ] {
        let found = intraclass_correlations(&full(&cells(&folder, table, true, names))).unwrap();
        let expected = &reference[expected];
        same(found.one_way, &expected["ICC1"]);
        same(found.agreement, &expected["ICC2"]);
        same(found.consistency, &expected["ICC3"]);
        same(found.one_way_mean, &expected["ICC1k"]);
        same(found.agreement_mean, &expected["ICC2k"]);
        same(found.consistency_mean, &expected["ICC3k"]);
    }
}

#[test]
fn alpha_comes_out_as_krippendorff_and_his_package_have_it() {
    let Some(folder) = folder("alpha") else {
        return;
    };
    let reference = &json(&folder, "reference_py.json")["krippendorff"];
    let by_judge = cells(&folder, "agreement/krippendorff2011.csv", false, 0);
    let column = |unit: usize| by_judge.iter().filter_map(|row| row[unit]).collect();
    let units: Vec<Vec<f64>> = (0..by_judge[0].len()).map(column).collect();
    let named = scores(
        &folder,
        "skating/live_round_sample.csv",
        ["name", "judge", "y"],
    );
    let mut skating = vec![vec![]; named.items.len()];
    for score in named.scores.list() {
        skating[score.item].push(score.value);
    }
    let metrics = [
        ("nominal", Metric::Nominal),
        ("ordinal", Metric::Ordinal),
        ("interval", Metric::Interval),
        ("ratio", Metric::Ratio),
    ];
    let mut compared = 0;
    for (units, name) in [
        (units, "krippendorff2011"),
        (
            full(&cells(&folder, "agreement/shrout_fleiss.csv", true, 0)),
            "shrout_fleiss",
        ),
        (
            full(&cells(&folder, "agreement/wine_matrix.csv", true, 1)),
            "wine_response",
        ),
        (skating, "skating_sample"),
    ] {
        for (metric, by) in metrics {
            if let Some(expected) = reference[name][metric].as_f64() {
                near(krippendorff_alpha(&units, by).unwrap(), expected, 1e-6);
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 9);
}
