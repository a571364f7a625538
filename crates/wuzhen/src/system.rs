//! The real clock, the real ids and the system's randomness. Everything else receives them.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::{
    ids::{Ids, Secrets},
    time::{Clock, Timestamp},
};
use rand::{TryRng as _, rngs::SysRng};
use uuid::{Builder, Uuid};

/// The wall clock of this machine.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        #[expect(
            clippy::disallowed_methods,
            reason = "the one place that asks what time it is"
        )]
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Time-ordered ids (UUID version 7).
pub struct SystemIds;

impl Ids for SystemIds {
    fn mint(&self, _: &'static str, now: Timestamp) -> Uuid {
        let mut random = [0; 10];
        fill(&mut random);
        Builder::from_unix_timestamp_millis(now.0.unsigned_abs(), &random).into_uuid()
    }
}

/// Secrets from the system's randomness.
pub struct SystemSecrets;

/// Letters and digits that cannot be taken for one another: no I, L, O, U.
const PAPER: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Secrets for SystemSecrets {
    fn token(&self) -> String {
        pick(URL_SAFE, 43).into_iter().collect()
    }

    fn six_digits(&self) -> String {
        format!("{:06}", self.below(1_000_000))
    }

    fn printed_code(&self) -> String {
        let letters = pick(PAPER, 16);
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join("-")
    }

    fn below(&self, bound: u32) -> u32 {
        // Draws again above the last whole multiple, so that every number is as likely.
        let bound = bound.max(1);
        let last = u32::MAX - u32::MAX % bound;
        loop {
            let mut bytes = [0; 4];
            fill(&mut bytes);
            let number = u32::from_le_bytes(bytes);
            if number < last {
                return number % bound;
            }
        }
    }
}

/// So many letters of an alphabet whose size divides 256.
fn pick(alphabet: &[u8], letters: usize) -> Vec<char> {
    let mut bytes = vec![0; letters];
    fill(&mut bytes);
    bytes
        .into_iter()
        .map(|byte| char::from(alphabet[usize::from(byte) % alphabet.len()]))
        .collect()
}

#[expect(
    clippy::expect_used,
    reason = "without randomness no secret can be made: stop, whatever it costs"
)]
fn fill(bytes: &mut [u8]) {
    SysRng
        .try_fill_bytes(bytes)
        .expect("the system has randomness");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_made_later_sort_later() {
        let ids = SystemIds;
        assert!(ids.mint("entries", Timestamp(1)) < ids.mint("entries", Timestamp(2)));
    }

    #[test]
    fn secrets_have_the_form_that_people_are_told() {
        let secrets = SystemSecrets;
        assert_eq!(secrets.token().len(), 43);
        assert_eq!(secrets.six_digits().len(), 6);
        let code = secrets.printed_code();
        assert_eq!(
            code.split('-').map(str::len).collect::<Vec<_>>(),
            [4, 4, 4, 4]
        );
        assert!((0..100).all(|_| secrets.below(3) < 3));
    }
}
