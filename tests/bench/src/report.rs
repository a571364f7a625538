//! The figures of a run, as a table and as JSON.

use std::{fmt, time::Duration};

use serde::Serialize;

use crate::load::Load;

/// Where it ran.
#[derive(Debug, Serialize)]
pub struct Machine {
    /// The processor as it calls itself.
    pub processor: String,
    /// Cores, which server and driver share.
    pub cores: usize,
    /// The load average before anything was measured: what other programs took.
    pub load_before: String,
}

/// One line.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// What was done.
    pub name: String,
    /// By how many at once.
    pub clients: usize,
    pub requests: u64,
    pub errors: u64,
    /// User and system time of the server for one request.
    pub cpu_ms: f64,
    pub per_second: f64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    /// The most memory the server held while this ran.
    pub peak_mib: f64,
    /// A body of the answers, on average.
    pub answer_kib: f64,
    /// What it is held against, and how many times the CPU of that it takes.
    pub floor: Option<(String, f64)>,
}

/// Lines that belong together.
#[derive(Debug, Serialize)]
pub struct Section {
    pub title: String,
    pub lines: Vec<Figures>,
}

/// All of it.
#[derive(Debug, Serialize)]
pub struct Report {
    pub machine: Machine,
    pub sections: Vec<Section>,
}

impl Figures {
    /// What a load came to, that cost so much time of the processor.
    pub fn of(name: &str, clients: usize, load: &Load, cpu: Duration, peak_kib: u64) -> Self {
        let requests = load.requests();
        let share = |sum: f64| {
            if requests == 0 {
                0.0
            } else {
                sum / number(requests)
            }
        };
        let quantile = |share| number(load.latencies.value_at_quantile(share)) / 1_000.0;
        Self {
            name: name.to_owned(),
            clients,
            requests,
            errors: load.errors,
            cpu_ms: share(cpu.as_secs_f64() * 1_000.0),
            per_second: number(load.latencies.len()) / load.elapsed.as_secs_f64(),
            p50_ms: quantile(0.5),
            p95_ms: quantile(0.95),
            p99_ms: quantile(0.99),
            peak_mib: number(peak_kib) / 1_024.0,
            answer_kib: share(number(load.bytes) / 1_024.0),
            floor: None,
        }
    }

    /// Held against one of the floors, if it was measured and took any time that ticks can show.
    pub fn against(&mut self, floor: Option<&str>, floors: &[Self]) {
        let known = floor.and_then(|name| floors.iter().find(|known| known.name == name));
        self.floor = known
            .filter(|known| known.cpu_ms > 0.0)
            .map(|known| (known.name.clone(), self.cpu_ms / known.cpu_ms));
    }
}

/// Counts are far below the 2^52 that fit without loss.
fn number(count: u64) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

impl Section {
    /// Lines under a title.
    pub fn new(title: &str, lines: Vec<Figures>) -> Self {
        let title = title.to_owned();
        Self { title, lines }
    }
}

/// Headings of the columns, and how wide the columns are.
const COLUMNS: [(&str, usize); 12] = [
    ("scenario", 37),
    ("clients", 7),
    ("requests", 8),
    ("errors", 6),
    ("CPU ms", 7),
    ("req/s", 7),
    ("p50 ms", 7),
    ("p95 ms", 7),
    ("p99 ms", 7),
    ("peak MiB", 8),
    ("KiB", 7),
    ("CPU to floor", 23),
];

/// The tables that people read, in Markdown.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Machine {
            processor,
            cores,
            load_before,
        } = &self.machine;
        writeln!(f, "{processor}, {cores} cores, load before: {load_before}")?;
        for section in &self.sections {
            writeln!(f, "\n### {}", section.title)?;
            row(f, &COLUMNS.map(|(heading, _)| heading.to_owned()))?;
            writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|")?;
            for line in &section.lines {
                row(f, &line.cells())?;
            }
        }
        Ok(())
    }
}

fn row(f: &mut fmt::Formatter<'_>, cells: &[String; 12]) -> fmt::Result {
    for (place, (cell, (_, width))) in cells.iter().zip(COLUMNS).enumerate() {
        if place == 0 || place + 1 == cells.len() {
            write!(f, "| {cell:<width$} ")?;
        } else {
            write!(f, "| {cell:>width$} ")?;
        }
    }
    writeln!(f, "|")
}

impl Figures {
    fn cells(&self) -> [String; 12] {
        let floor = self.floor.as_ref();
        let floor = floor.map(|(name, times)| format!("{} x {name}", digits(*times)));
        [
            self.name.clone(),
            self.clients.to_string(),
            self.requests.to_string(),
            self.errors.to_string(),
            digits(self.cpu_ms),
            digits(self.per_second),
            digits(self.p50_ms),
            digits(self.p95_ms),
            digits(self.p99_ms),
            digits(self.peak_mib),
            digits(self.answer_kib),
            floor.unwrap_or_default(),
        ]
    }
}

/// Three digits that count, and no more than that of the noise.
fn digits(figure: f64) -> String {
    match figure {
        small if small < 1.0 => format!("{small:.3}"),
        small if small < 10.0 => format!("{small:.2}"),
        small if small < 100.0 => format!("{small:.1}"),
        large => format!("{large:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use hdrhistogram::Histogram;

    use super::*;

    fn load(latencies: &[u64], errors: u64) -> Load {
        let mut histogram = Histogram::new(3).unwrap();
        for latency in latencies {
            histogram.record(*latency).unwrap();
        }
        Load {
            latencies: histogram,
            errors,
            first_error: None,
            bytes: 4_096,
            elapsed: Duration::from_secs(2),
        }
    }

    #[test]
    fn the_cpu_of_a_run_is_shared_by_all_requests_and_only_good_ones_count_as_done() {
        let figures = Figures::of(
            "x",
            1,
            &load(&[1_000, 3_000, 5_000], 1),
            Duration::from_millis(80),
            2_048,
        );
        assert_eq!((figures.requests, figures.errors), (4, 1));
        assert!((figures.cpu_ms - 20.0).abs() < 1e-9);
        assert!((figures.per_second - 1.5).abs() < 1e-9);
        assert!((figures.p50_ms - 3.0).abs() < 0.01);
        assert!((figures.peak_mib - 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_floor_that_was_not_measured_gives_no_ratio() {
        let mut figures = Figures::of("x", 1, &load(&[1_000], 0), Duration::from_millis(80), 0);
        let floors = [Figures::of(
            "f",
            1,
            &load(&[1_000], 0),
            Duration::from_millis(20),
            0,
        )];
        figures.against(Some("g"), &floors);
        assert!(figures.floor.is_none());
        figures.against(Some("f"), &floors);
        assert!(
            figures
                .floor
                .is_some_and(|(_, times)| (times - 4.0).abs() < 1e-9)
        );
    }

    #[test]
    fn figures_show_three_digits() {
        let shown = [0.1234, 1.234, 12.34, 1_234.5].map(digits);
        assert_eq!(shown, ["0.123", "1.23", "12.3", "1234"]);
    }
}
