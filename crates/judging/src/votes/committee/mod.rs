//! A committee votes on a list, in rounds, until the seats are filled or the rounds are used up.
//!
//! A round takes each item's yes, no and abstentions and the number of those who could vote on it:
//! whoever is recused from an item is not counted in that item's figures at all. Items that reach the
//! threshold are elected, best first, while there are seats; the best of the others go on.
//! Nothing here knows who voted, or what an item is.

mod count;
mod flaw;
#[cfg(test)]
mod laws;
mod next;
mod papers;
mod rule;
mod transcript;

pub use count::{Line, Outcome, Verdict, count};
pub use flaw::Flaw;
pub use next::{Next, WrongOrder, next, seat_tied};
pub use papers::{Electorate, Mark, Tallied, Unmarked, tally};
pub use rule::{
    Abstentions, AfterTie, Base, Counts, ItemCount, Kind, LastResort, Order, Picks, Round, Rule,
};
pub use transcript::{Difference, Step, Transcript, replay};
