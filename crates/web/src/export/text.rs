//! A list as CSV: UTF-8 with a byte order mark, since spreadsheets guess otherwise and break Chinese.

use super::{Cell, Table, spelled};

/// What a spreadsheet takes for the beginning of a formula, in both widths, and the white space with
/// which some of them hide one.
const BEGINNINGS: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// Writes a list.
///
/// # Errors
/// When a row has not as many cells as there are headings.
pub fn csv(table: &Table) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(table.headings.iter().map(|heading| inert(heading)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => inert(text),
            Cell::Count(count) => count.to_string(),
            Cell::Instant(at) => spelled(at),
        }))?;
    }
    for line in table.below() {
        writer.write_record(line.iter().map(|text| inert(text)))?;
    }
    writer
        .into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))
}

/// A text that no spreadsheet calculates: an apostrophe stands before what could begin a formula, also
/// behind leading white space.
fn inert(text: &str) -> String {
    let begins = text
        .trim_start_matches([' ', '\u{a0}', '\u{3000}'])
        .chars()
        .next();
    if begins.is_some_and(|first| BEGINNINGS.contains(&first)) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let table = Table {
            name: "Entries".into(),
            headings: vec!["Title".into(), "Files".into()],
            rows: cells
                .iter()
                .map(|text| vec![Cell::from(*text), Cell::Count(2)])
                .collect(),
            foot: vec![],
        };
        String::from_utf8(csv(&table).unwrap()).unwrap()
    }

    #[test]
    fn a_spreadsheet_finds_no_formula_in_what_people_typed() {
        for evil in [
            "=HYPERLINK(\"http://x\",\"y\")",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "＝1+1",
            "\t=1",
            "  =1",
            "\u{3000}＋1",
        ] {
            let text = written(&[evil]);
            let row = text.lines().nth(1).unwrap();
            assert!(row.starts_with('\'') || row.starts_with("\"'"), "{row}");
        }
    }

    #[test]
    fn who_took_it_stands_below_and_is_no_formula_either() {
        let table = Table {
            name: "Entries".into(),
            headings: vec!["Title".into(), "Team".into(), "Files".into()],
            rows: vec![],
            foot: vec![("By".into(), "=1+1".into())],
        };
        let text = String::from_utf8(csv(&table).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}Title,Team,Files\r\n,,\r\nBy,'=1+1,\r\n");
    }

    #[test]
    fn chinese_quotes_and_commas_come_through() {
        let text = written(&["运河，“闸门”, \"Gates\""]);
        assert_eq!(
            text,
            "\u{feff}Title,Files\r\n\"运河，“闸门”, \"\"Gates\"\"\",2\r\n"
        );
    }
}
