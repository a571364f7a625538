//! How two versions of a list differ, for those who sign the later one.

use domain::publication::{Aspect, Change, Difference};
use serde::Serialize;
use utoipa::ToSchema;

use super::officer::DraftItem;

/// What came in, what went out, and what of a line changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListDifference {
    pub added: Vec<DraftItem>,
    pub removed: Vec<DraftItem>,
    pub changed: Vec<ChangedItem>,
}

/// A line before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedItem {
    pub before: DraftItem,
    pub after: DraftItem,
    /// In what they differ.
    pub aspects: Vec<ChangedAspect>,
}

/// In what two states of a line differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangedAspect {
    Contest,
    Tier,
    Holder,
    Names,
    Entries,
}

impl From<Aspect> for ChangedAspect {
    fn from(aspect: Aspect) -> Self {
        match aspect {
            Aspect::Contest => Self::Contest,
            Aspect::Tier => Self::Tier,
            Aspect::Holder => Self::Holder,
            Aspect::Names => Self::Names,
            Aspect::Entries => Self::Entries,
        }
    }
}

impl From<Difference> for ListDifference {
    fn from(difference: Difference) -> Self {
        Self {
            added: difference.added.into_iter().map(Into::into).collect(),
            removed: difference.removed.into_iter().map(Into::into).collect(),
            changed: difference.changed.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<Change> for ChangedItem {
    fn from(change: Change) -> Self {
        Self {
            before: change.before.into(),
            after: change.after.into(),
            aspects: change.aspects.into_iter().map(Into::into).collect(),
        }
    }
}
