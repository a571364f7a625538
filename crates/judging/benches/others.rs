//! The same work as other programs do it, for `scripts/compare-judging.sh`: a line for each, its name, what came out,
//! and the best of some runs in milliseconds. `cargo bench -p judging --bench others`.

use std::{hint::black_box, time::Instant};

use judging::{
    assignment::{assign, assign_large},
    standings::both_random,
};

#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "shared with the tests, which use all of it"
)]
#[path = "../tests/assignment/instances.rs"]
mod instances;

#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "shared with the tests, which use all of it"
)]
#[path = "../tests/reference/data.rs"]
mod data;

/// What came out, and the best of some runs.
fn best<T>(runs: usize, mut work: impl FnMut() -> T) -> (Option<T>, f64) {
    let (mut last, mut best) = (None, f64::INFINITY);
    for _ in 0..runs {
        let begun = Instant::now();
        last = Some(black_box(work()));
        best = best.min(begun.elapsed().as_secs_f64() * 1_000.0);
    }
    (last, best)
}

fn main() {
    for (kind, tight) in [("equal", true), ("free", false)] {
        let (items, readers, readings) = (1_000, 100, 3);
        let instance = instances::formula(items, readers, readings, tight);
        let (plan, time) = best(5, || assign(&instance).ok());
        let total = plan.flatten().map_or(0, |plan| plan.total);
        println!("assign-{items}x{readers}x{readings}-{kind} {total} {time:.1}");
        let large = instances::large_formula(items, readers, readings, tight);
        let (plan, time) = best(5, || assign_large(&large).ok());
        let total = plan.flatten().map_or(0, |plan| plan.total);
        println!("assign-{items}x{readers}x{readings}-{kind} {total} {time:.1} priced");
    }
    if let Some(folder) = data::folder("InstEval") {
        let named = data::scores(&folder, "lme4/insteval.csv.gz", ["d", "s", "y"]);
        let (fit, time) = best(1, || both_random(&named.scores).ok());
        let criterion = fit.flatten().map_or(f64::NAN, |fit| fit.criterion);
        println!("both-random-insteval {criterion:.3} {time:.1}");
    }
}
