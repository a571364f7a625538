//! From columns to domain values and back. What no rule could have stored is an error, never a
//! default.

use domain::{
    text::{Bilingual, Language},
    time::Timestamp,
};
use serde::{Serialize, de::DeserializeOwned};

use crate::error::{Result, StoreError};

/// Reads a document column.
pub fn document<T: DeserializeOwned>(
    table: &'static str,
    id: impl ToString,
    text: &str,
) -> Result<T> {
    serde_json::from_str(text).map_err(|error| inconsistent(table, id, error))
}

/// Writes a document column.
pub fn to_document<T: Serialize>(table: &'static str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|error| inconsistent(table, "new", error))
}

/// A row that cannot be.
pub fn inconsistent(table: &'static str, id: impl ToString, what: impl ToString) -> StoreError {
    StoreError::Inconsistent {
        table,
        id: id.to_string(),
        what: what.to_string(),
    }
}

/// A value that must be there.
pub fn present<T>(
    table: &'static str,
    id: impl ToString,
    name: &str,
    value: Option<T>,
) -> Result<T> {
    value.ok_or_else(|| inconsistent(table, id, format!("{name} is missing")))
}

/// A count column.
pub fn count(table: &'static str, id: impl ToString, value: impl TryInto<u32>) -> Result<u32> {
    value
        .try_into()
        .map_err(|_| inconsistent(table, id, "a count is out of range"))
}

/// A count for a column.
pub fn to_column(value: u32) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

/// A language column.
pub fn language(table: &'static str, id: impl ToString, code: &str) -> Result<Language> {
    Language::from_code(code).ok_or_else(|| inconsistent(table, id, "unknown language"))
}

/// Two columns as one text.
pub fn bilingual(zh: String, en: String) -> Bilingual {
    Bilingual { zh, en }
}

/// An instant column.
pub const fn instant(millis: i64) -> Timestamp {
    Timestamp(millis)
}
