//! Signing in: by link, by six digits, by a printed code; and nothing to learn by trying.

use acceptance::{EDITION, Engine, Story, World, judges_file};
use domain::{message::Message, people::Role};
use serde_json::json;

async fn world() -> World {
    World::fresh(Engine::Sqlite, Story::opening()).await
}

async fn mailed_code(world: &World, email: &str) -> String {
    let codes = world
        .mailed(email)
        .await
        .into_iter()
        .rev()
        .find_map(|message| match message {
            Message::SignIn { code, .. } => Some(code),
            _ => None,
        });
    codes.unwrap()
}

#[tokio::test]
async fn six_digits_from_a_mail_sign_in_once() {
    let world = world().await;
    let mut person = world.stranger();
    let asked = json!({ "email": "new@example.com", "language": "zh" });
    person.post("/api/logins/request", &asked).await.expect(202);
    let code = mailed_code(&world, "new@example.com").await;
    let shown = json!({ "email": " NEW@example.com", "code": code });
    let me = person.sign_in(&shown).await.expect(200).json();
    assert_eq!(me["account"]["email"], "new@example.com");
    assert_eq!(
        person.get("/api/me").await.json()["account"]["language"],
        "zh"
    );
    assert_eq!(
        world.stranger().sign_in(&shown).await.expect(401).code(),
        "code_wrong"
    );
    person.delete("/api/logins/current").await.expect(204);
    assert_eq!(person.get("/api/me").await.json()["account"], json!(null));
}

#[tokio::test]
async fn five_wrong_tries_end_a_code() {
    let world = world().await;
    let asked = json!({ "email": "target@example.com", "language": "en" });
    world
        .stranger()
        .post("/api/logins/request", &asked)
        .await
        .expect(202);
    let right = mailed_code(&world, "target@example.com").await;
    let wrong = if right == "000000" {
        "000001"
    } else {
        "000000"
    };
    for _ in 0..5 {
        let shown = json!({ "email": "target@example.com", "code": wrong });
        assert_eq!(
            world.stranger().sign_in(&shown).await.expect(401).code(),
            "code_wrong"
        );
    }
    let shown = json!({ "email": "target@example.com", "code": right });
    assert_eq!(
        world.stranger().sign_in(&shown).await.expect(429).code(),
        "too_many_tries"
    );
}

#[tokio::test]
async fn a_code_expires_after_a_quarter_of_an_hour() {
    for (millis, status) in [(-1, 200), (0, 401)] {
        let world = world().await;
        let asked = json!({ "email": "slow@example.com", "language": "en" });
        world
            .stranger()
            .post("/api/logins/request", &asked)
            .await
            .expect(202);
        let token = world.mailed_token("slow@example.com").await;
        world
            .clock
            .put(Story::opening().plus_minutes(15).plus_millis(millis));
        world
            .stranger()
            .sign_in(&json!({ "token": token }))
            .await
            .expect(status);
    }
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let world = world().await;
    world.person("known@example.com").await;
    let ask = async |email: &str| {
        let asked = json!({ "email": email, "language": "en" });
        let answer = world.stranger().post("/api/logins/request", &asked).await;
        (answer.status, answer.bytes)
    };
    assert_eq!(
        ask("known@example.com").await,
        ask("unknown@example.com").await
    );
    let wrong = async |email: &str| {
        let shown = json!({ "email": email, "code": "000000" });
        let answer = world.stranger().sign_in(&shown).await.json();
        (answer["status"].clone(), answer["code"].clone())
    };
    assert_eq!(
        wrong("known@example.com").await,
        wrong("nobody@example.com").await
    );
}

#[tokio::test]
async fn a_judge_without_mail_signs_in_with_a_printed_code() {
    let story = Story::open_call(world().await).await;
    let path = format!("/api/editions/{EDITION}/judges");
    story
        .organizer
        .post_text(&format!("{path}/import"), "text/csv", &judges_file(1))
        .await
        .expect(200);
    let judges = story.organizer.get(&path).await.expect(200).json();
    let judge = judges["judges"][0]["judge"].as_str().unwrap().to_owned();
    let printed = story
        .organizer
        .post(&format!("{path}/{judge}/code"), &json!({}))
        .await
        .expect(201);
    let code = printed.json()["code"]
        .as_str()
        .unwrap()
        .to_lowercase()
        .replace('-', " ");
    let mut client = story.world.stranger();
    let me = client
        .sign_in(&json!({ "printed_code": code }))
        .await
        .expect(200)
        .json();
    assert_eq!(me["workplaces"][0]["role"], "chair");
    let twice = story
        .world
        .stranger()
        .sign_in(&json!({ "printed_code": code }))
        .await
        .expect(401);
    assert_eq!(twice.code(), "code_wrong");
}

#[tokio::test]
async fn printing_a_second_code_makes_the_first_void() {
    let story = Story::open_call(world().await).await;
    let path = format!("/api/editions/{EDITION}/judges");
    story
        .organizer
        .post_text(&format!("{path}/import"), "text/csv", &judges_file(1))
        .await
        .expect(200);
    let judges = story.organizer.get(&path).await.json();
    let judge = judges["judges"][0]["judge"].as_str().unwrap().to_owned();
    let print = async || {
        let printed = story
            .organizer
            .post(&format!("{path}/{judge}/code"), &json!({}))
            .await;
        printed.expect(201).json()["code"].clone()
    };
    let (lost, fresh) = (print().await, print().await);
    story
        .world
        .stranger()
        .sign_in(&json!({ "printed_code": lost }))
        .await
        .expect(401);
    story
        .world
        .stranger()
        .sign_in(&json!({ "printed_code": fresh }))
        .await
        .expect(200);
}

#[tokio::test]
async fn a_role_that_was_taken_back_is_gone_with_the_next_request() {
    for engine in Engine::all() {
        let story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        let auditor = "auditor@example.org";
        story
            .world
            .grant(auditor, Role::Auditor, Some(EDITION))
            .await;
        let client = story.world.person(auditor).await;
        let path = format!("/api/editions/{EDITION}");
        client.get(&path).await.expect(200);
        story
            .world
            .end_grant(auditor, Role::Auditor, Some(EDITION))
            .await;
        client.get(&path).await.expect(404);
        story.organizer.get(&path).await.expect(200);
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn an_address_gets_no_more_than_five_mails_in_a_quarter_of_an_hour() {
    let world = world().await;
    let asked = json!({ "email": "flooded@example.com", "language": "en" });
    for _ in 0..5 {
        world
            .stranger()
            .post("/api/logins/request", &asked)
            .await
            .expect(202);
    }
    let refused = world
        .stranger()
        .post("/api/logins/request", &asked)
        .await
        .expect(429);
    assert_eq!(refused.code(), "too_many_mails");
    assert_eq!(world.mailed("flooded@example.com").await.len(), 5);
}

#[tokio::test]
async fn a_plain_get_signs_in_by_a_reusable_link_and_uses_up_no_other() {
    let world = world().await;
    world.person("visitor@example.org").await;
    let reusable = world.operator_link("visitor@example.org", true).await;
    for _ in 0..2 {
        let answer = world
            .stranger()
            .get(&format!("/sign-in/{reusable}"))
            .await
            .expect(303);
        assert_eq!(answer.header("location"), Some("/app"));
        assert!(answer.header("set-cookie").is_some());
    }
    let single = world.operator_link("visitor@example.org", false).await;
    let answer = world
        .stranger()
        .get(&format!("/sign-in/{single}"))
        .await
        .expect(303);
    let handed_on = format!("/app/sign-in#token={single}");
    assert_eq!(answer.header("location"), Some(handed_on.as_str()));
    assert_eq!(answer.header("set-cookie"), None);
    world
        .stranger()
        .sign_in(&json!({ "token": single }))
        .await
        .expect(200);
}

#[tokio::test]
async fn roles_that_the_operator_gives_and_takes_are_on_the_record() {
    for engine in Engine::all() {
        let story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        let auditor = "auditor@example.org";
        story
            .world
            .grant(auditor, Role::Auditor, Some(EDITION))
            .await;
        story
            .world
            .end_grant(auditor, Role::Auditor, Some(EDITION))
            .await;
        let log = story
            .organizer
            .get(&format!("/api/editions/{EDITION}/audit"))
            .await;
        let entries = log.expect(200).json()["entries"]
            .as_array()
            .unwrap()
            .clone();
        let told: Vec<_> = entries
            .iter()
            .map(|entry| (entry["action"].as_str().unwrap(), entry["actor"].is_null()))
            .filter(|(action, _)| action.ends_with("_role"))
            .collect();
        assert_eq!(told.len(), 2, "{engine:?} {told:?}");
        assert!(told.contains(&("grant_role", true)) && told.contains(&("end_role", true)));
        story.world.stop().await.remove().await;
    }
}
