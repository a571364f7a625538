//! `wuzhen votes`: who is elected, for sure, and how it was counted.

mod ballots;
mod committees;
mod count;
mod excluding;
mod result;
mod state;
mod ways;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, ValueEnum};

use self::{ballots::Ballots, result::Counted};
use super::sheet::{Failure, Source, Trouble, answer};

/// Counts ballots: one a line, candidates in order of preference, separated by commas; 12*A,B stands for
/// twelve of A,B. There is no header; empty lines and lines that begin with # are passed over.
#[derive(Args, Clone, Debug)]
pub struct Votes {
    /// The ballots; - reads the standard input.
    #[arg(value_name = "BALLOTS.csv")]
    ballots: PathBuf,
    /// How they are counted.
    #[arg(long, value_enum)]
    method: Method,
    /// How many are to be elected.
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    seats: u32,
    /// All candidates, separated by commas, if some may be on no ballot; then no other may be on one.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    candidates: Vec<String>,
    /// Decides ties: best first, as somebody entitled to it laid down or a lot drew. Ties among candidates
    /// that are not all named stay open.
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    tie_order: Vec<String>,
    /// In a single transferable vote, keep fractions of votes exactly; else they are cut after five
    /// digits, as in Scotland.
    #[arg(long)]
    exact: bool,
    /// In Borda's count, candidates who are not named share the points that are left; else they get none.
    #[arg(long)]
    share_points: bool,
    /// By equal shares, leave seats empty that nobody can afford; else Phragmén's method fills them.
    #[arg(long)]
    no_completion: bool,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Most approvals. A ballot approves of all that it names.
    Approval,
    /// Each ballot's vote is split among those it approves of.
    SatisfactionApproval,
    /// Single transferable vote, as Scottish councils are elected.
    Stv,
    /// Strongest chains of majorities.
    Schulze,
    /// Points by place.
    Borda,
    /// Instant run-off: one seat.
    Irv,
    /// Proportional approval voting, exact.
    Pav,
    /// Proportional approval voting, one seat after the other.
    SequentialPav,
    /// Phragmén's sequential method, on approvals.
    Phragmen,
    /// The method of equal shares, on approvals.
    EqualShares,
}

impl Votes {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        answer(self.json, self.counted())
    }

    fn counted(&self) -> Result<Counted, Failure> {
        self.check()?;
        let source = Source::read(&self.ballots)?;
        self.of(&source)
    }

    fn of(&self, source: &Source) -> Result<Counted, Failure> {
        let ballots = Ballots::parse(source, &self.candidates)?;
        let order = ballots.order(&source.file, &self.tie_order)?;
        count::counted(self, &ballots, order)
    }

    /// Options that mean nothing to the method are a mistake, not to be passed over.
    fn check(&self) -> Result<(), Trouble> {
        let file = self.ballots.display().to_string();
        let trouble = if self.method == Method::Irv && self.seats != 1 {
            (
                "an instant run-off fills one seat",
                "Say --method stv for several",
            )
        } else if self.exact && self.method != Method::Stv {
            (
                "--exact is for the single transferable vote",
                "Leave it out: the other counts are exact",
            )
        } else if self.share_points && self.method != Method::Borda {
            ("--share-points is for Borda's count", "Leave it out")
        } else if self.no_completion && self.method != Method::EqualShares {
            ("--no-completion is for equal shares", "Leave it out")
        } else {
            return Ok(());
        };
        Err(Trouble::new(&file, trouble.0, trouble.1))
    }
}

#[cfg(test)]
mod tests;
