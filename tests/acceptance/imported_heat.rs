//! A heat that is not judged here: its figures come in as a table and close it.

use acceptance::{EDITION, Engine, Story, World, edition_file};
use serde_json::{Value, json};

/// The usual edition, but that figures with two digits come from elsewhere.
fn file() -> String {
    let file = edition_file();
    let (head, _) = file.split_once("[heats.rubric]").unwrap();
    head.replace("kind = \"pitch\"", "kind = \"imported\"\ndigits = 2")
}

async fn call_over(engine: Engine) -> Story {
    let mut story = Story::of_file(World::fresh(engine, Story::opening()).await, &file()).await;
    story.submit(4).await;
    story.world.clock.put(Story::after_call());
    story
}

async fn import(story: &Story, table: &str, status: u16) -> Value {
    let path = format!("/api/editions/{EDITION}/heats/final/scores");
    let answer = story.organizer.post_text(&path, "text/csv", table).await;
    answer.expect(status).json()
}

#[tokio::test]
async fn figures_from_elsewhere_close_the_heat_with_a_standing() {
    for engine in Engine::all() {
        let story = call_over(engine).await;
        let [a, b, c, d] = &story.numbers[..] else {
            panic!("four entries");
        };
        let table = format!("\u{feff}number,figure\n{a},7.5\n{b},12\n{c},\n{d},7.50\n");
        let standing = import(&story, &table, 200).await;
        assert_eq!(standing["heat"]["state"], "closed");
        let lines = standing["lines"].as_array().unwrap();
        let mut ranks: Vec<_> = lines
            .iter()
            .map(|line| {
                (
                    line["number"].as_str().unwrap(),
                    line["rank"].clone(),
                    line["figure"].clone(),
                )
            })
            .collect();
        assert_eq!(ranks.remove(0), (b.as_str(), json!(1), json!("12.00")));
        assert_eq!(ranks.pop(), Some((c.as_str(), Value::Null, Value::Null)));
        for (_, rank, figure) in &ranks {
            assert_eq!((rank, figure), (&json!(2), &json!("7.50")));
        }
        let again = import(&story, &table, 409).await;
        assert_eq!(again["code"], "state_forbids");
        story.award(b, "first").await;
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn each_row_that_cannot_be_taken_is_named_and_nothing_is_closed() {
    let story = call_over(Engine::Sqlite).await;
    let [a, b, c, d] = &story.numbers[..] else {
        panic!("four entries");
    };
    let table = format!(
        "number,figure\n{a},high\n{b},1.234\nC26-99999,3\n{a},4\n{c},99999999999999999999\n"
    );
    let refused = import(&story, &table, 422).await;
    assert_eq!(refused["code"], "invalid_scores");
    let errors = refused["errors"].as_array().unwrap();
    let errors: Vec<_> = errors
        .iter()
        .map(|error| {
            (
                error["pointer"].as_str().unwrap(),
                error["code"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        errors,
        [
            ("/rows/0/figure", "figure_malformed"),
            ("/rows/1/figure", "figure_too_fine"),
            ("/rows/2/number", "not_in_field"),
            ("/rows/3/number", "number_twice"),
            ("/rows/4/figure", "figure_too_large"),
            ("/rows", "entry_missing"),
        ]
    );
    assert_eq!(refused["errors"][0]["params"]["line"], 2);
    assert_eq!(refused["errors"][5]["params"]["number"], **d);
    let column = import(&story, "number,points\n", 422).await;
    assert_eq!(column["errors"][0]["code"], "column_missing");

    let overview = story
        .organizer
        .get(&format!("/api/editions/{EDITION}"))
        .await
        .json();
    let heat = &overview["heats"][0];
    assert_eq!(
        (&heat["state"], &heat["may"]["import_scores"]),
        (&json!("planned"), &json!(true))
    );
    assert_eq!(heat["may"]["open"], false);
}

#[tokio::test]
async fn a_heat_that_is_judged_here_takes_no_figures_and_none_come_before_the_call_is_over() {
    let mut story = Story::of_file(
        World::fresh(Engine::Sqlite, Story::opening()).await,
        &file(),
    )
    .await;
    story.submit(1).await;
    let table = format!("number,figure\n{},1\n", story.numbers[0]);
    assert_eq!(import(&story, &table, 409).await["code"], "call_still_open");

    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(1).await;
    story.world.clock.put(Story::after_call());
    let table = format!("number,figure\n{},1\n", story.numbers[0]);
    assert_eq!(
        import(&story, &table, 409).await["code"],
        "heat_not_imported"
    );
}
