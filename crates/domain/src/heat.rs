//! A heat: where judging happens.

use serde::Serialize;
use thiserror::Error;

use crate::{
    edition::{BallotRule, Disclosure, HeatKind, LoadBounds, Rubric, Rule, rubric::RULES_VERSION},
    fingerprint::Fingerprint,
    ids::{ContestId, DivisionId, EditionId, HeatId, StandingId},
    text::Bilingual,
    time::Timestamp,
    transition::TransitionError,
};

/// A heat with its rubric and rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heat {
    /// Identity.
    pub id: HeatId,
    /// Lock column.
    pub revision: i64,
    /// Where.
    pub edition: EditionId,
    /// In which contest; nothing crosses the contests.
    pub contest: Option<ContestId>,
    /// In which division; nothing is for all of them.
    pub division: Option<DivisionId>,
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// Key of its round.
    pub round_key: String,
    /// Name of its round.
    pub round_title: Bilingual,
    /// How it is judged.
    pub kind: HeatKind,
    /// How many sheets each entry gets, where not the whole panel scores it.
    pub readings: Option<u32>,
    /// How many sheets a judge may have, at least and at most, where that is bounded.
    pub load: Option<LoadBounds>,
    /// What teams see of it once the results are public.
    pub disclosure: Vec<Disclosure>,
    /// Which amendment of the edition it goes by; 0 is the edition as it was imported.
    pub amendment: u32,
    /// When judging is planned to begin.
    pub opens_at: Timestamp,
    /// When judging is planned to end.
    pub closes_at: Timestamp,
    /// What judges score by.
    pub rubric: Rubric,
    /// What makes figures of marks.
    pub rule: Rule,
    /// How the panel votes, where it votes.
    pub ballot: Option<BallotRule>,
    /// Where it stands.
    pub state: HeatState,
    /// When it was decided who goes on from here.
    pub advanced_at: Option<Timestamp>,
}

/// Where a heat stands. Opening and closing are acts of people; the calendar only announces them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeatState {
    /// Rubric and rule may still change.
    Planned,
    /// Sheets are taken; rubric and rule are frozen.
    Open {
        /// Since when.
        opened_at: Timestamp,
        /// The hash of what is frozen.
        freeze: Fingerprint,
    },
    /// No more sheets; the standing is frozen.
    Closed {
        /// When it was opened.
        opened_at: Timestamp,
        /// The hash of what was frozen.
        freeze: Fingerprint,
        /// When it was closed.
        closed_at: Timestamp,
        /// What came of it.
        standing: StandingId,
    },
}

impl HeatState {
    /// The name in the database and in responses.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open { .. } => "open",
            Self::Closed { .. } => "closed",
        }
    }

    /// The hash of what is frozen.
    pub const fn freeze(&self) -> Option<&Fingerprint> {
        match self {
            Self::Planned => None,
            Self::Open { freeze, .. } | Self::Closed { freeze, .. } => Some(freeze),
        }
    }

    /// The state after opening.
    ///
    /// # Errors
    /// When it was opened before.
    pub fn open(self, opened_at: Timestamp, freeze: Fingerprint) -> Result<Self, TransitionError> {
        match self {
            Self::Planned => Ok(Self::Open { opened_at, freeze }),
            Self::Open { .. } | Self::Closed { .. } => Err(self.refuse("open")),
        }
    }

    /// The state after closing.
    ///
    /// # Errors
    /// Unless it is open.
    pub fn close(
        self,
        closed_at: Timestamp,
        standing: StandingId,
    ) -> Result<Self, TransitionError> {
        match self {
            Self::Open { opened_at, freeze } => Ok(Self::Closed {
                opened_at,
                freeze,
                closed_at,
                standing,
            }),
            Self::Planned | Self::Closed { .. } => Err(self.refuse("close")),
        }
    }

    const fn refuse(&self, action: &'static str) -> TransitionError {
        TransitionError {
            from: self.name(),
            action,
        }
    }
}

/// Why a heat cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenRefusal {
    /// Entries may still come in.
    #[error("the call is still open")]
    CallStillOpen,
    /// Nobody would score.
    #[error("the panel is empty")]
    NoJudges,
    /// Nothing would be scored.
    #[error("there are no entries in the heat")]
    NoEntries,
    /// A heat that it takes entries from has not sent them yet.
    #[error("the heats before it have not advanced")]
    SourcesOpen,
    /// Some entries of the call were not screened.
    #[error("entries wait for screening")]
    ScreeningOpen,
    /// Who reads what has to be proposed first, for the field and the panel as they are.
    #[error("there is no proposal for the present field")]
    NoProposal,
    /// The rule allows for judges, and nothing would compare them.
    #[error("judges fall into parts that share no entry")]
    JudgesApart,
    /// Its figures come from elsewhere.
    #[error("the heat is not judged here")]
    Imported,
}

impl Heat {
    /// The hash of rubric and rule, with the meaning they have in this version.
    ///
    /// # Errors
    /// When they cannot be written as JSON.
    pub fn freeze_hash(&self) -> Result<Fingerprint, serde_json::Error> {
        #[derive(Serialize)]
        struct Frozen<'a> {
            rules_version: u32,
            kind: HeatKind,
            readings: Option<u32>,
            rubric: &'a Rubric,
            rule: &'a Rule,
            #[serde(skip_serializing_if = "Option::is_none")]
            ballot: Option<&'a BallotRule>,
        }
        Fingerprint::of_value(&Frozen {
            rules_version: RULES_VERSION,
            kind: self.kind,
            readings: self.readings,
            rubric: &self.rubric,
            rule: &self.rule,
            ballot: self.ballot.as_ref(),
        })
    }

    /// Whether sheets are taken.
    pub const fn is_open(&self) -> bool {
        matches!(self.state, HeatState::Open { .. })
    }
}
