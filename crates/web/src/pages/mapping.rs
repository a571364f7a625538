//! From what the public may know to what a template prints.

use domain::{
    edition::{CallState, Edition},
    publication::{Publication, ReleaseItem, ReleasedEntry},
    text::Language,
    time::Timestamp,
};
use operations::queries::public::PublicEdition;

use super::{
    views::{
        Dates, Home, HomeEdition, HomeProgramme, NotYet, ResultContest, ResultEntry, ResultItem,
        ResultTier, Results, Text,
    },
    when::When,
};

pub(super) const fn state(state: CallState) -> &'static str {
    match state {
        CallState::Upcoming => "upcoming",
        CallState::Open => "open",
        CallState::Closed => "closed",
    }
}

impl Dates {
    pub(super) fn new(one: &PublicEdition, language: Language, now: Timestamp) -> Self {
        let (call, zone) = (&one.edition.call, &one.edition.zone);
        let when = |at| When::new(at, zone, language);
        let state = call.state(now);
        Self {
            opens: when(call.opens_at),
            has_opened: state != CallState::Upcoming,
            deadline: when(call.deadline),
            is_closed: state == CallState::Closed,
            results: one
                .publication
                .as_ref()
                .map(|publication| when(publication.public_from())),
            is_published: one.publication.is_some(),
        }
    }
}

impl Home {
    /// Editions under their programmes, in the order in which they come.
    pub fn new(editions: &[PublicEdition], language: Language, now: Timestamp) -> Self {
        let mut programmes: Vec<(String, HomeProgramme)> = vec![];
        for one in editions {
            let edition = HomeEdition {
                slug: one.edition.slug.clone(),
                title: Text::of(&one.edition.title, language),
                state: state(one.edition.call.state(now)),
                dates: Dates::new(one, language, now),
            };
            let programme = &one.edition.programme;
            match programmes
                .iter_mut()
                .find(|(slug, _)| *slug == programme.slug)
            {
                Some((_, known)) => known.editions.push(edition),
                None => {
                    let title = Text::of(&programme.title, language);
                    let view = HomeProgramme {
                        title,
                        editions: vec![edition],
                    };
                    programmes.push((programme.slug.clone(), view));
                }
            }
        }
        Self {
            programmes: programmes.into_iter().map(|(_, view)| view).collect(),
        }
    }
}

impl NotYet {
    /// What may be said before the instant: the dates of the call, which everybody knows.
    pub fn new(one: &PublicEdition, language: Language, now: Timestamp) -> Self {
        Self {
            slug: one.edition.slug.clone(),
            title: Text::of(&one.edition.title, language),
            dates: Dates::new(one, language, now),
        }
    }
}

impl Results {
    /// The list by contest and tier, in its own order.
    pub fn new(edition: &Edition, publication: &Publication, language: Language) -> Self {
        let contests = publication.items.chunk_by(|a, b| a.contest == b.contest);
        let mut track = None;
        let contests: Vec<_> = contests
            .map(|items| {
                let own = items[0].track_title.as_ref();
                let begins = own != track;
                track = own;
                ResultContest {
                    track: own
                        .filter(|_| begins)
                        .map(|title| Text::of(title, language)),
                    ..ResultContest::new(items, language)
                }
            })
            .collect();
        Self {
            slug: edition.slug.clone(),
            title: Text::of(&edition.title, language),
            published: When::new(publication.public_from(), &edition.zone, language),
            names_contests: contests.len() > 1,
            contests,
        }
    }
}

impl ResultContest {
    /// The items of one contest, of which there is at least one.
    fn new(items: &[ReleaseItem], language: Language) -> Self {
        let tiers = items
            .chunk_by(|a, b| a.tier == b.tier)
            .map(|items| ResultTier {
                title: Text::of(&items[0].tier_title, language),
                items: items
                    .iter()
                    .map(|item| ResultItem::new(item, language))
                    .collect(),
            });
        Self {
            track: None,
            title: Text::of(&items[0].contest_title, language),
            tiers: tiers.collect(),
        }
    }
}

impl ResultItem {
    fn new(item: &ReleaseItem, language: Language) -> Self {
        let name = item.name.as_ref();
        Self {
            name: name
                .map(|name| Text::both(name, language))
                .unwrap_or_default(),
            title: Text::both(&item.title, language),
            entries: item
                .entries
                .iter()
                .map(|entry| ResultEntry::new(entry, language))
                .collect(),
        }
    }
}

impl ResultEntry {
    fn new(entry: &ReleasedEntry, language: Language) -> Self {
        Self {
            number: entry.number.clone(),
            title: Text::both(&entry.title, language),
            team: Text::both(&entry.team, language),
        }
    }
}
