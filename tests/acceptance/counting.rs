//! When a ballot may be counted, and what becomes of one that decided nothing.

use acceptance::{EDITION, Engine};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::ballots::{BALLOTS, Committee};

#[tokio::test]
async fn a_ballot_waits_for_those_who_are_there_unless_it_is_said_why_not() {
    for engine in Engine::all() {
        let committee = Committee::meets(engine, "seats = 1", 5, 1).await;
        for member in 0..5 {
            committee.attends(member, 1).await.expect(200);
        }
        committee.says(0, "y").await.expect(200);
        let wish = json!({ "number": 1 });
        let waits = committee.asks_to_count(&wish).await.expect(409);
        assert_eq!(waits.code(), "still_voting", "{engine:?}");
        assert_eq!(waits.json()["errors"][0]["params"]["missing"], json!(4));
        let mute = json!({ "number": 1, "without_waiting": " " });
        let mute = committee.asks_to_count(&mute).await.expect(422);
        assert_eq!(mute.code(), "reason_missing");
        // Papers of one or two would tell while others could vote: the ballot is void, and is voted again.
        for (number, voters) in [(1, 1), (2, 2), (3, 3)] {
            if number > 1 {
                committee.open().await;
                for member in 0..5 {
                    committee.attends(member, number).await.expect(200);
                }
                for member in 0..voters {
                    committee.says(member, "y").await.expect(200);
                }
            }
            let wish = json!({ "number": number, "without_waiting": "They have left." });
            let vote = committee.asks_to_count(&wish).await.expect(200).json();
            let ballot = vote["ballots"].as_array().unwrap().last().unwrap();
            let state = if voters == 3 { "counted" } else { "void" };
            assert_eq!(ballot["state"], state, "{engine:?} {voters}");
            let counted = &ballot["entries"][0]["counted"];
            let shown = (voters == 3).then_some((3, 5));
            let figures = counted["yes"].as_u64().zip(counted["present"].as_u64());
            assert_eq!(figures, shown);
        }
        let log = format!("/api/editions/{EDITION}/audit");
        let log = committee.organizer().get(&log).await.expect(200).text();
        assert!(log.contains("They have left."));
        let late = committee.says_in(3, 3, "y").await.expect(409);
        assert_eq!(late.code(), "ballot_not_open");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn an_entry_on_which_one_of_several_voted_is_not_counted_and_nobody_waits_for_who_has_no_paper()
 {
    for engine in Engine::all() {
        // A fifth is a quorum here. Member 4 steps aside from both, member 3 from the second.
        let rule = "seats = 2\nquorum = \"1/5\"";
        let committee = Committee::meets(engine, rule, 5, 2).await;
        let aside = json!({ "reason": "My former student." });
        for (member, entry) in [(4, 0), (4, 1), (3, 1)] {
            let alias = &committee.aliases[member][entry];
            let path = format!("/api/judge/assignments/{alias}/recuse");
            let judge = &committee.story.judges[member];
            judge.post(&path, &aside).await.expect(200);
        }
        committee.attends(4, 1).await.expect(200);
        committee.says(3, "y ").await.expect(200);
        committee.says(0, "yy").await.expect(200);
        let vote = committee.count().await;
        let entries = vote["ballots"][0]["entries"].as_array().unwrap();
        let of = |index: usize| {
            let mut numbers = committee.story.numbers.clone();
            numbers.sort();
            let own = entries
                .iter()
                .find(|entry| entry["number"] == *numbers[index]);
            own.unwrap()["counted"].clone()
        };
        assert_eq!(
            (&of(0)["verdict"], &of(0)["yes"]),
            (&json!("recommended"), &json!(2))
        );
        let (verdict, yes) = (of(1)["verdict"].clone(), of(1)["yes"].clone());
        assert_eq!(
            (verdict, yes),
            (json!("too_few_votes"), json!(0)),
            "{engine:?}"
        );
        assert_eq!(vote["next"]["entries"], 1, "it is voted on again");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn nobody_learns_what_the_papers_of_a_ballot_without_a_quorum_said() {
    for engine in Engine::all() {
        let committee = Committee::meets(engine, "seats = 1", 3, 2).await;
        committee.says(0, "yn").await.expect(200);
        let vote = committee.count().await;
        let void = &vote["ballots"][0];
        assert_eq!(void["state"], "void", "{engine:?}");
        for entry in void["entries"].as_array().unwrap() {
            assert_eq!(entry["counted"], Value::Null);
        }
        let again = json!({ "kind": "vote", "entries": 2, "seats": 1 });
        assert_eq!(vote["next"], again);
        let connection = committee.story.world.database.connection().await;
        let sql = "SELECT COUNT(*) FROM ballot_papers WHERE choice <> '-'";
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        let row = connection.query_one_raw(statement).await.unwrap().unwrap();
        let filled: i64 = row.try_get_by_index(0).unwrap();
        assert_eq!(filled, 0);
        connection.close().await.unwrap();

        committee.open().await;
        committee.say(&["yn", "yn", "yn"]).await;
        let vote = committee.count().await;
        assert_eq!(vote["ballots"][1]["state"], "counted");
        assert_eq!(vote["next"]["kind"], "done");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn who_votes_and_steps_aside_at_once_does_one_of_both() {
    for engine in Engine::all() {
        let committee = Committee::meets(engine, "seats = 1", 3, 1).await;
        let path = format!("/api/judge/assignments/{}/recuse", committee.aliases[0][0]);
        let reason = json!({ "reason": "My former student." });
        let aside = committee.story.judges[0].post(&path, &reason);
        let (voted, aside) = tokio::join!(committee.says(0, "y"), aside);
        let one = [voted.status, aside.status].map(|status| status == 200);
        assert_ne!(
            one[0],
            one[1],
            "{engine:?}: {} {}",
            voted.text(),
            aside.text()
        );
        committee.says(1, "y").await.expect(200);
        committee.says(2, "y").await.expect(200);
        let vote = committee.count().await;
        let counted = &vote["ballots"][0]["entries"][0]["counted"];
        let expected = if one[0] { 3 } else { 2 };
        assert_eq!(counted["yes"], json!(expected), "{engine:?}");
        committee.story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_conflict_that_comes_to_light_between_ballots_bars_from_the_next() {
    let committee = Committee::meets(Engine::Sqlite, "seats = 1", 3, 2).await;
    committee.say(&["yn", "ny", "nn"]).await;
    committee.count().await;
    let mut numbers = committee.story.numbers.clone();
    numbers.sort();
    let organizer = committee.organizer();
    let judges = format!("/api/editions/{EDITION}/judges");
    let judges = organizer.get(&judges).await.expect(200).json();
    let judge = judges["judges"][0]["judge"].clone();
    let conflict = json!({ "judge": judge, "number": numbers[0], "reason": "Her company." });
    let conflicts = format!("/api/editions/{EDITION}/conflicts");
    let declared = organizer.post(&conflicts, &conflict).await;
    assert!((200..300).contains(&declared.status), "{}", declared.text());
    let opened = committee.open().await;
    let members = opened["ballots"][1]["members"].as_array().unwrap();
    let recused: u64 = members
        .iter()
        .map(|one| one["recused"].as_u64().unwrap())
        .sum();
    assert_eq!(recused, 1);
    committee.story.world.stop().await;
}

#[tokio::test]
async fn a_vote_is_ended_for_a_reason_and_its_places_stay_vacant() {
    for engine in Engine::all() {
        let committee = Committee::meets(engine, "seats = 2", 3, 3).await;
        let organizer = committee.organizer();
        let end = format!("{BALLOTS}/end");
        let why = json!({ "reason": "They cannot meet again." });
        let early = organizer.post(&end, &why).await;
        assert_eq!(early.expect(409).code(), "ballot_open");
        committee.say(&["ynn", "ynn", "nyn"]).await;
        let vote = committee.count().await;
        assert_eq!(
            (&vote["next"]["seats"], &vote["may"]["end_vote"]),
            (&json!(1), &json!(true))
        );
        let mute = organizer.post(&end, &json!({ "reason": "" })).await;
        assert_eq!(mute.expect(422).code(), "reason_missing");
        let ended = organizer.post(&end, &why).await.expect(200).json();
        assert_eq!(ended["heat"]["state"], "closed", "{engine:?}");
        let done = json!({ "kind": "done", "entries": 0, "seats": 1 });
        assert_eq!(ended["next"], done);
        let standing = format!("/api/editions/{EDITION}/heats/final/standing");
        let standing = organizer.get(&standing).await.expect(200).json();
        let lines = standing["lines"].as_array().unwrap();
        let ranks: Vec<_> = lines.iter().map(|line| line["rank"].as_u64()).collect();
        assert_eq!(ranks, [Some(1), None, None]);
        let log = format!("/api/editions/{EDITION}/audit");
        let log = organizer.get(&log).await.expect(200).text();
        assert!(log.contains("They cannot meet again."));
        committee.story.world.stop().await.remove().await;
    }
}
