//! From scores to a ranking, when every item was read by a few judges only: how severe each judge is,
//! what an item's scores would be without that, and how much of the ranking is chance.
//!
//! Official figures of complete panels are in [`crate::panel`], exact. Here is statistics: floating
//! point, always with a measure of what is not known, and never a number where nothing tells it.

pub mod average;
mod both_random;
mod choice;
mod connection;
mod draws;
mod eliminated;
mod explanation;
mod fit;
pub mod further;
pub mod method_agreement;
mod posterior;
mod ranks;
mod raw_mean;
mod scale;
mod scores;
mod severity;

pub use both_random::{BothRandom, both_random};
pub use choice::{Choice, Limits, Method, Reason, choose};
pub use connection::{Component, Connection, components, connection};
pub use draws::{Cut, Outlook, USUAL_DRAWS, outlooks, outlooks_by_cut};
pub use explanation::{
    ItemExplanation, JudgeExplanation, ScoreExplanation, explain_items, explain_judges,
    explain_scores,
};
pub use fit::{Estimate, Fit, JudgePart};
pub use ranks::ranks;
pub use raw_mean::raw_mean;
pub use scale::{Tails, severity_and_scale};
pub use scores::{Flaw, Refusal, Score, Scores};
pub use severity::severity;
pub(crate) use severity::unexplained;
