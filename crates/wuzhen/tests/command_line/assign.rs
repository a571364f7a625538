//! Assignments, against optima that OR-tools 9.15 proved.

use std::{env, fs, time::Instant};

use serde_json::{Value, json};

use crate::{
    reference::folder,
    tool::{answer, wuzhen},
};

/// The k-th output of SplitMix64 from this seed.
fn mixed(seed: u64, k: u64) -> u64 {
    let z = seed.wrapping_add((k + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// An instance by the formulas of the reference: tracks in a ring, institutions in conflict.
struct Made {
    affinity: Vec<Vec<u64>>,
    conflicts: Vec<(usize, usize)>,
}

fn made(entries: u64, judges: u64) -> Made {
    let (tracks, institutions) = ((judges / 10).max(4), (judges / 2).max(5));
    let mut affinity = vec![];
    let mut conflicts = vec![];
    for entry in 0..entries {
        let mut row = vec![];
        for judge in 0..judges {
            let hash = mixed(505, entry * judges + judge);
            let apart = (mixed(101, entry) % tracks + tracks - mixed(202, judge) % tracks) % tracks;
            let base = match apart {
                0 => 600,
                1 => 250,
                last if last == tracks - 1 => 250,
                _ => 0,
            };
            row.push(base + hash % 400);
            let same = mixed(303, entry) % institutions == mixed(404, judge) % institutions;
            if same || (hash >> 20).is_multiple_of(200) {
                conflicts.push((
                    usize::try_from(entry).unwrap(),
                    usize::try_from(judge).unwrap(),
                ));
            }
        }
        affinity.push(row);
    }
    Made {
        affinity,
        conflicts,
    }
}

impl Made {
    fn instance(&self, readings: u64, load: [u64; 2]) -> Value {
        let judges = self.affinity[0].len();
        let name = |letter: char, index: usize| format!("{letter}{index}");
        let conflicts = self
            .conflicts
            .iter()
            .map(|(entry, judge)| [name('e', *entry), name('j', *judge)]);
        json!({
            "reviews_per_entry": readings,
            "entries": (0..self.affinity.len()).map(|entry| name('e', entry)).collect::<Vec<_>>(),
            "judges": (0..judges).map(|judge| json!({"id": name('j', judge), "min": load[0], "max": load[1]})).collect::<Vec<_>>(),
            "affinity": self.affinity,
            "conflicts": conflicts.collect::<Vec<_>>(),
        })
    }

    /// Checks an answer from the definition alone.
    fn check(&self, answer: &Value, readings: usize, [low, high]: [u64; 2]) {
        let index = |name: &Value| name.as_str().unwrap()[1..].parse::<usize>().unwrap();
        let pairs = answer["pairs"].as_array().unwrap().iter();
        let mut pairs: Vec<(usize, usize)> = pairs
            .map(|pair| (index(&pair[0]), index(&pair[1])))
            .collect();
        let total: u64 = pairs
            .iter()
            .map(|(entry, judge)| self.affinity[*entry][*judge])
            .sum();
        assert_eq!(answer["total"], json!(total));
        assert!(!pairs.iter().any(|pair| self.conflicts.contains(pair)));
        pairs.sort_unstable();
        pairs.dedup();
        for entry in 0..self.affinity.len() {
            assert_eq!(
                pairs.iter().filter(|pair| pair.0 == entry).count(),
                readings
            );
        }
        for judge in 0..self.affinity[0].len() {
            let load = pairs.iter().filter(|pair| pair.1 == judge).count() as u64;
            assert!((low..=high).contains(&load));
            assert_eq!(answer["loads"][format!("j{judge}")], json!(load));
        }
    }
}

#[test]
fn optima_are_those_that_or_tools_proved() {
    let proven = [
        (100, 20, 3, [10, 18], 239_132),
        (100, 20, 3, [15, 15], 236_229),
        (800, 60, 3, [40, 40], 2_142_377),
        (800, 60, 5, [66, 67], 3_444_958),
        (1000, 100, 3, [21, 35], 2_648_087),
        (1000, 100, 3, [30, 30], 2_560_996),
    ];
    for (entries, judges, readings, load, optimum) in proven {
        let made = made(entries, judges);
        let text = made.instance(readings, load).to_string();
        let begun = Instant::now();
        let found = answer("assign", &text);
        eprintln!(
            "{entries} entries, {judges} judges, {readings} readings: {:?}",
            begun.elapsed()
        );
        assert_eq!(
            (&found["total"], &found["optimal"]),
            (&json!(optimum), &json!(true))
        );
        made.check(&found, usize::try_from(readings).unwrap(), load);
        assert_eq!(found["connectivity"]["components"], json!(1));
    }
}

#[test]
fn formulas_give_the_instances_that_or_tools_was_given() {
    let Some(folder) = folder("assignment instances") else {
        return;
    };
    for file in [
        "assign/assign_100x20_r3.json",
        "assign/assign_100x20_r3_tight.json",
    ] {
        let given = folder.json(file);
        let made = made(100, 20);
        assert_eq!(given["affinity"], json!(made.affinity));
        assert_eq!(given["conflict_pairs"], json!(made.conflicts));
    }
}

/// What remains when judge 7 of a hundred entries and twenty judges is gone and the others may read 17.
fn without_judge_7() -> Value {
    let mut without = made(100, 20).instance(3, [0, 17]);
    without["judges"].as_array_mut().unwrap().remove(7);
    for row in without["affinity"].as_array_mut().unwrap() {
        row.as_array_mut().unwrap().remove(7);
    }
    let conflicts = without["conflicts"].as_array_mut().unwrap();
    conflicts.retain(|pair| pair[1] != "j7");
    without
}

/// Assigns again, keeping what was before.
fn kept(before: &Value, name: &str) -> Value {
    let keep = env::temp_dir().join(format!("wuzhen-{name}-{}.json", std::process::id()));
    fs::write(&keep, before.to_string()).unwrap();
    let arguments = ["assign", "-", "--json", "--keep", keep.to_str().unwrap()];
    let outcome = wuzhen(&arguments, without_judge_7().to_string().as_bytes());
    fs::remove_file(&keep).unwrap();
    outcome.json()
}

#[test]
fn after_a_judge_drops_out_every_other_pair_stays() {
    let before = answer("assign", &made(100, 20).instance(3, [15, 15]).to_string());
    let found = kept(&before, "answer");
    assert_eq!(found["kept"], json!(285));
    assert_eq!(found["released"].as_array().unwrap().len(), 15);
}

#[test]
fn after_a_judge_drops_out_the_best_of_what_stays_is_what_or_tools_found() {
    let Some(folder) = folder("the assignment after a judge drops out") else {
        return;
    };
    let given = folder.json("assign/assign_100x20_r3_tight.json");
    let pairs = given["an_optimal_assignment"].as_array().unwrap().iter();
    let pairs: Vec<_> = pairs
        .map(|pair| [format!("e{}", pair[0]), format!("j{}", pair[1])])
        .collect();
    let found = kept(&json!(pairs), "pairs");
    let expected = &folder.json("assign/reference_extra_100x20.json")["dropout_judge7_hi17"];
    assert_eq!(
        (&found["kept"], &found["total"]),
        (&expected["kept"], &expected["total"])
    );
}

#[test]
fn the_worst_entry_fares_as_well_as_cp_sat_proved() {
    let text = made(100, 20).instance(3, [15, 15]).to_string();
    let found = answer("assign --max-min", &text);
    assert_eq!(
        (&found["min_entry_affinity"], &found["total"]),
        (&json!(1580), &json!(236_219))
    );
    assert_eq!(found["fairness"]["total_before"], json!(236_229));
}

#[test]
fn what_cannot_be_assigned_ends_with_one_and_says_why_in_both_forms() {
    let instance = made(100, 20).instance(3, [0, 14]);
    let text = instance.to_string();
    let outcome = wuzhen(&["assign", "--json", "-"], text.as_bytes());
    assert_eq!(outcome.code, 1);
    assert_eq!(
        outcome.json()["infeasible"]["shortage"],
        json!({"needed": 300, "places": 280})
    );
    assert!(
        outcome
            .err
            .contains("All entries together need 300 readings"),
        "{}",
        outcome.err
    );
    let plain = wuzhen(&["assign", "-"], text.as_bytes());
    assert_eq!((plain.code, &plain.out[..]), (1, ""));
}
