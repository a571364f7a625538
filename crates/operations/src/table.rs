//! Tables that people bring in as CSV, as spreadsheets save them.

use domain::edition::Problem;
use serde::de::DeserializeOwned;

use crate::error::{OperationError, Result};

/// What a table has to be.
pub(crate) struct Table {
    /// The columns that must be there.
    pub columns: &'static [&'static str],
    /// The most rows.
    pub most: usize,
    /// What a table that is none is refused with.
    pub code: &'static str,
}

impl Table {
    /// The rows with their lines in the file, the header being line 1; with or without a byte order mark.
    pub(crate) fn rows<T: DeserializeOwned>(&self, text: &str) -> Result<Vec<(u64, T)>> {
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let headers = reader
            .headers()
            .map_err(|_| self.invalid("csv_syntax", 1))?
            .clone();
        for column in self.columns {
            if !headers.iter().any(|header| header == *column) {
                let problem = Problem::at(format!("/{column}"), "column_missing");
                let problem = problem.with("column", *column);
                return Err(OperationError::invalid(self.code, vec![problem]));
            }
        }
        let mut rows = vec![];
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, csv::Position::line);
                self.invalid("csv_syntax", line)
            })?;
            let line = record
                .position()
                .map_or(0, |position| line_of(text, position));
            let row = record
                .deserialize(Some(&headers))
                .map_err(|_| self.invalid("csv_syntax", line))?;
            rows.push((line, row));
            if rows.len() > self.most {
                return Err(self.invalid("too_many_rows", line));
            }
        }
        Ok(rows)
    }

    fn invalid(&self, code: &'static str, line: u64) -> OperationError {
        let problem = Problem::at("", code).with("line", line);
        OperationError::invalid(self.code, vec![problem])
    }
}

/// The line a record begins in: the reader's position is before the empty lines that it skips.
fn line_of(text: &str, position: &csv::Position) -> u64 {
    let from = usize::try_from(position.byte()).unwrap_or(0);
    let rest = text.get(from..).unwrap_or_default();
    let skipped = rest
        .chars()
        .take_while(|c| c.is_whitespace())
        .filter(|c| *c == '\n')
        .count();
    position.line() + skipped as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table = Table {
        columns: &["heat", "name"],
        most: 2,
        code: "invalid_table",
    };

    fn refused(text: &str) -> (&'static str, String, String) {
        let Err(OperationError::Refused(refusal)) = TABLE.rows::<(String, String)>(text) else {
            panic!("refused");
        };
        let problem = &refusal.problems[0];
        (refusal.code, problem.pointer.clone(), problem.code.clone())
    }

    #[test]
    fn a_file_from_a_spreadsheet_is_read_with_its_line_numbers() {
        let text = "\u{feff}heat,name\nfinal, 李娜 \n\nfinal,Bo\n";
        let rows: Vec<(u64, (String, String))> = TABLE.rows(text).unwrap();
        let lines: Vec<_> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4]);
        assert_eq!(rows[0].1.1, "李娜");
    }

    #[test]
    fn a_missing_column_a_broken_row_and_too_many_rows_are_named() {
        let named = |pointer: &str, code: &str| ("invalid_table", pointer.into(), code.into());
        assert_eq!(refused("heat\nfinal\n"), named("/name", "column_missing"));
        assert_eq!(refused("heat,name\nfinal\n"), named("", "csv_syntax"));
        let long = "heat,name\na,b\na,b\na,b\n";
        assert_eq!(refused(long), named("", "too_many_rows"));
    }
}
