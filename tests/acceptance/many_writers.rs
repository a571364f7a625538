//! Fifty people write at once, on both engines: nobody gets an error that is not theirs, and nothing
//! that was acknowledged is lost.

use std::collections::BTreeSet;

use acceptance::{Client, EDITION, Engine, Story, World, edition_file};
use futures::future::join_all;
use serde_json::json;

const WRITERS: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_writers_of_one_entry_lose_nothing() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        let path = format!("/api/team/entries/{}", story.draft().await);
        let team = &story.teams[0];
        let before = team.get(&path).await.revision();
        let retries = join_all((0..WRITERS).map(|writer| append(team, &path, writer))).await;
        let entry = team.get(&path).await;
        let text = entry.json()["answers"]["summary"]["en"]
            .as_str()
            .unwrap()
            .to_owned();
        let written: BTreeSet<&str> = text.split_whitespace().collect();
        for writer in 0..WRITERS {
            assert!(
                written.contains(format!("writer-{writer}").as_str()),
                "{engine:?}: {text}"
            );
        }
        assert_eq!(entry.revision(), before + i64::try_from(WRITERS).unwrap());
        eprintln!("{engine:?}: {} retries", retries.iter().sum::<u32>());
        story.world.stop().await.remove().await;
    }
}

/// Reads the text, adds a word and writes it back; again, with what the refusal showed, when somebody
/// else was faster.
async fn append(team: &Client, path: &str, writer: usize) -> u32 {
    let mut entry = team.get(path).await.expect(200).json();
    for tries in 0.. {
        let text = entry["answers"]["summary"]["en"].as_str().unwrap();
        let longer = format!("{text} writer-{writer}");
        let patch = json!({ "answers": { "summary": { "en": longer } } });
        let answer = team
            .patch(path, entry["revision"].as_i64().unwrap(), &patch)
            .await;
        match answer.status {
            200 => return tries,
            412 => entry = answer.json()["current"].clone(),
            other => panic!("{other}: {}", answer.text()),
        }
    }
    unreachable!("the loop ends with success");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_teams_submit_in_the_last_second() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        for _ in 0..WRITERS {
            story.draft().await;
        }
        story.world.clock.put(Story::deadline());
        let submits = story
            .teams
            .iter()
            .zip(&story.numbers)
            .map(async |(team, number)| {
                let path = format!("/api/team/entries/{number}");
                let revision = team.get(&path).await.expect(200).revision();
                // A double click: both get the same receipt.
                let submit = format!("{path}/submit");
                let body = json!({});
                let (one, two) = futures::join!(
                    team.post_at(&submit, revision, &body),
                    team.post_at(&submit, revision, &body),
                );
                assert_eq!(one.expect(200).json(), two.expect(200).json());
            });
        join_all(submits).await;
        let path = format!("/api/editions/{EDITION}");
        let overview = story.organizer.get(&path).await.expect(200).json();
        assert_eq!(overview["counts"]["submitted"], WRITERS, "{engine:?}");
        story.world.stop().await.remove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_while_judges_hand_in_counts_every_acknowledged_sheet() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        story.submit(1).await;
        story.open_heat(9).await;
        let mut aliases = vec![];
        for judge in 0..9 {
            aliases.push(story.aliases(judge).await.remove(0));
        }
        let story = &story;
        // Eight sheets are in; the ninth judge changes a mark and hands in again while the heat closes.
        for (judge, alias) in aliases.iter().enumerate() {
            story.score(judge, alias, 5).await;
        }
        let path = format!("/api/judge/assignments/{}", aliases[8]);
        let judge = &story.judges[8];
        let revision = judge.get(&path).await.revision();
        let marks = json!({ "marks": { "innovation": 10 } });
        let saved = judge
            .patch(&format!("{path}/sheet"), revision, &marks)
            .await
            .expect(200);
        let close = format!("/api/editions/{EDITION}/heats/final/close");
        let (submit, body) = (format!("{path}/submit"), json!({}));
        let (handed_in, closed) = futures::join!(
            judge.post_at(&submit, saved.revision(), &body),
            story.organizer.post(&close, &body),
        );
        let line = &closed.expect(200).json()["lines"][0];
        assert_eq!(line["sheets"], 9);
        // Without highest and lowest, one ten among nine fives is dropped: only the untrimmed mean
        // of the tie chain tells which version was counted.
        let untrimmed = line["tie_figures"].as_array().unwrap().iter();
        let untrimmed = untrimmed
            .clone()
            .find(|tie| tie["name"] == "untrimmed_mean")
            .unwrap();
        let acknowledged = handed_in.status == 200;
        let counted = untrimmed["figure"] != "50.00";
        assert_eq!(
            acknowledged,
            counted,
            "{engine:?}: {} {untrimmed}",
            handed_in.text()
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_tier_never_has_more_awards_than_places() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        story.submit(6).await;
        story.open_heat(1).await;
        story.score_all().await;
        story.close_heat().await;
        let path = format!("/api/editions/{EDITION}/awards");
        let gifts = story.numbers.iter().map(async |number| {
            let award = json!({ "number": number, "tier": "first" });
            story.organizer.post(&path, &award).await
        });
        let mut codes: Vec<_> = join_all(gifts)
            .await
            .iter()
            .map(|answer| (answer.status, answer.code()))
            .collect();
        codes.sort();
        let full = (409, "quota_full".to_owned());
        let mut expected = vec![(200, String::new())];
        expected.resize(6, full);
        assert_eq!(codes, expected, "{engine:?}");
        assert!(edition_file().contains("quota = 1"));
        story.world.stop().await.remove().await;
    }
}
