//! How a public address is answered: the chosen language becomes a cookie, what is still true comes from
//! memory with its compressed twin, anything else is made anew. Nobody is asked who they are.

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use domain::{text::Language, time::Timestamp};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};

use super::{
    address,
    cache::{Key, Validity},
    render::Page,
};
use crate::{
    encoding::takes_gzip, headers::PAGE_POLICY, locale, principal::Asked, problem::ApiError,
};

/// How long a page is kept without asking, in milliseconds: what another process publishes is
/// seen after this at the latest.
const KEPT: i64 = 2_000;

/// A page, and the instant at which time alone changes it.
pub type Made = Result<(Page, Option<Timestamp>), ApiError>;

/// For whom a page is made: in which language, and whether its address says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The language.
    pub language: Language,
    /// What stands before the addresses of links: the language, where this address has it too.
    pub base: &'static str,
}

impl Reader {
    fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        match address::split(uri.path()).0 {
            Some(language) => Self {
                language,
                base: address::prefix(language),
            },
            None => Self {
                language: locale::of_request(headers),
                base: "",
            },
        }
    }

    /// A reader of an address that says its language.
    pub const fn in_language(language: Language) -> Self {
        Self {
            language,
            base: address::prefix(language),
        }
    }
}

/// Answers with a page in the reader's language.
pub async fn answer(
    asked: &Asked,
    uri: &Uri,
    headers: &HeaderMap,
    made: impl AsyncFnOnce(&Asked, Reader) -> Made,
) -> Response {
    if let Some(language) = locale::chosen(uri) {
        return remember(uri, language);
    }
    let reader = Reader::of(uri, headers);
    let vary = if reader.base.is_empty() {
        "cookie, accept-language, accept-encoding"
    } else {
        "accept-encoding"
    };
    let page = kept(asked, uri, reader.language, async |asked| {
        made(asked, reader).await
    });
    match page.await {
        Ok(page) => respond(headers, page, vary),
        Err(error) => error.into_response(),
    }
}

/// Answers with what is the same in every language.
pub async fn answer_file(
    asked: &Asked,
    uri: &Uri,
    headers: &HeaderMap,
    made: impl AsyncFnOnce(&Asked) -> Made,
) -> Response {
    match kept(asked, uri, Language::Zh, made).await {
        Ok(page) => respond(headers, page, "accept-encoding"),
        Err(error) => error.into_response(),
    }
}

async fn kept(
    asked: &Asked,
    uri: &Uri,
    language: Language,
    made: impl AsyncFnOnce(&Asked) -> Made,
) -> Result<Page, ApiError> {
    asked.read_public()?;
    let (pages, now) = (&asked.app.pages, asked.arrived_at);
    let key = Key {
        path: uri.path().to_owned(),
        language,
    };
    if let Some(page) = pages.get(&key, now) {
        return Ok(page);
    }
    let revision = pages.revision();
    let (page, next) = made(asked).await?;
    let page = page.packed();
    let kept = now.plus_millis(KEPT);
    let until = next.map_or(kept, |next| next.min(kept));
    pages.put(key, Validity { revision, until }, page.clone());
    Ok(page)
}

fn respond(request: &HeaderMap, page: Page, vary: &'static str) -> Response {
    let packed = page.gzip.clone().filter(|_| takes_gzip(request));
    let etag = page.etag(packed.is_some());
    let known = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|tags| page.is_among(tags));
    let is_page = page.kind.starts_with("text/html");
    let fixed = HeaderValue::from_static;
    let mut response = StatusCode::OK.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, fixed(page.kind));
    headers.insert(header::VARY, fixed(vary));
    headers.insert(header::CACHE_CONTROL, fixed("no-cache"));
    headers.insert(header::ETAG, etag);
    if is_page {
        headers.insert(header::CONTENT_SECURITY_POLICY, fixed(PAGE_POLICY));
    }
    if let Some(name) = page.saved_as {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    if known {
        // The browser takes the headers of this answer for those of the page it kept, so they must
        // be the page's own.
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    if packed.is_some() {
        headers.insert(header::CONTENT_ENCODING, fixed("gzip"));
    }
    *response.body_mut() = Body::from(packed.unwrap_or(page.body));
    response
}

/// Keeps the choice and shows the same page under the address that says its language, so that the choice
/// holds without a cookie too.
fn remember(uri: &Uri, language: Language) -> Response {
    let (_, path) = address::split(uri.path());
    let place = format!("{}{path}", address::prefix(language));
    let place = HeaderValue::from_str(&place).unwrap_or(HeaderValue::from_static("/"));
    let headers = [
        (header::LOCATION, place),
        (header::SET_COOKIE, locale::cookie(language)),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}
