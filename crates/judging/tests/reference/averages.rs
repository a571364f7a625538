//! Plain averages, against official marks of the International Skating Union and numpy.

use judging::standings::average::{mean, trimmed_mean};

use crate::data::{folder, json, near, number, scores, table};

/// Hundredths of a point, as figures are printed with up to four digits.
fn hundredths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let part: i64 = format!("{part:0<2}")[..2].parse().unwrap();
    100 * whole.parse::<i64>().unwrap() + part
}

#[test]
fn every_official_component_mark_is_the_trimmed_mean() {
    let Some(folder) = folder("the trimmed mean") else {
        return;
    };
    let rows = table(&folder, "skating/components_dev.csv.gz");
    for row in &rows {
        let marks: Vec<i64> = (1..=9)
            .map(|judge| hundredths(&row[&format!("J{judge}")]))
            .filter(|mark| *mark > 0)
            .collect();
        let official = trimmed_mean(&marks, 2, 1, 1).unwrap().round_half_up(2);
        assert_eq!(official, hundredths(&row["scores_of_panel"]), "{row:?}");
    }
    eprintln!("{} official component marks reproduced", rows.len());
    assert!(rows.len() > 1_000);
}

#[test]
fn means_of_a_live_round_are_those_of_numpy() {
    let Some(folder) = folder("means") else {
        return;
    };
    let named = scores(
        &folder,
        "skating/live_round_sample.csv",
        ["name", "judge", "y"],
    );
    let reference = &json(&folder, "reference_py.json")["skating_sample_rank"];
    let raw = named.scores.raw_means();
    let mut marks = vec![vec![]; named.items.len()];
    for row in table(&folder, "skating/live_round_sample.csv") {
        let item = named.items.binary_search(&row["name"]).unwrap();
        marks[item].push(hundredths(&row["y"]));
    }
    // The reference is printed with six digits.
    let millionths = |exact: judging::rounding::Exact| {
        f64::from(i32::try_from(exact.round_half_up(6)).unwrap()) / 1e6
    };
    for (item, name) in named.items.iter().enumerate() {
        near(raw[item], number(&reference["mean"][name]), 1e-6);
        let exact = millionths(mean(&marks[item], 2).unwrap());
        near(exact, number(&reference["mean"][name]), 1e-6);
        let trimmed = millionths(trimmed_mean(&marks[item], 2, 1, 1).unwrap());
        near(trimmed, number(&reference["trimmed"][name]), 1.1e-6);
    }
}
