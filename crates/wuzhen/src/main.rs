//! The binary: starts the server, and what the operator does on the command line.

mod command;
mod demo;
mod system;

use std::{io::IsTerminal as _, process::ExitCode};

use clap::Parser as _;

fn main() -> anyhow::Result<ExitCode> {
    let arguments = command::Arguments::parse();
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env()
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info")),
        )
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(arguments.run())
}
