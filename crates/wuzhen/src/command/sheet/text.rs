//! Text from a file or the standard input, as spreadsheets write it: with or without a byte order mark, in
//! UTF-8 or UTF-16, with commas, semicolons or tabs.

use std::{fs, io, io::Read as _, path::Path};

use super::trouble::{Trouble, Troubles};

/// A text and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file as it was named, `-` for the standard input.
    pub file: String,
    pub text: String,
}

impl Source {
    /// Reads the file, or the standard input for `-`.
    ///
    /// # Errors
    /// When it cannot be read or is not text.
    pub fn read(path: &Path) -> Result<Self, Troubles> {
        let file = path.display().to_string();
        let bytes = if file == "-" {
            let mut bytes = vec![];
            let read = io::stdin().lock().read_to_end(&mut bytes);
            read.map(|_| bytes)
        } else {
            fs::read(path)
        };
        let bytes = bytes.map_err(|error| {
            let fix = "Check the name; - reads the standard input";
            Trouble::new(&file, format!("it cannot be read ({error})"), fix)
        })?;
        Self::decode(file, &bytes)
    }

    fn decode(file: String, bytes: &[u8]) -> Result<Self, Troubles> {
        let text = match bytes {
            [0xef, 0xbb, 0xbf, rest @ ..] => utf8(&file, rest)?,
            [0xff, 0xfe, rest @ ..] => utf16(&file, rest, u16::from_le_bytes)?,
            [0xfe, 0xff, rest @ ..] => utf16(&file, rest, u16::from_be_bytes)?,
            bytes => utf8(&file, bytes)?,
        };
        Ok(Self { file, text })
    }

    #[cfg(test)]
    pub fn test(text: &str) -> Self {
        Self {
            file: "test.csv".to_owned(),
            text: text.to_owned(),
        }
    }
}

fn utf8(file: &str, bytes: &[u8]) -> Result<String, Trouble> {
    std::str::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let row = before.split(|byte| *byte == b'\n').count() as u64;
            Trouble::new(
                file,
                "this is not UTF-8, so its letters cannot be told",
                "Save it once more as \"CSV UTF-8\"",
            )
            .at(row)
        })
}

fn utf16(file: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Trouble> {
    let units = bytes.chunks(2).map(|pair| match pair {
        [one, other] => unit([*one, *other]),
        _ => 0xd800,
    });
    String::from_utf16(&units.collect::<Vec<_>>()).map_err(|_| {
        let fix = "Save it once more as \"CSV UTF-8\"";
        Trouble::new(file, "this is broken UTF-16", fix)
    })
}

/// What separates the cells: what there is most of outside quotation marks among commas, semicolons and
/// tabs; a comma when there is none of them.
pub fn delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        quoted ^= byte == b'"';
        if !quoted && let Some(count) = counts.iter_mut().find(|(kind, _)| *kind == byte) {
            count.1 += 1;
        }
    }
    let [comma, ..] = counts;
    let better = |best: (u8, usize), next: (u8, usize)| if next.1 > best.1 { next } else { best };
    counts.into_iter().fold(comma, better).0
}

/// Refuses a table in which a quotation mark opens a cell and none closes it: all that follows would be read as
/// that cell, and be gone without a word.
///
/// # Errors
/// The row of the quotation mark, as [`Trouble`]; `skipped` lines stand before the table.
pub fn must_close(
    file: &str,
    text: &str,
    (delimiter, comment): (u8, Option<u8>),
    skipped: u64,
) -> Result<(), Trouble> {
    let mut row = 1 + skipped;
    let (mut begins, mut fresh, mut passed) = (true, true, false);
    let mut open = None;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        passed = passed && byte != b'\n' || fresh && open.is_none() && Some(byte) == comment;
        match (byte, open) {
            _ if passed => {}
            // Two of them stand for one.
            (b'"', Some(_)) if bytes.peek() == Some(&b'"') => drop(bytes.next()),
            (b'"', Some(_)) => open = None,
            (b'"', None) if begins => open = Some(row),
            _ => {}
        }
        row += u64::from(byte == b'\n');
        fresh = open.is_none() && matches!(byte, b'\n' | b'\r');
        begins = open.is_none() && (byte == delimiter || fresh);
    }
    match open {
        None => Ok(()),
        Some(row) => {
            let message = "a quotation mark opens a cell and none closes it";
            let fix = "Close it, or take it away";
            Err(Trouble::new(file, message, fix).at(row))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_told_with_its_row() {
        let row = |text: &str| {
            let refused = must_close("a.csv", text, (b',', Some(b'#')), 0);
            refused.err().and_then(|trouble| trouble.row)
        };
        assert_eq!(row("a,b\n\"c,d\ne,f\n"), Some(2));
        assert_eq!(row("a,\"b\"\"\nc"), Some(1));
        for sound in [
            "a,\"b\"",
            "\"a\nb\",c\n",
            "5\" nail,b\n",
            "\"a\"\"b\",c",
            "a, \"b\" ,c\n",
            "\"\",b",
        ] {
            assert_eq!(row(sound), None, "{sound}");
        }
    }

    fn decoded(bytes: &[u8]) -> Result<String, Troubles> {
        Source::decode("a.csv".to_owned(), bytes).map(|source| source.text)
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_text() {
        assert_eq!(decoded(b"\xef\xbb\xbfentry").unwrap(), "entry");
        assert_eq!(decoded(b"\xff\xfea\0\xe9\0").unwrap(), "aé");
        assert_eq!(decoded(b"\xfe\xff\0a\0\xe9").unwrap(), "aé");
    }

    #[test]
    fn other_encodings_are_refused_with_the_row_and_the_remedy() {
        let refused = decoded(b"entry\nM\xfcller").unwrap_err();
        assert_eq!(refused.errors[0].row, Some(2));
        assert!(refused.to_string().contains("CSV UTF-8"), "{refused}");
    }

    #[test]
    fn the_delimiter_is_what_there_is_most_of_outside_quotation_marks() {
        assert_eq!(delimiter("entry;judge;score"), b';');
        assert_eq!(delimiter("\"a;b;c\",judge"), b',');
        assert_eq!(delimiter("entry\tjudge"), b'\t');
        assert_eq!(delimiter("entry"), b',');
    }
}
