//! Counts of real votes come out as published, or as other programs count them: wards of Scottish
//! council elections, the Debian leader election of 2002, juries and public of the Eurovision Song
//! Contest. The votes are read from the folder that `WUZHEN_REFERENCE_DATA` names; without it these
//! tests say so and pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{env, fs, path::PathBuf};

use judging::votes::{
    Election, Fraction, Ranking, StvRule, Unnamed, borda, pairwise, schulze, stv,
};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let folder = env::var("WUZHEN_REFERENCE_DATA").ok().map(PathBuf::from);
    if folder.is_none() {
        eprintln!("!!! WUZHEN_REFERENCE_DATA is not set: real votes are NOT counted in this run");
    }
    folder
}

fn json(folder: &PathBuf, file: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder.join(file)).unwrap()).unwrap()
}

fn numbers(value: &Value) -> Vec<u64> {
    let values = value.as_array().unwrap().iter();
    values.map(|value| value.as_u64().unwrap()).collect()
}

/// Candidates are numbered from one in the files.
fn candidates(value: &Value) -> Vec<usize> {
    let numbers = numbers(value).into_iter();
    numbers
        .map(|number| usize::try_from(number).unwrap() - 1)
        .collect()
}

fn by_candidate(value: &Value, count: usize) -> Vec<u64> {
    (1..=count)
        .map(|number| value[number.to_string()].as_u64().unwrap())
        .collect()
}

/// The first line holds candidates and seats, each further one a weight and a ranking.
fn ward(text: &str) -> Election<Ranking> {
    let mut lines = text
        .lines()
        .take_while(|line| !line.starts_with('"'))
        .map(|line| {
            let fields = line.split(',').filter(|field| !field.is_empty());
            fields
                .map(|field| field.trim().parse().unwrap())
                .collect::<Vec<usize>>()
        });
    let head = lines.next().unwrap();
    let papers = lines.map(|line| Ranking {
        weight: u32::try_from(line[0]).unwrap(),
        preferences: line[1..].iter().map(|number| number - 1).collect(),
    });
    Election {
        candidates: head[0],
        seats: head[1],
        picks: None,
        papers: papers.collect(),
        tie_order: vec![],
    }
}

/// Hundred-thousandths.
fn units(value: &Fraction) -> i64 {
    let units = value * Fraction::from_integer(100_000.into());
    assert!(units.is_integer(), "{value} has more than five digits");
    units.to_integer().to_string().parse().unwrap()
}

/// A decimal number as it is written, in hundred-thousandths.
fn written(value: &Value) -> i64 {
    let text = value.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{part:0<5}").parse().unwrap()
}

/// The wards whose papers and figures are both there.
fn wards(folder: &PathBuf) -> Vec<(String, Election<Ranking>, Value)> {
    let reference = json(folder, "votes/reference_votes.json");
    let wards = reference.as_object().unwrap().iter();
    wards
        .filter_map(|(name, expected)| {
            let papers = fs::read_to_string(folder.join(format!("votes/{name}.csv"))).ok()?;
            Some((name.clone(), ward(&papers), expected.clone()))
        })
        .collect()
}

#[test]
fn scottish_wards_elect_whom_they_elected_with_every_stage_to_the_last_digit() {
    let Some(folder) = folder() else { return };
    let wards = wards(&folder);
    assert!(!wards.is_empty());
    for (name, election, expected) in &wards {
        let counted = stv(election, StvRule::SCOTTISH).unwrap();
        assert_eq!(
            election.votes(),
            expected["ballots"].as_u64().unwrap(),
            "{name}"
        );
        assert_eq!(counted.quota, expected["quota"].as_u64().unwrap(), "{name}");
        assert_eq!(
            counted.elected,
            candidates(&expected["wigm_elected"]),
            "{name}"
        );
        let stages = expected["round_totals"].as_array().unwrap();
        assert_eq!(counted.stages.len(), stages.len(), "{name}");
        for (stage, expected) in counted.stages.iter().zip(stages) {
            let expected = expected.as_object().unwrap();
            assert_eq!(stage.standings.len(), expected.len(), "{name}");
            for standing in &stage.standings {
                let expected = written(&expected[&(standing.candidate + 1).to_string()]);
                assert_eq!(
                    units(&standing.votes),
                    expected,
                    "{name} {}",
                    standing.candidate
                );
            }
        }
        assert_eq!(
            counted.ties.len(),
            expected["ties"].as_array().unwrap().len(),
            "{name}"
        );
        eprintln!("{name}: {} stages", stages.len());
    }
}

#[test]
fn the_order_of_wards_by_pairs_is_that_of_other_programs() {
    let Some(folder) = folder() else { return };
    for (name, election, expected) in wards(&folder) {
        let counted = schulze(&election).unwrap();
        let mut order: Vec<usize> = (0..election.candidates).collect();
        order.sort_by_key(|candidate| counted.ranks[*candidate]);
        assert_eq!(order, candidates(&expected["schulze_order"]), "{name}");
        let wins = by_candidate(&expected["schulze_wins"], election.candidates);
        let found = (0..election.candidates).map(|one| {
            let all = 0..election.candidates;
            all.filter(|other| counted.above(one, *other)).count() as u64
        });
        assert_eq!(found.collect::<Vec<_>>(), wins, "{name}");
        let winner = counted
            .pairwise
            .condorcet_winner()
            .map(|winner| winner as u64 + 1);
        assert_eq!(winner, expected["condorcet_winner"].as_u64(), "{name}");
    }
}

#[test]
fn debian_elects_its_leader_of_2002() {
    let Some(folder) = folder() else { return };
    let papers = json(&folder, "votes/debian2002.json");
    let expected = &json(&folder, "votes/reference_votes.json")["debian2002"];
    let papers = papers["ballots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|paper| Ranking {
            weight: u32::try_from(paper[0].as_u64().unwrap()).unwrap(),
            preferences: candidates(&paper[1]),
        });
    let election = Election {
        candidates: 4,
        seats: 1,
        picks: None,
        papers: papers.collect(),
        tie_order: vec![],
    };
    assert_eq!(election.votes(), expected["voters"].as_u64().unwrap());
    let table = |value: &Value| {
        value
            .as_array()
            .unwrap()
            .iter()
            .map(numbers)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        pairwise(&election).unwrap().votes,
        table(&expected["pairwise"])
    );
    let counted = schulze(&election).unwrap();
    assert_eq!(counted.paths, table(&expected["schulze_paths"]));
    let mut order = vec![0, 1, 2, 3];
    order.sort_by_key(|candidate| counted.ranks[*candidate]);
    assert_eq!(order, candidates(&expected["schulze_order"]));
    let halves = borda(&election, Unnamed::Nothing).unwrap().scores;
    let points: Vec<u64> = halves.iter().map(|halves| halves / 2).collect();
    assert_eq!(points, by_candidate(&expected["borda_truncated_zero"], 4));
}
