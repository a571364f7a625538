//! A required share of votes, as whole numbers: two thirds is exactly two thirds, not 0.667.

/// How large a part of a whole must be. The comparison is `denominator * part` with `numerator * whole`,
/// both products of integers, so no share is ever rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThresholdRule {
    /// Not above the denominator.
    pub numerator: u32,
    /// Greater than zero.
    pub denominator: u32,
    /// Whether the exact share is not yet enough ("more than half", not "at least half").
    pub strict: bool,
}

impl ThresholdRule {
    /// At least two of three.
    pub const TWO_THIRDS: Self = Self::at_least(2, 3);
    /// More than half.
    pub const MAJORITY: Self = Self::more_than(1, 2);

    /// `numerator / denominator` of the whole, or more.
    pub const fn at_least(numerator: u32, denominator: u32) -> Self {
        Self {
            numerator,
            denominator,
            strict: false,
        }
    }

    /// More than `numerator / denominator` of the whole.
    pub const fn more_than(numerator: u32, denominator: u32) -> Self {
        Self {
            numerator,
            denominator,
            strict: true,
        }
    }

    /// Whether `part` of `whole` is enough. Of nothing, nothing is enough: a vote without voters
    /// decides nothing.
    pub fn reached_by(self, part: u32, whole: u32) -> bool {
        let have = u64::from(self.denominator) * u64::from(part);
        let needed = u64::from(self.numerator) * u64::from(whole);
        whole > 0
            && if self.strict {
                have > needed
            } else {
                have >= needed
            }
    }

    /// The smallest part of `whole` that is enough; nothing when not even the whole is.
    pub fn least(self, whole: u32) -> Option<u32> {
        let needed = u64::from(self.numerator) * u64::from(whole);
        let denominator = u64::from(self.denominator.max(1));
        let least = if self.strict {
            needed / denominator + 1
        } else {
            needed.div_ceil(denominator)
        };
        let least = u32::try_from(least).ok()?;
        (whole > 0 && least <= whole).then_some(least)
    }

    /// Whether it is a share at all: from nothing to the whole.
    pub(super) fn is_sound(self) -> bool {
        self.denominator > 0
            && self.numerator <= self.denominator
            && !(self.strict && self.numerator == self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn two_thirds_of_fifteen_are_ten_and_of_sixteen_eleven() {
        let rule = ThresholdRule::TWO_THIRDS;
        assert!(rule.reached_by(10, 15));
        assert!(!rule.reached_by(9, 15));
        assert!(!rule.reached_by(10, 16));
        assert!(rule.reached_by(11, 16));
    }

    #[test]
    fn exactly_half_is_no_majority() {
        assert!(!ThresholdRule::MAJORITY.reached_by(8, 16));
        assert!(ThresholdRule::MAJORITY.reached_by(9, 16));
        assert!(ThresholdRule::at_least(1, 2).reached_by(8, 16));
    }

    #[test]
    fn nothing_is_reached_when_nobody_counts() {
        assert!(!ThresholdRule::at_least(0, 1).reached_by(0, 0));
        assert_eq!(ThresholdRule::MAJORITY.least(0), None);
        assert_eq!(ThresholdRule::at_least(0, 1).least(0), None);
    }

    #[test]
    fn more_than_everybody_is_never_enough() {
        assert_eq!(ThresholdRule::more_than(1, 1).least(5), None);
        assert_eq!(ThresholdRule::at_least(3, 2).least(5), None);
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        let rule = ThresholdRule::at_least(u32::MAX, u32::MAX);
        assert!(rule.reached_by(u32::MAX, u32::MAX));
        assert!(!rule.reached_by(u32::MAX - 1, u32::MAX));
    }

    #[test]
    fn shares_beyond_the_whole_are_not_sound() {
        assert!(ThresholdRule::at_least(1, 1).is_sound());
        assert!(!ThresholdRule::at_least(3, 2).is_sound());
        assert!(!ThresholdRule::more_than(1, 1).is_sound());
        assert!(!ThresholdRule::at_least(0, 0).is_sound());
    }

    proptest! {
        #[test]
        fn the_least_that_is_enough_is_enough_and_one_less_is_not(
            (numerator, denominator) in (0_u32..20, 1_u32..20),
            strict: bool,
            whole in 1_u32..500,
        ) {
            let rule = ThresholdRule { numerator, denominator, strict };
            match rule.least(whole) {
                Some(least) => {
                    prop_assert!(rule.reached_by(least, whole));
                    prop_assert!(least == 0 || !rule.reached_by(least - 1, whole));
                }
                None => prop_assert!(!rule.reached_by(whole, whole)),
            }
        }
    }
}
