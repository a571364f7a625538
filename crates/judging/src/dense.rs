//! Dense symmetric positive definite systems: factor, determinant, solution, inverse.
//!
//! nalgebra's own factorization works column by column. This one works in blocks and leaves almost
//! all of the work to matrix products, which is three times as fast at a thousand unknowns.

use nalgebra::{DMatrix, DVector};

/// A matrix of reals.
pub(crate) type Matrix = DMatrix<f64>;

/// Columns of one block. Below it plain loops win over products.
const BLOCK: usize = 64;

/// The lower Cholesky factor L of a matrix A = L·Lᵀ.
pub(crate) struct Factor {
    lower: Matrix,
}

impl Factor {
    /// Factors a symmetric matrix, of which only the lower half is read. Nothing when it is not
    /// positive definite.
    pub(crate) fn of(mut matrix: Matrix) -> Option<Self> {
        let size = matrix.nrows();
        for start in (0..size).step_by(BLOCK) {
            let width = BLOCK.min(size - start);
            factor_block(&mut matrix, start, width)?;
            eliminate_block(&mut matrix, start, width);
        }
        matrix.fill_upper_triangle(0.0, 1);
        Some(Self { lower: matrix })
    }

    /// ln |A|.
    pub(crate) fn ln_determinant(&self) -> f64 {
        2.0 * self.lower.diagonal().iter().map(|d| d.ln()).sum::<f64>()
    }

    /// x of A·x = `right`.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let mut solution = DVector::from_column_slice(right);
        // The diagonal of a factor is positive, so neither step can meet a zero.
        self.lower.solve_lower_triangular_mut(&mut solution);
        self.lower.tr_solve_lower_triangular_mut(&mut solution);
        solution.as_slice().to_vec()
    }

    /// L⁻¹. Its transpose times independent standard normals has the covariance A⁻¹.
    pub(crate) fn inverse_root(&self) -> Matrix {
        lower_inverse(&self.lower)
    }
}

/// A⁻¹ from L⁻¹.
pub(crate) fn inverse_of_root(root: &Matrix) -> Matrix {
    root.transpose() * root
}

fn factor_block(matrix: &mut Matrix, start: usize, width: usize) -> Option<()> {
    for column in start..start + width {
        for earlier in start..column {
            let factor = matrix[(column, earlier)];
            for row in column..start + width {
                let product = matrix[(row, earlier)] * factor;
                matrix[(row, column)] -= product;
            }
        }
        let pivot = matrix[(column, column)];
        if !(pivot.is_finite() && pivot > 0.0) {
            return None;
        }
        for row in column..start + width {
            matrix[(row, column)] /= pivot.sqrt();
        }
    }
    Some(())
}

/// Finishes the columns of a factored block and takes their part out of what remains.
fn eliminate_block(matrix: &mut Matrix, start: usize, width: usize) {
    let next = start + width;
    let rest = matrix.nrows() - next;
    let mut block = matrix.view((start, start), (width, width)).into_owned();
    block.fill_upper_triangle(0.0, 1);
    let below = matrix.view((next, start), (rest, width)) * lower_inverse(&block).transpose();
    matrix
        .view_mut((next, start), (rest, width))
        .copy_from(&below);
    for column in (0..rest).step_by(BLOCK) {
        let columns = BLOCK.min(rest - column);
        let left = below.rows(column, rest - column);
        let right = below.rows(column, columns).transpose();
        matrix
            .view_mut((next + column, next + column), (rest - column, columns))
            .gemm(-1.0, &left, &right, 1.0);
    }
}

/// The inverse of a lower triangular matrix with a diagonal of positive numbers, by halves:
/// the lower left corner of the inverse is -C⁻¹·B·A⁻¹.
fn lower_inverse(lower: &Matrix) -> Matrix {
    let size = lower.nrows();
    if size <= 16 {
        return small_lower_inverse(lower);
    }
    let half = size / 2;
    let rest = size - half;
    let first = lower_inverse(&lower.view((0, 0), (half, half)).into_owned());
    let second = lower_inverse(&lower.view((half, half), (rest, rest)).into_owned());
    let corner = -(&second * lower.view((half, 0), (rest, half)) * &first);
    let mut inverse = Matrix::zeros(size, size);
    inverse.view_mut((0, 0), (half, half)).copy_from(&first);
    inverse
        .view_mut((half, half), (rest, rest))
        .copy_from(&second);
    inverse.view_mut((half, 0), (rest, half)).copy_from(&corner);
    inverse
}

fn small_lower_inverse(lower: &Matrix) -> Matrix {
    let size = lower.nrows();
    let mut inverse = Matrix::zeros(size, size);
    for column in 0..size {
        inverse[(column, column)] = 1.0 / lower[(column, column)];
        for row in column + 1..size {
            let sum: f64 = (column..row)
                .map(|middle| lower[(row, middle)] * inverse[(middle, column)])
                .sum();
            inverse[(row, column)] = -sum / lower[(row, row)];
        }
    }
    inverse
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Positive definite, without structure: a sum of outer products and a diagonal.
    fn matrix(size: usize) -> Matrix {
        let entry = |row: usize, column: usize| {
            let mixed = (row * 7919 + column * 104_729) % 1000;
            f64::from(u32::try_from(mixed).unwrap()) / 1000.0 - 0.5
        };
        let random = Matrix::from_fn(size, size, entry);
        &random * random.transpose() + Matrix::identity(size, size)
    }

    #[test]
    fn the_factor_inverse_and_determinant_hold_at_and_around_the_size_of_a_block() {
        for size in [1, 2, 17, BLOCK - 1, BLOCK, BLOCK + 1, 150] {
            let matrix = matrix(size);
            let factor = Factor::of(matrix.clone()).unwrap();
            let root = factor.inverse_root();
            let one = &matrix * inverse_of_root(&root);
            assert!((one - Matrix::identity(size, size)).abs().max() < 1e-9);
            let right: Vec<f64> = (0..size).map(crate::numbers::real).collect();
            let back = &matrix * DVector::from_vec(factor.solve(&right));
            assert!((back - DVector::from_vec(right)).abs().max() < 1e-9);
            let expected = matrix.cholesky().unwrap().ln_determinant();
            assert!((factor.ln_determinant() - expected).abs() < 1e-9);
        }
    }

    #[test]
    fn what_is_not_positive_definite_has_no_factor() {
        assert!(Factor::of(Matrix::from_diagonal_element(2, 2, -1.0)).is_none());
        let singular = Matrix::from_row_slice(2, 2, &[1.0, 1.0, 1.0, 1.0]);
        assert!(Factor::of(singular).is_none());
        assert!(Factor::of(Matrix::from_element(1, 1, f64::NAN)).is_none());
    }
}
