//! What is named as enough to make an assignment possible is enough, and no less is.

use judging::assignment::{Instance, assign, remedies};
use proptest::prelude::*;

use crate::{brute, instances};

/// Whether lifting fewer than `count` bars makes an assignment possible.
fn fewer_are_enough(instance: &Instance, count: usize) -> bool {
    let mut bars = instance.barred.clone();
    bars.sort_unstable();
    bars.dedup();
    (0_u32..1 << bars.len())
        .filter(|set| (set.count_ones() as usize) < count)
        .any(|set| {
            let left = bars
                .iter()
                .enumerate()
                .filter(|(place, _)| set >> place & 1 == 0);
            let barred = left.map(|(_, bar)| *bar).collect();
            !brute::all(&Instance {
                barred,
                ..instance.clone()
            })
            .is_empty()
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn remedies_are_enough_and_no_fewer_bars_are(instance in instances::small()) {
        let Some(remedies) = remedies(&instance).unwrap() else {
            prop_assert!(assign(&instance).is_ok());
            return Ok(());
        };
        match remedies.lift {
            Some(lift) => {
                let mut lifted = instance.clone();
                lifted.barred.retain(|bar| !lift.contains(bar));
                prop_assert!(assign(&lifted).is_ok());
                prop_assert!(!fewer_are_enough(&instance, lift.len()));
            }
            None => prop_assert!(!fewer_are_enough(&instance, usize::MAX)),
        }
        let mut eased = instance.clone();
        for (reader, by) in &remedies.raise {
            eased.readers[*reader].max += by;
        }
        for (reader, by) in &remedies.lower {
            eased.readers[*reader].min -= by;
        }
        for (item, by) in &remedies.still_lacking {
            eased.needs[*item] -= by;
        }
        prop_assert!(assign(&eased).is_ok());
    }
}
