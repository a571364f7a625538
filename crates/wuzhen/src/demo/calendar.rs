//! Shifts the calendar of an edition file, so that now lies where it is wanted.

use domain::time::{Clock, Day, Timestamp};

const HOUR: i64 = 3_600_000;

/// A clock that stands still: an operation of the past is done at its own instant.
pub struct At(pub Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// The file with every instant moved by whole hours, so that `point` of its calendar is now. Days
/// move along.
pub fn shift(file: &str, point: &str, now: Timestamp) -> Result<String, String> {
    let hours = (now.0 - Timestamp::parse(point)?.0) / HOUR;
    let mut shifted = String::with_capacity(file.len());
    for line in file.lines() {
        let moved = line
            .split_once(" = \"")
            .and_then(|(key, rest)| Some((key, rest.strip_suffix('"')?)))
            .and_then(|(key, text)| Some((key, moved(text, hours)?)));
        match moved {
            Some((key, moved)) => shifted.push_str(&format!("{key} = \"{moved}\"\n")),
            None => {
                shifted.push_str(line);
                shifted.push('\n');
            }
        }
    }
    Ok(shifted)
}

/// An instant or a day, so many hours later; nothing for any other text.
fn moved(text: &str, hours: i64) -> Option<String> {
    if let Ok(at) = Timestamp::parse(text) {
        return Some(at.plus_millis(hours * HOUR).to_rfc3339());
    }
    Day::parse(text).ok()?;
    let noon = Timestamp::parse(&format!("{text}T12:00:00Z")).ok()?;
    let moved = noon.plus_millis(hours * HOUR).to_rfc3339();
    moved.get(..10).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const POINT: &str = "2026-09-15T20:00:00+08:00";

    #[test]
    fn instants_and_days_move_and_everything_else_stays() {
        let now = Timestamp::parse(POINT)
            .unwrap()
            .plus_minutes(2 * 24 * 60 + 150);
        let file = "title = \"2026\"\nopens_at = \"2026-07-01T09:00:00+08:00\"\nends_on = \"2026-11-30\"\n";
        let expected =
            "title = \"2026\"\nopens_at = \"2026-07-03T03:00:00.000Z\"\nends_on = \"2026-12-02\"\n";
        assert_eq!(shift(file, POINT, now).unwrap(), expected);
    }
}
