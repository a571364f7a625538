//! The command line. One file per command.

mod agreement;
mod assign;
mod demo;
mod grant;
mod migrate;
mod openapi;
mod serve;
mod settings;
mod sheet;
mod sign_in_link;
mod standings;
mod votes;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use self::settings::Storage;

/// Runs a competition from the call for entries to the published result.
#[derive(Parser)]
#[command(name = "wuzhen", version, about)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start the server.
    Serve(serve::Serve),
    /// Start the server with a fictional edition, at a stage of its way.
    Demo(demo::Demo),
    /// Bring the database up to date and stop.
    Migrate(migrate::Migrate),
    /// Give somebody a role.
    Grant(grant::Grant),
    /// Print a link for somebody to sign in with, once.
    SignInLink(sign_in_link::SignInLink),
    /// Print the description of the API.
    Openapi,
    /// Work out who reads what: exactly the best, within loads and conflicts.
    Assign(assign::Assign),
    /// Rank entries by their scores.
    Standings(standings::Standings),
    /// Count ballots.
    Votes(votes::Votes),
    /// Tell how far judges agree, and what each one is like.
    Agreement(agreement::Agreement),
}

impl Arguments {
    /// Does what was asked.
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve(serve) => serve.run().await?,
            Command::Demo(demo) => demo.run().await?,
            Command::Migrate(migrate) => migrate.run().await?,
            Command::Grant(grant) => grant.run().await?,
            Command::SignInLink(link) => link.run().await?,
            Command::Openapi => openapi::run(),
            Command::Assign(assign) => return assign.run(),
            Command::Standings(standings) => return standings.run(),
            Command::Votes(votes) => return votes.run(),
            Command::Agreement(agreement) => return agreement.run(),
        }
        Ok(ExitCode::SUCCESS)
    }
}
