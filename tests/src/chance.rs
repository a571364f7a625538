//! Ids and secrets that come out the same in every run: derived from their kind and a count.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{
    fingerprint::Fingerprint,
    ids::{Ids, Secrets},
    time::Timestamp,
};
use uuid::Uuid;

/// Ids derived from a label, the kind of thing and how many of its kind came before.
pub struct CountedIds {
    label: &'static str,
    minted: Mutex<BTreeMap<&'static str, u64>>,
}

impl CountedIds {
    /// Ids of one run of a server; another run needs another label.
    pub const fn labelled(label: &'static str) -> Self {
        Self {
            label,
            minted: Mutex::new(BTreeMap::new()),
        }
    }
}

impl Ids for CountedIds {
    fn mint(&self, kind: &'static str, now: Timestamp) -> Uuid {
        let mut minted = self.minted.lock().unwrap();
        let count = minted.entry(kind).or_default();
        *count += 1;
        let hash = Fingerprint::of_bytes(format!("{}/{kind}/{count}", self.label).as_bytes());
        let low = u64::from_str_radix(&hash.hex()[..16], 16).unwrap();
        // Ordered by time and count, as real ids are.
        let high = (now.0.unsigned_abs() << 16) | (*count & 0xffff);
        Uuid::from_u64_pair(high, low)
    }
}

/// Secrets derived from a label and a count.
pub struct CountedSecrets {
    label: &'static str,
    count: AtomicU64,
}

impl CountedSecrets {
    /// Secrets of one run of a server.
    pub const fn labelled(label: &'static str) -> Self {
        Self {
            label,
            count: AtomicU64::new(0),
        }
    }

    fn next(&self) -> Fingerprint {
        let count = self.count.fetch_add(1, Ordering::SeqCst);
        Fingerprint::of_bytes(format!("{}/{count}", self.label).as_bytes())
    }

    fn number(&self) -> u64 {
        u64::from_str_radix(&self.next().hex()[..15], 16).unwrap()
    }
}

impl Secrets for CountedSecrets {
    fn token(&self) -> String {
        self.next().hex()[..43].to_owned()
    }

    fn six_digits(&self) -> String {
        format!("{:06}", self.number() % 1_000_000)
    }

    fn printed_code(&self) -> String {
        let text = self.next().hex()[..16].to_uppercase();
        format!(
            "{}-{}-{}-{}",
            &text[..4],
            &text[4..8],
            &text[8..12],
            &text[12..]
        )
    }

    fn below(&self, bound: u32) -> u32 {
        u32::try_from(self.number() % u64::from(bound)).unwrap()
    }
}
