//! Counts of real votes: wards of Scottish council elections, the Debian leader election of 2002, juries of
//! the Eurovision Song Contest; against pyrankvote, votekit, py-vote-core and abcvoting.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{
    reference::{Folder, folder},
    tool::answer,
};

/// A ward as ballots of the command line; nothing when its papers are not there.
fn ward(folder: &Folder, name: &str) -> String {
    let text = folder.text(&format!("votes/{name}.csv"));
    let lines = text
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('"'));
    let ballots = lines.map(|line| line.trim_end_matches(',').replacen(',', "*", 1));
    ballots.collect::<Vec<_>>().join("\n")
}

const WARDS: [&str; 3] = [
    "aberdeen_2017_ward12",
    "dundee_2017_ward4",
    "glasgow_2022_ward10",
];

/// Names as text, as the reference has numbers.
fn names(value: &Value) -> Vec<String> {
    let names = value.as_array().unwrap().iter();
    names
        .map(|name| {
            name.as_str()
                .map_or_else(|| name.to_string(), str::to_owned)
        })
        .collect()
}

#[test]
fn scottish_wards_elect_whom_they_elected_with_every_round_to_the_last_digit() {
    let Some(folder) = folder("the single transferable vote") else {
        return;
    };
    let reference = folder.json("votes/reference_votes.json");
    for name in WARDS {
        let expected = &reference[name];
        let found = answer("votes --method stv --seats 4", &ward(&folder, name));
        assert_eq!(
            found["elected"],
            json!(names(&expected["wigm_elected"])),
            "{name}"
        );
        assert_eq!(found["quota"], expected["quota"], "{name}");
        assert_eq!(found["ballots"], expected["ballots"], "{name}");
        assert_eq!(found["ties"], json!([]), "{name}");
        let rounds = found["rounds"].as_array().unwrap();
        let totals = expected["round_totals"].as_array().unwrap();
        assert_eq!(rounds.len(), totals.len(), "{name}");
        for (round, totals) in rounds.iter().zip(totals) {
            let votes = round["votes"].as_object().unwrap();
            let totals = totals.as_object().unwrap();
            assert_eq!(votes.len(), totals.len(), "{name}");
            for (candidate, votes) in votes {
                // Both are the shortest text of the same decimal.
                let (found, expected) = (votes.as_f64(), totals[candidate].as_f64());
                assert_eq!(
                    found.map(f64::to_bits),
                    expected.map(f64::to_bits),
                    "{name} {candidate}"
                );
            }
        }
        let order = answer("votes --method schulze", &ward(&folder, name))["order"].clone();
        let order: Vec<String> = order.as_array().unwrap().iter().flat_map(names).collect();
        assert_eq!(order, names(&expected["schulze_order"]), "{name}");
    }
}

#[test]
fn debian_elects_its_leader_of_2002() {
    let Some(folder) = folder("the count of Debian") else {
        return;
    };
    let papers = folder.json("votes/debian2002.json");
    let lines = papers["ballots"].as_array().unwrap().iter();
    let lines = lines.map(|paper| format!("{}*{}", paper[0], names(&paper[1]).join(",")));
    let ballots = lines.collect::<Vec<_>>().join("\r\n");
    let expected = &folder.json("votes/reference_votes.json")["debian2002"];
    let found = answer("votes --method schulze --seats 1", &ballots);
    assert_eq!(found["elected"], json!(["3"]));
    assert_eq!(found["order"], json!([["3"], ["1"], ["2"], ["4"]]));
    for (table, key) in [
        ("pairwise", "preferred"),
        ("schulze_paths", "strongest_paths"),
    ] {
        for (one, other) in (0..4).flat_map(|one| (0..4).map(move |other| (one, other))) {
            let found = &found["rounds"][0][key][(one + 1).to_string()][(other + 1).to_string()];
            let expected = &expected[table][one][other];
            assert!(one == other || found == expected, "{table} {one} {other}");
        }
    }
    let borda = answer("votes --method borda", &ballots);
    assert_eq!(
        borda["rounds"][0]["scores"],
        expected["borda_truncated_zero"]
    );
}

/// Each jury's ten best of a final.
fn juries(folder: &Folder, year: &str) -> String {
    let finals = folder.json("eurovision/esc_finals.json");
    let entries = finals[year].as_array().unwrap();
    let votes = |entry: &Value| {
        entry["scores"]["jury"]["votes"]
            .as_object()
            .unwrap()
            .clone()
    };
    let voters: BTreeSet<String> = entries
        .iter()
        .flat_map(|it| votes(it).into_iter().map(|it| it.0))
        .collect();
    let ballot = |voter: &String| {
        let mut given: Vec<(u64, &str)> = entries
            .iter()
            .filter_map(|entry| {
                Some((
                    votes(entry).get(voter)?.as_u64()?,
                    entry["country"].as_str()?,
                ))
            })
            .filter(|(points, _)| *points > 0)
            .collect();
        given.sort_unstable_by(|one, other| other.cmp(one));
        given
            .into_iter()
            .map(|(_, country)| country)
            .collect::<Vec<_>>()
            .join(",")
    };
    voters.iter().map(ballot).collect::<Vec<_>>().join("\n")
}

#[test]
fn committees_elected_by_eurovision_juries_are_those_of_abcvoting() {
    let Some(folder) = folder("committees") else {
        return;
    };
    let reference = folder.json("votes/reference_approval_esc.json");
    let methods = [
        ("approval", "av"),
        ("satisfaction-approval", "sav"),
        ("pav", "pav"),
        ("sequential-pav", "seqpav"),
        ("phragmen", "seqphragmen"),
        ("equal-shares", "equal-shares"),
    ];
    for (year, expected) in reference.as_object().unwrap() {
        let ballots = juries(&folder, year);
        for (method, rule) in methods {
            for seats in [5, 10] {
                let found = answer(
                    &format!("votes --method {method} --seats {seats}"),
                    &ballots,
                );
                // abcvoting names one committee of sequential rules; where a tie is open here, it is among
                // those that are possible.
                let committee: BTreeSet<String> = names(&expected[format!("{rule}_k{seats}")][0])
                    .into_iter()
                    .collect();
                let sure: BTreeSet<String> = names(&found["elected"]).into_iter().collect();
                let perhaps = names(&found["undecided"]);
                assert!(
                    sure.is_subset(&committee),
                    "{year} {method} {seats}: {sure:?} {committee:?}"
                );
                let left = committee.difference(&sure);
                assert!(
                    left.clone().all(|it| perhaps.contains(it)),
                    "{year} {method} {seats}"
                );
                assert_eq!(
                    found["undecided_seats"],
                    json!(left.count()),
                    "{year} {method} {seats}"
                );
            }
        }
    }
}

#[test]
fn the_juries_leave_ties_for_the_last_seat_that_are_reported() {
    let Some(folder) = folder("ties of juries") else {
        return;
    };
    let finals = folder.json("eurovision/esc_finals.json");
    for (year, seats) in [("2016", 5), ("2016", 10), ("2018", 10)] {
        if finals.get(year).is_none() {
            continue;
        }
        let found = answer(
            &format!("votes --method approval --seats {seats}"),
            &juries(&folder, year),
        );
        assert_eq!(names(&found["elected"]).len(), seats - 1, "{year}");
        assert_eq!(
            found["ties"][0]["among"].as_array().unwrap().len(),
            2,
            "{year}"
        );
        assert_eq!(found["ties"][0]["places"], json!(1), "{year}");
    }
}

#[test]
fn approvals_of_juries_are_those_that_abcvoting_counted() {
    let Some(folder) = folder("approvals of juries") else {
        return;
    };
    let reference = folder.json("votes/reference_approval_esc.json");
    for (year, expected) in reference.as_object().unwrap() {
        let found = answer("votes --method approval --seats 5", &juries(&folder, year));
        for (country, support) in found["rounds"][0]["scores"].as_object().unwrap() {
            assert_eq!(
                *support, expected["approval_count"][country],
                "{year} {country}"
            );
        }
    }
}
