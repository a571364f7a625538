//! Stored bytes on their way out. There is one such function, because the last hole of this kind
//! came from the second one. It knows names, kinds and ranges, not who may read what.

use std::ops::Range;

use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::problem::{ApiError, Code};

/// Files that are saved run nothing and load nothing, even when somebody opens them in a tab.
const SAVED: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// A PDF that our own pages show in a frame. Without `sandbox`: today's Chromium shows a sandboxed PDF,
/// but the oldest we support counts its viewer as a plugin, which a sandboxed document may not
/// have. `object-src` is for the same viewer.
const SHOWN: &str = "default-src 'none'; object-src 'self'; frame-ancestors 'self'";

const PDF: &str = "application/pdf";

/// What is known of a stored file.
#[derive(Clone, Debug)]
pub struct StoredFile {
    /// The name it is saved under.
    pub name: String,
    /// Its kind, as established when it was stored.
    pub media_type: String,
    /// Its size.
    pub bytes: u64,
    /// Its content hash in hexadecimal digits.
    pub hash: String,
}

/// What the reader does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Saves it.
    Save,
    /// Looks at it in a page of ours, if it is a PDF; saves it otherwise.
    Look,
}

/// How a file will be answered, before its bytes are fetched.
#[derive(Debug)]
pub struct Answer {
    status: StatusCode,
    range: Range<u64>,
    headers: HeaderMap,
}

impl Answer {
    /// Which bytes are wanted; `None` when the reader has them already.
    pub fn range(&self) -> Option<Range<u64>> {
        (self.status != StatusCode::NOT_MODIFIED).then(|| self.range.clone())
    }

    /// The response, with the bytes of [`Answer::range`].
    pub fn with(self, body: Body) -> Response {
        let mut response = (self.status, body).into_response();
        *response.headers_mut() = self.headers;
        response
    }
}

/// Plans the answer to a request for a stored file.
///
/// # Errors
/// `range_not_satisfiable`.
pub fn plan(request: &HeaderMap, file: &StoredFile, purpose: Purpose) -> Result<Answer, ApiError> {
    let shown = purpose == Purpose::Look && file.media_type == PDF;
    let etag = format!("\"{}\"", file.hash);
    let mut answer = Answer {
        status: StatusCode::OK,
        range: 0..file.bytes,
        headers: HeaderMap::new(),
    };
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            answer.headers.insert(name, value);
        }
    };
    set(
        header::CONTENT_TYPE,
        if file.media_type == PDF {
            PDF
        } else {
            "application/octet-stream"
        },
    );
    set(header::CONTENT_DISPOSITION, &disposition(&file.name, shown));
    set(
        header::CONTENT_SECURITY_POLICY,
        if shown { SHOWN } else { SAVED },
    );
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(header::ACCEPT_RANGES, "bytes");
    set(header::ETAG, &etag);
    if names(request, &header::IF_NONE_MATCH, &etag) {
        answer.status = StatusCode::NOT_MODIFIED;
        return Ok(answer);
    }
    let same = !request.contains_key(header::IF_RANGE) || names(request, &header::IF_RANGE, &etag);
    let asked = request
        .get(header::RANGE)
        .filter(|_| same)
        .and_then(|value| value.to_str().ok());
    if let Some(range) = asked.and_then(|text| read_range(text, file.bytes)) {
        answer.range = range.ok_or(ApiError::new(Code::RangeNotSatisfiable))?;
        answer.status = StatusCode::PARTIAL_CONTENT;
        let (first, end) = (answer.range.start, answer.range.end);
        let content_range = format!("bytes {first}-{}/{}", end - 1, file.bytes);
        if let Ok(value) = HeaderValue::from_str(&content_range) {
            answer.headers.insert(header::CONTENT_RANGE, value);
        }
    }
    answer.headers.insert(
        header::CONTENT_LENGTH,
        (answer.range.end - answer.range.start).into(),
    );
    Ok(answer)
}

fn names(request: &HeaderMap, header: &HeaderName, etag: &str) -> bool {
    request
        .get(header)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value == etag)
}

/// `None`: not one plain range of bytes, so the whole file is answered. `Some(None)`: outside the file.
#[expect(
    clippy::option_option,
    reason = "ignored, impossible and possible are three things"
)]
fn read_range(text: &str, bytes: u64) -> Option<Option<Range<u64>>> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let range = match (first.trim(), last.trim()) {
        ("", last) => {
            let wanted: u64 = last.parse().ok()?;
            bytes.saturating_sub(wanted)..bytes
        }
        (first, "") => first.parse().ok()?..bytes,
        (first, last) => {
            let (first, last): (u64, u64) = (first.parse().ok()?, last.parse().ok()?);
            if last < first {
                return None;
            }
            first..bytes.min(last.saturating_add(1))
        }
    };
    Some((range.start < range.end).then_some(range))
}

/// RFC 6266 with both forms: letters that any client can read, and the exact name.
fn disposition(name: &str, shown: bool) -> String {
    use std::fmt::Write as _;
    let plain: String = name
        .chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || " .-_()".contains(c) {
                c
            } else {
                '_'
            }
        })
        .collect();
    let mut exact = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            exact.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(exact, "%{byte:02X}");
        }
    }
    let kind = if shown { "inline" } else { "attachment" };
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{exact}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, media_type: &str) -> StoredFile {
        let (name, media_type) = (name.to_owned(), media_type.to_owned());
        StoredFile {
            name,
            media_type,
            bytes: 1_000,
            hash: "abc".into(),
        }
    }

    fn pdf() -> StoredFile {
        file("路演 deck.pdf", PDF)
    }

    fn asked(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.clone(), HeaderValue::from_static(value)))
            .collect()
    }

    fn answer(range: &'static str) -> (u16, Option<Range<u64>>) {
        match plan(&asked(&[(header::RANGE, range)]), &pdf(), Purpose::Save) {
            Ok(answer) => (answer.status.as_u16(), answer.range()),
            Err(error) => (error.code().status().as_u16(), None),
        }
    }

    #[test]
    fn a_saved_file_keeps_its_name_and_runs_nothing() {
        let response = plan(&asked(&[]), &pdf(), Purpose::Save)
            .unwrap()
            .with(Body::empty());
        let headers = response.headers();
        assert_eq!(
            headers["content-disposition"],
            "attachment; filename=\"__ deck.pdf\"; filename*=UTF-8''%E8%B7%AF%E6%BC%94%20deck.pdf"
        );
        assert_eq!(headers["content-security-policy"], SAVED);
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["content-length"], "1000");
    }

    #[test]
    fn only_a_pdf_is_ever_shown() {
        let disposition = |file: &StoredFile| {
            let response = plan(&asked(&[]), file, Purpose::Look)
                .unwrap()
                .with(Body::empty());
            let text = |name| response.headers()[name].to_str().unwrap().to_owned();
            (
                text("content-disposition")[..6].to_owned(),
                text("content-type"),
            )
        };
        assert_eq!(disposition(&pdf()), ("inline".into(), PDF.into()));
        let html = file("a.html", "text/html");
        assert_eq!(
            disposition(&html),
            ("attach".into(), "application/octet-stream".into())
        );
    }

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let header = disposition("a\"; filename=evil\r\nx: y\\.pdf", false);
        assert_eq!(header.matches('"').count(), 2);
        assert!(!header.contains(['\r', '\n', '\\']), "{header}");
        assert!(HeaderValue::from_str(&header).is_ok());
    }

    #[test]
    fn one_range_is_served_and_an_impossible_one_refused() {
        assert_eq!(answer("bytes=0-99"), (206, Some(0..100)));
        assert_eq!(answer("bytes=900-"), (206, Some(900..1_000)));
        assert_eq!(answer("bytes=-100"), (206, Some(900..1_000)));
        assert_eq!(answer("bytes=990-2000"), (206, Some(990..1_000)));
        assert_eq!(answer("bytes=1000-"), (416, None));
        assert_eq!(answer("bytes=-0"), (416, None));
        for whole in ["bytes=0-1,5-6", "bytes=9-1", "items=0-1", "bytes=a-b"] {
            assert_eq!(answer(whole), (200, Some(0..1_000)), "{whole}");
        }
    }

    #[test]
    fn a_reader_who_has_the_file_gets_no_bytes() {
        let known = asked(&[(header::IF_NONE_MATCH, "\"abc\"")]);
        assert_eq!(plan(&known, &pdf(), Purpose::Look).unwrap().range(), None);
        let other = asked(&[(header::IF_RANGE, "\"old\""), (header::RANGE, "bytes=0-9")]);
        assert_eq!(
            plan(&other, &pdf(), Purpose::Look).unwrap().range(),
            Some(0..1_000)
        );
    }
}
