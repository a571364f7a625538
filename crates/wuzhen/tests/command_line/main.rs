//! Runs the program on the command line as people do, on small tables typed in here and, where the folder
//! that `WUZHEN_REFERENCE_DATA` names is there, on what established implementations were run on. Without it
//! those tests say so and pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod agreement;
mod assign;
mod manners;
mod reference;
mod standings;
mod tool;
mod votes;
