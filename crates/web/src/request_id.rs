//! The name under which the log knows a request. It is a counter, not a secret, and takes no
//! randomness from anybody.

use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering},
};

use domain::time::Timestamp;
use http::HeaderValue;

/// The name of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name as a header's value.
    pub fn header(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(&self.0).ok()
    }

    #[cfg(test)]
    pub fn from_static(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Numbers the requests of one run of the server.
#[derive(Debug)]
pub struct RequestIds {
    run: String,
    next: AtomicU64,
}

impl RequestIds {
    /// The instant of the start tells one run from the next.
    pub fn of_run(started: Timestamp) -> Self {
        Self {
            run: format!("{:x}", started.0),
            next: AtomicU64::new(1),
        }
    }

    /// The next name.
    pub fn next(&self) -> RequestId {
        RequestId(format!(
            "{}-{}",
            self.run,
            self.next.fetch_add(1, Ordering::Relaxed)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_requests_of_a_run_share_a_name() {
        let ids = RequestIds::of_run(Timestamp(255));
        assert_eq!((ids.next().as_str(), ids.next().as_str()), ("ff-1", "ff-2"));
    }
}
