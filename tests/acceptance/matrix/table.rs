//! The printed table and how it is compared.

use std::collections::{BTreeMap, BTreeSet};

use acceptance::{Who, place};
use web::{EndpointInfo, Kind};

/// Read line by line against docs/authorization.md. Change it together with that page.
const EXPECTED: &str = include_str!("expected.txt");

const HEAD: &str = "\
# The status that everybody gets from every endpoint, for a request that is valid at the stage named.
# tea2: member of another team. jud2: another judge of the panel. recu: a judge who stepped aside from the
# entry. ente: a judge who is a member of a team of the edition. head: organizer of every edition. prop: the
# officer who proposes, offi: another one. scre: screener. host: runs the division of the heat, hos2: another
# division. else: organizer of another edition. appr: approves lists. /app is the built front end.
";

/// Compares the rows that were asked with what is printed.
pub fn compare(endpoints: &[EndpointInfo], statuses: &BTreeMap<(usize, Who), u16>) {
    let printed: Vec<_> = EXPECTED.lines().collect();
    let (head, printed) = printed.split_at(HEAD.lines().count() + 2);
    assert_eq!(
        head.join("\n"),
        self::head().trim_end(),
        "the head of expected.txt"
    );
    let rows: BTreeSet<usize> = statuses.keys().map(|(row, _)| *row).collect();
    let lines = rows
        .iter()
        .map(|row| (*row, line(*row, &endpoints[*row], statuses)));
    let different: Vec<_> = lines
        .filter(|(row, line)| printed.get(*row) != Some(&line.as_str()))
        .map(|(row, line)| format!("{:>4}: {line}", row + head.len() + 1))
        .collect();
    assert!(
        different.is_empty(),
        "Lines that are not at their place in expected.txt:\n{}",
        different.join("\n")
    );
    assert_eq!(printed.len(), endpoints.len(), "lines of expected.txt");
    for row in rows {
        let info = &endpoints[row];
        let (stage, by) = place(info).unwrap();
        let status = statuses[&(row, by)];
        assert!(
            (200..300).contains(&status) || (info.kind == Kind::Link && status == 303),
            "{} {} has to succeed for {by:?} at {stage:?}",
            info.method,
            info.path
        );
    }
}

/// What is printed: row, person and status.
pub fn expected() -> Vec<(usize, Who, u16)> {
    let lines = EXPECTED.lines().skip(HEAD.lines().count() + 2);
    let cells = lines.enumerate().flat_map(|(row, line)| {
        let statuses = line.split_whitespace().skip(4);
        let cells = Who::ALL.into_iter().zip(statuses);
        cells.map(move |(who, status)| (row, who, status.parse().unwrap()))
    });
    cells.collect()
}

fn head() -> String {
    let names = Who::ALL.map(Who::short).join(" ");
    format!(
        "{HEAD}\n{:<21} {:<6} {:<62} {:<9} {names}\n",
        "action", "method", "path", "stage"
    )
}

fn line(row: usize, info: &EndpointInfo, statuses: &BTreeMap<(usize, Who), u16>) -> String {
    let stage = place(info).map_or("", |(stage, _)| stage.name());
    let cells = Who::ALL.map(|who| format!("{:<4}", statuses[&(row, who)]));
    let line = format!(
        "{:<21} {:<6} {:<62} {stage:<9} {}",
        info.action,
        info.method.as_str(),
        info.path,
        cells.join(" ")
    );
    line.trim_end().to_owned()
}
