//! The shortest way along handovers, by Dijkstra's method.

use super::{
    exchange::Exchange,
    prices::{NEVER, Price},
};

/// Searches for ways, and what is known from one to the next.
pub(super) struct Search {
    /// With these no step has a negative price. That of the place where ways end is zero.
    potentials: Vec<Price>,
    /// Of the way that is being searched: what it costs as far as each reader, ...
    costs: Vec<Price>,
    /// ... who hands something to them, nobody if the way begins there, ...
    givers: Vec<Option<usize>>,
    /// ... and to whom there may still be a cheaper one.
    open: Vec<usize>,
}

impl Search {
    /// Before anything is placed.
    pub(super) fn new(readers: usize) -> Self {
        Self {
            potentials: vec![0; readers],
            costs: vec![],
            givers: vec![],
            open: vec![],
        }
    }

    /// Who hands something to this reader along the way that was found last; nobody where it begins.
    pub(super) fn giver(&self, reader: usize) -> Option<usize> {
        self.givers[reader]
    }

    /// Who is last on the shortest way, which begins at a reader for `first` and ends at one for `ending`;
    /// where it may not, these are [`NEVER`]. Something must go along it before the next is sought.
    pub(super) fn shortest(
        &mut self,
        exchange: &Exchange<'_>,
        first: impl Fn(usize) -> Price,
        ending: impl Fn(usize) -> Price,
    ) -> Option<usize> {
        // The potential of where ways begin: that which makes the nearest first step free. How far a
        // reader is, is their cost less this potential and less their own.
        let (mut nearest, start) = self.begin(exchange.readers(), first)?;
        let mut end: Option<(usize, Price)> = None;
        loop {
            let reader = self.open.swap_remove(nearest);
            let distance = self.costs[reader] - start - self.potentials[reader];
            if end.is_some_and(|(_, shortest)| shortest <= distance) {
                break;
            }
            let ending = ending(reader);
            if ending != NEVER {
                let ending = ending + self.potentials[reader];
                debug_assert!(ending >= 0, "the step to the end has a negative price");
                if end.is_none_or(|(_, shortest)| distance + ending < shortest) {
                    end = Some((reader, distance + ending));
                }
            }
            let Some(next) = self.go_on_from(exchange, reader) else {
                break;
            };
            nearest = next;
        }
        let (last, length) = end?;
        // Whoever is nearer than the end moves away from it by the difference; nobody else changes,
        // not even those whom the search has not seen. Steps stay non-negative, and those of the way
        // become free.
        for (potential, cost) in self.potentials.iter_mut().zip(&self.costs) {
            if *cost != NEVER {
                *potential += (cost - start - *potential).min(length) - length;
            }
        }
        Some(last)
    }

    /// The first steps: the place in `open` of whom is nearest, and how near.
    fn begin(&mut self, readers: usize, first: impl Fn(usize) -> Price) -> Option<(usize, Price)> {
        self.givers.clear();
        self.givers.resize(readers, None);
        self.open.clear();
        self.open.extend(0..readers);
        self.costs.clear();
        let mut nearest = Nearest::default();
        for (reader, potential) in self.potentials.iter().enumerate() {
            let cost = first(reader);
            self.costs.push(cost);
            if cost != NEVER {
                nearest.compare(reader, reader, cost - potential);
            }
        }
        nearest.place.map(|place| (place, nearest.distance))
    }

    /// Lets the way go on from a reader to whom there is no cheaper one: the place in `open` of whom is
    /// nearest then.
    fn go_on_from(&mut self, exchange: &Exchange<'_>, reader: usize) -> Option<usize> {
        let so_far = self.costs[reader];
        let turn = exchange.turn(reader);
        let handing = exchange.prices_from(reader);
        let mut nearest = Nearest::default();
        for (place, &other) in self.open.iter().enumerate() {
            let price = match turn {
                Some((half, price)) if half == other => price,
                _ => handing[other],
            };
            let cost = &mut self.costs[other];
            // Only what is strictly cheaper: an item is then never handed on twice along one way,
            // because whoever was nearest first has offered it to everybody.
            if price != NEVER && so_far + price < *cost {
                *cost = so_far + price;
                self.givers[other] = Some(reader);
            }
            if *cost != NEVER {
                nearest.compare(place, other, *cost - self.potentials[other]);
            }
        }
        nearest.place
    }
}

/// The nearest so far; of those as near, the one of the least index, wherever it is listed.
struct Nearest {
    place: Option<usize>,
    reader: usize,
    distance: Price,
}

impl Default for Nearest {
    fn default() -> Self {
        Self {
            place: None,
            reader: usize::MAX,
            distance: NEVER,
        }
    }
}

impl Nearest {
    fn compare(&mut self, place: usize, reader: usize, distance: Price) {
        if (distance, reader) < (self.distance, self.reader) {
            *self = Self {
                place: Some(place),
                reader,
                distance,
            };
        }
    }
}
