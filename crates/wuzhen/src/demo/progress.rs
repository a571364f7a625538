//! Tells how far the building is: one line that changes on a terminal, plain lines elsewhere.

use std::{
    io::{IsTerminal as _, Write as _, stderr},
    sync::{Mutex, PoisonError},
};

/// What was told last.
pub struct Progress {
    live: bool,
    last: Mutex<(String, usize)>,
}

impl Progress {
    /// To the standard error.
    pub fn to_stderr() -> Self {
        Self {
            live: stderr().is_terminal(),
            last: Mutex::default(),
        }
    }

    /// Tells what is done now, and how much of it.
    pub fn tell(&self, what: &str, done: usize, of: usize) {
        let tenth = done * 10 / of.max(1);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let news = last.0 != what || last.1 != tenth;
        if self.live {
            // That nobody reads it is no reason to stop.
            let _ = write!(
                stderr(),
                "\r\u{1b}[2Kbuilding the demonstration: {what} {done}/{of}"
            );
        } else if news {
            eprintln!("building the demonstration: {what} {done}/{of}");
        }
        if news {
            *last = (what.to_owned(), tenth);
        }
    }

    /// Ends the line.
    pub fn end(&self) {
        if self.live {
            eprintln!();
        }
    }
}
