//! The reads, one projection per audience. What an audience cannot see is not selected for it.

pub mod edition;
pub mod heat;
pub mod judge;
pub mod open;
pub mod public;
pub mod record;
pub mod team;
