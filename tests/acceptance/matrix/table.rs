//! The printed table and how it is compared.

use std::collections::BTreeMap;

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

/// Compares what came with what is printed.
pub fn compare(endpoints: &[EndpointInfo], statuses: &BTreeMap<(usize, Who), u16>) {
    let table = print(endpoints, statuses);
    if table != EXPECTED {
        let expected: Vec<_> = EXPECTED.lines().collect();
        let different: Vec<_> = table
            .lines()
            .filter(|line| !expected.contains(line))
            .collect();
        let different = different.join("\n");
        panic!(
            "The table as it is now:\n{table}\nLines that are not in expected.txt:\n{different}"
        );
    }
    for (row, info) in endpoints.iter().enumerate() {
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

fn print(endpoints: &[EndpointInfo], statuses: &BTreeMap<(usize, Who), u16>) -> String {
    let names = Who::ALL.map(Who::short).join(" ");
    let mut table = format!(
        "{HEAD}\n{:<21} {:<6} {:<62} {:<9} {names}\n",
        "action", "method", "path", "stage"
    );
    for (row, info) in endpoints.iter().enumerate() {
        let stage = place(info).map_or("", |(stage, _)| stage.name());
        let cells = Who::ALL.map(|who| format!("{:<4}", statuses[&(row, who)]));
        let line = format!(
            "{:<21} {:<6} {:<62} {stage:<9} {}",
            info.action,
            info.method.as_str(),
            info.path,
            cells.join(" ")
        );
        table.push_str(line.trim_end());
        table.push('\n');
    }
    table
}
