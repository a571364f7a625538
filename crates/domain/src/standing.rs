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

impl Standing {
    /// As the chair put equals in order: the first keeps the rank that they share, the others come after it
    /// one by one. What was not decided stays as it is.
    #[must_use]
    pub fn with_ties_decided<'o>(
        mut self,
        orders: impl IntoIterator<Item = &'o [EntryId]>,
    ) -> Self {
        for order in orders {
            let shared = order.first().and_then(|first| self.rank_of(*first));
            for (rank, entry) in (shared.unwrap_or(1)..).zip(order) {
                let own = self.lines.iter_mut().find(|line| line.entry == *entry);
                if let Some(line) = own.filter(|line| line.rank == shared && line.tied) {
                    (line.rank, line.tied) = (Some(rank), false);
                }
            }
        }
        self.lines
            .sort_by_key(|line| (line.rank.is_none(), line.rank));
        self
    }

    /// What a vote for so many places recommends: whoever comes after them has no rank.
    #[must_use]
    pub fn within(mut self, seats: u32) -> Self {
        for line in &mut self.lines {
            line.rank = line.rank.filter(|rank| *rank <= seats);
            line.tied &= line.rank.is_some();
        }
        self
    }

    /// Equals of whom some have a place among the first `seats` and some have not, by the order of the
    /// lines: which of them is for the chair to say.
    pub fn undecided_at(&self, seats: u32) -> Vec<EntryId> {
        let sharing = |rank: u32| {
            let equal = self.lines.iter().filter(|line| line.rank == Some(rank));
            u32::try_from(equal.count()).unwrap_or(u32::MAX)
        };
        let crosses = |rank: u32| rank <= seats && sharing(rank).saturating_add(rank - 1) > seats;
        let lines = self.lines.iter();
        lines
            .filter(|line| line.rank.is_some_and(crosses))
            .map(|line| line.entry)
            .collect()
    }

    fn rank_of(&self, entry: EntryId) -> Option<u32> {
        let mut lines = self.lines.iter();
        lines.find(|line| line.entry == entry)?.rank
    }
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn entry(number: u128) -> EntryId {
        EntryId(Uuid::from_u128(number))
    }

    /// Entries 1, 2, ... with these ranks.
    fn standing(ranks: &[Option<u32>]) -> Standing {
        let lines = (1..).zip(ranks).map(|(number, rank)| StandingLine {
            entry: entry(number),
            rank: *rank,
            tied: rank.is_some() && ranks.iter().filter(|other| *other == rank).count() > 1,
            figure: None,
            raw: None,
            criteria: vec![],
            tie_figures: vec![],
            sheets: 0,
            sheets_expected: 0,
        });
        Standing {
            computed_at: Timestamp(0),
            freeze: Fingerprint::of_bytes(b""),
            adjustment: None,
            lines: lines.collect(),
        }
    }

    fn ranks(standing: &Standing) -> Vec<(EntryId, Option<u32>, bool)> {
        let lines = standing.lines.iter();
        lines
            .map(|line| (line.entry, line.rank, line.tied))
            .collect()
    }

    const TIED: [Option<u32>; 5] = [Some(1), Some(2), Some(2), Some(2), None];

    #[test]
    fn equals_across_the_last_place_wait_for_the_chair() {
        let standing = standing(&TIED);
        let waiting = [entry(2), entry(3), entry(4)];
        assert_eq!(standing.undecided_at(2), waiting);
        assert_eq!(standing.undecided_at(3), waiting);
        assert!(standing.undecided_at(1).is_empty());
        assert!(standing.undecided_at(4).is_empty());
    }

    #[test]
    fn the_order_of_the_chair_separates_equals_and_the_places_end_where_they_end() {
        let order = [entry(4), entry(2), entry(3)];
        let decided = standing(&TIED).with_ties_decided([&order[..]]);
        assert!(decided.undecided_at(3).is_empty());
        let expected = [
            (entry(1), Some(1), false),
            (entry(4), Some(2), false),
            (entry(2), Some(3), false),
            (entry(3), None, false),
            (entry(5), None, false),
        ];
        assert_eq!(ranks(&decided.within(3)), expected);
    }

    #[test]
    fn what_was_not_decided_stays_tied_and_an_order_of_others_changes_nothing() {
        let untouched = standing(&TIED).with_ties_decided([&[entry(1), entry(5)][..]]);
        assert_eq!(ranks(&untouched), ranks(&standing(&TIED)));
    }
}
