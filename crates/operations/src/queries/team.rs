//! What a team sees of its own entries.

use bytes::Bytes;
use domain::{
    edition::{AskedWhen, DivisionRule, Edition, Problem},
    entry::{DivisionBy, Entry, EntryState, Supplement, SupplementState, Version},
    fingerprint::Fingerprint,
    policy::{
        ChooseDivision, Denied, Deployment, Guarded, ListOwnEntries, ReadOwnAttachment,
        ReadOwnEntry, ReadReceipt, SaveEntryDraft, SubmitEntry, SubmitSupplement, UploadAttachment,
        may,
    },
    time::Timestamp,
};
use futures::stream::BoxStream;
use persistence::{StoreError, editions, entries};
pub use persistence::{
    editions::{Contest, Division, Heading},
    entries::OwnLine,
};

use crate::{Context, error::Result};

/// An entry in its team's list.
pub struct EntryCard {
    /// The entry.
    pub line: OwnLine,
    /// Where it competes.
    pub edition: Edition,
    /// Whether judges would see something else after submitting again.
    pub has_unsubmitted_changes: bool,
}

impl EntryCard {
    /// What the team is asked for besides, as it stands at an instant, and until when.
    pub fn supplement(&self, at: Timestamp) -> Option<(SupplementState, Timestamp)> {
        let (due_at, received) = self.line.supplement?;
        let state = if received {
            SupplementState::Received
        } else if at <= due_at {
            SupplementState::Requested
        } else {
            SupplementState::Lapsed
        };
        Some((state, due_at))
    }
}

/// The entries of one's teams, the last changed first.
#[crate::compiled_here]
pub async fn list_own_entries(cx: &Context<'_>) -> Result<Vec<EntryCard>> {
    let (allowed, _) =
        Guarded::seal(Deployment).authorize::<ListOwnEntries>(cx.actor, cx.arrived_at)?;
    let lines = entries::list_own(cx.store, &allowed.visible()).await?;
    let known: Vec<_> = lines.iter().map(|line| line.edition).collect();
    let editions = editions::of_all(cx.store, &known).await?;
    let card = |line: OwnLine| {
        let edition = editions.iter().find(|edition| edition.id == line.edition)?;
        Some(EntryCard {
            has_unsubmitted_changes: line.submitted_at.is_some_and(|at| line.updated_at > at),
            edition: edition.clone(),
            line,
        })
    };
    Ok(lines.into_iter().filter_map(card).collect())
}

/// An entry as its team works on it.
pub struct OwnEntry {
    /// The entry, with form, draft and call.
    pub entry: Entry,
    /// Where it competes.
    pub edition: Edition,
    /// Its contest.
    pub contest: Contest,
    /// What keeps it from being submitted.
    pub issues: Vec<Problem>,
    /// The divisions to choose from, where the contest lets teams choose.
    pub divisions: Vec<Division>,
    /// The division that it has now.
    pub division: Option<Division>,
    /// The question whose answer gives the division, with what each answer leads to.
    pub division_by_answer: Option<(String, Vec<(String, Division)>)>,
    /// The version that stands.
    pub receipt: Option<Receipt>,
    /// What the viewer may do now.
    pub may: MayOwnEntry,
}

/// What a team may do now.
pub struct MayOwnEntry {
    /// Change answers.
    pub edit: bool,
    /// Choose the division.
    pub choose_division: bool,
    /// Put files in and take them out.
    pub upload: bool,
    /// Submit.
    pub submit: bool,
    /// Change what a supplement asks for, and hand it in.
    pub supplement: bool,
}

/// Proof of a submit.
pub struct Receipt {
    /// The entry's number.
    pub number: String,
    /// What was recorded.
    pub version: Version,
    /// Where it competes.
    pub edition: Edition,
    /// Until when it can be submitted again: the call's deadline, or that of the supplement it is of.
    pub deadline: Timestamp,
    /// Whom a mail went to.
    pub mailed_to: Vec<String>,
}

/// One of one's own entries.
#[crate::compiled_here]
pub async fn read_own_entry(cx: &Context<'_>, number: &str) -> Result<OwnEntry> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<ReadOwnEntry>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(cx.store, entry.edition).await?;
    let contests = editions::contests(cx.store, entry.edition).await?;
    let contest = contests
        .into_iter()
        .find(|contest| contest.id == entry.contest);
    let contest = contest.ok_or_else(|| StoreError::Inconsistent {
        table: "entries",
        id: entry.id.to_string(),
        what: "its contest is gone".to_owned(),
    })?;
    let receipt = receipt(cx, &entry, &edition).await?;
    let entry = as_worked_on(entry, receipt.as_ref());
    let supplements = entry.accepts_changes(AskedWhen::Supplement, cx.arrived_at);
    let in_time = entry.accepts_edits(cx.arrived_at);
    let mut divisions = editions::divisions(cx.store, entry.edition).await?;
    let has = |known: &&Division| {
        let given = entry.division.as_ref();
        given.is_some_and(|given| given.division == known.id)
    };
    let division = divisions.iter().find(has).cloned();
    let division_by_answer = by_answer(&contest, &divisions);
    divisions.retain(|_| contest.division == Some(DivisionRule::Choice));
    let given = entry.division.as_ref().map(|given| &given.by);
    let by_headquarters = matches!(given, Some(DivisionBy::Headquarters { .. }));
    let mut issues = entry.issues();
    if !divisions.is_empty() && entry.division.is_none() && entry.supplement.is_none() {
        issues.push(Problem::at("/division", "division_missing"));
    }
    let may_now = MayOwnEntry {
        choose_division: in_time
            && !divisions.is_empty()
            && !by_headquarters
            && may::<ChooseDivision>(cx.actor, &entry, cx.arrived_at),
        edit: in_time && may::<SaveEntryDraft>(cx.actor, &entry, cx.arrived_at),
        supplement: supplements && may::<SubmitSupplement>(cx.actor, &entry, cx.arrived_at),
        upload: in_time && may::<UploadAttachment>(cx.actor, &entry, cx.arrived_at),
        submit: entry.accepts_submit(cx.arrived_at)
            && may::<SubmitEntry>(cx.actor, &entry, cx.arrived_at),
    };
    Ok(OwnEntry {
        issues,
        divisions,
        division,
        division_by_answer,
        contest,
        edition,
        receipt,
        may: may_now,
        entry,
    })
}

/// What a team works on: what the call asked is as it was submitted from the moment on at which it is
/// asked for more.
fn as_worked_on(entry: Entry, receipt: Option<&Receipt>) -> Entry {
    match (&entry.supplement, receipt) {
        (Some(_), Some(receipt)) => entry.as_submitted(&receipt.version),
        _ => entry,
    }
}

/// Where each answer leads, where the contest gives divisions by an answer.
fn by_answer(
    contest: &Contest,
    divisions: &[Division],
) -> Option<(String, Vec<(String, Division)>)> {
    let Some(DivisionRule::Answer { question }) = &contest.division else {
        return None;
    };
    let leads = |division: &Division| {
        let answers = division.answers.clone().into_iter();
        let pairs = answers.map(|answer| (answer, division.clone()));
        pairs.collect::<Vec<_>>()
    };
    let pairs = divisions.iter().flat_map(leads).collect();
    Some((question.clone(), pairs))
}

async fn receipt(cx: &Context<'_>, entry: &Entry, edition: &Edition) -> Result<Option<Receipt>> {
    let EntryState::Submitted { latest, .. } = &entry.state else {
        return Ok(None);
    };
    let members = entries::members(cx.store, entry.team).await?;
    let is_of = |one: &&Supplement| one.received.is_some_and(|got| got.version == *latest);
    let supplement = entry.supplement.as_ref().filter(is_of);
    Ok(Some(Receipt {
        deadline: supplement.map_or(entry.call.deadline, |one| one.due_at),
        number: entry.number.clone(),
        version: entries::version(cx.store, *latest).await?,
        edition: edition.clone(),
        mailed_to: members
            .into_iter()
            .filter_map(|member| member.email)
            .collect(),
    }))
}

/// Proof of the last submit of one of one's own entries.
#[crate::compiled_here]
pub async fn read_receipt(cx: &Context<'_>, number: &str) -> Result<Receipt> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<ReadReceipt>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(cx.store, entry.edition).await?;
    Ok(receipt(cx, &entry, &edition).await?.ok_or(Denied::Hidden)?)
}

/// A stored file that somebody was allowed to read.
pub struct FileView {
    /// What to call it.
    pub name: String,
    /// Its kind.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// Its content hash.
    pub sha256: Fingerprint,
}

impl FileView {
    /// Its bytes.
    ///
    /// # Errors
    /// When the file store does not have them.
    pub async fn open(
        &self,
        store: &persistence::Store,
    ) -> Result<BoxStream<'static, std::result::Result<Bytes, std::io::Error>>> {
        use futures::{StreamExt as _, TryStreamExt as _};
        let stream = store.blobs().get(&self.sha256).await?;
        Ok(stream.map_err(std::io::Error::other).boxed())
    }

    /// A part of its bytes.
    ///
    /// # Errors
    /// When the file store does not have them.
    pub async fn part(
        &self,
        store: &persistence::Store,
        range: std::ops::Range<u64>,
    ) -> Result<BoxStream<'static, std::result::Result<Bytes, std::io::Error>>> {
        use futures::{StreamExt as _, TryStreamExt as _};
        let stream = store.blobs().get_range(&self.sha256, range).await?;
        Ok(stream.map_err(std::io::Error::other).boxed())
    }
}

/// A file of one's own draft.
#[crate::compiled_here]
pub async fn read_own_attachment(cx: &Context<'_>, number: &str, slot: &str) -> Result<FileView> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, entry) = guarded.authorize::<ReadOwnAttachment>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(cx.store, entry.edition).await?;
    let receipt = receipt(cx, &entry, &edition).await?;
    let entry = as_worked_on(entry, receipt.as_ref());
    let file = entry.attachments.into_iter().find(|file| file.slot == slot);
    let file = file.ok_or(Denied::Hidden)?;
    Ok(FileView {
        name: file.name,
        media_type: file.media_type,
        bytes: file.bytes,
        sha256: file.sha256,
    })
}
