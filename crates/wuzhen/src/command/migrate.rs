//! `wuzhen migrate`

use clap::Args;

use super::settings::Storage;

/// Brings the database up to date and stops.
#[derive(Args)]
pub struct Migrate {
    #[command(flatten)]
    storage: Storage,
}

impl Migrate {
    pub async fn run(self) -> anyhow::Result<()> {
        let store = self.storage.open().await?;
        println!("{}: up to date", store.engine());
        Ok(store.close().await?)
    }
}
