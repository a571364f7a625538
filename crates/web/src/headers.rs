//! What every response says to the browser: what may run, who may frame it, what may be kept.
//! A handler that needs something else sets it itself; here are the defaults.

use http::{HeaderMap, HeaderName, HeaderValue, header};

/// For whatever is not a page: nothing of it runs or loads anything.
const INERT: &str = "default-src 'none'; frame-ancestors 'none'";

/// For server-rendered pages: our own style sheet and pictures, no scripts at all.
pub const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// For the application. Neither inline scripts nor inline styles: React writes styles through the
/// CSSOM, which the policy does not concern, and the theme's variables are in a style sheet. PDF files
/// are shown in frames of our own origin.
pub const APPLICATION_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; \
    manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
    gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

/// Fills in what the handler has not said.
pub fn complete(headers: &mut HeaderMap, https: bool) {
    let defaults = [
        (header::CONTENT_SECURITY_POLICY, INERT),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
    ];
    for (name, value) in defaults {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    if https {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(two_years);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_response_that_says_nothing_is_inert_and_not_kept() {
        let mut headers = HeaderMap::new();
        complete(&mut headers, true);
        assert_eq!(headers["content-security-policy"], INERT);
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert!(headers.contains_key("strict-transport-security"));
    }

    #[test]
    fn what_a_handler_says_stays() {
        let mut headers = HeaderMap::new();
        headers.insert("cache-control", HeaderValue::from_static("public"));
        complete(&mut headers, false);
        assert_eq!(headers["cache-control"], "public");
        assert!(!headers.contains_key("strict-transport-security"));
    }

    #[test]
    fn no_policy_lets_anything_inline_run() {
        for policy in [INERT, PAGE_POLICY, APPLICATION_POLICY] {
            assert!(!policy.contains("unsafe"), "{policy}");
            assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        }
    }
}
