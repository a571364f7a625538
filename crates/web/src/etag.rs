//! Revisions as entity tags: what a reader saw, and the condition under which a writer may write.

use std::convert::Infallible;

use axum::{
    Json,
    extract::FromRequestParts,
    response::{IntoResponse, IntoResponseParts, Response, ResponseParts},
};
use http::{HeaderValue, header, request::Parts};
use serde::Serialize;

use crate::problem::{ApiError, Code};

/// The entity tag of a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ETag(pub i64);

impl IntoResponseParts for ETag {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        if let Ok(value) = HeaderValue::from_str(&format!("\"{}\"", self.0)) {
            parts.headers_mut().insert(header::ETAG, value);
        }
        Ok(parts)
    }
}

/// A body with the revision it shows.
#[derive(Debug)]
pub struct Tagged<T>(pub i64, pub T);

impl<T: Serialize> IntoResponse for Tagged<T> {
    fn into_response(self) -> Response {
        (ETag(self.0), Json(self.1)).into_response()
    }
}

/// The revision that a writer has seen. A write without it is refused, so that nobody overwrites
/// what they have not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl IfMatch {
    fn parse(value: &HeaderValue) -> Option<i64> {
        let digits = value
            .to_str()
            .ok()?
            .trim()
            .strip_prefix('"')?
            .strip_suffix('"')?;
        let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain { digits.parse().ok() } else { None }
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let mut values = parts.headers.get_all(header::IF_MATCH).iter();
        let value = values
            .next()
            .ok_or(ApiError::new(Code::PreconditionRequired))?;
        let revision = Self::parse(value).filter(|_| values.next().is_none());
        revision
            .map(Self)
            .ok_or(ApiError::new(Code::MalformedRequest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn read(value: Option<&str>) -> Result<i64, u16> {
        let mut request = http::Request::builder();
        if let Some(value) = value {
            request = request.header("if-match", value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        let read = IfMatch::from_request_parts(&mut parts, &()).await;
        read.map(|IfMatch(revision)| revision)
            .map_err(|error| error.code().status().as_u16())
    }

    #[tokio::test]
    async fn a_write_names_the_one_revision_it_has_seen() {
        assert_eq!(read(Some("\"7\"")).await, Ok(7));
        assert_eq!(read(None).await, Err(428));
        for bad in [
            "*",
            "7",
            "W/\"7\"",
            "\"7\", \"8\"",
            "\"\"",
            "\"-1\"",
            "\"99999999999999999999\"",
        ] {
            assert_eq!(read(Some(bad)).await, Err(400), "{bad}");
        }
    }

    #[test]
    fn a_body_carries_the_revision_it_shows() {
        let response = Tagged(7, "body").into_response();
        assert_eq!(response.headers()["etag"], "\"7\"");
    }
}
