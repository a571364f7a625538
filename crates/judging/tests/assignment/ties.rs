//! Ties between readers against the eigenvalues of the matrix that is documented.

use judging::assignment::{Instance, Load, SwapLimits, connectivity, improve};
use nalgebra::DMatrix;
use proptest::prelude::*;

use crate::{brute, instances};

/// M = D - ZᵀN⁻¹Z of readers who read anything, entry by entry.
fn matrix(readers: usize, pairs: &[(usize, usize)]) -> DMatrix<f64> {
    let reads = |item: usize, reader: usize| {
        if pairs.contains(&(item, reader)) {
            1.0
        } else {
            0.0
        }
    };
    let items = pairs.iter().map(|pair| pair.0 + 1).max().unwrap_or(0);
    let count = |item| (0..readers).map(|reader| reads(item, reader)).sum::<f64>();
    let active: Vec<usize> = (0..readers)
        .filter(|one| pairs.iter().any(|pair| pair.1 == *one))
        .collect();
    DMatrix::from_fn(active.len(), active.len(), |one, other| {
        let (one, other) = (active[one], active[other]);
        let tied = (0..items).filter(|item| count(*item) > 0.0);
        let tied: f64 = tied
            .map(|item| reads(item, one) * reads(item, other) / count(item))
            .sum();
        let load: f64 = (0..items).map(|item| reads(item, one)).sum();
        if one == other { load - tied } else { -tied }
    })
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// M⁺ of a matrix whose only null vector is the ones.
fn pseudo_inverse(matrix: &DMatrix<f64>) -> DMatrix<f64> {
    let size = matrix.nrows();
    let ones = DMatrix::from_element(size, size, 1.0 / real(size));
    (matrix + &ones).try_inverse().unwrap() - ones
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_figures_are_those_of_the_eigenvalues_and_the_pseudo_inverse(
        readers in 2_usize..7,
        set in prop::collection::btree_set((0_usize..8, 0_usize..7), 1..30),
    ) {
        let pairs: Vec<_> = set.into_iter().filter(|pair| pair.1 < readers).collect();
        prop_assume!(!pairs.is_empty());
        let found = connectivity(readers, &pairs);
        let matrix = matrix(readers, &pairs);
        let size = matrix.nrows();
        let mut values: Vec<f64> = matrix.clone().symmetric_eigen().eigenvalues.iter().copied().collect();
        values.sort_by(f64::total_cmp);
        // As many parts as there are zeros among the values.
        prop_assert_eq!(found.parts.len(), values.iter().filter(|value| value.abs() < 1e-9).count());
        prop_assert_eq!(found.idle.len(), readers - size);
        let Some(contrasts) = found.contrasts else {
            prop_assert!(size < 2 || values[1].abs() < 1e-9);
            return Ok(());
        };
        prop_assert!((found.algebraic - values[1]).abs() < 1e-6 * values[1]);
        let inverse = pseudo_inverse(&matrix);
        // Penrose's conditions: it is what it is called.
        prop_assert!((&matrix * &inverse * &matrix - &matrix).abs().max() < 1e-9);
        prop_assert!((&inverse * &matrix * &inverse - &inverse).abs().max() < 1e-9);
        let mut errors = vec![];
        for one in 0..size {
            for other in one + 1..size {
                let variance = inverse[(one, one)] + inverse[(other, other)] - 2.0 * inverse[(one, other)];
                errors.push(variance.sqrt());
            }
        }
        let average = errors.iter().sum::<f64>() / real(errors.len());
        let worst = errors.iter().copied().fold(0.0, f64::max);
        prop_assert!((contrasts.average - average).abs() < 1e-8);
        prop_assert!((contrasts.worst - worst).abs() < 1e-8);
        let variance = 2.0 * inverse.trace() / (real(size) - 1.0);
        prop_assert!((contrasts.average_variance - variance).abs() < 1e-8);
    }

    #[test]
    fn swaps_keep_loads_readings_bars_and_the_limit_of_loss(instance in instances::small(), most_loss in 0_u16..500) {
        let Ok(plan) = judging::assignment::assign(&instance) else { return Ok(()) };
        let better = improve(&instance, &plan.pairs, SwapLimits { most_loss, most_swaps: 3 });
        prop_assert!(brute::all(&instance).contains(&better.pairs));
        prop_assert_eq!(brute::loads(&instance, &better.pairs), plan.loads);
        prop_assert_eq!(brute::released(&instance, &better.pairs), plan.released);
        prop_assert_eq!(better.total_after, brute::total(&instance, &better.pairs));
        let least = better.total_before - better.total_before * u64::from(most_loss) / 1000;
        prop_assert!(better.total_after >= least);
        let variance = |of: &judging::assignment::Connectivity| of.contrasts.map(|one| one.average_variance);
        if better.swaps.is_empty() {
            prop_assert_eq!(&better.pairs, &plan.pairs);
        } else if better.before.parts.len() == better.after.parts.len() {
            prop_assert!(variance(&better.after) <= variance(&better.before));
        } else {
            prop_assert!(better.after.parts.len() < better.before.parts.len());
        }
    }
}

#[test]
fn a_swap_joins_two_parts_and_a_reader_without_items_is_named() {
    let instance = Instance {
        needs: vec![2; 4],
        readers: vec![Load::ANY; 5],
        ..Instance::default()
    };
    // Readers 0 and 1 read items 0 and 1, readers 2 and 3 the others; reader 4 nothing.
    let pairs = [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (2, 2),
        (2, 3),
        (3, 2),
        (3, 3),
    ];
    let found = connectivity(5, &pairs);
    assert_eq!((found.parts.len(), found.idle), (2, vec![4]));
    assert!(found.contrasts.is_none() && found.algebraic.abs() < 1e-12);
    let better = improve(&instance, &pairs, SwapLimits::default());
    assert_eq!(better.after.parts.len(), 1);
    assert!(better.after.algebraic > 0.1);
}
