//! What is released, as templates print it: a version of a list with how it differs from the one before, and
//! a single line.

use domain::{
    edition::Outcome,
    publication::{Change, Difference, Publication, ReleaseItem, ReleasedEntry},
    text::Language,
};
use operations::queries::public::{PublicEdition, PublicVersion};
use serde::Serialize;

use super::{views::Text, when::When};

/// What every page of a release says of its version.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    pub slug: String,
    pub title: Text,
    pub programme: Text,
    /// By which number the public knows the version.
    pub version: u32,
    /// `provisional`, `final` or `corrected`.
    pub kind: &'static str,
    /// What was wrong, where it corrects.
    pub note: Option<Text>,
    pub published: When,
    /// Whether a newer version stands.
    pub is_past: bool,
}

/// The page of results, or of an earlier version of them.
#[derive(Clone, Debug, Serialize)]
pub struct Results {
    pub head: Head,
    /// Awards, special lines and inclusions, those that there are.
    pub sections: Vec<Section>,
    pub difference: Option<DifferenceView>,
    /// All versions that are out, the latest first; one alone is not listed.
    pub versions: Vec<VersionMark>,
}

/// The lines that mean the same.
#[derive(Clone, Debug, Serialize)]
pub struct Section {
    /// `award`, `special` or `inclusion`.
    pub outcome: &'static str,
    pub lines: usize,
    /// One for each contest with such lines.
    pub contests: Vec<ResultContest>,
    /// Whether contests are named: there are several, so one has to say which is which.
    pub names_contests: bool,
}

#[derive(Clone, Debug, Serialize)]
pub struct ResultContest {
    /// The track, before the first of its contests.
    pub track: Option<Text>,
    pub title: Text,
    pub tiers: Vec<ResultTier>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ResultTier {
    pub title: Text,
    pub items: Vec<ResultItem>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ResultItem {
    /// Its place in the version, from 1.
    pub place: usize,
    /// Who holds it, where that is not the entry. In both languages.
    pub name: Vec<Text>,
    /// The name of the line, in both languages.
    pub title: Vec<Text>,
    /// What it is of.
    pub entries: Vec<ResultEntry>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ResultEntry {
    pub number: String,
    /// In both languages.
    pub title: Vec<Text>,
    /// In both languages.
    pub team: Vec<Text>,
}

/// A version in the list of versions.
#[derive(Clone, Debug, Serialize)]
pub struct VersionMark {
    pub version: u32,
    pub kind: &'static str,
    pub published: When,
    pub in_force: bool,
    /// Whether it is the one on this page.
    pub is_here: bool,
}

/// How a version differs from the one before it.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceView {
    /// The number of the one before.
    pub since: u32,
    pub added: Vec<ReleasedLine>,
    pub removed: Vec<ReleasedLine>,
    pub changed: Vec<ChangeView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ChangeView {
    pub before: ReleasedLine,
    pub after: ReleasedLine,
    /// The names of texts.
    pub aspects: Vec<&'static str>,
}

/// A line with everything that it says.
#[derive(Clone, Debug, Serialize)]
pub struct ReleasedLine {
    /// `award`, `special` or `inclusion`.
    pub outcome: &'static str,
    pub track: Option<Text>,
    pub contest: Text,
    pub tier: Text,
    pub item: ResultItem,
}

/// The page of an entry, or of a line that is of no entry.
#[derive(Clone, Debug, Serialize)]
pub struct LinePage {
    pub head: Head,
    /// The entry that was asked for.
    pub entry: Option<ResultEntry>,
    /// What the list says of it.
    pub lines: Vec<ReleasedLine>,
}

impl Head {
    fn new(one: &PublicEdition, version: &PublicVersion, language: Language) -> Self {
        let (edition, publication) = (&one.edition, &version.publication);
        Self {
            slug: edition.slug.clone(),
            title: Text::of(&edition.title, language),
            programme: Text::of(&edition.programme.title, language),
            version: version.number,
            kind: publication.kind.name(),
            note: publication.kind.note().map(|note| Text::of(note, language)),
            published: When::new(publication.public_from(), &edition.zone, language),
            is_past: one
                .versions
                .last()
                .is_some_and(|last| last.number != version.number),
        }
    }
}

impl Results {
    /// A version of the list by contest and tier, in its own order.
    pub fn new(one: &PublicEdition, version: &PublicVersion, language: Language) -> Self {
        let sections = [Outcome::Award, Outcome::Special, Outcome::Inclusion];
        let sections = sections
            .into_iter()
            .filter_map(|outcome| Section::of(&version.publication, outcome, language));
        let marks = one.versions.iter().rev().map(|other| VersionMark {
            version: other.number,
            kind: other.publication.kind.name(),
            published: When::new(other.publication.public_from(), &one.edition.zone, language),
            in_force: one
                .versions
                .last()
                .is_some_and(|last| last.number == other.number),
            is_here: other.number == version.number,
        });
        let marks: Vec<_> = marks.collect();
        Self {
            head: Head::new(one, version, language),
            sections: sections.collect(),
            difference: DifferenceView::of(one, version, language),
            versions: if marks.len() > 1 { marks } else { vec![] },
        }
    }
}

impl Section {
    fn of(publication: &Publication, outcome: Outcome, language: Language) -> Option<Self> {
        let lines: Vec<_> = (1..)
            .zip(&publication.items)
            .filter(|(_, item)| item.outcome == outcome)
            .collect();
        if lines.is_empty() {
            return None;
        }
        let mut track = None;
        let contests = lines.chunk_by(|(_, a), (_, b)| a.contest == b.contest);
        let contests: Vec<_> = contests
            .map(|lines| {
                let own = lines[0].1.track_title.as_ref();
                let begins = own != track;
                track = own;
                ResultContest {
                    track: own
                        .filter(|_| begins)
                        .map(|title| Text::of(title, language)),
                    ..ResultContest::new(lines, language)
                }
            })
            .collect();
        Some(Self {
            outcome: outcome.name(),
            lines: lines.len(),
            names_contests: contests.len() > 1,
            contests,
        })
    }
}

impl ResultContest {
    /// The lines of one contest, of which there is at least one.
    fn new(lines: &[(usize, &ReleaseItem)], language: Language) -> Self {
        let tiers = lines
            .chunk_by(|(_, a), (_, b)| a.tier == b.tier)
            .map(|lines| ResultTier {
                title: Text::of(&lines[0].1.tier_title, language),
                items: lines
                    .iter()
                    .map(|(place, item)| ResultItem::new(*place, item, language))
                    .collect(),
            });
        Self {
            track: None,
            title: Text::of(&lines[0].1.contest_title, language),
            tiers: tiers.collect(),
        }
    }
}

impl ResultItem {
    fn new(place: usize, item: &ReleaseItem, language: Language) -> Self {
        let name = item.name.as_ref();
        Self {
            place,
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

impl ReleasedLine {
    fn new(place: usize, item: &ReleaseItem, language: Language) -> Self {
        Self {
            outcome: item.outcome.name(),
            track: item
                .track_title
                .as_ref()
                .map(|track| Text::of(track, language)),
            contest: Text::of(&item.contest_title, language),
            tier: Text::of(&item.tier_title, language),
            item: ResultItem::new(place, item, language),
        }
    }
}

impl DifferenceView {
    /// From the version before, where there is one.
    fn of(one: &PublicEdition, version: &PublicVersion, language: Language) -> Option<Self> {
        let before = one
            .versions
            .iter()
            .rfind(|other| other.number < version.number)?;
        let (earlier, later) = (&before.publication.items, &version.publication.items);
        let difference = Difference::between(earlier, later);
        let line = |item: &ReleaseItem| ReleasedLine::new(0, item, language);
        let change = |change: &Change| ChangeView {
            before: line(&change.before),
            after: line(&change.after),
            aspects: change.aspects.iter().map(|aspect| aspect.name()).collect(),
        };
        Some(Self {
            since: before.number,
            added: difference.added.iter().map(line).collect(),
            removed: difference.removed.iter().map(line).collect(),
            changed: difference.changed.iter().map(change).collect(),
        })
    }
}

impl LinePage {
    /// What the version in force says of an entry; nothing where it is not on the list.
    pub fn of_entry(one: &PublicEdition, number: &str, language: Language) -> Option<Self> {
        let version = one.versions.last()?;
        let items = &version.publication.items;
        let of = items.iter().flat_map(|item| &item.entries);
        let entry = of.clone().find(|entry| entry.number == number)?;
        let lines = (1..).zip(items).filter(|(_, item)| item.is_of(number));
        Some(Self {
            head: Head::new(one, version, language),
            entry: Some(ResultEntry::new(entry, language)),
            lines: lines
                .map(|(place, item)| ReleasedLine::new(place, item, language))
                .collect(),
        })
    }

    /// The line at a place of a version that is out.
    pub fn of_place(
        one: &PublicEdition,
        version: u32,
        place: usize,
        language: Language,
    ) -> Option<Self> {
        let version = one.versions.iter().find(|one| one.number == version)?;
        let item = version.publication.items.get(place.checked_sub(1)?)?;
        Some(Self {
            head: Head::new(one, version, language),
            entry: None,
            lines: vec![ReleasedLine::new(place, item, language)],
        })
    }
}
