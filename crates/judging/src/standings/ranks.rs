//! Ranks of figures, of which greater is better; equal ones share the better rank (1, 2, 2, 4).

use std::cmp::Reverse;

/// The rank of each figure.
pub fn ranks(figures: &[f64]) -> Vec<u32> {
    let mut ranks = vec![0; figures.len()];
    rank(figures, &mut vec![], &mut ranks);
    ranks
}

/// The same into `ranks`, by way of `keys`, which need not be anything before.
pub(super) fn rank(figures: &[f64], keys: &mut Vec<(Reverse<i64>, u32)>, ranks: &mut [u32]) {
    keys.clear();
    keys.extend(figures.iter().copied().map(ordered).map(Reverse).zip(0..));
    keys.sort_unstable_by_key(|(key, _)| *key);
    let (mut rank, mut last) = (0, None);
    for (place, (key, item)) in (1_u32..).zip(keys) {
        if last != Some(*key) {
            (rank, last) = (place, Some(*key));
        }
        ranks[*item as usize] = rank;
    }
}

/// Whole numbers in the order of [`f64::total_cmp`], but with one zero. They compare faster.
fn ordered(figure: f64) -> i64 {
    let bits = (figure + 0.0).to_bits().cast_signed();
    bits ^ ((bits >> 63).cast_unsigned() >> 1).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_figures_share_the_better_rank_and_the_next_is_left_out() {
        assert_eq!(ranks(&[5.0, 7.0, 5.0, 4.0]), [2, 1, 2, 4]);
    }
    #[test]
    fn figures_below_and_around_zero_are_in_order() {
        assert_eq!(
            ranks(&[-2.5, 0.0, -0.0, 1e-300, -1.0, 3.0]),
            [6, 3, 3, 2, 5, 1]
        );
    }
}
