//! The acceptance tests: what people can do, may not do and must not see, through HTTP against a real
//! server on a real database.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod amendments;
mod analysis;
mod approval;
mod awards;
mod ballots;
mod blindness;
mod bounded;
mod confided;
mod conflicts;
mod corrections;
mod counting;
mod cross_site;
mod deadline;
mod edges;
mod editions;
mod field;
mod grants;
mod holes;
mod imported_heat;
mod job;
mod lists;
mod many_writers;
mod matrix;
mod public_site;
mod real_marks;
mod recommended;
mod results;
mod rounds;
mod schema;
mod secrecy;
mod sheets;
mod sign_in;
mod supplements;
mod told;
mod twin_worlds;
mod uploads;
