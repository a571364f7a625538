use super::*;

fn asked() -> Assign {
    Assign {
        instance: "test.csv".into(),
        keep: None,
        even: false,
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
