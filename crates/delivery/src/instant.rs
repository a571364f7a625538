//! Instants in words: in the zone of the edition, then in UTC. Never an abbreviation such as the one
//! that China, Cuba and Chicago have in common.

use domain::{text::Language, time::Timestamp};
use jiff::{ZonedDateTime, civil::Weekday, tz::TimeZone};

/// The zone of instants that belong to no edition.
pub(crate) const HOME: &str = "Asia/Shanghai";
const BEIJING: [&str; 4] = [HOME, "Asia/Chongqing", "Asia/Harbin", "PRC"];

/// How finely an instant is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    /// For what people plan by.
    Minutes,
    /// For what is proof.
    Seconds,
}

/// `Mon, 31 Aug 2026, 20:00 Beijing time (UTC+8) · Mon 12:00 UTC`, or the same in Chinese.
pub(crate) fn in_words(at: Timestamp, zone: &str, language: Language, grain: Grain) -> String {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = instant.to_zoned_datetime(TimeZone::get(zone).unwrap_or(TimeZone::UTC));
    let utc = instant.to_zoned_datetime(TimeZone::UTC);
    let clock = |at: &ZonedDateTime| match grain {
        Grain::Minutes => at.strftime("%H:%M").to_string(),
        Grain::Seconds => at.strftime("%H:%M:%S").to_string(),
    };
    let offset = offset(&local);
    let place = place(zone, language);
    match (language, place) {
        (Language::En, None) => format!("{}, {} UTC", date_en(&local), clock(&local)),
        (Language::Zh, None) => format!("UTC {} {}", date_zh(&local), clock(&local)),
        (Language::En, Some(place)) => format!(
            "{}, {} {place} ({offset}) · {} {} UTC",
            date_en(&local),
            clock(&local),
            utc.strftime("%a"),
            clock(&utc),
        ),
        (Language::Zh, Some(place)) => format!(
            "{place}（{offset}）{} {} · UTC {} {}",
            date_zh(&local),
            clock(&local),
            weekday_zh(utc.weekday()),
            clock(&utc),
        ),
    }
}

/// What people call the zone; nothing for UTC, or a zone that is not known.
fn place(zone: &str, language: Language) -> Option<String> {
    if BEIJING.contains(&zone) {
        let name = match language {
            Language::Zh => "北京时间",
            Language::En => "Beijing time",
        };
        return Some(name.to_owned());
    }
    let (area, place) = zone.rsplit_once('/')?;
    if area.starts_with("Etc") || TimeZone::get(zone).is_err() {
        return None;
    }
    let place = place.replace('_', " ");
    Some(match language {
        Language::Zh => format!("{place} 时间"),
        Language::En => format!("{place} time"),
    })
}

/// `UTC+8`, `UTC+5:30`, `UTC−5`.
fn offset(at: &ZonedDateTime) -> String {
    let minutes = at.offset().seconds() / 60;
    let sign = if minutes < 0 { '−' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    match (hours, rest) {
        (0, 0) => "UTC".to_owned(),
        (_, 0) => format!("UTC{sign}{hours}"),
        _ => format!("UTC{sign}{hours}:{rest:02}"),
    }
}

fn date_en(at: &ZonedDateTime) -> String {
    at.strftime("%a, %-d %b %Y").to_string()
}

fn date_zh(at: &ZonedDateTime) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year}年{month}月{day}日{}", weekday_zh(at.weekday()))
}

const fn weekday_zh(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "周一",
        Weekday::Tuesday => "周二",
        Weekday::Wednesday => "周三",
        Weekday::Thursday => "周四",
        Weekday::Friday => "周五",
        Weekday::Saturday => "周六",
        Weekday::Sunday => "周日",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(at: &str, zone: &str, grain: Grain) -> [String; 2] {
        let at = Timestamp::parse(at).unwrap();
        Language::ALL.map(|language| in_words(at, zone, language, grain))
    }

    #[test]
    fn beijing_time_is_named_and_utc_stands_beside_it() {
        let told = told("2026-08-31T12:00:00Z", "Asia/Shanghai", Grain::Minutes);
        assert_eq!(
            told,
            [
                "北京时间（UTC+8）2026年8月31日周一 20:00 · UTC 周一 12:00",
                "Mon, 31 Aug 2026, 20:00 Beijing time (UTC+8) · Mon 12:00 UTC",
            ]
        );
    }

    #[test]
    fn the_weekday_shows_when_utc_is_still_on_the_day_before() {
        let told = told("2026-08-30T18:30:09.999Z", "Asia/Shanghai", Grain::Seconds);
        assert_eq!(
            told,
            [
                "北京时间（UTC+8）2026年8月31日周一 02:30:09 · UTC 周日 18:30:09",
                "Mon, 31 Aug 2026, 02:30:09 Beijing time (UTC+8) · Sun 18:30:09 UTC",
            ]
        );
    }

    #[test]
    fn other_zones_are_told_by_their_city_and_the_offset_of_that_day() {
        let english = |at, zone| told(at, zone, Grain::Minutes)[1].clone();
        assert_eq!(
            english("2026-01-05T05:00:00Z", "America/New_York"),
            "Mon, 5 Jan 2026, 00:00 New York time (UTC−5) · Mon 05:00 UTC"
        );
        assert_eq!(
            english("2026-07-06T05:00:00Z", "America/New_York"),
            "Mon, 6 Jul 2026, 01:00 New York time (UTC−4) · Mon 05:00 UTC"
        );
        assert_eq!(
            english("2026-07-06T05:00:00Z", "Asia/Kolkata"),
            "Mon, 6 Jul 2026, 10:30 Kolkata time (UTC+5:30) · Mon 05:00 UTC"
        );
    }

    #[test]
    fn utc_is_not_told_twice() {
        for zone in ["UTC", "Etc/UTC", "Mars/Olympus"] {
            let told = told("2026-07-06T05:00:00Z", zone, Grain::Minutes);
            assert_eq!(
                told,
                ["UTC 2026年7月6日周一 05:00", "Mon, 6 Jul 2026, 05:00 UTC"]
            );
        }
    }
}
