//! Who may do what: the whole table, and what holds for every actor there could be.
#![expect(
    clippy::unwrap_used,
    reason = "what a test sets up holds or the test fails"
)]

mod actions;
mod actors;
mod matrix;
mod properties;
mod world;
