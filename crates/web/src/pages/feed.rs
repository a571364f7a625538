//! What happened, for feed readers, and which pages there are, for search engines. Both say what the pages
//! say and not a moment earlier.

use domain::{text::Language, time::Timestamp};
use operations::queries::public::{PublicEdition, PublicVersion};
use serde::Serialize;

use super::{address, answer::Reader, render::Site, when::When};

/// The latest so many.
const ENTRIES: usize = 50;

/// The most addresses that a sitemap may have, by its protocol.
const ADDRESSES: usize = 50_000;

/// A feed in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Feed {
    /// When the latest of it happened; long ago where nothing has.
    pub updated: String,
    /// The latest first.
    pub entries: Vec<FeedEntry>,
}

/// Something that happened.
#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry {
    /// For good: the address of what it is about.
    pub id: String,
    /// Where to read on.
    pub link: String,
    pub title: String,
    pub summary: String,
    pub at: String,
}

impl Feed {
    /// Calls that have opened and lists that came out.
    pub fn new(site: &Site, editions: &[PublicEdition], reader: Reader, now: Timestamp) -> Self {
        let mut dated: Vec<(Timestamp, FeedEntry)> = vec![];
        for one in editions {
            let opens = one.edition.call.opens_at;
            if opens <= now {
                dated.push((opens, opened(site, one, reader)));
            }
            for version in &one.versions {
                let at = version.publication.public_from();
                dated.push((at, released(site, one, version, reader)));
            }
        }
        dated.sort_by(|(at, a), (bt, b)| bt.cmp(at).then_with(|| a.id.cmp(&b.id)));
        dated.truncate(ENTRIES);
        let updated = dated.first().map_or(Timestamp(0), |(at, _)| *at);
        Self {
            updated: updated.to_rfc3339(),
            entries: dated.into_iter().map(|(_, entry)| entry).collect(),
        }
    }
}

fn opened(site: &Site, one: &PublicEdition, reader: Reader) -> FeedEntry {
    let link = site.absolute(reader, &address::call(&one.edition.slug));
    let title = printable(one.edition.title.or_other(reader.language));
    let deadline = When::new(
        one.edition.call.deadline,
        &one.edition.zone,
        reader.language,
    );
    let deadline = format!("{} {}", deadline.local, deadline.zone);
    FeedEntry {
        id: format!("{link}#opened"),
        link,
        title: site.sentence(reader.language, "/feed/opened", title),
        summary: site.sentence(reader.language, "/feed/until", deadline),
        at: one.edition.call.opens_at.to_rfc3339(),
    }
}

fn released(
    site: &Site,
    one: &PublicEdition,
    version: &PublicVersion,
    reader: Reader,
) -> FeedEntry {
    let (edition, publication) = (&one.edition, &version.publication);
    let (language, kind) = (reader.language, publication.kind.name());
    let link = site.absolute(reader, &address::version(&edition.slug, version.number));
    let title = printable(edition.title.or_other(language));
    let lead = publication.kind.note().map_or_else(
        || {
            site.text(language, &format!("/results/lead/{kind}"))
                .to_owned()
        },
        |note| printable(note.or_other(language)),
    );
    FeedEntry {
        id: link.clone(),
        link,
        title: site.sentence(language, &format!("/feed/{kind}"), title),
        summary: lead,
        at: publication.public_from().to_rfc3339(),
    }
}

/// A text without what XML cannot say.
fn printable(text: &str) -> String {
    let allowed = |c: &char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => *c >= ' ',
    };
    text.chars().filter(allowed).collect()
}

/// All pages, without their languages.
#[derive(Clone, Debug, Serialize)]
pub struct Sitemap {
    pub languages: [&'static str; 2],
    pub paths: Vec<String>,
}

impl Sitemap {
    /// The pages that there are now.
    pub fn new(editions: &[PublicEdition]) -> Self {
        let mut paths: Vec<String> = ["/", "/programmes", "/archive"].map(str::to_owned).into();
        for one in editions {
            let edition = &one.edition;
            let programme = address::programme(&edition.programme.slug);
            if !paths.contains(&programme) {
                paths.push(programme);
            }
            paths.push(address::call(&edition.slug));
            if let Some(version) = one.versions.last() {
                paths.push(address::results(&edition.slug));
                paths.extend(earlier(one));
                paths.extend(lines(&edition.slug, version));
            }
        }
        paths.truncate(ADDRESSES / Language::ALL.len());
        Self {
            languages: Language::ALL.map(Language::code),
            paths,
        }
    }
}

fn earlier(one: &PublicEdition) -> impl Iterator<Item = String> {
    let before = one.versions.split_last().map_or(&[][..], |(_, rest)| rest);
    before
        .iter()
        .map(|version| address::version(&one.edition.slug, version.number))
}

/// The pages of entries, each once, and of lines that are of no entry.
fn lines(slug: &str, version: &PublicVersion) -> Vec<String> {
    let mut pages = vec![];
    let mut seen = std::collections::BTreeSet::new();
    for (place, item) in (1..).zip(&version.publication.items) {
        if item.entries.is_empty() {
            pages.push(address::line(slug, version.number, place));
        }
        let new = item
            .entries
            .iter()
            .filter(|entry| seen.insert(&entry.number));
        pages.extend(new.map(|entry| address::entry(slug, &entry.number)));
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_say_is_left_out() {
        assert_eq!(printable("a\u{0}\u{b}b\u{ffff}\n运"), "ab\n运");
    }
}
