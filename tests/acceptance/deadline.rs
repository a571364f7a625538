//! The deadline is one instant, on the server, for every way in.

use acceptance::{Engine, PDF, Story, World};
use serde_json::json;

/// A story with one filled-in draft, its clock so many milliseconds from the deadline.
async fn near_deadline(engine: Engine, millis: i64) -> (Story, String) {
    let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
    let number = story.draft().await;
    story.world.clock.put(Story::deadline().plus_millis(millis));
    (story, format!("/api/team/entries/{number}"))
}

#[tokio::test]
async fn a_submit_counts_up_to_the_deadline_and_not_a_millisecond_longer() {
    for engine in Engine::all() {
        for (millis, status) in [(-1, 200), (0, 200), (1, 409)] {
            let (story, path) = near_deadline(engine, millis).await;
            let team = &story.teams[0];
            let revision = team.get(&path).await.expect(200).revision();
            let answer = team
                .post_at(&format!("{path}/submit"), revision, &json!({}))
                .await;
            assert_eq!(
                answer.status,
                status,
                "{engine:?} {millis} ms: {}",
                answer.text()
            );
            let entry = team.get(&path).await.json();
            if status == 200 {
                let receipt = answer.json();
                let arrived = Story::deadline().plus_millis(millis).to_rfc3339();
                assert_eq!(receipt["arrived_at"], arrived);
                assert_eq!(entry["state"], "submitted");
            } else {
                assert_eq!(answer.code(), "call_closed");
                let params = &answer.json()["errors"][0]["params"];
                assert_eq!(params["deadline"], Story::deadline().to_rfc3339());
                assert_eq!(entry["state"], "draft");
                assert_eq!(entry["may"]["submit"], false);
            }
            story.world.stop().await.remove().await;
        }
    }
}

#[tokio::test]
async fn an_edit_and_an_upload_keep_the_same_instant() {
    for (millis, edited, uploaded) in [(-1, 200, 201), (0, 200, 201), (1, 409, 409)] {
        let (story, path) = near_deadline(Engine::Sqlite, millis).await;
        let team = &story.teams[0];
        let revision = team.get(&path).await.expect(200).revision();
        let patch = json!({ "answers": { "title": { "en": "Changed" } } });
        team.patch(&path, revision, &patch).await.expect(edited);
        let slot = format!("{path}/attachments/deck");
        let answer = team.upload(&slot, "late.pdf", PDF).await.expect(uploaded);
        if uploaded == 409 {
            assert_eq!(answer.code(), "call_closed");
        }
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_repeated_submit_after_the_deadline_gives_the_same_receipt() {
    let (story, path) = near_deadline(Engine::Sqlite, 0).await;
    let team = &story.teams[0];
    let submit = format!("{path}/submit");
    let revision = team.get(&path).await.revision();
    let first = team
        .post_at(&submit, revision, &json!({}))
        .await
        .expect(200);
    story.world.clock.put(Story::deadline().plus_millis(1));
    let second = team
        .post_at(&submit, revision, &json!({}))
        .await
        .expect(200);
    assert_eq!(first.json(), second.json());
    assert_eq!(team.get(&path).await.json()["submitted"]["version"], 1);
}

#[tokio::test]
async fn nothing_is_begun_before_the_call_opens() {
    let before = Story::opening().plus_millis(-1);
    let story = Story::open_call(World::fresh(Engine::Sqlite, before).await).await;
    let team = story.world.person("early@example.com").await;
    let begun = json!({ "edition": acceptance::EDITION, "contest": "open" });
    let answer = team.post("/api/team/entries", &begun).await.expect(409);
    assert_eq!(answer.code(), "call_closed");
    story.world.clock.put(Story::opening());
    team.post("/api/team/entries", &begun).await.expect(201);
}
