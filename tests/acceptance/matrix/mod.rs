//! Every endpoint of the registry for everybody: who gets which status is printed in `expected.txt`,
//! which was read line by line against docs/authorization.md. An endpoint without a sample request or
//! without a line fails.

mod outside;
mod table;

use std::collections::BTreeMap;

use acceptance::{
    Answer, Ask, Client, Facts, OTHER_EDITION, Stage, Stages, Who, Window, World, changes,
    changes_something, place, sample,
};
use futures::{StreamExt as _, stream};
use web::{Audience, EndpointInfo, Kind, endpoints};

/// Servers on copies that run at the same time.
const AT_ONCE: usize = 6;

/// One person at one endpoint.
struct Cell {
    row: usize,
    who: Who,
    status: u16,
    /// What is wrong with it, whatever the table says.
    faults: Vec<String>,
}

/// Servers for everything that only reads, one for each stage.
async fn readers(stages: &Stages) -> BTreeMap<Stage, World> {
    let mut readers = BTreeMap::new();
    for stage in Stage::ALL {
        readers.insert(stage, stages.serve(stage).await);
    }
    readers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_reads_from_every_endpoint_what_the_table_says_and_policy_decided_it() {
    everybody_gets_what_the_table_says(|info| !changes_something(info)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_changes_by_every_endpoint_what_the_table_says_and_policy_decided_it() {
    everybody_gets_what_the_table_says(changes_something).await;
}

/// Asks some of the endpoints, every one of which is in one of two tests.
async fn everybody_gets_what_the_table_says(chosen: fn(&EndpointInfo) -> bool) {
    let begun = std::time::Instant::now();
    let stages = Stages::up_to(Stage::Correcting).await;
    let readers = readers(&stages).await;
    let endpoints = endpoints();
    let without_sample: Vec<_> = endpoints
        .iter()
        .filter(|info| {
            let facts = &stages.at(Stage::Public).facts;
            place(info).is_none() || sample(info, facts, Who::Team).is_none()
        })
        .map(|info| format!("{} {}", info.method, info.path))
        .collect();
    assert_eq!(without_sample, Vec::<String>::new(), "no sample request");

    let asked = (0..endpoints.len()).filter(|row| chosen(&endpoints[*row]));
    let rows: Vec<Vec<Cell>> = stream::iter(asked)
        .map(|row| cells(&stages, &readers, &endpoints[row], row))
        .buffer_unordered(AT_ONCE)
        .collect()
        .await;
    let cells: Vec<Cell> = rows.into_iter().flatten().collect();
    eprintln!("{} cells in {:?}", cells.len(), begun.elapsed());

    let faults: Vec<_> = cells.iter().flat_map(|cell| &cell.faults).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    let statuses: BTreeMap<_, _> = cells
        .iter()
        .map(|cell| ((cell.row, cell.who), cell.status))
        .collect();
    table::compare(&endpoints, &statuses);
    nothing_changed_by_reading(&stages, readers).await;
}

/// Everybody at one endpoint. What only reads is asked of a world that is shared by all of its stage. What
/// changes something is asked of a copy, and whoever comes after a change gets another.
async fn cells(
    stages: &Stages,
    readers: &BTreeMap<Stage, World>,
    info: &EndpointInfo,
    row: usize,
) -> Vec<Cell> {
    let (stage, _) = place(info).unwrap();
    let facts = &stages.at(stage).facts;
    let mut cells = vec![];
    let mut copy: Option<(World, Window)> = None;
    for who in Who::ALL {
        let (answer, faults) = if changes_something(info) {
            let (world, window) = match copy.take() {
                Some(untouched) => untouched,
                None => {
                    let world = stages.serve(stage).await;
                    let window = Window::on(&world).await;
                    (world, window)
                }
            };
            let before = window.contents(&world).await;
            let (answer, mut faults) = judge(&stages.person(who, &world), info, facts, who).await;
            let changes = changes(&before, &window.contents(&world).await);
            if answer.status >= 400 && !changes.is_empty() {
                faults.push(format!("refused, and yet: {changes:#?}"));
            }
            if answer.status < 400 && changes.is_empty() {
                faults.push("allowed, and yet nothing changed".to_owned());
            }
            if changes.is_empty() {
                copy = Some((world, window));
            } else {
                window.close().await;
                world.stop().await;
            }
            (answer, faults)
        } else {
            let person = stages.person(who, &readers[&stage]);
            judge(&person, info, facts, who).await
        };
        let named = |fault| format!("{} {} by {who:?}: {fault}", info.method, info.path);
        cells.push(Cell {
            row,
            who,
            status: answer.status,
            faults: faults.into_iter().map(named).collect(),
        });
    }
    if let Some((world, window)) = copy {
        window.close().await;
        world.stop().await;
    }
    cells
}

/// Asks, and says what is wrong with the answer whatever its status is.
async fn judge(
    person: &Client,
    info: &EndpointInfo,
    facts: &Facts,
    who: Who,
) -> (Answer, Vec<String>) {
    let ask = sample(info, facts, who).unwrap();
    let answer = ask.send(person).await;
    let mut faults = vec![];
    if answer.status >= 500 {
        faults.push(format!("{}: {}", answer.status, answer.text()));
    }
    if (400..500).contains(&answer.status) {
        faults.extend(no_problem(&answer));
    }
    if answer.status == 404 {
        let absent = sample(info, &Facts::of_nothing(), who).unwrap();
        faults.extend(told_apart(&answer, &absent.send(person).await));
    }
    let turned_away = who == Who::Anonymous && info.audience != Audience::Anyone;
    let decisions = answer.header("x-decisions").unwrap_or_default();
    let decided = decisions.split(',').any(|name| name == info.action);
    if turned_away && (answer.status != 401 || !decisions.is_empty()) {
        faults.push(format!("answered {} after {decisions:?}", answer.status));
    }
    if !turned_away && !decided {
        faults.push(format!(
            "{}: {} was not decided, only {decisions:?}: {}",
            answer.status,
            info.action,
            answer.text()
        ));
    }
    if who == Who::Anonymous && !turned_away && info.kind == Kind::Api && !answer.is_private() {
        faults.push("may be kept by caches".to_owned());
    }
    (answer, faults)
}

trait Private {
    fn is_private(&self) -> bool;
}

impl Private for Answer {
    fn is_private(&self) -> bool {
        self.header("cache-control") == Some("no-store")
    }
}

/// What a refusal lacks to be one.
fn no_problem(answer: &Answer) -> Option<String> {
    let kind = answer.header("content-type");
    let body = answer.json();
    let whole = kind == Some("application/problem+json")
        && body["status"] == answer.status
        && body["code"].as_str().is_some_and(|code| !code.is_empty());
    (!whole).then(|| format!("{} is no problem: {kind:?} {body}", answer.status))
}

/// What is hidden looks like what does not exist, to the byte.
fn told_apart(hidden: &Answer, absent: &Answer) -> Option<String> {
    let shown = |answer: &Answer| {
        let changing = ["date", "x-request-id", "x-decisions", "content-length"];
        let headers: Vec<_> = answer
            .headers
            .iter()
            .filter(|(name, _)| !changing.contains(&name.as_str()))
            .cloned()
            .collect();
        let mut body = answer.json();
        body["request_id"] = serde_json::Value::Null;
        (answer.status, headers, body)
    };
    let (hidden, absent) = (shown(hidden), shown(absent));
    (hidden != absent).then(|| format!("hidden is {hidden:?}, absent is {absent:?}"))
}

/// Every stage is as it was after everybody has read everything.
async fn nothing_changed_by_reading(stages: &Stages, readers: BTreeMap<Stage, World>) {
    for (stage, world) in readers {
        let untouched = stages.serve(stage).await;
        let mut contents = vec![];
        for world in [untouched, world] {
            let window = Window::on(&world).await;
            contents.push(window.contents(&world).await);
            window.close().await;
            world.stop().await;
        }
        let changes = changes(&contents[0], &contents[1]);
        assert!(changes.is_empty(), "{stage:?}: {changes:#?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_refused_is_refused_the_same_way_at_every_stage_until_judging() {
    refusals_are_the_same(|stage| stage <= Stage::Judging).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_refused_is_refused_the_same_way_at_every_stage_until_the_awards() {
    refusals_are_the_same(|stage| stage > Stage::Judging && stage <= Stage::Awarded).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_refused_is_refused_the_same_way_at_every_stage_after_the_awards() {
    refusals_are_the_same(|stage| stage > Stage::Awarded).await;
}

/// Whoever the table refuses, at some of the stages.
async fn refusals_are_the_same(chosen: fn(Stage) -> bool) {
    let last = Stage::ALL
        .into_iter()
        .rfind(|stage| chosen(*stage))
        .unwrap();
    let stages = Stages::up_to(last).await;
    let endpoints = endpoints();
    let refused: Vec<_> = table::expected()
        .into_iter()
        .filter(|(_, _, status)| [401, 403, 404].contains(status))
        .collect();
    let mut wrong = vec![];
    let mut asked = 0;
    for stage in Stage::ALL.into_iter().filter(|stage| chosen(*stage)) {
        let world = stages.serve(stage).await;
        let window = Window::on(&world).await;
        let before = window.contents(&world).await;
        let facts = &stages.at(stage).facts;
        let answers: Vec<_> = stream::iter(&refused)
            .map(async |(row, who, status)| {
                let ask = sample(&endpoints[*row], facts, *who).unwrap();
                let answer = ask.send(&stages.person(*who, &world)).await;
                // What is not there yet is not there for those either who may know that it will be.
                let is_right = answer.status == *status || (answer.status, *status) == (404, 403);
                (!is_right).then(|| format!("{stage:?} {who:?} {}", told(&ask, &answer)))
            })
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        asked += answers.len();
        wrong.extend(answers.into_iter().flatten());
        let changes = changes(&before, &window.contents(&world).await);
        assert!(changes.is_empty(), "{stage:?}: {changes:#?}");
        window.close().await;
        world.stop().await;
    }
    eprintln!("{asked} refusals");
    assert_eq!(wrong, Vec::<String>::new());
}

#[tokio::test]
async fn a_thing_is_found_under_its_own_edition_alone() {
    let stages = Stages::up_to(Stage::Proposed).await;
    let inside: Vec<_> = endpoints()
        .into_iter()
        .filter(|info| {
            let rest = info.path.strip_prefix("/api/editions/{edition}");
            rest.is_some_and(|rest| rest.contains('{'))
        })
        .collect();
    assert!(inside.len() >= 10);
    let mut wrong = vec![];
    for info in &inside {
        let stage = place(info).unwrap().0.min(Stage::Proposed);
        let world = stages.serve(stage).await;
        // The one who may do everything in both.
        let person = stages.person(Who::Headquarters, &world);
        let facts = Facts {
            edition: OTHER_EDITION.to_owned(),
            // The other edition has a heat of this name too; it is another heat.
            heat: "final".to_owned(),
            ..stages.at(stage).facts.clone()
        };
        let ask = sample(info, &facts, Who::Headquarters).unwrap();
        let answer = ask.send(&person).await;
        let silent = |answer: &Answer| !answer.text().contains(&facts.number);
        let about_the_heat = info.path.contains("{heat}");
        let officers_only = info.action == "confirm_publication";
        let is_right = match answer.status {
            404 => true,
            // Not theirs in any edition, whatever the id.
            403 => info.action == "confirm_exception" || (about_the_heat && silent(&answer)),
            200 | 409 if about_the_heat => silent(&answer),
            _ => false,
        };
        if !is_right || (officers_only && answer.status != 404) {
            wrong.push(format!("{ask}: {} {}", answer.status, answer.text()));
        }
        world.stop().await;
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// A request, as it stands in a list of faults.
fn told(ask: &Ask, answer: &Answer) -> String {
    format!("{ask}: {} {}", answer.status, answer.text())
}
