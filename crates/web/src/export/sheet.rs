//! A list as an Office Open XML workbook. Every text is written as a string cell, so that nothing is
//! calculated or linked, whatever it begins with.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::{Cell, Table};

/// The longest text of a cell that the format allows, in characters.
const LONGEST: usize = 32_767;
/// The longest name of a sheet that the format allows, in characters.
const LONGEST_NAME: usize = 31;

/// Writes a list, the same bytes for the same list.
///
/// # Errors
/// When there are more rows or columns than the format allows.
pub fn xlsx(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Without this the file would hold the time at which it was made.
    let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.name))?;
    for (column, heading) in (0_u16..).zip(&table.headings) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Text(text) => sheet.write_string(line, column, cut(text))?,
                Cell::Count(count) => sheet.write_number(
                    line,
                    column,
                    f64::from(u32::try_from(*count).unwrap_or(u32::MAX)),
                )?,
            };
        }
    }
    let rows = u32::try_from(table.rows.len()).unwrap_or(u32::MAX - 1);
    for (line, texts) in (rows + 1..).zip(table.below()) {
        for (column, text) in (0_u16..).zip(&texts) {
            sheet.write_string(line, column, cut(text))?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    workbook.save_to_buffer()
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// The name without what the format forbids.
fn sheet_name(name: &str) -> String {
    let allowed = name.chars().filter(|c| !"[]:*?/\\'".contains(*c));
    allowed.take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_looks_like_a_formula_is_a_string_and_the_file_is_the_same_twice() {
        let table = Table {
            name: "名单/Entries".into(),
            headings: vec!["项目 Title".into(), "Files".into()],
            rows: vec![vec![Cell::from("=1+1"), Cell::Count(3)]],
            foot: vec![("By".into(), "=2+2".into())],
        };
        let file = xlsx(&table).unwrap();
        assert!(file.starts_with(b"PK"));
        assert_eq!(file, xlsx(&table).unwrap());
        let raw = String::from_utf8_lossy(&file);
        assert!(!raw.contains("<f>"));
    }
}
