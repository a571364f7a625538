//! Who reads what. Every item gets the readings it needs, nobody reads too much or what is barred to
//! them, what was given before stays, loads are even, and readers get what suits them.
//!
//! The order of these wishes is exact: no amount of a later one outweighs the least bit of an earlier
//! one. The result is proven best (`flow` says how), is the same for the same input, and can be
//! checked by [`verify`], which shares no code with what made it.
//!
//! [`assign_with`] adds bridges between tracks, fairness to the worst item and dual prices;
//! [`reassign`] keeps what it can of an earlier plan; [`remedies`] says what would make a refused
//! instance possible; [`connectivity`] and [`improve`] measure and tighten the ties between readers;
//! [`assign_large`] takes instances too large to write down. Only fairness is a search, whose bounds
//! say what is proven, and [`improve`] promises no more than that each swap helps.

mod certificate;
mod connectivity;
mod exchange;
mod fairness;
mod flow;
mod instance;
mod large;
mod optimality;
mod plan;
mod prices;
mod proof;
mod refusal;
mod spread;
mod swaps;
mod verify;
mod way;
mod wished;
mod wishes;

pub use certificate::{Certificate, Cost};
pub use connectivity::{Connectivity, Contrasts, Part, connectivity};
pub use fairness::Fairness;
pub use instance::{
    Affinity, BEST_AFFINITY, Balance, Flaw, Instance, Load, MOST_PAIRS, MOST_READERS,
};
pub use large::{Large, LargeFault, LargePlan, LargeRefusal, assign_large, verify_large};
pub use plan::Plan;
pub use prices::seed_of;
pub use proof::verify_outcome;
pub use refusal::{Infeasible, Lacking, Overfull, Refusal, Shortage, Starved};
pub use spread::{Confined, SpreadReason, spread_reason};
pub use swaps::{Improvement, Swap, SwapLimits, improve};
pub use verify::{Fault, Move, verify};
pub use wished::{Because, Changes, Dropped, Remedies, assign_with, changes, reassign, remedies};
pub use wishes::{Bridge, Bridging, Effort, Outcome, WHOLE, Wishes};

use prices::Prices;

/// Assigns readers to items. In this order, each only as far as those before it leave it open:
/// 1. every item has its readings by different readers, none of them barred from it, and every reader
///    has between their least and their most (or nothing is assigned at all);
/// 2. as many [`Instance::kept`] pairs as possible stay;
/// 3. under [`Balance::Even`], loads are as even as possible: the sum of their squares is least, and
///    with it the highest load is as low, and the lowest as high, as can be;
/// 4. the sum of affinities is greatest;
/// 5. what is still open is decided by [`Instance::seed`].
///
/// # Errors
/// [`Refusal::Malformed`] when the instance contradicts itself, [`Refusal::Infeasible`] when there is
/// no assignment, with whom that is due to and what would be enough to have one.
pub fn assign(instance: &Instance) -> Result<Plan, Refusal> {
    let flaws = instance.flaws();
    if !flaws.is_empty() {
        return Err(Refusal::Malformed(flaws));
    }
    let prices = Prices::new(instance);
    let lacking = refusal::lacking(instance, &prices);
    let exchange = flow::cheapest(&refusal::reachable_needs(instance, &lacking), &prices);
    match refusal::explain(instance, &exchange, lacking) {
        Some(infeasible) => Err(Refusal::Infeasible(infeasible)),
        None => Ok(Plan::new(instance, &exchange)),
    }
}
