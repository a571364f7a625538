//! Where one more reading tells most, and when to stop reading.

use crate::numbers::real;

/// Probabilities of an open question.
pub const BAND: (f64, f64) = (0.05, 0.95);
/// A batch that lessens the doubt by a smaller part than this was not worth its readings.
pub const LEAST_PROGRESS: f64 = 0.01;

/// The items whose being among the best is an open question: probability strictly within [`BAND`].
pub fn band(among_best: &[f64]) -> Vec<usize> {
    let open = |item: &usize| BAND.0 < among_best[*item] && among_best[*item] < BAND.1;
    (0..among_best.len()).filter(open).collect()
}

/// What is in doubt altogether: Σ P·(1 - P), the expected number of items on the wrong side, were each
/// decided by lot with its probability, halved.
pub fn doubt(among_best: &[f64]) -> f64 {
    among_best.iter().map(|p| p * (1.0 - p)).sum()
}

/// An item that may be read again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    /// Probability of being among the best.
    pub among_best: f64,
    /// Variance of its figure, in squared points.
    pub variance: f64,
    /// How many readings it has.
    pub readings: usize,
}

impl Candidate {
    /// What one more reading is expected to settle: P·(1 - P)·Var/(n + 1), the doubt times the part of
    /// the variance that a further reading takes away. Comparable among items only.
    pub fn gain(&self) -> f64 {
        let doubt = self.among_best * (1.0 - self.among_best);
        doubt * self.variance / (real(self.readings) + 1.0)
    }
}

/// The `size` items with the greatest gain, greatest first, none that has `most_readings` already or
/// nothing to gain. Equal gains go by fewer readings, then by index: an extra reading is no prize.
pub fn next_batch(candidates: &[Candidate], size: usize, most_readings: usize) -> Vec<usize> {
    let mut open: Vec<usize> = (0..candidates.len())
        .filter(|item| candidates[*item].readings < most_readings && candidates[*item].gain() > 0.0)
        .collect();
    open.sort_by(|one, other| {
        let (one, other) = (&candidates[*one], &candidates[*other]);
        let gains = other.gain().total_cmp(&one.gain());
        gains.then(one.readings.cmp(&other.readings))
    });
    open.truncate(size);
    open
}

/// Why reading stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// No reading is left of what was held back.
    ReserveSpent,
    /// The last batch lessened the doubt by less than [`LEAST_PROGRESS`].
    NoProgress,
}

/// Whether to stop after a batch, by the [`doubt`] before and after it and the readings left.
pub fn stop(reserve: usize, before: f64, after: f64) -> Option<Stop> {
    if reserve == 0 {
        Some(Stop::ReserveSpent)
    } else if before - after < LEAST_PROGRESS * before || before <= 0.0 {
        Some(Stop::NoProgress)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(among_best: f64, variance: f64, readings: usize) -> Candidate {
        Candidate {
            among_best,
            variance,
            readings,
        }
    }

    #[test]
    fn the_band_is_what_lies_strictly_between_its_ends() {
        assert_eq!(band(&[0.0, 0.05, 0.051, 0.5, 0.949, 0.95, 1.0]), [2, 3, 4]);
        assert!((doubt(&[0.5, 1.0, 0.1]) - 0.34).abs() < 1e-12);
    }

    #[test]
    fn readings_go_where_doubt_is_great_and_little_is_read() {
        let candidates = [
            candidate(0.5, 4.0, 3),
            candidate(0.5, 4.0, 1),
            candidate(0.9, 4.0, 1),
            candidate(1.0, 4.0, 0),
            candidate(0.5, 9.0, 7),
        ];
        assert!((candidates[0].gain() - 0.25).abs() < 1e-12);
        assert_eq!(next_batch(&candidates, 3, 7), [1, 0, 2]);
        assert_eq!(next_batch(&candidates, 9, 8), [1, 4, 0, 2]);
    }

    #[test]
    fn reading_stops_when_nothing_is_left_or_nothing_was_gained() {
        assert_eq!(stop(0, 10.0, 5.0), Some(Stop::ReserveSpent));
        assert_eq!(stop(5, 10.0, 9.95), Some(Stop::NoProgress));
        assert_eq!(stop(5, 10.0, 11.0), Some(Stop::NoProgress));
        assert_eq!(stop(5, 0.0, 0.0), Some(Stop::NoProgress));
        assert_eq!(stop(5, 10.0, 9.5), None);
    }
}
