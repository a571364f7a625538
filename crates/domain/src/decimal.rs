//! Exact decimals for marks, weights and published figures. No floating point.

use std::{cmp::Ordering, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

/// The most digits after the point that a weight, a step or a figure may have.
pub const MAX_DIGITS: u32 = 6;

/// A decimal number: `units` of 10^-`digits`. Two are equal when they are written alike;
/// compare across digits with [`Decimal::rescale`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// How many units of the last digit.
    pub units: i64,
    /// Digits after the point: 0 to [`MAX_DIGITS`] as read, up to twice as many in a product.
    pub digits: u32,
}

/// Why a text is not such a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum DecimalError {
    /// Not digits with at most one point.
    #[error("not a decimal number")]
    Malformed,
    /// More digits after the point than [`MAX_DIGITS`].
    #[error("more than {MAX_DIGITS} digits after the point")]
    TooFine,
    /// Beyond what 64 bits hold.
    #[error("number too large")]
    TooLarge,
}

impl Decimal {
    /// Reads `-12.50`: an optional sign, digits, and a point between digits.
    ///
    /// # Errors
    /// See [`DecimalError`].
    pub fn parse(text: &str) -> Result<Self, DecimalError> {
        let (negative, body) = match text.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, text),
        };
        let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !is_digits(whole) || (body.contains('.') && !is_digits(fraction)) {
            return Err(DecimalError::Malformed);
        }
        let digits = u32::try_from(fraction.len()).map_err(|_| DecimalError::TooFine)?;
        if digits > MAX_DIGITS {
            return Err(DecimalError::TooFine);
        }
        let units: i64 = format!("{whole}{fraction}")
            .parse()
            .map_err(|_| DecimalError::TooLarge)?;
        Ok(Self {
            units: if negative { -units } else { units },
            digits,
        })
    }

    /// How two numbers compare, exactly, however many digits each is written with.
    pub fn compare(self, other: Self) -> Ordering {
        // 2^63 times 10^18 stays below 2^127; more digits than that no sum in the house has.
        let scaled = |number: Self, by: Self| {
            let more = by.digits.saturating_sub(number.digits).min(18);
            i128::from(number.units) * 10_i128.pow(more)
        };
        scaled(self, other).cmp(&scaled(other, self))
    }

    /// The same number in units of 10^-`digits`, or nothing when that loses a digit or overflows.
    pub fn rescale(self, digits: u32) -> Option<i64> {
        if digits >= self.digits {
            self.units
                .checked_mul(10_i64.checked_pow(digits - self.digits)?)
        } else {
            let factor = 10_i64.checked_pow(self.digits - digits)?;
            (self.units % factor == 0).then_some(self.units / factor)
        }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A product of two decimals has more digits than either; 19 are what 64 bits hold.
        let scale = 10_u64.pow(self.digits.min(19));
        let size = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        write!(f, "{sign}{}", size / scale)?;
        if self.digits > 0 {
            write!(f, ".{:0width$}", size % scale, width = self.digits as usize)?;
        }
        Ok(())
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_it_was_read() {
        for text in ["0", "0.25", "-0.05", "12.50", "1000000"] {
            assert_eq!(Decimal::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn a_product_with_eight_digits_is_written_whole() {
        let product = Decimal {
            units: 123_456_789,
            digits: 8,
        };
        assert_eq!(product.to_string(), "1.23456789");
    }

    #[test]
    fn what_is_not_a_decimal_is_refused() {
        for text in ["", ".", "1.", ".5", "1e3", "+1", "１", "1,5", "--1"] {
            assert_eq!(Decimal::parse(text), Err(DecimalError::Malformed), "{text}");
        }
        assert_eq!(Decimal::parse("0.1234567"), Err(DecimalError::TooFine));
        assert_eq!(
            Decimal::parse("99999999999999999999"),
            Err(DecimalError::TooLarge)
        );
    }

    #[test]
    fn numbers_compare_by_value_whatever_their_digits() {
        let compare = |a, b| {
            Decimal::parse(a)
                .unwrap()
                .compare(Decimal::parse(b).unwrap())
        };
        assert_eq!(compare("1000000", "1000000.00"), Ordering::Equal);
        assert_eq!(compare("1000000.000001", "1000000"), Ordering::Greater);
        assert_eq!(compare("-2", "-1.5"), Ordering::Less);
        let greatest = i64::MAX.to_string();
        assert_eq!(compare(&greatest, "0.000001"), Ordering::Greater);
    }

    #[test]
    fn rescaling_never_loses_a_digit_silently() {
        assert_eq!(Decimal::parse("1.50").unwrap().rescale(1), Some(15));
        assert_eq!(Decimal::parse("1.25").unwrap().rescale(1), None);
        assert_eq!(Decimal::parse("1.25").unwrap().rescale(4), Some(12_500));
    }
}
