//! Plans for more than an instance can say: bridges, fairness, and what stays of an earlier plan.

use super::{
    certificate::certify,
    fairness::{self, Found},
    flow,
    instance::Instance,
    plan::Plan,
    prices::{Prices, Terms},
    refusal::{self, Refusal},
    wishes::{Bridge, Bridging, Outcome, Wishes},
};

/// How often readings outside are reckoned anew from loads that changed.
const MOST_RECKONINGS: usize = 32;

/// Assigns readers to items as [`super::assign`] does, with further wishes. In this order, each only
/// as far as those before it leave it open:
/// 1. needs, bars and bounds (or nothing is assigned at all);
/// 2. kept pairs;
/// 3. even loads, under [`super::Balance::Even`];
/// 4. with [`Wishes::bridge`], as few readings outside missing as possible. How many each reader is to
///    have depends on their load, and the load on what is wanted; where loads are even this is settled
///    at once and exact. Otherwise wanted numbers only rise until they fit the loads, and the plan is
///    the best for those: [`Bridging::wanted`] names them;
/// 5. with [`Wishes::max_min`], the highest mean affinity of the worst item, as far as the effort goes;
///    [`super::Fairness`] says how near the best that is proven to be;
/// 6. the greatest sum of affinities;
/// 7. what is still open is decided by [`Instance::seed`].
///
/// Without wishes the plan is that of [`super::assign`], with its dual prices.
///
/// # Errors
/// As [`super::assign`]. A bridge never makes an instance impossible: what it lacks is reported.
pub fn assign_with(instance: &Instance, wishes: &Wishes) -> Result<Outcome, Refusal> {
    let mut flaws = instance.flaws();
    flaws.extend(
        wishes
            .bridge
            .iter()
            .flat_map(|bridge| bridge.flaws(instance)),
    );
    if !flaws.is_empty() {
        return Err(Refusal::Malformed(flaws));
    }
    let plain = super::assign(instance)?;
    let (mut plan, wanted) = match &wishes.bridge {
        Some(bridge) => {
            let (plan, wanted) = bridged(instance, bridge, plain);
            (plan, Some(wanted))
        }
        None => (plain, None),
    };
    let bridge = wishes.bridge.as_ref().zip(wanted.as_deref());
    let mut excluded = vec![];
    let mut fairness = None;
    if let Some(effort) = wishes.max_min {
        let (found, report) = fairness::fairest(instance, bridge, plan.pairs, effort);
        let Found {
            pairs,
            excluded: without,
            ..
        } = found;
        plan = Plan::of(instance, pairs);
        excluded = without;
        fairness = Some(report);
    }
    // A plan of the solver is cheapest, so there always are prices; the verifier would miss them.
    let certificate = certify(instance, bridge, excluded, &plan.pairs).unwrap_or_default();
    let bridging = wishes.bridge.as_ref().zip(wanted);
    Ok(Outcome {
        bridging: bridging.map(|(bridge, wanted)| Bridging::of(bridge, wanted, &plan)),
        fairness,
        certificate,
        plan,
    })
}

/// The best plan with a bridge, and how many readings outside each reader is to have in it.
fn bridged(instance: &Instance, bridge: &Bridge, plain: Plan) -> (Plan, Vec<u32>) {
    let mut plan = plain;
    let mut wanted = vec![0; plan.loads.len()];
    for _ in 0..MOST_RECKONINGS {
        let loads = plan.loads.iter().enumerate();
        let asked: Vec<u32> = loads
            .map(|(reader, load)| bridge.wanted(reader, *load).max(wanted[reader]))
            .collect();
        if asked == wanted {
            break;
        }
        wanted = asked;
        let terms = Terms {
            bridge: Some((bridge, &wanted)),
            ..Terms::default()
        };
        let prices = Prices::with(instance, &terms);
        plan = Plan::new(instance, &flow::cheapest(&instance.needs, &prices));
    }
    (plan, wanted)
}

/// What becomes of an earlier plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Pairs that stay, by item and then by reader.
    pub kept: Vec<(usize, usize)>,
    /// Pairs that go, with the reason.
    pub dropped: Vec<Dropped>,
    /// Pairs that are new.
    pub added: Vec<(usize, usize)>,
}

/// A pair that does not stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Index of the item.
    pub item: usize,
    /// Index of the reader.
    pub reader: usize,
    /// Why.
    pub because: Because,
}

/// Why a pair does not stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// It is barred now.
    Barred,
    /// The reader takes nothing any more.
    ReaderGone,
    /// The item needs no reading any more.
    ItemGone,
    /// It is allowed, but not together with as many others: it made room so that needs, bars and bounds
    /// hold.
    MadeRoom,
}

/// How two plans differ.
pub fn changes(instance: &Instance, before: &[(usize, usize)], after: &Plan) -> Changes {
    let mut before = before.to_vec();
    before.sort_unstable();
    before.dedup();
    let stays = |pair: &(usize, usize)| after.pairs.binary_search(pair).is_ok();
    let (kept, gone): (Vec<_>, Vec<_>) = before.iter().copied().partition(|pair| stays(pair));
    let dropped = gone.into_iter().map(|(item, reader)| Dropped {
        item,
        reader,
        because: match (instance.readers.get(reader), instance.needs.get(item)) {
            (None, _) => Because::ReaderGone,
            (Some(load), _) if load.max == 0 => Because::ReaderGone,
            (_, None | Some(0)) => Because::ItemGone,
            _ if instance.barred.contains(&(item, reader)) => Because::Barred,
            _ => Because::MadeRoom,
        },
    });
    let added = after.pairs.iter().copied();
    Changes {
        dropped: dropped.collect(),
        added: added
            .filter(|pair| before.binary_search(pair).is_err())
            .collect(),
        kept,
    }
}

/// Assigns anew after a drop-out or a late conflict, with as few changes as possible: no assignment
/// within needs, bars and bounds keeps more pairs of `before`, and with as many kept, wishes count as
/// always. A reader who dropped out is one whose load is [`super::Load::up_to`] zero, so that indices
/// stay. Pairs of `before` that the instance has no item or reader for any more are dropped;
/// [`Instance::kept`] is kept as well.
///
/// # Errors
/// As [`assign_with`].
pub fn reassign(
    instance: &Instance,
    before: &[(usize, usize)],
    wishes: &Wishes,
) -> Result<(Outcome, Changes), Refusal> {
    let (items, readers) = (instance.needs.len(), instance.readers.len());
    let mut kept = instance.kept.clone();
    let there = before
        .iter()
        .filter(|pair| pair.0 < items && pair.1 < readers);
    kept.extend(there);
    let keeping = Instance {
        kept,
        ..instance.clone()
    };
    let outcome = assign_with(&keeping, wishes)?;
    let changes = changes(&keeping, before, &outcome.plan);
    Ok((outcome, changes))
}

/// What would make an assignment possible.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remedies {
    /// The fewest bars, as item and reader, that are enough when all of them are lifted and nothing
    /// else changes. Nothing if lifting all bars would not be enough.
    pub lift: Option<Vec<(usize, usize)>>,
    /// Bounds alone: raise the most of these readers by so many ...
    pub raise: Vec<(usize, u32)>,
    /// ... and lower the least of these by so many. Together as little as can be, and enough if
    /// `still_lacking` is empty.
    pub lower: Vec<(usize, u32)>,
    /// Items that need more readings than there are readers whom they are not barred from. No bound
    /// helps them: lift bars, or need so much less.
    pub still_lacking: Vec<(usize, u32)>,
}

/// What would be enough to make an instance possible that was refused: by bars alone, and by bounds
/// alone. Both are the least that is enough. Nothing if there is nothing to remedy.
///
/// # Errors
/// [`Refusal::Malformed`] when the instance contradicts itself.
pub fn remedies(instance: &Instance) -> Result<Option<Remedies>, Refusal> {
    let why = match super::assign(instance) {
        Ok(_) => return Ok(None),
        Err(Refusal::Infeasible(why)) => why,
        Err(malformed) => return Err(malformed),
    };
    let each = |lists: Vec<&Vec<(usize, u32)>>| {
        let mut all: Vec<(usize, u32)> = lists.into_iter().flatten().copied().collect();
        all.sort_unstable();
        all
    };
    Ok(Some(Remedies {
        lift: fewest_bars(instance),
        raise: each(why.overfull.iter().map(|one| &one.raise).collect()),
        lower: each(why.starved.iter().map(|one| &one.lower).collect()),
        still_lacking: why
            .lacking
            .iter()
            .map(|one| (one.item, one.needed - one.eligible))
            .collect(),
    }))
}

/// The assignment that breaks the fewest bars, if there is any within bounds.
fn fewest_bars(instance: &Instance) -> Option<Vec<(usize, usize)>> {
    let terms = Terms {
        lenient: true,
        ..Terms::default()
    };
    let prices = Prices::with(instance, &terms);
    if !refusal::lacking(instance, &prices).is_empty() {
        return None;
    }
    let exchange = flow::cheapest(&instance.needs, &prices);
    let mut bounds = instance.readers.iter().zip(exchange.loads());
    if !bounds.all(|(bounds, load)| (bounds.min..=bounds.max).contains(&load)) {
        return None;
    }
    let mut broken = exchange.pairs();
    let barred: std::collections::BTreeSet<_> = instance.barred.iter().collect();
    broken.retain(|pair| barred.contains(pair));
    Some(broken)
}
