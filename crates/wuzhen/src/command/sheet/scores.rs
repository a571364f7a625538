//! A sheet of scores: one row for what a judge gave an entry.

use std::collections::HashMap;

use csv::{ReaderBuilder, StringRecord};
use judging::standings::{Score, Scores};

use super::{
    decimal::Decimal,
    text::{Source, delimiter, must_close},
    trouble::{Trouble, Troubles},
};

const COLUMNS: [&str; 4] = ["entry", "judge", "score", "weight"];
const WEIGHT: usize = 3;

/// One score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Index into [`ScoreSheet::entries`].
    pub entry: usize,
    /// Index into [`ScoreSheet::judges`].
    pub judge: usize,
    pub score: Decimal,
    /// The precision of the score against others, above zero.
    pub weight: Decimal,
}

/// All scores. Entries and judges are in the order in which they first appear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreSheet {
    pub file: String,
    pub entries: Vec<String>,
    pub judges: Vec<String>,
    pub rows: Vec<Row>,
    /// What a reader should know of how it was read.
    pub notes: Vec<String>,
}

impl ScoreSheet {
    /// Reads a table with a header in which `entry`, `judge`, `score` and perhaps `weight` stand in any
    /// order.
    ///
    /// # Errors
    /// Everything that is wrong, with the row.
    pub fn parse(source: &Source) -> Result<Self, Troubles> {
        let (text, delimiter, skipped) = shape(&source.text);
        must_close(&source.file, text, (delimiter, None), skipped)?;
        if text.trim().is_empty() {
            let fix = "Give it a first row with entry, judge and score";
            return Err(Trouble::new(&source.file, "the file is empty", fix).into());
        }
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let broken = |error: csv::Error| {
            let fix = "Save the sheet once more as CSV";
            Trouble::new(&source.file, format!("it is no table ({error})"), fix)
        };
        let header = reader.headers().map_err(broken)?.clone();
        let mut notes = vec![];
        let mut reading = Reading {
            file: &source.file,
            comma: delimiter != b',',
            columns: columns(&source.file, &header, &mut notes)?,
            entries: Names::default(),
            judges: Names::default(),
            given: HashMap::new(),
            rows: vec![],
            troubles: vec![],
        };
        for record in reader.records() {
            let record = record.map_err(broken)?;
            if record.iter().any(|cell| !cell.is_empty()) {
                let line = record.position().map_or(0, csv::Position::line);
                reading.row(line + skipped, &record, header.len());
            }
        }
        reading.finish(notes)
    }

    /// For the statistics, as the nearest binary numbers.
    ///
    /// # Panics
    /// Never: every row names what there is, every entry has a row and every weight is above zero.
    #[expect(
        clippy::expect_used,
        reason = "every flaw was looked for while reading"
    )]
    pub fn scores(&self) -> Scores {
        let score = |row: &Row| Score {
            item: row.entry,
            judge: row.judge,
            value: row.score.nearest(),
            weight: row.weight.nearest(),
        };
        let list = self.rows.iter().map(score).collect();
        Scores::new(self.entries.len(), self.judges.len(), list).expect("sound scores")
    }

    /// Whether any score counts more or less than another.
    pub fn weighted(&self) -> bool {
        self.rows
            .iter()
            .any(|row| row.weight != self.rows[0].weight)
    }
}

/// The table itself, its delimiter, and how many lines stand before it: spreadsheets may begin with one
/// that names the delimiter.
fn shape(text: &str) -> (&str, u8, u64) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim().strip_prefix("sep=").map(str::as_bytes) {
        Some([delimiter]) => (rest, *delimiter, 1),
        _ => (text, delimiter(first), 0),
    }
}

/// Where each of the four columns stands.
fn columns(
    file: &str,
    header: &StringRecord,
    notes: &mut Vec<String>,
) -> Result<[Option<usize>; 4], Troubles> {
    let mut found = [None; 4];
    let mut ignored = vec![];
    let mut troubles = vec![];
    for (place, name) in header.iter().enumerate() {
        match COLUMNS
            .iter()
            .position(|known| name.eq_ignore_ascii_case(known))
        {
            Some(column) if found[column].is_none() => found[column] = Some(place),
            Some(column) => troubles.push(
                Trouble::new(file, "there are two such columns", "Delete or rename one")
                    .at(1)
                    .column(COLUMNS[column]),
            ),
            None if name.is_empty() => {}
            None => ignored.push(name),
        }
    }
    for (column, place) in COLUMNS.iter().zip(&found).take(WEIGHT) {
        if place.is_none() {
            let there: Vec<&str> = header.iter().collect();
            let message = format!(
                "there is no such column; the first row has {}",
                there.join(", ")
            );
            let fix = "Give the sheet a first row with entry, judge, score and, if scores count \
                       differently, weight";
            troubles.push(Trouble::new(file, message, fix).at(1).column(*column));
        }
    }
    if !ignored.is_empty() {
        notes.push(format!(
            "columns that were not looked at: {}",
            ignored.join(", ")
        ));
    }
    Troubles::unless(troubles, found)
}

/// Names by their first appearance.
#[derive(Default)]
struct Names {
    list: Vec<String>,
    index: HashMap<String, usize>,
}

impl Names {
    fn of(&mut self, name: &str) -> usize {
        if let Some(index) = self.index.get(name) {
            return *index;
        }
        self.list.push(name.to_owned());
        self.index.insert(name.to_owned(), self.list.len() - 1);
        self.list.len() - 1
    }

    /// Names that differ in capital letters or spaces alone, which is hardly meant.
    fn twins(&self) -> Vec<String> {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let mut twins = vec![];
        for name in &self.list {
            let plain: String = name.to_lowercase().split_whitespace().collect();
            if let Some(other) = seen.insert(plain, name) {
                twins.push(format!("\"{other}\" and \"{name}\" are taken for two"));
            }
        }
        twins
    }
}

struct Reading<'a> {
    file: &'a str,
    /// Whether a comma may be a decimal point.
    comma: bool,
    columns: [Option<usize>; 4],
    entries: Names,
    judges: Names,
    /// In which row a pair stands.
    given: HashMap<(usize, usize), u64>,
    rows: Vec<Row>,
    troubles: Vec<Trouble>,
}

impl Reading<'_> {
    fn row(&mut self, line: u64, record: &StringRecord, width: usize) {
        let before = self.troubles.len();
        if record.iter().skip(width).any(|cell| !cell.is_empty()) {
            let message = format!("it has {} cells, the first row has {width}", record.len());
            let fix = "Put a name that contains the delimiter in quotation marks";
            self.troubles
                .push(Trouble::new(self.file, message, fix).at(line));
        }
        let cell = |column: usize| self.columns[column].and_then(|place| record.get(place));
        let [entry, judge, score] = [0, 1, 2].map(|column| cell(column).unwrap_or_default());
        let weight = cell(WEIGHT).unwrap_or_default();
        for (column, text) in COLUMNS.iter().zip([entry, judge, score]) {
            if text.is_empty() {
                let fix = "Fill it, or delete the row if there is no score";
                self.trouble(line, column, "the cell is empty".to_owned(), fix);
            }
        }
        let score = self.number(line, "score", score);
        let weight = match weight {
            "" => Some(Decimal::ONE),
            text => self.number(line, "weight", text),
        };
        if weight.is_some_and(|weight| !weight.is_positive()) {
            let fix = "Write a number above zero, or delete the row if the score is not to count";
            self.trouble(line, "weight", "a weight is above zero".to_owned(), fix);
        }
        if let (Some(score), Some(weight), true) = (score, weight, before == self.troubles.len()) {
            self.take(line, entry, judge, score, weight);
        }
    }

    fn trouble(&mut self, line: u64, column: &str, message: String, fix: &str) {
        let trouble = Trouble::new(self.file, message, fix);
        self.troubles.push(trouble.at(line).column(column));
    }

    /// An empty cell is none, and was told already.
    fn number(&mut self, line: u64, column: &str, text: &str) -> Option<Decimal> {
        let number = Decimal::parse(text, self.comma);
        if number.is_none() && !text.is_empty() {
            let message = format!("\"{text}\" is not a number, or has more than 36 digits");
            let fix = if self.comma {
                "Write a number such as 85, 85.5 or 85,5"
            } else {
                "Write a number such as 85 or 85.5, with a point and without a unit"
            };
            self.trouble(line, column, message, fix);
        }
        number
    }

    fn take(&mut self, line: u64, entry: &str, judge: &str, score: Decimal, weight: Decimal) {
        let pair = (self.entries.of(entry), self.judges.of(judge));
        if let Some(first) = self.given.insert(pair, line) {
            self.given.insert(pair, first);
            let message =
                format!("judge \"{judge}\" scored entry \"{entry}\" in row {first} already");
            let fix = "Keep one of the two rows";
            self.troubles
                .push(Trouble::new(self.file, message, fix).at(line));
        }
        self.rows.push(Row {
            entry: pair.0,
            judge: pair.1,
            score,
            weight,
        });
    }

    fn finish(mut self, mut notes: Vec<String>) -> Result<ScoreSheet, Troubles> {
        if self.rows.is_empty() && self.troubles.is_empty() {
            let fix = "Write one row for each score below the first row";
            self.troubles
                .push(Trouble::new(self.file, "there is no score", fix));
        }
        notes.extend(self.entries.twins());
        notes.extend(self.judges.twins());
        let sheet = ScoreSheet {
            file: self.file.to_owned(),
            entries: self.entries.list,
            judges: self.judges.list,
            rows: self.rows,
            notes,
        };
        Troubles::unless(self.troubles, sheet)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<ScoreSheet, Troubles> {
        ScoreSheet::parse(&Source::test(text))
    }

    fn refused(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    #[test]
    fn columns_stand_in_any_order_and_others_are_left_with_a_note() {
        let sheet = parse("Judge,comment,SCORE,entry\nj1,good,7.5,a\nj2,,8,a\n").unwrap();
        assert_eq!(
            (&sheet.entries[..], &sheet.judges[..]),
            (
                &["a".to_owned()][..],
                &["j1".to_owned(), "j2".to_owned()][..]
            )
        );
        assert_eq!(sheet.rows[0].score, Decimal::parse("7.5", false).unwrap());
        assert_eq!(sheet.notes, ["columns that were not looked at: comment"]);
        assert!(!sheet.weighted());
    }

    #[test]
    fn semicolons_decimal_commas_carriage_returns_and_empty_rows_are_no_trouble() {
        for text in [
            "entry;judge;score;weight\r\na;j1;7,5;2\r\n;;;\r\n\r\nb;j1;8.25;\r\n",
            "sep=;\nentry;judge;score;weight\na;j1;7,5;2\nb;j1;8,25;1\n",
            "entry\tjudge\tscore\tweight\na\tj1\t7,5\t2\nb\tj1\t8,25\t1",
        ] {
            let sheet = parse(text).unwrap();
            let rows: Vec<_> = sheet
                .rows
                .iter()
                .map(|row| (row.score.to_string(), row.weight.to_string()))
                .collect();
            assert_eq!(
                rows,
                [("7.5", "2"), ("8.25", "1")].map(|(a, b)| (a.to_owned(), b.to_owned()))
            );
        }
    }

    #[test]
    fn a_name_in_quotation_marks_may_contain_the_delimiter() {
        let sheet = parse("entry,judge,score\n\"Miller, A.\",j1,7\n").unwrap();
        assert_eq!(sheet.entries, ["Miller, A."]);
    }

    #[test]
    fn every_fault_is_told_with_its_row_and_column() {
        let told = refused("entry,judge,score\na,j1,7\na,j1,8\nb,,x\nc,j1\n");
        let expected = [
            "test.csv, row 3: judge \"j1\" scored entry \"a\" in row 2 already. Keep one of the two rows.",
            "test.csv, row 4, column judge: the cell is empty. Fill it, or delete the row if there is no score.",
            "test.csv, row 4, column score: \"x\" is not a number, or has more than 36 digits. Write a number such as 85 or 85.5, with a point and without a unit.",
            "test.csv, row 5, column score: the cell is empty. Fill it, or delete the row if there is no score.",
        ];
        assert_eq!(told, expected.join("\n"));
    }

    #[test]
    fn an_unquoted_comma_a_missing_column_and_a_weight_of_zero_are_told() {
        assert!(refused("entry,judge,score\na,j1,7,5\n").contains("row 2: it has 4 cells"));
        assert!(
            refused("entry,judge,points\na,j1,7\n")
                .contains("column score: there is no such column")
        );
        assert!(
            refused("entry,judge,score,weight\na,j1,7,0\n")
                .contains("row 2, column weight: a weight is above zero")
        );
        assert!(refused("entry,judge,score\n").contains("there is no score"));
        assert!(refused("").contains("the file is empty"));
        assert!(refused("entry,entry,judge,score\na,b,c,1").contains("two such columns"));
    }

    #[test]
    fn names_that_differ_in_capitals_alone_are_told() {
        let sheet = parse("entry,judge,score\na,Ada,7\na,ada,8\n").unwrap();
        assert_eq!(sheet.notes, ["\"Ada\" and \"ada\" are taken for two"]);
    }
}
