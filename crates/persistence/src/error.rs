//! What can go wrong with storing, as far as a caller can act on it.

use sea_orm::{DbErr, SqlErr};
use thiserror::Error;

/// Why something was not loaded or stored.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Somebody else changed the thing in the meantime, or a rule of uniqueness holds.
    #[error("changed by somebody else")]
    Conflict,
    /// A row that no rule could have produced.
    #[error("{table} {id}: {what}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// Which row.
        id: String,
        /// What is wrong with it.
        what: String,
    },
    /// The database did not do it.
    #[error("database")]
    Database(#[source] DbErr),
    /// The file store did not do it.
    #[error("files")]
    Files(#[from] object_store::Error),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

/// The result of everything here.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
