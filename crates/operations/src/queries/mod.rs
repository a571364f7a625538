//! The reads, one projection per audience. What an audience cannot see is not selected for it.

pub mod advancement;
pub mod amendments;
pub mod analysis;
pub mod approvals;
pub mod awards;
pub mod ballot;
pub mod confidences;
pub mod conflicts;
pub mod edition;
pub mod entries;
pub mod exports;
pub mod field;
pub mod funnel;
pub mod grants;
pub mod heat;
pub mod judge;
pub mod open;
pub mod proposal;
pub mod public;
pub mod record;
pub mod results;
pub mod screening;
mod summary;
pub mod supplements;
pub mod team;
pub mod told;
