//! The store: tables, files, and the unit of work that keeps them together.
//!
//! Loaders return `Guarded` things; writers take the `Allowed` that policy gave. Rows stay inside. It
//! must not know HTTP, mail or any rule of the competition.

mod entities;

pub mod accounts;
pub mod actors;
pub mod advancements;
pub mod approvals;
pub mod assignments;
pub mod audit;
pub mod awards;
pub mod ballots;
pub mod blobs;
pub mod confidences;
pub mod conflicts;
pub mod editions;
pub mod entries;
pub mod error;
pub mod exceptions;
pub mod funnel;
pub mod grants;
pub mod heats;
pub mod judges;
pub mod logins;
pub mod outbox;
pub mod proposals;
pub mod publications;
pub mod reports;
mod rows;
pub mod screenings;
pub mod store;
pub mod supplements;

pub use self::{
    blobs::Blobs,
    error::StoreError,
    store::{Source, Store, Work},
};
