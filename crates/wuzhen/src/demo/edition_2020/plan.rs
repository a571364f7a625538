//! What becomes of every entry, before any of it happens: pure data, the same every time. The sums are
//! those that were published of 2020, or near them where only "about" was.

use domain::text::Language;

use crate::demo::chance::Seed;

/// Entries that were begun.
pub const STARTED: u32 = 1_050;
/// Those of them that were never submitted.
const DRAFTS: u32 = 26;
/// Those that the screeners reject, so that 830 are read.
const REJECTED: u32 = 194;
/// Of the accepted, those that need a person to go against a rule.
const OVERRIDDEN: u32 = 3;

/// How many entries choose a division, in the order of the edition, and where they come from: the more
/// often a region is named, the more of them.
const DIVISIONS: [(u32, &[&str]); 9] = [
    (170, &["cn", "cn", "cn", "cn", "cn", "cn", "cn", "cn", "sg"]),
    (
        190,
        &["cn", "cn", "cn", "cn", "cn", "cn", "cn", "cn", "cn", "fr"],
    ),
    (95, &["cn", "cn", "th", "in", "sg", "cn"]),
    (140, &["cn", "cn", "cn", "hk", "hk", "mo"]),
    (120, &["cn", "cn", "cn", "cn", "cn", "cn", "de"]),
    (75, &["us", "us", "us", "ca", "ca"]),
    (75, &["gb", "de", "fr", "fi", "gb", "de"]),
    (85, &["jp", "kr", "sg", "au", "in", "th", "jp", "kr"]),
    (
        100,
        &["cn", "cn", "cn", "cn", "us", "gb", "kr", "jp", "fi", "hk"],
    ),
];

/// The place of the division against the epidemic.
pub const EPIDEMIC: usize = 8;

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Begun and left.
    Draft,
    /// Submitted and screened out; the place of the reason.
    Rejected(Reason),
    /// Submitted and read.
    Accepted,
    /// The same, although a rule fails.
    Overridden,
}

/// Why an entry is screened out. The places are those of `reasons.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A capital of a million is not more than a million.
    MillionExactly = 0,
    LittleCapital = 1,
    /// Ten people are not more than ten.
    TenPeople = 2,
    NoInvestment = 3,
    NobodySenior = 4,
    /// Capital in another currency, and no evidence of it.
    NoEvidence = 5,
    PropertyUnclear = 6,
}

/// One entry to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryPlan {
    pub index: u32,
    /// Its place in the edition.
    pub division: usize,
    pub region: &'static str,
    pub fate: Fate,
    /// When it is begun, in thousandths of the call.
    pub begun: i64,
    /// How long it takes the team, in minutes.
    pub minutes: i64,
    pub capital: String,
    pub members: u32,
    pub senior: &'static str,
    pub investment: &'static str,
    pub ip: &'static str,
}

impl EntryPlan {
    /// The language of its mails.
    pub fn language(&self) -> Language {
        match self.region {
            "cn" | "hk" | "mo" => Language::Zh,
            _ => Language::En,
        }
    }

    /// Whether it is ever submitted.
    pub fn is_submitted(&self) -> bool {
        self.fate != Fate::Draft
    }

    /// Whether it is read.
    #[cfg(test)]
    pub fn is_accepted(&self) -> bool {
        matches!(self.fate, Fate::Accepted | Fate::Overridden)
    }
}

/// All entries, in the order in which they are begun.
pub fn plan() -> Vec<EntryPlan> {
    (0..STARTED).map(entry).collect()
}

fn entry(index: u32) -> EntryPlan {
    let mut seed = Seed::of(&format!("2020/entry/{index}"));
    let (division, regions) = division(index);
    let region = seed.pick(regions).copied().unwrap_or("cn");
    let fate = fate(index, region);
    let reason = match fate {
        Fate::Rejected(reason) => Some(reason),
        Fate::Draft | Fate::Accepted | Fate::Overridden => None,
    };
    let ten = reason == Some(Reason::TenPeople) || fate == Fate::Overridden;
    let rounds = ["angel", "angel", "pre_a", "pre_a", "a", "b", "c_later"];
    EntryPlan {
        index,
        division,
        region,
        fate,
        begun: begun(index),
        minutes: i64::from(seed.between(70, 4_000)),
        capital: capital(&mut seed, region, reason),
        members: if ten { 10 } else { members(&mut seed) },
        senior: if reason == Some(Reason::NobodySenior) {
            "no"
        } else {
            "yes"
        },
        investment: match reason {
            Some(Reason::NoInvestment) => "none",
            _ => seed.pick(&rounds).copied().unwrap_or("angel"),
        },
        ip: if reason == Some(Reason::PropertyUnclear) {
            "no"
        } else {
            "yes"
        },
    }
}

/// More and more entries come the nearer the deadline is.
fn begun(index: u32) -> i64 {
    let left = i64::from(STARTED - index);
    let all = i64::from(STARTED);
    30 + 950 * (all * all - left * left) / (all * all)
}

/// A place in another order, which hits every place once: `factor` and the number of entries have no
/// common divisor.
fn shuffled(index: u32, factor: u32, shift: u32) -> u32 {
    (index * factor + shift) % STARTED
}

fn division(index: u32) -> (usize, &'static [&'static str]) {
    let mut place = shuffled(index, 613, 41);
    for (division, (many, regions)) in DIVISIONS.into_iter().enumerate() {
        match place.checked_sub(many) {
            None => return (division, regions),
            Some(rest) => place = rest,
        }
    }
    (0, DIVISIONS[0].1)
}

fn fate(index: u32, region: &str) -> Fate {
    let place = shuffled(index, 389, 600);
    if place < DRAFTS {
        Fate::Draft
    } else if place < DRAFTS + REJECTED {
        Fate::Rejected(reason(place, region == "cn"))
    } else if place < DRAFTS + REJECTED + OVERRIDDEN {
        Fate::Overridden
    } else {
        Fate::Accepted
    }
}

fn reason(place: u32, domestic: bool) -> Reason {
    match (place % 6, domestic) {
        (0, true) => Reason::MillionExactly,
        (1, true) => Reason::LittleCapital,
        (0 | 1, false) => Reason::NoEvidence,
        (2, _) => Reason::TenPeople,
        (3, _) => Reason::NoInvestment,
        (4, _) => Reason::NobodySenior,
        _ => Reason::PropertyUnclear,
    }
}

fn members(seed: &mut Seed) -> u32 {
    match seed.number(10) {
        0 => seed.between(60, 180),
        1..=3 => seed.between(25, 60),
        _ => seed.between(11, 24),
    }
}

fn capital(seed: &mut Seed, region: &str, reason: Option<Reason>) -> String {
    let currency = match region {
        "cn" => "CNY",
        "hk" => "HKD",
        "mo" => "MOP",
        "sg" => "SGD",
        "jp" => "JPY",
        "kr" => "KRW",
        "in" => "INR",
        "th" => "THB",
        "au" => "AUD",
        "us" => "USD",
        "ca" => "CAD",
        "gb" => "GBP",
        _ => "EUR",
    };
    let whole = match (reason, currency) {
        (Some(Reason::MillionExactly), _) => 1_000_000,
        (Some(Reason::LittleCapital), _) => seed.between(1, 9) * 100_000,
        (_, "JPY" | "KRW") => seed.between(30, 900) * 1_000_000,
        (_, "CNY") => seed.between(12, 500) * 100_000,
        _ => seed.between(3, 90) * 100_000,
    };
    format!("{whole} {currency}")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    fn count(chosen: impl Fn(&EntryPlan) -> bool) -> usize {
        plan().iter().filter(|entry| chosen(entry)).count()
    }

    #[test]
    fn the_funnel_begins_as_that_of_2020() {
        let sums = [
            count(|_| true),
            count(EntryPlan::is_submitted),
            count(EntryPlan::is_accepted),
        ];
        assert_eq!(sums, [1_050, 1_024, 830]);
        let regions: BTreeSet<_> = plan().iter().map(|entry| entry.region).collect();
        assert_eq!(regions.len(), 15);
        let submitted = plan().into_iter().filter(EntryPlan::is_submitted);
        let of_submitted: BTreeSet<_> = submitted.map(|entry| entry.region).collect();
        assert_eq!(of_submitted, regions);
    }

    #[test]
    fn every_division_has_more_entries_than_places() {
        let mut divisions = BTreeMap::<usize, u32>::new();
        for entry in plan().iter().filter(|entry| entry.is_accepted()) {
            *divisions.entry(entry.division).or_default() += 1;
        }
        assert_eq!(divisions.len(), 9);
        assert!(divisions.values().all(|many| *many > 40), "{divisions:?}");
    }

    #[test]
    fn the_edges_of_the_rules_are_there() {
        let edge = |reason| count(|entry| entry.fate == Fate::Rejected(reason)) > 5;
        assert!(edge(Reason::MillionExactly) && edge(Reason::TenPeople));
        assert!(edge(Reason::NoEvidence));
        assert_eq!(count(|entry| entry.fate == Fate::Overridden), 3);
        assert!(plan().iter().all(|entry| {
            entry.fate != Fate::Rejected(Reason::MillionExactly) || entry.capital == "1000000 CNY"
        }));
    }

    #[test]
    fn the_first_entry_is_read() {
        assert_eq!(plan()[0].fate, Fate::Accepted);
    }

    #[test]
    fn entries_are_begun_in_order_and_more_of_them_late() {
        let begun: Vec<_> = plan().iter().map(|entry| entry.begun).collect();
        assert!(begun.is_sorted() && begun.iter().all(|at| (0..1_000).contains(at)));
    }
}
