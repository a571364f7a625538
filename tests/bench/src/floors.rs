//! Floors: what the database, the disk and the processor take for the bare work, without any server. They
//! are measured in the same run, so that a busy or slow machine shows in both.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::Result;
use hdrhistogram::Histogram;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, FromQueryResult, Statement};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use tokio::{fs, io::AsyncWriteExt as _};

use crate::{
    load::{Load, micros},
    process::Process,
    report::Figures,
    scenarios::FILE,
    seed::EDITION,
};

/// A list of all entries.
pub const LIST: &str = "query 1,000 rows";
/// A page of the list.
pub const PAGE: &str = "query 200 rows";
/// As many rows as a judge has sheets.
pub const QUEUE: &str = "query 50 rows";
/// One row written.
pub const COMMIT: &str = "SQLite commit";
/// A file's fingerprint.
pub const HASH: &str = "SHA-256 of 10 MiB";
/// A small file from a web server.
pub const STATIC: &str = "nginx static";
/// A large file into a web server.
pub const PUT: &str = "nginx PUT";
const SYNC: &str = "write 4 KiB, fsync";

/// What a list shows of an entry, with the number of its sheets.
#[derive(FromQueryResult, Serialize)]
struct Row {
    number: String,
    title_zh: String,
    title_en: String,
    team_zh: String,
    team_en: String,
    contest: String,
    state: String,
    screening: String,
    sheets: i64,
}

const ROWS: &str = "SELECT e.number, e.title_zh, e.title_en, e.team_name_zh AS team_zh, \
    e.team_name_en AS team_en, c.key AS contest, e.state, e.screening, \
    (SELECT COUNT(*) FROM assignments a WHERE a.entry_id = e.id AND a.state = 'submitted') AS sheets \
    FROM entries e JOIN contests c ON c.id = e.contest_id JOIN editions d ON d.id = e.edition_id \
    WHERE d.slug = $1 ORDER BY e.number LIMIT $2";

/// All floors that need nothing but this machine, on the seeded database.
pub async fn measure(folder: &Path, haste: usize) -> Result<Vec<Figures>> {
    let database = open(&folder.join("wuzhen.db")).await?;
    let mut all = vec![];
    for (name, rows, rounds) in [(LIST, 1_000, 100), (PAGE, 200, 400), (QUEUE, 50, 1_600)] {
        let figures = timed(name, rounds / haste, async || query(&database, rows).await).await?;
        all.push(figures);
    }
    all.push(commits(&database, 4_000 / haste).await?);
    database.close().await?;
    all.push(syncs(&folder.join("floor"), 4_000 / haste).await?);
    let file = vec![7_u8; FILE];
    let hash = async || Ok(Sha256::digest(&file).len());
    all.push(timed(HASH, 100 / haste, hash).await?);
    Ok(all)
}

async fn query(database: &DatabaseConnection, rows: i64) -> Result<usize> {
    let values = [EDITION.into(), rows.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Sqlite, ROWS, values);
    let rows = Row::find_by_statement(statement).all(database).await?;
    Ok(serde_json::to_vec(&rows)?.len())
}

/// Inserts of one small row, each on disk when it returns.
async fn commits(database: &DatabaseConnection, rounds: usize) -> Result<Figures> {
    let table = "CREATE TABLE bench_floor (id INTEGER PRIMARY KEY, text TEXT NOT NULL)";
    database.execute_unprepared(table).await?;
    let text = "x".repeat(300);
    let insert = async || {
        let sql = "INSERT INTO bench_floor (text) VALUES ($1)";
        let values = [text.as_str().into()];
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, sql, values);
        database.execute_raw(statement).await?;
        Ok(text.len())
    };
    let figures = timed(COMMIT, rounds, insert).await?;
    database
        .execute_unprepared("DROP TABLE bench_floor")
        .await?;
    Ok(figures)
}

async fn syncs(place: &Path, rounds: usize) -> Result<Figures> {
    let block = vec![7_u8; 4 << 10];
    let mut file = fs::File::create(place).await?;
    let write = async || {
        file.write_all(&block).await?;
        file.flush().await?;
        file.sync_all().await?;
        Ok(block.len())
    };
    let figures = timed(SYNC, rounds, write).await?;
    fs::remove_file(place).await?;
    Ok(figures)
}

/// Does something again and again in this process and reads what it cost.
async fn timed(
    name: &str,
    rounds: usize,
    mut work: impl AsyncFnMut() -> Result<usize>,
) -> Result<Figures> {
    eprintln!("{name}: {rounds} times");
    let own = Process::own();
    own.forget_peak().await?;
    let (before, begun) = (own.cpu().await?, Instant::now());
    let (mut latencies, mut bytes) = (Histogram::new(3)?, 0);
    for _ in 0..rounds.max(1) {
        let one = Instant::now();
        bytes += work().await? as u64;
        latencies.record(micros(one.elapsed()))?;
    }
    let load = Load {
        latencies,
        errors: 0,
        first_error: None,
        bytes,
        elapsed: begun.elapsed(),
    };
    let cpu: Duration = own.cpu().await?.saturating_sub(before);
    Ok(Figures::of(name, 1, &load, cpu, own.peak_kib().await?))
}

/// One connection with the settings that the server's writer has.
async fn open(file: &Path) -> Result<DatabaseConnection> {
    let mut options = sea_orm::ConnectOptions::new(format!("sqlite:{}", file.display()));
    options.max_connections(1).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
    });
    #[expect(
        clippy::disallowed_methods,
        reason = "a floor is what the database does without the store"
    )]
    Ok(sea_orm::Database::connect(options).await?)
}
