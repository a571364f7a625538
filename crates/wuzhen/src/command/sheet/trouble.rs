//! What is wrong with what was handed in: where, what, and what to do about it.

use std::{error::Error, fmt};

use serde::Serialize;

/// So many are told at once; more would hide the first.
const MOST_TOLD: usize = 20;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Trouble {
    /// The file as it was named, `-` for the standard input.
    pub file: String,
    /// The line, which is the row of a spreadsheet; the header is row 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u64>,
    /// The name of the column, or the place in a JSON file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do, a sentence without a full stop.
    pub fix: String,
}

impl Trouble {
    /// With a file as a whole, or with the way it is used.
    pub fn new(file: &str, message: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            row: None,
            column: None,
            message: message.into(),
            fix: fix.into(),
        }
    }

    pub fn at(self, row: u64) -> Self {
        Self {
            row: Some(row),
            ..self
        }
    }

    pub fn column(self, column: impl Into<String>) -> Self {
        Self {
            column: Some(column.into()),
            ..self
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.file.as_str() {
            "-" => write!(out, "standard input")?,
            file => write!(out, "{file}")?,
        }
        if let Some(row) = self.row {
            write!(out, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(out, ", column {column}")?;
        }
        write!(out, ": {}. {}.", self.message, self.fix)
    }
}

/// Everything that is wrong; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Troubles {
    pub errors: Vec<Trouble>,
}

impl From<Trouble> for Troubles {
    fn from(trouble: Trouble) -> Self {
        Self {
            errors: vec![trouble],
        }
    }
}

impl Troubles {
    /// The value, if nothing is wrong.
    pub fn unless<T>(errors: Vec<Trouble>, value: T) -> Result<T, Self> {
        if errors.is_empty() {
            Ok(value)
        } else {
            Err(Self { errors })
        }
    }
}

impl fmt::Display for Troubles {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, trouble) in self.errors.iter().take(MOST_TOLD).enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            write!(out, "{trouble}")?;
        }
        match self.errors.len().saturating_sub(MOST_TOLD) {
            0 => Ok(()),
            more => write!(out, "\nand {more} more of the kind."),
        }
    }
}

impl Error for Troubles {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_says_where_it_is_and_what_to_do() {
        let trouble = Trouble::new("a.csv", "there is no score", "Write one")
            .at(3)
            .column("score");
        assert_eq!(
            trouble.to_string(),
            "a.csv, row 3, column score: there is no score. Write one."
        );
    }

    #[test]
    fn of_many_troubles_the_first_are_told_and_the_others_counted() {
        let one = Trouble::new("-", "it is wrong", "Mend it");
        let many = Troubles {
            errors: vec![one; MOST_TOLD + 3],
        };
        assert!(many.to_string().ends_with("and 3 more of the kind."));
        assert_eq!(many.to_string().lines().count(), MOST_TOLD + 1);
    }
}
