//! A standing: the frozen calculation over a heat, as it is stored and shown.

use serde::{Deserialize, Serialize};

use crate::{decimal::Decimal, fingerprint::Fingerprint, ids::EntryId, time::Timestamp};

/// The document that closing a heat leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// When it was calculated.
    pub computed_at: Timestamp,
    /// The hash of the rubric and rule it was calculated by.
    pub freeze: Fingerprint,
    /// Best first.
    pub lines: Vec<StandingLine>,
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
