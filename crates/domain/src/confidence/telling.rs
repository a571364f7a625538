//! Who is told, by which way, and that they opened it.

use serde::{Deserialize, Serialize};

use super::{ConfidenceRefusal, Level};
use crate::{
    ids::{AccountId, AwardId, EntryId, TeamId},
    text::Bilingual,
    time::Timestamp,
};

/// As what somebody outside the teams is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capacity {
    /// For a team, without an account.
    Team,
    /// Leads through the ceremony, or runs a place of it.
    Host,
    /// Films winners.
    FilmCrew,
    /// Makes the trophies.
    Engraver,
    /// Prints certificates and boards.
    Printer,
    /// Hands awards over, or sits in the first row.
    Guest,
    /// Anybody else.
    Other,
}

impl Capacity {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Team,
        Self::Host,
        Self::FilmCrew,
        Self::Engraver,
        Self::Printer,
        Self::Guest,
        Self::Other,
    ];

    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Host => "host",
            Self::FilmCrew => "film_crew",
            Self::Engraver => "engraver",
            Self::Printer => "printer",
            Self::Guest => "guest",
            Self::Other => "other",
        }
    }

    /// The capacity of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }
}

/// Who is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Confidant {
    /// The team of an entry: each member opens it for themselves.
    Entry {
        /// Which entry.
        entry: EntryId,
        /// Its team.
        team: TeamId,
    },
    /// Somebody without a team here.
    Outsider(Outsider),
}

/// Somebody outside the teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outsider {
    /// As they are called, in one script or both.
    pub name: Bilingual,
    /// Where they work; may be empty.
    pub organization: String,
    /// As what they are told.
    pub capacity: Capacity,
    /// Where the link goes; nothing for who is told in person.
    pub email: Option<String>,
    /// The numbers of the entries that they are told of; nothing means the whole list.
    pub covers: Option<Vec<String>>,
}

impl Outsider {
    /// Somebody whom the register can name.
    ///
    /// # Errors
    /// [`ConfidenceRefusal::NameMissing`] and [`ConfidenceRefusal::NothingCovered`].
    pub fn checked(self) -> Result<Self, ConfidenceRefusal> {
        if self.name.zh.trim().is_empty() && self.name.en.trim().is_empty() {
            return Err(ConfidenceRefusal::NameMissing);
        }
        if self.covers.as_ref().is_some_and(Vec::is_empty) {
            return Err(ConfidenceRefusal::NothingCovered);
        }
        Ok(self)
    }
}

/// How word goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A message in the application.
    Application,
    /// A personal link.
    Link,
    /// By word of mouth, recorded by staff.
    InPerson,
}

impl Channel {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Link => "link",
            Self::InPerson => "in_person",
        }
    }

    /// The channel of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Application, Self::Link, Self::InPerson];
        all.into_iter().find(|known| known.name() == name)
    }

    /// The way to somebody.
    pub const fn to(whom: &Confidant) -> Self {
        match whom {
            Confidant::Entry { .. } => Self::Application,
            Confidant::Outsider(Outsider { email: Some(_), .. }) => Self::Link,
            Confidant::Outsider(_) => Self::InPerson,
        }
    }
}

/// An award as it was told of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldAward {
    /// Which.
    pub award: AwardId,
    /// The key of its tier.
    pub tier: String,
}

/// That somebody was told at a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// 1 for the first.
    pub number: u32,
    /// How much.
    pub level: Level,
    /// How word went out.
    pub channel: Channel,
    /// The awards that the entry held then.
    pub awards: Vec<ToldAward>,
    /// Why, or anything worth keeping.
    pub remark: String,
    /// Who told.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

/// That somebody promised to be silent, and read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Which telling.
    pub telling: u32,
    /// Whose account; nothing for who came by a link.
    pub account: Option<AccountId>,
    /// Which text of the pledge.
    pub pledge: u32,
    /// When.
    pub at: Timestamp,
}
