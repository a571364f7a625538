//! `wuzhen assign`: who reads what.

mod infeasible;
mod instance;
mod result;

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use judging::assignment::{self, Balance, Refusal};
use serde_json::json;

use self::{instance::Named, result::Assigned};
use super::sheet::{Failure, Source, Trouble, answer};

/// Works out who reads what: every entry has its readings by different judges, nobody reads more or less
/// than they may, no conflict is passed over, and among all such assignments the sum of affinities is
/// greatest. That is proven, not tried.
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
        let plan =
            assignment::assign(&named.instance).map_err(|refusal| refused(&named, &refusal))?;
        if let Err(faults) = assignment::verify(&named.instance, &plan) {
            let text = format!("the assignment does not pass its own check: {faults:?}");
            return Err(Failure::new(json!({"error": text}), text));
        }
        Ok(Assigned::new(&named, &plan))
    }
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
