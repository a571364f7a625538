//! The harness of the acceptance tests: a real server on a real database, a clock that stands where the
//! test puts it, and people who speak HTTP. Tests look in from outside: what they know came in an
//! answer or a mail.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a harness that cannot go on fails its test"
)]

pub mod canary;
mod chance;
mod client;
mod clock;
mod contents;
mod course;
mod engine;
mod probes;
mod samples;
mod stages;
mod story;
mod world;

pub use self::{
    chance::{CountedIds, CountedSecrets},
    client::{Answer, Client},
    clock::StandingClock,
    contents::{Contents, Window, changes},
    course::{OTHER_EDITION, publish_at},
    engine::{Database, Engine},
    probes::{readings, writings},
    samples::{Ask, Payload, changes_something, place, sample},
    stages::{Facts, Stage, Stages, Stored, Who},
    story::{EDITION, PDF, Story, draft, edition_file, judges_file, score},
    world::{PUBLIC_URL, World},
};
