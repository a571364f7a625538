//! How entries come in.

use serde::{Deserialize, Serialize};

/// How an entry came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntrySource {
    /// Its team entered.
    Own,
    /// It was asked for.
    Invited,
    /// A body put it forward.
    Recommended,
    /// Staff entered it for its team.
    Staff,
}

impl EntrySource {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Own, Self::Invited, Self::Recommended, Self::Staff];

    /// The name in the database and in responses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Invited => "invited",
            Self::Recommended => "recommended",
            Self::Staff => "staff",
        }
    }

    /// The source with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.name() == name)
    }
}
