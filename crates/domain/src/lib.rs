//! The vocabulary of a competition: its words, states, rules and policy.
//!
//! Pure. It knows no database, no HTTP, no clock and no randomness: time and chance
//! arrive as arguments, facts arrive as values, and every rule can be read and tested here.
#![deny(missing_docs)]

pub mod approval;
pub mod assignment;
pub mod award;
pub mod ballot;
pub mod confidence;
pub mod decimal;
pub mod edition;
pub mod eligibility;
pub mod entry;
pub mod exception;
pub mod fingerprint;
pub mod heat;
pub mod ids;
pub mod message;
pub mod money;
pub mod people;
pub mod policy;
pub mod publication;
pub mod route;
pub mod screening;
pub mod standing;
pub mod text;
pub mod time;
pub mod transition;
