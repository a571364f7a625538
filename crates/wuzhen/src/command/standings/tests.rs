use super::*;

fn asked(method: Method) -> Standings {
    Standings {
        scores: "test.csv".into(),
        method,
        drop_high: None,
        drop_low: None,
        too_few: TooFew::Refuse,
        top: None,
        shrink: false,
        per_part: false,
        seed: 1,
        json: true,
    }
}

fn standing(asked: &Standings, text: &str) -> Result<Standing, Failure> {
    asked.of(&ScoreSheet::parse(&Source::test(text)).unwrap())
}

fn ranks(standing: &Standing) -> Vec<(&str, Option<u32>, Option<&str>)> {
    let lines = standing.entries.iter();
    lines
        .map(|line| (&line.entry[..], line.rank, line.exact.as_deref()))
        .collect()
}

/// Four entries by all of four judges.
const TABLE: &str = "entry,judge,score
a,j1,7.1\na,j2,7.2\na,j3,7.3\na,j4,0
b,j1,7.2\nb,j2,7.2\nb,j3,7.2\nb,j4,10
c,j1,5\nc,j2,5\nc,j3,6\nc,j4,6
d,j1,5\nd,j2,6\nd,j3,5\nd,j4,6\n";

#[test]
fn means_are_exact_and_equal_ones_share_a_rank() {
    let found = standing(&asked(Method::Mean), TABLE).unwrap();
    let expected = [
        ("b", Some(1), Some("7.9")),
        ("c", Some(2), Some("5.5")),
        ("d", Some(2), Some("5.5")),
        ("a", Some(4), Some("5.4")),
    ];
    assert_eq!(ranks(&found), expected);
    assert!(found.entries[1].tied);
    assert_eq!(found.entries[0].adjusted, Some(7.9));
    assert!(found.entries[0].se.unwrap() > 0.0 && found.variance.judge.is_none());
}

#[test]
fn sums_that_binary_numbers_get_wrong_tie_all_the_same() {
    // 0.1 + 0.2 is not 0.3 in binary numbers.
    let text = "entry,judge,score\na,j1,0.1\na,j2,0.2\nb,j1,0.3\nb,j2,0\n";
    let found = standing(&asked(Method::Mean), text).unwrap();
    assert_eq!(
        ranks(&found),
        [("a", Some(1), Some("0.15")), ("b", Some(1), Some("0.15"))]
    );
}

#[test]
fn a_trimmed_mean_drops_one_at_each_end_and_what_it_is_told() {
    let found = standing(&asked(Method::TrimmedMean), TABLE).unwrap();
    assert_eq!(ranks(&found)[0], ("b", Some(1), Some("7.2")));
    assert_eq!(ranks(&found)[1], ("a", Some(2), Some("7.15")));
    let two_high = Standings {
        drop_high: Some(2),
        drop_low: Some(0),
        ..asked(Method::TrimmedMean)
    };
    let found = standing(&two_high, TABLE).unwrap();
    assert_eq!(ranks(&found)[3], ("a", Some(4), Some("3.55")));
    let found = standing(&asked(Method::Median), TABLE).unwrap();
    assert_eq!(ranks(&found)[1], ("a", Some(2), Some("7.15")));
}

#[test]
fn an_entry_with_too_few_scores_to_drop_is_refused_or_as_it_is_asked() {
    let text = format!("{TABLE}e,j1,9\ne,j2,9.5\n");
    let failure = standing(&asked(Method::TrimmedMean), &text).unwrap_err();
    assert!(
        failure.text().contains("entry \"e\" has 2 scores"),
        "{}",
        failure.text()
    );
    let of = |too_few| {
        let asked = Standings {
            too_few,
            ..asked(Method::TrimmedMean)
        };
        standing(&asked, &text).unwrap()
    };
    assert_eq!(ranks(&of(TooFew::Mean))[0], ("e", Some(1), Some("9.25")));
    assert_eq!(ranks(&of(TooFew::Withhold))[4], ("e", None, None));
}

#[test]
fn weights_count_in_the_mean() {
    let text = "entry,judge,score,weight\na,j1,4,3\na,j2,8,1\nb,j1,6,1\nb,j2,6,0.5\n";
    let found = standing(&asked(Method::Mean), text).unwrap();
    assert_eq!(
        ranks(&found),
        [("b", Some(1), Some("6")), ("a", Some(2), Some("5"))]
    );
    let found = standing(&asked(Method::Median), text).unwrap();
    assert!(
        found.notes[0].contains("weights do not count"),
        "{:?}",
        found.notes
    );
}

/// Judge h gives three points less than l and m, and c had h twice where a had nobody severe.
const PARTIAL: &str = "entry,judge,score
a,l,7\na,m,7.5\nb,l,6\nb,h,3.2\nc,m,6.8\nc,h,4\nd,l,5\nd,m,5.4\nd,h,2\n";

#[test]
fn a_severe_judge_is_told_as_such_and_taken_out() {
    let asked = Standings {
        top: Some(1),
        ..asked(Method::Severity)
    };
    let found = standing(&asked, PARTIAL).unwrap();
    let judge = found
        .judges
        .iter()
        .find(|judge| judge.judge == "h")
        .unwrap();
    assert!(judge.severity.unwrap() > 1.5 && judge.leniency == judge.severity.map(|it| -it));
    let c = found.entries.iter().find(|line| line.entry == "c").unwrap();
    assert!(c.adjusted.unwrap() > c.raw + 0.3);
    let parts = c.severity_part.unwrap() + c.scale_part.unwrap() + c.shrinkage_part.unwrap();
    assert!((c.raw + parts - c.adjusted.unwrap()).abs() < 1e-9);
    let certain: f64 = found.entries.iter().map(|line| line.p_top.unwrap()).sum();
    assert!((certain - 1.0).abs() < 0.01, "{certain}");
    assert!(found.reml.is_some() && found.other_methods.len() == 2);
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_other_ones() {
    let of = |seed| {
        let asked = Standings {
            top: Some(2),
            seed,
            ..asked(Method::SeverityAndScale)
        };
        serde_json::to_string(&standing(&asked, PARTIAL).unwrap().entries).unwrap()
    };
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

#[test]
fn with_complete_tables_severity_ranks_as_the_mean_does_ties_included() {
    let by_mean = standing(&asked(Method::Mean), TABLE).unwrap();
    let by_model = standing(&asked(Method::Severity), TABLE).unwrap();
    let of = |found: &Standing| {
        let lines = found
            .entries
            .iter()
            .map(|line| (line.entry.clone(), line.rank, line.tied));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(of(&by_mean), of(&by_model));
}

const TWO_PARTS: &str = "entry,judge,score
a,j1,7\na,j2,6\nb,j1,5\nb,j2,5.5\nc,j3,9\nc,j4,8\nd,j3,4\nd,j4,3\n";

#[test]
fn judges_who_share_nothing_are_refused_with_the_parts() {
    let failure = standing(&asked(Method::Severity), TWO_PARTS).unwrap_err();
    let parts = &failure.json()["refused"]["parts"];
    assert_eq!(parts[1]["entries"], serde_json::json!(["c", "d"]));
    assert!(
        failure
            .text()
            .contains("part 2: entries c, d; judges j3, j4"),
        "{}",
        failure.text()
    );
    let found = standing(&asked(Method::Mean), TWO_PARTS).unwrap();
    assert!(found.notes[0].contains("2 parts"), "{:?}", found.notes);
}

#[test]
fn within_parts_there_are_ranks_when_they_are_asked_for() {
    let asked = Standings {
        per_part: true,
        ..asked(Method::Severity)
    };
    let found = standing(&asked, TWO_PARTS).unwrap();
    let lines: Vec<_> = found
        .entries
        .iter()
        .map(|line| (&line.entry[..], line.part, line.rank))
        .collect();
    let expected = [
        ("a", Some(1), Some(1)),
        ("b", Some(1), Some(2)),
        ("c", Some(2), Some(1)),
        ("d", Some(2), Some(2)),
    ];
    assert_eq!(lines, expected);
    assert!(
        found
            .notes
            .iter()
            .any(|note| note.contains("nothing compares the parts"))
    );
}

#[test]
fn options_that_mean_nothing_to_the_method_are_told() {
    let dropping = Standings {
        drop_high: Some(1),
        ..asked(Method::Mean)
    };
    assert!(
        dropping
            .check()
            .unwrap_err()
            .to_string()
            .contains("trimmed-mean")
    );
    let shrinking = Standings {
        shrink: true,
        ..asked(Method::Median)
    };
    assert!(shrinking.check().is_err());
    assert!(asked(Method::Severity).check().is_ok());
}
