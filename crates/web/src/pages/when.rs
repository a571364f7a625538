//! Instants as people read them: in the zone of the event, by name and offset, and in UTC.

use domain::{text::Language, time::Timestamp};
use jiff::{civil::Weekday, tz::TimeZone};
use serde::Serialize;

/// An instant in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    /// For machines.
    pub iso: String,
    /// In the zone of the event.
    pub local: String,
    /// The zone's name and offset.
    pub zone: String,
    /// The same in UTC.
    pub utc: String,
}

impl When {
    /// An instant of an edition in `zone`, an IANA name; unknown names are shown as UTC.
    pub fn new(at: Timestamp, zone: &str, language: Language) -> Self {
        let instant =
            jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        let tz = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
        let local = instant.to_zoned_datetime(tz);
        let utc = instant.to_zoned_datetime(TimeZone::UTC);
        Self {
            iso: at.to_rfc3339(),
            local: date_and_time(&local, language),
            zone: zone_and_offset(zone, local.offset().seconds(), language),
            utc: format!("{} UTC", date_and_time(&utc, language)),
        }
    }
}

fn date_and_time(at: &jiff::ZonedDateTime, language: Language) -> String {
    let (year, month, day) = (at.year(), at.month(), at.day());
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    let weekday = weekday(at.weekday(), language);
    match language {
        Language::Zh => format!("{year}年{month}月{day}日 {weekday} {clock}"),
        Language::En => {
            const MONTHS: [&str; 12] = [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ];
            let index = usize::try_from(month).unwrap_or(1).saturating_sub(1);
            let month = MONTHS.get(index).copied().unwrap_or_default();
            format!("{weekday}, {day} {month} {year}, {clock}")
        }
    }
}

const fn weekday(day: Weekday, language: Language) -> &'static str {
    let (zh, en) = match day {
        Weekday::Monday => ("周一", "Mon"),
        Weekday::Tuesday => ("周二", "Tue"),
        Weekday::Wednesday => ("周三", "Wed"),
        Weekday::Thursday => ("周四", "Thu"),
        Weekday::Friday => ("周五", "Fri"),
        Weekday::Saturday => ("周六", "Sat"),
        Weekday::Sunday => ("周日", "Sun"),
    };
    match language {
        Language::Zh => zh,
        Language::En => en,
    }
}

fn zone_and_offset(zone: &str, seconds: i32, language: Language) -> String {
    let (name, offset) = (zone_name(zone, language), offset(seconds));
    match language {
        Language::Zh => format!("{name}（{offset}）"),
        Language::En => format!("{name} ({offset})"),
    }
}

/// Never an abbreviation: "CST" has three meanings.
fn zone_name(zone: &str, language: Language) -> String {
    let place = zone.rsplit('/').next().unwrap_or(zone).replace('_', " ");
    match (zone, language) {
        ("Asia/Shanghai", Language::Zh) => "北京时间".to_owned(),
        ("Asia/Shanghai", Language::En) => "Beijing time".to_owned(),
        (_, Language::Zh) => format!("{place} 时间"),
        (_, Language::En) => format!("{place} time"),
    }
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '−' } else { '+' };
    let minutes = seconds.abs() / 60;
    let (hours, minutes) = (minutes / 60, minutes % 60);
    if minutes == 0 {
        format!("UTC{sign}{hours}")
    } else {
        format!("UTC{sign}{hours}:{minutes:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str, zone: &str, language: Language) -> [String; 3] {
        let When {
            local, zone, utc, ..
        } = When::new(Timestamp::parse(text).unwrap(), zone, language);
        [local, zone, utc]
    }

    #[test]
    fn a_deadline_is_read_in_its_own_zone_and_in_utc() {
        assert_eq!(
            when("2026-08-31T20:00:00+08:00", "Asia/Shanghai", Language::Zh),
            [
                "2026年8月31日 周一 20:00",
                "北京时间（UTC+8）",
                "2026年8月31日 周一 12:00 UTC"
            ]
        );
        assert_eq!(
            when("2026-11-08T06:30:00+08:00", "Asia/Shanghai", Language::En),
            [
                "Sun, 8 Nov 2026, 06:30",
                "Beijing time (UTC+8)",
                "Sat, 7 Nov 2026, 22:30 UTC"
            ]
        );
    }

    #[test]
    fn the_offset_is_the_one_of_that_day() {
        let [_, summer, _] = when("2026-07-01T12:00:00Z", "America/New_York", Language::En);
        let [_, winter, _] = when("2026-12-01T12:00:00Z", "America/New_York", Language::En);
        assert_eq!(
            (summer.as_str(), winter.as_str()),
            ("New York time (UTC−4)", "New York time (UTC−5)")
        );
        let [_, half, _] = when("2026-07-01T12:00:00Z", "Asia/Kolkata", Language::Zh);
        assert_eq!(half, "Kolkata 时间（UTC+5:30）");
    }
}
