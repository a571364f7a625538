//! Comparisons, against BradleyTerry2 1.1.2, choix 0.4.1, and a trace of a running implementation of
//! Crowd-BT.

use judging::agreement::{
    Comparison, bradley_terry,
    crowd::{Reliability, Strength, expected_gain, learn},
};

use crate::data::{folder, json, near, number, scores, table};

/// Names and comparisons from a table of the wins of two.
fn comparisons(
    folder: &std::path::Path,
    name: &str,
    columns: [&str; 4],
) -> (Vec<String>, Vec<Comparison>) {
    let rows = table(folder, name);
    let mut names: Vec<String> = rows
        .iter()
        .flat_map(|row| [row[columns[0]].clone(), row[columns[1]].clone()])
        .collect();
    names.sort();
    names.dedup();
    let comparison = |row: &std::collections::BTreeMap<String, String>| Comparison {
        first: names.binary_search(&row[columns[0]]).unwrap(),
        second: names.binary_search(&row[columns[1]]).unwrap(),
        first_wins: row[columns[2]].parse().unwrap(),
        second_wins: row[columns[3]].parse().unwrap(),
    };
    let comparisons = rows.iter().map(comparison).collect();
    (names, comparisons)
}

/// Minus twice the log likelihood against that of a model with a chance of its own for each row.
fn deviance(comparisons: &[Comparison], log_likelihood: f64) -> f64 {
    let share = |wins: f64, count: f64| {
        if wins > 0.0 {
            wins * (wins / count).ln()
        } else {
            0.0
        }
    };
    let saturated = comparisons.iter().map(|row| {
        let count = row.first_wins + row.second_wins;
        share(row.first_wins, count) + share(row.second_wins, count)
    });
    2.0 * (saturated.sum::<f64>() - log_likelihood)
}

#[test]
fn journals_and_teams_come_out_as_bradley_terry_2_has_them() {
    let Some(folder) = folder("Bradley-Terry") else {
        return;
    };
    let reference = json(&folder, "reference_r.json");
    let baseball = ["home.team", "away.team", "home.wins", "away.wins"];
    let citations = ["player1", "player2", "win1", "win2"];
    for (file, columns, key, base, prefix) in [
        (
            "pairwise/baseball.csv",
            baseball,
            "bt_baseball",
            "Baltimore",
            "team",
        ),
        (
            "pairwise/citations.csv",
            citations,
            "bt_citations",
            "Biometrika",
            "..",
        ),
    ] {
        let (names, comparisons) = comparisons(&folder, file, columns);
        let expected = &reference[key];
        let found = bradley_terry(names.len(), &comparisons, 0.0).unwrap();
        let base = names.iter().position(|name| name == base).unwrap();
        let mut compared = 0;
        for (item, name) in names.iter().enumerate().filter(|(item, _)| *item != base) {
            let name = format!("{prefix}{name}");
            let (distance, error) = found.difference(item, base);
            near(distance, number(&expected["coef"][&name]), 1e-5);
            near(error, number(&expected["se"][&name]), 1e-5);
            compared += 1;
        }
        assert_eq!(compared, expected["coef"].as_object().unwrap().len());
        near(
            deviance(&comparisons, found.log_likelihood),
            number(&expected["deviance"]),
            1e-5,
        );
    }
}

#[test]
fn what_nine_judges_imply_of_37_programmes_comes_out_as_choix_has_it() {
    let Some(folder) = folder("Bradley-Terry with a ridge") else {
        return;
    };
    let named = scores(
        &folder,
        "skating/live_round_sample.csv",
        ["name", "judge", "y"],
    );
    let expected = &json(&folder, "reference_py.json")["choix_skating_implied_pairs"];
    let list = named.scores.list();
    let mut implied = vec![];
    for (index, one) in list.iter().enumerate() {
        for other in &list[index + 1..] {
            let order = one.value.total_cmp(&other.value);
            if one.judge == other.judge && order.is_ne() {
                implied.push(Comparison {
                    first: one.item,
                    second: other.item,
                    first_wins: f64::from(u8::from(order.is_gt())),
                    second_wins: f64::from(u8::from(order.is_lt())),
                });
            }
        }
    }
    assert_eq!(Some(implied.len() as u64), expected["pairs"].as_u64());
    let found = bradley_terry(named.items.len(), &implied, number(&expected["alpha"])).unwrap();
    for (name, value) in expected["names"]
        .as_array()
        .unwrap()
        .iter()
        .zip(expected["theta"].as_array().unwrap())
    {
        let item = named
            .items
            .iter()
            .position(|item| Some(&item[..]) == name.as_str())
            .unwrap();
        near(found.values[item], number(value), 1e-5);
    }
}

#[test]
fn every_step_of_the_trace_is_retraced() {
    let Some(folder) = folder("Crowd-BT") else {
        return;
    };
    let steps = json(&folder, "pairwise/crowdbt_reference.json");
    for step in steps.as_array().unwrap() {
        let [right, wrong, first, first_variance, second, second_variance] =
            [0, 1, 2, 3, 4, 5].map(|index| number(&step["args"][index]));
        let judge = Reliability { right, wrong };
        let winner = Strength {
            mean: first,
            variance: first_variance,
        };
        let loser = Strength {
            mean: second,
            variance: second_variance,
        };
        let learnt = learn(judge, winner, loser);
        let found = [
            learnt.judge.right,
            learnt.judge.wrong,
            learnt.winner.mean,
            learnt.winner.variance,
            learnt.loser.mean,
            learnt.loser.variance,
        ];
        for (index, found) in found.into_iter().enumerate() {
            near(found, number(&step["update"][index]), 1e-9);
        }
        near(
            expected_gain(judge, winner, loser),
            number(&step["eig"]),
            1e-9,
        );
    }
}
