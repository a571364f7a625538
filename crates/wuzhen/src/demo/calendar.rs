//! Shifts the calendar of the demonstration's edition file to now.

use domain::time::{Clock, Timestamp};

/// The instant that the dates in the file are written for.
pub const WRITTEN_FOR: &str = "2026-09-15T20:00:00+08:00";

const HOUR: i64 = 3_600_000;

/// A clock that stands still: an operation of the past is done at its own instant.
pub struct At(pub Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The file with every instant moved by whole hours, so that what was written for
/// [`WRITTEN_FOR`] fits `now`.
pub fn shift(file: &str, now: Timestamp) -> Result<String, String> {
    let hours = (now.0 - Timestamp::parse(WRITTEN_FOR)?.0) / HOUR;
    let mut shifted = String::with_capacity(file.len());
    for line in file.lines() {
        let instant = line
            .split_once(" = \"")
            .and_then(|(key, rest)| Some((key, rest.strip_suffix('"')?)))
            .and_then(|(key, text)| Some((key, Timestamp::parse(text).ok()?)));
        match instant {
            Some((key, at)) => {
                let moved = at.plus_millis(hours * HOUR).to_rfc3339();
                shifted.push_str(&format!("{key} = \"{moved}\"\n"));
            }
            None => {
                shifted.push_str(line);
                shifted.push('\n');
            }
        }
    }
    Ok(shifted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_move_and_everything_else_stays() {
        let now = Timestamp::parse(WRITTEN_FOR).unwrap().plus_minutes(150);
        let file = "title = \"2026\"\nopens_at = \"2026-07-01T09:00:00+08:00\"\n";
        let expected = "title = \"2026\"\nopens_at = \"2026-07-01T03:00:00.000Z\"\n";
        assert_eq!(shift(file, now).unwrap(), expected);
    }
}
