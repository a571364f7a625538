//! A standing: the frozen calculation over a heat, as it is stored and shown.

use serde::{Deserialize, Serialize};

use crate::{
    decimal::Decimal, edition::Method, fingerprint::Fingerprint, ids::EntryId, time::Timestamp,
};

/// The document that closing a heat leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// When it was calculated.
    pub computed_at: Timestamp,
    /// The hash of the rubric and rule it was calculated by.
    pub freeze: Fingerprint,
    /// How the figures came to allow for judges; nothing where the rule does not ask for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjustment: Option<Adjustment>,
    /// Best first.
    pub lines: Vec<StandingLine>,
}

/// How figures came to allow for judges. It follows from who read what and not from the marks, but for
/// [`Setback::TooFarApart`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// What the rule asks for.
    pub asked: Method,
    /// What the sheets could carry: this or less.
    pub used: Method,
    /// Why it was less; empty where it was not.
    pub setbacks: Vec<Setback>,
    /// Whether figures were pulled towards the middle, because some entries were read less often than others.
    pub shrunk: bool,
}

/// Why the sheets of a heat cannot carry a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "setback", rename_all = "snake_case")]
pub enum Setback {
    /// On average an entry was read less than twice.
    FewReadings,
    /// No chain of shared entries leads from some judges to others.
    Disconnected {
        /// Into how many parts the sheets fall.
        parts: u32,
    },
    /// Judges gave too few sheets to tell how far each spreads entries.
    LightLoads {
        /// Sheets of the middle judge.
        median: u32,
    },
    /// Groups of judges share too few entries to tell how far each spreads them.
    LooseTies,
    /// There are no more sheets than unknowns.
    TooFewSheets,
    /// The marks are so far apart that digits are lost.
    TooFarApart,
}

impl Setback {
    /// As files, databases and sentences spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FewReadings => "few_readings",
            Self::Disconnected { .. } => "disconnected",
            Self::LightLoads { .. } => "light_loads",
            Self::LooseTies => "loose_ties",
            Self::TooFewSheets => "too_few_sheets",
            Self::TooFarApart => "too_far_apart",
        }
    }

    /// The number that belongs to it.
    pub const fn count(self) -> Option<u32> {
        match self {
            Self::Disconnected { parts: count } | Self::LightLoads { median: count } => Some(count),
            _ => None,
        }
    }
}

/// One entry of a standing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingLine {
    /// The entry.
    pub entry: EntryId,
    /// 1 for the best; equal published figures share it. Nothing when no figure could be made.
    pub rank: Option<u32>,
    /// Whether another entry has the same rank.
    pub tied: bool,
    /// The published figure that ranks.
    pub figure: Option<Decimal>,
    /// The panel's mean, where the figure that ranks allows for judges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<Decimal>,
    /// In the order of the rubric.
    pub criteria: Vec<CriterionFigure>,
    /// In the order of the tie chain.
    pub tie_figures: Vec<TieFigureValue>,
    /// Sheets that were counted.
    pub sheets: u32,
    /// Sheets that were expected when the heat opened.
    pub sheets_expected: u32,
}

/// The published figure of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionFigure {
    /// Key of the criterion.
    pub key: String,
    /// The mean after dropping, rounded once.
    pub figure: Option<Decimal>,
    /// Marks the mean is made of.
    pub counted: u32,
    /// Marks dropped.
    pub dropped: u32,
}

/// A published figure of the tie chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieFigureValue {
    /// As in the rule: `untrimmed_mean` or `criterion:KEY`.
    pub name: String,
    /// Its value.
    pub figure: Option<Decimal>,
}
