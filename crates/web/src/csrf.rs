//! Requests that a browser sends on behalf of another site, or to a name that is not ours.

use http::{HeaderMap, Method, header};

use crate::{
    config::PublicUrl,
    problem::{ApiError, Code},
};

/// An unsafe request must say that it comes from our own pages. Every browser of our floor sends
/// `Origin` with those; a request without it is refused, whatever else it says.
///
/// # Errors
/// `cross_site`.
pub fn check_origin(method: &Method, headers: &HeaderMap, own: &PublicUrl) -> Result<(), ApiError> {
    if method.is_safe() {
        return Ok(());
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let is_own = origins
        .next()
        .is_some_and(|origin| origin.as_bytes() == own.origin().as_bytes());
    if is_own && origins.next().is_none() {
        Ok(())
    } else {
        Err(ApiError::new(Code::CrossSite))
    }
}

/// A request to another name reaches us by a forged address or a foreign DNS entry: links and cached
/// pages must never be made from it.
///
/// # Errors
/// `misdirected`.
pub fn check_host(headers: &HeaderMap, own: &PublicUrl) -> Result<(), ApiError> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let is_own = hosts.next().is_some_and(|host| {
        host.as_bytes()
            .eq_ignore_ascii_case(own.authority().as_bytes())
    });
    if is_own && hosts.next().is_none() {
        Ok(())
    } else {
        Err(ApiError::new(Code::Misdirected))
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_our_own_pages_may_change_anything() {
        let own = PublicUrl::parse("https://wuzhen.example.org").unwrap();
        let allowed = |method, pairs: &[_]| check_origin(&method, &headers(pairs), &own).is_ok();
        let origin = |value| [(header::ORIGIN, value)];
        assert!(allowed(Method::POST, &origin("https://wuzhen.example.org")));
        assert!(allowed(Method::GET, &origin("https://evil.example")));
        let same_site = [(HeaderName::from_static("sec-fetch-site"), "same-origin")];
        assert!(!allowed(Method::POST, &same_site));
        assert!(!allowed(Method::DELETE, &[]));
        for foreign in [
            "null",
            "http://wuzhen.example.org",
            "https://wuzhen.example.org:8443",
            "https://wuzhen.example.org.evil.example",
            "https://evil.example",
        ] {
            assert!(!allowed(Method::POST, &origin(foreign)), "{foreign}");
        }
        let twice = [
            origin("https://wuzhen.example.org"),
            origin("https://wuzhen.example.org"),
        ];
        assert!(!allowed(Method::POST, &twice.concat()));
    }

    #[test]
    fn only_our_own_name_is_served() {
        let own = PublicUrl::parse("http://localhost:8080").unwrap();
        let served = |pairs: &[_]| check_host(&headers(pairs), &own).is_ok();
        assert!(served(&[(header::HOST, "LOCALHOST:8080")]));
        assert!(!served(&[(header::HOST, "localhost")]));
        assert!(!served(&[(header::HOST, "evil.example")]));
        assert!(!served(&[]));
    }
}
