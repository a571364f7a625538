//! Awards: rungs of the ladder, given to entries.

use thiserror::Error;

use crate::{
    edition::Tier,
    ids::{AwardId, EntryId},
    time::Timestamp,
    transition::TransitionError,
};

/// A tier given to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Identity.
    pub id: AwardId,
    /// Lock column.
    pub revision: i64,
    /// Key of the tier.
    pub tier: String,
    /// Who receives it.
    pub entry: EntryId,
    /// Where it stands.
    pub state: AwardState,
}

/// Where an award stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AwardState {
    /// Given, to be published.
    Given {
        /// When.
        at: Timestamp,
    },
    /// Taken back before it was published.
    Revoked {
        /// When.
        at: Timestamp,
    },
}

impl AwardState {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Given { .. } => "given",
            Self::Revoked { .. } => "revoked",
        }
    }

    /// The state after taking it back.
    ///
    /// # Errors
    /// When that was done before.
    pub fn revoke(self, at: Timestamp) -> Result<Self, TransitionError> {
        match self {
            Self::Given { .. } => Ok(Self::Revoked { at }),
            Self::Revoked { .. } => Err(TransitionError {
                from: self.name(),
                action: "revoke",
            }),
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
}

/// Whether a tier has a place left for an entry, given the tiers of the awards that stand for others.
///
/// # Errors
/// See [`AwardRefusal`].
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Bilingual;

    #[test]
    fn a_tier_takes_as_many_as_it_has_places() {
        let tiers = [Tier {
            key: "first".into(),
            title: Bilingual::default(),
            quota: 2,
        }];
        assert!(place_in(&tiers, "first", &["first", "second"]).is_ok());
        assert_eq!(
            place_in(&tiers, "first", &["first", "first"]),
            Err(AwardRefusal::QuotaFull {
                tier: "first".into(),
                quota: 2
            })
        );
        assert!(matches!(
            place_in(&tiers, "third", &[]),
            Err(AwardRefusal::UnknownTier(_))
        ));
    }
}
