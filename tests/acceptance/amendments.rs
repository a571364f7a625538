//! Amendments: an edition that was opened changes by a new file, on the record, and never under people
//! who rely on it.

use acceptance::{EDITION, Engine, Story, World, edition_file};
use domain::{message::Message, people::Role};
use serde_json::{Value, json};

const PATH: &str = "/api/editions/cup-2026/amendments";

async fn open_call(engine: Engine) -> Story {
    Story::open_call(World::fresh(engine, Story::opening()).await).await
}

/// The usual file with a text of it replaced.
fn changed(from: &str, to: &str) -> String {
    let file = edition_file();
    assert!(file.contains(from), "{from}");
    file.replacen(from, to, 1)
}

fn later() -> String {
    changed("2026-08-31T20:00:00+08:00", "2026-09-15T20:00:00+08:00")
}

fn amended(text: &str) -> Value {
    json!({ "text": text, "reason": "The storm." })
}

fn errors(answer: &Value) -> Vec<(String, String)> {
    let errors = answer["errors"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    errors
        .map(|one| (text(&one["pointer"]), text(&one["code"])))
        .collect()
}

#[tokio::test]
async fn an_edition_goes_out_as_the_file_it_came_in_as() {
    let story = open_call(Engine::Sqlite).await;
    let path = format!("/api/editions/{EDITION}/file");
    let file = story.organizer.get(&path).await.expect(200).json();
    assert_eq!(file["text"], edition_file());
    assert_eq!(
        (&file["slug"], &file["amendment"]),
        (&json!(EDITION), &json!(0))
    );
    let templates = story.organizer.get("/api/templates").await.expect(200);
    let small = templates.json()["templates"][0].clone();
    assert_eq!(small["key"], "small");
    let text = small["text"].as_str().unwrap();
    story
        .organizer
        .post_text("/api/editions", "application/toml", text)
        .await
        .expect(201);
}

#[tokio::test]
async fn a_later_deadline_is_checked_recorded_kept_and_told_to_who_is_not_done() {
    for engine in Engine::all() {
        let mut story = open_call(engine).await;
        story.submit(1).await;
        let waiting = story.draft().await;
        let checked = story
            .organizer
            .post(&format!("{PATH}/check"), &json!({ "text": later() }))
            .await
            .expect(200)
            .json();
        let change = json!({
            "path": "/call/deadline",
            "before": "2026-08-31T12:00:00.000Z",
            "after": "2026-09-15T12:00:00.000Z",
        });
        assert_eq!(checked, json!({ "changes": [change] }));
        let before = story.organizer.get(PATH).await.expect(200).json();
        assert_eq!(
            before["amendments"].as_array().unwrap().len(),
            1,
            "checking stores nothing"
        );

        let list = story.organizer.post(PATH, &amended(&later())).await;
        let list = list.expect(200).json();
        assert_eq!(list["amendments"][0]["number"], 1);
        assert_eq!(list["amendments"][0]["reason"], "The storm.");
        assert_eq!(list["amendments"][0]["changes"], json!([change]));
        assert!(list["amendments"][0]["by"]["name"]["en"].is_string());
        assert_eq!(list["amendments"][1]["number"], 0);
        assert_eq!(list["may"]["amend"], true);

        let moved = |message: &Message| matches!(message, Message::DeadlineMoved { .. });
        let told = story.world.mailed("team-2@example.com").await;
        assert_eq!(told.iter().filter(|one| moved(one)).count(), 1);
        let done = story.world.mailed("team-1@example.com").await;
        assert!(!done.iter().any(moved));

        story.world.clock.put(Story::after_call());
        let path = format!("/api/team/entries/{waiting}");
        let team = story.teams.last().unwrap();
        let revision = team.get(&path).await.expect(200).revision();
        team.post_at(&format!("{path}/submit"), revision, &json!({}))
            .await
            .expect(200);
        let file = story.organizer.get("/api/editions/cup-2026/file").await;
        assert_eq!(file.expect(200).json()["amendment"], 1);
        let log = story.organizer.get("/api/editions/cup-2026/audit").await;
        let log = log.expect(200).text();
        assert!(
            log.contains("amend_edition") && log.contains("/call/deadline"),
            "{log}"
        );
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn what_may_not_be_is_refused_by_place_and_nothing_changes() {
    let story = open_call(Engine::Sqlite).await;
    let wrong = changed("entry_prefix = \"C26-\"", "entry_prefix = \"D26-\"");
    let wrong = wrong.replacen("2026-08-31T20:00:00+08:00", "2026-08-31T19:00:00+08:00", 1);
    for (path, body) in [
        (format!("{PATH}/check"), json!({ "text": wrong })),
        (PATH.to_owned(), amended(&wrong)),
    ] {
        let refused = story.organizer.post(&path, &body).await.expect(422).json();
        assert_eq!(refused["code"], "cannot_amend");
        let both = [
            ("/call/deadline".to_owned(), "earlier_deadline".to_owned()),
            ("/edition/entry_prefix".to_owned(), "fixed".to_owned()),
        ];
        assert_eq!(errors(&refused), both);
    }
    let broken = amended("format = 1\n");
    let refused = story.organizer.post(PATH, &broken).await.expect(422);
    assert_eq!(refused.code(), "invalid_edition_file");
    let same = story.organizer.post(PATH, &amended(&edition_file())).await;
    assert_eq!(same.expect(409).code(), "nothing_changed");
    let silent = json!({ "text": later(), "reason": " " });
    let refused = story.organizer.post(PATH, &silent).await.expect(422).json();
    assert_eq!(refused["errors"][0]["pointer"], "/reason");
    let file = story.organizer.get("/api/editions/cup-2026/file").await;
    assert_eq!(file.json()["amendment"], 0);
}

#[tokio::test]
async fn an_open_heat_keeps_its_rubric_and_its_hash_and_a_new_heat_comes_beside_it() {
    for engine in Engine::all() {
        let mut story = open_call(engine).await;
        story.submit(2).await;
        story.open_heat(2).await;
        let progress = "/api/editions/cup-2026/heats/final/progress";
        let before = story.organizer.get(progress).await.expect(200).json();
        let heavier = changed(
            "weight = ",
            "help = { zh = \"新\", en = \"New\" }\nweight = ",
        );
        let refused = story.organizer.post(PATH, &amended(&heavier)).await;
        let refused = refused.expect(422).json();
        assert_eq!(errors(&refused)[0].1, "heat_opened", "{refused}");

        let file = edition_file();
        let start = file.find("[[heats]]").unwrap();
        let second = file[start..].replacen("key = \"final\"", "key = \"again\"", 1);
        let grown = format!("{file}\n{second}");
        let list = story.organizer.post(PATH, &amended(&grown)).await;
        assert_eq!(
            list.expect(200).json()["amendments"][0]["changes"][0]["path"],
            "/heats/again"
        );
        let after = story.organizer.get(progress).await.expect(200).json();
        assert_eq!(after["heat"]["freeze_hash"], before["heat"]["freeze_hash"]);
        let edition = story.organizer.get("/api/editions/cup-2026").await.json();
        assert_eq!(edition["heats"].as_array().unwrap().len(), 2);
        story.score_all().await;
        story.close_heat().await;
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn two_amendments_of_the_same_file_at_once_become_one() {
    for engine in Engine::all() {
        let story = open_call(engine).await;
        let body = amended(&later());
        let (one, other) = tokio::join!(
            story.organizer.post(PATH, &body),
            story.organizer.post(PATH, &body)
        );
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
        let list = story.organizer.get(PATH).await.expect(200).json();
        assert_eq!(list["amendments"].as_array().unwrap().len(), 2);
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn an_auditor_reads_the_record_and_changes_nothing() {
    let story = open_call(Engine::Sqlite).await;
    let world = &story.world;
    world
        .grant("auditor@example.org", Role::Auditor, Some(EDITION))
        .await;
    let auditor = world.person("auditor@example.org").await;
    let list = auditor.get(PATH).await.expect(200).json();
    assert_eq!(list["may"]["amend"], false);
    auditor.post(PATH, &amended(&later())).await.expect(403);
    auditor.get("/api/templates").await.expect(403);
    let stranger = world.person("nobody@example.org").await;
    stranger.post(PATH, &amended(&later())).await.expect(404);
}
