//! What shortlisted teams are asked for after the call: until when, by whom, what it changes, and which
//! version judges read.

use acceptance::{Answer, Client, EDITION, Engine, PDF, Story, World, edition_file};
use domain::{people::Role, time::Timestamp};
use serde_json::{Value, json};

const LATER: &str = r#"[[contests.questions]]
key = "note"
kind = "text"
label = { zh = "补充说明", en = "Further note" }
languages = ["zh", "en"]
required = true
judges = true
when = "supplement"

[[contests.slots]]
key = "film"
label = { zh = "短片脚本", en = "Film script" }
required = false
max_bytes = 1000000
media_types = ["application/pdf"]
judges = true
when = "supplement"

[[contests.slots]]"#;

/// A second heat that takes from the call, judged later.
const ENCORE: &str = r#"

[[heats]]
key = "encore"
title = { zh = "加演", en = "Encore" }
round = "final"
contest = "open"
kind = "pitch"
judged_as = "final"
opens_at = "2026-10-10T09:00:00+08:00"
closes_at = "2026-10-11T18:00:00+08:00"
"#;

fn due() -> Timestamp {
    Story::after_call().plus_minutes(30)
}

/// Two submitted entries after the call.
async fn story(engine: Engine) -> Story {
    let file = edition_file().replacen("[[contests.slots]]", LATER, 1);
    let file = format!("{}{ENCORE}", file.trim_end());
    let mut story = Story::of_file(World::fresh(engine, Story::opening()).await, &file).await;
    story.submit(2).await;
    story.world.clock.put(Story::after_call());
    story
}

fn wish(numbers: &[&str], due_at: Timestamp) -> Value {
    json!({
        "numbers": numbers, "due_at": due_at.to_rfc3339(),
        "remark": { "zh": "请补充说明。", "en": "Please add a note." },
    })
}

async fn ask(story: &Story, body: &Value) -> Answer {
    let path = format!("/api/editions/{EDITION}/supplements");
    story.organizer.post(&path, body).await
}

fn path(story: &Story, entry: usize) -> String {
    format!("/api/team/entries/{}", story.numbers[entry])
}

async fn patch(team: &Client, path: &str, body: &Value) -> Answer {
    let revision = team.get(path).await.expect(200).revision();
    team.patch(path, revision, body).await
}

fn note(text: &str) -> Value {
    json!({ "answers": { "note": { "zh": text, "en": text } } })
}

async fn submit(team: &Client, path: &str) -> Answer {
    let revision = team.get(path).await.expect(200).revision();
    let path = format!("{path}/supplement");
    team.post_at(&path, revision, &json!({})).await
}

#[tokio::test]
async fn a_supplement_counts_up_to_the_instant_and_not_a_millisecond_longer() {
    for engine in Engine::all() {
        for (millis, status) in [(-1, 200), (0, 200), (1, 409)] {
            let story = story(engine).await;
            let (team, path) = (&story.teams[0], path(&story, 0));
            ask(&story, &wish(&[&story.numbers[0]], due()))
                .await
                .expect(200);
            patch(team, &path, &note("Later")).await.expect(200);
            story.world.clock.put(due().plus_millis(millis));
            let answer = submit(team, &path).await;
            assert_eq!(
                answer.status,
                status,
                "{engine:?} {millis}: {}",
                answer.text()
            );
            let entry = team.get(&path).await.expect(200).json();
            let list = format!("/api/editions/{EDITION}/supplements");
            let list = story.organizer.get(&list).await.expect(200).json();
            let state = &list["supplements"][0]["state"];
            if status == 200 {
                let arrived = due().plus_millis(millis).to_rfc3339();
                assert_eq!(answer.json()["arrived_at"], arrived);
                assert_eq!(answer.json()["deadline"], due().to_rfc3339());
                assert_eq!(entry["submitted"]["version"], 2);
                assert_eq!(*state, "received");
                // A lost reply is asked for again, when it is too late for anything new.
                story.world.clock.put(due().plus_minutes(5));
                let again = submit(team, &path).await.expect(200);
                assert_eq!(again.json(), answer.json());
            } else {
                assert_eq!(answer.code(), "supplement_closed");
                assert_eq!(entry["submitted"]["version"], 1);
                assert_eq!(
                    (state.as_str(), &entry["may"]["supplement"]),
                    (Some("lapsed"), &json!(false))
                );
                let late = patch(team, &path, &note("Later still")).await.expect(409);
                assert_eq!(late.code(), "supplement_closed");
                // Who asks again gives more time.
                let more = due().plus_minutes(60);
                ask(&story, &wish(&[&story.numbers[0]], more))
                    .await
                    .expect(200);
                submit(team, &path).await.expect(200);
            }
            story.world.stop().await.remove().await;
        }
    }
}

#[tokio::test]
async fn a_team_changes_what_was_asked_for_and_nothing_else() {
    for engine in Engine::all() {
        let story = story(engine).await;
        let (team, path) = (&story.teams[0], path(&story, 0));
        let before = team.get(&path).await.expect(200).json();
        assert_eq!(before["supplement"], Value::Null);
        let asked = before["form"]["questions"].as_array().unwrap().clone();
        assert!(asked.iter().all(|question| question["when"] == "entry"));
        let early = submit(team, &path).await.expect(409);
        assert_eq!(early.code(), "supplement_not_requested");

        ask(&story, &wish(&[&story.numbers[0]], due()))
            .await
            .expect(200);
        let told = story.world.mailed("team-1@example.com").await;
        assert!(
            format!("{told:?}").contains("SupplementRequested"),
            "{told:?}"
        );
        let list = team.get("/api/team/entries").await.expect(200).json();
        assert_eq!(list["entries"][0]["supplement"]["state"], "requested");

        let title = json!({ "answers": { "title": { "en": "Another" } } });
        let refused = patch(team, &path, &title).await.expect(422).json();
        let fault = (
            &refused["errors"][0]["pointer"],
            &refused["errors"][0]["code"],
        );
        assert_eq!(fault, (&json!("/answers/title"), &json!("not_asked_now")));
        let deck = format!("{path}/attachments/deck");
        let refused = team.upload(&deck, "other.pdf", PDF).await.expect(409);
        assert_eq!(refused.code(), "call_closed");
        team.delete(&deck).await.expect(409);
        let incomplete = submit(team, &path).await.expect(422);
        assert_eq!(
            incomplete.json()["errors"][0]["pointer"],
            "/answers/note/zh"
        );

        patch(team, &path, &note("Later")).await.expect(200);
        let film = format!("{path}/attachments/film");
        team.upload(&film, "film.pdf", PDF).await.expect(201);
        let receipt = submit(team, &path).await.expect(200).json();
        assert_eq!(receipt["version"], 2);
        assert_ne!(receipt["fingerprint"], before["submitted"]["fingerprint"]);
        let told = story.world.mailed("team-1@example.com").await;
        assert!(
            format!("{told:?}").contains("SupplementReceived"),
            "{told:?}"
        );
        let after = team.get(&path).await.expect(200).json();
        assert_eq!(after["answers"]["title"], before["answers"]["title"]);
        assert_eq!(after["has_unsubmitted_changes"], false);
        let slots = |one: &Value| -> Vec<Value> {
            let files = one["attachments"].as_array().unwrap().iter();
            files.map(|file| file["slot"].clone()).collect()
        };
        assert_eq!(slots(&after), ["deck", "film"]);
        assert_eq!(
            after["attachments"][0]["sha256"],
            before["attachments"][0]["sha256"]
        );

        // It can be handed in again until it is due.
        patch(team, &path, &note("Better")).await.expect(200);
        assert_eq!(submit(team, &path).await.expect(200).json()["version"], 3);
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn what_was_typed_after_the_last_submit_never_gets_into_a_supplement() {
    let file = edition_file().replacen("[[contests.slots]]", LATER, 1);
    let world = World::fresh(Engine::Sqlite, Story::opening()).await;
    let mut story = Story::of_file(world, &file).await;
    story.submit(1).await;
    let (team, path) = (&story.teams[0], path(&story, 0));
    let title = json!({ "answers": { "title": { "en": "Afterthought" } } });
    patch(team, &path, &title).await.expect(200);
    let deck = format!("{path}/attachments/deck");
    let other = [PDF, b"% another".as_slice()].concat();
    team.upload(&deck, "other.pdf", &other).await.expect(201);
    story.world.clock.put(Story::after_call());
    ask(&story, &wish(&[&story.numbers[0]], due()))
        .await
        .expect(200);
    let shown = team.get(&path).await.expect(200).json();
    assert_eq!(shown["answers"]["title"]["en"], "Project 1");
    assert_eq!(shown["attachments"][0]["name"], "deck.pdf");
    patch(team, &path, &note("Later")).await.expect(200);
    submit(team, &path).await.expect(200);
    let entry = format!("/api/editions/{EDITION}/entries/{}", story.numbers[0]);
    let entry = story.organizer.get(&entry).await.expect(200).json();
    assert_eq!(entry["title"]["en"], "Project 1");
    assert_eq!(entry["attachments"][0]["name"], "deck.pdf");
    assert_eq!(entry["supplement"]["state"], "received");
    story.world.stop().await;
}

#[tokio::test]
async fn judges_of_an_open_heat_keep_what_they_had_and_those_of_a_later_one_read_the_new_version() {
    for engine in Engine::all() {
        let mut story = story(engine).await;
        story.open_heat(1).await;
        let shown = async |story: &Story, heat: &str| -> String {
            let judge = &story.judges[0];
            let queue = judge.get("/api/judge/queue").await.expect(200).json();
            let heats = queue["heats"].as_array().unwrap().clone();
            let heat = heats.iter().find(|one| one["heat"]["key"] == heat).unwrap();
            let assignments = heat["assignments"].as_array().unwrap().iter();
            let mut all = String::new();
            for alias in assignments.map(|one| one["alias"].as_str().unwrap()) {
                let sheet = judge.get(&format!("/api/judge/assignments/{alias}")).await;
                all.push_str(&sheet.expect(200).json()["entry"].to_string());
            }
            all
        };
        let before = shown(&story, "final").await;
        assert!(!before.contains("Further note"), "{before}");

        ask(&story, &wish(&[&story.numbers[0]], due()))
            .await
            .expect(200);
        let (team, path) = (&story.teams[0], path(&story, 0));
        patch(team, &path, &note("Heron")).await.expect(200);
        let film = format!("{path}/attachments/film");
        team.upload(&film, "film.pdf", PDF).await.expect(201);
        submit(team, &path).await.expect(200);
        assert_eq!(shown(&story, "final").await, before);

        let judges = format!("/api/editions/{EDITION}/judges/import");
        let table = "heat,name_zh,name_en,email,language,role\n\
                     encore,评委1,Judge 1,judge-1@example.org,en,chair\n";
        let import = story.organizer.post_text(&judges, "text/csv", table).await;
        import.expect(200);
        let open = format!("/api/editions/{EDITION}/heats/encore/open");
        story.organizer.post(&open, &json!({})).await.expect(200);
        let after = shown(&story, "encore").await;
        assert!(
            after.contains("Heron") && after.contains("Film script"),
            "{after}"
        );
        assert_eq!(shown(&story, "final").await, before);
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_supplement_is_nothing_to_another_team_and_screeners_may_ask() {
    let story = story(Engine::Sqlite).await;
    let list = format!("/api/editions/{EDITION}/supplements");
    story
        .world
        .grant("screener@example.org", Role::Screener, Some(EDITION))
        .await;
    let screener = story.world.person("screener@example.org").await;
    let body = wish(&[&story.numbers[0]], due());
    screener.post(&list, &body).await.expect(200);
    let (other, path) = (&story.teams[1], path(&story, 0));
    let submit = format!("{path}/supplement");
    other.post_at(&submit, 1, &json!({})).await.expect(404);
    other.get(&list).await.expect(404);
    let own = other.get("/api/team/entries").await.expect(200).json();
    assert_eq!(own["entries"][0]["supplement"], Value::Null);
    story.world.stop().await;
}

#[tokio::test]
async fn a_request_is_refused_where_it_could_not_be_answered() {
    let story = story(Engine::Sqlite).await;
    let codes = async |body: &Value| -> Vec<(Value, Value)> {
        let refused = ask(&story, body).await.expect(422);
        assert_eq!(refused.code(), "invalid_supplement_request");
        let errors = refused.json()["errors"].as_array().unwrap().clone();
        let pair = |one: &Value| (one["pointer"].clone(), one["code"].clone());
        errors.iter().map(pair).collect()
    };
    let number = story.numbers[0].clone();
    let passed = wish(&[&number], Story::after_call());
    assert_eq!(
        codes(&passed).await,
        [(json!("/due_at"), json!("due_passed"))]
    );
    let unknown = wish(&[&number, "C26-NOBODY"], due());
    assert_eq!(
        codes(&unknown).await,
        [(json!("/numbers/1"), json!("no_such_entry"))]
    );
    let mut silent = wish(&[&number], due());
    silent["remark"]["zh"] = json!(" ");
    assert_eq!(
        codes(&silent).await,
        [(json!("/remark/zh"), json!("remark_missing"))]
    );
    ask(&story, &wish(&[&number], due())).await.expect(200);
    let sooner = wish(&[&number], due().plus_millis(-1));
    assert_eq!(
        codes(&sooner).await,
        [(json!("/due_at"), json!("due_earlier"))]
    );
    let nobody = json!({ "heat": "encore", "due_at": due().to_rfc3339(), "remark": { "zh": "补", "en": "More" } });
    let refused = ask(&story, &nobody).await.expect(409);
    assert_eq!(refused.code(), "nobody_to_ask");

    // While the call is open, whoever enters can still change everything.
    story.world.clock.put(Story::deadline());
    let refused = ask(&story, &wish(&[&number], due())).await.expect(409);
    assert_eq!(refused.code(), "call_still_open");
    story.world.stop().await;
}
