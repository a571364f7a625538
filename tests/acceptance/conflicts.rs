//! What bars a judge from an entry: the same organization, what judges and staff declare; and that nobody is
//! asked to score past it.

use acceptance::{EDITION, Engine};
use serde_json::{Value, json};

use crate::rounds::Rounds;

#[tokio::test]
async fn what_cannot_be_assigned_is_answered_with_who_is_in_the_way() {
    let rounds = Rounds::begin(Engine::Sqlite, 3, 1, 1).await;
    for number in &rounds.numbers {
        rounds
            .screen(number, &json!({ "decision": "accept" }))
            .await
            .expect(200);
    }
    let refused = rounds
        .post("/heats/preliminary/proposal", &json!({}))
        .await
        .expect(409);
    assert_eq!(refused.code(), "cannot_assign");
    let expected = json!([{
        "pointer": "/entries", "code": "too_few_judges",
        "params": { "number": rounds.numbers[1], "needed": 3, "eligible": 2 },
    }]);
    assert_eq!(refused.json()["errors"], expected);

    // Headquarters look at the relation and say that it does not bar.
    let judges = format!("/api/editions/{EDITION}/judges");
    let judges = rounds.organizer.get(&judges).await.expect(200).json();
    let judges = judges["judges"].as_array().unwrap().clone();
    let second = judges
        .iter()
        .find(|one| one["name"]["en"] == "Judge 1")
        .unwrap();
    let lifted = json!({
        "judge": second["judge"], "number": rounds.numbers[1],
        "reason": "Another institute of the same name.",
    });
    rounds.post("/conflicts/lift", &lifted).await.expect(200);

    // Another judge says to be tied to the same institute, and learns nothing of who has entered.
    let tied = json!({ "organizations": ["", "green-bridge institute (LTD)", "绿桥"] });
    let queue = rounds.declare(2, &tied).await.expect(200);
    let own = &queue.json()["invitations"][0];
    let kept = json!(["green-bridge institute (LTD)", "绿桥"]);
    assert_eq!(own["organizations"], kept);
    let refused = rounds
        .post("/heats/preliminary/proposal", &json!({}))
        .await
        .expect(409);
    assert_eq!(refused.json()["errors"], expected);
    let nameless = json!({ "organizations": ["（——）"] });
    let refused = rounds.declare(2, &nameless).await.expect(422);
    assert_eq!(refused.json()["errors"][0]["pointer"], "/organizations/0");
    let none = json!({ "organizations": [] });
    rounds.declare(2, &none).await.expect(200);
    let proposal = rounds
        .post("/heats/preliminary/proposal", &json!({}))
        .await
        .expect(200);
    rounds
        .post("/heats/preliminary/open", &json!({}))
        .await
        .expect(200);
    assert_eq!(proposal.json()["heat"]["state"], "planned");

    // Who steps aside is in conflict from then on.
    let queue = rounds.judges[2]
        .get("/api/judge/queue")
        .await
        .expect(200)
        .json();
    let alias = queue["heats"][0]["assignments"][0]["alias"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/api/judge/assignments/{alias}/recuse");
    let reason = json!({ "reason": "My former student." });
    rounds.judges[2].post(&path, &reason).await.expect(200);
    let conflicts = format!("/api/editions/{EDITION}/conflicts");
    let conflicts = rounds.organizer.get(&conflicts).await.expect(200).json();
    let sources: Vec<_> = conflicts["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["source"].clone(), one["lifted_at"].is_null()))
        .collect();
    assert!(sources.contains(&(json!("judge"), true)), "{sources:?}");
    rounds.world.stop().await;
}

#[tokio::test]
async fn who_has_no_seat_and_no_address_yet_can_be_asked_answers_and_declares() {
    let rounds = Rounds::begin(Engine::Sqlite, 1, 1, 1).await;
    let table = "heat,name_zh,name_en,email,language,role\n\
                 ,闻一,Early Bird,early@example.org,en,\n\
                 ,无邮,Paper Only,,zh,\n\
                 ,无邮,Paper Only,,zh,\n";
    let path = format!("/api/editions/{EDITION}/judges/import");
    let import = async || {
        let sent = rounds.organizer.post_text(&path, "text/csv", table).await;
        let report = sent.expect(200).json();
        let rows = report["rows"].as_array().unwrap().clone();
        rows.iter()
            .map(|row| row["state"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(import().await, ["added", "added", "refused"]);
    assert_eq!(import().await, ["unchanged", "unchanged", "refused"]);

    let early = rounds.world.person("early@example.org").await;
    let queue = early.get("/api/judge/queue").await.expect(200).json();
    assert_eq!(queue["heats"], json!([]));
    assert_eq!(queue["invitations"][0]["edition"]["slug"], EDITION);
    let me = early.get("/api/me").await.expect(200).json();
    assert_eq!(me["workplaces"][0]["role"], "judge");
    let answer = format!("/api/judge/invitations/{EDITION}");
    let accepts = json!({ "accepts": true });
    early.post(&answer, &accepts).await.expect(204);

    let judges = format!("/api/editions/{EDITION}/judges");
    let judges = rounds.organizer.get(&judges).await.expect(200).json();
    let judges: Vec<Value> = judges["judges"].as_array().unwrap().clone();
    let paper = judges.iter().find(|one| one["name"]["en"] == "Paper Only");
    let paper = paper.unwrap();
    assert_eq!(paper["email"], json!(null));
    rounds.world.stop().await;
}
