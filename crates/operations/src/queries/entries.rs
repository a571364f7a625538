//! What staff see of entries: the list of an edition, and one of them with everything that belongs to it.

use domain::{
    edition::Edition,
    entry::{Entry, EntryState, Supplement, SupplementState, Version, VersionContent},
    policy::{Denied, ListEntries, ReadEntry, ReadEntryAttachment, may},
};
use persistence::{
    editions,
    entries::{self, MemberLine},
};

pub use persistence::entries::{EntryFilter, EntryLine, ScreeningCounts};

use super::{
    screening::{self, DivisionView, ScreeningView},
    team::FileView,
};
use crate::{Context, error::Result};

/// The most entries of a page.
pub const MOST_ENTRIES: u32 = 200;

/// A page of entries.
pub struct EntryPage {
    /// By number.
    pub entries: Vec<EntryLine>,
    /// How many there are in all.
    pub total: u32,
    /// How many wait, were accepted and were rejected, whatever of these is asked for.
    pub screening: ScreeningCounts,
    /// What to ask for next.
    pub next_after: Option<String>,
}

/// A page of an edition's entries after a number.
#[crate::compiled_here]
pub async fn list_entries(
    cx: &Context<'_>,
    slug: &str,
    filter: &EntryFilter,
    after: &str,
    limit: u32,
) -> Result<EntryPage> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ListEntries>(cx.actor, cx.arrived_at)?;
    let limit = limit.clamp(1, MOST_ENTRIES);
    let visible = allowed.visible_to(cx.actor, &edition);
    let (entries, total) = entries::list(cx.store, &visible, filter, after, limit).await?;
    let screening = entries::screening_counts(cx.store, &visible, filter).await?;
    let full = entries.len() == limit as usize;
    let next_after = entries
        .last()
        .filter(|_| full)
        .map(|line| line.number.clone());
    Ok(EntryPage {
        entries,
        total,
        screening,
        next_after,
    })
}

/// An entry as staff see it.
pub struct StaffEntry {
    /// The entry.
    pub entry: Entry,
    /// What was answered and which files were handed in: in the version that stands, which judges will
    /// see; in the draft before there is one.
    pub content: VersionContent,
    /// Its members.
    pub members: Vec<MemberLine>,
    /// Its versions, the latest first.
    pub versions: Vec<Version>,
    /// Where it competes.
    pub edition: Edition,
    /// Its division.
    pub division: Option<DivisionView>,
    /// What its team was asked for after the call, and how that stands.
    pub supplement: Option<(Supplement, SupplementState)>,
    /// Its way to being judged.
    pub screening: ScreeningView,
    /// Whether the viewer may read its files.
    pub may_read_attachments: bool,
}

/// One entry of an edition.
#[crate::compiled_here]
pub async fn read_entry(cx: &Context<'_>, slug: &str, number: &str) -> Result<StaffEntry> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<ReadEntry>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(cx.store, entry.edition).await?;
    if edition.slug != slug {
        return Err(Denied::Hidden.into());
    }
    let versions = entries::versions(cx.store, entry.id).await?;
    let content = standing(&entry, &versions);
    Ok(StaffEntry {
        members: entries::members(cx.store, entry.team).await?,
        division: screening::division_of(cx, &entry).await?,
        screening: screening::of_entry(cx, &entry, &content.answers).await?,
        supplement: (entry.supplement.clone()).map(|one| {
            let state = one.state(cx.arrived_at);
            (one, state)
        }),
        content,
        versions,
        may_read_attachments: may::<ReadEntryAttachment>(cx.actor, &entry, cx.arrived_at),
        edition,
        entry,
    })
}

/// What counts: the version that stands, else the draft.
fn standing(entry: &Entry, versions: &[Version]) -> VersionContent {
    let EntryState::Submitted { latest, .. } = entry.state else {
        return entry.content();
    };
    let standing = versions.iter().find(|version| version.id == latest);
    standing.map_or_else(|| entry.content(), |version| version.content.clone())
}

/// A file of an entry as it stands, for staff.
#[crate::compiled_here]
pub async fn read_entry_attachment(
    cx: &Context<'_>,
    slug: &str,
    number: &str,
    slot: &str,
) -> Result<FileView> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<ReadEntryAttachment>(cx.actor, cx.arrived_at)?;
    if editions::of(cx.store, entry.edition).await?.slug != slug {
        return Err(Denied::Hidden.into());
    }
    let content = match entry.state {
        EntryState::Submitted { latest, .. } => entries::version(cx.store, latest).await?.content,
        EntryState::Draft => entry.content(),
    };
    let mut files = content.attachments.into_iter();
    let file = files.find(|file| file.slot == slot);
    let file = file.ok_or(Denied::Hidden)?;
    Ok(FileView {
        name: format!("{}-{}.pdf", entry.number, file.slot),
        media_type: file.media_type,
        bytes: file.bytes,
        sha256: file.sha256,
    })
}
