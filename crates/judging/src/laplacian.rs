//! Matrices that tie judges by the items they share: M = D - ZᵀN⁻¹Z, where Z counts readings by item and
//! judge, D holds the judges' loads and N the items' readings. It is the Laplacian of the graph whose
//! judges j and k are tied by the weight Σ z(i,j)·z(i,k)/n(i) over the items i, and, in units of σ⁻², the
//! information that scores y = item + judge + noise(σ) have on differences between judges when nothing is
//! known of the items.

use crate::{
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
/// solving again and again. Zero when M is singular beyond the ones.
pub(crate) fn second_smallest(ties: &Matrix, mean_load: f64) -> f64 {
    let size = ties.nrows();
    let lift = mean_load / real(size);
    let Some(factor) = Factor::of(ties.map(|entry| entry + lift)) else {
        return 0.0;
    };
    let mut vector: Vec<f64> = (0..size)
        .map(|judge| real(judge * judge % 97) + 0.5)
        .collect();
    let mut smallest = 0.0;
    for _ in 0..500 {
        let centre = mean(&vector);
        let length = vector
            .iter()
            .map(|x| (x - centre).powi(2))
            .sum::<f64>()
            .sqrt();
        for entry in &mut vector {
            *entry = (*entry - centre) / length;
        }
        let solved = factor.solve(&vector);
        let value = 1.0 / dot(&vector, &solved);
        let settled = (value - smallest).abs() <= 1e-9 * value;
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
