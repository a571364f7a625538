//! Made-up competitions with a known truth: eight hundred items in eight tracks, sixty judges of unequal
//! severity, scale and noise who mostly read their own track, scores rounded and cut to 0..100. The tests
//! of the simulation and the pictures of docs/fair-judging.md come from it.

use std::collections::BTreeSet;

use judging::standings::{
    Score, Scores, Tails,
    further::{Candidate, next_batch},
    outlooks, severity_and_scale,
};

pub const ITEMS: usize = 800;
pub const JUDGES: usize = 60;
pub const TRACKS: usize = 8;
pub const BEST: usize = 100;

/// SplitMix64, and normal deviates by the sum of twelve.
struct Chance(u64);

impl Chance {
    fn bits(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap()
    }

    fn uniform(&mut self) -> f64 {
        f64::from(self.bits()) / 4_294_967_296.0
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.uniform()).sum::<f64>() - 6.0
    }
}

pub struct Judge {
    pub leniency: f64,
    pub scale: f64,
    pub noise: f64,
}

/// A competition under way.
pub struct World {
    chance: Chance,
    tracks: Vec<usize>,
    pub quality: Vec<f64>,
    pub judges: Vec<Judge>,
    loads: Vec<f64>,
    read: Vec<bool>,
    list: Vec<Score>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance(seed);
        let means: Vec<f64> = (0..TRACKS).map(|_| 0.45 * chance.normal()).collect();
        let shared: Vec<f64> = (0..TRACKS).map(|_| 0.15 * chance.normal()).collect();
        let tracks: Vec<usize> = (0..ITEMS).map(|item| item * 7919 % TRACKS).collect();
        let of_track = tracks
            .iter()
            .map(|track| means[*track] + 0.893 * chance.normal());
        let quality = of_track.collect();
        let judge = |judge: usize| Judge {
            leniency: 0.45 * chance.normal() + shared[judge % TRACKS],
            scale: (0.2 * chance.normal()).exp(),
            noise: (0.25 * chance.normal()).exp(),
        };
        let judges = (0..JUDGES).map(judge).collect();
        Self {
            chance,
            tracks,
            quality,
            judges,
            loads: vec![0.0; JUDGES],
            read: vec![false; ITEMS * JUDGES],
            list: vec![],
        }
    }

    /// One more reading for each of these items; one in five goes outside the track, and judges take
    /// turns by load.
    pub fn read(&mut self, mut items: Vec<usize>) {
        items.sort_by_cached_key(|_| self.chance.bits());
        for item in items {
            let own = self.chance.uniform() >= 0.2;
            let costs: Vec<f64> = (0..JUDGES)
                .map(|judge| {
                    let away = (judge % TRACKS == self.tracks[item]) != own;
                    self.loads[judge] + 0.5 * self.chance.uniform() + if away { 12.0 } else { 0.0 }
                })
                .collect();
            let free = (0..JUDGES).filter(|judge| !self.read[item * JUDGES + judge]);
            let judge = free.min_by(|a, b| costs[*a].total_cmp(&costs[*b])).unwrap();
            self.read[item * JUDGES + judge] = true;
            self.loads[judge] += 1.0;
            self.score(item, judge);
        }
    }

    fn score(&mut self, item: usize, judge: usize) {
        let Judge {
            leniency,
            scale,
            noise,
        } = self.judges[judge];
        let sum = scale * self.quality[item] + leniency + noise * self.chance.normal();
        self.list.push(Score {
            item,
            judge,
            value: (60.0 + 12.0 * sum).clamp(0.0, 100.0).round(),
            weight: 1.0,
        });
    }

    pub fn scores(&self) -> Scores {
        Scores::new(ITEMS, JUDGES, self.list.clone()).unwrap()
    }
}

/// Everybody is read so often.
pub fn world(seed: u64, readings: usize) -> World {
    let mut world = World::new(seed);
    world.read((0..readings * ITEMS).map(|slot| slot % ITEMS).collect());
    world
}

pub fn best(figures: &[f64]) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by(|a, b| figures[*b].total_cmp(&figures[*a]));
    order.into_iter().take(BEST).collect()
}

pub fn recall(figures: &[f64], quality: &[f64]) -> f64 {
    let found = best(figures).intersection(&best(quality)).count();
    f64::from(u32::try_from(found).unwrap()) / 100.0
}

/// Each judge's scores by their own mean and spread.
pub fn standardized(scores: &Scores) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0, 0.0); JUDGES];
    for score in scores.list() {
        let sum = &mut sums[score.judge];
        *sum = (
            sum.0 + 1.0,
            sum.1 + score.value,
            sum.2 + score.value * score.value,
        );
    }
    let mut items = vec![0.0; ITEMS];
    for score in scores.list() {
        let (count, sum, squares) = sums[score.judge];
        let spread = ((squares - sum * sum / count) / (count - 1.0)).sqrt();
        items[score.item] += (score.value - sum / count) / spread;
    }
    items
}

/// So many readings an item on average, of which four fifths are given evenly and one fifth, in four
/// batches, where they tell most.
pub fn held_back(seed: u64, readings: usize) -> World {
    let mut world = World::new(seed);
    let (all, batch) = (readings * ITEMS, readings * ITEMS / 20);
    world.read((0..all - 4 * batch).map(|slot| slot % ITEMS).collect());
    for number in 0..4 {
        let scores = world.scores();
        let ranking = severity_and_scale(&scores, Tails::Normal).unwrap().shrunk();
        let outlooks = outlooks(&ranking, BEST, seed + number, 200);
        let candidates: Vec<Candidate> = scores
            .readings()
            .into_iter()
            .zip(outlooks)
            .zip(&ranking.items)
            .map(|((readings, outlook), item)| Candidate {
                among_best: outlook.among_best,
                variance: item.standard_error.powi(2),
                readings,
            })
            .collect();
        world.read(next_batch(&candidates, batch, readings + 4));
    }
    world
}
