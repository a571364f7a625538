//! Publication: one officer proposes a list and an instant, another confirms, and from that instant on
//! it is public.

mod difference;
mod version;

pub use self::{
    difference::{Aspect, Change, Difference},
    version::{Correction, VersionKind, in_force, locks_awards, may_follow, public_versions},
};

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    edition::{Outcome, Problem, Recipient},
    fingerprint::Fingerprint,
    ids::{AccountId, EditionId, PublicationId},
    text::Bilingual,
    time::Timestamp,
    transition::TransitionError,
};

/// A list on its way to the public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Identity.
    pub id: PublicationId,
    /// Lock column.
    pub revision: i64,
    /// Of which edition.
    pub edition: EditionId,
    /// 1 for the first of the edition, those that were stopped included.
    pub number: u32,
    /// What it says of itself.
    pub kind: VersionKind,
    /// The instant from which it is public, once confirmed.
    pub publish_at: Timestamp,
    /// The list.
    pub items: Vec<ReleaseItem>,
    /// The hash of the list.
    pub list_hash: Fingerprint,
    /// Who proposed it.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: Timestamp,
    /// Where it stands.
    pub state: PublicationState,
    /// That it is being corrected, once it is out.
    pub correction: Option<Correction>,
}

/// One line of a publication, as the public will read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseItem {
    /// Key of the contest.
    pub contest: String,
    /// Name of the contest.
    pub contest_title: Bilingual,
    /// Name of the track that the contest belongs to.
    pub track_title: Option<Bilingual>,
    /// Key of the tier.
    pub tier: String,
    /// Name of the tier.
    pub tier_title: Bilingual,
    /// What being on the list means.
    pub outcome: Outcome,
    /// Who holds it.
    pub recipient: Recipient,
    /// The holder's name, where that is not the entry.
    pub name: Option<Bilingual>,
    /// The line's name: that of its entry, or its own where it is of several or of none.
    pub title: Bilingual,
    /// The entries that it is of: mostly one, for a composite several, for a special line none.
    pub entries: Vec<ReleasedEntry>,
}

/// An entry in a line of a publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedEntry {
    /// The entry's number.
    pub number: String,
    /// The entry's name.
    pub title: Bilingual,
    /// The team's name.
    pub team: Bilingual,
}

impl ReleaseItem {
    /// Whether the line is of this entry, alone or with others.
    pub fn is_of(&self, number: &str) -> bool {
        self.entries.iter().any(|entry| entry.number == number)
    }
}

/// Where a publication stands. Whether it is public is a question of time: [`Publication::is_public`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicationState {
    /// Waits for a second officer.
    Proposed,
    /// Signed by two; public from its instant on.
    Confirmed {
        /// The second officer.
        by: AccountId,
        /// When.
        at: Timestamp,
    },
    /// Stopped before its instant.
    Stopped {
        /// The second officer, if it had one.
        confirmed: Option<(AccountId, Timestamp)>,
        /// Who stopped it.
        by: AccountId,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl PublicationState {
    /// The name in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Confirmed { .. } => "confirmed",
            Self::Stopped { .. } => "stopped",
        }
    }
}

/// Why a publication does not go on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PublicationRefusal {
    /// There is nothing to publish.
    #[error("the list is empty")]
    EmptyList,
    /// The instant has passed.
    #[error("the instant has passed")]
    InstantPassed,
    /// Another one is on its way.
    #[error("another publication is proposed or confirmed")]
    AnotherUnderWay,
    /// Two signatures need two people.
    #[error("the same officer cannot propose and confirm")]
    SameOfficer,
    /// What was confirmed is not what was proposed.
    #[error("the list is not the one that was proposed")]
    ListChanged,
    /// It is out; nothing stops it any more.
    #[error("it is public already")]
    AlreadyPublic,
    /// There is no such kind of version.
    #[error("no such kind of version")]
    UnknownKind,
    /// Another kind of version comes next.
    #[error("another kind of version comes next")]
    OutOfTurn,
    /// The public must learn what was wrong, in both languages.
    #[error("the note is missing")]
    NoteMissing(Vec<Problem>),
    /// Nothing was wrong.
    #[error("only a corrected version has a note")]
    NoteNotTaken,
    /// What stands is corrected only after somebody said so.
    #[error("no correction was begun")]
    CorrectionNotBegun,
    /// A correction that corrects nothing.
    #[error("the list is the one that is public")]
    SameList,
    /// Only what the public reads can be corrected.
    #[error("it is not in force")]
    NotInForce,
    /// A provisional list is followed by another one, without a correction.
    #[error("a provisional list needs no correction")]
    NothingToCorrect,
    /// Once is enough.
    #[error("the correction was begun before")]
    CorrectionBegun,
    /// What changed since is taken back first.
    #[error("the list is not the one that is public")]
    OtherList,
    /// A move that the state does not allow.
    #[error(transparent)]
    Transition(#[from] TransitionError),
}

impl Publication {
    /// Whether the public may read it at an instant. Confirmed late, it is public from its confirmation.
    pub fn is_public(&self, now: Timestamp) -> bool {
        matches!(self.state, PublicationState::Confirmed { .. }) && self.publish_at <= now
    }

    /// Since when it is public, or will be: its instant, or its confirmation where that came later.
    pub fn public_from(&self) -> Timestamp {
        match self.state {
            PublicationState::Confirmed { at, .. } => self.publish_at.max(at),
            PublicationState::Proposed | PublicationState::Stopped { .. } => self.publish_at,
        }
    }

    /// Whether it is neither stopped nor out.
    pub fn is_under_way(&self, now: Timestamp) -> bool {
        !matches!(self.state, PublicationState::Stopped { .. }) && !self.is_public(now)
    }

    /// The second signature.
    ///
    /// # Errors
    /// [`PublicationRefusal::SameOfficer`], [`PublicationRefusal::ListChanged`], or a state that does
    /// not wait for it.
    pub fn confirm(
        mut self,
        by: AccountId,
        list_hash: &str,
        at: Timestamp,
    ) -> Result<Self, PublicationRefusal> {
        match self.state {
            PublicationState::Proposed => {}
            PublicationState::Confirmed { .. } | PublicationState::Stopped { .. } => {
                return Err(self.refuse("confirm").into());
            }
        }
        if by == self.proposed_by {
            return Err(PublicationRefusal::SameOfficer);
        }
        if list_hash != self.list_hash.as_str() {
            return Err(PublicationRefusal::ListChanged);
        }
        self.state = PublicationState::Confirmed { by, at };
        Ok(self)
    }

    /// Stops it before its instant.
    ///
    /// # Errors
    /// [`PublicationRefusal::AlreadyPublic`], or when it was stopped before.
    pub fn stop(
        mut self,
        by: AccountId,
        reason: String,
        at: Timestamp,
    ) -> Result<Self, PublicationRefusal> {
        if self.is_public(at) {
            return Err(PublicationRefusal::AlreadyPublic);
        }
        let confirmed = match self.state {
            PublicationState::Proposed => None,
            PublicationState::Confirmed { by, at } => Some((by, at)),
            PublicationState::Stopped { .. } => return Err(self.refuse("stop").into()),
        };
        self.state = PublicationState::Stopped {
            confirmed,
            by,
            at,
            reason,
        };
        Ok(self)
    }

    const fn refuse(&self, action: &'static str) -> TransitionError {
        TransitionError {
            from: self.state.name(),
            action,
        }
    }
}

/// Checks a proposal.
///
/// # Errors
/// See [`PublicationRefusal`].
pub fn may_propose(
    items: &[ReleaseItem],
    publish_at: Timestamp,
    under_way: bool,
    now: Timestamp,
) -> Result<(), PublicationRefusal> {
    if under_way {
        return Err(PublicationRefusal::AnotherUnderWay);
    }
    if items.is_empty() {
        return Err(PublicationRefusal::EmptyList);
    }
    if publish_at < now {
        return Err(PublicationRefusal::InstantPassed);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn officer(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    fn proposed() -> Publication {
        Publication {
            id: PublicationId(Uuid::nil()),
            revision: 1,
            edition: EditionId(Uuid::nil()),
            number: 1,
            kind: VersionKind::Final,
            publish_at: Timestamp(100),
            items: vec![],
            list_hash: Fingerprint::of_bytes(b"list"),
            proposed_by: officer(1),
            proposed_at: Timestamp(0),
            state: PublicationState::Proposed,
            correction: None,
        }
    }

    fn confirmed() -> Publication {
        let hash = proposed().list_hash;
        proposed()
            .confirm(officer(2), hash.as_str(), Timestamp(10))
            .unwrap()
    }

    #[test]
    fn nothing_is_public_before_its_instant_and_all_of_it_at_its_instant() {
        let public = [99, 100].map(|at| confirmed().is_public(Timestamp(at)));
        assert_eq!(public, [false, true]);
        assert!(!proposed().is_public(Timestamp(1_000)));
    }

    #[test]
    fn confirmed_late_it_is_public_from_its_confirmation() {
        let hash = proposed().list_hash;
        let late = proposed().confirm(officer(2), hash.as_str(), Timestamp(150));
        let instants = [confirmed(), late.unwrap()].map(|one| one.public_from());
        assert_eq!(instants, [Timestamp(100), Timestamp(150)]);
    }

    #[test]
    fn the_officer_who_proposed_cannot_confirm() {
        let hash = proposed().list_hash;
        let refused = proposed().confirm(officer(1), hash.as_str(), Timestamp(10));
        assert_eq!(refused, Err(PublicationRefusal::SameOfficer));
    }

    #[test]
    fn another_list_than_the_proposed_one_is_not_confirmed() {
        let refused = proposed().confirm(officer(2), "sha256:other", Timestamp(10));
        assert_eq!(refused, Err(PublicationRefusal::ListChanged));
    }

    #[test]
    fn a_stop_works_until_the_instant_and_not_after() {
        let stop = |at| confirmed().stop(officer(1), "misprint".into(), Timestamp(at));
        assert!(!stop(99).unwrap().is_public(Timestamp(1_000)));
        assert_eq!(stop(100), Err(PublicationRefusal::AlreadyPublic));
    }

    #[test]
    fn an_empty_list_a_past_instant_and_a_second_proposal_are_refused() {
        let item = ReleaseItem {
            contest: "open".into(),
            contest_title: Bilingual::default(),
            track_title: None,
            tier: "first".into(),
            tier_title: Bilingual::default(),
            outcome: Outcome::Award,
            recipient: Recipient::Entry,
            name: None,
            title: Bilingual::default(),
            entries: vec![ReleasedEntry {
                number: "S26-1".into(),
                title: Bilingual::default(),
                team: Bilingual::default(),
            }],
        };
        assert!(item.is_of("S26-1") && !item.is_of("S26-2"));
        let items = [item];
        let (now, later) = (Timestamp(50), Timestamp(60));
        assert_eq!(may_propose(&items, later, false, now), Ok(()));
        assert_eq!(may_propose(&items, now, false, now), Ok(()));
        assert_eq!(
            may_propose(&[], later, false, now),
            Err(PublicationRefusal::EmptyList)
        );
        let past = may_propose(&items, Timestamp(49), false, now);
        assert_eq!(past, Err(PublicationRefusal::InstantPassed));
        let second = may_propose(&items, later, true, now);
        assert_eq!(second, Err(PublicationRefusal::AnotherUnderWay));
    }
}
