//! The public pages: server-rendered, in two languages, without scripts and without logins. They know
//! what everybody may know and ask for nothing else.

pub mod address;
pub mod answer;
pub mod cache;
mod call;
mod feed;
pub mod files;
pub mod handlers;
mod list;
mod mapping;
mod released;
pub mod render;
mod shelf;
pub mod views;
mod when;
