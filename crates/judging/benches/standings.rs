//! How long statistics take: `cargo bench -p judging --bench standings`.

use std::time::Instant;

use judging::standings::{
    Score, Scores, Tails, USUAL_DRAWS, connection, outlooks, severity, severity_and_scale,
};

/// Scores without structure: every item by `readings` judges of whom no two are the same.
fn scores(items: usize, judges: usize, readings: usize) -> Scores {
    let mut state = 1_u64;
    let mut uniform = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 32).unwrap_or(0)) / f64::from(u32::MAX)
    };
    let mut list = vec![];
    for item in 0..items {
        let quality = uniform();
        for reading in 0..readings {
            list.push(Score {
                item,
                judge: (item * 7 + reading * (1 + item * 31 % (judges / readings))) % judges,
                value: 40.0 * quality + 40.0 * uniform(),
                weight: 1.0,
            });
        }
    }
    match Scores::new(items, judges, list) {
        Ok(scores) => scores,
        Err(flaw) => panic!("{flaw}"),
    }
}

fn timed<T>(what: &str, work: impl Fn() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    println!("{what:<60} {:>9.1?}", begun.elapsed());
    done
}

fn main() {
    for (items, judges, readings) in [(800, 60, 5), (10_000, 1_000, 5)] {
        let size = format!("{items} items, {judges} judges, {readings} readings");
        let scores = scores(items, judges, readings);
        timed(&format!("{size}: connection"), || connection(&scores));
        if let Ok(fit) = timed(&format!("{size}: severity"), || severity(&scores)) {
            timed(&format!("{size}: {USUAL_DRAWS} draws"), || {
                outlooks(&fit, items / 8, 1, USUAL_DRAWS)
            });
        }
        timed(&format!("{size}: severity and scale"), || {
            severity_and_scale(&scores, Tails::Normal).is_ok()
        });
    }
}
