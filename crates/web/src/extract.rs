//! Reading what was sent: JSON, path and query, with refusals that say where they went wrong and
//! never repeat what was sent.

use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use bytes::Bytes;
use domain::edition::Problem;
use http::{HeaderMap, header, request::Parts};
use http_body_util::LengthLimitError;
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::{
    problem::{ApiError, Code},
    server::BodyStalled,
};

/// A JSON body.
#[derive(Debug)]
pub struct JsonIn<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonIn<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        expect_media_type(request.headers(), "application/json")?;
        let bytes = whole_body(request, state).await?;
        parse(&bytes).map(Self)
    }
}

/// A text body of one media type.
pub async fn text_body<S: Send + Sync>(
    request: Request,
    state: &S,
    media_type: &str,
) -> Result<String, ApiError> {
    expect_media_type(request.headers(), media_type)?;
    let bytes = whole_body(request, state).await?;
    String::from_utf8(bytes.into()).map_err(|_| ApiError::invalid_at("", "not_utf8"))
}

async fn whole_body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, ApiError> {
    Bytes::from_request(request, state)
        .await
        .map_err(|rejection| unreadable(&rejection))
}

/// Why a body could not be read: too long, too slow, or broken off.
pub fn unreadable(error: &(dyn std::error::Error + 'static)) -> ApiError {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return ApiError::new(Code::TooLarge);
        }
        if error.is::<BodyStalled>() {
            return ApiError::new(Code::RequestTimeout);
        }
        cause = error.source();
    }
    ApiError::new(Code::MalformedRequest)
}

fn expect_media_type(headers: &HeaderMap, wanted: &str) -> Result<(), ApiError> {
    let sent = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let essence = sent
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default()
        .trim();
    if essence.eq_ignore_ascii_case(wanted) {
        Ok(())
    } else {
        Err(ApiError::new(Code::UnsupportedMediaType))
    }
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        if error.inner().is_data() {
            let code = data_code(&error.inner().to_string());
            ApiError::invalid(vec![Problem::at(pointer(error.path()), code)])
        } else {
            ApiError::new(Code::MalformedRequest)
        }
    })?;
    reader
        .end()
        .map_err(|_| ApiError::new(Code::MalformedRequest))?;
    Ok(value)
}

/// serde says what is wrong only in words; these three beginnings are its own.
fn data_code(words: &str) -> &'static str {
    if words.starts_with("missing field") {
        "missing_field"
    } else if words.starts_with("unknown field") {
        "unknown_field"
    } else if words.starts_with("unknown variant") {
        "unknown_value"
    } else {
        "wrong_type"
    }
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    path.iter()
        .fold(String::new(), |pointer, segment| match segment {
            Segment::Seq { index } => format!("{pointer}/{index}"),
            Segment::Map { key } => {
                format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
            }
            Segment::Enum { .. } | Segment::Unknown => pointer,
        })
}

/// What the path names. Something that cannot be a name is the name of nothing.
#[derive(Debug)]
pub struct PathIn<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for PathIn<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let path = Path::from_request_parts(parts, state).await;
        path.map(|Path(value)| Self(value))
            .map_err(|_| ApiError::new(Code::NotFound))
    }
}

/// The query.
#[derive(Debug)]
pub struct QueryIn<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryIn<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let query = Query::from_request_parts(parts, state).await;
        query
            .map(|Query(value)| Self(value))
            .map_err(|_| ApiError::new(Code::MalformedRequest))
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sheet {
        marks: Vec<Mark>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Mark {
        steps: i64,
    }

    async fn read(media_type: &str, body: &'static str) -> Result<i64, ApiError> {
        let request = Request::builder()
            .header("content-type", media_type)
            .body(Body::from(body));
        let JsonIn(sheet) = JsonIn::<Sheet>::from_request(request.unwrap(), &()).await?;
        Ok(sheet.marks.iter().map(|mark| mark.steps).sum())
    }

    #[tokio::test]
    async fn a_body_of_the_right_shape_is_read() {
        let read = read(
            "application/json; charset=utf-8",
            r#"{"marks":[{"steps":3}]}"#,
        )
        .await;
        assert_eq!(read, Ok(3));
    }

    #[tokio::test]
    async fn a_wrong_body_is_refused_where_it_is_wrong() {
        let cases = [
            (
                r#"{"marks":[{"steps":"3"}]}"#,
                "/marks/0/steps",
                "wrong_type",
            ),
            (r#"{"marks":[{"steps":3},{}]}"#, "/marks/1", "missing_field"),
            (r#"{"marks":[],"extra":1}"#, "/extra", "unknown_field"),
        ];
        for (body, pointer, code) in cases {
            let expected = ApiError::invalid_at(pointer, code);
            assert_eq!(
                read("application/json", body).await,
                Err(expected),
                "{body}"
            );
        }
    }

    #[tokio::test]
    async fn what_is_not_json_is_refused_by_its_kind() {
        let status = |read: Result<i64, ApiError>| read.unwrap_err().code().status().as_u16();
        assert_eq!(status(read("application/json", "{\"marks\":[").await), 400);
        assert_eq!(
            status(read("application/json", "{\"marks\":[]} x").await),
            400
        );
        assert_eq!(status(read("text/plain", "{\"marks\":[]}").await), 415);
    }
}
