//! Handlers: each parses, calls one operation or query, and maps the answer. A write is followed by the
//! query that shows what came of it.

pub mod advancement;
pub mod amendments;
pub mod approvals;
pub mod awards;
pub mod ballot;
pub mod confidences;
pub mod conflicts;
pub mod exports;
pub mod grants;
pub mod heat;
pub mod judge;
pub mod officer;
pub mod open;
pub mod organizer;
pub mod outside;
pub mod screening;
pub mod supplements;
pub mod team;

use axum::{body::Body, response::Response};
use http::HeaderMap;
use operations::queries::team::FileView;

use crate::{
    files::{self, Purpose, StoredFile},
    principal::Asked,
    problem::ApiError,
};

/// A stored file that the query let the caller read.
async fn file(
    asked: &Asked,
    headers: &HeaderMap,
    view: &FileView,
    purpose: Purpose,
) -> Result<Response, ApiError> {
    let stored = StoredFile {
        name: view.name.clone(),
        media_type: view.media_type.clone(),
        bytes: view.bytes,
        hash: view.sha256.hex().to_owned(),
    };
    let answer = files::plan(headers, &stored, purpose)?;
    let body = match answer.range() {
        None => Body::empty(),
        Some(range) if range == (0..view.bytes) => {
            Body::from_stream(view.open(&asked.app.store).await?)
        }
        Some(range) => Body::from_stream(view.part(&asked.app.store, range).await?),
    };
    Ok(answer.with(body))
}
