//! Does it help? Fifty made-up competitions with a known truth. Measured is how many of the hundred best are
//! found with five readings an item.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod world;

use judging::standings::{Fit, Tails, outlooks, severity, severity_and_scale};

use self::world::{BEST, ITEMS, best, held_back, recall, standardized, world};

const COMPETITIONS: u64 = 50;

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

#[test]
fn readings_held_back_for_those_in_doubt_find_more_of_the_best() {
    let recall_of = |world: &world::World| {
        let fit = severity_and_scale(&world.scores(), Tails::Normal).unwrap();
        recall(&fit.shrunk().values(), &world.quality)
    };
    let (mut evenly, mut further) = (0.0, 0.0);
    for seed in 0..25 {
        evenly += recall_of(&world(seed, 5)) / 25.0;
        further += recall_of(&held_back(seed, 5)) / 25.0;
    }
    eprintln!("found of the best hundred: evenly {evenly:.3}, where it tells most {further:.3}");
    assert!(further - evenly >= 0.035);
}
