//! Amounts of money as teams state them. Nothing here converts one currency into another.

use std::fmt;

use crate::decimal::Decimal;

/// An amount in a currency, written `1200000 CNY`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// How much, in whole units of the currency and their decimal parts.
    pub amount: Decimal,
    /// ISO 4217 code: three capital letters.
    pub currency: String,
}

impl Money {
    /// Reads an amount, a space and a currency.
    pub fn parse(text: &str) -> Option<Self> {
        let (amount, currency) = text.trim().split_once(' ')?;
        let amount = Decimal::parse(amount).ok()?;
        is_currency(currency).then(|| Self {
            amount,
            currency: currency.to_owned(),
        })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.currency)
    }
}

/// Whether a text looks like an ISO 4217 code. The list of currencies changes; the shape does not.
pub fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_as_it_was_read() {
        for text in ["1200000 CNY", "0.50 EUR", "-1 USD"] {
            assert_eq!(Money::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn an_amount_without_currency_is_none() {
        for text in [
            "1200000",
            "CNY",
            "1 cny",
            "1 CN",
            "1,200 CNY",
            "1 CNY extra",
            "",
        ] {
            assert_eq!(Money::parse(text), None, "{text}");
        }
    }
}
