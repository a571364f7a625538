//! Score sheets: what a judge marks is kept, counted once and never overwritten unseen.

use acceptance::{EDITION, Engine, Story, World};
use serde_json::json;

async fn judging(entries: usize, judges: usize) -> Story {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(entries).await;
    story.open_heat(judges).await;
    story
}

#[tokio::test]
async fn a_second_tab_does_not_overwrite_the_first() {
    let story = judging(1, 1).await;
    let path = format!("/api/judge/assignments/{}", story.aliases(0).await[0]);
    let (judge, sheet) = (&story.judges[0], format!("{path}/sheet"));
    let seen = judge.get(&path).await.revision();
    judge
        .patch(&sheet, seen, &json!({ "marks": { "innovation": 9 } }))
        .await
        .expect(200);
    let stale = judge
        .patch(&sheet, seen, &json!({ "marks": { "innovation": 2 } }))
        .await;
    let stale = stale.expect(412).json();
    assert_eq!(stale["code"], "stale_revision");
    assert_eq!(stale["current"]["sheet"]["marks"]["innovation"], 9);
    judge
        .send(
            judge
                .request(reqwest::Method::PATCH, &sheet)
                .json(&json!({ "marks": {} })),
        )
        .await
        .expect(428);
}

#[tokio::test]
async fn a_sheet_without_all_marks_is_refused_and_names_what_is_missing() {
    let story = judging(1, 1).await;
    let path = format!("/api/judge/assignments/{}", story.aliases(0).await[0]);
    let judge = &story.judges[0];
    let revision = judge.get(&path).await.revision();
    let marks = json!({ "marks": {
        "innovation": 9, "technology": 8, "market": 7, "team": 6, "feasibility": 5,
    }});
    let saved = judge
        .patch(&format!("{path}/sheet"), revision, &marks)
        .await
        .expect(200);
    let refused = judge
        .post_at(&format!("{path}/submit"), saved.revision(), &json!({}))
        .await;
    let refused = refused.expect(422).json();
    assert_eq!(refused["code"], "sheet_incomplete");
    assert_eq!(refused["errors"][0]["pointer"], "/marks/pitch");
    assert_eq!(
        judge.get(&path).await.json()["sheet"]["marks"]["innovation"],
        9
    );
}

#[tokio::test]
async fn a_mark_outside_the_scale_is_refused_with_the_scale() {
    let story = judging(1, 1).await;
    let path = format!("/api/judge/assignments/{}", story.aliases(0).await[0]);
    let judge = &story.judges[0];
    let revision = judge.get(&path).await.revision();
    for mark in [0, 11] {
        let patch = json!({ "marks": { "innovation": mark } });
        let refused = judge
            .patch(&format!("{path}/sheet"), revision, &patch)
            .await
            .expect(422);
        let error = &refused.json()["errors"][0];
        assert_eq!(error["code"], "mark_outside_scale");
        assert_eq!(
            (&error["params"]["min_steps"], &error["params"]["max_steps"]),
            (&json!(1), &json!(10))
        );
    }
}

#[tokio::test]
async fn a_heat_closes_only_when_every_sheet_is_in_or_waived_with_a_reason() {
    let story = judging(2, 2).await;
    for alias in story.aliases(0).await {
        story.score(0, &alias, 7).await;
    }
    let late = story.aliases(1).await;
    story.score(1, &late[0], 7).await;
    let heat = format!("/api/editions/{EDITION}/heats/final");
    let (close, body) = (format!("{heat}/close"), json!({}));
    let blocked = story.organizer.post(&close, &body).await.expect(409).json();
    assert_eq!(blocked["code"], "sheets_missing");
    assert_eq!(blocked["errors"].as_array().unwrap().len(), 1);

    let progress = story
        .organizer
        .get(&format!("{heat}/progress"))
        .await
        .expect(200)
        .json();
    let missing = progress["missing"][0]["assignment"]
        .as_str()
        .unwrap()
        .to_owned();
    let waivers = format!("{heat}/waivers");
    let silent = json!({ "assignments": [missing], "reason": "  " });
    let refused = story.organizer.post(&waivers, &silent).await.expect(422);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/reason");
    let waived = json!({ "assignments": [missing], "reason": "Judge fell ill." });
    let progress = story
        .organizer
        .post(&waivers, &waived)
        .await
        .expect(200)
        .json();
    assert_eq!(progress["waivers"][0]["reason"], "Judge fell ill.");

    let standing = story.organizer.post(&close, &body).await.expect(200).json();
    let mut sheets: Vec<_> = standing["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["sheets"].as_u64().unwrap(),
                line["sheets_expected"].as_u64().unwrap(),
            )
        })
        .collect();
    sheets.sort_unstable();
    assert_eq!(sheets, [(1, 2), (2, 2)]);
}

#[tokio::test]
async fn a_judge_who_steps_aside_reads_the_entry_no_more_and_does_not_count() {
    let story = judging(1, 2).await;
    let alias = story.aliases(0).await.remove(0);
    story.score(0, &alias, 9).await;
    story.score(1, &story.aliases(1).await[0], 5).await;
    let path = format!("/api/judge/assignments/{alias}");
    let judge = &story.judges[0];
    judge
        .post(
            &format!("{path}/recuse"),
            &json!({ "reason": "Old colleague" }),
        )
        .await
        .expect(200);
    judge.get(&path).await.expect(404);
    judge
        .get(&format!("{path}/attachments/deck"))
        .await
        .expect(404);
    let standing = story.close_heat().await;
    assert_eq!(standing["lines"][0]["sheets"], 1);
    assert_eq!(standing["lines"][0]["figure"], "50.00");
}

#[tokio::test]
async fn a_judge_who_entered_the_edition_is_in_conflict_from_the_beginning() {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(1).await;
    // The second judge of the file is a member of a team.
    let both = story.world.person("judge-2@example.org").await;
    acceptance::draft(&both, EDITION, 7).await;
    story.open_heat(2).await;
    let queue = story.judges[1]
        .get("/api/judge/queue")
        .await
        .expect(200)
        .json();
    assert_eq!(queue["heats"][0]["assignments"], json!([]));
    for alias in story.aliases(0).await {
        story.score(0, &alias, 7).await;
    }
    let standing = story.close_heat().await;
    assert_eq!(standing["lines"][0]["sheets"], 1);
}

#[tokio::test]
async fn rubric_and_rule_are_frozen_and_hashed_when_the_heat_opens() {
    let story = judging(1, 1).await;
    let path = format!("/api/editions/{EDITION}/heats/final/progress");
    let heat = story.organizer.get(&path).await.expect(200).json()["heat"].clone();
    let hash = heat["freeze_hash"].as_str().unwrap().to_owned();
    assert!(hash.starts_with("sha256:"));
    story.score(0, &story.aliases(0).await[0], 7).await;
    assert_eq!(story.close_heat().await["freeze_hash"], hash);
    let again = format!("/api/editions/{EDITION}/heats/final/open");
    let refused = story.organizer.post(&again, &json!({})).await.expect(409);
    assert_eq!(refused.code(), "state_forbids");
}
