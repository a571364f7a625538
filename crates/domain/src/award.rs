//! Awards: rungs of the ladder, given to those who are to hold them. Whoever is given one may decline
//! it; then the place is free, stays vacant or passes to the next.

use thiserror::Error;

use crate::{
    edition::{Outcome, Recipient, Tier},
    ids::{AwardId, EntryId},
    text::Bilingual,
    time::Timestamp,
    transition::TransitionError,
};

/// A tier given to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Identity.
    pub id: AwardId,
    /// Lock column.
    pub revision: i64,
    /// Key of the tier.
    pub tier: String,
    /// What it is given for.
    pub merit: Merit,
    /// Who holds it.
    pub holder: Holder,
    /// How the place became free, where another had it before.
    pub passed_on: Option<PassedOn>,
    /// Where it stands.
    pub state: AwardState,
}

/// What an award is given for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Merit {
    /// One entry.
    Entry(EntryId),
    /// Several entries under a name of their own: one line of the list, and one place of the tier.
    Composite {
        /// The name of the line.
        title: Bilingual,
        /// Two or more, in order.
        entries: Vec<EntryId>,
    },
    /// No entry: a special recommendation.
    Special {
        /// The name of the line.
        title: Bilingual,
        /// Why it is recommended.
        reason: String,
    },
}

impl Merit {
    /// What is named by entries, a title and a reason.
    ///
    /// # Errors
    /// [`AwardRefusal::EntryTwice`], [`AwardRefusal::TitleMissing`] and [`AwardRefusal::ReasonMissing`]
    /// for what is not one entry, [`AwardRefusal::TitleNotAsked`] for what is.
    pub fn of(
        entries: Vec<EntryId>,
        title: Option<Bilingual>,
        reason: &str,
    ) -> Result<Self, AwardRefusal> {
        let title = title.filter(|title| title.zh.trim() != "" || title.en.trim() != "");
        let twice = |(place, entry): (usize, &EntryId)| entries[..place].contains(entry);
        if entries.iter().enumerate().any(twice) {
            return Err(AwardRefusal::EntryTwice);
        }
        match (&entries[..], title) {
            ([entry], None) => Ok(Self::Entry(*entry)),
            ([_], Some(_)) => Err(AwardRefusal::TitleNotAsked),
            (_, None) => Err(AwardRefusal::TitleMissing),
            ([], Some(_)) if reason.trim().is_empty() => Err(AwardRefusal::ReasonMissing),
            ([], Some(title)) => Ok(Self::Special {
                title,
                reason: reason.trim().to_owned(),
            }),
            (_, Some(title)) => Ok(Self::Composite { title, entries }),
        }
    }

    /// The entries that it is of, in order.
    pub fn entries(&self) -> &[EntryId] {
        match self {
            Self::Entry(entry) => std::slice::from_ref(entry),
            Self::Composite { entries, .. } => entries,
            Self::Special { .. } => &[],
        }
    }

    /// The name of the line, where that is not its entry's.
    pub const fn title(&self) -> Option<&Bilingual> {
        match self {
            Self::Entry(_) => None,
            Self::Composite { title, .. } | Self::Special { title, .. } => Some(title),
        }
    }

    fn shares(&self, other: &Self) -> bool {
        let own = self.entries();
        own.iter().any(|entry| other.entries().contains(entry))
    }
}

/// Who holds an award. The tier says which of them it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// The entry, and so its team.
    Entry,
    /// A human being.
    Person {
        /// As it stands on the certificate.
        name: Bilingual,
    },
    /// A body or a community.
    Organization {
        /// As it stands on the certificate.
        name: Bilingual,
    },
}

impl Holder {
    /// Which kind of recipient it is.
    pub const fn recipient(&self) -> Recipient {
        match self {
            Self::Entry => Recipient::Entry,
            Self::Person { .. } => Recipient::Person,
            Self::Organization { .. } => Recipient::Organization,
        }
    }

    /// The name that is published with it, where that is not the entry's.
    pub const fn name(&self) -> Option<&Bilingual> {
        match self {
            Self::Entry => None,
            Self::Person { name } | Self::Organization { name } => Some(name),
        }
    }

    /// The holder of an award of a tier.
    ///
    /// # Errors
    /// [`AwardRefusal::NameMissing`] where the tier is for a person or an organization and no name is
    /// given, [`AwardRefusal::NameNotAsked`] where it is for the entry and one is.
    pub fn of(recipient: Recipient, name: Option<Bilingual>) -> Result<Self, AwardRefusal> {
        let name = name.filter(|name| name.zh.trim() != "" || name.en.trim() != "");
        match (recipient, name) {
            (Recipient::Entry, None) => Ok(Self::Entry),
            (Recipient::Person, Some(name)) => Ok(Self::Person { name }),
            (Recipient::Organization, Some(name)) => Ok(Self::Organization { name }),
            (Recipient::Entry, Some(_)) => Err(AwardRefusal::NameNotAsked),
            (Recipient::Person | Recipient::Organization, None) => Err(AwardRefusal::NameMissing),
        }
    }
}

/// That an award passed on from somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOn {
    /// The award whose place it takes.
    pub from: AwardId,
    /// Why.
    pub reason: String,
}

/// Where an award stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AwardState {
    /// Given, to be published.
    Given {
        /// When.
        at: Timestamp,
    },
    /// Its holder said yes. Nothing waits for it.
    Accepted {
        /// When it was given.
        given_at: Timestamp,
        /// When it was accepted.
        at: Timestamp,
    },
    /// Its holder said no.
    Declined {
        /// When.
        at: Timestamp,
        /// Why, as far as it was said.
        reason: String,
    },
    /// Taken back before it was published.
    Revoked {
        /// When.
        at: Timestamp,
    },
    /// Struck off the list by those who approve it.
    Struck {
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl AwardState {
    /// The name in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Given { .. } => "given",
            Self::Accepted { .. } => "accepted",
            Self::Declined { .. } => "declined",
            Self::Revoked { .. } => "revoked",
            Self::Struck { .. } => "struck",
        }
    }

    /// Whether it takes a place of its tier.
    pub const fn is_held(&self) -> bool {
        matches!(self, Self::Given { .. } | Self::Accepted { .. })
    }

    /// The state after its holder said yes.
    ///
    /// # Errors
    /// Unless it waits for an answer.
    pub fn accept(self, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::Given { at: given_at } => Ok(Self::Accepted { given_at, at }),
            Self::Accepted { .. }
            | Self::Declined { .. }
            | Self::Revoked { .. }
            | Self::Struck { .. } => Err(self.refuse("accept")),
        }
    }

    /// The state after its holder said no, which is possible after a yes too.
    ///
    /// # Errors
    /// When nobody holds it any more.
    pub fn decline(self, reason: String, at: Timestamp) -> Result<Self, TransitionError> {
        if self.is_held() {
            Ok(Self::Declined { at, reason })
        } else {
            Err(self.refuse("decline"))
        }
    }

    /// The state after taking it back.
    ///
    /// # Errors
    /// When nobody holds it any more.
    pub fn revoke(self, at: Timestamp) -> Result<Self, TransitionError> {
        if self.is_held() {
            Ok(Self::Revoked { at })
        } else {
            Err(self.refuse("revoke"))
        }
    }

    /// The state after those who approve the list have struck it off.
    ///
    /// # Errors
    /// When nobody holds it any more.
    pub fn strike(self, reason: String, at: Timestamp) -> Result<Self, TransitionError> {
        if self.is_held() {
            Ok(Self::Struck { at, reason })
        } else {
            Err(self.refuse("strike"))
        }
    }

    const fn refuse(&self, action: &'static str) -> TransitionError {
        TransitionError {
            from: self.name(),
            action,
        }
    }
}

/// Why an award cannot be given.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AwardRefusal {
    /// No such rung.
    #[error("there is no tier {0}")]
    UnknownTier(String),
    /// All places are taken.
    #[error("all {quota} places of {tier} are taken")]
    QuotaFull {
        /// The rung.
        tier: String,
        /// Its places.
        quota: u32,
    },
    /// Only ranked entries of a closed heat can have one.
    #[error("the entry is not in a closed standing")]
    NotRanked,
    /// Some of the equals have a place and some have not.
    #[error("equal entries wait for the chair's order")]
    TieUndecided,
    /// The list is before the officers.
    #[error("the list is proposed for publication")]
    Locked,
    /// The list is before those who approve it, or approved as it is.
    #[error("the list is in approval")]
    InApproval,
    /// A composite or a special recommendation is called something.
    #[error("the line needs a title of its own")]
    TitleMissing,
    /// What is of one entry is called like it.
    #[error("the line is called like its entry")]
    TitleNotAsked,
    /// An entry is named twice.
    #[error("an entry is named twice")]
    EntryTwice,
    /// Only a special recommendation is of no entry.
    #[error("the tier is for entries")]
    EntryMissing,
    /// An entry is in one held award at most, composites included.
    #[error("an entry is in another award")]
    InAnotherAward,
    /// The tier is for a person or an organization.
    #[error("the tier needs the name of its holder")]
    NameMissing,
    /// The tier is for the entry.
    #[error("the tier is held by the entry itself")]
    NameNotAsked,
    /// Somebody still holds the award.
    #[error("the award is held, so it cannot pass on")]
    StillHeld,
    /// Somebody else has the place already.
    #[error("the award has passed on before")]
    PassedOnBefore,
    /// A decision out of turn has to say why.
    #[error("passing on needs a reason")]
    ReasonMissing,
}

/// Whether a tier has a place left for an entry, given the tiers of the awards that others hold
/// ([`AwardState::is_held`]).
///
/// # Errors
/// [`AwardRefusal::UnknownTier`] and [`AwardRefusal::QuotaFull`].
pub fn place_in<'t>(
    tiers: &'t [Tier],
    tier: &str,
    others: &[&str],
) -> Result<&'t Tier, AwardRefusal> {
    let rung = tiers
        .iter()
        .find(|rung| rung.key == tier)
        .ok_or_else(|| AwardRefusal::UnknownTier(tier.to_owned()))?;
    let taken = others.iter().filter(|other| **other == tier).count();
    if taken >= rung.quota as usize {
        return Err(AwardRefusal::QuotaFull {
            tier: rung.key.clone(),
            quota: rung.quota,
        });
    }
    Ok(rung)
}

/// What giving a tier comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Giving<'a> {
    /// They hold it already.
    HeldAlready,
    /// A new award.
    New {
        /// The rung.
        tier: &'a Tier,
        /// Who holds it.
        holder: Holder,
        /// What it is given for.
        merit: Merit,
        /// What the entry held until now, to be taken back: it holds one award of its own at most.
        instead_of: Option<&'a Award>,
    },
}

/// Gives a tier for something, given the awards of its contest that are held. Persons and organizations
/// may hold several for one entry. A composite takes one place; what it is of is in no other award.
///
/// # Errors
/// [`AwardRefusal::UnknownTier`], [`AwardRefusal::QuotaFull`], [`AwardRefusal::EntryMissing`],
/// [`AwardRefusal::InAnotherAward`], and those of [`Holder::of`].
pub fn give<'a>(
    tiers: &'a [Tier],
    tier: &str,
    merit: Merit,
    name: Option<Bilingual>,
    held: &[&'a Award],
) -> Result<Giving<'a>, AwardRefusal> {
    let rung = tiers.iter().find(|rung| rung.key == tier);
    let rung = rung.ok_or_else(|| AwardRefusal::UnknownTier(tier.to_owned()))?;
    if matches!(merit, Merit::Special { .. }) && rung.outcome != Outcome::Special {
        return Err(AwardRefusal::EntryMissing);
    }
    let holder = Holder::of(rung.recipient, name)?;
    let mut same = held.iter().filter(|award| award.merit == merit);
    if same.any(|award| award.tier == tier && award.holder == holder) {
        return Ok(Giving::HeldAlready);
    }
    let own = |award: &&&Award| award.holder == Holder::Entry && award.merit.shares(&merit);
    let instead_of = held.iter().find(own).copied();
    let instead_of = instead_of.filter(|_| holder == Holder::Entry);
    if instead_of.is_some_and(|before| before.merit != merit) {
        return Err(AwardRefusal::InAnotherAward);
    }
    let others = held
        .iter()
        .filter(|award| instead_of.is_none_or(|own| own.id != award.id));
    let others: Vec<&str> = others.map(|award| award.tier.as_str()).collect();
    Ok(Giving::New {
        tier: place_in(tiers, tier, &others)?,
        holder,
        merit,
        instead_of,
    })
}

/// Lets the place of an award go to somebody else, given all awards of the contest. What comes back
/// belongs to the award that the next one gets.
///
/// # Errors
/// [`AwardRefusal::StillHeld`], [`AwardRefusal::PassedOnBefore`], [`AwardRefusal::ReasonMissing`].
pub fn pass_on(from: &Award, reason: &str, all: &[Award]) -> Result<PassedOn, AwardRefusal> {
    if from.state.is_held() {
        return Err(AwardRefusal::StillHeld);
    }
    if reason.trim().is_empty() {
        return Err(AwardRefusal::ReasonMissing);
    }
    let before = |award: &Award| {
        let from = award.passed_on.as_ref()?.from;
        all.iter().find(|other| other.id == from)
    };
    // A place may have gone through several hands. No chain is longer than the list.
    let takes = |award: &Award| {
        std::iter::successors(before(award), |award| before(award))
            .take(all.len())
            .any(|award| award.id == from.id)
    };
    if all
        .iter()
        .any(|award| award.state.is_held() && takes(award))
    {
        return Err(AwardRefusal::PassedOnBefore);
    }
    Ok(PassedOn {
        from: from.id,
        reason: reason.trim().to_owned(),
    })
}

/// Who is next for a place that became free: the best-ranked entries that hold no award, declined
/// none and were struck off none. Several share it when they share the rank, and people decide.
///
/// `ranked` are the entries of a closed standing with their ranks, 1 for the best, in any order.
pub fn next_in_line(
    ranked: impl IntoIterator<Item = (EntryId, u32)>,
    awards: &[Award],
) -> Vec<EntryId> {
    let out = |entry: EntryId| {
        let counts = |award: &&Award| !matches!(award.state, AwardState::Revoked { .. });
        let mut counted = awards.iter().filter(counts);
        counted.any(|award| award.merit.entries().contains(&entry))
    };
    let mut best = u32::MAX;
    let mut next = vec![];
    for (entry, rank) in ranked {
        if rank > best || out(entry) {
            continue;
        }
        if rank < best {
            best = rank;
            next.clear();
        }
        next.push(entry);
    }
    next
}

#[cfg(test)]
mod tests;
