//! Why loads differ by more than one: what each wish that comes before even loads costs in evenness,
//! and who is left when all of them are given up.

use super::{
    exchange::{Direction, Exchange},
    flow,
    instance::{Balance, Instance, Load},
    plan::Plan,
    prices::Prices,
};

/// The spread of loads as one wish after another is given up. Each number is the least spread that is
/// then possible, none is above the one before, and from the first that is at most one all are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpreadReason {
    /// With even loads before affinity ([`Balance::Even`]); otherwise nothing given up.
    pub even: u32,
    /// And with no pair kept.
    pub without_kept: u32,
    /// And with no least and no most of any reader.
    pub without_bounds: u32,
    /// Who is held apart by needs and bars alone; present when `without_bounds` is above one.
    pub confined: Option<Confined>,
}

/// Readers who must read more than others, whatever else is given up: nobody but them can take over
/// anything that they read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confined {
    /// These readers, in order.
    pub readers: Vec<usize>,
    /// What they read, in order. Whoever else may read one of these items does so already.
    pub items: Vec<usize>,
    /// How many readings of these items nobody else can do. It is more than the number of these
    /// readers times the lowest load of all, plus one.
    pub readings: u64,
}

/// The highest less the lowest.
pub(super) fn of(loads: &[u32]) -> u32 {
    match (loads.iter().max(), loads.iter().min()) {
        (Some(highest), Some(lowest)) => highest - lowest,
        _ => 0,
    }
}

/// Why the loads of a plan, which is the best for the instance, differ by more than one; nothing if they
/// do not. It assigns anew for each wish that it gives up, up to three times.
pub fn spread_reason(instance: &Instance, plan: &Plan) -> Option<SpreadReason> {
    let spread = plan.spread;
    if spread <= 1 {
        return None;
    }
    // Affinities and chance come after evenness and cannot change the loads' spread.
    let mut relaxed = Instance {
        affinity: None,
        balance: Balance::Even,
        ..instance.clone()
    };
    let even = match instance.balance {
        Balance::Even => spread,
        Balance::Affinity => of(&loads_of(&relaxed)),
    };
    relaxed.kept.clear();
    let without_kept = if even <= 1 || instance.kept.is_empty() {
        even
    } else {
        of(&loads_of(&relaxed))
    };
    relaxed.readers.fill(Load::ANY);
    let (without_bounds, confined) = if without_kept <= 1 {
        (without_kept, None)
    } else {
        freest(&relaxed)
    };
    Some(SpreadReason {
        even,
        without_kept,
        without_bounds,
        confined,
    })
}

fn loads_of(instance: &Instance) -> Vec<u32> {
    flow::cheapest(&instance.needs, &Prices::new(instance)).loads()
}

/// The spread where only needs and bars count, and whom they hold apart.
fn freest(instance: &Instance) -> (u32, Option<Confined>) {
    let prices = Prices::new(instance);
    let exchange = flow::cheapest(&instance.needs, &prices);
    let loads = exchange.loads();
    let spread = of(&loads);
    (spread, (spread > 1).then(|| confined(&exchange, &loads)))
}

/// Those to whom the highest load could be handed on. All of them have that load or one less, or it
/// would have been.
fn confined(exchange: &Exchange<'_>, loads: &[u32]) -> Confined {
    let highest = loads.iter().max();
    let heaviest: Vec<usize> = (0..loads.len())
        .filter(|reader| loads.get(*reader) == highest)
        .collect();
    let readers = exchange.reach(&heaviest, Direction::Forth);
    Confined {
        items: exchange.items_of(&readers),
        readings: readers.iter().map(|reader| u64::from(loads[*reader])).sum(),
        readers,
    }
}
