//! How a command answers: a result, or why there is none; as JSON or to be read.

use std::{
    error::Error,
    io::{self, ErrorKind, Write as _},
    process::ExitCode,
};

use serde::Serialize;
use serde_json::{Value, json};

use super::{page::Page, trouble::Trouble, trouble::Troubles};

/// A result.
pub trait Answer: Serialize {
    /// Writes it for people.
    fn page(&self, page: &mut Page);
}

/// Why there is no result.
#[derive(Debug)]
pub struct Failure {
    json: Value,
    why: Box<dyn Error + Send + Sync>,
}

impl Failure {
    /// One that programs can read further than its sentence.
    pub fn new(json: Value, why: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            json,
            why: why.into(),
        }
    }

    #[cfg(test)]
    pub fn text(&self) -> String {
        self.why.to_string()
    }

    #[cfg(test)]
    pub const fn json(&self) -> &Value {
        &self.json
    }
}

impl From<Troubles> for Failure {
    fn from(troubles: Troubles) -> Self {
        Self::new(json!(troubles), troubles)
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Troubles::from(trouble).into()
    }
}

/// Prints the result, as JSON on one line or as a page. Without one it says why on the standard error, for
/// JSON on the standard output too, and the exit code is 1.
///
/// # Errors
/// When the output cannot be written.
pub fn answer(as_json: bool, result: Result<impl Answer, Failure>) -> anyhow::Result<ExitCode> {
    match result {
        Ok(result) if as_json => print(&format!("{}\n", serde_json::to_string(&result)?))?,
        Ok(result) => {
            let mut page = Page::default();
            result.page(&mut page);
            print(&page.finish())?;
        }
        Err(failure) => {
            if as_json {
                print(&format!("{}\n", failure.json))?;
            }
            eprintln!("{}", failure.why);
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Whoever reads only the beginning, like `head`, is no reason to fail.
fn print(text: &str) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
