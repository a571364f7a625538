//! `wuzhen demo`

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use domain::time::Clock as _;
use tokio::net::TcpListener;

use super::{serve::serve, settings::Mail};
use crate::{
    demo::{DemoLogins, Progress, Scale, Stage, Wish, open},
    system::SystemClock,
};

/// Starts the server with a fictional edition, at a stage of its way. The edition is built once, on SQLite
/// in a folder of its own; a later start finds it as it was left.
#[derive(Args)]
pub struct Demo {
    /// The folder for the demonstration, for nothing else.
    #[arg(long = "data", default_value = "./data/demo")]
    data: PathBuf,
    /// The port to listen on, on this machine alone.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where to write one sign-in link per role, as JSON.
    #[arg(long)]
    logins: Option<PathBuf>,
    /// Which edition: 2020 when it is built, unless said otherwise.
    #[arg(long)]
    scale: Option<Scale>,
    /// How far it has come: preliminary when it is built, unless said otherwise.
    #[arg(long = "at")]
    stage: Option<Stage>,
}

impl Demo {
    pub async fn run(self) -> anyhow::Result<()> {
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .await
            .with_context(|| format!("port {} is not to be had", self.port))?;
        let port = listener.local_addr()?.port();
        let base_url = format!("http://localhost:{port}");
        let wish = Wish {
            scale: self.scale,
            stage: self.stage,
        };
        let progress = Progress::to_stderr();
        let (store, record) = open(&self.data, wish, SystemClock.now(), &progress).await?;
        let logins = DemoLogins::issue(&store, &record.cast, &base_url, &SystemClock).await?;
        if let Some(file) = &self.logins {
            let text = serde_json::to_string_pretty(&logins)?;
            std::fs::write(file, text)
                .with_context(|| format!("{} cannot be written", file.display()))?;
        }
        let config = web::Config::for_url(&base_url)?;
        println!("Wuzhen is at {base_url}. Everything in it is fictional. Sign in as:");
        for (role, link) in logins.list() {
            println!("  {role:15} {link}");
        }
        // No mail leaves the machine: the addresses of a demonstration are nobody's.
        serve(store, listener, config, &self.data, &Mail::in_folder()).await
    }
}
