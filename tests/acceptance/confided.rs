//! Telling under embargo: the team of an entry, people outside, the pledge, the answer, what becomes of it.

use acceptance::{EDITION, Engine, Story, World, edition_file};
use domain::{message::Message, people::Role};
use serde_json::{Value, json};

/// Two entries are ranked and the first holds the first tier.
async fn awarded(engine: Engine) -> Story {
    let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
    story.submit(2).await;
    story.open_heat(1).await;
    story.score_all().await;
    story.close_heat().await;
    story.award(&story.numbers[0], "first").await;
    story
}

fn path(rest: &str) -> String {
    format!("/api/editions/{EDITION}/confidences{rest}")
}

/// Tells the team of the first entry.
async fn confide(story: &Story, level: &str) -> String {
    let told = json!({ "level": level, "entries": [story.numbers[0]], "remark": "For the film." });
    let register = story.organizer.post(&path(""), &told).await;
    let register = register.expect(200).json();
    let all = register["confidences"].as_array().unwrap();
    all.last().unwrap()["id"].as_str().unwrap().to_owned()
}

fn own(id: &str, rest: &str) -> String {
    format!("/api/team/confidences/{id}{rest}")
}

async fn register(story: &Story) -> Value {
    let all = story.organizer.get(&path("")).await.expect(200).json();
    all["confidences"][0].clone()
}

const PLEDGE: &str = r#"{"pledge":1}"#;

fn pledge() -> Value {
    serde_json::from_str(PLEDGE).unwrap()
}

#[tokio::test]
async fn a_team_reads_after_its_promise_answers_and_may_change_its_mind() {
    for engine in Engine::all() {
        let story = awarded(engine).await;
        let id = confide(&story, "exact_tier").await;
        let team = &story.teams[0];

        let sealed = team.get(&own(&id, "")).await.expect(200).json();
        assert_eq!(sealed["stage"], "sealed");
        assert_eq!(sealed["content"], Value::Null);
        let coming = json!({ "how": "on_site" });
        let early = team.put(&own(&id, "/answer"), &coming).await;
        assert_eq!(early.expect(409).code(), "confidence_not_opened");
        let other_text = json!({ "pledge": 2 });
        let changed = team.post(&own(&id, "/open"), &other_text).await;
        assert_eq!(changed.expect(409).code(), "pledge_changed");
        let stranger = story.teams[1].get(&own(&id, "")).await;
        stranger.expect(404);

        let opened = team.post(&own(&id, "/open"), &pledge()).await;
        let opened = opened.expect(200).json();
        assert_eq!(opened["stage"], "open");
        assert_eq!(opened["content"]["level"], "exact_tier");
        assert_eq!(opened["content"]["tiers"].as_array().unwrap().len(), 1);
        assert_eq!(opened["content"]["holds"], true);
        for how in ["on_site", "not_coming"] {
            let said = team.put(&own(&id, "/answer"), &json!({ "how": how })).await;
            assert_eq!(said.expect(200).json()["content"]["answer"]["how"], how);
        }
        let line = register(&story).await;
        assert_eq!(line["state"], "answered");
        assert_eq!(line["answer"]["how"], "not_coming");
        assert_eq!(line["openings"].as_array().unwrap().len(), 1);
        assert_eq!(line["openings"][0]["pledge"], 1);
        story.world.stop().await;
    }
}

#[tokio::test]
async fn a_level_is_raised_with_its_history_and_never_lowered() {
    for engine in Engine::all() {
        let story = awarded(engine).await;
        let id = confide(&story, "invited").await;
        let team = &story.teams[0];
        team.post(&own(&id, "/open"), &pledge()).await.expect(200);
        let raise = path(&format!("/{id}/raise"));
        let higher = json!({ "level": "exact_tier" });
        story.organizer.post(&raise, &higher).await.expect(200);
        let lower = json!({ "level": "some_award" });
        let refused = story.organizer.post(&raise, &lower).await;
        assert_eq!(refused.expect(409).code(), "level_not_higher");

        let between = team.get(&own(&id, "")).await.expect(200).json();
        assert_eq!(between["stage"], "more");
        assert_eq!(between["content"]["level"], "invited");
        assert_eq!(between["content"]["tiers"], json!([]));
        let opened = team.post(&own(&id, "/open"), &pledge()).await;
        assert_eq!(opened.expect(200).json()["content"]["level"], "exact_tier");
        let line = register(&story).await;
        let levels = line["tellings"].as_array().unwrap().iter();
        let levels: Vec<_> = levels.map(|one| one["level"].clone()).collect();
        assert_eq!(levels, ["invited", "exact_tier"]);
        assert_eq!(line["openings"].as_array().unwrap().len(), 2);
        story.world.stop().await;
    }
}

#[tokio::test]
async fn what_was_told_and_no_longer_holds_is_shown_to_staff_and_team() {
    let story = awarded(Engine::Sqlite).await;
    let id = confide(&story, "exact_tier").await;
    let team = &story.teams[0];
    team.post(&own(&id, "/open"), &pledge()).await.expect(200);
    let awards = format!("/api/editions/{EDITION}/awards");
    let given = story.organizer.get(&awards).await.expect(200).json();
    let award = given["given"][0]["id"].as_str().unwrap().to_owned();
    let revoked = story.organizer.delete(&format!("{awards}/{award}")).await;
    revoked.expect(200);
    assert_eq!(register(&story).await["holds"], false);
    let seen = team.get(&own(&id, "")).await.expect(200).json();
    assert_eq!(seen["content"]["holds"], false);
    story.world.stop().await;
}

#[tokio::test]
async fn only_an_entry_that_holds_an_award_is_told_of_one_and_only_once() {
    let story = awarded(Engine::Sqlite).await;
    let without = json!({ "level": "some_award", "entries": [story.numbers[1]] });
    let refused = story.organizer.post(&path(""), &without).await;
    assert_eq!(refused.expect(409).code(), "no_award_held");
    confide(&story, "some_award").await;
    let again = json!({ "level": "exact_tier", "entries": [story.numbers[0]] });
    let refused = story.organizer.post(&path(""), &again).await;
    assert_eq!(refused.expect(409).code(), "confided_already");
    let nobody = json!({ "level": "invited" });
    let refused = story.organizer.post(&path(""), &nobody).await;
    assert_eq!(refused.expect(422).code(), "nobody_to_tell");
    story.world.stop().await;
}

#[tokio::test]
async fn what_is_withdrawn_is_gone_for_those_who_had_not_opened_it_and_stays_on_the_register() {
    let story = awarded(Engine::Sqlite).await;
    let team = &story.teams[0];
    for opened in [false, true] {
        let id = confide(&story, "some_award").await;
        if opened {
            team.post(&own(&id, "/open"), &pledge()).await.expect(200);
        }
        let withdraw = path(&format!("/{id}/withdraw"));
        let blank = story
            .organizer
            .post(&withdraw, &json!({ "reason": " " }))
            .await;
        assert_eq!(blank.expect(422).code(), "reason_missing");
        let reason = json!({ "reason": "The wrong team." });
        story.organizer.post(&withdraw, &reason).await.expect(200);
        let listed = team.get("/api/team/confidences").await.expect(200).json();
        let listed = listed["confidences"].as_array().unwrap().len();
        let seen = team.get(&own(&id, "")).await;
        if opened {
            let seen = seen.expect(200).json();
            assert_eq!((seen["stage"].as_str(), listed), (Some("withdrawn"), 1));
            assert_eq!(seen["content"], Value::Null);
        } else {
            seen.expect(404);
            assert_eq!(listed, 0);
        }
    }
    let all = story.organizer.get(&path("")).await.expect(200).json();
    let all = all["confidences"].as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert!(
        all.iter()
            .all(|one| one["withdrawn"]["reason"] == "The wrong team.")
    );
    story.world.stop().await;
}

#[tokio::test]
async fn somebody_outside_reads_by_a_personal_link_until_it_ends() {
    for engine in Engine::all() {
        let story = awarded(engine).await;
        let outsider = json!({ "level": "exact_tier", "outsider": {
            "name": { "zh": "刻字师傅", "en": "" }, "organization": "Brass Works",
            "capacity": "engraver", "email": "engraver@example.net",
            "covers": [story.numbers[0]],
        }});
        story.organizer.post(&path(""), &outsider).await.expect(200);
        let mails = story.world.mailed("engraver@example.net").await;
        let [Message::ConfidenceLink { token, .. }] = &mails[..] else {
            panic!("{mails:?}");
        };
        let anybody = story.world.stranger();
        let read = "/api/confidences/personal";
        let link = json!({ "token": token });
        let sealed = anybody.post(read, &link).await.expect(200).json();
        assert_eq!(
            (sealed["stage"].as_str(), &sealed["content"]),
            (Some("sealed"), &Value::Null)
        );
        let promise = json!({ "token": token, "pledge": 1 });
        let opened = anybody.post(&format!("{read}/open"), &promise).await;
        let opened = opened.expect(200).json();
        let awards = opened["content"]["awards"].as_array().unwrap();
        assert_eq!(awards.len(), 1);
        assert_eq!(awards[0]["number"], story.numbers[0]);
        assert!(awards[0]["tier"]["en"].is_string());
        let wrong = anybody
            .post(read, &json!({ "token": "x".repeat(43) }))
            .await;
        wrong.expect(404);
        let line = register(&story).await;
        assert_eq!(
            (&line["state"], &line["heard"]),
            (&json!("opened"), &json!(true))
        );
        story
            .world
            .clock
            .put(Story::after_call().plus_minutes(40 * 24 * 60));
        anybody.post(read, &link).await.expect(404);
        story.world.stop().await;
    }
}

#[tokio::test]
async fn a_link_that_was_lost_or_has_ended_is_sent_anew_and_the_old_one_is_good_no_more() {
    for engine in Engine::all() {
        let story = awarded(engine).await;
        let outsider = json!({ "level": "some_award", "outsider": {
            "name": { "zh": "", "en": "Printer" }, "capacity": "printer",
            "email": "printer@example.net",
        }});
        story.organizer.post(&path(""), &outsider).await.expect(200);
        let line = register(&story).await;
        let id = line["id"].as_str().unwrap();
        assert_eq!(line["may"]["remind"], true);
        story
            .world
            .clock
            .put(Story::after_call().plus_minutes(40 * 24 * 60));
        let organizer = story.world.person("organizer@example.org").await;
        let remind = path(&format!("/{id}/remind"));
        organizer.post(&remind, &json!({})).await.expect(200);
        let tokens: Vec<String> = story
            .world
            .mailed("printer@example.net")
            .await
            .into_iter()
            .map(|mail| match mail {
                Message::ConfidenceLink { token, .. } => token,
                other => panic!("{other:?}"),
            })
            .collect();
        let [old, new] = &tokens[..] else {
            panic!("{tokens:?}");
        };
        let anybody = story.world.stranger();
        let read = "/api/confidences/personal";
        anybody
            .post(read, &json!({ "token": old }))
            .await
            .expect(404);
        let sealed = anybody.post(read, &json!({ "token": new })).await;
        assert_eq!(sealed.expect(200).json()["stage"], "sealed");
        let all = organizer.get(&path("")).await.expect(200).json();
        let tellings = all["confidences"][0]["tellings"].as_array().unwrap();
        assert_eq!(tellings.len(), 1, "nothing more was told");
        story.world.stop().await;
    }
}

#[tokio::test]
async fn a_team_is_reminded_by_mail_and_who_was_told_in_person_or_nothing_any_more_is_not() {
    let story = awarded(Engine::Sqlite).await;
    let id = confide(&story, "some_award").await;
    let remind = |id: &str| path(&format!("/{id}/remind"));
    let waits = || async {
        let mails = story.world.mailed("team-1@example.com").await;
        let kinds = mails.iter().map(Message::kind);
        kinds.filter(|kind| *kind == "confidence_waits").count()
    };
    let organizer = &story.organizer;
    organizer.post(&remind(&id), &json!({})).await.expect(200);
    assert_eq!(waits().await, 2);
    let withdraw = path(&format!("/{id}/withdraw"));
    let reason = json!({ "reason": "The wrong team." });
    organizer.post(&withdraw, &reason).await.expect(200);
    let late = organizer.post(&remind(&id), &json!({})).await;
    late.expect(409);
    assert_eq!(waits().await, 2);

    let in_person = json!({ "level": "invited", "outsider": {
        "name": { "zh": "", "en": "Film crew" }, "capacity": "film_crew",
    }});
    let all = organizer.post(&path(""), &in_person).await.expect(200);
    let all = all.json();
    let line = all["confidences"].as_array().unwrap().last().unwrap();
    assert_eq!(line["may"]["remind"], false);
    let refused = organizer
        .post(&remind(line["id"].as_str().unwrap()), &json!({}))
        .await;
    assert_eq!(refused.expect(409).code(), "no_address");
    story.world.stop().await;
}

#[tokio::test]
async fn without_an_address_it_is_on_record_as_told_in_person_and_no_mail_goes_out() {
    let story = awarded(Engine::Sqlite).await;
    let outsider = json!({ "level": "invited", "outsider": {
        "name": { "zh": "", "en": "Film crew" }, "capacity": "film_crew",
    }});
    story.organizer.post(&path(""), &outsider).await.expect(200);
    let line = register(&story).await;
    assert_eq!(line["tellings"][0]["channel"], "in_person");
    assert_eq!(line["heard"], true);
    story.world.stop().await;
}

#[tokio::test]
async fn a_mail_says_that_something_waits_and_nothing_of_what() {
    let story = awarded(Engine::Sqlite).await;
    confide(&story, "exact_tier").await;
    let mut told = 0;
    for team in ["team-1@example.com", "team-2@example.com"] {
        let mails = story.world.mailed(team).await;
        let of_it = mails
            .iter()
            .filter(|mail| mail.kind() == "confidence_waits");
        for mail in of_it {
            told += 1;
            let text = serde_json::to_string(mail).unwrap();
            assert!(
                !text.contains("exact_tier") && !text.contains(&story.numbers[0]),
                "{text}"
            );
        }
    }
    assert_eq!(told, 1, "only the team that is told");
    story.world.stop().await;
}

#[tokio::test]
async fn the_register_is_for_those_who_answer_for_the_embargo() {
    let story = awarded(Engine::Sqlite).await;
    confide(&story, "invited").await;
    for role in [Role::Officer, Role::Auditor] {
        let email = format!("{}@example.org", role.name());
        story.world.grant(&email, role, Some(EDITION)).await;
        let person = story.world.person(&email).await;
        let register = person.get(&path("")).await.expect(200).json();
        assert_eq!(register["may"]["confide"], false);
        let told = json!({ "level": "invited", "entries": [story.numbers[1]] });
        person.post(&path(""), &told).await.expect(403);
        let file = person.get(&path("/export?format=csv")).await.expect(200);
        assert!(file.text().contains("受邀出席 Invited"), "{}", file.text());
    }
    story.teams[0].get(&path("")).await.expect(404);
    story.world.stop().await;
}

/// The usual file, with a ladder that has special recommendations too.
fn file_with_special() -> String {
    let special = "[[contests.tiers]]\nkey = \"special\"\n\
        title = { zh = \"特别推荐\", en = \"Special recommendation\" }\nquota = 2\n\
        outcome = \"special\"\n\n[[rounds]]";
    edition_file().replacen("[[rounds]]", special, 1)
}

/// The awards that somebody outside reads of who is told this much of these entries; number and title in English.
async fn read_outside(
    story: &Story,
    level: &str,
    covers: Option<&[&str]>,
) -> Vec<(String, String)> {
    let email = format!("{level}-{}@example.net", covers.is_some());
    let outsider = json!({ "level": level, "outsider": {
        "name": { "zh": "印刷厂", "en": "" }, "capacity": "printer", "email": email, "covers": covers,
    }});
    story.organizer.post(&path(""), &outsider).await.expect(200);
    let mails = story.world.mailed(&email).await;
    let [Message::ConfidenceLink { token, .. }] = &mails[..] else {
        panic!("{mails:?}");
    };
    let promise = json!({ "token": token, "pledge": 1 });
    let anybody = story.world.stranger();
    let opened = anybody
        .post("/api/confidences/personal/open", &promise)
        .await;
    let opened = opened.expect(200).json();
    let awards = opened["content"]["awards"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let read = |award: &Value| (text(&award["number"]), text(&award["title"]["en"]));
    awards.iter().map(read).collect()
}

#[tokio::test]
async fn who_is_told_of_one_entry_of_a_composite_is_not_told_with_what_it_was_put_together() {
    let story = crate::awards::ranked(Engine::Sqlite, &file_with_special(), 0).await;
    let [one, two, three, _] = &story.numbers[..] else {
        panic!("four entries");
    };
    let awards = format!("/api/editions/{EDITION}/awards");
    let give = async |wish: Value| story.organizer.post(&awards, &wish).await.expect(200);
    let twins = json!({ "zh": "双子", "en": "The twins" });
    give(json!({ "number": one, "further": [two], "title": twins, "tier": "first" })).await;
    give(json!({ "number": three, "tier": "second" })).await;
    for name in ["The canal", "The bridge"] {
        let title = json!({ "zh": name, "en": name });
        give(json!({ "title": title, "tier": "special", "reason": "It has held." })).await;
    }
    let titles = |read: &[(String, String)]| -> Vec<String> {
        read.iter().map(|(_, title)| title.clone()).collect()
    };
    let some = read_outside(&story, "some_award", Some(&[one])).await;
    assert_eq!(some, [(one.clone(), "Project 1".to_owned())]);
    let exact = read_outside(&story, "exact_tier", Some(&[one])).await;
    assert_eq!(exact, [(one.clone(), "The twins".to_owned())]);
    // Whoever is told of all reads each entry once, and both lines that are of none.
    let all = read_outside(&story, "some_award", None).await;
    let mut known = titles(&all);
    known.sort();
    let expected = [
        "Project 1",
        "Project 2",
        "Project 3",
        "The bridge",
        "The canal",
    ];
    assert_eq!(known, expected);
    let lines = read_outside(&story, "exact_tier", None).await;
    assert_eq!(lines.len(), 4);
    story.world.stop().await;
}
