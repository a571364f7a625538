//! Where things are: read from the command line or the environment.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use persistence::Store;

/// Database and files.
#[derive(Args, Clone)]
pub struct Storage {
    /// The folder for the SQLite database, uploaded files and mails.
    #[arg(long = "data", env = "WUZHEN_DATA_DIR", default_value = "./data")]
    pub data: PathBuf,
    /// The database; without it SQLite in the data folder.
    #[arg(long, env = "WUZHEN_DATABASE_URL", hide_env_values = true)]
    pub database: Option<String>,
    /// The folder for uploaded files; without it `blobs` in the data folder.
    #[arg(long, env = "WUZHEN_BLOBS")]
    pub blobs: Option<PathBuf>,
}

impl Storage {
    /// SQLite and the files in one folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self {
            data: folder.to_owned(),
            database: None,
            blobs: None,
        }
    }

    /// Connects, and brings the schema up to date.
    pub async fn open(&self) -> anyhow::Result<Store> {
        std::fs::create_dir_all(&self.data)
            .with_context(|| format!("the data folder {} cannot be made", self.data.display()))?;
        let sqlite = || format!("sqlite:{}", self.data.join("wuzhen.db").display());
        let url = self.database.clone().unwrap_or_else(sqlite);
        let blobs = self
            .blobs
            .clone()
            .unwrap_or_else(|| self.data.join("blobs"));
        let store = Store::connect(&url, &blobs)
            .await
            .context("the database does not open")?;
        store
            .migrate()
            .await
            .context("the database cannot be brought up to date")?;
        Ok(store)
    }
}

/// Mail.
#[derive(Args, Clone)]
pub struct Mail {
    /// The mail server, `smtps://user:secret@host:465`; without it mails are files in the data folder.
    #[arg(long, env = "WUZHEN_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// The sender of mails.
    #[arg(
        long,
        env = "WUZHEN_MAIL_FROM",
        default_value = "Wuzhen <no-reply@localhost>"
    )]
    pub mail_from: String,
}

impl Mail {
    /// Mails as files in the data folder.
    pub fn in_folder() -> Self {
        Self {
            smtp_url: None,
            mail_from: "Wuzhen <no-reply@localhost>".to_owned(),
        }
    }
}
