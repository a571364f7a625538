//! Why loads are not even: which wish it is that holds them apart.

use judging::assignment::{
    Affinity, Balance, Confined, Instance, Load, SpreadReason, assign, spread_reason,
};

fn even(items: usize, readers: usize) -> Instance {
    Instance {
        needs: vec![1; items],
        readers: vec![Load::ANY; readers],
        ..Instance::default()
    }
}

fn reason(instance: &Instance) -> Option<SpreadReason> {
    spread_reason(instance, &assign(instance).unwrap())
}

#[test]
fn loads_that_differ_by_one_need_no_reason() {
    assert_eq!(reason(&even(5, 2)), None);
}

#[test]
fn affinity_before_even_loads_is_a_reason() {
    let instance = Instance {
        affinity: Some(Affinity::from_fn(4, 2, |_, reader| [9, 0][reader])),
        balance: Balance::Affinity,
        ..even(4, 2)
    };
    let found = reason(&instance).unwrap();
    assert_eq!(
        (found.even, found.without_kept, found.without_bounds),
        (0, 0, 0)
    );
    assert_eq!(found.confined, None);
}

#[test]
fn kept_pairs_are_a_reason() {
    let instance = Instance {
        kept: vec![(0, 0), (1, 0), (2, 0)],
        ..even(4, 2)
    };
    let found = reason(&instance).unwrap();
    assert_eq!(
        (found.even, found.without_kept, found.without_bounds),
        (2, 0, 0)
    );
}

#[test]
fn bounds_are_a_reason() {
    let instance = Instance {
        readers: vec![Load::ANY, Load::up_to(1)],
        ..even(4, 2)
    };
    let found = reason(&instance).unwrap();
    assert_eq!(
        (found.even, found.without_kept, found.without_bounds),
        (2, 2, 0)
    );
    assert_eq!(found.confined, None);
}

#[test]
fn bars_confine_readings_to_those_who_may() {
    let instance = Instance {
        barred: vec![(0, 1), (1, 1), (2, 1)],
        ..even(4, 2)
    };
    let found = reason(&instance).unwrap();
    assert_eq!(found.without_bounds, 2);
    let confined = Confined {
        readers: vec![0],
        items: vec![0, 1, 2],
        readings: 3,
    };
    assert_eq!(found.confined, Some(confined));
}
