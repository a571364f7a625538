//! What teams read of what came of their entries: nothing before the list is public, afterwards what each
//! heat discloses, and never who judged. And what everybody reads of an edition with tracks and divisions.

use acceptance::{EDITION, Engine, PUBLIC_URL, Story, World, edition_file, score};
use domain::people::Role;
use serde_json::{Value, json};

/// Two entries, three judges; the first entry is the better one and has the first prize.
async fn published(engine: Engine, disclosure: &str) -> Story {
    let story = judged(engine, disclosure).await;
    let first = story.numbers[0].clone();
    story.award(&first, "first").await;
    publish(&story).await;
    story
}

/// Two entries and what three judges came to; the first entry is the better one.
async fn judged(engine: Engine, disclosure: &str) -> Story {
    let kind = format!("kind = \"pitch\"\ndisclosure = {disclosure}");
    let file = edition_file().replace("kind = \"pitch\"", &kind);
    let mut story = Story::of_file(World::fresh(engine, Story::opening()).await, &file).await;
    story.submit(2).await;
    story.open_heat(3).await;
    let mut sorted = story.numbers.clone();
    sorted.sort();
    for judge in 0..3 {
        let aliases = story.aliases(judge).await;
        for (number, alias) in sorted.iter().zip(&aliases) {
            let best = *number == story.numbers[0];
            comment(&story, judge, alias, best).await;
        }
    }
    story.close_heat().await;
    story
}

/// Two officers sign the list.
async fn publish(story: &Story) {
    let one = story.officer("one@example.org").await;
    let two = story.officer("two@example.org").await;
    let at = json!({ "publish_at": instant().to_rfc3339() });
    let path = format!("/api/editions/{EDITION}/publications");
    let list = one.propose(EDITION, &at).await.expect(201).json();
    let list = &list["publications"][0];
    let path = format!("{path}/{}/confirm", list["id"].as_str().unwrap());
    let signed = json!({ "list_hash": list["list_hash"] });
    two.post(&path, &signed).await.expect(200);
}

fn instant() -> domain::time::Timestamp {
    Story::after_call().plus_minutes(10)
}

/// Judge 0 gives the lowest marks and comments last in the alphabet.
async fn comment(story: &Story, judge: usize, alias: &str, best: bool) {
    let path = format!("/api/judge/assignments/{alias}/sheet");
    let client = &story.judges[judge];
    let own = format!("/api/judge/assignments/{alias}");
    let revision = client.get(&own).await.expect(200).revision();
    let said = ["Thin.", "Clear.", "Bold."][judge];
    let comment = json!({ "marks": {}, "comment": said });
    client.patch(&path, revision, &comment).await.expect(200);
    let lean = i64::try_from(judge).unwrap() + if best { 6 } else { 2 };
    let criteria = [
        "innovation",
        "technology",
        "market",
        "team",
        "feasibility",
        "pitch",
    ];
    let marks: Value = criteria
        .iter()
        .map(|key| ((*key).to_owned(), json!(lean)))
        .collect();
    score(client, alias, &marks).await;
}

fn path(story: &Story, team: usize) -> String {
    format!("/api/team/entries/{}/results", story.numbers[team])
}

#[tokio::test]
async fn before_the_instant_all_teams_read_the_same_nothing() {
    let story = published(
        Engine::Sqlite,
        r#"["count", "score", "sheets", "comments"]"#,
    )
    .await;
    story.world.clock.put(instant().plus_millis(-1));
    let mut answers = vec![];
    for team in 0..2 {
        let answer = story.teams[team].get(&path(&story, team)).await.expect(200);
        answers.push(answer.text());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], r#"{"published_at":null,"tiers":[],"heats":[]}"#);
    let foreign = story.teams[1].get(&path(&story, 0)).await;
    foreign.expect(404);
}

#[tokio::test]
async fn afterwards_a_team_reads_what_the_heat_discloses_and_never_who_judged() {
    for engine in Engine::all() {
        let story = published(engine, r#"["count", "score", "sheets", "comments"]"#).await;
        story.world.clock.put(instant());
        let answer = story.teams[0].get(&path(&story, 0)).await.expect(200);
        let results = answer.json();
        assert_eq!(results["tiers"][0]["tier"]["key"], "first");
        assert_eq!(results["tiers"][0]["together_as"], Value::Null);
        let heat = &results["heats"][0];
        assert_eq!((&heat["sheets"], &heat["rank"]), (&json!(3), &json!(1)));
        assert_eq!(
            (&heat["figure"], &heat["advanced"]),
            (&json!("70.00"), &Value::Null)
        );
        assert_eq!(heat["marks"][0]["criterion"]["key"], "innovation");
        assert_eq!(heat["marks"][0]["marks"], json!(["6", "7", "8"]));
        // In the alphabet, not in the order of the judges.
        assert_eq!(heat["comments"], json!(["Bold.", "Clear.", "Thin."]));
        for judge in ["Judge", "评委", "judge-1"] {
            assert!(!answer.text().contains(judge), "{judge}");
        }
        let other = story.teams[1]
            .get(&path(&story, 1))
            .await
            .expect(200)
            .json();
        assert_eq!(
            (&other["tiers"], &other["heats"][0]["rank"]),
            (&json!([]), &json!(2))
        );
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn teams_that_are_honoured_together_read_under_which_name() {
    let story = judged(Engine::Sqlite, r#"["count"]"#).await;
    let [one, two] = &story.numbers[..] else {
        panic!("two entries");
    };
    let title = json!({ "zh": "双子", "en": "The twins" });
    let twins = json!({ "number": one, "further": [two], "title": title, "tier": "first" });
    let awards = format!("/api/editions/{EDITION}/awards");
    story.organizer.post(&awards, &twins).await.expect(200);
    publish(&story).await;
    story.world.clock.put(instant());
    for team in 0..2 {
        let results = story.teams[team].get(&path(&story, team)).await;
        assert_eq!(results.expect(200).json()["tiers"][0]["together_as"], title);
    }
    story.world.stop().await.remove().await;
}

#[tokio::test]
async fn what_is_not_disclosed_is_null() {
    let story = published(Engine::Sqlite, r#"["count"]"#).await;
    story.world.clock.put(instant());
    let results = story.teams[1]
        .get(&path(&story, 1))
        .await
        .expect(200)
        .json();
    let heat = &results["heats"][0];
    assert_eq!(heat["sheets"], 3);
    for hidden in ["figure", "rank", "marks", "comments"] {
        assert_eq!(heat[hidden], Value::Null, "{hidden}");
    }
}

#[tokio::test]
async fn the_call_of_2025_is_public_with_tracks_divisions_and_calendar_in_both_languages() {
    let world = World::fresh(Engine::Sqlite, Story::opening()).await;
    world.grant("head@example.org", Role::Organizer, None).await;
    let head = world.person("head@example.org").await;
    let file = include_str!("../editions/2025.toml");
    head.post_text("/api/editions", "application/toml", file)
        .await
        .expect(201);
    let read = async |language: &str| {
        let stranger = world.stranger();
        let request = stranger.request(reqwest::Method::GET, "/editions/2025");
        let answer = stranger.send(request.header("accept-language", language));
        answer.await.expect(200).text()
    };
    let (zh, en) = (read("zh-CN").await, read("en").await);
    for text in [
        "Open source",
        "Individual coding challenge",
        "Asia-Pacific, in Hong Kong",
        "Held on site",
        "Host of Asia-Pacific",
        "Semi-final",
        "given to persons",
        "no judge gives marks",
        "Who may enter: organizations, teams",
        "Who may enter: individuals",
    ] {
        assert!(en.contains(text), "{text} in {en}");
    }
    for text in [
        "开源",
        "个人编程挑战赛",
        "亚太赛区（香港）",
        "现场举行",
        "半决赛",
        "授予个人",
        "参赛对象：个人",
    ] {
        assert!(zh.contains(text), "{text} in {zh}");
    }
    // A track stands once, before its first contest, and heats that are judged alike are told once.
    assert_eq!(en.matches("class=\"track\"").count(), 6);
    assert_eq!(en.matches("<table").count(), 6);
    assert!(!en.contains("<script"));
    // Nothing but the links of the head leaves the page's own origin or names it.
    let body = en.split("</head>").nth(1).unwrap();
    assert!(!body.contains(PUBLIC_URL) && !body.contains("https://"));
}
