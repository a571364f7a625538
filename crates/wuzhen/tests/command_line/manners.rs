//! How the commands behave: exit codes, standard input, errors in both forms, pages to read.

use std::{env, fs, process};

use serde_json::json;

use crate::tool::wuzhen;

const SHEET: &str = "entry,judge,score\na,x,9\na,y,8\nb,x,6\nb,y,5.5\nc,x,3\nc,y,3\n";

#[test]
fn a_result_ends_with_zero_and_is_a_page_or_one_line_of_json() {
    let page = wuzhen(
        &["standings", "-", "--method", "severity"],
        SHEET.as_bytes(),
    );
    assert_eq!((page.code, &page.err[..]), (0, ""));
    assert!(page.out.starts_with("rank  entry  n"), "{}", page.out);
    assert!(page.out.contains("Variance:") && page.out.contains("REML criterion"));
    let json = wuzhen(
        &["standings", "-", "--method", "severity", "--json"],
        SHEET.as_bytes(),
    );
    assert_eq!((json.code, json.out.lines().count()), (0, 1));
    let page = wuzhen(&["agreement", "-"], SHEET.as_bytes());
    assert!(
        page.out.contains("ICC(2,1)") && page.out.contains("Reliability"),
        "{}",
        page.out
    );
    let page = wuzhen(
        &["votes", "-", "--method", "stv", "--seats", "2"],
        b"6*A,B\n2*B\nC\n",
    );
    assert!(
        page.out.contains("Quota: 4") && page.out.contains("Elected: A, B"),
        "{}",
        page.out
    );
    let instance =
        r#"{"reviews_per_entry":1,"entries":["a"],"judges":[{"id":"x"}],"affinity":[[7]]}"#;
    let page = wuzhen(&["assign", "-"], instance.as_bytes());
    assert!(
        page.out
            .contains("1 readings, affinity 7 in all: proven best"),
        "{}",
        page.out
    );
}

#[test]
fn a_fault_ends_with_one_and_is_told_in_words_and_as_json() {
    let broken = SHEET.replace("b,x,6", "b,x,six");
    let outcome = wuzhen(
        &["standings", "-", "--method", "mean", "--json"],
        broken.as_bytes(),
    );
    assert_eq!(outcome.code, 1);
    let error = &outcome.json()["errors"][0];
    assert_eq!(
        (&error["file"], &error["row"], &error["column"]),
        (&json!("-"), &json!(4), &json!("score"))
    );
    assert!(
        outcome
            .err
            .contains("standard input, row 4, column score: \"six\" is not a number"),
        "{}",
        outcome.err
    );
    let twice = format!("{SHEET}a,y,7\n");
    let outcome = wuzhen(&["agreement", "-"], twice.as_bytes());
    assert_eq!((outcome.code, &outcome.out[..]), (1, ""));
    assert!(
        outcome
            .err
            .contains("row 8: judge \"y\" scored entry \"a\" in row 3 already"),
        "{}",
        outcome.err
    );
    let missing = wuzhen(&["votes", "there-is-no-such-file", "--method", "irv"], b"");
    assert_eq!(missing.code, 1);
    assert!(
        missing
            .err
            .contains("there-is-no-such-file: it cannot be read"),
        "{}",
        missing.err
    );
}

#[test]
fn disconnected_scores_give_no_number() {
    let apart = "entry,judge,score\na,x,9\nb,x,8\nc,y,6\nd,y,5\n";
    for method in ["severity", "severity-and-scale"] {
        let outcome = wuzhen(
            &["standings", "-", "--method", method, "--json"],
            apart.as_bytes(),
        );
        assert_eq!(outcome.code, 1);
        assert_eq!(outcome.json()["refused"]["reason"], "disconnected");
    }
    let plain = wuzhen(
        &["standings", "-", "--method", "mean", "--json"],
        apart.as_bytes(),
    );
    assert_eq!(plain.code, 0);
}

#[test]
fn a_file_of_a_spreadsheet_in_utf_16_is_read_as_one_in_utf_8() {
    let path = env::temp_dir().join(format!("wuzhen-scores-{}.csv", process::id()));
    let text = SHEET.replace(',', "\t").replace('\n', "\r\n");
    let bytes = std::iter::once(0xfeff)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes);
    fs::write(&path, bytes.collect::<Vec<u8>>()).unwrap();
    let found = wuzhen(
        &[
            "standings",
            path.to_str().unwrap(),
            "--method",
            "mean",
            "--json",
        ],
        b"",
    );
    fs::remove_file(&path).unwrap();
    let plain = wuzhen(
        &["standings", "-", "--method", "mean", "--json"],
        SHEET.as_bytes(),
    );
    assert_eq!((found.code, found.json()), (0, plain.json()));
    let marked = format!("\u{feff}{SHEET}");
    let marked = wuzhen(
        &["standings", "-", "--method", "mean", "--json"],
        marked.as_bytes(),
    );
    assert_eq!(marked.json(), plain.json());
}
