//! The cheapest assignment: a minimum-cost flow by successive shortest paths.
//!
//! Readings are placed one after the other, each along the cheapest way: to a reader, who may hand
//! another item on to somebody else, and so on to one who takes a further reading. That keeps the
//! assignment the cheapest of all with the readings placed so far. Ways are found by Dijkstra's method
//! on prices that are made non-negative by potentials (Edmonds and Karp, "Theoretical improvements in
//! algorithmic efficiency for network flow problems", 1972; Ahuja, Magnanti and Orlin, "Network
//! Flows", 1993, section 9.7). Flows along such ways are whole numbers, so nothing is ever rounded.

use super::{
    exchange::{Exchange, Handover},
    prices::{NEVER, Price, Prices},
};

/// The cheapest assignment that gives each item its readings. An item must not need more than there
/// are readers who may take it.
pub(super) fn cheapest<'a>(needs: &[u32], prices: &'a Prices) -> Exchange<'a> {
    let mut flow = Flow {
        exchange: Exchange::new(needs.len(), prices),
        potentials: vec![0; prices.nodes()],
        distances: vec![],
        givers: vec![],
        settled: vec![],
    };
    for (item, need) in needs.iter().enumerate() {
        for _ in 0..*need {
            flow.place(item);
        }
    }
    flow.exchange
}

struct Flow<'a> {
    exchange: Exchange<'a>,
    /// With these no step has a negative price. That of the place where ways end is zero.
    potentials: Vec<Price>,
    /// Of the way that is being searched: how far each reader is, ...
    distances: Vec<Price>,
    /// ... who hands something to them, nobody if they take the new reading, ...
    givers: Vec<Option<usize>>,
    /// ... and whose distance is final.
    settled: Vec<bool>,
}

impl Flow<'_> {
    /// Places one more reading of an item.
    fn place(&mut self, item: usize) {
        let Some((last, distance)) = self.search(item) else {
            debug_assert!(false, "an item needs more readings than it can have");
            return;
        };
        // Whoever is nearer than the end moves away from it by the difference; nobody else changes,
        // not even those whom the search has not seen. Steps stay non-negative, and those of the way
        // become free.
        for (potential, own) in self.potentials.iter_mut().zip(&self.distances) {
            *potential += (*own).min(distance) - distance;
        }
        let mut handovers: Vec<Handover> = vec![];
        let mut reader = last;
        while let Some(giver) = self.givers[reader] {
            // Between the two halves of a reader nothing is handed over.
            if self.exchange.prices().sibling(reader) != Some(giver) {
                handovers.push(self.exchange.handover(giver, reader));
            }
            reader = giver;
        }
        self.exchange.give(item, reader, &handovers);
    }

    /// The shortest way of a reading: whom it ends at, and how long it is.
    fn search(&mut self, item: usize) -> Option<(usize, Price)> {
        let readers = self.exchange.readers();
        self.distances = vec![NEVER; readers];
        self.givers = vec![None; readers];
        self.settled = vec![false; readers];
        self.start(item);
        let mut end: Option<(usize, Price)> = None;
        while let Some(reader) = self.nearest() {
            let distance = self.distances[reader];
            if end.is_some_and(|(_, shortest)| shortest <= distance) {
                break;
            }
            self.settled[reader] = true;
            let ending = self.ending(reader) + self.potentials[reader];
            debug_assert!(ending >= 0, "the step to the end has a negative price");
            if end.is_none_or(|(_, shortest)| distance + ending < shortest) {
                end = Some((reader, distance + ending));
            }
            self.go_on_from(reader, distance);
        }
        end
    }

    /// What it costs that a way ends here.
    fn ending(&self, node: usize) -> Price {
        let prices = self.exchange.prices();
        let reading = prices.reading(prices.reader_of(node), self.exchange.load(node));
        reading + prices.detour(node, self.exchange.held(node).len())
    }

    /// The first steps: those who can take the item.
    fn start(&mut self, item: usize) {
        let steps: Vec<(usize, Price)> = (0..self.exchange.readers())
            .filter_map(|reader| {
                let price = self.exchange.price_of_taking(item, reader);
                (price != NEVER).then(|| (reader, price - self.potentials[reader]))
            })
            .collect();
        // The item's own potential: any that makes no first step negative.
        let least = steps.iter().map(|(_, price)| *price).min().unwrap_or(0);
        for (reader, price) in steps {
            self.distances[reader] = price - least;
        }
    }

    fn nearest(&self) -> Option<usize> {
        let open = (0..self.settled.len()).filter(|&reader| !self.settled[reader]);
        let open = open.filter(|&reader| self.distances[reader] != NEVER);
        open.min_by_key(|&reader| self.distances[reader])
    }

    fn go_on_from(&mut self, reader: usize, distance: Price) {
        for other in 0..self.settled.len() {
            let price = self.exchange.price(reader, other);
            if price == NEVER || self.settled[other] {
                continue;
            }
            let step = price + self.potentials[reader] - self.potentials[other];
            debug_assert!(step >= 0, "a handover has a negative price");
            // Only what is strictly nearer: an item is then never handed on twice along one way,
            // because whoever settled first has offered it to everybody.
            if distance + step < self.distances[other] {
                self.distances[other] = distance + step;
                self.givers[other] = Some(reader);
            }
        }
        if let Some((other, price)) = self.exchange.turn(reader) {
            let step = price + self.potentials[reader] - self.potentials[other];
            debug_assert!(step >= 0, "a turn has a negative price");
            if !self.settled[other] && distance + step < self.distances[other] {
                self.distances[other] = distance + step;
                self.givers[other] = Some(reader);
            }
        }
    }
}
