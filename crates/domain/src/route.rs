//! The arithmetic of advancement: who goes on from a closed heat, by which route and why.
//!
//! Ranks decide. Equal rank is a tie, and a tie across a cut is broken by nothing but a decision of
//! people: not by the order of the lines, not by anything in an identifier. A route that finds fewer
//! than its quota leaves places empty.

mod fill;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    edition::{HeatPlan, kinds::named},
    ids::EntryId,
};

/// Whether a heat of this contest and division takes such an entry. A heat that names none of them takes
/// all.
pub fn takes(
    (contest, division): (Option<&str>, Option<&str>),
    (of_contest, of_division): (&str, Option<&str>),
) -> bool {
    contest.is_none_or(|contest| contest == of_contest)
        && (division.is_none() || division == of_division)
}

impl HeatPlan {
    /// Whether it takes an entry of this contest and division, whichever way the entry comes.
    pub fn takes(&self, contest: &str, division: Option<&str>) -> bool {
        let own = (self.contest.as_deref(), self.division.as_deref());
        takes(own, (contest, division))
    }
}

/// Everything that deciding who goes on from one heat rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// The closed standing, all of it.
    pub lines: Vec<Line>,
    /// The routes out of the heat, in the order in which they are filled.
    pub routes: Vec<Passage>,
    /// Who goes on beyond the quotas.
    pub wildcards: Vec<Wildcard>,
    /// How people put entries in order that the rule left equal.
    pub ties: Vec<TieDecision>,
    /// Empty places that are given to other routes.
    pub reallocations: Vec<Reallocation>,
    /// Places that routes of other heats left empty and may give away, by the key of the route.
    pub elsewhere: BTreeMap<String, u32>,
    /// Entries that do not want to go on. The next one takes the place.
    pub declines: Vec<EntryId>,
}

/// One entry of a closed standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The entry.
    pub entry: EntryId,
    /// 1 for the best; nothing when no figure could be made. Then it can go on as a wildcard only.
    pub rank: Option<u32>,
    /// Key of its contest.
    pub contest: String,
    /// Key of its division.
    pub division: Option<String>,
}

/// A route out of the heat, with what its target takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Key of the route.
    pub key: String,
    /// The contest that its target takes entries of.
    pub contest: Option<String>,
    /// The division that its target takes entries of.
    pub division: Option<String>,
    /// Places; all ranked entries when absent.
    pub quota: Option<u32>,
    /// Places beyond the quota.
    pub wildcards: u32,
    /// Whether empty places may be given to another route.
    pub reallocate: bool,
}

/// An entry that goes on beyond the quota.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wildcard {
    /// The entry.
    pub entry: EntryId,
    /// Key of the route.
    pub route: String,
    /// Why.
    pub reason: String,
}

/// How people put entries in order that share a rank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieDecision {
    /// Best first. All that stand at the cut with the same rank; more of them do no harm.
    pub entries: Vec<EntryId>,
    /// Why.
    pub reason: String,
}

/// Empty places of one route given to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reallocation {
    /// Key of the route that leaves them empty.
    pub from: String,
    /// Key of the route that fills them.
    pub to: String,
    /// How many, at least 1.
    pub places: u32,
    /// Why.
    pub reason: String,
}

/// Who goes on, and what stays empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advance {
    /// By route, by rank, wildcards last. Equals stand in the order of the decision about them, or
    /// of the standing.
    pub goes: Vec<Going>,
    /// Places of each route that nobody fills, where it has a quota and there are any.
    pub vacant: Vec<Vacancy>,
}

/// One entry that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Going {
    /// The entry.
    pub entry: EntryId,
    /// Key of the route.
    pub route: String,
    /// As what.
    pub way: Way,
    /// Its rank in the standing.
    pub rank: Option<u32>,
    /// Why, where its rank alone does not say it.
    pub reason: String,
    /// Key of the route whose empty place it takes; there for [`Way::Reallocated`].
    pub place_of: Option<String>,
}

/// Places of a route that nobody fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vacancy {
    /// Key of the route.
    pub route: String,
    /// How many, at least 1.
    pub places: u32,
}

named! {
    /// As what an entry goes on.
    Way {
        /// By its rank, within the quota.
        Quota = "quota",
        /// By a decision between equals.
        TieDecision = "tie_decision",
        /// Beyond the quota, for a reason.
        Wildcard = "wildcard",
        /// In a place that another route left empty.
        Reallocated = "reallocated",
        /// Without any standing, by headquarters. Nothing here makes it.
        Direct = "direct",
    }
}

/// Why it cannot be said who goes on.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AdvanceProblem {
    /// Equals stand on both sides of a cut, and nobody decided between them.
    #[error("{} entries share rank {rank} and {places} places of {route}", entries.len())]
    TieAtCut {
        /// Key of the route.
        route: String,
        /// The rank they share.
        rank: u32,
        /// The entries, in the order of the standing.
        entries: Vec<EntryId>,
        /// How many of them can go on.
        places: u32,
    },
    /// A decision between entries that are not equal, or not two of this standing.
    #[error("the entries of a tie decision do not share a rank")]
    NotTied {
        /// The entries.
        entries: Vec<EntryId>,
    },
    /// An entry that is not in the standing.
    #[error("{entry} is not in the standing")]
    UnknownEntry {
        /// The entry.
        entry: EntryId,
    },
    /// A route that is neither of this heat nor known elsewhere.
    #[error("there is no route {route}")]
    UnknownRoute {
        /// The key.
        route: String,
    },
    /// The target of the route takes entries of another contest or division.
    #[error("{route} does not take {entry}")]
    NotTaken {
        /// The entry.
        entry: EntryId,
        /// Key of the route.
        route: String,
    },
    /// A wildcard for an entry that goes on without it.
    #[error("{entry} goes on by {route} already")]
    GoesAlready {
        /// The entry.
        entry: EntryId,
        /// Key of the route that it goes by.
        route: String,
    },
    /// A wildcard for an entry that does not want to go on.
    #[error("{entry} declined")]
    Declined {
        /// The entry.
        entry: EntryId,
    },
    /// More wildcards than the route has.
    #[error("{route} has {wildcards} wildcards")]
    WildcardsFull {
        /// Key of the route.
        route: String,
        /// How many it has.
        wildcards: u32,
    },
    /// The route does not give places away.
    #[error("empty places of {route} stay empty")]
    NotReallocated {
        /// Key of the route.
        route: String,
    },
    /// More places given away than are empty, or none.
    #[error("{route} leaves {places} places empty")]
    NotVacant {
        /// Key of the route.
        route: String,
        /// How many are left empty.
        places: u32,
    },
    /// A decision of people that does not say why.
    #[error("a decision on {route} needs a reason")]
    ReasonMissing {
        /// Key of the route; empty for a tie decision.
        route: String,
    },
}

impl AdvanceProblem {
    /// The stable name in responses.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TieAtCut { .. } => "tie_at_cut",
            Self::NotTied { .. } => "not_tied",
            Self::UnknownEntry { .. } => "unknown_entry",
            Self::UnknownRoute { .. } => "unknown_route",
            Self::NotTaken { .. } => "not_taken",
            Self::GoesAlready { .. } => "goes_already",
            Self::Declined { .. } => "declined",
            Self::WildcardsFull { .. } => "wildcards_full",
            Self::NotReallocated { .. } => "not_reallocated",
            Self::NotVacant { .. } => "not_vacant",
            Self::ReasonMissing { .. } => "reason_missing",
        }
    }
}

/// Works out who goes on from a heat. Quotas are filled first, route after route, by rank; then places
/// that were given away; then wildcards are added. An entry goes on by one route at most, and only by a
/// route whose target takes entries of its contest and division.
///
/// # Errors
/// Every tie at a cut that nobody decided, and every decision that cannot stand.
pub fn advance(field: &Field) -> Result<Advance, Vec<AdvanceProblem>> {
    let (advance, problems) = preview(field);
    if problems.is_empty() {
        Ok(advance)
    } else {
        Err(problems)
    }
}

/// As far as it can be said who goes on, and what is in the way: equals at a cut wait in no route.
pub fn preview(field: &Field) -> (Advance, Vec<AdvanceProblem>) {
    fill::Filling::of(field).finish()
}

#[cfg(test)]
mod tests;
