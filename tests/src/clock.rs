//! A clock that stands still until it is moved.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::time::{Clock, Timestamp};

/// Shows the instant it was put to.
pub struct StandingClock(AtomicI64);

impl StandingClock {
    /// A clock at an instant.
    pub fn at(instant: Timestamp) -> Self {
        Self(AtomicI64::new(instant.0))
    }

    /// Puts the clock to another instant.
    pub fn put(&self, instant: Timestamp) {
        self.0.store(instant.0, Ordering::SeqCst);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}
