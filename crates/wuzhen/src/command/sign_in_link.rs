//! `wuzhen sign-in-link`: for the first organizer, and where no mail arrives.

use clap::Args;
use domain::{people::Email, policy::Actor, time::Clock as _};
use operations::{Context, issue_login_link};
use persistence::accounts;

use super::{grant::email, settings::Storage};
use crate::system::{SystemClock, SystemIds, SystemSecrets};

/// Prints a link that signs somebody in once within a day.
#[derive(Args)]
pub struct SignInLink {
    #[command(flatten)]
    storage: Storage,
    /// Whose.
    #[arg(value_parser = email)]
    email: Email,
    /// Where people find the server.
    #[arg(
        long,
        env = "WUZHEN_PUBLIC_URL",
        default_value = "http://localhost:8080"
    )]
    public_url: String,
}

impl SignInLink {
    pub async fn run(self) -> anyhow::Result<()> {
        let store = self.storage.open().await?;
        let account = accounts::by_email(&store, &self.email).await?;
        let account = account
            .ok_or_else(|| anyhow::anyhow!("nobody has this address"))?
            .id;
        let actor = Actor::anonymous();
        let cx = Context {
            store: &store,
            clock: &SystemClock,
            ids: &SystemIds,
            secrets: &SystemSecrets,
            actor: &actor,
            arrived_at: SystemClock.now(),
        };
        let token = issue_login_link(&cx, account, 1, false).await?;
        println!(
            "{}/app/sign-in#token={token}",
            self.public_url.trim_end_matches('/')
        );
        Ok(store.close().await?)
    }
}
