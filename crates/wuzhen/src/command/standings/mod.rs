//! `wuzhen standings`: who ranks where, and how much of it is chance.

mod exact;
mod model;
mod result;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};

pub(super) use self::model::refused;
use self::result::Standing;
use super::sheet::{Failure, ScoreSheet, Source, Trouble, answer};

/// Ranks entries by their scores. The file is a CSV with the columns entry, judge, score and, if scores do
/// not all count the same, weight.
#[derive(Args, Clone, Debug)]
pub struct Standings {
    /// The scores; - reads the standard input.
    #[arg(value_name = "SCORES.csv")]
    scores: PathBuf,
    /// How scores become the figure that ranks.
    #[arg(long, value_enum)]
    method: Method,
    /// How many highest scores of an entry a trimmed mean drops; 1 unless said otherwise.
    #[arg(long, value_name = "N")]
    drop_high: Option<usize>,
    /// How many lowest scores of an entry a trimmed mean drops; 1 unless said otherwise.
    #[arg(long, value_name = "N")]
    drop_low: Option<usize>,
    /// What a trimmed mean does with an entry that has too few scores to drop any.
    #[arg(long, value_enum, default_value_t)]
    too_few: TooFew,
    /// How many places there are: tells how likely each entry truly belongs to the best K.
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,
    /// Pull figures of entries with few scores towards the middle, and rank by that: for entries that were
    /// not read equally often.
    #[arg(long)]
    shrink: bool,
    /// Rank within each part of the scores, when the parts share no judge.
    #[arg(long)]
    per_part: bool,
    /// Where chance begins. The same seed gives the same bytes.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Method {
    /// The mean, exact.
    Mean,
    /// The middle score, exact.
    Median,
    /// The mean without the highest and the lowest scores, exact.
    TrimmedMean,
    /// Judges' severity is taken out, as far as shared entries prove it.
    Severity,
    /// Severity and scale of judges are taken out.
    SeverityAndScale,
}

impl Method {
    const fn is_model(self) -> bool {
        matches!(self, Self::Severity | Self::SeverityAndScale)
    }
}

/// What becomes of an entry with too few scores to drop any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum TooFew {
    /// There is no standing.
    #[default]
    Refuse,
    /// The entry's figure is the mean of all its scores.
    Mean,
    /// The entry has no figure and no rank.
    Withhold,
}

impl Standings {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        answer(self.json, self.standing())
    }

    fn standing(&self) -> Result<Standing, Failure> {
        self.check()?;
        let source = Source::read(&self.scores)?;
        self.of(&ScoreSheet::parse(&source)?)
    }

    fn of(&self, sheet: &ScoreSheet) -> Result<Standing, Failure> {
        if self.method.is_model() {
            model::standing(self, sheet)
        } else {
            exact::standing(self, sheet)
        }
    }

    /// Options that mean nothing to the method are a mistake, not to be passed over.
    fn check(&self) -> Result<(), Trouble> {
        let file = self.scores.display().to_string();
        let dropping = self.drop_high.or(self.drop_low).is_some() || self.too_few != TooFew::Refuse;
        let trouble = if dropping && self.method != Method::TrimmedMean {
            (
                "only a trimmed mean drops scores",
                "Say --method trimmed-mean",
            )
        } else if self.shrink && !self.method.is_model() {
            (
                "only a model of judges can pull figures to the middle",
                "Say --method severity",
            )
        } else if self.per_part && !self.method.is_model() {
            (
                "parts matter to models of judges alone",
                "Leave --per-part out, or say --method severity",
            )
        } else {
            return Ok(());
        };
        Err(Trouble::new(&file, trouble.0, trouble.1))
    }
}

#[cfg(test)]
mod tests;
