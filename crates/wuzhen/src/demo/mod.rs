//! The demonstration: a fictional edition at a stage of its way, made by the same operations that people
//! use, each at its own instant. Its calendar is shifted to now; the clock is not touched.

mod advancing;
mod calendar;
mod chance;
mod content;
pub mod deck;
mod edition_2020;
mod ending;
mod folder;
mod judging;
mod logins;
mod phrases;
mod progress;
mod release;
mod small;
mod stage;
mod world;

pub use self::{
    folder::open,
    logins::DemoLogins,
    progress::Progress,
    stage::{Scale, Stage, Wish},
};
