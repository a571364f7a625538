//! The outermost layer: the request's name, the host it was sent to, the response's headers, errors as
//! pages where a person reads them, and one line in the log. The log never gets a body, a
//! cookie, a token or an address of a person.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::text::Language;
use http::{HeaderValue, Method, StatusCode, Uri, header};

use crate::{
    app::App,
    csrf,
    gate::Seen,
    headers::{self, PAGE_POLICY},
    locale,
    pages::{address, render::Page},
    problem::{self, ApiError, Code},
    registry::Kind,
    request_id::RequestId,
    server::ArrivedAt,
};

const REQUEST_ID: &str = "x-request-id";

/// What asks whether we live has no name to ask for.
const PROBES: [&str; 2] = ["/healthz", "/readyz"];

/// What the log and the error page need of a request that is gone by then.
struct Line {
    id: RequestId,
    method: Method,
    matched: Option<MatchedPath>,
    for_people: bool,
    language: Language,
    began: Instant,
}

/// Passes a request through and dresses its response.
pub async fn pass(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let line = Line {
        id: app.request_ids.next(),
        method: request.method().clone(),
        matched: request.extensions().get::<MatchedPath>().cloned(),
        for_people: is_for_people(&request),
        language: language(&request),
        began: Instant::now(),
    };
    if request.extensions().get::<ArrivedAt>().is_none() {
        let now = ArrivedAt(app.clock.now());
        request.extensions_mut().insert(now);
    }
    let probe = PROBES.contains(&request.uri().path());
    let host = csrf::check_host(request.headers(), &app.config.public_url);
    let response = match host.and_then(|()| check_address(request.uri())) {
        Err(error) if !probe => error.into_response(),
        _ => next.run(request).await,
    };
    let mut response = dress(&app, &line, response);
    headers::complete(response.headers_mut(), app.config.public_url.is_https());
    if let Some(id) = line.id.header() {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    if app.config.request_log && !probe && !is_dull(&response) {
        log(&line, &response);
    }
    response
}

/// In which language an error is told: as the address says, or else as the reader wants.
fn language(request: &Request) -> Language {
    locale::chosen(request.uri())
        .or_else(|| address::split(request.uri().path()).0)
        .unwrap_or_else(|| locale::of_request(request.headers()))
}

/// No name of anything holds a NUL, and PostgreSQL would choke on one.
fn check_address(uri: &Uri) -> Result<(), ApiError> {
    let holds_nul = |text: &str| text.contains("%00");
    if holds_nul(uri.path()) || uri.query().is_some_and(holds_nul) {
        return Err(ApiError::new(Code::MalformedRequest));
    }
    Ok(())
}

/// Whether an error should be a page: a person opened an address that is not the API's.
fn is_for_people(request: &Request) -> bool {
    let accepts = request
        .headers()
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok());
    let is_api = request.uri().path().starts_with("/api/");
    request.method().is_safe() && !is_api && accepts.is_none_or(|kinds| kinds.contains("text/html"))
}

fn dress(app: &App, line: &Line, response: Response) -> Response {
    let Some(error) = response.extensions().get::<ApiError>() else {
        return response;
    };
    let status = error.code().status();
    if !line.for_people {
        return problem::finish(response, &line.id);
    }
    match app.site.error_page(line.language, status) {
        Ok(page) => in_place_of(response, status, page),
        Err(_) => problem::finish(response, &line.id),
    }
}

fn in_place_of(response: Response, status: StatusCode, page: Page) -> Response {
    let retry_after = response.headers().get(header::RETRY_AFTER).cloned();
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut dressed = html(status, page);
    for (name, value) in [(header::RETRY_AFTER, retry_after), (header::ALLOW, allow)] {
        if let Some(value) = value {
            dressed.headers_mut().insert(name, value);
        }
    }
    if let Some(seen) = response.extensions().get::<Seen>() {
        dressed.extensions_mut().insert(seen.clone());
    }
    dressed
}

/// A page as a response.
pub fn html(status: StatusCode, page: Page) -> Response {
    let mut response = (status, page.body).into_response();
    let fixed = |text| HeaderValue::from_static(text);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, fixed("text/html; charset=utf-8"));
    headers.insert(header::CONTENT_SECURITY_POLICY, fixed(PAGE_POLICY));
    headers.insert(header::VARY, fixed("cookie, accept-language"));
    response
}

/// Files of the program that went out as they should: dozens of them for every page.
fn is_dull(response: &Response) -> bool {
    let seen = response.extensions().get::<Seen>();
    response.status().is_success() && seen.is_some_and(|seen| seen.kind == Kind::Asset)
}

fn log(line: &Line, response: &Response) {
    let seen = response.extensions().get::<Seen>();
    let account = seen
        .and_then(|seen| seen.account)
        .map(|account| account.to_string());
    let decisions = seen
        .map(|seen| seen.decisions.join(","))
        .unwrap_or_default();
    tracing::info!(
        target: "web::request",
        method = %line.method,
        path = line.matched.as_ref().map_or("unmatched", MatchedPath::as_str),
        status = response.status().as_u16(),
        ms = u64::try_from(line.began.elapsed().as_millis()).unwrap_or(u64::MAX),
        request_id = %line.id,
        account = account.as_deref().unwrap_or_default(),
        decisions,
        "request"
    );
}

/// The answer where there is no endpoint.
pub async fn nothing_here() -> ApiError {
    ApiError::new(Code::NotFound)
}

/// The answer where there is one, but not for this method.
pub async fn wrong_method() -> ApiError {
    ApiError::new(Code::MethodNotAllowed)
}
