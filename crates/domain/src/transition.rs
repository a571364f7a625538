//! The one error of all state machines.

use thiserror::Error;

/// A move that the present state does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{action} is not possible from {from}")]
pub struct TransitionError {
    /// The name of the state it was tried from.
    pub from: &'static str,
    /// The name of what was tried.
    pub action: &'static str,
}
