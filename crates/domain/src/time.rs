//! Instants. Rules receive them; nothing in this crate asks what time it is.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An instant in milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The same instant moved by so many milliseconds.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// The same instant moved by so many minutes.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_millis(minutes.saturating_mul(60_000))
    }

    /// Reads an RFC 3339 instant with an offset, such as `2026-08-31T20:00:00+08:00`.
    ///
    /// # Errors
    /// Returns the reason when the text is not such an instant.
    pub fn parse(text: &str) -> Result<Self, String> {
        text.parse::<jiff::Timestamp>()
            .map(|instant| Self(instant.as_millisecond()))
            .map_err(|error| error.to_string())
    }

    /// RFC 3339 in UTC with exactly three digits, such as `2026-08-31T12:00:00.000Z`.
    /// Instants outside the years -9999 to 9999 are shown as the nearest of them.
    pub fn to_rfc3339(self) -> String {
        let instant = jiff::Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        });
        format!("{instant:.3}")
    }
}

/// A day of the calendar, such as `2020-11-23`. Which instants it has is a question of the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Reads `2020-11-23`.
    ///
    /// # Errors
    /// Returns the reason when the text is not such a day.
    pub fn parse(text: &str) -> Result<Self, String> {
        // The library reads a date out of longer texts too; a file means what it says.
        let plain = text.len() == 10 && text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !plain {
            return Err(format!("`{text}` is not a day such as 2020-11-23"));
        }
        text.parse()
            .map(Self)
            .map_err(|error: jiff::Error| error.to_string())
    }
}

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Tells the time. An argument everywhere, so that a test can stand at any instant.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// Whether a time zone is known by this IANA name (`Asia/Shanghai`).
pub fn is_known_zone(name: &str) -> bool {
    jiff::tz::TimeZone::get(name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_keeps_its_milliseconds_through_text() {
        let instant = Timestamp::parse("2026-08-31T20:00:00.005+08:00").unwrap();
        assert_eq!(instant.to_rfc3339(), "2026-08-31T12:00:00.005Z");
        assert_eq!(Timestamp::parse(&instant.to_rfc3339()), Ok(instant));
    }

    #[test]
    fn a_day_is_written_as_it_was_read_and_nothing_else_is_one() {
        assert_eq!(Day::parse("2020-11-23").unwrap().to_string(), "2020-11-23");
        assert!(Day::parse("2020-11-09") < Day::parse("2020-11-23"));
        for text in [
            "2020-11-31",
            "2020-11-23T09:00:00",
            "23.11.2020",
            "",
            "2020-11-0a",
        ] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_without_offset_is_refused() {
        assert!(Timestamp::parse("2026-08-31T20:00:00").is_err());
    }
}
