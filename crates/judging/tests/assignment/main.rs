//! Assignments against what can be worked out in other ways: every assignment of small instances, optima
//! that another solver has proven, and the definitions of the figures.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod brute;
mod chance;
mod fairness;
mod instances;
mod large;
mod reference;
mod remedies;
mod spread;
mod ties;
mod wishes;
