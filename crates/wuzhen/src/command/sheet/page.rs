//! A page to read in a terminal: lines and tables whose columns line up, Chinese included.

use std::fmt::Write as _;

/// To which side the cells of a column lean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// A page in the making.
#[derive(Debug, Default)]
pub struct Page {
    text: String,
}

impl Page {
    pub fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref());
        self.text.push('\n');
    }

    /// Notes stand at the end, each with its mark.
    pub fn notes(&mut self, notes: &[String]) {
        for note in notes {
            self.line(format!("note: {note}"));
        }
    }

    /// A table with a header.
    pub fn table(&mut self, columns: &[(&str, Align)], rows: &[Vec<String>]) {
        let widths: Vec<usize> = columns
            .iter()
            .enumerate()
            .map(|(index, (name, _))| {
                let cells = rows.iter().map(|row| width(&row[index]));
                cells.chain([width(name)]).max().unwrap_or(0)
            })
            .collect();
        let header: Vec<String> = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        for row in std::iter::once(&header).chain(rows) {
            let mut line = String::new();
            for ((cell, wide), (_, align)) in row.iter().zip(&widths).zip(columns) {
                let fill = " ".repeat(wide - width(cell));
                let _infallible = match align {
                    Align::Left => write!(line, "{cell}{fill}  "),
                    Align::Right => write!(line, "{fill}{cell}  "),
                };
            }
            self.line(line.trim_end());
        }
    }

    pub fn finish(self) -> String {
        self.text
    }
}

/// How many places of a terminal a text takes: two for the wide letters of East Asia.
fn width(text: &str) -> usize {
    let wide = |letter: char| {
        matches!(
            u32::from(letter),
            0x1100..=0x115f | 0x2e80..=0x303e | 0x3041..=0xa4cf | 0xac00..=0xd7a3
                | 0xf900..=0xfaff | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6
                | 0x1f300..=0x1f64f | 0x20000..=0x3fffd
        )
    };
    text.chars()
        .map(|letter| if wide(letter) { 2 } else { 1 })
        .sum()
}

/// A number with so many digits after the point.
pub fn decimals(number: f64, digits: usize) -> String {
    if number.is_finite() {
        format!("{number:.digits$}")
    } else {
        "-".to_owned()
    }
}

/// The same, a dash when there is none.
pub fn optional(number: Option<f64>, digits: usize) -> String {
    number.map_or_else(|| "-".to_owned(), |number| decimals(number, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_also_with_wide_letters() {
        let mut page = Page::default();
        let rows = [["星河", "7"], ["ab", "10"]].map(|row| row.map(str::to_owned).to_vec());
        page.table(&[("who", Align::Left), ("n", Align::Right)], &rows);
        assert_eq!(page.finish(), "who    n\n星河   7\nab    10\n");
    }
}
