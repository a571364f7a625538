//! How votes become decisions: a committee's vote in rounds, and counts of ranked or approving papers.
//!
//! Counts are integers and fractions, never floating point. A tie is always reported and never broken
//! by an index: whoever calls says how ties are decided. Nothing here knows who voted.

pub mod committee;
mod threshold;

pub use threshold::ThresholdRule;
