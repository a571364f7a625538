use super::*;

fn asked() -> Assign {
    Assign {
        instance: "test.csv".into(),
        keep: None,
        even: false,
        max_min: false,
        bridge: None,
        seed: 1,
        json: true,
    }
}

fn assigned(instance: &str, kept: Option<&str>) -> Result<Assigned, Failure> {
    let kept = kept.map(Source::test);
    asked().of(&Source::test(instance), kept.as_ref())
}

const THREE: &str = r#"{"reviews_per_entry": 1, "entries": ["a", {"id": "b", "track": "t"}],
    "judges": [{"id": "x", "max": 1}, {"id": "y", "max": 2}, {"id": "z", "max": 0}],
    "affinity": [[900, 800, 1000], [950, 100, 1000]], "conflicts": []}"#;

#[test]
fn the_sum_of_affinities_is_greatest_within_the_loads() {
    // x may read one: b, for it loses 850 elsewhere and a loses 100.
    let found = assigned(THREE, None).unwrap();
    let pair = |entry: &str, judge: &str| (entry.to_owned(), judge.to_owned());
    assert_eq!(found.pairs, [pair("a", "y"), pair("b", "x")]);
    assert_eq!(
        (found.total, found.min_entry_affinity, found.optimal),
        (1750, 800, true)
    );
    let json = serde_json::to_value(&found).unwrap();
    assert_eq!(json["loads"], json!({"x": 1, "y": 1, "z": 0}));
    assert_eq!(json["connectivity"]["components"], json!(2));
}

#[test]
fn pairs_of_an_earlier_assignment_stay_and_those_of_who_left_are_released() {
    let kept = r#"{"pairs": [["b", "y"], ["a", "left"]], "total": 1}"#;
    let found = assigned(THREE, Some(kept)).unwrap();
    assert!(found.pairs.contains(&("b".to_owned(), "y".to_owned())));
    assert_eq!(found.kept, Some(1));
    assert_eq!(found.released, [("a".to_owned(), "left".to_owned())]);
    assert_eq!(
        assigned(THREE, Some("[[\"b\", \"y\"]]")).unwrap().kept,
        Some(1)
    );
}

#[test]
fn what_cannot_be_is_told_by_name_and_with_what_would_be_enough() {
    let narrow = THREE.replace(
        "\"conflicts\": []",
        r#""conflicts": [["a", "y"], ["a", "x"], ["a", "z"]]"#,
    );
    let failure = assigned(&narrow, None).unwrap_err();
    let lacking = &failure.json()["infeasible"]["lacking"][0];
    assert_eq!(
        *lacking,
        json!({"entry": "a", "needed": 1, "eligible": 0, "in_conflict": ["x", "y", "z"]})
    );
    let crowded = THREE.replace("\"reviews_per_entry\": 1", "\"reviews_per_entry\": 2");
    let failure = assigned(&crowded, None).unwrap_err();
    assert_eq!(
        failure.json()["infeasible"]["shortage"],
        json!({"needed": 4, "places": 3})
    );
    assert!(
        failure
            .text()
            .contains("All entries together need 4 readings"),
        "{}",
        failure.text()
    );
}

#[test]
fn faults_of_the_file_are_told_with_their_place() {
    for (from, to, told) in [
        (
            "[900, 800, 1000]",
            "[900, 800]",
            "column affinity[0]: there are 2 numbers, and 3 judges",
        ),
        (
            "[900, 800, 1000]",
            "[900, 800, 1001]",
            "column affinity[0][2]: 1001 is above 1000",
        ),
        (
            "[900, 800, 1000], ",
            "",
            "column affinity: there are 1 rows, and 2 entries",
        ),
        (
            "\"conflicts\": []",
            "\"conflicts\": [[\"a\", \"q\"]]",
            "column conflicts[0]: there is no judge \"q\"",
        ),
        (
            "\"id\": \"y\"",
            "\"id\": \"x\"",
            "column judges[1]: \"x\" is the name of judges[0] too",
        ),
        (
            "\"max\": 2",
            "\"min\": 3, \"max\": 2",
            "column judges[1]: min 3 is above max 2",
        ),
        (
            "\"reviews_per_entry\": 1, ",
            "",
            "missing field `reviews_per_entry`",
        ),
        ("900", "0.9", "row 3, column"),
        ("\"max\": 1}", "\"max\": 1", "row 2, column"),
    ] {
        let failure = assigned(&THREE.replacen(from, to, 1), None).unwrap_err();
        assert!(failure.text().contains(told), "{told}: {}", failure.text());
    }
}

/// Two tracks of two entries and two judges, who suit their own track alone.
fn two_tracks() -> String {
    let tracks = ["s", "s", "t", "t"].iter().enumerate();
    let entries = tracks
        .clone()
        .map(|(entry, track)| json!({"id": format!("e{entry}"), "track": track}));
    let judges =
        tracks.map(|(judge, track)| json!({"id": format!("j{judge}"), "track": track, "max": 2}));
    json!({
        "reviews_per_entry": 2,
        "entries": entries.collect::<Vec<_>>(),
        "judges": judges.collect::<Vec<_>>(),
        "affinity": [[900, 900, 0, 0], [900, 900, 0, 0], [0, 0, 900, 900], [0, 0, 900, 900]],
    })
    .to_string()
}

#[test]
fn a_bridge_ties_tracks_that_affinity_alone_would_part() {
    let source = Source::test(&two_tracks());
    let plain = asked().of(&source, None).unwrap();
    assert_eq!((plain.connectivity.components, plain.total), (2, 7200));
    let bridged = Assign {
        bridge: Some(200),
        ..asked()
    };
    let found = bridged.of(&source, None).unwrap();
    let bridge = found.bridge.unwrap();
    assert!(bridge.met && bridge.outside.0.iter().all(|(_, outside)| *outside == 1));
    assert_eq!(found.total, 3600);
    let untracked = r#"{"reviews_per_entry":1,"entries":["a"],"judges":[{"id":"x"}]}"#;
    let told = bridged
        .of(&Source::test(untracked), None)
        .unwrap_err()
        .text();
    assert!(told.contains("no entry has a track"), "{told}");
}

#[test]
fn the_worst_entry_comes_before_the_sum_when_it_is_asked_for() {
    // By the sum a takes x (1000) and b is left with y (0); fairly both have 400 or more.
    let text = r#"{"reviews_per_entry": 1, "entries": ["a", "b"],
        "judges": [{"id": "x", "max": 1}, {"id": "y", "max": 1}], "affinity": [[1000, 400], [450, 0]]}"#;
    let plain = assigned(text, None).unwrap();
    assert_eq!((plain.total, plain.min_entry_affinity), (1000, 0));
    let fair = Assign {
        max_min: true,
        ..asked()
    };
    let found = fair.of(&Source::test(text), None).unwrap();
    assert_eq!(
        (found.total, found.min_entry_affinity, found.optimal),
        (850, 400, true)
    );
    assert!(found.fairness.unwrap().worst_mean_before.abs() < 1e-9);
}

#[test]
fn a_share_is_read_in_thousandths() {
    for (text, thousandths) in [
        ("0.2", 200),
        ("0.125", 125),
        ("1", 1000),
        ("0", 0),
        ("1.0", 1000),
        (".5", 500),
    ] {
        assert_eq!(share(text), Ok(thousandths));
    }
    for text in ["1.1", "20%", "-0.2", "0.0001", "", "abc"] {
        assert!(share(text).is_err(), "{text}");
    }
}
