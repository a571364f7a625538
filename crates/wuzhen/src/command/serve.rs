//! `wuzhen serve`

use std::{net::SocketAddr, path::Path, sync::Arc};

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
}

impl Serve {
    pub async fn run(self) -> anyhow::Result<()> {
        let store = self.storage.open().await?;
        let listener = TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("{} is not to be had", self.listen))?;
        eprintln!("Wuzhen is at {}", self.public_url);
        let folder = &self.storage.data;
        serve(store, listener, &self.public_url, folder, &self.mail).await
    }
}

/// Serves until the process is told to stop; then lets requests finish.
pub async fn serve(
    store: Store,
    listener: TcpListener,
    public_url: &str,
    folder: &Path,
    mail: &Mail,
) -> anyhow::Result<()> {
    let config = web::Config::for_url(public_url)?;
    let mailer = Mailer::from_config(MailConfig {
        smtp_url: mail.smtp_url.clone(),
        folder: folder.join("mail"),
        from: mail.mail_from.clone(),
        public_url: public_url.trim_end_matches('/').to_owned(),
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
