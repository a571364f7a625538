//! `wuzhen serve`

use std::{
    net::{IpAddr, SocketAddr},
    path::Path,
    sync::Arc,
};

use anyhow::Context as _;
use clap::Args;
use delivery::{MailConfig, Mailer};
use persistence::Store;
use tokio::{net::TcpListener, sync::watch};

use super::settings::{Mail, Storage};
use crate::system::{SystemClock, SystemIds, SystemSecrets};

/// Starts the server.
#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    storage: Storage,
    #[command(flatten)]
    mail: Mail,
    /// The address to listen on.
    #[arg(long, env = "WUZHEN_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Where people find the server.
    #[arg(
        long,
        env = "WUZHEN_PUBLIC_URL",
        default_value = "http://localhost:8080"
    )]
    public_url: String,
    /// Reverse proxies whose `X-Forwarded-For` is believed, separated by commas. Without them everybody
    /// behind a proxy counts as one visitor.
    #[arg(long, env = "WUZHEN_TRUSTED_PROXIES", value_delimiter = ',')]
    trusted_proxies: Vec<IpAddr>,
}

impl Serve {
    pub async fn run(self) -> anyhow::Result<()> {
        let store = self.storage.open().await?;
        let listener = TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("{} is not to be had", self.listen))?;
        eprintln!("Wuzhen is at {}", self.public_url);
        let mut config = web::Config::for_url(&self.public_url)?;
        config.trusted_proxies.clone_from(&self.trusted_proxies);
        serve(store, listener, config, &self.storage.data, &self.mail).await
    }
}

/// Serves until the process is told to stop; then lets requests finish.
pub async fn serve(
    store: Store,
    listener: TcpListener,
    config: web::Config,
    folder: &Path,
    mail: &Mail,
) -> anyhow::Result<()> {
    let mailer = Mailer::from_config(MailConfig {
        smtp_url: mail.smtp_url.clone(),
        folder: folder.join("mail"),
        from: mail.mail_from.clone(),
        public_url: config.public_url.origin(),
    })?;
    let app = web::App::new(
        store.clone(),
        Arc::new(SystemClock),
        Arc::new(SystemIds),
        Arc::new(SystemSecrets),
        config,
    )?;
    let (stop, stopped) = watch::channel(false);
    let clock = Arc::new(SystemClock);
    let courier = delivery::worker::run(store.clone(), mailer, clock, told(stopped.clone()));
    let courier = tokio::spawn(courier);
    tokio::spawn(async move {
        told_to_stop().await;
        let _ = stop.send(true);
    });
    web::run(listener, app, told(stopped)).await;
    courier.await?;
    Ok(store.close().await?)
}

async fn told(mut stopped: watch::Receiver<bool>) {
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

async fn told_to_stop() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
        }
        Err(_) => {
            let _ = tokio::signal::ctrl_c().await;
        }
    }
}
