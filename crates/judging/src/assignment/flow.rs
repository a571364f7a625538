//! The cheapest assignment: a minimum-cost flow by successive shortest paths.
//!
//! Readings are placed one after the other, each along the cheapest way: to a reader, who may hand
//! another item on to somebody else, and so on to one who takes a further reading. That keeps the
//! assignment the cheapest of all with the readings placed so far. Ways are found by Dijkstra's method
//! on prices that are made non-negative by potentials (Edmonds and Karp, "Theoretical improvements in
//! algorithmic efficiency for network flow problems", 1972; Ahuja, Magnanti and Orlin, "Network
//! Flows", 1993, section 9.7). Flows along such ways are whole numbers, so nothing is ever rounded.
//!
//! What readers must have at least waits until everything is placed. Then readings go, again along the
//! cheapest ways, from those who have more than their least to those who have less (the same book,
//! section 2.4: a lower bound is an excess at one end of an arc and a lack at the other). Most have
//! enough by then, so few ways are sought with that aim; those are long.

use super::{
    exchange::{Exchange, Handover},
    prices::{NEVER, Price, Prices},
    way::Search,
};

/// The cheapest assignment that gives each item its readings. An item must not need more than there
/// are readers who may take it.
pub(super) fn cheapest<'a>(needs: &[u32], prices: &'a Prices) -> Exchange<'a> {
    let mut flow = Flow {
        exchange: Exchange::new(needs.len(), prices),
        search: Search::new(prices.nodes()),
    };
    for (item, need) in needs.iter().enumerate() {
        for _ in 0..*need {
            flow.place(item);
        }
    }
    while flow.fill() {}
    flow.exchange
}

struct Flow<'a> {
    exchange: Exchange<'a>,
    search: Search,
}

impl Flow<'_> {
    /// Places one more reading of an item.
    fn place(&mut self, item: usize) {
        let exchange = &self.exchange;
        let first = |node| exchange.price_of_taking(item, node);
        let end = |node| ending(exchange, node);
        let Some(last) = self.search.shortest(exchange, first, end) else {
            debug_assert!(false, "an item needs more readings than it can have");
            return;
        };
        let (first, handovers) = self.handovers(last);
        self.exchange.give(Some((item, first)), &handovers);
    }

    /// Gives one more reading to somebody who has less than their least; whether that was possible.
    fn fill(&mut self) -> bool {
        let exchange = &self.exchange;
        let prices = exchange.prices();
        let few = |node| exchange.load(node) < prices.least(prices.reader_of(node));
        if !(0..exchange.readers()).any(few) {
            return false;
        }
        let first = |node| {
            let enough = exchange.load(node) > prices.least(prices.reader_of(node));
            if enough && !exchange.held(node).is_empty() {
                relief(exchange, node)
            } else {
                NEVER
            }
        };
        let end = |node| {
            if few(node) {
                ending(exchange, node)
            } else {
                NEVER
            }
        };
        let Some(last) = self.search.shortest(exchange, first, end) else {
            return false;
        };
        let (_, handovers) = self.handovers(last);
        self.exchange.give(None, &handovers);
        true
    }

    /// Whom the way that ends there begins with, and what is handed over along it, in no order.
    fn handovers(&self, last: usize) -> (usize, Vec<Handover>) {
        let mut handovers = vec![];
        let mut reader = last;
        while let Some(giver) = self.search.giver(reader) {
            // Between the two halves of a reader nothing is handed over.
            if self.exchange.prices().sibling(reader) != Some(giver) {
                handovers.push(self.exchange.handover(giver, reader));
            }
            reader = giver;
        }
        (reader, handovers)
    }
}

/// What it costs that a way ends here.
fn ending(exchange: &Exchange<'_>, node: usize) -> Price {
    let prices = exchange.prices();
    let reading = prices.reading(prices.reader_of(node), exchange.load(node));
    reading + prices.detour(node, exchange.held(node).len())
}

/// What it costs, never more than nothing, that a node has one reading less.
fn relief(exchange: &Exchange<'_>, node: usize) -> Price {
    let prices = exchange.prices();
    let reading = prices.reading(prices.reader_of(node), exchange.load(node) - 1);
    -reading - prices.detour(node, exchange.held(node).len() - 1)
}
