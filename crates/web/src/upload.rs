//! One file on its way in: a multipart body with the field `file`, handed on piece by piece. Nothing is
//! kept here; where the bytes go and whether they are welcome is the operation's business.

use axum::{body::Body, extract::Request};
use bytes::Bytes;
use domain::edition::form::MAX_FILE_BYTES;
use futures::{Stream, StreamExt as _};
use http::header;
use multer::{Constraints, Field, Multipart, SizeLimit};
use utoipa::ToSchema;

use crate::{
    extract::unreadable,
    problem::{ApiError, Code},
};

/// The field that holds the file.
const FIELD: &str = "file";
/// The longest file name that is kept, in characters.
const NAME_LENGTH: usize = 120;
/// What a multipart body has beside the file: boundaries and headers.
pub const WRAPPING: usize = 16 << 10;

/// The longest file that any slot may take.
pub const MOST_BYTES: usize = MAX_FILE_BYTES as usize;

/// The form, for the API's document.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "it describes what is read piece by piece")]
pub struct UploadForm {
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// A file, for the API's document.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Binary)]
#[expect(dead_code, reason = "it describes what is sent piece by piece")]
pub struct FileBytes(Vec<u8>);

/// Why the bytes of an upload ended early.
#[derive(Debug, thiserror::Error)]
#[error("the upload broke off")]
pub struct UploadBroken(#[source] multer::Error);

impl From<UploadBroken> for ApiError {
    fn from(UploadBroken(error): UploadBroken) -> Self {
        refusal(&error)
    }
}

/// A file that is arriving.
pub struct Incoming {
    /// Its cleaned name.
    pub name: String,
    body: Multipart<'static>,
    field: Field<'static>,
}

impl Incoming {
    /// Reads a request up to the first byte of its file.
    ///
    /// # Errors
    /// `unsupported_media_type`, `too_large`, or `file_missing`.
    pub async fn begin(request: Request, max_bytes: usize) -> Result<Self, ApiError> {
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let boundary = content_type
            .and_then(|value| value.to_str().ok())
            .and_then(|value| multer::parse_boundary(value).ok())
            .ok_or(ApiError::new(Code::UnsupportedMediaType))?;
        let limits = SizeLimit::new().whole_stream(max_bytes.saturating_add(WRAPPING) as u64);
        let constraints = Constraints::new()
            .size_limit(limits)
            .allowed_fields(vec![FIELD]);
        let body: Body = request.into_body();
        let mut body = Multipart::with_constraints(body.into_data_stream(), boundary, constraints);
        let field = body.next_field().await.map_err(|error| refusal(&error))?;
        let field = field.ok_or_else(|| ApiError::invalid_at("/file", "file_missing"))?;
        let name = clean_name(field.file_name().unwrap_or_default());
        Ok(Self { name, body, field })
    }

    /// The bytes of the file.
    pub fn bytes(&mut self) -> impl Stream<Item = Result<Bytes, UploadBroken>> + Send + Unpin + '_ {
        (&mut self.field).map(|piece| piece.map_err(UploadBroken))
    }

    /// Reads what is left and forgets it. A browser shows the answer only after it could send
    /// everything, so a refusal that comes early would look like a broken network.
    pub async fn drain(mut self) {
        while let Some(Ok(_)) = self.field.next().await {}
        drop(self.field);
        while let Ok(Some(mut rest)) = self.body.next_field().await {
            while let Some(Ok(_)) = rest.next().await {}
        }
    }
}

fn refusal(error: &multer::Error) -> ApiError {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            ApiError::new(Code::TooLarge)
        }
        multer::Error::UnknownField { .. } => ApiError::invalid_at("", "unknown_field"),
        multer::Error::StreamReadFailed(cause) => unreadable(&**cause),
        _ => ApiError::new(Code::MalformedRequest),
    }
}

/// The last part of a path, without control characters, characters that turn the writing direction,
/// and what file systems forbid. Never empty.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c) && !"<>:\"|?*".contains(*c))
        .collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = kept.trim_matches(['.', ' ']);
    if kept.is_empty() {
        "file".to_owned()
    } else {
        shorten(kept)
    }
}

/// Direction marks, overrides and isolates, zero-width characters, and the byte order mark.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
        | '\u{FEFF}')
}

/// Keeps the ending, which tells people what it is.
fn shorten(name: &str) -> String {
    if name.chars().count() <= NAME_LENGTH {
        return name.to_owned();
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = if ending.chars().count() <= 10 {
        format!(".{ending}")
    } else {
        String::new()
    };
    let room = NAME_LENGTH - ending.chars().count();
    name.chars().take(room).chain(ending.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn receive(body: &str, max: usize) -> Result<(String, Vec<u8>), (u16, &'static str)> {
        let told = |error: ApiError| (error.code().status().as_u16(), error.code().name());
        let request = Request::builder()
            .header("content-type", "multipart/form-data; boundary=X")
            .body(Body::from(body.to_owned()));
        let mut incoming = Incoming::begin(request.unwrap(), max).await.map_err(told)?;
        let mut all = vec![];
        {
            let mut bytes = incoming.bytes();
            while let Some(piece) = bytes.next().await {
                all.extend(piece.map_err(|broken| told(broken.into()))?);
            }
        }
        Ok((incoming.name, all))
    }

    fn form(field: &str, name: &str, content: &str) -> String {
        format!(
            "--X\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/pdf\r\n\r\n{content}\r\n--X--\r\n"
        )
    }

    #[tokio::test]
    async fn a_file_arrives_with_its_name_and_all_its_bytes() {
        let received = receive(&form("file", "路演.pdf", "%PDF-1.7"), 100).await;
        assert_eq!(received, Ok(("路演.pdf".into(), b"%PDF-1.7".to_vec())));
    }

    #[tokio::test]
    async fn another_form_is_refused_by_what_is_wrong_with_it() {
        assert_eq!(
            receive(&form("other", "a.pdf", "x"), 100).await,
            Err((422, "invalid"))
        );
        assert_eq!(receive("--X--\r\n", 100).await, Err((422, "invalid")));
        assert_eq!(
            receive("--X\r\nContent-Dispo", 100).await,
            Err((400, "malformed_request"))
        );
        let long = form("file", "a.pdf", &"x".repeat(40 << 10));
        assert_eq!(receive(&long, 100).await, Err((413, "too_large")));
    }

    #[test]
    fn a_name_is_a_name_and_not_a_path_or_a_trick() {
        let cases = [
            ("../../etc/passwd", "passwd"),
            ("C:\\docs\\计划 书.pdf", "计划 书.pdf"),
            ("plan\u{202E}fdp.exe", "planfdp.exe"),
            ("a\r\nb\0.pdf", "ab.pdf"),
            ("...", "file"),
            ("", "file"),
        ];
        for (sent, kept) in cases {
            assert_eq!(clean_name(sent), kept, "{sent:?}");
        }
        let long = clean_name(&format!("{}.pdf", "乌".repeat(300)));
        assert_eq!(long.chars().count(), NAME_LENGTH);
        assert!(long.ends_with("乌.pdf"));
    }
}
