//! Lists as files that people open in a spreadsheet. What somebody typed must stay text there: never a
//! formula, never a link. It must not know what any list is about.

mod sheet;
mod text;

pub use self::{sheet::xlsx, text::csv};

use jiff::ZonedDateTime;

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Anything that somebody wrote.
    Text(String),
    /// A count.
    Count(u64),
    /// An instant in the zone in which the list tells times.
    Instant(ZonedDateTime),
}

/// An instant as text, with its offset, so that nobody has to guess the zone.
pub fn spelled(at: &ZonedDateTime) -> String {
    at.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A list with a heading for each column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet.
    pub name: String,
    /// One heading for each column.
    pub headings: Vec<String>,
    /// One cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// What is said below the list, by name: since when it is so, and who took it.
    pub foot: Vec<(String, String)>,
}

impl Table {
    /// The lines below the list, as wide as it is, after an empty one.
    fn below(&self) -> Vec<Vec<String>> {
        let mut lines = vec![];
        if !self.foot.is_empty() {
            lines.push(vec![String::new(); self.headings.len()]);
        }
        for (name, value) in &self.foot {
            let mut line = vec![name.clone(), value.clone()];
            line.resize(self.headings.len().max(2), String::new());
            lines.push(line);
        }
        lines
    }
}
