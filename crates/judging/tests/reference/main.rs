//! Compares with what established implementations give on measured data, which lies in the folder that
//! `WUZHEN_REFERENCE_DATA` names. Without it these tests say so and pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod agreement;
mod averages;
mod both_random;
mod comparisons;
mod data;
mod facets;
mod severity;
