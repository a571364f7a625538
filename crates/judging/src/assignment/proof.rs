//! Checks an outcome from the definitions alone, as `verify` does a plan: the plan, what it says of
//! tracks and of its worst item, and each inequality of its dual prices.

use super::{
    certificate::{Certificate, Cost},
    instance::{Balance, Instance},
    verify::{Fault, plain_faults},
    wishes::{Outcome, Wishes},
};

/// Checks that an outcome is allowed, that it says the truth about itself, and that its dual prices
/// prove that there is no better plan (without the pairs that [`Certificate::excluded`] names).
///
/// # Errors
/// Everything that is wrong; of the prices, the first inequality that does not hold.
pub fn verify_outcome(
    instance: &Instance,
    wishes: &Wishes,
    outcome: &Outcome,
) -> Result<(), Vec<Fault>> {
    let mut faults = plain_faults(instance, &outcome.plan);
    if faults.is_empty() {
        faults.extend(bridging_fault(instance, wishes, outcome));
        faults.extend(fairness_fault(instance, wishes, outcome));
    }
    if faults.is_empty() {
        faults.extend(price_fault(instance, wishes, outcome));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults)
    }
}

fn bridging_fault(instance: &Instance, wishes: &Wishes, outcome: &Outcome) -> Option<Fault> {
    let (bridge, said) = match (&wishes.bridge, &outcome.bridging) {
        (None, None) => return None,
        (Some(bridge), Some(said)) => (bridge, said),
        _ => return Some(Fault::BridgingDiffers),
    };
    let readers = instance.readers.len();
    let mut outside = vec![0_u32; readers];
    for &(item, reader) in &outcome.plan.pairs {
        let (of, own) = (bridge.items[item], bridge.readers[reader]);
        outside[reader] += u32::from(of.is_some() && own.is_some() && of != own);
    }
    let mut short = vec![];
    for (reader, has) in outside.iter().enumerate() {
        let load = outcome.plan.loads[reader];
        // The least whole number that is not below the share.
        let asked =
            (0..=load).find(|n| u64::from(*n) * 1000 >= u64::from(load) * u64::from(bridge.share));
        let asked = asked
            .filter(|_| bridge.readers[reader].is_some())
            .unwrap_or(0);
        if *has < asked {
            short.push((reader, asked - has));
        }
    }
    let wanted: i64 = said.wanted.iter().map(|wanted| i64::from(*wanted)).sum();
    let met: i64 = said
        .wanted
        .iter()
        .zip(&outside)
        .map(|(wanted, has)| i64::from(*wanted.min(has)))
        .sum();
    let true_to_itself = said.wanted.len() == readers
        && said.outside == outside
        && said.short == short
        && u64::try_from(wanted - met) == Ok(said.missing);
    (!true_to_itself).then_some(Fault::BridgingDiffers)
}

fn fairness_fault(instance: &Instance, wishes: &Wishes, outcome: &Outcome) -> Option<Fault> {
    let (Some(_), Some(said)) = (wishes.max_min, &outcome.fairness) else {
        let none = wishes.max_min.is_none() && outcome.fairness.is_none();
        return (!none).then_some(Fault::FairnessDiffers);
    };
    let mut sums = vec![0_u64; instance.needs.len()];
    for &(item, reader) in &outcome.plan.pairs {
        let fit = instance.affinity.as_ref();
        sums[item] += fit.map_or(0, |fit| u64::from(fit.get(item, reader)));
    }
    let means = sums
        .iter()
        .zip(&instance.needs)
        .filter(|(_, need)| **need > 0);
    let worst = means
        .map(|(sum, need)| sum * 1_000_000 / u64::from(*need))
        .min();
    let holds = worst.unwrap_or(0) == said.worst
        && said.worst <= said.worst_bound
        && outcome.plan.total <= said.total_bound;
    (!holds).then_some(Fault::FairnessDiffers)
}

/// The first inequality of complementary slackness that does not hold.
fn price_fault(instance: &Instance, wishes: &Wishes, outcome: &Outcome) -> Option<Fault> {
    let prices = &outcome.certificate;
    let (items, readers) = (instance.needs.len(), instance.readers.len());
    let sizes = [&prices.readers, &prices.own, &prices.outside].map(Vec::len);
    if prices.items.len() != items || sizes != [readers; 3] {
        return Some(Fault::PricesOfOtherSize);
    }
    if wishes.max_min.is_none() && !prices.excluded.is_empty() {
        return Some(Fault::FairnessDiffers);
    }
    // 0: free, 1: taken, 2: must not be.
    let mut state = vec![0_u8; items * readers];
    for &(item, reader) in &outcome.plan.pairs {
        state[item * readers + reader] = 1;
    }
    for &(item, reader) in instance.barred.iter().chain(&prices.excluded) {
        match state.get_mut(item * readers + reader) {
            Some(place) if reader < readers && *place != 1 => *place = 2,
            _ => return Some(Fault::Barred { item, reader }),
        }
    }
    let mut kept = vec![false; items * readers];
    for &(item, reader) in &instance.kept {
        kept[item * readers + reader] = true;
    }
    let zero = Cost::default();
    for (place, state) in state.iter().enumerate() {
        let (item, reader) = (place / readers, place % readers);
        let fit = instance.affinity.as_ref();
        let cost = Cost {
            kept: -i64::from(kept[place]),
            affinity: -fit.map_or(0, |fit| i64::from(fit.get(item, reader))),
            ..zero
        };
        let outside = wishes.bridge.as_ref().is_some_and(|bridge| {
            let (of, own) = (bridge.items[item], bridge.readers[reader]);
            of.is_some() && own.is_some() && of != own
        });
        let end = if outside {
            prices.outside[reader]
        } else {
            prices.own[reader]
        };
        let reduced = cost + prices.items[item] - end;
        if (*state == 0 && reduced < zero) || (*state == 1 && reduced > zero) {
            return Some(Fault::PriceContradicts {
                item: Some(item),
                reader,
            });
        }
    }
    (0..readers)
        .find(|&reader| !loads_agree(instance, outcome, prices, reader))
        .map(|reader| Fault::PriceContradicts { item: None, reader })
}

/// Whether the arcs behind a reader agree with the prices.
fn loads_agree(
    instance: &Instance,
    outcome: &Outcome,
    prices: &Certificate,
    reader: usize,
) -> bool {
    let zero = Cost::default();
    let load = outcome.plan.loads[reader];
    let bounds = instance.readers[reader];
    let square = |load: u32| Cost {
        evenness: match instance.balance {
            Balance::Even => 2 * i64::from(load) + 1,
            Balance::Affinity => 0,
        },
        ..zero
    };
    let hub = prices.readers[reader];
    if load < bounds.max && square(load) + hub < zero {
        return false;
    }
    if load > bounds.min && load > 0 && square(load - 1) + hub > zero {
        return false;
    }
    let Some(bridging) = &outcome.bridging else {
        return prices.own[reader] == hub && prices.outside[reader] == hub;
    };
    let has = bridging.outside[reader];
    let detour = |n: u32| Cost {
        bridging: -i64::from(n < bridging.wanted[reader]),
        ..zero
    };
    let own = prices.own[reader] - hub;
    let outside = prices.outside[reader] - hub;
    own >= zero
        && (load == has || own <= zero)
        && detour(has) + outside >= zero
        && (has == 0 || detour(has - 1) + outside <= zero)
}
