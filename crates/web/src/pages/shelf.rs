//! What stands on the pages that lead to others: the start page, the programmes, the archive.

use domain::{edition::CallState, text::Language, time::Timestamp};
use jiff::tz::TimeZone;
use operations::queries::public::PublicEdition;
use serde::Serialize;

use super::{
    mapping::state,
    views::{Dates, Text},
    when::When,
};

/// An edition on a page that leads to it.
#[derive(Clone, Debug, Serialize)]
pub struct EditionCard {
    pub slug: String,
    pub title: Text,
    pub programme: ProgrammeName,
    /// `upcoming`, `open`, `closed` or `out`.
    pub state: &'static str,
    pub dates: Dates,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgrammeName {
    pub slug: String,
    pub title: Text,
}

/// The start page.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// Those in which there are editions.
    pub groups: Vec<Group>,
}

/// Editions that are alike in what a reader can do there.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// `open`, `upcoming`, `out` or `closed`, in this order.
    pub state: &'static str,
    pub editions: Vec<EditionCard>,
}

/// All programmes.
#[derive(Clone, Debug, Serialize)]
pub struct Programmes {
    pub programmes: Vec<ProgrammeCard>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ProgrammeCard {
    pub name: ProgrammeName,
    /// A sentence.
    pub editions: String,
    pub latest: EditionCard,
}

/// A programme with its editions, the latest first.
#[derive(Clone, Debug, Serialize)]
pub struct Programme {
    pub name: ProgrammeName,
    pub editions: Vec<EditionCard>,
}

/// What came out, by year.
#[derive(Clone, Debug, Serialize)]
pub struct Archive {
    /// The latest first.
    pub years: Vec<Year>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Year {
    pub year: i16,
    pub releases: Vec<Release>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Release {
    pub slug: String,
    pub title: Text,
    pub programme: ProgrammeName,
    /// `provisional`, `final` or `corrected`.
    pub kind: &'static str,
    pub published: When,
    /// Lines of the list.
    pub lines: usize,
}

impl ProgrammeName {
    fn new(one: &PublicEdition, language: Language) -> Self {
        let programme = &one.edition.programme;
        Self {
            slug: programme.slug.clone(),
            title: Text::of(&programme.title, language),
        }
    }
}

impl EditionCard {
    fn new(one: &PublicEdition, language: Language, now: Timestamp) -> Self {
        let call = one.edition.call.state(now);
        let is_over = call == CallState::Closed && one.publication.is_some();
        Self {
            slug: one.edition.slug.clone(),
            title: Text::of(&one.edition.title, language),
            programme: ProgrammeName::new(one, language),
            state: if is_over { "out" } else { state(call) },
            dates: Dates::new(one, language, now),
        }
    }
}

fn cards(all: &[PublicEdition], language: Language, now: Timestamp) -> Vec<EditionCard> {
    let cards = all.iter().map(|one| EditionCard::new(one, language, now));
    cards.collect()
}

impl Home {
    /// Editions by what can be done there, in the order in which they come.
    pub fn new(editions: &[PublicEdition], language: Language, now: Timestamp) -> Self {
        let cards = cards(editions, language, now);
        let groups = ["open", "upcoming", "out", "closed"].map(|state| Group {
            state,
            editions: cards
                .iter()
                .filter(|card| card.state == state)
                .cloned()
                .collect(),
        });
        let mut groups = Vec::from(groups);
        groups.retain(|group| !group.editions.is_empty());
        Self { groups }
    }
}

impl Programmes {
    /// Each once, in the order of their latest editions.
    pub fn new(
        editions: &[PublicEdition],
        language: Language,
        now: Timestamp,
        counted: impl Fn(usize) -> String,
    ) -> Self {
        let mut programmes: Vec<ProgrammeCard> = vec![];
        for card in cards(editions, language, now) {
            let known = |one: &ProgrammeCard| one.name.slug == card.programme.slug;
            if !programmes.iter().any(known) {
                let slug = &card.programme.slug;
                let own = editions
                    .iter()
                    .filter(|one| one.edition.programme.slug == *slug);
                programmes.push(ProgrammeCard {
                    name: card.programme.clone(),
                    editions: counted(own.count()),
                    latest: card,
                });
            }
        }
        Self { programmes }
    }
}

impl Programme {
    /// The programme with this slug, where it has an edition.
    pub fn new(
        all: &[PublicEdition],
        slug: &str,
        language: Language,
        now: Timestamp,
    ) -> Option<Self> {
        let mut editions = cards(all, language, now);
        editions.retain(|card| card.programme.slug == slug);
        let name = editions.first()?.programme.clone();
        Some(Self { name, editions })
    }
}

impl Archive {
    /// Every list that is out, under the year in which its first version came out.
    pub fn new(all: &[PublicEdition], language: Language) -> Self {
        let mut dated: Vec<(Timestamp, i16, Release)> = all
            .iter()
            .filter_map(|one| {
                let (first, last) = (one.versions.first()?, one.versions.last()?);
                let out = first.publication.public_from();
                let release = Release {
                    slug: one.edition.slug.clone(),
                    title: Text::of(&one.edition.title, language),
                    programme: ProgrammeName::new(one, language),
                    kind: last.publication.kind.name(),
                    published: When::new(
                        last.publication.public_from(),
                        &one.edition.zone,
                        language,
                    ),
                    lines: last.publication.items.len(),
                };
                Some((out, year(out, &one.edition.zone), release))
            })
            .collect();
        dated.sort_by_key(|(out, year, _)| std::cmp::Reverse((*year, *out)));
        let mut years: Vec<Year> = vec![];
        for (_, year, release) in dated {
            match years.last_mut().filter(|known| known.year == year) {
                Some(known) => known.releases.push(release),
                None => years.push(Year {
                    year,
                    releases: vec![release],
                }),
            }
        }
        Self { years }
    }
}

/// The year of an instant in the zone of the edition.
fn year(at: Timestamp, zone: &str) -> i16 {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    instant.to_zoned_datetime(zone).year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_that_of_the_place() {
        let at = Timestamp::parse("2026-12-31T17:00:00Z").unwrap();
        assert_eq!(year(at, "Asia/Shanghai"), 2027);
        assert_eq!(year(at, "Europe/Paris"), 2026);
    }
}
