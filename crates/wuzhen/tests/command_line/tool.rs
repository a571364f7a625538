//! Runs the program.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use serde_json::Value;

/// What came of a run.
pub struct Outcome {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Outcome {
    /// The answer as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| {
            panic!("{error}: {} {}", self.out, self.err);
        })
    }
}

/// Runs `wuzhen` with these arguments and this on its standard input.
pub fn wuzhen(arguments: &[&str], input: &[u8]) -> Outcome {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wuzhen"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // Whoever refuses its arguments does not read.
    let _unread = stdin.write_all(input);
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    Outcome {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The answer as JSON to what is read from the standard input.
#[track_caller]
pub fn answer(arguments: &str, input: &str) -> Value {
    let arguments: Vec<&str> = arguments
        .split_whitespace()
        .chain(["--json", "-"])
        .collect();
    let outcome = wuzhen(&arguments, input.as_bytes());
    assert_eq!(outcome.code, 0, "{}", outcome.err);
    outcome.json()
}

/// The line of the list under `key` that says `name` under `by`.
#[track_caller]
pub fn line<'a>(answer: &'a Value, key: &str, by: &str, name: &str) -> &'a Value {
    let mut lines = answer[key].as_array().unwrap().iter();
    lines.find(|line| line[by] == name).unwrap()
}
