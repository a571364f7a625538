//! HTTP: the accept loop, the registry of endpoints, logins, one set of answers per audience, and the
//! public pages. It parses, calls one operation or query and maps the answer; it must not know
//! any rule of the competition, any SQL or any file's place.

mod api;
mod app;
mod assets;
mod config;
mod csrf;
mod dto;
mod edge;
mod encoding;
mod endpoints;
mod etag;
mod export;
mod extract;
mod files;
mod gate;
mod headers;
mod limits;
mod locale;
mod logins;
mod pages;
mod principal;
mod problem;
mod qr;
mod registry;
mod request_id;
mod server;
mod upload;

#[cfg(test)]
mod tests;

pub use self::{
    app::App,
    config::{Config, ConfigError, PublicUrl},
    endpoints::{endpoints, openapi_json, router, run},
    pages::render::SiteError,
    registry::{Audience, EndpointInfo, Kind, Limits},
    server::{ArrivedAt, Patience, Peer, serve},
};
