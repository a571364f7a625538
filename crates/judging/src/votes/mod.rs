//! How votes become decisions: a committee's vote in rounds, and counts of ranked or approving papers.
//!
//! Counts are integers and fractions, never floating point. A tie is always reported and never broken
//! by an index: whoever calls says how ties are decided. A count is a function of what it is given, so
//! counting again is the check of any result. Nothing here knows who voted.

pub mod committee;
mod election;
mod equal_shares;
mod fraction;
mod irv;
#[cfg(test)]
mod laws;
mod pairwise;
mod pav;
mod phragmen;
mod schulze;
mod scores;
mod sequence;
mod sequential_pav;
pub mod stv;
mod threshold;
mod ties;

pub use election::{Approval, Election, MOST_CANDIDATES, MOST_VOTES, Paper, PaperFlaw, Ranking};
pub use equal_shares::{Completion, EqualShares, equal_shares};
pub use fraction::Fraction;
pub use irv::{Elimination, Irv, irv};
pub use pairwise::{Pairwise, pairwise};
pub use pav::{Effort, MOST_PAV_SEATS, Pav, PavRefusal, pav};
pub use phragmen::phragmen;
pub use schulze::{Schulze, schulze};
pub use scores::{Scored, Unnamed, approval, borda, positional, satisfaction_approval};
pub use sequence::{Pick, Sequence};
pub use sequential_pav::sequential_pav;
pub use stv::{Stv, StvRule, stv};
pub use threshold::ThresholdRule;
pub use ties::{DecidedBy, Purpose, Tie};
