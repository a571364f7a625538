//! Does it help? Fifty made-up competitions with a known truth: eight hundred items in eight tracks,
//! sixty judges of unequal severity, scale and noise who mostly read their own track, five readings an
//! item, scores rounded and cut to 0..100. Measured is how many of the hundred best are found.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;

use judging::standings::{
    Fit, Score, Scores, Tails,
    further::{Candidate, next_batch},
    outlooks, severity, severity_and_scale,
};

const ITEMS: usize = 800;
const JUDGES: usize = 60;
const TRACKS: usize = 8;
const BEST: usize = 100;
const COMPETITIONS: u64 = 50;

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

struct Judge {
    leniency: f64,
    scale: f64,
    noise: f64,
}

/// A competition under way.
struct World {
    chance: Chance,
    tracks: Vec<usize>,
    quality: Vec<f64>,
    judges: Vec<Judge>,
    loads: Vec<f64>,
    read: Vec<bool>,
    list: Vec<Score>,
}

impl World {
    fn new(seed: u64) -> Self {
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
    fn read(&mut self, mut items: Vec<usize>) {
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

    fn scores(&self) -> Scores {
        Scores::new(ITEMS, JUDGES, self.list.clone()).unwrap()
    }
}

/// Everybody is read so often.
fn world(seed: u64, readings: usize) -> World {
    let mut world = World::new(seed);
    world.read((0..readings * ITEMS).map(|slot| slot % ITEMS).collect());
    world
}

fn best(figures: &[f64]) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by(|a, b| figures[*b].total_cmp(&figures[*a]));
    order.into_iter().take(BEST).collect()
}

fn recall(figures: &[f64], quality: &[f64]) -> f64 {
    let found = best(figures).intersection(&best(quality)).count();
    f64::from(u32::try_from(found).unwrap()) / 100.0
}

/// Each judge's scores by their own mean and spread.
fn standardized(scores: &Scores) -> Vec<f64> {
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
        items[score.item] += (score.value - sum / count) / spread / 5.0;
    }
    items
}

/// How many of the true qualities lie in the 90 % intervals.
fn coverage(fit: &Fit, quality: &[f64]) -> f64 {
    let size = f64::from(u32::try_from(ITEMS).unwrap());
    let centre = fit.values().iter().sum::<f64>() / size;
    let middle = quality.iter().sum::<f64>() / size;
    let covered = fit.items.iter().zip(quality).filter(|(item, quality)| {
        let miss = (item.value - centre) / 12.0 - (**quality - middle);
        miss.abs() <= 1.645 * item.standard_error / 12.0
    });
    f64::from(u32::try_from(covered.count()).unwrap()) / size
}

#[test]
fn severity_helps_scale_helps_more_and_standardizing_each_judge_harms() {
    let mut sums = [0.0; 7];
    for seed in 0..COMPETITIONS {
        let world = world(seed, 5);
        let (quality, scores) = (&world.quality, world.scores());
        let plain = severity(&scores).unwrap();
        let scaled = severity_and_scale(&scores, Tails::Normal).unwrap();
        let heavy = severity_and_scale(&scores, Tails::Heavy).unwrap();
        let measured = [
            recall(&scores.raw_means(), quality),
            recall(&standardized(&scores), quality),
            recall(&plain.shrunk().values(), quality),
            recall(&scaled.shrunk().values(), quality),
            recall(&heavy.shrunk().values(), quality),
            coverage(&plain.shrunk(), quality),
            coverage(&scaled.shrunk(), quality),
        ];
        for (sum, measured) in sums.iter_mut().zip(measured) {
            *sum += measured / 50.0;
        }
    }
    let [raw, standardized, plain, scaled, heavy, plain_cover, cover] = sums;
    eprintln!(
        "found of the best hundred: raw {raw:.3}, standardized {standardized:.3}, severity {plain:.3}, \
         scale {scaled:.3}, heavy tails {heavy:.3}; intervals cover {plain_cover:.3}, {cover:.3}"
    );
    assert!(plain - raw >= 0.015);
    assert!(scaled - raw >= 0.030);
    assert!(heavy - raw >= 0.020);
    assert!(standardized < raw);
    assert!((0.85..0.95).contains(&cover));
}

#[test]
fn what_is_said_to_be_likely_happens_as_often() {
    // In ten classes of probability: how many items, what was said of them, how many it was true of.
    let mut classes = [(0.0, 0.0, 0.0); 10];
    for seed in 0..COMPETITIONS {
        let world = world(seed, 5);
        let ranking = severity_and_scale(&world.scores(), Tails::Normal)
            .unwrap()
            .shrunk();
        let truly = best(&world.quality);
        for (item, outlook) in outlooks(&ranking, BEST, seed, 400).iter().enumerate() {
            let in_class = |class: &f64| outlook.among_best * 10.0 < class + 1.0;
            let ends = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];
            let class = ends.iter().position(in_class).unwrap_or(9);
            let (items, said, true_of) = &mut classes[class];
            *items += 1.0;
            *said += outlook.among_best;
            *true_of += f64::from(u8::from(truly.contains(&item)));
        }
    }
    for (items, said, true_of) in classes {
        let (said, seen) = (said / items, true_of / items);
        eprintln!("said {said:.2}, seen {seen:.2} of {items}");
        assert!((said - seen).abs() < 0.07);
    }
}

/// Four readings an item, and as many again as a fifth would have been, where they tell most.
fn adaptive(seed: u64) -> World {
    let mut world = world(seed, 4);
    for batch in 0..4 {
        let scores = world.scores();
        let ranking = severity_and_scale(&scores, Tails::Normal).unwrap().shrunk();
        let outlooks = outlooks(&ranking, BEST, seed + batch, 200);
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
        world.read(next_batch(&candidates, ITEMS / 4, 9));
    }
    world
}

#[test]
fn readings_held_back_for_those_in_doubt_find_more_of_the_best() {
    let recall_of = |world: &World| {
        let fit = severity_and_scale(&world.scores(), Tails::Normal).unwrap();
        recall(&fit.shrunk().values(), &world.quality)
    };
    let (mut even, mut held_back) = (0.0, 0.0);
    for seed in 0..25 {
        even += recall_of(&world(seed, 5)) / 25.0;
        held_back += recall_of(&adaptive(seed)) / 25.0;
    }
    eprintln!("found of the best hundred: evenly {even:.3}, where it tells most {held_back:.3}");
    assert!(held_back - even >= 0.035);
}
