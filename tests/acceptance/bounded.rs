//! Lists cost the same number of statements however long they are: a competition of three entries is
//! compared with one of a thousand and fifty.

use acceptance::{Facts, Stage, Stages, Who, Window, World};

/// So many entries are added, and as many sheets for each judge.
const MORE: u32 = 1_047;

/// No answer needs more statements than this.
const MOST: usize = 25;

/// What is asked, and by whom.
const LISTS: [(Who, &str); 13] = [
    (Who::Organizer, "/api/editions/cup-2026"),
    (Who::Organizer, "/api/editions/cup-2026/entries?limit=50"),
    (
        Who::Organizer,
        "/api/editions/cup-2026/entries?limit=200&text=a",
    ),
    (Who::Host, "/api/editions/cup-2026/entries?limit=200"),
    (Who::Organizer, "/api/editions/cup-2026/funnel"),
    (Who::Organizer, "/api/editions/cup-2026/judges"),
    (Who::Organizer, "/api/editions/cup-2026/conflicts"),
    (
        Who::Organizer,
        "/api/editions/cup-2026/heats/final/progress",
    ),
    (Who::Organizer, "/api/editions/cup-2026/supplements"),
    (Who::Organizer, "/api/editions/cup-2026/audit"),
    (Who::Judge, "/api/judge/queue"),
    (Who::OtherTeam, "/api/team/entries"),
    (Who::Anonymous, "/editions/cup-2026"),
];

/// Copies of a row of a table: its columns, with some of them made anew for each `i`.
async fn copies(window: &Window, table: &str, of: &str, anew: &[(&str, &str)]) -> String {
    let columns = window
        .ask(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .await;
    let values: Vec<_> = columns
        .iter()
        .map(|column| {
            let made = anew.iter().find(|(name, _)| name == column);
            made.map_or_else(|| column.clone(), |(_, value)| (*value).to_owned())
        })
        .collect();
    format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MORE}) \
         INSERT INTO {table} ({}) SELECT {} FROM {table}, n WHERE {of}",
        columns.join(", "),
        values.join(", ")
    )
}

/// The statements after which the third entry is there a thousand times more, with its sheets.
async fn more(stages: &Stages) -> Vec<String> {
    let world = stages.serve(Stage::Judging).await;
    let window = Window::on(&world).await;
    let entry = "unhex(printf('%032x', i))";
    let version = "unhex(printf('1%031x', i))";
    let Facts { third_number, .. } = &stages.at(Stage::Judging).facts;
    let third = format!("(SELECT id FROM entries WHERE number = '{third_number}')");
    let own = format!("entry_id = {third}");
    let number = format!("number = '{third_number}'");
    let statements = vec![
        copies(
            &window,
            "entries",
            &number,
            &[
                ("id", entry),
                ("number", "'C26-X' || printf('%05d', i)"),
                ("latest_version_id", version),
            ],
        )
        .await,
        copies(
            &window,
            "entry_versions",
            &own,
            &[("id", version), ("entry_id", entry)],
        )
        .await,
        copies(
            &window,
            "assignments",
            &own,
            &[
                ("id", "randomblob(16)"),
                ("alias", "lower(hex(randomblob(20)))"),
                ("entry_id", entry),
                ("version_id", version),
                ("position", "position + i"),
            ],
        )
        .await,
    ];
    window.close().await;
    world.stop().await;
    statements
}

async fn costs(stages: &Stages, world: &World) -> Vec<usize> {
    let mut costs = vec![];
    for (who, path) in LISTS {
        let person = stages.person(who, world);
        // The first answer may fill a cache.
        person.get(path).await.expect(200);
        let before = world.statements();
        person.get(path).await.expect(200);
        costs.push(world.statements() - before);
    }
    costs
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_a_thousand_costs_as_many_statements_as_a_list_of_three() {
    let stages = Stages::up_to(Stage::Judging).await;
    let small = stages.serve(Stage::Judging).await;
    let few = costs(&stages, &small).await;
    small.stop().await;

    let statements = more(&stages).await;
    let statements: Vec<_> = statements.iter().map(String::as_str).collect();
    let large = stages.serve_changed(Stage::Judging, &statements).await;
    let many = costs(&stages, &large).await;
    let list = "/api/editions/cup-2026/entries?limit=200";
    let page = stages.person(Who::Organizer, &large).get(list).await.json();
    assert_eq!(page["total"], MORE + 3);
    assert_eq!(page["entries"].as_array().unwrap().len(), 200);
    let queue = stages
        .person(Who::Judge, &large)
        .get("/api/judge/queue")
        .await
        .json();
    let sheets = queue["heats"][0]["assignments"].as_array().unwrap().len();
    assert_eq!(sheets, MORE as usize + 3);
    large.stop().await;

    for ((who, path), cost) in LISTS.iter().zip(&few) {
        eprintln!("{cost:>3} statements: {path} by {who:?}");
        assert!(*cost <= MOST, "{path} costs {cost}");
    }
    assert_eq!(many, few);
}
