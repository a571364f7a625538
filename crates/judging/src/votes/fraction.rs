//! Exact fractions of votes. They are of any size, since passing on a part of a part multiplies
//! denominators.

use num_bigint::BigInt;
use num_rational::BigRational;

/// An exact fraction, always reduced, with a denominator greater than zero.
pub type Fraction = BigRational;

/// A whole number.
pub(super) fn whole(number: u64) -> Fraction {
    Fraction::from_integer(BigInt::from(number))
}

/// One number over another, which is not zero.
pub(super) fn ratio(numerator: u64, denominator: u64) -> Fraction {
    Fraction::new(BigInt::from(numerator), BigInt::from(denominator))
}

/// Cuts a fraction that is not negative after so many digits; nothing is rounded up.
pub(super) fn cut(fraction: &Fraction, digits: u32) -> Fraction {
    let unit = BigInt::from(10).pow(digits);
    let units = (fraction * Fraction::from_integer(unit.clone())).to_integer();
    Fraction::new(units, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_beyond_the_last_are_dropped_never_rounded() {
        // 217 / 1337 = 0.162303…, 2 / 3 = 0.666666…
        assert_eq!(cut(&ratio(217, 1337), 5), ratio(16_230, 100_000));
        assert_eq!(cut(&ratio(2, 3), 2), ratio(66, 100));
        assert_eq!(cut(&whole(4), 0), whole(4));
    }
}
