//! The two engines, and a fresh database of either.

use std::{
    env,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use sea_orm::{ConnectionTrait, DatabaseConnection};
use tempfile::TempDir;

/// Which engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default.
    Sqlite,
    /// For many machines.
    Postgres,
}

impl Engine {
    /// The engines that this run can test: PostgreSQL when `WUZHEN_TEST_POSTGRES` names a cluster.
    pub fn all() -> Vec<Self> {
        if env::var("WUZHEN_TEST_POSTGRES").is_ok() {
            vec![Self::Sqlite, Self::Postgres]
        } else {
            eprintln!("!!! WUZHEN_TEST_POSTGRES is not set: PostgreSQL is NOT tested in this run");
            vec![Self::Sqlite]
        }
    }
}

/// A database of its own, with a folder for files.
pub struct Database {
    folder: TempDir,
    url: String,
    drop: Option<(String, String)>,
}

impl Database {
    /// A fresh, empty database.
    pub async fn fresh(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        match engine {
            Engine::Sqlite => {
                let url = format!("sqlite:{}", folder.path().join("wuzhen.db").display());
                Self {
                    folder,
                    url,
                    drop: None,
                }
            }
            Engine::Postgres => {
                static COUNT: AtomicU32 = AtomicU32::new(0);
                let cluster = env::var("WUZHEN_TEST_POSTGRES").unwrap();
                let count = COUNT.fetch_add(1, Ordering::SeqCst);
                let name = format!("wuzhen_{}_{count}", std::process::id());
                let admin = open(&cluster).await;
                let create = format!("CREATE DATABASE {name}");
                admin.execute_unprepared(&create).await.unwrap();
                admin.close().await.unwrap();
                let (server, _) = cluster.rsplit_once('/').unwrap();
                let query = cluster.split_once('?').map_or("", |(_, query)| query);
                let url = format!("{server}/{name}?{query}");
                Self {
                    folder,
                    url,
                    drop: Some((cluster, name)),
                }
            }
        }
    }

    /// A copy of a stored SQLite world in a folder of its own.
    pub fn copy_of(world: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy_folder(world, folder.path());
        let url = format!("sqlite:{}", folder.path().join("wuzhen.db").display());
        Self {
            folder,
            url,
            drop: None,
        }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder of its files, and of the database where that is one.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where its attachments are.
    pub fn blobs(&self) -> PathBuf {
        self.folder.path().join("blobs")
    }

    /// A connection of the test's own, to look at rows or to change one behind the server's back.
    pub async fn connection(&self) -> DatabaseConnection {
        open(&self.url).await
    }

    /// Removes a database of the cluster; files go by themselves.
    pub async fn remove(self) {
        if let Some((cluster, name)) = &self.drop {
            let admin = open(cluster).await;
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            admin.execute_unprepared(&drop).await.unwrap();
            admin.close().await.unwrap();
        }
    }
}

async fn open(url: &str) -> DatabaseConnection {
    #[expect(
        clippy::disallowed_methods,
        reason = "a test looks in from outside of the store"
    )]
    sea_orm::Database::connect(url).await.unwrap()
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}
