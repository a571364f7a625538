//! A list as an Office Open XML workbook. Every text is written as a string cell, so that nothing is
//! calculated or linked, whatever it begins with.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

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
    let instant = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&table.name))?;
    for (column, heading) in (0_u16..).zip(&table.headings) {
        sheet.write_string_with_format(0, column, heading, &bold)?;
    }
    for (line, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            write(sheet, (line, column), cell, &instant)?;
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

/// Writes one cell. A workbook knows no zones: a time stands in that of the list, which its foot names.
fn write(
    sheet: &mut Worksheet,
    (line, column): (u32, u16),
    cell: &Cell,
    instant: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(text) => sheet.write_string(line, column, cut(text))?,
        Cell::Count(count) => {
            let count = f64::from(u32::try_from(*count).unwrap_or(u32::MAX));
            sheet.write_number(line, column, count)?
        }
        Cell::Instant(at) => {
            let local = at.strftime("%Y-%m-%dT%H:%M:%S").to_string();
            let time = ExcelDateTime::parse_from_str(&local)?;
            sheet.write_datetime_with_format(line, column, &time, instant)?
        }
    };
    Ok(())
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
    use std::io::Cursor;

    use calamine::{Data, Range, Reader, Xlsx};

    use super::*;

    fn table(cell: Cell) -> Table {
        Table {
            name: "名单/Entries".into(),
            headings: vec!["项目 Title".into(), "Files".into()],
            rows: vec![vec![cell, Cell::Count(3)]],
            foot: vec![("By".into(), "=2+2".into())],
        }
    }

    fn opened(table: &Table) -> (Range<Data>, Range<String>) {
        let file = Cursor::new(xlsx(table).unwrap());
        let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(file).unwrap();
        let name = workbook.sheet_names()[0].clone();
        assert_eq!(name, "名单Entries");
        let cells = workbook.worksheet_range(&name).unwrap();
        (cells, workbook.worksheet_formula(&name).unwrap())
    }

    #[test]
    fn a_text_that_looks_like_a_formula_is_a_string() {
        let (cells, formulas) = opened(&table(Cell::from("=1+1")));
        assert_eq!(cells.get((1, 0)), Some(&Data::String("=1+1".into())));
        assert_eq!(cells.get((1, 1)), Some(&Data::Float(3.0)));
        assert_eq!(cells.get((3, 1)), Some(&Data::String("=2+2".into())));
        assert!(formulas.is_empty(), "{formulas:?}");
    }

    #[test]
    fn an_instant_is_a_time_that_a_spreadsheet_can_sort_by() {
        let at: jiff::Timestamp = "2026-08-31T15:59:59.999Z".parse().unwrap();
        let shanghai = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
        let table = table(Cell::Instant(at.to_zoned_datetime(shanghai)));
        let (cells, _) = opened(&table);
        let Some(Data::DateTime(written)) = cells.get((1, 0)) else {
            panic!("{cells:?}");
        };
        let (year, month, day, hour, minute, second, _) = written.to_ymd_hms_milli();
        let local = (year, month, day, hour, minute, second);
        assert_eq!(local, (2026, 8, 31, 23, 59, 59));
    }

    #[test]
    fn the_same_list_gives_the_same_bytes() {
        let table = table(Cell::from("Gates"));
        assert_eq!(xlsx(&table).unwrap(), xlsx(&table).unwrap());
    }
}
