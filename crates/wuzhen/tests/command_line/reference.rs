//! Reads the reference data.

use std::{collections::BTreeMap, env, fs, io::Read as _, path::PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

/// The folder.
#[derive(Clone)]
pub struct Folder(PathBuf);

/// The folder, or nothing and a loud word.
pub fn folder(what: &str) -> Option<Folder> {
    let folder = env::var_os("WUZHEN_REFERENCE_DATA");
    if folder.is_none() {
        eprintln!("!!! WUZHEN_REFERENCE_DATA is not set: {what} is NOT compared in this run");
    }
    folder.map(PathBuf::from).map(Folder)
}

impl Folder {
    pub fn text(&self, name: &str) -> String {
        let bytes = fs::read(self.0.join(name)).unwrap();
        let mut text = String::new();
        if bytes.starts_with(&[0x1f, 0x8b]) {
            GzDecoder::new(&bytes[..])
                .read_to_string(&mut text)
                .unwrap();
        } else {
            text = String::from_utf8(bytes).unwrap();
        }
        text
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }

    /// The rows of a table with a header.
    pub fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let text = self.text(name);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.deserialize().map(Result::unwrap).collect()
    }

    /// A sheet of scores from the columns of these names.
    pub fn sheet(&self, name: &str, [entry, judge, score]: [&str; 3]) -> String {
        let rows = self.table(name);
        let cells = rows
            .iter()
            .map(|row| [&row[entry][..], &row[judge], &row[score]]);
        sheet(cells)
    }
}

/// A sheet of scores.
pub fn sheet<Cell: AsRef<[u8]>>(rows: impl IntoIterator<Item = [Cell; 3]>) -> String {
    let mut writer = csv::Writer::from_writer(vec![]);
    writer.write_record(["entry", "judge", "score"]).unwrap();
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// Fails unless two numbers are within an absolute tolerance.
#[track_caller]
pub fn near(found: &Value, expected: f64, tolerance: f64) {
    let found = found.as_f64().unwrap();
    let apart = (found - expected).abs();
    assert!(apart <= tolerance, "{found} is {apart:e} from {expected}");
}

/// Fails unless two numbers are within a tolerance relative to the expected one.
#[track_caller]
pub fn near_relative(found: &Value, expected: &Value, tolerance: f64) {
    let expected = number(expected);
    near(found, expected, tolerance * expected.abs());
}

#[track_caller]
pub fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}
