//! How well an assignment ties its readers together before any score is given: what it will allow to
//! tell apart. The standard errors are those of judge contrasts in the model of [`crate::standings`].

use crate::{
    dense::Matrix,
    laplacian,
    numbers::{mean, real},
};

/// How well readers are tied.
#[derive(Clone, Debug, PartialEq)]
pub struct Connectivity {
    /// The parts of the bipartite graph of items and readers, by their first reader. Readers of
    /// different parts cannot be compared at all. One, if all is well.
    pub parts: Vec<Part>,
    /// Readers who read nothing, in order. They are in no part.
    pub idle: Vec<usize>,
    /// The algebraic connectivity (Fiedler, 1973): the second smallest eigenvalue of M = D - ZᵀN⁻¹Z over
    /// the readers who read anything, where Z is 1 for the pairs, D holds the readers' loads and N the
    /// items' readings. M is the Laplacian of the graph in which two readers are tied by the sum of
    /// 1/readings over the items they share. Zero with more than one part or fewer than two readers.
    pub algebraic: f64,
    /// `algebraic` divided by the mean load, which compares assignments of different size: 0.01 with two
    /// in a hundred readings across tracks, 0.18 with twenty, 0.5 when dealt at random, three readings
    /// each.
    pub relative: f64,
    /// How well readers can be told apart; nothing with more than one part or fewer than two readers.
    pub contrasts: Option<Contrasts>,
}

/// Items and readers that chains of readings tie together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Indices of the items, in order.
    pub items: Vec<usize>,
    /// Indices of the readers, in order.
    pub readers: Vec<usize>,
}

/// Standard errors of the difference of two readers' severities, in units of σ, the standard deviation of
/// a single score: √(M⁺(j,j) + M⁺(k,k) - 2·M⁺(j,k)) with the Moore-Penrose inverse M⁺. They are those of
/// least squares with free items and readers; with readers shrunk they are smaller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Contrasts {
    /// The mean over all pairs of readers.
    pub average: f64,
    /// The greatest. Up to 0.45 is good enough to correct severities.
    pub worst: f64,
    /// Between whom; the first such pair.
    pub worst_pair: (usize, usize),
    /// The mean of the squares, 2·trace(M⁺)/(n-1).
    pub average_variance: f64,
}

/// Measures an assignment of `readers` readers. Items are those of the pairs.
///
/// # Panics
/// When a pair has a reader above `readers`.
pub fn connectivity(readers: usize, pairs: &[(usize, usize)]) -> Connectivity {
    let ties = Ties::of(readers, pairs);
    let parts = parts(readers, pairs);
    let mut idle: Vec<usize> = (0..readers).collect();
    idle.retain(|reader| ties.readers.binary_search(reader).is_err());
    let whole = parts.len() == 1 && ties.readers.len() > 1;
    let algebraic = if whole {
        laplacian::second_smallest(&ties.matrix, ties.mean_load)
    } else {
        0.0
    };
    Connectivity {
        parts,
        idle,
        algebraic,
        relative: if whole {
            algebraic / ties.mean_load
        } else {
            0.0
        },
        contrasts: if whole { contrasts(&ties) } else { None },
    }
}

/// M over those who read anything.
pub(super) struct Ties {
    /// Their indices, in order.
    pub(super) readers: Vec<usize>,
    pub(super) matrix: Matrix,
    pub(super) mean_load: f64,
}

impl Ties {
    pub(super) fn of(readers: usize, pairs: &[(usize, usize)]) -> Self {
        let mut loads = vec![0_usize; readers];
        for (_, reader) in pairs {
            loads[*reader] += 1;
        }
        let active: Vec<usize> = (0..readers).filter(|reader| loads[*reader] > 0).collect();
        let mut place = vec![0; readers];
        for (index, reader) in active.iter().enumerate() {
            place[*reader] = index;
        }
        let mut readings: Vec<Vec<usize>> = vec![];
        for &(item, reader) in pairs {
            if readings.len() <= item {
                readings.resize(item + 1, vec![]);
            }
            readings[item].push(place[reader]);
        }
        let active_loads: Vec<f64> = active.iter().map(|reader| real(loads[*reader])).collect();
        Self {
            matrix: laplacian::ties(active.len(), &readings),
            mean_load: mean(&active_loads),
            readers: active,
        }
    }

    /// What is added to every entry so that M can be inverted.
    pub(super) fn lift(&self) -> f64 {
        self.mean_load / real(self.readers.len().max(1))
    }
}

fn contrasts(ties: &Ties) -> Option<Contrasts> {
    let inverse = laplacian::lifted_inverse(&ties.matrix, ties.lift(), 0.0)?;
    let size = ties.readers.len();
    let (mut sum, mut squares, mut count) = (0.0, 0.0, 0_usize);
    let (mut worst, mut worst_pair) = (0.0_f64, (ties.readers[0], ties.readers[1]));
    for one in 0..size {
        for other in one + 1..size {
            let variance =
                inverse[(one, one)] + inverse[(other, other)] - 2.0 * inverse[(one, other)];
            let error = variance.max(0.0).sqrt();
            sum += error;
            squares += variance;
            count += 1;
            if error > worst {
                (worst, worst_pair) = (error, (ties.readers[one], ties.readers[other]));
            }
        }
    }
    Some(Contrasts {
        average: sum / real(count),
        worst,
        worst_pair,
        average_variance: squares / real(count),
    })
}

/// The parts, by their first reader.
pub(super) fn parts(readers: usize, pairs: &[(usize, usize)]) -> Vec<Part> {
    let items = pairs.iter().map(|pair| pair.0 + 1).max().unwrap_or(0);
    let mut readings = vec![vec![]; items];
    let mut held = vec![vec![]; readers];
    for &(item, reader) in pairs {
        readings[item].push(reader);
        held[reader].push(item);
    }
    let (mut seen_item, mut seen_reader) = (vec![false; items], vec![false; readers]);
    let mut parts = vec![];
    for start in 0..readers {
        if seen_reader[start] || held[start].is_empty() {
            continue;
        }
        let mut part = Part {
            items: vec![],
            readers: vec![],
        };
        let mut open = vec![start];
        seen_reader[start] = true;
        while let Some(reader) = open.pop() {
            part.readers.push(reader);
            for &item in &held[reader] {
                if std::mem::replace(&mut seen_item[item], true) {
                    continue;
                }
                part.items.push(item);
                for &other in &readings[item] {
                    if !std::mem::replace(&mut seen_reader[other], true) {
                        open.push(other);
                    }
                }
            }
        }
        part.items.sort_unstable();
        part.readers.sort_unstable();
        parts.push(part);
    }
    parts
}
