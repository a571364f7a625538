//! Compressed bodies that are made once and sent often.

use std::io::Write as _;

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, header};

/// Whether a client takes gzip.
pub fn takes_gzip(request: &HeaderMap) -> bool {
    let accepted = request.get_all(header::ACCEPT_ENCODING).iter();
    accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let mut parts = coding.split(';').map(str::trim);
            let is_gzip = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
            let mut weights = parts.filter_map(|part| part.strip_prefix("q="));
            is_gzip && !weights.any(|weight| weight.parse() == Ok(0.0_f32))
        })
}

/// The bytes compressed, the same for the same bytes; nothing where that saves nothing.
pub fn gzip(bytes: &[u8]) -> Option<Bytes> {
    let mut encoder = GzEncoder::new(vec![], Compression::default());
    encoder.write_all(bytes).ok()?;
    let packed = encoder.finish().ok()?;
    (packed.len() < bytes.len()).then(|| Bytes::from(packed))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn gzip_is_sent_to_who_takes_it() {
        let takes = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(text));
            takes_gzip(&headers)
        };
        assert!(takes("gzip") && takes("br, GZIP;q=0.5") && takes("deflate , gzip"));
        assert!(!takes("") && !takes("br") && !takes("gzip;q=0") && !takes("gzip; q=0.000"));
        assert!(!takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn the_same_bytes_are_packed_alike_and_short_ones_are_left() {
        let text = "Wuzhen ".repeat(100);
        assert_eq!(gzip(text.as_bytes()), gzip(text.as_bytes()));
        assert!(gzip(text.as_bytes()).unwrap().len() < 100);
        assert_eq!(gzip(b"ok"), None);
    }
}
