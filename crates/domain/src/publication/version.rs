//! Versions of a public list: what each says of itself, what may follow what, and when awards may change
//! again.

use super::{Publication, PublicationRefusal, ReleaseItem};
use crate::{
    edition::Problem,
    ids::AccountId,
    text::{Bilingual, Language},
    time::Timestamp,
};

/// What a version says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionKind {
    /// It may still change, for instance while objections are taken.
    Provisional,
    /// It stands, unless it is corrected.
    Final,
    /// It takes the place of one that was wrong.
    Corrected {
        /// What was wrong, for everybody to read.
        note: Bilingual,
    },
}

impl VersionKind {
    /// The names of all, as in the database and in addresses.
    pub const NAMES: [&str; 3] = ["provisional", "final", "corrected"];

    /// The name in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Final => "final",
            Self::Corrected { .. } => "corrected",
        }
    }

    /// The kind of this name, with the note that a corrected one has.
    ///
    /// # Errors
    /// [`PublicationRefusal::UnknownKind`]; [`PublicationRefusal::NoteMissing`] for a corrected one without a
    /// note in both languages; [`PublicationRefusal::NoteNotTaken`] for another one with a note.
    pub fn of(name: &str, note: Option<Bilingual>) -> Result<Self, PublicationRefusal> {
        match (name, note) {
            ("provisional", None) => Ok(Self::Provisional),
            ("final", None) => Ok(Self::Final),
            ("provisional" | "final", Some(_)) => Err(PublicationRefusal::NoteNotTaken),
            ("corrected", note) => {
                let note = note.unwrap_or_default();
                let missing = missing_in(&note);
                if missing.is_empty() {
                    Ok(Self::Corrected { note })
                } else {
                    Err(PublicationRefusal::NoteMissing(missing))
                }
            }
            _ => Err(PublicationRefusal::UnknownKind),
        }
    }

    /// What was wrong, where it is a corrected one.
    pub const fn note(&self) -> Option<&Bilingual> {
        match self {
            Self::Corrected { note } => Some(note),
            Self::Provisional | Self::Final => None,
        }
    }

    /// The names of the kinds that may follow what is in force.
    pub const fn following(in_force: Option<&Publication>) -> &'static [&'static str] {
        match in_force {
            None => &["provisional", "final"],
            Some(publication) => match publication.kind {
                Self::Provisional => &["provisional", "final"],
                Self::Final | Self::Corrected { .. } => &["corrected"],
            },
        }
    }
}

/// The languages in which the public would not learn what was wrong.
fn missing_in(note: &Bilingual) -> Vec<Problem> {
    let missing = Language::ALL
        .into_iter()
        .filter(|language| note.get(*language).trim().is_empty());
    missing
        .map(|language| Problem::at(format!("/note/{}", language.code()), "missing_language"))
        .collect()
}

/// That somebody began to correct a list that is out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Why, for the record.
    pub reason: String,
}

/// The version that the public reads: of those that are out the one with the highest number.
pub fn in_force(publications: &[Publication], now: Timestamp) -> Option<&Publication> {
    let out = publications
        .iter()
        .filter(|publication| publication.is_public(now));
    out.max_by_key(|publication| publication.number)
}

/// All versions that are out, the oldest first, each with the number by which the public knows it. It counts
/// what came out: that a list was stopped in between is nobody's business.
pub fn public_versions(
    publications: &[Publication],
    now: Timestamp,
) -> impl Iterator<Item = (u32, &Publication)> {
    let mut out: Vec<_> = publications
        .iter()
        .filter(|publication| publication.is_public(now))
        .collect();
    out.sort_unstable_by_key(|publication| publication.number);
    (1..).zip(out)
}

/// Whether awards must stay as they are: while a list is under way, and after one came out that is not
/// provisional, until its correction was begun.
pub fn locks_awards(publications: &[Publication], now: Timestamp) -> bool {
    let stands = |publication: &Publication| match publication.kind {
        VersionKind::Provisional => false,
        VersionKind::Final | VersionKind::Corrected { .. } => publication.correction.is_none(),
    };
    publications
        .iter()
        .any(|publication| publication.is_under_way(now))
        || in_force(publications, now).is_some_and(stands)
}

/// Whether a list of this kind may take the place of what the public reads.
///
/// # Errors
/// [`PublicationRefusal::OutOfTurn`], [`PublicationRefusal::CorrectionNotBegun`] or
/// [`PublicationRefusal::SameList`].
pub fn may_follow(
    kind: &VersionKind,
    items: &[ReleaseItem],
    in_force: Option<&Publication>,
) -> Result<(), PublicationRefusal> {
    if !VersionKind::following(in_force).contains(&kind.name()) {
        return Err(PublicationRefusal::OutOfTurn);
    }
    let (VersionKind::Corrected { .. }, Some(standing)) = (kind, in_force) else {
        return Ok(());
    };
    if standing.correction.is_none() {
        return Err(PublicationRefusal::CorrectionNotBegun);
    }
    if standing.items == items {
        return Err(PublicationRefusal::SameList);
    }
    Ok(())
}

impl Publication {
    /// Begins to correct it: from then on awards may change, and a corrected list be proposed.
    ///
    /// # Errors
    /// [`PublicationRefusal::NotInForce`] for one that the public does not read (any more),
    /// [`PublicationRefusal::NothingToCorrect`] for a provisional one, [`PublicationRefusal::CorrectionBegun`].
    pub fn begin_correction(
        mut self,
        by: AccountId,
        reason: String,
        all: &[Self],
        at: Timestamp,
    ) -> Result<Self, PublicationRefusal> {
        if in_force(all, at).map(|standing| standing.id) != Some(self.id) {
            return Err(PublicationRefusal::NotInForce);
        }
        match self.kind {
            VersionKind::Provisional => return Err(PublicationRefusal::NothingToCorrect),
            VersionKind::Final | VersionKind::Corrected { .. } => {}
        }
        if self.correction.is_some() {
            return Err(PublicationRefusal::CorrectionBegun);
        }
        self.correction = Some(Correction { by, at, reason });
        Ok(self)
    }

    /// Withdraws its correction, since nothing was wrong after all: awards stay as they are again. `items` is
    /// the list as it would be published now.
    ///
    /// # Errors
    /// [`PublicationRefusal::NotInForce`], [`PublicationRefusal::CorrectionNotBegun`],
    /// [`PublicationRefusal::AnotherUnderWay`] while the corrected list is on its way,
    /// [`PublicationRefusal::OtherList`] where something changed since, for the public would not learn of it.
    pub fn withdraw_correction(
        mut self,
        items: &[ReleaseItem],
        all: &[Self],
        now: Timestamp,
    ) -> Result<Self, PublicationRefusal> {
        if in_force(all, now).map(|standing| standing.id) != Some(self.id) {
            return Err(PublicationRefusal::NotInForce);
        }
        if self.correction.is_none() {
            return Err(PublicationRefusal::CorrectionNotBegun);
        }
        if all.iter().any(|one| one.is_under_way(now)) {
            return Err(PublicationRefusal::AnotherUnderWay);
        }
        if self.items != items {
            return Err(PublicationRefusal::OtherList);
        }
        self.correction = None;
        Ok(self)
    }
}

#[cfg(test)]
mod tests;
