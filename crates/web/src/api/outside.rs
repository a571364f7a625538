//! What is not part of the API's document: health, the document itself, and the files of the application.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;

use crate::{assets, endpoints, extract::PathIn, locale, principal::Asked, problem::ApiError};

/// The process lives.
pub async fn healthz(asked: Asked) -> Result<&'static str, ApiError> {
    asked.read_public()?;
    Ok("ok\n")
}

#[derive(Serialize)]
struct Readiness {
    database: bool,
    files: bool,
}

/// Whether requests can be served: the database and the file store are written to, and left as they
/// were.
pub async fn readyz(asked: Asked) -> Result<Response, ApiError> {
    asked.read_public()?;
    let store = &asked.app.store;
    let (database, files) = tokio::join!(store.probe(), store.blobs().probe());
    let ready = Readiness {
        database: noted(database),
        files: noted(files),
    };
    let all = ready.database && ready.files;
    let status = if all {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    Ok((status, Json(ready)).into_response())
}

fn noted<E: std::fmt::Display>(probed: Result<(), E>) -> bool {
    probed
        .inspect_err(|error| tracing::warn!(%error, "not ready"))
        .is_ok()
}

/// The API's document.
pub async fn openapi(asked: Asked) -> Result<Response, ApiError> {
    asked.read_public()?;
    let json = [(header::CONTENT_TYPE, "application/json")];
    Ok((json, endpoints::openapi_json()).into_response())
}

/// The style and the icon of the public pages.
pub async fn public_asset(
    asked: Asked,
    PathIn(name): PathIn<String>,
) -> Result<Response, ApiError> {
    asked.read_public()?;
    asked.app.assets.get(&name)
}

/// The application's page.
pub async fn application(asked: Asked, headers: HeaderMap) -> Result<Response, ApiError> {
    asked.read_public()?;
    assets::application("", locale::of_request(&headers), &headers)
}

/// A file of the application, or its page.
pub async fn application_file(
    asked: Asked,
    PathIn(path): PathIn<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    asked.read_public()?;
    assets::application(&path, locale::of_request(&headers), &headers)
}
