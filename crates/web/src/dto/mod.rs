//! What goes over the wire: one set of answers per audience, made from what queries return. `values` and
//! `rubric` are the words they share; an audience's file never borrows another audience's answer.

pub mod advancement;
pub mod amendments;
pub mod analysis;
pub mod approvals;
pub mod awards;
pub mod ballot;
pub mod confidences;
pub mod conflicts;
pub mod difference;
pub mod entries;
pub mod exceptions;
pub mod exports;
pub mod field;
pub mod form;
pub mod funnel;
pub mod grants;
pub mod heat;
pub mod judge;
pub mod officer;
pub mod open;
pub mod organizer;
pub mod panel;
pub mod proposal;
pub mod register;
pub mod report;
pub mod results;
pub mod rubric;
pub mod screening;
pub mod summary;
pub mod supplements;
pub mod team;
pub mod told;
pub mod values;
