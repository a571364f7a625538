//! Exact fractions of decimal units, and the one rounding of a published figure.

/// An exact number: `numerator / denominator` in units of 10^-`digits`. The denominator is positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    /// Units of the last digit times the denominator.
    pub numerator: i128,
    /// Greater than zero.
    pub denominator: i128,
    /// Digits after the point of one unit.
    pub digits: u32,
}

impl Exact {
    /// A whole number of units of 10^-`digits`.
    pub const fn whole(units: i128, digits: u32) -> Self {
        Self {
            numerator: units,
            denominator: 1,
            digits,
        }
    }

    /// Rounds to `digits` after the point; a half goes up (towards the greater number), as rule
    /// books of judged sports prescribe. The result is in units of 10^-`digits`.
    ///
    /// Marks are at most 10^9 units, weights at most 10^9 and panels at most 10^4, so nothing here
    /// comes near the bounds of 128 bits; a result beyond 64 bits is clamped.
    pub fn round_half_up(self, digits: u32) -> i64 {
        let (numerator, denominator) = if digits >= self.digits {
            (
                self.numerator * 10_i128.pow(digits - self.digits),
                self.denominator,
            )
        } else {
            (
                self.numerator,
                self.denominator * 10_i128.pow(self.digits - digits),
            )
        };
        let rounded = (2 * numerator + denominator).div_euclid(2 * denominator);
        let bounded = rounded.clamp(i64::MIN.into(), i64::MAX.into());
        i64::try_from(bounded).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_goes_up_on_both_sides_of_zero() {
        let exact = |numerator| Exact {
            numerator,
            denominator: 2,
            digits: 0,
        };
        assert_eq!(exact(5).round_half_up(0), 3);
        assert_eq!(exact(-5).round_half_up(0), -2);
        assert_eq!(exact(4).round_half_up(0), 2);
    }

    #[test]
    fn a_result_that_no_figure_can_hold_is_the_nearest_that_can_be_held() {
        let beyond = i128::from(i64::MAX) + 1;
        assert_eq!(Exact::whole(beyond, 0).round_half_up(0), i64::MAX);
        assert_eq!(Exact::whole(-beyond - 1, 0).round_half_up(0), i64::MIN);
        assert_eq!(Exact::whole(0, 0).round_half_up(0), 0);
    }

    #[test]
    fn just_below_a_half_goes_down() {
        let exact = Exact {
            numerator: 62_499_999,
            denominator: 1,
            digits: 8,
        };
        assert_eq!(exact.round_half_up(2), 62);
        assert_eq!(
            Exact {
                numerator: 62_500_000,
                ..exact
            }
            .round_half_up(2),
            63
        );
    }

    #[test]
    fn more_digits_than_the_number_has_are_filled_with_zeros() {
        assert_eq!(Exact::whole(7, 0).round_half_up(2), 700);
    }
}
