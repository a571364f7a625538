//! `wuzhen assign`: who reads what.

mod infeasible;
mod instance;
mod result;

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use judging::assignment::{Balance, Bridge, Effort, Refusal, Wishes, assign_with, verify_outcome};
use serde_json::json;

use self::{instance::Named, result::Assigned};
use super::sheet::{Failure, Source, Trouble, answer};

/// Works out who reads what: every entry has its readings by different judges, nobody reads more or less
/// than they may, no conflict is passed over, and among all such assignments the sum of affinities is
/// greatest. That is proven, not tried. Further wishes come before that sum: kept pairs, then even loads,
/// then the bridge, then the worst entry.
#[derive(Args, Clone, Debug)]
pub struct Assign {
    /// Entries, judges, affinities and conflicts as JSON; - reads the standard input.
    #[arg(value_name = "INSTANCE.json")]
    instance: PathBuf,
    /// Pairs of an earlier assignment, or that assignment itself, of which as many as possible stay.
    #[arg(long, value_name = "PAIRS.json")]
    keep: Option<PathBuf>,
    /// Even loads come before affinity.
    #[arg(long)]
    even: bool,
    /// The worst entry fares as well as can be before the sum counts.
    #[arg(long)]
    max_min: bool,
    /// The share of each judge's readings outside their own track, such as 0.2, so that judges of
    /// different tracks can be compared. Entries and judges then have a track.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    bridge: Option<u16>,
    /// Decides among assignments that are equally good.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Assign {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        answer(self.json, self.assigned())
    }

    fn assigned(&self) -> Result<Assigned, Failure> {
        let file = self.instance.display().to_string();
        let keep = self.keep.as_ref().map(|keep| keep.display().to_string());
        if file == "-" && keep.as_deref() == Some("-") {
            let fix = "Keep the instance or the pairs in a file";
            return Err(Trouble::new("-", "it cannot be read twice", fix).into());
        }
        let source = Source::read(&self.instance)?;
        let kept = self.keep.as_deref().map(Source::read).transpose()?;
        self.of(&source, kept.as_ref())
    }

    fn of(&self, source: &Source, kept: Option<&Source>) -> Result<Assigned, Failure> {
        let mut named = Named::parse(source)?;
        if let Some(kept) = kept {
            named.keep(kept)?;
        }
        named.instance.seed = self.seed;
        named.instance.balance = if self.even {
            Balance::Even
        } else {
            Balance::Affinity
        };
        let wishes = self.wishes(&named)?;
        let outcome =
            assign_with(&named.instance, &wishes).map_err(|refusal| refused(&named, &refusal))?;
        if let Err(faults) = verify_outcome(&named.instance, &wishes, &outcome) {
            let text = format!("the assignment does not pass its own check: {faults:?}");
            return Err(Failure::new(json!({"error": text}), text));
        }
        Ok(Assigned::new(&named, &outcome))
    }

    fn wishes(&self, named: &Named) -> Result<Wishes, Trouble> {
        let bridge = match self.bridge {
            None => None,
            Some(share) => {
                let (items, readers) = named.tracks()?;
                Some(Bridge {
                    items,
                    readers,
                    share,
                })
            }
        };
        Ok(Wishes {
            bridge,
            max_min: self.max_min.then(Effort::default),
        })
    }
}

/// A share from 0 to 1 in thousandths.
fn share(text: &str) -> Result<u16, String> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let thousandths = format!("{whole}{part:0<3}").parse().ok();
    let given = !text.is_empty() && part.len() <= 3;
    thousandths
        .filter(|share| given && *share <= 1000)
        .ok_or_else(|| {
            "a share is a number from 0 to 1 with at most three digits, such as 0.2".to_owned()
        })
}

fn refused(named: &Named, refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::Infeasible(why) => infeasible::explain(named, why),
        // What can be malformed was looked for before, but for its size.
        Refusal::Malformed(flaws) => {
            let message = format!("it cannot be assigned: {flaws:?}");
            let fix = "At most 4096 judges, and entries times judges at most 33554432";
            Trouble::new(&named.file, message, fix).into()
        }
    }
}

#[cfg(test)]
mod tests;
