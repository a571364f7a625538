//! The mathematics of fair judging.
//!
//! It knows indices and numbers, not entries or people, and it is useful without the rest of
//! this workspace. Official figures are exact: integers and fractions, rounded once. Floating point is
//! for statistics only, in [`standings`] and [`agreement`], which explain and never publish.
#![deny(missing_docs)]

pub mod agreement;
pub mod assignment;
mod chance;
mod dense;
mod laplacian;
mod numbers;
pub mod panel;
pub mod rounding;
mod search;
mod special;
pub mod standings;
pub mod votes;
