//! Connections and the unit of work.

use std::{path::Path, sync::Arc, time::Duration};

use migrations::Migrator;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, FromQueryResult, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
    Value,
};
use sea_orm_migration::MigratorTrait;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::{
    blobs::Blobs,
    error::{Result, StoreError},
    rows::document,
};

/// How long a writer of SQLite waits for the one before it.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Connections that read. Reads are short, so few are enough.
const READERS: u32 = 8;
/// Pages that a connection to SQLite keeps, in KiB. With its own 2,000, a list of a large year reads the
/// same pages from the file again each time.
const CACHE_KIB: u32 = 8_000;

/// The database and the files. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    readers: DatabaseConnection,
    writer: DatabaseConnection,
    blobs: Blobs,
}

/// Where loaders read from: the store, or the unit of work that will write.
pub trait Source: Sync {
    /// The kind of connection.
    type Connection: ConnectionTrait;

    /// The connection.
    fn connection(&self) -> &Self::Connection;
}

impl Source for Store {
    type Connection = DatabaseConnection;

    fn connection(&self) -> &DatabaseConnection {
        &self.readers
    }
}

impl Source for Work {
    type Connection = DatabaseTransaction;

    fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }
}

/// A unit of work: all of it is stored by [`Work::commit`], or none.
pub struct Work {
    transaction: DatabaseTransaction,
}

impl Store {
    /// Connects to `sqlite:PATH`, or to `postgres://…`, with files under `blobs`. It creates an
    /// SQLite file that does not exist, and checks that the engine is as durable as is promised.
    ///
    /// # Errors
    /// When the database cannot be reached or its settings are not what they must be.
    pub async fn connect(url: &str, blobs: &Path) -> Result<Self> {
        let blobs = Blobs::in_folder(blobs)?;
        if url.starts_with("sqlite:") {
            // One connection writes, so that writers queue here and not in SQLite's busy loop.
            let writer = open(sqlite(url, 1)).await?;
            let readers = open(sqlite(url, READERS)).await?;
            assert_durable(&writer).await?;
            return Ok(Self {
                readers,
                writer,
                blobs,
            });
        }
        let mut options = ConnectOptions::new(url);
        options.max_connections(20).sqlx_logging(false);
        let connection = open(options).await?;
        Ok(Self {
            readers: connection.clone(),
            writer: connection,
            blobs,
        })
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a step fails; it is rolled back then.
    pub async fn migrate(&self) -> Result<()> {
        Ok(Migrator::up(&self.writer, None).await?)
    }

    /// Begins a unit of work. On SQLite it holds the only writer, so nothing slow belongs inside.
    ///
    /// # Errors
    /// When no connection is to be had.
    pub async fn begin_write(&self) -> Result<Work> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that begins a transaction: immediate on SQLite, or a read that \
                      turns into a write fails with BUSY"
        )]
        let transaction = self.writer.begin_with_options(options).await?;
        Ok(Work { transaction })
    }

    /// Tells `told` of every statement from now on, such as a test that counts them. It holds for clones
    /// that are made afterwards.
    pub fn on_statement(&mut self, told: impl Fn(&str) + Send + Sync + 'static) {
        let told = Arc::new(told);
        for connection in [&mut self.readers, &mut self.writer] {
            let told = Arc::clone(&told);
            connection.set_metric_callback(move |info| told(&info.statement.sql));
        }
    }

    /// Empties the write-ahead log of SQLite, which else keeps older states of pages until it is written
    /// over, and with them the order in which rows were changed. It waits for readers, and returns whether
    /// it came to its end.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn empty_log(&self) -> Result<bool> {
        if self.writer.get_database_backend() != DbBackend::Sqlite {
            return Ok(true);
        }
        let pragma = "PRAGMA wal_checkpoint(TRUNCATE)";
        let statement = Statement::from_string(DbBackend::Sqlite, pragma);
        let row = self.writer.query_one_raw(statement).await?;
        let busy = row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?;
        Ok(busy == Some(0))
    }

    /// The files.
    pub const fn blobs(&self) -> &Blobs {
        &self.blobs
    }

    /// Whether the database can be written, for the readiness check.
    ///
    /// # Errors
    /// When it cannot.
    pub async fn probe(&self) -> Result<()> {
        let work = self.begin_write().await?;
        let probe = "INSERT INTO leases (name, holder, until) VALUES ('probe', 'probe', 0)";
        work.execute(probe, []).await?;
        // Rolled back: the probe shows that a write is possible and leaves nothing behind.
        Ok(work.transaction.rollback().await?)
    }

    /// Which engine, for messages.
    pub fn engine(&self) -> &'static str {
        match self.writer.get_database_backend() {
            DbBackend::Postgres => "postgres",
            _ => "sqlite",
        }
    }

    /// Closes all connections, so that the last write-ahead log is folded in.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn close(self) -> Result<()> {
        self.readers.close().await?;
        Ok(self.writer.close().await?)
    }
}

impl Work {
    /// Stores everything.
    ///
    /// # Errors
    /// When the database refuses; nothing is stored then.
    pub async fn commit(self) -> Result<()> {
        Ok(self.transaction.commit().await?)
    }

    /// Whether rows have to be kept by hand. SQLite has one writer and needs nothing.
    pub(crate) fn locks_rows(&self) -> bool {
        self.transaction.get_database_backend() == DbBackend::Postgres
    }

    /// Keeps a row from changing until the end of the unit of work, so that what was decided on it
    /// still holds when it is written.
    pub(crate) async fn lock(&self, table: &str, id: Uuid, mode: Lock) -> Result<()> {
        if self.locks_rows() {
            let mode = mode.clause();
            let query = format!("SELECT 1 FROM {table} WHERE id = $1 {mode}");
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, query, [id.into()]);
            self.transaction.query_one_raw(statement).await?;
        }
        Ok(())
    }

    /// Keeps all heats of an edition as they are until the end of the unit of work.
    pub(crate) async fn lock_heats_of(&self, edition: Uuid, mode: Lock) -> Result<()> {
        if self.locks_rows() {
            let mode = mode.clause();
            let query = format!("SELECT 1 FROM heats WHERE edition_id = $1 ORDER BY id {mode}");
            let values = [edition.into()];
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, query, values);
            self.transaction.query_all_raw(statement).await?;
        }
        Ok(())
    }

    /// Runs one statement; returns how many rows it touched.
    pub(crate) async fn execute<V: IntoIterator<Item = Value>>(
        &self,
        sql: &str,
        values: V,
    ) -> Result<u64> {
        let backend = self.transaction.get_database_backend();
        let statement = Statement::from_sql_and_values(backend, sql, values);
        Ok(self
            .transaction
            .execute_raw(statement)
            .await?
            .rows_affected())
    }
}

/// How a row is kept.
#[derive(Clone, Copy)]
pub(crate) enum Lock {
    /// Others may read it, none may change it.
    Shared,
    /// Others wait.
    Exclusive,
}

impl Lock {
    const fn clause(self) -> &'static str {
        match self {
            Self::Shared => "FOR SHARE",
            Self::Exclusive => "FOR UPDATE",
        }
    }
}

/// Rows of a query that both engines read; parameters are `$1`, `$2`, ….
pub(crate) async fn query<T: FromQueryResult>(
    source: &impl Source,
    sql: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    let connection = source.connection();
    let backend = connection.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(T::find_by_statement(statement).all(connection).await?)
}

/// A column of [`packed`].
pub(crate) enum Column<'a> {
    /// An expression that gives a text, a number or nothing.
    Plain(&'a str),
    /// One that gives an identifier.
    Id(&'a str),
}

/// Rows as [`query`] gives them, for a thousand of them and more: the database writes all of them into one
/// text. SQLite's own thread hands over row by row and wakes the reader for nearly each, which costs more
/// than the query. `columns` are what is read, in the order of the fields of `T`; `from` is the rest of the
/// query. Rows come in no order.
pub(crate) async fn packed<T: DeserializeOwned>(
    source: &impl Source,
    table: &'static str,
    columns: &[Column<'_>],
    from: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<Vec<T>> {
    #[derive(FromQueryResult)]
    struct Pack {
        rows: Option<String>,
    }
    let sqlite = source.connection().get_database_backend() == DbBackend::Sqlite;
    let columns: Vec<String> = columns
        .iter()
        .map(|column| match column {
            Column::Id(expression) if sqlite => format!("hex({expression})"),
            Column::Id(expression) | Column::Plain(expression) => (*expression).to_owned(),
        })
        .collect();
    let columns = columns.join(", ");
    let row = if sqlite {
        format!("json_array({columns})")
    } else {
        format!("json_build_array({columns})::text")
    };
    let sql =
        format!("SELECT string_agg(line, ',') AS rows FROM (SELECT {row} AS line {from}) packed");
    let packs: Vec<Pack> = query(source, &sql, values).await?;
    let rows = packs.into_iter().next().and_then(|pack| pack.rows);
    document(table, "rows", &format!("[{}]", rows.unwrap_or_default()))
}

/// A guarded update touched its row.
pub(crate) fn one(rows: u64) -> Result<()> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::Conflict)
    }
}

async fn open(options: ConnectOptions) -> Result<DatabaseConnection> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that opens a connection"
    )]
    Ok(Database::connect(options).await?)
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let url = if url.contains('?') {
        url.to_owned()
    } else {
        format!("{url}?mode=rwc")
    };
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        // A file does not hang up: asking before each statement whether it is there costs as much again.
        .test_before_acquire(false)
        .sqlx_logging(false);
    options.map_sqlx_sqlite_opts(|options| {
        options
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            .pragma("cache_size", format!("-{CACHE_KIB}"))
            .busy_timeout(BUSY_TIMEOUT)
    });
    options
}

/// With `synchronous=NORMAL` a power cut loses acknowledged submits, so anything else is refused.
async fn assert_durable(writer: &DatabaseConnection) -> Result<()> {
    for (pragma, wanted) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
    ] {
        let statement = Statement::from_string(DbBackend::Sqlite, format!("PRAGMA {pragma}"));
        let row = writer.query_one_raw(statement).await?;
        let found = match &row {
            Some(row) => row.try_get_by_index::<String>(0).or_else(|_| {
                row.try_get_by_index::<i64>(0)
                    .map(|number| number.to_string())
            })?,
            None => String::new(),
        };
        if found != wanted {
            let message = format!("SQLite runs with {pragma} = {found} instead of {wanted}");
            return Err(DbErr::Custom(message).into());
        }
    }
    Ok(())
}
