//! What may follow what: the whole table, and what no sequence of acts can bring about.
#![expect(
    clippy::unwrap_used,
    reason = "what a test sets up holds or the test fails"
)]

mod sequences;
mod table;
