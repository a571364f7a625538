//! The whole job: from the edition file to the public result, on both engines.

use acceptance::{EDITION, Engine, Story, World, edition_file};
use domain::message::Message;
use serde_json::json;

#[tokio::test]
async fn a_competition_runs_from_its_file_to_the_public_result() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        story.submit(3).await;
        story.open_heat(3).await;
        story.score_all().await;
        let standing = story.close_heat().await;
        let lines = standing["lines"].as_array().unwrap().clone();
        let ranks: Vec<_> = lines
            .iter()
            .map(|line| line["rank"].as_u64().unwrap())
            .collect();
        assert_eq!(ranks, [1, 2, 3], "{engine:?}");
        let winner = lines[0]["number"].as_str().unwrap().to_owned();
        let second = lines[1]["number"].as_str().unwrap().to_owned();
        story.award(&winner, "first").await;
        story.award(&second, "second").await;
        publish(&story, &winner).await;
        story.world.stop().await.remove().await;
    }
}

/// One officer proposes, another confirms; nothing is public before the instant, all of it at it.
async fn publish(story: &Story, winner: &str) {
    let one = story.officer("officer-1@example.org").await;
    let two = story.officer("officer-2@example.org").await;
    let instant = Story::after_call().plus_minutes(60);
    let path = format!("/api/editions/{EDITION}/publications");
    let body = json!({ "publish_at": instant.to_rfc3339() });
    let proposed = one.propose(EDITION, &body).await.expect(201).json();
    let publication = &proposed["publications"][0];
    let (id, hash) = (
        publication["id"].as_str().unwrap(),
        publication["list_hash"].clone(),
    );

    let mail = story.world.mailed("officer-2@example.org").await;
    assert!(
        mail.iter()
            .any(|message| matches!(message, Message::PublicationProposed { .. }))
    );
    let confirm = format!("{path}/{id}/confirm");
    let signed = json!({ "list_hash": hash });
    assert_eq!(
        one.post(&confirm, &signed).await.expect(409).code(),
        "same_officer"
    );
    let other = json!({ "list_hash": "sha256:0" });
    assert_eq!(
        two.post(&confirm, &other).await.expect(409).code(),
        "list_changed"
    );
    two.post(&confirm, &signed).await.expect(200);
    let awards = format!("/api/editions/{EDITION}/awards");
    let given = story.organizer.get(&awards).await.expect(200).json();
    let award = given["given"][0]["id"].as_str().unwrap();
    let locked = story.organizer.delete(&format!("{awards}/{award}")).await;
    assert_eq!(locked.expect(409).code(), "awards_locked");

    let page = format!("/results/{EDITION}");
    let public = story.world.stranger();
    story.world.clock.put(instant.plus_millis(-1));
    let before = public.get(&page).await.text();
    assert!(
        !before.contains(winner) && !before.contains("Project 1"),
        "{before}"
    );
    story.world.clock.put(instant);
    let after = public.get(&page).await.expect(200).text();
    assert!(after.contains(winner) && after.contains("First prize") | after.contains("一等奖"));
    assert!(!after.contains("<script"));
    let stop = json!({ "reason": "too late" });
    let refused = two
        .post(&format!("{path}/{id}/stop"), &stop)
        .await
        .expect(409);
    assert_eq!(refused.code(), "already_public");
}

#[tokio::test]
async fn a_stopped_publication_never_comes_out() {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(1).await;
    story.open_heat(1).await;
    story.score_all().await;
    story.close_heat().await;
    let number = story.numbers[0].clone();
    story.award(&number, "first").await;
    let one = story.officer("officer-1@example.org").await;
    let two = story.officer("officer-2@example.org").await;
    let instant = Story::after_call().plus_minutes(60);
    let path = format!("/api/editions/{EDITION}/publications");
    let body = json!({ "publish_at": instant.to_rfc3339() });
    let proposed = one.propose(EDITION, &body).await.expect(201).json();
    let publication = &proposed["publications"][0];
    let id = publication["id"].as_str().unwrap();
    let signed = json!({ "list_hash": publication["list_hash"] });
    two.post(&format!("{path}/{id}/confirm"), &signed)
        .await
        .expect(200);
    let stop = json!({ "reason": "A name is misspelt." });
    story
        .organizer
        .post(&format!("{path}/{id}/stop"), &stop)
        .await
        .expect(200);
    story.world.clock.put(instant.plus_minutes(1));
    let page = story
        .world
        .stranger()
        .get(&format!("/results/{EDITION}"))
        .await
        .text();
    assert!(!page.contains(&number));
    // The list is free again, and the next proposal is number two.
    let body = json!({ "publish_at": instant.plus_minutes(120).to_rfc3339() });
    let again = one.propose(EDITION, &body).await.expect(201).json();
    assert_eq!(again["publications"][0]["number"], 2);
}

#[tokio::test]
async fn an_edition_file_with_faults_is_refused_with_their_key_paths() {
    let world = World::fresh(Engine::Sqlite, Story::opening()).await;
    world
        .grant(
            "organizer@example.org",
            domain::people::Role::Organizer,
            None,
        )
        .await;
    let organizer = world.person("organizer@example.org").await;
    let faulty = edition_file()
        .replace("zone = \"Asia/Shanghai\"", "zone = \"CST\"")
        .replace("quota = 2", "quota = 0");
    let answer = organizer
        .post_text("/api/editions", "application/toml", &faulty)
        .await;
    let errors = answer.expect(422).json()["errors"]
        .as_array()
        .unwrap()
        .clone();
    let found: Vec<_> = errors
        .iter()
        .map(|error| {
            (
                error["pointer"].as_str().unwrap(),
                error["code"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("/edition/zone", "unknown_zone"),
        ("/contests/0/tiers/1/quota", "quota_too_small"),
    ];
    assert_eq!(found, expected);
    let file = edition_file();
    organizer
        .post_text("/api/editions", "application/toml", &file)
        .await
        .expect(201);
    let twice = organizer
        .post_text("/api/editions", "application/toml", &file)
        .await
        .expect(422);
    assert_eq!(twice.json()["errors"][0]["code"], "slug_taken");
}

#[tokio::test]
async fn importing_judges_reports_row_by_row_and_twice_changes_nothing() {
    let story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    let path = format!("/api/editions/{EDITION}/judges/import");
    let file = "heat,name_zh,name_en,email,language,role\n\
        final,李娜,Li Na,li.na@example.org,zh,chair\n\
        semifinal,,Bo,bo@example.org,en,judge\n\
        final,,,not an address,fr,boss\n";
    let report = story
        .organizer
        .post_text(&path, "text/csv", file)
        .await
        .expect(200)
        .json();
    let states: Vec<_> = report["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["added", "refused", "refused"]);
    assert_eq!(report["rows"][1]["errors"][0]["code"], "unknown_heat");
    assert_eq!(report["rows"][2]["errors"].as_array().unwrap().len(), 4);
    let again = story
        .organizer
        .post_text(&path, "text/csv", file)
        .await
        .expect(200)
        .json();
    assert_eq!(
        (&again["added"], &again["unchanged"]),
        (&json!(0), &json!(1))
    );
}

#[tokio::test]
async fn every_official_change_is_on_the_record_with_its_author() {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(1).await;
    story.open_heat(1).await;
    story.score_all().await;
    story.close_heat().await;
    story.award(&story.numbers[0].clone(), "first").await;
    persistence::audit::number(&story.world.store, 1_000)
        .await
        .unwrap();
    let log = story
        .organizer
        .get(&format!("/api/editions/{EDITION}/audit"))
        .await
        .expect(200)
        .json();
    let mut entries = log["entries"].as_array().unwrap().clone();
    // The newest stands first.
    entries.reverse();
    let actions: Vec<_> = entries
        .iter()
        .map(|entry| entry["action"].as_str().unwrap())
        .collect();
    let expected = [
        "import_edition",
        "create_entry",
        "submit_entry",
        "import_judges",
        "open_heat",
        "submit_sheet",
        "close_heat",
        "give_award",
    ];
    assert_eq!(actions, expected);
    let numbers: Vec<_> = entries
        .iter()
        .map(|entry| entry["number"].as_i64().unwrap())
        .collect();
    // Number one is the operator's: the organizer's role, which belongs to no edition.
    assert_eq!(numbers, [2, 3, 4, 5, 6, 7, 8, 9]);
}
