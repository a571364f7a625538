//! Reads the reference data.

use std::{collections::BTreeMap, env, fs, io::Read, path::PathBuf};

use flate2::read::GzDecoder;
use judging::standings::{Score, Scores};
use serde_json::Value;

/// The folder, or nothing and a loud word.
pub fn folder(what: &str) -> Option<PathBuf> {
    let folder = env::var_os("WUZHEN_REFERENCE_DATA");
    if folder.is_none() {
        eprintln!("!!! WUZHEN_REFERENCE_DATA is not set: {what} is NOT compared in this run");
    }
    folder.map(PathBuf::from)
}

pub fn json(folder: &std::path::Path, name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

/// The rows of a table with a header, as columns by name.
pub fn table(folder: &std::path::Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(folder.join(name)).unwrap();
    let bytes = if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut text = vec![];
        GzDecoder::new(&bytes[..]).read_to_end(&mut text).unwrap();
        text
    } else {
        bytes
    };
    let mut reader = csv::Reader::from_reader(&bytes[..]);
    reader.deserialize().map(Result::unwrap).collect()
}

/// Scores with the names behind their indices.
pub struct Named {
    pub scores: Scores,
    pub items: Vec<String>,
    pub judges: Vec<String>,
}

/// Scores from the columns of this name; indices in the order of the names.
pub fn scores(folder: &std::path::Path, name: &str, columns: [&str; 3]) -> Named {
    let rows = table(folder, name);
    let names = |column: &str| {
        let mut names: Vec<String> = rows.iter().map(|row| row[column].clone()).collect();
        names.sort();
        names.dedup();
        names
    };
    let [items, judges] = [names(columns[0]), names(columns[1])];
    let list = rows.iter().map(|row| Score {
        item: items.binary_search(&row[columns[0]]).unwrap(),
        judge: judges.binary_search(&row[columns[1]]).unwrap(),
        value: row[columns[2]].parse().unwrap(),
        weight: 1.0,
    });
    Named {
        scores: Scores::new(items.len(), judges.len(), list.collect()).unwrap(),
        items,
        judges,
    }
}

/// Fails unless two numbers are within an absolute tolerance.
#[track_caller]
pub fn near(found: f64, expected: f64, tolerance: f64) {
    let apart = (found - expected).abs();
    assert!(apart <= tolerance, "{found} is {apart:e} from {expected}");
}

/// Fails unless two numbers are within a tolerance relative to the expected one.
#[track_caller]
pub fn near_relative(found: f64, expected: f64, tolerance: f64) {
    near(found, expected, tolerance * expected.abs());
}

/// A number of the reference.
#[track_caller]
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}
