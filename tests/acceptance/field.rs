//! The entries of a heat as its chair sees them: counts while judges score, marks and figures when all is in.

use acceptance::{Client, EDITION, Engine, Story, World};
use serde_json::{Value, json};

async fn judging(entries: usize, judges: usize) -> Story {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(entries).await;
    story.open_heat(judges).await;
    story
}

async fn list(client: &Client) -> Value {
    let path = format!("/api/editions/{EDITION}/heats/final/entries");
    client.get(&path).await.expect(200).json()
}

fn entry(number: &str) -> String {
    format!("/api/editions/{EDITION}/heats/final/entries/{number}")
}

async fn close(story: &Story) {
    let close = format!("/api/editions/{EDITION}/heats/final/close");
    story.organizer.post(&close, &json!({})).await.expect(200);
}

#[tokio::test]
async fn while_judges_score_the_chair_counts_sheets_and_sees_no_mark_but_the_own() {
    let story = judging(2, 2).await;
    let chair = &story.judges[0];
    let own = story.aliases(0).await;
    story.score(0, &own[0], 7).await;
    for alias in story.aliases(1).await {
        story.score(1, &alias, 3).await;
    }
    let seen = list(chair).await;
    let entries = seen["entries"].as_array().unwrap();
    let counts: Vec<_> = entries
        .iter()
        .map(|one| (&one["submitted"], &one["expected"]))
        .collect();
    assert_eq!(entries.len(), 2);
    assert!(counts.contains(&(&json!(2), &json!(2))) && counts.contains(&(&json!(1), &json!(2))));
    let done = entries
        .iter()
        .find(|one| one["own_total"] != json!(null))
        .unwrap();
    assert_eq!(
        (&done["own_state"], &done["submitted"]),
        (&json!("submitted"), &json!(2))
    );
    for one in entries {
        assert_eq!(
            [&one["rank"], &one["figure"], &one["team"]],
            [&Value::Null; 3],
            "{one}"
        );
    }
    let page = chair
        .get(&entry(&story.numbers[0]))
        .await
        .expect(200)
        .json();
    assert_eq!(page["closed"], false);
    let sheets = page["sheets"].as_array().unwrap();
    assert!(
        sheets.len() == 2 && sheets.iter().all(|sheet| sheet["handed_in"].is_null()),
        "{sheets:?}"
    );
    story.world.stop().await;
}

#[tokio::test]
async fn once_the_heat_is_closed_the_chair_reads_what_every_judge_gave() {
    let story = judging(2, 2).await;
    for judge in 0..2 {
        for alias in story.aliases(judge).await {
            story
                .score(judge, &alias, i64::try_from(3 + judge * 4).unwrap())
                .await;
        }
    }
    close(&story).await;
    let standing = format!("/api/editions/{EDITION}/heats/final/standing");
    let standing = story.organizer.get(&standing).await.expect(200).json();
    for client in [&story.judges[0], &story.organizer] {
        let seen = list(client).await;
        for line in standing["lines"].as_array().unwrap() {
            let entries = seen["entries"].as_array().unwrap();
            let one = entries.iter().find(|one| one["number"] == line["number"]);
            for field in ["rank", "figure", "team"] {
                assert_eq!(one.unwrap()[field], line[field], "{field}");
            }
        }
    }
    let page = story.judges[0]
        .get(&entry(&story.numbers[0]))
        .await
        .expect(200)
        .json();
    let sheets = page["sheets"].as_array().unwrap();
    let mut given: Vec<_> = sheets
        .iter()
        .map(|sheet| sheet["handed_in"]["marks"]["innovation"].as_i64())
        .collect();
    given.sort_unstable();
    assert_eq!(given, [Some(3), Some(7)]);
    assert!(
        sheets
            .iter()
            .all(|sheet| sheet["handed_in"]["total"].is_string()),
        "{sheets:?}"
    );
    story.world.stop().await;
}

#[tokio::test]
async fn a_judge_who_leads_nothing_is_told_nothing_and_a_chair_who_stepped_aside_not_of_that_entry()
{
    let story = judging(2, 2).await;
    let path = format!("/api/editions/{EDITION}/heats/final/entries");
    story.judges[1].get(&path).await.expect(404);
    story.judges[1]
        .get(&entry(&story.numbers[0]))
        .await
        .expect(404);
    story.organizer.get(&entry("C26-00000")).await.expect(404);
    let queue = story.judges[0]
        .get("/api/judge/queue")
        .await
        .expect(200)
        .json();
    let lines = queue["heats"][0]["assignments"].as_array().unwrap();
    let first = lines
        .iter()
        .find(|line| line["number"] == story.numbers[0].as_str())
        .unwrap();
    let recuse = format!(
        "/api/judge/assignments/{}/recuse",
        first["alias"].as_str().unwrap()
    );
    let why = json!({ "reason": "advises the team" });
    story.judges[0].post(&recuse, &why).await.expect(200);
    story.judges[0]
        .get(&entry(&story.numbers[0]))
        .await
        .expect(403);
    story.judges[0]
        .get(&entry(&story.numbers[1]))
        .await
        .expect(200);
    story.world.stop().await;
}
