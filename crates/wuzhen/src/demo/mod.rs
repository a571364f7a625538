//! The demonstration: a fictional edition, half-way through judging, made by the same operations that
//! people use. Its calendar is shifted to now; the clock is not touched.

mod calendar;
mod content;
pub mod deck;
mod judging;
mod logins;
mod seed;

pub use self::{logins::DemoLogins, seed::seed};
