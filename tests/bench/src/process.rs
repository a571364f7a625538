//! What a process has cost, read from `/proc`.

use std::{path::PathBuf, time::Duration};

use anyhow::{Context as _, Result};
use tokio::fs;

/// Linux counts CPU time for `/proc` in hundredths of a second, whatever its own clock does.
const TICK: Duration = Duration::from_millis(10);

/// A process to be watched.
#[derive(Clone, Copy, Debug)]
pub struct Process {
    id: u32,
}

impl Process {
    /// The process with an id.
    pub const fn with_id(id: u32) -> Self {
        Self { id }
    }

    /// This very process.
    pub fn own() -> Self {
        Self::with_id(std::process::id())
    }

    /// User and system time so far, of all threads.
    pub async fn cpu(self) -> Result<Duration> {
        let stat = fs::read_to_string(self.place("stat")).await?;
        Ok(TICK * ticks_in(&stat).context("an unknown form of /proc/PID/stat")?)
    }

    /// The most memory it held at once since [`Process::forget_peak`], in KiB.
    pub async fn peak_kib(self) -> Result<u64> {
        let status = fs::read_to_string(self.place("status")).await?;
        peak_in(&status).context("an unknown form of /proc/PID/status")
    }

    /// Lets the peak of memory begin anew at what is held now.
    pub async fn forget_peak(self) -> Result<()> {
        Ok(fs::write(self.place("clear_refs"), "5").await?)
    }

    fn place(self, file: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{file}", self.id))
    }
}

/// Fields 14 and 15. The second field is a name in brackets that may hold blanks.
fn ticks_in(stat: &str) -> Option<u32> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    Some(user + system)
}

fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_and_system_time_are_found_behind_a_name_with_blanks() {
        let stat = "7 (a (b) c) S 1 7 7 0 -1 4194560 2000 0 0 0 120 34 5 6 20 0 9 0 100 1 2";
        assert_eq!(ticks_in(stat), Some(154));
    }

    #[test]
    fn the_peak_is_the_high_water_mark_and_not_what_is_held_now() {
        let status = "Name:\twuzhen\nVmHWM:\t   51200 kB\nVmRSS:\t   40000 kB\n";
        assert_eq!(peak_in(status), Some(51_200));
    }

    #[tokio::test]
    async fn this_process_can_be_watched() {
        let own = Process::own();
        own.forget_peak().await.unwrap();
        assert!(own.cpu().await.is_ok());
        assert!(own.peak_kib().await.unwrap() > 0);
    }
}
