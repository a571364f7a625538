//! Files that are part of the program: the built application and the style of the public pages. Files
//! whose name holds a hash never change; the application's page is always asked for anew.

use std::borrow::Cow;

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use domain::{fingerprint::Fingerprint, text::Language};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use rust_embed::Embed;

use crate::{
    encoding::takes_gzip,
    headers::APPLICATION_POLICY,
    locale::html_lang,
    problem::{ApiError, Code},
};

/// The application, as `frontend/` builds it. A debug build reads it from disk.
#[derive(Embed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Application;

/// The identity, which the public pages share with the application.
const TOKENS: &[u8] = include_bytes!("../../../frontend/src/theme/tokens.css");
const MARK: &[u8] = include_bytes!("../../../frontend/src/theme/mark.svg");

const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// The style and the icon of the public pages, under names that change with their content.
#[derive(Debug)]
pub struct PublicAssets {
    files: [(String, &'static str, Bytes); 2],
}

impl PublicAssets {
    /// Puts them together.
    pub fn new() -> Self {
        let style = [TOKENS, include_bytes!("pages/public.css")].concat();
        let named = |name: &str, ending: &str, kind: &'static str, content: Vec<u8>| {
            let hash = Fingerprint::of_bytes(&content);
            let hash = hash.hex().get(..12).unwrap_or_default();
            (
                format!("{name}.{hash}.{ending}"),
                kind,
                Bytes::from(content),
            )
        };
        let style = named("public", "css", "text/css; charset=utf-8", style);
        let icon = named("mark", "svg", "image/svg+xml", MARK.to_vec());
        Self {
            files: [style, icon],
        }
    }

    /// The address of the style sheet.
    pub fn style(&self) -> String {
        format!("/assets/{}", self.files[0].0)
    }

    /// The address of the icon.
    pub fn icon(&self) -> String {
        format!("/assets/{}", self.files[1].0)
    }

    /// One of them, by its full name.
    ///
    /// # Errors
    /// `not_found`.
    pub fn get(&self, name: &str) -> Result<Response, ApiError> {
        let (_, kind, content) = self
            .files
            .iter()
            .find(|file| file.0 == name)
            .ok_or(ApiError::new(Code::NotFound))?;
        Ok(answer(kind, IMMUTABLE, content.clone()))
    }
}

impl Default for PublicAssets {
    fn default() -> Self {
        Self::new()
    }
}

/// What `/app/{path}` answers: a file, or the application's page, which finds its way by itself.
///
/// # Errors
/// `not_found` for a file that is not there, `unavailable` when the application was not built.
pub fn application(
    path: &str,
    language: Language,
    request: &HeaderMap,
) -> Result<Response, ApiError> {
    let is_asset = path.starts_with("assets/");
    let is_hidden = path.split('/').any(|part| part.starts_with('.'));
    if !is_hidden
        && path != "index.html"
        && let Some(file) = Application::get(path)
    {
        let keep = if is_asset { IMMUTABLE } else { ASK_AGAIN };
        let mut response = answer(file.metadata.mimetype(), keep, owned(file.data));
        if let Some(body) = compressed(path, request, response.headers_mut()) {
            *response.body_mut() = body;
        }
        return Ok(response);
    }
    if is_asset || is_hidden {
        return Err(ApiError::new(Code::NotFound));
    }
    let page = Application::get("index.html").ok_or(ApiError::new(Code::Unavailable))?;
    let page = String::from_utf8_lossy(&page.data).replacen(
        "<html lang=\"zh-Hans\"",
        &format!("<html lang=\"{}\"", html_lang(language)),
        1,
    );
    let mut response = answer("text/html; charset=utf-8", ASK_AGAIN, Bytes::from(page));
    let policy = HeaderValue::from_static(APPLICATION_POLICY);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    let vary = HeaderValue::from_static("cookie, accept-language");
    response.headers_mut().insert(header::VARY, vary);
    Ok(response)
}

/// The compressed twin of a file, where the build has made one (`x.js.gz` beside `x.js`).
fn compressed(path: &str, request: &HeaderMap, headers: &mut HeaderMap) -> Option<Body> {
    let twin = takes_gzip(request)
        .then(|| Application::get(&format!("{path}.gz")))
        .flatten()?;
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    Some(Body::from(owned(twin.data)))
}

fn owned(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => Bytes::from(data),
    }
}

fn answer(kind: &str, keep: &'static str, content: Bytes) -> Response {
    let mut response = (StatusCode::OK, content).into_response();
    let kind = HeaderValue::from_str(kind);
    let kind = kind.unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_is_found_under_its_hashed_name_alone() {
        let assets = PublicAssets::new();
        let style = assets.style();
        let response = assets.get(style.strip_prefix("/assets/").unwrap()).unwrap();
        assert_eq!(response.headers()["cache-control"], IMMUTABLE);
        let kinds: Vec<_> = response.headers().get_all("content-type").iter().collect();
        assert_eq!(kinds, ["text/css; charset=utf-8"]);
        assert!(assets.get("public.css").is_err());
    }

    #[test]
    fn a_missing_file_of_the_application_is_not_answered_with_its_page() {
        let asked = |path: &str| {
            let answer = application(path, Language::En, &HeaderMap::new());
            answer.map_err(|error| error.code())
        };
        assert_eq!(asked("assets/nothing.js").unwrap_err(), Code::NotFound);
        assert_eq!(asked(".vite/manifest.json").unwrap_err(), Code::NotFound);
        assert_ne!(asked("judge/queue").err(), Some(Code::NotFound));
    }
}
