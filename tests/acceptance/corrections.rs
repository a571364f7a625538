//! Correcting a list that is out: under a chain of approval, and not at all.

use acceptance::{Client, EDITION, Engine, Story, edition_file};
use domain::people::Role;
use serde_json::{Value, json};

use crate::awards::ranked;

/// One step in the application.
fn file() -> String {
    let chain = r#"[[approvals]]
key = "office"
title = { zh = "秘书处负责人", en = "Head of the secretariat" }
by = "application"

[[rounds]]"#;
    edition_file().replacen("[[rounds]]", chain, 1)
}

fn at(rest: &str) -> String {
    format!("/api/editions/{EDITION}{rest}")
}

/// Everybody who has a part in it.
struct Cast {
    approver: Client,
    proposer: Client,
    confirmer: Client,
}

impl Cast {
    async fn of(story: &Story) -> Self {
        let world = &story.world;
        let approver = "approver@example.org";
        world.grant(approver, Role::Approver, Some(EDITION)).await;
        Self {
            approver: world.person(approver).await,
            proposer: story.officer("proposer@example.org").await,
            confirmer: story.officer("confirmer@example.org").await,
        }
    }
}

/// Requests approval of the list as it stands, and approves.
async fn approve(story: &Story, cast: &Cast) {
    let shown = story.organizer.get(&at("/approvals")).await;
    let shown = shown.expect(200).json();
    assert_eq!(shown["may"]["request"], true, "{shown}");
    let requested = story.organizer.post(&at("/approvals"), &json!({})).await;
    let requested = requested.expect(201).json();
    let approval = &requested["approvals"][0];
    let path = at(&format!(
        "/approvals/{}/approve",
        approval["id"].as_str().unwrap()
    ));
    let signed = json!({ "list_hash": approval["list_hash"], "strikes": [] });
    cast.approver.post(&path, &signed).await.expect(200);
}

/// Approves, and publishes at once.
async fn publish(story: &Story, cast: &Cast, kind: &str, minutes: i64) {
    approve(story, cast).await;
    let instant = Story::after_call().plus_minutes(minutes);
    let mut wish = json!({ "publish_at": instant.to_rfc3339(), "kind": kind });
    if kind == "corrected" {
        wish["note"] = json!({ "zh": "二等奖有误。", "en": "The second prize was wrong." });
    }
    let proposed = cast.proposer.propose(EDITION, &wish).await;
    let proposed = &proposed.expect(201).json()["publications"][0];
    let path = publication(proposed, "/confirm");
    let hash = json!({ "list_hash": proposed["list_hash"] });
    cast.confirmer.post(&path, &hash).await.expect(200);
    story.world.clock.put(instant);
}

fn publication(one: &Value, rest: &str) -> String {
    at(&format!(
        "/publications/{}{rest}",
        one["id"].as_str().unwrap()
    ))
}

/// The latest publication, as the organizer sees it.
async fn latest(story: &Story) -> Value {
    let list = story.organizer.get(&at("/publications")).await;
    list.expect(200).json()["publications"][0].clone()
}

async fn recall(story: &Story) -> (u16, Value) {
    let shown = story
        .organizer
        .get(&at("/approvals"))
        .await
        .expect(200)
        .json();
    let approval = &shown["approvals"][0];
    let path = at(&format!(
        "/approvals/{}/recall",
        approval["id"].as_str().unwrap()
    ));
    let why = json!({ "reason": "The second prize is wrong." });
    let recalled = story.organizer.post(&path, &why).await;
    (recalled.status, approval["may"]["recall"].clone())
}

#[tokio::test]
async fn a_corrected_list_goes_through_the_chain_again() {
    for engine in Engine::all() {
        let story = ranked(engine, &file(), 0).await;
        let cast = Cast::of(&story).await;
        story.award(&story.numbers[0], "first").await;
        publish(&story, &cast, "final", 10).await;

        // What is out rests on its approval, until its correction is begun.
        assert_eq!(recall(&story).await, (409, json!(false)));
        let why = json!({ "reason": "The second prize is missing." });
        let begin = publication(&latest(&story).await, "/correction");
        story.organizer.post(&begin, &why).await.expect(200);
        assert_eq!(recall(&story).await, (200, json!(true)));
        story.award(&story.numbers[1], "second").await;
        publish(&story, &cast, "corrected", 60).await;
        let out = latest(&story).await;
        assert_eq!(
            (&out["version"], &out["in_force"]),
            (&json!(2), &json!(true))
        );
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_correction_is_withdrawn_where_nothing_changed_since() {
    for engine in Engine::all() {
        let story = ranked(engine, &file(), 0).await;
        let cast = Cast::of(&story).await;
        let organizer = &story.organizer;
        story.award(&story.numbers[0], "first").await;
        publish(&story, &cast, "final", 10).await;
        let path = publication(&latest(&story).await, "/correction");
        let withdraw = format!("{path}/withdraw");
        let why = json!({ "reason": "Nothing was wrong." });
        let early = organizer.post(&withdraw, &why).await;
        assert_eq!(early.expect(409).code(), "correction_not_begun");

        organizer.post(&path, &why).await.expect(200);
        assert_eq!(latest(&story).await["may"]["withdraw_correction"], true);
        assert_eq!(recall(&story).await.0, 200);
        story.award(&story.numbers[1], "second").await;
        let changed = organizer.post(&withdraw, &why).await;
        assert_eq!(changed.expect(409).code(), "other_list");
        let given = organizer.get(&at("/awards")).await.expect(200).json();
        let given = given["given"].as_array().unwrap().clone();
        let added = given
            .iter()
            .find(|award| award["tier"] == "second")
            .unwrap();
        let added = at(&format!("/awards/{}", added["id"].as_str().unwrap()));
        organizer.delete(&added).await.expect(200);

        // What is out rests on its approval, which was recalled.
        let unapproved = organizer.post(&withdraw, &why).await;
        assert_eq!(unapproved.expect(409).code(), "list_not_approved");
        approve(&story, &cast).await;
        let mute = organizer.post(&withdraw, &json!({ "reason": "" })).await;
        assert_eq!(mute.expect(422).code(), "reason_missing");
        let withdrawn = organizer.post(&withdraw, &why).await.expect(200).json();
        let withdrawn = &withdrawn["publications"][0];
        assert_eq!(withdrawn["correction"], Value::Null);
        assert_eq!(withdrawn["may"]["begin_correction"], true);
        let give = json!({ "number": story.numbers[1], "tier": "second" });
        let locked = organizer.post(&at("/awards"), &give).await;
        assert_eq!(locked.expect(409).code(), "awards_locked");
        let log = organizer.get(&at("/audit")).await.expect(200).text();
        assert!(log.contains("withdraw_correction"));
        story.world.stop().await.remove().await;
    }
}
