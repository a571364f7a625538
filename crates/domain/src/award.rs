//! Awards: rungs of the ladder, given to those who are to hold them. Whoever is given one may decline
//! it; then the place is free, stays vacant or passes to the next.

use thiserror::Error;

use crate::{
    edition::{Recipient, Tier},
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
    /// The entry it is given for.
    pub entry: EntryId,
    /// Who holds it.
    pub holder: Holder,
    /// How the place became free, where another had it before.
    pub passed_on: Option<PassedOn>,
    /// Where it stands.
    pub state: AwardState,
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
}

impl AwardState {
    /// The name in the database.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Given { .. } => "given",
            Self::Accepted { .. } => "accepted",
            Self::Declined { .. } => "declined",
            Self::Revoked { .. } => "revoked",
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
            Self::Accepted { .. } | Self::Declined { .. } | Self::Revoked { .. } => {
                Err(self.refuse("accept"))
            }
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
    /// The list is before the officers.
    #[error("the list is proposed for publication")]
    Locked,
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
        /// What the entry held until now, to be taken back: it holds one award of its own at most.
        instead_of: Option<&'a Award>,
    },
}

/// Gives a tier for an entry, given the awards of its contest that are held. Persons and organizations
/// may hold several for one entry.
///
/// # Errors
/// [`AwardRefusal::UnknownTier`], [`AwardRefusal::QuotaFull`], and those of [`Holder::of`].
pub fn give<'a>(
    tiers: &'a [Tier],
    tier: &str,
    entry: EntryId,
    name: Option<Bilingual>,
    held: &[&'a Award],
) -> Result<Giving<'a>, AwardRefusal> {
    let rung = tiers.iter().find(|rung| rung.key == tier);
    let rung = rung.ok_or_else(|| AwardRefusal::UnknownTier(tier.to_owned()))?;
    let holder = Holder::of(rung.recipient, name)?;
    let own = held.iter().filter(|award| award.entry == entry);
    if own
        .clone()
        .any(|award| award.tier == tier && award.holder == holder)
    {
        return Ok(Giving::HeldAlready);
    }
    let instead_of = own
        .copied()
        .find(|award| holder == Holder::Entry && award.holder == Holder::Entry);
    let others = held
        .iter()
        .filter(|award| instead_of.is_none_or(|own| own.id != award.id));
    let others: Vec<&str> = others.map(|award| award.tier.as_str()).collect();
    Ok(Giving::New {
        tier: place_in(tiers, tier, &others)?,
        holder,
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

/// Who is next for a place that became free: the best-ranked entries that hold no award and declined
/// none. Several share it when they share the rank, and people decide.
///
/// `ranked` are the entries of a closed standing with their ranks, 1 for the best, in any order.
pub fn next_in_line(
    ranked: impl IntoIterator<Item = (EntryId, u32)>,
    awards: &[Award],
) -> Vec<EntryId> {
    let out = |entry: EntryId| {
        awards
            .iter()
            .any(|award| award.entry == entry && !matches!(award.state, AwardState::Revoked { .. }))
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
