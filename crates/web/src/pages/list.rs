//! The list in force as programs read it: JSON, and rows for a table. The fields are described in
//! docs/public-site.md and only ever added to.

use domain::{publication::ReleaseItem, text};
use operations::queries::public::{PublicEdition, PublicVersion};
use serde::Serialize;

use super::{address, answer::Reader, render::Site};
use crate::{
    dto::values::{Bilingual, Instant, Named},
    export::{Cell, Table},
};

/// A list that is out.
#[derive(Debug, Serialize)]
pub struct PublicList {
    /// The name and the number of this form.
    pub format: &'static str,
    pub programme: Named,
    pub edition: Named,
    pub version: u32,
    /// `provisional`, `final` or `corrected`.
    pub kind: &'static str,
    /// What was wrong before, where it corrects.
    pub note: Option<Bilingual>,
    pub published_at: Instant,
    /// The hash that two officers signed.
    pub list_hash: String,
    /// Where people read it.
    pub pages: Pages,
    pub items: Vec<PublicItem>,
}

/// The addresses of a page.
#[derive(Debug, Serialize)]
pub struct Pages {
    pub zh: String,
    pub en: String,
}

/// A line of the list.
#[derive(Debug, Serialize)]
pub struct PublicItem {
    /// Its place in this version, from 1.
    pub place: usize,
    pub track: Option<Bilingual>,
    pub contest: Named,
    pub tier: Named,
    /// `award`, `special` or `inclusion`.
    pub outcome: &'static str,
    /// `entry`, `person` or `organization`.
    pub recipient: &'static str,
    /// The holder's name, where that is not the entry.
    pub name: Option<Bilingual>,
    pub title: Bilingual,
    pub entries: Vec<PublicEntry>,
    pub pages: Pages,
}

/// An entry of a line.
#[derive(Debug, Serialize)]
pub struct PublicEntry {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
}

impl PublicList {
    /// A version of the list of an edition.
    pub fn new(site: &Site, one: &PublicEdition, version: &PublicVersion) -> Self {
        let (edition, publication) = (&one.edition, &version.publication);
        let items = (1..).zip(&publication.items).map(|(place, item)| {
            let path = match item.entries.first() {
                Some(entry) => address::entry(&edition.slug, &entry.number),
                None => address::line(&edition.slug, version.number, place),
            };
            PublicItem::new(place, item, Pages::of(site, &path))
        });
        Self {
            format: "wuzhen.results/1",
            programme: Named::new(&edition.programme.slug, &edition.programme.title),
            edition: Named::new(&edition.slug, &edition.title),
            version: version.number,
            kind: publication.kind.name(),
            note: publication.kind.note().map(Into::into),
            published_at: Instant(publication.public_from()),
            list_hash: publication.list_hash.to_string(),
            pages: Pages::of(site, &address::results(&edition.slug)),
            items: items.collect(),
        }
    }
}

impl Pages {
    fn of(site: &Site, path: &str) -> Self {
        let [zh, en] =
            text::Language::ALL.map(|language| site.absolute(Reader::in_language(language), path));
        Self { zh, en }
    }
}

impl PublicItem {
    fn new(place: usize, item: &ReleaseItem, pages: Pages) -> Self {
        Self {
            place,
            track: item.track_title.as_ref().map(Into::into),
            contest: Named::new(&item.contest, &item.contest_title),
            tier: Named::new(&item.tier, &item.tier_title),
            outcome: item.outcome.name(),
            recipient: item.recipient.name(),
            name: item.name.as_ref().map(Into::into),
            title: (&item.title).into(),
            entries: item
                .entries
                .iter()
                .map(|entry| PublicEntry {
                    number: entry.number.clone(),
                    title: (&entry.title).into(),
                    team: (&entry.team).into(),
                })
                .collect(),
            pages,
        }
    }
}

/// The columns of the table, in their order.
const COLUMNS: [&str; 25] = [
    "edition",
    "version",
    "kind",
    "published_at",
    "place",
    "outcome",
    "track_zh",
    "track_en",
    "contest",
    "contest_zh",
    "contest_en",
    "tier",
    "tier_zh",
    "tier_en",
    "recipient",
    "name_zh",
    "name_en",
    "title_zh",
    "title_en",
    "number",
    "entry_zh",
    "entry_en",
    "team_zh",
    "team_en",
    "list_hash",
];

/// A row for each entry of each line, and one for a line that is of no entry.
pub fn table(edition: &str, version: &PublicVersion) -> Table {
    let rows = (1..).zip(&version.publication.items);
    let rows = rows.flat_map(|(place, item)| {
        let entries = item.entries.iter().map(|entry| {
            [
                &entry.number,
                &entry.title.zh,
                &entry.title.en,
                &entry.team.zh,
                &entry.team.en,
            ]
            .map(|text| Cell::from(text.as_str()))
        });
        let mut entries: Vec<_> = entries.collect();
        if entries.is_empty() {
            entries.push([""; 5].map(Cell::from));
        }
        entries
            .into_iter()
            .map(move |entry| row((edition, version), place, item, entry))
    });
    Table {
        name: "results".to_owned(),
        headings: COLUMNS.map(str::to_owned).to_vec(),
        rows: rows.collect(),
        foot: vec![],
    }
}

fn row(
    (edition, version): (&str, &PublicVersion),
    place: u64,
    item: &ReleaseItem,
    entry: [Cell; 5],
) -> Vec<Cell> {
    let publication = &version.publication;
    let none = text::Bilingual::default();
    let track = item.track_title.as_ref().unwrap_or(&none);
    let name = item.name.as_ref().unwrap_or(&none);
    let mut cells = vec![
        Cell::from(edition),
        Cell::Count(version.number.into()),
        Cell::from(publication.kind.name()),
        Cell::from(publication.public_from().to_rfc3339()),
        Cell::Count(place),
        Cell::from(item.outcome.name()),
    ];
    let texts = [
        &track.zh,
        &track.en,
        &item.contest,
        &item.contest_title.zh,
        &item.contest_title.en,
        &item.tier,
        &item.tier_title.zh,
        &item.tier_title.en,
    ];
    cells.extend(texts.map(|text| Cell::from(text.as_str())));
    cells.push(Cell::from(item.recipient.name()));
    let names = [&name.zh, &name.en, &item.title.zh, &item.title.en];
    cells.extend(names.map(|text| Cell::from(text.as_str())));
    cells.extend(entry);
    cells.push(Cell::from(publication.list_hash.to_string()));
    cells
}
