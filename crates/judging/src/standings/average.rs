//! The plain averages of one item's marks, exact: mean, median, trimmed mean.

use crate::rounding::Exact;

/// The mean of marks in units of 10^-`digits`; nothing for no marks.
pub fn mean(marks: &[i64], digits: u32) -> Option<Exact> {
    trimmed_mean(marks, digits, 0, 0)
}

/// The middle mark, or the mean of the two middle ones; nothing for no marks.
pub fn median(marks: &[i64], digits: u32) -> Option<Exact> {
    let outer = marks.len().checked_sub(1)? / 2;
    trimmed_mean(marks, digits, outer, outer)
}

/// The mean without the `low` lowest and the `high` highest marks; nothing when none would be left.
/// What to do then is for a rule to say ([`crate::panel::Fallback`]), not for arithmetic.
pub fn trimmed_mean(marks: &[i64], digits: u32, low: usize, high: usize) -> Option<Exact> {
    let mut sorted = marks.to_vec();
    sorted.sort_unstable();
    let kept = sorted.get(low..marks.len().checked_sub(high)?)?;
    let denominator = i128::try_from(kept.len()).ok().filter(|count| *count > 0)?;
    Some(Exact {
        numerator: kept.iter().copied().map(i128::from).sum(),
        denominator,
        digits,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rounded(exact: Option<Exact>) -> Option<i64> {
        exact.map(|exact| exact.round_half_up(2))
    }

    #[test]
    fn the_median_of_an_even_number_is_between_the_middle_two() {
        assert_eq!(rounded(median(&[7, 1, 2, 9], 0)), Some(450));
        assert_eq!(rounded(median(&[7, 1, 9], 0)), Some(700));
        assert_eq!(median(&[], 0), None);
    }

    #[test]
    fn with_three_judges_the_trimmed_mean_is_the_median() {
        let marks = [612, 588, 701];
        assert_eq!(trimmed_mean(&marks, 2, 1, 1), median(&marks, 2));
        assert_eq!(trimmed_mean(&marks, 2, 2, 1), None);
        assert_eq!(trimmed_mean(&marks, 2, 0, 4), None);
    }

    #[test]
    fn a_mean_keeps_its_thirds() {
        let third = mean(&[1, 0, 0], 0).unwrap();
        assert_eq!((third.numerator, third.denominator), (1, 3));
        assert_eq!(rounded(Some(third)), Some(33));
    }
}
