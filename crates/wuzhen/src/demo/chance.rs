//! Chance that can be repeated: the same demonstration for the same instant. What lets people in stays
//! with the system's randomness.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use domain::{
    ids::{Ids, Secrets},
    time::Timestamp,
};
use uuid::{Builder, Uuid};

use crate::system::SystemSecrets;

/// Small numbers that depend on a key alone: FNV-1a stirred by xorshift.
pub struct Seed(u64);

impl Seed {
    /// The numbers of a key.
    pub fn of(key: &str) -> Self {
        let hash = key.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash.max(1))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from zero up to, not including, `limit`.
    pub fn below(&mut self, limit: u16) -> u16 {
        u16::try_from(self.number(u32::from(limit))).unwrap_or_default()
    }

    /// The same, for larger limits.
    pub fn number(&mut self, limit: u32) -> u32 {
        u32::try_from((self.next() >> 32) % u64::from(limit.max(1))).unwrap_or_default()
    }

    /// A number between two, both included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.number(high.saturating_sub(low) + 1)
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let limit = u32::try_from(list.len()).unwrap_or(u32::MAX);
        list.get(self.number(limit) as usize)
    }
}

/// Time-ordered ids that follow from their kind and how many there were before.
#[derive(Default)]
pub struct SeededIds(AtomicU64);

impl Ids for SeededIds {
    fn mint(&self, kind: &'static str, now: Timestamp) -> Uuid {
        let place = self.0.fetch_add(1, Ordering::Relaxed);
        let mut random = [0; 10];
        // In order within a millisecond as well.
        random[..4].copy_from_slice(&u32::try_from(place).unwrap_or(u32::MAX).to_be_bytes());
        let rest = Seed::of(&format!("{kind}/{place}")).next().to_be_bytes();
        random[4..].copy_from_slice(&rest[..6]);
        Builder::from_unix_timestamp_millis(now.0.unsigned_abs(), &random).into_uuid()
    }
}

/// The system's secrets with seeded numbers, and the last token kept: whoever builds reads no mail.
pub struct SeededSecrets {
    token: Mutex<String>,
    numbers: Mutex<Seed>,
}

impl SeededSecrets {
    /// Numbers that follow from a key.
    pub fn of(key: &str) -> Self {
        Self {
            token: Mutex::default(),
            numbers: Mutex::new(Seed::of(key)),
        }
    }

    /// The token that was made last.
    pub fn last(&self) -> String {
        self.token
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Secrets for SeededSecrets {
    fn token(&self) -> String {
        let token = SystemSecrets.token();
        self.token
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(&token);
        token
    }

    fn six_digits(&self) -> String {
        SystemSecrets.six_digits()
    }

    fn printed_code(&self) -> String {
        SystemSecrets.printed_code()
    }

    fn below(&self, bound: u32) -> u32 {
        self.numbers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .number(bound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_repeat_and_never_collide() {
        let mint = || {
            let ids = SeededIds::default();
            [(); 3].map(|()| ids.mint("entries", Timestamp(5)))
        };
        assert_eq!(mint(), mint());
        let [first, second, third] = mint();
        assert!(first < second && second < third);
    }

    #[test]
    fn numbers_between_two_reach_both() {
        let mut seed = Seed::of("all");
        let mut seen = [false; 3];
        for _ in 0..100 {
            seen[seed.between(4, 6) as usize - 4] = true;
        }
        assert_eq!(seen, [true; 3]);
    }
}
