//! Draws the pictures of docs/fair-judging.md from the simulation, and prints their numbers:
//! `cargo run -p judging --example pictures -- docs/images`
#![expect(
    clippy::unwrap_used,
    reason = "a drawing that cannot be made is given up"
)]

mod drawing;
#[path = "../../tests/simulation/world.rs"]
mod world;

use std::{env, fs, path::Path};

use judging::standings::{Tails, USUAL_DRAWS, outlooks, ranks, severity, severity_and_scale};

use self::{
    drawing::{Dot, Series, bars, dots},
    world::{BEST, ITEMS, World, best, held_back, recall, standardized, world},
};

const COMPETITIONS: u64 = 50;
/// The competition of which one picture shows every item.
const SHOWN: u64 = 11;

fn main() {
    let folder = env::args()
        .nth(1)
        .unwrap_or_else(|| "docs/images".to_owned());
    let write = |name: &str, picture: String| {
        fs::write(Path::new(&folder).join(name), picture).unwrap();
    };
    write("fair-judging-methods.svg", methods());
    write("fair-judging-luck.svg", luck());
    write("fair-judging-band.svg", band());
}

fn share(count: usize, of: usize) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap());
    number(count) / number(of)
}

/// How many of the true hundred each method finds, with three and with five readings.
fn methods() -> String {
    let by_method = |readings: usize| {
        let mut sums = [0.0; 5];
        for seed in 0..COMPETITIONS {
            let even = world(seed, readings);
            let scores = even.scores();
            let further = held_back(seed, readings);
            let scaled = |world: &World| {
                let fit = severity_and_scale(&world.scores(), Tails::Normal).unwrap();
                recall(&fit.shrunk().values(), &world.quality)
            };
            let found = [
                recall(&standardized(&scores), &even.quality),
                recall(&scores.raw_means(), &even.quality),
                recall(&severity(&scores).unwrap().shrunk().values(), &even.quality),
                scaled(&even),
                scaled(&further),
            ];
            for (sum, found) in sums.iter_mut().zip(found) {
                *sum += 100.0 * found / 50.0;
            }
        }
        println!("found of 100 with {readings} readings: {sums:.1?}");
        sums.to_vec()
    };
    let series = [3, 5].map(|readings| Series {
        name: format!("{readings} readings an entry"),
        values: by_method(readings),
    });
    bars(
        "How many of the true best 100 of 800 are found",
        &[
            "each judge standardized",
            "plain mean",
            "severity corrected",
            "and scale corrected",
            "and a fifth held back",
        ],
        &series,
        100.0,
    )
}

/// How likely one of the true hundred is found, by the leniency of the judges whom it happened to meet.
fn luck() -> String {
    let mut found = [[0_usize; 5]; 2];
    let mut all = [0_usize; 5];
    for seed in 0..COMPETITIONS {
        let world = world(seed, 3);
        let scores = world.scores();
        let mut leniency = vec![0.0; ITEMS];
        for score in scores.list() {
            leniency[score.item] += world.judges[score.judge].leniency;
        }
        let order = ranks(&leniency);
        let by_mean = best(&scores.raw_means());
        let fit = severity_and_scale(&scores, Tails::Normal).unwrap();
        let by_model = best(&fit.shrunk().values());
        for item in best(&world.quality) {
            // Rank 1 met the most lenient judges: the last fifth.
            let fifth = 4 - (order[item] as usize - 1) * 5 / ITEMS;
            all[fifth] += 1;
            found[0][fifth] += usize::from(by_mean.contains(&item));
            found[1][fifth] += usize::from(by_model.contains(&item));
        }
    }
    let series =
        [("plain mean", 0), ("severity and scale corrected", 1)].map(|(name, method)| Series {
            name: name.to_owned(),
            values: (0..5)
                .map(|fifth| 100.0 * share(found[method][fifth], all[fifth]))
                .collect(),
        });
    for one in &series {
        println!(
            "found by the luck of judges, {}: {:.0?} %",
            one.name, one.values
        );
    }
    bars(
        "Luck with judges: how many of the true best 100 are found, in %",
        &[
            "severest fifth",
            "severe",
            "middling",
            "lenient",
            "most lenient fifth",
        ],
        &series,
        100.0,
    )
}

/// What can be said of each item of one competition, and what is true.
fn band() -> String {
    let world = world(SHOWN, 5);
    let fit = severity_and_scale(&world.scores(), Tails::Normal)
        .unwrap()
        .shrunk();
    let (order, truly) = (ranks(&fit.values()), best(&world.quality));
    let outlooks = outlooks(&fit, BEST, SHOWN, USUAL_DRAWS);
    let shown = (0..ITEMS).filter(|item| order[*item] <= 240);
    let dots_shown: Vec<Dot> = shown
        .map(|item| Dot {
            x: f64::from(order[item]),
            y: outlooks[item].among_best,
            filled: truly.contains(&item),
        })
        .collect();
    let within = |low: u32, high: u32| {
        let items = (0..ITEMS).filter(|item| (low..=high).contains(&order[*item]));
        items.filter(|item| truly.contains(item)).count()
    };
    println!(
        "truly among the best: {} of ranks 1 to 50, {} of 51 to 100, {} of 101 to 150, {} beyond",
        within(1, 50),
        within(51, 100),
        within(101, 150),
        within(151, 800)
    );
    let doubtful = outlooks
        .iter()
        .filter(|it| (0.05..0.95).contains(&it.among_best))
        .count();
    println!("in doubt (5 % to 95 %): {doubtful}");
    dots(
        "One competition: how likely each entry truly belongs to the best 100",
        "rank in the corrected standing",
        &dots_shown,
        (240.0, f64::from(u32::try_from(BEST).unwrap())),
    )
}
