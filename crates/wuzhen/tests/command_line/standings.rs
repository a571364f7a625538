//! Standings, against the ISU's official marks, numpy, and lme4 1.1-31.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    reference::{folder, near, near_relative, number, sheet},
    tool::{answer, line, wuzhen},
};

/// By the name of the entry or judge.
fn by_name<'a>(answer: &'a Value, key: &str, name: &str) -> BTreeMap<&'a str, &'a Value> {
    let lines = answer[key].as_array().unwrap().iter();
    lines
        .map(|line| (line[name].as_str().unwrap(), line))
        .collect()
}

/// Hundredths of a point by an exact decimal, a half up.
fn hundredths(text: &str) -> i64 {
    let (numerator, denominator) = match text.split_once('/') {
        Some((numerator, denominator)) => {
            (numerator.parse().unwrap(), denominator.parse().unwrap())
        }
        None => {
            let (whole, part) = text.split_once('.').unwrap_or((text, ""));
            let digits = u32::try_from(part.len()).unwrap();
            (
                format!("{whole}{part}").parse::<i64>().unwrap(),
                10_i64.pow(digits),
            )
        }
    };
    (200 * numerator + denominator).div_euclid(2 * denominator)
}

#[test]
fn every_official_component_mark_of_skating_is_the_trimmed_mean() {
    let Some(folder) = folder("the trimmed mean") else {
        return;
    };
    let rows = folder.table("skating/components_dev.csv.gz");
    let judges: Vec<String> = (1..=9).map(|judge| format!("J{judge}")).collect();
    let marks = rows.iter().flat_map(|row| {
        let given = judges
            .iter()
            .filter(|judge| row[*judge].parse::<f64>().unwrap() > 0.0);
        given.map(|judge| [&row["aspect_id"][..], judge, &row[judge]])
    });
    let found = answer(
        "standings --method trimmed-mean --drop-high 1 --drop-low 1",
        &sheet(marks),
    );
    let lines = by_name(&found, "entries", "entry");
    for row in &rows {
        let line = lines[&row["aspect_id"][..]];
        assert_eq!(
            hundredths(line["exact"].as_str().unwrap()),
            hundredths(&row["scores_of_panel"]),
            "{row:?}"
        );
        near(
            &line["adjusted"],
            row["scores_of_panel"].parse().unwrap(),
            0.005 + 1e-9,
        );
    }
    eprintln!("{} official marks reproduced", rows.len());
    assert_eq!(lines.len(), rows.len());
}

#[test]
fn means_of_a_live_round_are_those_of_numpy() {
    let Some(folder) = folder("means") else {
        return;
    };
    let sheet = folder.sheet("skating/live_round_sample.csv", ["name", "judge", "y"]);
    let reference = &folder.json("reference_py.json")["skating_sample_rank"];
    for (method, expected) in [("mean", "mean"), ("trimmed-mean", "trimmed")] {
        let found = answer(&format!("standings --method {method}"), &sheet);
        let lines = found["entries"].as_array().unwrap();
        assert_eq!(lines.len(), 37);
        for line in lines {
            let expected = &reference[expected][line["entry"].as_str().unwrap()];
            near(&line["adjusted"], number(expected), 1.1e-6);
        }
    }
}

#[test]
fn severity_of_856_judges_comes_out_as_lme4_has_it() {
    let Some(folder) = folder("severity") else {
        return;
    };
    let sheet = folder.sheet("lme4/insteval_sub.csv", ["d", "s", "y"]);
    let reference = &folder.json("reference_r.json")["insteval_sub_entryfixed"];
    let found = answer("standings --method severity", &sheet);
    near(&found["reml"], number(&reference["reml_crit"]), 1e-6);
    near_relative(&found["variance"]["judge"], &reference["var"]["s"], 1e-5);
    near_relative(
        &found["variance"]["residual"],
        &reference["var"]["Residual"],
        1e-5,
    );
    let (entries, judges) = (
        by_name(&found, "entries", "entry"),
        by_name(&found, "judges", "judge"),
    );
    assert_eq!((entries.len(), judges.len()), (149, 856));
    for row in folder.table("lme4/insteval_sub_entryfixed.csv") {
        let line = entries[&row["id"][..]];
        let (estimate, error): (f64, f64) =
            (row["est"].parse().unwrap(), row["se"].parse().unwrap());
        near(&line["adjusted"], estimate, 1e-6);
        near(&line["se"], error, 1e-6);
        near(&line["low90"], estimate - 1.644_854 * error, 1e-5);
    }
    for row in folder.table("lme4/insteval_sub_entryfixed_judge.csv") {
        let blup: f64 = row["blup"].parse().unwrap();
        near(&judges[&row["id"][..]]["leniency"], blup, 1e-6);
        near(&judges[&row["id"][..]]["severity"], -blup, 1e-6);
    }
}

#[test]
fn a_complete_table_of_penicillin_comes_out_as_lme4_has_it() {
    let Some(folder) = folder("severity") else {
        return;
    };
    let sheet = folder.sheet("lme4/penicillin.csv", ["sample", "plate", "diameter"]);
    let reference = &folder.json("reference_r.json")["penicillin_entryfixed"];
    let found = answer("standings --method severity", &sheet);
    for line in found["entries"].as_array().unwrap() {
        let name = format!("sample{}", line["entry"].as_str().unwrap());
        near(&line["adjusted"], number(&reference["fixef"][&name]), 1e-5);
        near(&line["se"], number(&reference["se"][&name]), 1e-5);
    }
}

/// Eight hundred entries, a hundred judges, three readings, dealt and scored by a fixed sequence.
fn eight_hundred() -> String {
    let mut state = 7_u64;
    let mut next = move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let mut rows = vec![];
    for entry in 0..800 {
        let (first, step) = (next(), 1 + next() % 33);
        for reading in 0..3 {
            let judge = (first + reading * step) % 100;
            let severe = if judge.is_multiple_of(4) { 12 } else { 0 };
            let score = 40 + entry % 41 + next() % 15 - severe;
            rows.push([format!("e{entry}"), format!("j{judge}"), score.to_string()]);
        }
    }
    sheet(rows)
}

#[test]
fn eight_hundred_entries_are_ranked_in_no_time_and_severe_judges_are_found() {
    let begun = std::time::Instant::now();
    let found = answer(
        "standings --method severity-and-scale --top 100 --seed 7",
        &eight_hundred(),
    );
    eprintln!(
        "800 entries, 100 judges, 3 readings, P(top 100): {:?}",
        begun.elapsed()
    );
    let lines = found["entries"].as_array().unwrap();
    assert_eq!(lines.len(), 800);
    let ranks: Vec<u64> = lines
        .iter()
        .map(|line| line["rank"].as_u64().unwrap())
        .collect();
    assert!(ranks.is_sorted() && ranks[0] == 1);
    let likely: f64 = lines.iter().map(|line| number(&line["p_top"])).sum();
    assert!((likely - 100.0).abs() < 1.0, "{likely}");
    for (judge, severe) in [("j0", true), ("j4", true), ("j1", false), ("j2", false)] {
        let severity = number(&line(&found, "judges", "judge", judge)["severity"]);
        assert_eq!(severity > 4.0, severe, "{judge} {severity}");
    }
    let again = wuzhen(
        &[
            "standings",
            "-",
            "--method",
            "severity-and-scale",
            "--top",
            "100",
            "--seed",
            "7",
            "--json",
        ],
        eight_hundred().as_bytes(),
    );
    assert_eq!(again.json(), found, "the same seed gives the same bytes");
}

/// By the definition of generalized least squares, with two judges and three entries, in fractions.
#[test]
fn weights_and_missing_scores_come_out_as_worked_by_hand() {
    // Entry a by x (5, weight 2) and y (8, weight 1), b by x (1) and y (3), weights 1 and 1; c by x alone.
    let text = "entry,judge,score,weight\na,x,5,2\na,y,8,1\nb,x,1,1\nb,y,3,1\nc,x,4,1\n";
    let found = answer("standings --method severity", text);
    // Within items: a has 2/3·(y-x)² with y-x = 3, b has 1/2 with 2. M = 7/6·[[1,-1],[-1,1]], and the pull on
    // y is 2/3·3 + 1/2·2 = 3. So b_y - b_x = 2·3/(7/3 + ℓ) and the sum is zero.
    let variances = &found["variance"];
    let ratio = number(&variances["residual"]) / number(&variances["judge"]);
    let leniency = 3.0 / (7.0 / 3.0 + ratio);
    near(
        &line(&found, "judges", "judge", "y")["leniency"],
        leniency,
        1e-9,
    );
    near(&line(&found, "entries", "entry", "a")["raw"], 6.0, 1e-12);
    // What is added to a is minus the weighted mean of x and y: (2·(-b) + b)/3.
    near(
        &line(&found, "entries", "entry", "a")["adjusted"],
        6.0 + leniency / 3.0,
        1e-9,
    );
    near(
        &line(&found, "entries", "entry", "b")["adjusted"],
        2.0,
        1e-9,
    );
    near(
        &line(&found, "entries", "entry", "c")["adjusted"],
        4.0 + leniency,
        1e-9,
    );
    // df = 2, squares 2/3·9 + 1/2·4 = 8; Q = 8 - 3²·2/(7/3 + ℓ), σ² = Q/2, and REML is least there.
    let left = |ratio: f64| 8.0 - 18.0 / (7.0 / 3.0 + ratio);
    near(&variances["residual"], left(ratio) / 2.0, 1e-9);
    let criterion = |ratio: f64| 2.0 * left(ratio).ln() + (7.0 / 3.0 + ratio).ln() - ratio.ln();
    assert!(
        criterion(ratio) <= criterion(ratio * 1.01) && criterion(ratio) <= criterion(ratio / 1.01)
    );
}
