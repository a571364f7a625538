use super::*;

const COMPLETE: &str =
    "entry,judge,score\na,x,9\na,y,8\na,z,9\nb,x,6\nb,y,5\nb,z,7\nc,x,2\nc,y,1\nc,z,2\n";

fn asked() -> Agreement {
    Agreement {
        scores: "test.csv".into(),
        top: None,
        facets: false,
        json: true,
    }
}

fn told(asked: &Agreement, text: &str) -> Result<Told, Failure> {
    asked.of(&ScoreSheet::parse(&Source::test(text)).unwrap())
}

#[test]
fn a_complete_table_has_all_six_correlations_with_their_intervals() {
    let told = told(&asked(), COMPLETE).unwrap();
    let icc = told.icc.unwrap();
    assert!(told.complete && icc.agreement.value > 0.9);
    assert!(
        icc.agreement.low95 < icc.agreement.value && icc.agreement.value < icc.agreement.high95
    );
    assert!(icc.consistency.value > icc.agreement.value);
    let json = serde_json::to_value(&told.variance).unwrap();
    assert!(
        json["reliability"]["3"].as_f64().unwrap() > json["reliability"]["1"].as_f64().unwrap()
    );
    assert!(
        told.judges[1].severity.unwrap() > 0.3,
        "y is the severe one"
    );
}

#[test]
fn with_a_score_missing_reliability_comes_from_the_variances() {
    let partial = COMPLETE.replace("c,z,2\n", "");
    let told = told(&asked(), &partial).unwrap();
    assert!(!told.complete && told.icc.is_none());
    assert!(told.variance.unwrap().reliability[0].1 > 0.8);
    assert!(told.notes[0].contains("not every judge scored every entry"));
}

#[test]
fn judges_who_share_no_entry_are_not_compared() {
    let told = told(&asked(), "entry,judge,score\na,x,9\nb,x,5\nc,y,2\nd,y,3\n").unwrap();
    assert_eq!(told.judges[0].severity, None);
    assert!(
        told.notes.iter().any(|note| note.contains("2 parts")),
        "{:?}",
        told.notes
    );
}

#[test]
fn with_places_the_part_of_each_judge_in_who_is_in_is_told() {
    let asked = Agreement {
        top: Some(1),
        ..asked()
    };
    let influence = told(&asked, COMPLETE).unwrap().influence.unwrap();
    assert_eq!(influence.len(), 3);
    assert_eq!(influence[0].enter.as_deref(), Some(&[][..]));
}

#[test]
fn a_scale_too_fine_for_the_rasch_model_is_refused_with_the_remedy() {
    let asked = Agreement {
        facets: true,
        ..asked()
    };
    let mut text = "entry,judge,score\n".to_owned();
    for entry in 0..30 {
        text.push_str(&format!("e{entry},x,{entry}\ne{entry},y,{entry}\n"));
    }
    let failure = told(&asked, &text).unwrap_err();
    assert!(
        failure.text().contains("there are 30 different scores"),
        "{}",
        failure.text()
    );
}
