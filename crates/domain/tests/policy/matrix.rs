//! The table of every actor and every action, and that it is whole.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use domain::policy::Denied;

use crate::{
    actions::every_action,
    actors::{Case, everybody},
};

const fn cell(decision: Result<(), Denied>) -> &'static str {
    match decision {
        Ok(()) => "yes",
        Err(Denied::Anonymous) => "401",
        Err(Denied::Forbidden) => "403",
        Err(Denied::Hidden) => "404",
    }
}

#[test]
fn every_actor_and_every_action_are_decided_as_printed() {
    let cases = everybody();
    let letters: Vec<_> = ('A'..).take(cases.len()).map(String::from).collect();
    let mut table = String::new();
    for (letter, case) in letters.iter().zip(&cases) {
        writeln!(table, "{letter}  {}", case.who).unwrap();
    }
    let mut thing = None;
    for row in every_action() {
        if thing.replace(row.thing) != Some(row.thing) {
            let name = format!("{:?}", row.thing);
            writeln!(table, "\n{name:<24}  {}", letters.join("   ")).unwrap();
        }
        let decide = |case: &Case| cell((row.decide)(&case.actor, &case.world));
        let cells: Vec<_> = cases.iter().map(decide).collect();
        writeln!(table, "{:<24} {}", row.name, cells.join(" ")).unwrap();
    }
    insta::assert_snapshot!(table);
}

/// Names between `= "` and `" on`, as actions are declared.
fn declared() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/policy");
    let mut names = vec![];
    for file in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        for piece in source.split("= \"").skip(1) {
            let (name, rest) = piece.split_once('"').unwrap();
            if rest.trim_start().starts_with("on ") {
                names.push(name.to_owned());
            }
        }
    }
    names
}

#[test]
fn the_table_has_every_action_that_the_policy_declares() {
    let declared = declared();
    let declared: BTreeSet<_> = declared.iter().map(String::as_str).collect();
    let tabled: BTreeSet<_> = every_action().iter().map(|row| row.name).collect();
    assert_eq!(tabled, declared);
}

#[test]
fn no_two_actions_have_the_same_name() {
    let (declared, distinct) = (declared(), BTreeSet::from_iter(declared()));
    assert_eq!(declared.len(), distinct.len());
}
