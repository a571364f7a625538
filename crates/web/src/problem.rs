//! Refusals as HTTP: one error type, one status table, RFC 9457 bodies. Sentences live in the client;
//! here are codes, pointers and figures. It must not know what any operation does.

use std::{any::Any, collections::BTreeMap};

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use domain::{edition::Problem as DomainProblem, policy::Denied};
use http::{HeaderValue, StatusCode, header};
use operations::{OperationError, Refusal, RefusalKind};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::request_id::RequestId;

/// Why a request is refused. The table of [`Code::row`] gives each its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    MalformedRequest,
    Unauthenticated,
    Forbidden,
    CrossSite,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    /// A rule said no; the operation names it.
    Rule(RefusalKind, &'static str),
    StaleRevision,
    TooLarge,
    UnsupportedMediaType,
    RangeNotSatisfiable,
    Misdirected,
    Invalid,
    PreconditionRequired,
    TooManyRequests,
    ServerError,
    Unavailable,
}

impl Code {
    /// Status, stable name, and a title for people who read the raw answer.
    const fn row(self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::MalformedRequest => (
                S::BAD_REQUEST,
                "malformed_request",
                "The request cannot be read",
            ),
            Self::Unauthenticated => (S::UNAUTHORIZED, "unauthenticated", "Sign in first"),
            Self::Forbidden => (S::FORBIDDEN, "forbidden", "This is not yours to do"),
            Self::CrossSite => (
                S::FORBIDDEN,
                "cross_site",
                "The request comes from another site",
            ),
            Self::NotFound => (S::NOT_FOUND, "not_found", "There is nothing here"),
            Self::MethodNotAllowed => (
                S::METHOD_NOT_ALLOWED,
                "method_not_allowed",
                "Not with this method",
            ),
            Self::RequestTimeout => (
                S::REQUEST_TIMEOUT,
                "request_timeout",
                "The body stopped coming",
            ),
            Self::Rule(kind, code) => Self::rule(kind, code),
            Self::StaleRevision => (
                S::PRECONDITION_FAILED,
                "stale_revision",
                "It has changed meanwhile",
            ),
            Self::TooLarge => (S::PAYLOAD_TOO_LARGE, "too_large", "The body is too large"),
            Self::UnsupportedMediaType => (
                S::UNSUPPORTED_MEDIA_TYPE,
                "unsupported_media_type",
                "Not in this format",
            ),
            Self::RangeNotSatisfiable => (
                S::RANGE_NOT_SATISFIABLE,
                "range_not_satisfiable",
                "No such range",
            ),
            Self::Misdirected => (
                S::MISDIRECTED_REQUEST,
                "misdirected",
                "This host is served elsewhere",
            ),
            Self::Invalid => (
                S::UNPROCESSABLE_ENTITY,
                "invalid",
                "Something in it is wrong",
            ),
            Self::PreconditionRequired => (
                S::PRECONDITION_REQUIRED,
                "precondition_required",
                "If-Match is required",
            ),
            Self::TooManyRequests => (
                S::TOO_MANY_REQUESTS,
                "too_many_requests",
                "Too many requests",
            ),
            Self::ServerError => (
                S::INTERNAL_SERVER_ERROR,
                "server_error",
                "The server failed",
            ),
            Self::Unavailable => (S::SERVICE_UNAVAILABLE, "unavailable", "Not available now"),
        }
    }

    /// The table of what operations refuse.
    const fn rule(
        kind: RefusalKind,
        code: &'static str,
    ) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match kind {
            RefusalKind::Invalid => (S::UNPROCESSABLE_ENTITY, code, "It cannot be taken"),
            RefusalKind::Conflict => (S::CONFLICT, code, "Not in the present state"),
            RefusalKind::TooMany => (S::TOO_MANY_REQUESTS, code, "Too often"),
            RefusalKind::TooLarge => (S::PAYLOAD_TOO_LARGE, code, "Too large"),
            RefusalKind::UnsupportedKind => {
                (S::UNSUPPORTED_MEDIA_TYPE, code, "Not this kind of file")
            }
            RefusalKind::Unproven => (S::UNAUTHORIZED, code, "This does not show who you are"),
        }
    }

    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        self.row().0
    }

    /// The stable name.
    pub const fn name(self) -> &'static str {
        self.row().1
    }
}

/// A refusal on its way to the client.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiError {
    code: Code,
    errors: Vec<DomainProblem>,
    current: Option<Value>,
    retry_after: Option<u64>,
}

impl ApiError {
    /// A refusal that its code explains.
    pub const fn new(code: Code) -> Self {
        Self {
            code,
            errors: vec![],
            current: None,
            retry_after: None,
        }
    }

    /// Input that is wrong in these places.
    pub const fn invalid(errors: Vec<DomainProblem>) -> Self {
        Self {
            code: Code::Invalid,
            errors,
            current: None,
            retry_after: None,
        }
    }

    /// Input that is wrong in one place.
    pub fn invalid_at(pointer: &str, code: &str) -> Self {
        Self::invalid(vec![DomainProblem::at(pointer, code)])
    }

    /// The thing has changed since it was read; `current` is what it is now, for this reader.
    pub fn stale<T: Serialize>(current: &T) -> Self {
        let current = serde_json::to_value(current).ok();
        Self {
            current,
            ..Self::new(Code::StaleRevision)
        }
    }

    /// Something broke that the client cannot mend. The cause goes to the log, never to the client.
    pub fn server(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "request failed");
        Self::new(Code::ServerError)
    }

    /// Names the places a conflict or refusal is about.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<DomainProblem>) -> Self {
        self.errors = errors;
        self
    }

    /// Says after how many seconds asking again makes sense.
    #[must_use]
    pub const fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Why.
    pub const fn code(&self) -> Code {
        self.code
    }

    fn body(&self, request_id: Option<&str>) -> Problem {
        let (status, code, title) = self.code.row();
        Problem {
            kind: format!("/problems/{code}"),
            title: title.to_owned(),
            status: status.as_u16(),
            code: code.to_owned(),
            errors: self.errors.iter().cloned().map(Into::into).collect(),
            request_id: request_id.map(ToOwned::to_owned),
            current: self.current.clone(),
        }
    }
}

impl From<Denied> for ApiError {
    fn from(denied: Denied) -> Self {
        Self::new(match denied {
            Denied::Anonymous => Code::Unauthenticated,
            Denied::Forbidden => Code::Forbidden,
            Denied::Hidden => Code::NotFound,
        })
    }
}

impl From<OperationError> for ApiError {
    fn from(error: OperationError) -> Self {
        match error {
            OperationError::Denied(denied) => denied.into(),
            OperationError::Stale => Self::new(Code::StaleRevision),
            OperationError::Refused(Refusal {
                kind,
                code,
                problems,
            }) => Self::new(Code::Rule(kind, code)).with_errors(problems),
            OperationError::Store(error) if is_busy(&error) => {
                Self::new(Code::Unavailable).retry_after(1)
            }
            OperationError::Store(error) => Self::server(&error),
        }
    }
}

/// What drivers say where asking again helps: of the pool, of SQLite, and of PostgreSQL, which ends one of two units of
/// work that wait for each other or saw each other's changes.
const BUSY: [&str; 4] = [
    "pool timed out",
    "database is locked",
    "deadlock detected",
    "could not serialize access",
];

/// Whether the database was only too busy: then asking again helps. The store has no word for it, so
/// this goes by the words of the driver.
fn is_busy(error: &(dyn std::error::Error + 'static)) -> bool {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes
        .map(ToString::to_string)
        .any(|words| BUSY.iter().any(|busy| words.contains(busy)))
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = problem_json(&self.body(None));
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        // Whoever knows the request's id writes the body again with it: see `finish`.
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the request's id into a refusal, once the response is on its way out.
pub fn finish(response: Response, request_id: &RequestId) -> Response {
    let Some(error) = response.extensions().get::<ApiError>() else {
        return response;
    };
    let (_, body) = problem_json(&error.body(Some(request_id.as_str()))).into_parts();
    let (mut parts, _) = response.into_parts();
    // The body that was there may have been measured or compressed; this one is neither.
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_ENCODING);
    Response::from_parts(parts, body)
}

/// The answer to a panic: nothing about it leaves the server but the request's id.
pub fn after_panic(cause: Box<dyn Any + Send + 'static>) -> Response {
    let cause = cause
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| cause.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message");
    ApiError::server(&cause).into_response()
}

fn problem_json(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = serde_json::to_vec(problem).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let problem_type = HeaderValue::from_static("application/problem+json");
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, problem_type);
    response
}

/// A refusal as the client reads it (RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `/problems/` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// For people who read the raw answer.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable name in snake case; the client has the sentence.
    pub code: String,
    /// What is wrong, by place.
    pub errors: Vec<ProblemError>,
    /// Under which the server's log knows the request.
    #[schema(required)]
    pub request_id: Option<String>,
    /// With 412: the thing as it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Value, required = false)]
    pub current: Option<Value>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemError {
    /// A JSON pointer into what was sent.
    pub pointer: String,
    /// A stable name in snake case.
    pub code: String,
    /// Figures and names for the sentence.
    pub params: BTreeMap<String, Value>,
}

impl From<DomainProblem> for ProblemError {
    fn from(problem: DomainProblem) -> Self {
        Self {
            pointer: problem.pointer,
            code: problem.code,
            params: problem.params,
        }
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;
    use serde_json::json;

    use super::*;

    async fn json_of(response: Response) -> Value {
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        serde_json::from_slice(&bytes).unwrap()
    }

    #[tokio::test]
    async fn a_refusal_names_its_place_code_figures_and_request() {
        let problem = DomainProblem::at("/answers/summary/zh", "too_long").with("limit", 800);
        let response = ApiError::invalid(vec![problem]).into_response();
        assert_eq!(response.status(), 422);
        let response = finish(response, &RequestId::from_static("r1"));
        assert_eq!(
            response.headers()["content-type"],
            "application/problem+json"
        );
        let expected = json!({
            "type": "/problems/invalid",
            "title": "Something in it is wrong",
            "status": 422,
            "code": "invalid",
            "errors": [{"pointer": "/answers/summary/zh", "code": "too_long", "params": {"limit": 800}}],
            "request_id": "r1",
        });
        assert_eq!(json_of(response).await, expected);
    }

    #[tokio::test]
    async fn a_stale_write_gets_what_is_there_now() {
        let response = ApiError::stale(&json!({"revision": 8})).into_response();
        assert_eq!(response.status(), 412);
        assert_eq!(json_of(response).await["current"], json!({"revision": 8}));
    }

    #[test]
    fn a_denial_keeps_its_three_meanings() {
        let statuses = [Denied::Anonymous, Denied::Forbidden, Denied::Hidden]
            .map(|denied| ApiError::from(denied).code().status().as_u16());
        assert_eq!(statuses, [401, 403, 404]);
    }

    #[tokio::test]
    async fn a_panic_tells_the_client_nothing_but_that_it_happened() {
        let response = after_panic(Box::new("the secret".to_owned()));
        assert_eq!(response.status(), 500);
        let body = json_of(response).await;
        assert_eq!(body["code"], "server_error");
        assert!(!body.to_string().contains("secret"));
    }
}
