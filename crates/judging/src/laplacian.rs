//! Matrices that tie judges by the items they share: M = D - ZᵀN⁻¹Z, where Z counts readings by item and
//! judge, D holds the judges' loads and N the items' readings. It is the Laplacian of the graph whose
//! judges j and k are tied by the weight Σ z(i,j)·z(i,k)/n(i) over the items i, and, in units of σ⁻², the
//! information that scores y = item + judge + noise(σ) have on differences between judges when nothing is
//! known of the items.

use crate::{
    chance::Chance,
    dense::{Factor, Matrix, inverse_of_root},
    numbers::{dot, mean, real},
};

/// M of the judges of each item; a judge may be there more than once.
pub(crate) fn ties(judges: usize, readings: &[Vec<usize>]) -> Matrix {
    let mut ties = Matrix::zeros(judges, judges);
    for readers in readings {
        for &one in readers {
            ties[(one, one)] += 1.0;
            for &other in readers {
                ties[(one, other)] -= 1.0 / real(readers.len());
            }
        }
    }
    ties
}

/// The second smallest eigenvalue of M, by inverse iteration: M has the eigenvector of ones with the value
/// zero, which is lifted by the mean load, above the value sought. What then is smallest is found by
/// solving again and again. Iteration can rest on a greater value; so it is proven that none is smaller
/// (M less the value, by 10⁻⁷ of it too little, is still positive definite), or begun again
/// elsewhere, and at last all values are worked out. Zero when M is singular beyond the ones.
pub(crate) fn second_smallest(ties: &Matrix, mean_load: f64) -> f64 {
    let size = ties.nrows();
    // Twice the mean load: no value of M that is sought is above the mean.
    let lift = 2.0 * mean_load / real(size);
    let lifted = ties.map(|entry| entry + lift);
    let Some(factor) = Factor::of(lifted.clone()) else {
        return 0.0;
    };
    for stream in 0..3 {
        let value = settled_value(&factor, size, stream);
        let below = value * (1.0 - 1e-7);
        let shifted = &lifted - Matrix::from_diagonal_element(size, size, below);
        if Factor::of(shifted).is_some() {
            return value;
        }
    }
    let mut values = lifted.symmetric_eigenvalues().as_slice().to_vec();
    values.sort_unstable_by(f64::total_cmp);
    values.first().copied().unwrap_or(0.0)
}

/// A value at which inverse iteration comes to rest, from a start by chance.
fn settled_value(factor: &Factor, size: usize, stream: u64) -> f64 {
    let mut chance = Chance::new(0, stream);
    let mut vector: Vec<f64> = (0..size).map(|_| chance.normal()).collect();
    let mut smallest = 0.0;
    for _ in 0..500 {
        let centre = mean(&vector);
        let squares = vector.iter().map(|x| (x - centre).powi(2));
        let length = squares.sum::<f64>().sqrt();
        for entry in &mut vector {
            *entry = (*entry - centre) / length;
        }
        let solved = factor.solve(&vector);
        let value = 1.0 / dot(&vector, &solved);
        let settled = (value - smallest).abs() <= 1e-12 * value;
        (smallest, vector) = (value, solved);
        if settled {
            break;
        }
    }
    smallest
}

/// (M + `ridge`·I + `lift`·11ᵀ)⁻¹. With no ridge it is the Moore-Penrose inverse M⁺ plus 11ᵀ/(lift·n²), if
/// M's only null vector is the ones: a constant that cancels in every contrast. Nothing if it is singular.
pub(crate) fn lifted_inverse(ties: &Matrix, lift: f64, ridge: f64) -> Option<Matrix> {
    let mut lifted = ties.map(|entry| entry + lift);
    for place in 0..ties.nrows() {
        lifted[(place, place)] += ridge;
    }
    Some(inverse_of_root(&Factor::of(lifted)?.inverse_root()))
}
