//! An assignment in the making, and the cheapest way to hand one reading from a reader to another.
//!
//! Items never appear as nodes: between two readers only the cheapest item counts, so the network that
//! `flow` searches has as many nodes as there are readers, however many items there are.

use std::collections::BTreeSet;

use super::prices::{NEVER, Price, Prices};

/// A reading that goes from one reader to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handover {
    pub(super) item: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// Which way along possible handovers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// To readers who could take something.
    Forth,
    /// To readers who could give something.
    Back,
}

/// Who holds which item, and the cheapest handover between any two.
pub(super) struct Exchange<'a> {
    prices: &'a Prices,
    items: usize,
    /// Items of each reader, in no order.
    held: Vec<Vec<usize>>,
    /// Row by row, one row for each reader: whether they have the item.
    taken: Vec<bool>,
    /// Row by row, one row for each giver; [`NEVER`] when nothing can be handed over.
    cheapest: Vec<Price>,
    /// The item of `cheapest`, where that is not [`NEVER`].
    item: Vec<usize>,
}

impl<'a> Exchange<'a> {
    pub(super) fn new(items: usize, prices: &'a Prices) -> Self {
        let readers = prices.nodes();
        Self {
            prices,
            items,
            held: vec![vec![]; readers],
            taken: vec![false; items * readers],
            cheapest: vec![NEVER; readers * readers],
            item: vec![0; readers * readers],
        }
    }

    pub(super) fn prices(&self) -> &'a Prices {
        self.prices
    }

    /// Readers of the exchange, or both halves of each ([`Prices`] says when).
    pub(super) fn readers(&self) -> usize {
        self.held.len()
    }

    /// The items that a reader has, in no order.
    pub(super) fn held(&self, reader: usize) -> &[usize] {
        &self.held[reader]
    }

    /// What a handover changes the price by; [`NEVER`] when there is none.
    pub(super) fn price(&self, from: usize, to: usize) -> Price {
        self.cheapest[from * self.held.len() + to]
    }

    /// What a handover from this reader to each changes the price by, as [`Exchange::price`].
    pub(super) fn prices_from(&self, reader: usize) -> &[Price] {
        let readers = self.held.len();
        &self.cheapest[reader * readers..(reader + 1) * readers]
    }

    /// The handover that costs [`Exchange::price`], where there is one.
    pub(super) fn handover(&self, from: usize, to: usize) -> Handover {
        Handover {
            item: self.item[from * self.held.len() + to],
            from,
            to,
        }
    }

    /// What it costs that a reader takes an item; [`NEVER`] when they have it or may not.
    pub(super) fn price_of_taking(&self, item: usize, reader: usize) -> Price {
        if self.has(item, reader) {
            NEVER
        } else {
            self.prices.pair(item, reader)
        }
    }

    /// Gives an item to a reader, if there is one to give, and lets readings go along the handovers.
    pub(super) fn give(&mut self, given: Option<(usize, usize)>, handovers: &[Handover]) {
        if let Some((item, reader)) = given {
            self.take_up(item, reader);
        }
        for handover in handovers {
            self.lay_down(handover.item, handover.from);
            self.take_up(handover.item, handover.to);
        }
        // Only now, with everything in its place, what was found before is corrected.
        if let Some((item, reader)) = given {
            self.forget(item, reader);
        }
        for handover in handovers {
            for to in 0..self.readers() {
                self.search_if_by(handover.item, handover.from, to);
            }
            self.forget(handover.item, handover.to);
        }
        if let Some((item, _)) = given {
            self.offer(item);
        }
        for handover in handovers {
            self.offer(handover.item);
        }
    }

    /// How many items the reader of a node has, in both halves.
    pub(super) fn load(&self, node: usize) -> usize {
        let other = self.prices.sibling(node);
        self.held[node].len() + other.map_or(0, |other| self.held[other].len())
    }

    /// How many items each reader has.
    pub(super) fn loads(&self) -> Vec<u32> {
        let loads = (0..self.prices.readers()).map(|reader| self.load(reader));
        loads
            .map(|load| u32::try_from(load).unwrap_or(u32::MAX))
            .collect()
    }

    /// Pairs of item and reader, by item and then by reader.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let held = self.held.iter().enumerate();
        let mut pairs: Vec<(usize, usize)> = held
            .flat_map(|(node, held)| held.iter().map(move |item| (*item, node)))
            .map(|(item, node)| (item, self.prices.reader_of(node)))
            .collect();
        pairs.sort_unstable();
        pairs
    }

    /// What it costs that a reader takes a reading in one half and gives one away in the other, which
    /// is returned with it.
    pub(super) fn turn(&self, node: usize) -> Option<(usize, Price)> {
        let other = self.prices.sibling(node)?;
        let given = self.held[other].len().checked_sub(1)?;
        let taking = self.prices.detour(node, self.held[node].len());
        Some((other, taking - self.prices.detour(other, given)))
    }

    /// What these readers have, in order and without repetition.
    pub(super) fn items_of(&self, readers: &[usize]) -> Vec<usize> {
        let items = readers.iter().flat_map(|&reader| self.held(reader));
        let items: BTreeSet<usize> = items.copied().collect();
        items.into_iter().collect()
    }

    /// Everybody whom handovers lead to from `start`, in this direction and itself included, in order.
    pub(super) fn reach(&self, start: &[usize], direction: Direction) -> Vec<usize> {
        let mut reached = vec![false; self.readers()];
        let mut open = start.to_vec();
        while let Some(one) = open.pop() {
            if reached[one] {
                continue;
            }
            reached[one] = true;
            open.extend((0..self.readers()).filter(|&other| {
                let price = match direction {
                    Direction::Forth => self.price(one, other),
                    Direction::Back => self.price(other, one),
                };
                price != NEVER && !reached[other]
            }));
        }
        (0..self.readers())
            .filter(|&reader| reached[reader])
            .collect()
    }

    fn has(&self, item: usize, reader: usize) -> bool {
        self.taken[reader * self.items + item]
    }

    fn take_up(&mut self, item: usize, reader: usize) {
        self.taken[reader * self.items + item] = true;
        self.held[reader].push(item);
    }

    fn lay_down(&mut self, item: usize, reader: usize) {
        self.taken[reader * self.items + item] = false;
        self.held[reader].retain(|held| *held != item);
    }

    /// Nobody can hand this item to a reader who has it now.
    fn forget(&mut self, item: usize, to: usize) {
        for from in 0..self.readers() {
            self.search_if_by(item, from, to);
        }
    }

    /// Searches anew between two readers if this item was the cheapest there.
    fn search_if_by(&mut self, item: usize, from: usize, to: usize) {
        if self.price(from, to) == NEVER || self.handover(from, to).item != item {
            return;
        }
        let (giving, taking) = (self.prices.pairs_of(from), self.prices.pairs_of(to));
        let taken = &self.taken[to * self.items..(to + 1) * self.items];
        let (mut cheapest, mut of) = (NEVER, item);
        for &held in &self.held[from] {
            if taken[held] || taking[held] == NEVER {
                continue;
            }
            let price = taking[held] - giving[held];
            if price < cheapest {
                (cheapest, of) = (price, held);
            }
        }
        let place = from * self.held.len() + to;
        (self.cheapest[place], self.item[place]) = (cheapest, of);
    }

    /// Compares an item with the cheapest between each who has it and each who could take it.
    fn offer(&mut self, item: usize) {
        let readers = self.readers();
        let taking = (0..readers).map(|to| self.price_of_taking(item, to));
        let taking: Vec<Price> = taking.collect();
        for from in 0..readers {
            if !self.has(item, from) {
                continue;
            }
            let relief = self.prices.pair(item, from);
            let row = from * readers..(from + 1) * readers;
            let known = self.cheapest[row.clone()].iter_mut();
            for ((cheapest, of), taking) in known.zip(&mut self.item[row]).zip(&taking) {
                if *taking != NEVER && taking - relief < *cheapest {
                    (*cheapest, *of) = (taking - relief, item);
                }
            }
        }
    }
}
