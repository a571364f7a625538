//! Counts of real votes come out as published, or as other programs count them: wards of Scottish
//! council elections, the Debian leader election of 2002, juries and public of the Eurovision Song
//! Contest. The votes are read from the folder that `WUZHEN_REFERENCE_DATA` names; without it these
//! tests say so and pass.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use judging::votes::{
    Approval, Completion, DecidedBy, Effort, Election, Fraction, Ranking, StvRule, Unnamed,
    approval, borda, equal_shares, pairwise, pav, phragmen, positional, satisfaction_approval,
    schulze, sequential_pav, stv,
};
use serde_json::Value;

fn folder() -> Option<PathBuf> {
    let folder = env::var("WUZHEN_REFERENCE_DATA").ok().map(PathBuf::from);
    if folder.is_none() {
        eprintln!("!!! WUZHEN_REFERENCE_DATA is not set: real votes are NOT counted in this run");
    }
    folder
}

fn json(folder: &Path, file: &str) -> Value {
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
fn wards(folder: &Path) -> Vec<(String, Election<Ranking>, Value)> {
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
            assert_eq!(stage.holdings.len(), expected.len(), "{name}");
            for holding in &stage.holdings {
                let expected = written(&expected[&(holding.candidate + 1).to_string()]);
                assert_eq!(
                    units(&holding.votes),
                    expected,
                    "{name} {}",
                    holding.candidate
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

/// The points that a jury or a public of the Eurovision Song Contest gives its ten best.
const EUROVISION_POINTS: [u32; 10] = [12, 10, 8, 7, 6, 5, 4, 3, 2, 1];

/// Finals by year, each a list of entries sorted by place.
fn finals(folder: &Path) -> Vec<(String, Vec<Value>)> {
    let finals = json(folder, "eurovision/esc_finals.json");
    let finals = finals.as_object().unwrap().iter();
    finals
        .map(|(year, entries)| {
            let mut entries = entries.as_array().unwrap().clone();
            entries.sort_by_key(|entry| entry["place"].as_u64());
            (year.clone(), entries)
        })
        .collect()
}

/// Each country's ten best, by what its jury or public gave.
fn given(entries: &[Value], column: &str) -> Election<Ranking> {
    let mut countries: Vec<&String> = entries
        .iter()
        .flat_map(|entry| entry["scores"][column]["votes"].as_object().unwrap().keys())
        .collect();
    countries.sort();
    countries.dedup();
    let paper = |country: &&String| {
        let points = |candidate: usize| {
            let votes = &entries[candidate]["scores"][column]["votes"];
            votes
                .get(country.as_str())
                .map_or(0, |points| points.as_u64().unwrap())
        };
        let mut preferences: Vec<usize> = (0..entries.len()).filter(|it| points(*it) > 0).collect();
        preferences.sort_by_key(|candidate| std::cmp::Reverse(points(*candidate)));
        Ranking {
            weight: 1,
            preferences,
        }
    };
    Election {
        candidates: entries.len(),
        seats: 1,
        picks: Some(10),
        papers: countries.iter().map(paper).collect(),
        tie_order: vec![],
    }
}

#[test]
fn eurovision_points_add_up_to_the_official_ones_and_give_the_places() {
    let Some(folder) = folder() else { return };
    for (year, entries) in finals(&folder) {
        let official = |column: &str| {
            let entries = entries.iter();
            let points = entries.map(|entry| entry["scores"][column]["points"].as_u64().unwrap());
            points.collect::<Vec<_>>()
        };
        let mut total = vec![0; entries.len()];
        for column in ["jury", "public"] {
            let election = given(&entries, column);
            let points = positional(&election, &EUROVISION_POINTS).unwrap().scores;
            assert_eq!(points, official(column), "{year} {column}");
            for (total, points) in total.iter_mut().zip(points) {
                *total += points;
            }
        }
        assert_eq!(total, official("total"), "{year}");
        assert!(
            total.is_sorted_by(|better, worse| better >= worse),
            "{year}"
        );
    }
}

/// Each jury approves of the ten it gave points; ties go to the better placed.
fn jury(entries: &[Value], seats: usize) -> Election<Approval> {
    let mut election = given(entries, "jury").first_choices(10);
    election.seats = seats;
    election.tie_order = (0..entries.len()).collect();
    election
}

/// What each rule elects.
fn committees(election: &Election<Approval>) -> [(&'static str, Vec<Vec<usize>>); 6] {
    let effort = Effort {
        committees: 10,
        steps: 1_000_000,
    };
    let best = pav(election, effort).unwrap();
    assert!(best.proven);
    let shares = equal_shares(election, Completion::Phragmen).unwrap();
    [
        ("av", vec![approval(election).unwrap().elected]),
        (
            "sav",
            vec![satisfaction_approval(election).unwrap().elected],
        ),
        ("pav", best.committees),
        ("seqpav", vec![sequential_pav(election).unwrap().elected()]),
        ("seqphragmen", vec![phragmen(election).unwrap().elected()]),
        ("equal-shares", vec![shares.sequence.elected()]),
    ]
}

#[test]
fn committees_elected_by_eurovision_juries_are_those_of_another_program() {
    let Some(folder) = folder() else { return };
    let reference = json(&folder, "votes/reference_approval_esc.json");
    for (year, entries) in finals(&folder) {
        let Some(expected) = reference.get(&year) else {
            continue;
        };
        let country = |candidate: usize| entries[candidate]["country"].clone();
        let election = jury(&entries, 1);
        for (candidate, support) in election.support().into_iter().enumerate() {
            let expected = &expected["approval_count"][country(candidate).as_str().unwrap()];
            assert_eq!(expected.as_u64(), Some(support), "{year} {candidate}");
        }
        let compared = [5, 10].map(|seats| jury(&entries, seats));
        for (election, (rule, found)) in compared
            .iter()
            .flat_map(|it| committees(it).map(|found| (it, found)))
        {
            let expected = expected[format!("{rule}_k{}", election.seats)]
                .as_array()
                .unwrap();
            let expected: Vec<Vec<usize>> =
                expected.iter().map(|it| indices(it, &entries)).collect();
            assert_eq!(found, expected, "{year} {rule} {}", election.seats);
        }
    }
}

/// Countries as indices of entries, in ascending order.
fn indices(countries: &Value, entries: &[Value]) -> Vec<usize> {
    let all = 0..entries.len();
    let countries = countries.as_array().unwrap();
    all.filter(|entry| countries.contains(&entries[*entry]["country"]))
        .collect()
}

#[test]
fn the_juries_of_2016_leave_a_tie_for_the_fifth_and_the_tenth_seat_that_is_reported() {
    let Some(folder) = folder() else { return };
    let finals = finals(&folder);
    let Some((_, entries)) = finals.iter().find(|(year, _)| year == "2016") else {
        return;
    };
    for seats in [5, 10] {
        let mut election = jury(entries, seats);
        election.tie_order = vec![];
        let counted = approval(&election).unwrap();
        let tie = counted.tie.unwrap();
        assert_eq!(
            (tie.among.len(), tie.wanted, tie.by),
            (2, 1, DecidedBy::Nobody)
        );
        assert_eq!((counted.elected.len(), counted.empty_seats), (seats - 1, 1));
    }
}

#[test]
fn approvals_of_the_first_three_in_a_ward_elect_the_committees_of_another_program() {
    let Some(folder) = folder() else { return };
    let reference = json(&folder, "votes/reference_votes.json");
    let expected = &reference["approval_aberdeen_top3_k5"];
    let papers = fs::read_to_string(folder.join("votes/aberdeen_2017_ward12.csv")).unwrap();
    let mut election = ward(&papers).first_choices(3);
    election.seats = 5;
    assert_eq!(election.support(), by_candidate(&expected["scores"], 10));
    let rules = expected["rules"].as_object().unwrap();
    for (rule, found) in committees(&election) {
        if let Some(expected) = rules.get(rule) {
            assert_eq!(found.concat(), candidates(&expected[0]), "{rule}");
        }
    }
}
