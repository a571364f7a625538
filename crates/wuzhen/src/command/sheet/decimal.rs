//! Decimal numbers as they are written, kept exactly.

use std::fmt;

use judging::votes::Fraction;
use num_bigint::BigInt;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};
use serde_json::Value;

/// The most digits of a number, before and after the point together.
const MOST_DIGITS: i64 = 36;
/// Digits up to which the nearest binary number is written back as the same decimal.
const SAFE_DIGITS: usize = 15;

/// A number as it is written: `units` of 10^-`digits`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    units: i128,
    digits: u32,
}

impl Decimal {
    pub const ONE: Self = Self {
        units: 1,
        digits: 0,
    };

    /// Reads `85`, `-0.5`, `+7.25`, `.5`, `1e-3`. With `comma`, a comma is a decimal point too. Nothing for
    /// what is no number or has more digits than are kept.
    pub fn parse(text: &str, comma: bool) -> Option<Self> {
        let text = text.replace('\u{2212}', "-");
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (text.as_str(), 0),
        };
        let (negative, mantissa) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let point = |letter: char| letter == '.' || (comma && letter == ',');
        let (whole, part) = mantissa.split_once(point).unwrap_or((mantissa, ""));
        let written = format!("{whole}{part}");
        if written.is_empty() || !written.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let after = i64::try_from(part.trim_end_matches('0').len()).ok()?;
        let kept = &written[..written.len() - (part.len() - part.trim_end_matches('0').len())];
        let digits = after - exponent.clamp(-100, 100);
        let significant = i64::try_from(kept.trim_start_matches('0').len()).ok()?;
        if significant.max(digits).max(significant - digits) > MOST_DIGITS {
            return None;
        }
        let units: i128 = if kept.is_empty() {
            0
        } else {
            kept.parse().ok()?
        };
        let zeros = u32::try_from((-digits).max(0)).ok()?;
        let units = units.checked_mul(10_i128.checked_pow(zeros)?)?;
        Some(Self {
            units: if negative { -units } else { units },
            digits: u32::try_from(digits.max(0)).ok()?,
        })
    }

    pub const fn is_positive(self) -> bool {
        self.units > 0
    }

    pub fn fraction(self) -> Fraction {
        Fraction::new(BigInt::from(self.units), BigInt::from(10).pow(self.digits))
    }

    /// The nearest binary number.
    pub fn nearest(self) -> f64 {
        nearest(&self.fraction())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", exact_text(&self.fraction()))
    }
}

/// The nearest binary number to an exact one.
pub fn nearest(fraction: &Fraction) -> f64 {
    fraction.to_f64().unwrap_or(f64::NAN)
}

/// An exact number as text: a decimal when it ends, else numerator and denominator.
pub fn exact_text(fraction: &Fraction) -> String {
    let mut digits = 0;
    let mut scaled = fraction.clone();
    // A denominator of twos and fives alone is gone after as many steps as it has of either.
    let mut rest = fraction.denom().clone();
    for prime in [2, 5] {
        let prime = BigInt::from(prime);
        let mut times = 0_usize;
        while (&rest % &prime).is_zero() {
            rest /= &prime;
            times += 1;
        }
        digits = digits.max(times);
    }
    if !rest.is_one() {
        return format!("{}/{}", fraction.numer(), fraction.denom());
    }
    for _ in 0..digits {
        scaled *= Fraction::from_integer(BigInt::from(10));
    }
    let sign = if fraction.is_negative() { "-" } else { "" };
    let units = format!("{:0>width$}", scaled.abs().to_integer(), width = digits + 1);
    let (whole, part) = units.split_at(units.len() - digits);
    match part {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole}.{part}"),
    }
}

/// An exact number as JSON: a number when that says it exactly, else its text.
pub fn fraction_json(fraction: &Fraction) -> Value {
    let text = exact_text(fraction);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match text.parse::<i64>() {
        Ok(whole) => Value::from(whole),
        Err(_) if text.contains('/') || digits > SAFE_DIGITS => Value::from(text),
        Err(_) => Value::from(nearest(fraction)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        Decimal::parse(text, false).map(|decimal| decimal.to_string())
    }

    #[test]
    fn numbers_are_kept_as_they_are_written() {
        for (written, kept) in [
            ("85", "85"),
            ("5.8500", "5.85"),
            ("-0.5", "-0.5"),
            ("+.25", "0.25"),
            ("7.", "7"),
            ("0.1", "0.1"),
            ("0.000", "0"),
            ("1e-3", "0.001"),
            ("1.5E2", "150"),
            ("123456789012345678901.5", "123456789012345678901.5"),
        ] {
            assert_eq!(read(written).as_deref(), Some(kept), "{written}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "", "-", ".", "abc", "1,5", "8 5", "85%", "1e99", "inf", "NaN", "1.2.3", "0x1",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&"1".repeat(37)), None);
        assert_eq!(read(&format!("0.{}", "1".repeat(40))), None);
    }

    #[test]
    fn a_decimal_comma_is_read_where_cells_are_not_separated_by_commas() {
        let half = Decimal::parse("5,5", true).unwrap();
        assert_eq!(half, Decimal::parse("5.5", false).unwrap());
    }

    #[test]
    fn a_third_is_told_as_a_fraction_and_an_eighth_as_a_decimal() {
        let of = |numerator: i64, denominator: i64| {
            Fraction::new(BigInt::from(numerator), BigInt::from(denominator))
        };
        assert_eq!(exact_text(&of(1, 3)), "1/3");
        assert_eq!(exact_text(&of(-1, 8)), "-0.125");
        assert_eq!(exact_text(&of(40, 2)), "20");
        assert_eq!(fraction_json(&of(1, 3)), Value::from("1/3"));
        assert_eq!(fraction_json(&of(13, 4)), Value::from(3.25));
        assert_eq!(fraction_json(&of(6, 2)), Value::from(3));
    }
}
