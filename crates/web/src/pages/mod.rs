//! The public pages: server-rendered, in two languages, without scripts and without logins. They know
//! what everybody may know and ask for nothing else.

pub mod cache;
mod call;
pub mod handlers;
mod mapping;
pub mod render;
pub mod views;
mod when;
