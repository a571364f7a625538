//! Rendered pages, kept until something in them changes: a newer state of the published things, or the
//! next instant at which time alone changes what they say.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

use domain::{text::Language, time::Timestamp};

use super::render::Page;

/// More pages than any deployment has. Reaching it means that something asks for made-up ones.
const CAPACITY: usize = 1_000;

/// Which page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Its path.
    pub path: String,
    /// Its language.
    pub language: Language,
}

/// What a page is true for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The state of the published things it was made from.
    pub revision: i64,
    /// Until just before this instant.
    pub until: Timestamp,
}

/// The pages.
#[derive(Debug, Default)]
pub struct PageCache {
    pages: Mutex<HashMap<Key, (Validity, Page)>>,
    revision: AtomicI64,
}

impl PageCache {
    /// Says that something published has changed.
    pub fn public_changed(&self) {
        self.revision.fetch_add(1, Ordering::SeqCst);
    }

    /// The state of the published things, to be asked before they are read.
    pub fn revision(&self) -> i64 {
        self.revision.load(Ordering::SeqCst)
    }

    /// The page, if it is still true.
    pub fn get(&self, key: &Key, now: Timestamp) -> Option<Page> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        let (validity, page) = pages.get(key)?;
        let fresh = validity.revision == self.revision() && now < validity.until;
        fresh.then(|| page.clone())
    }

    /// Keeps a page.
    pub fn put(&self, key: Key, validity: Validity, page: Page) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= CAPACITY {
            pages.clear();
        }
        pages.insert(key, (validity, page));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_kept_until_its_revision_or_its_instant_passes() {
        let cache = PageCache::default();
        let key = |language| Key {
            path: "/results/x".into(),
            language,
        };
        let page = Page::new("page", "text/html");
        let validity = Validity {
            revision: cache.revision(),
            until: Timestamp(100),
        };
        cache.put(key(Language::Zh), validity, page);
        let kept = |language, now| cache.get(&key(language), Timestamp(now)).is_some();
        assert!(kept(Language::Zh, 99));
        assert!(!kept(Language::Zh, 100));
        assert!(!kept(Language::En, 99));
        cache.public_changed();
        assert!(!kept(Language::Zh, 99));
    }
}
