//! Roles that the organizer of an edition gives, entries begun for teams, and lists taken away as files.

use acceptance::{Answer, Client, EDITION, Engine, Story, World, edition_file};
use domain::{message::Message, people::Role};
use serde_json::{Value, json};

const GRANTS: &str = "/api/editions/cup-2026/grants";

/// The usual file with two divisions.
fn with_divisions() -> String {
    let division = |key: &str| {
        format!(
            "[[divisions]]\nkey = \"{key}\"\ntitle = {{ zh = \"赛区\", en = \"{key}\" }}\ndelivery = \"remote\"\n\n"
        )
    };
    let both = format!("{}{}[[rounds]]", division("north"), division("south"));
    edition_file().replacen("[[rounds]]", &both, 1)
}

async fn divided(engine: Engine) -> (World, Client) {
    let world = World::fresh(engine, Story::opening()).await;
    world
        .grant("organizer@example.org", Role::Organizer, None)
        .await;
    let organizer = world.person("organizer@example.org").await;
    organizer
        .post_text("/api/editions", "application/toml", &with_divisions())
        .await
        .expect(201);
    (world, organizer)
}

fn wish(email: &str, role: &str, divisions: &[&str]) -> Value {
    json!({
        "email": email, "name": { "zh": "陈晨", "en": "Chen Chen" }, "language": "en",
        "role": role, "divisions": divisions, "until": null,
    })
}

fn of<'a>(list: &'a Value, email: &str) -> &'a Value {
    let mut grants = list["grants"].as_array().unwrap().iter();
    grants.find(|grant| grant["email"] == email).unwrap()
}

fn pointers(answer: &Answer) -> Vec<String> {
    let errors = answer.json()["errors"].as_array().unwrap().clone();
    let pointer = |one: &Value| format!("{} {}", one["pointer"], one["code"]).replace('"', "");
    errors.iter().map(pointer).collect()
}

#[tokio::test]
async fn a_host_is_named_for_divisions_and_is_out_when_the_grant_ends() {
    for engine in Engine::all() {
        let (world, organizer) = divided(engine).await;
        let asked = wish(" Host@example.org", "host", &["south"]);
        let list = organizer.post(GRANTS, &asked).await.expect(200).json();
        let grant = of(&list, "host@example.org");
        assert_eq!(grant["divisions"], json!(["south"]));
        assert_eq!(grant["name"]["name"]["en"], "Chen Chen");
        assert_eq!(
            (&grant["everywhere"], &grant["may_end"]),
            (&json!(false), &json!(true))
        );
        let own = of(&list, "organizer@example.org");
        assert_eq!(
            (&own["everywhere"], &own["may_end"]),
            (&json!(true), &json!(false))
        );
        assert_eq!(list["divisions"].as_array().unwrap().len(), 2);
        let again = organizer.post(GRANTS, &asked).await.expect(409);
        assert_eq!(again.code(), "grant_exists");

        let host = world.person("host@example.org").await;
        let path = format!("/api/editions/{EDITION}");
        host.get(&path).await.expect(200);
        host.get(GRANTS).await.expect(403);
        let id = grant["id"].as_str().unwrap();
        let one = format!("{GRANTS}/{id}");
        organizer.delete(&one).await.expect(200);
        host.get(&path).await.expect(404);
        organizer.delete(&one).await.expect(404);
        let operators = format!("{GRANTS}/{}", own["id"].as_str().unwrap());
        let refused = organizer.delete(&operators).await.expect(409);
        assert_eq!(refused.code(), "role_of_operator");
        world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_grant_is_said_by_place() {
    let (_world, organizer) = divided(Engine::Sqlite).await;
    let refused = |body: Value| {
        let organizer = organizer.clone();
        async move { organizer.post(GRANTS, &body).await.expect(422) }
    };
    let none = refused(wish("a@example.org", "host", &[])).await;
    assert_eq!(pointers(&none), ["/divisions divisions_missing"]);
    let unknown = refused(wish("nobody", "host", &["north", "west"])).await;
    assert_eq!(
        pointers(&unknown),
        ["/email invalid_email", "/divisions/1 unknown_key"]
    );
    let whole = refused(wish("a@example.org", "screener", &["north"])).await;
    assert_eq!(pointers(&whole), ["/divisions divisions_not_asked"]);
    let mut past = wish("a@example.org", "auditor", &[]);
    past["until"] = json!("2026-01-01T00:00:00Z");
    assert_eq!(pointers(&refused(past).await), ["/until instant_passed"]);
    let mut nameless = wish("a@example.org", "auditor", &[]);
    nameless["name"] = json!({ "zh": " ", "en": "" });
    assert_eq!(pointers(&refused(nameless).await), ["/name name_missing"]);
    for role in ["organizer", "officer"] {
        let answer = organizer
            .post(GRANTS, &wish("a@example.org", role, &[]))
            .await;
        assert!((400..500).contains(&answer.status), "{}", answer.text());
    }
    let list = organizer.get(GRANTS).await.expect(200).json();
    assert_eq!(list["grants"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_got_in_with_a_printed_code_does_not_find_the_role_there() {
    let story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    let judges =
        "heat,name_zh,name_en,email,language,role\nfinal,评委,Judge,judge@example.org,en,judge\n";
    let path = format!("/api/editions/{EDITION}/judges");
    story
        .organizer
        .post_text(&format!("{path}/import"), "text/csv", judges)
        .await
        .expect(200);
    let list = story.organizer.get(&path).await.expect(200).json();
    let judge = list["judges"][0]["judge"].as_str().unwrap().to_owned();
    let code = |()| {
        let (organizer, path) = (story.organizer.clone(), format!("{path}/{judge}/code"));
        async move { organizer.post(&path, &json!({})).await }
    };
    let printed = code(()).await.expect(201).json()["code"].clone();
    let mut between = story.world.stranger();
    between
        .sign_in(&json!({ "printed_code": printed }))
        .await
        .expect(200);
    let unused = code(()).await.expect(201).json()["code"].clone();
    story
        .organizer
        .post(GRANTS, &wish("judge@example.org", "auditor", &[]))
        .await
        .expect(200);
    let me = between.get("/api/me").await.expect(200).json();
    assert_eq!(me["account"], Value::Null, "{me}");
    let refused = story
        .world
        .stranger()
        .sign_in(&json!({ "printed_code": unused }))
        .await;
    assert_eq!(refused.status, 401, "{}", refused.text());
    assert_eq!(
        code(()).await.status,
        409,
        "no code opens the door of an auditor"
    );
}

#[tokio::test]
async fn an_entry_on_behalf_belongs_to_the_address_and_is_told_by_mail() {
    for engine in Engine::all() {
        let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
        story.submit(1).await;
        let path = format!("/api/editions/{EDITION}/entries");
        let body = |email: &str| {
            let by = json!({ "zh": "学会", "en": "The society" });
            json!({ "contest": "open", "source": "recommended", "recommended_by": by,
                "email": email, "language": "zh" })
        };
        let begun = story.organizer.post(&path, &body("New@example.com")).await;
        let number = begun.expect(201).json()["number"]
            .as_str()
            .unwrap()
            .to_owned();
        let told = story.world.mailed("new@example.com").await;
        let known = |message: &Message| matches!(message, Message::EntryBegun { number: told, .. } if *told == number);
        assert!(told.iter().any(known), "{told:?}");
        let team = story.world.person("new@example.com").await;
        team.get(&format!("/api/team/entries/{number}"))
            .await
            .expect(200);
        let entry = format!("{path}/{number}");
        let entry = story.organizer.get(&entry).await.expect(200).json();
        assert_eq!(entry["source"], "recommended");
        let refused = story
            .organizer
            .post(&path, &body("nobody"))
            .await
            .expect(422);
        assert_eq!(refused.json()["errors"][0]["pointer"], "/email");
        story.teams[0]
            .post(&path, &body("new@example.com"))
            .await
            .expect(404);
        story.world.clock.put(Story::after_call());
        let late = story.organizer.post(&path, &body("late@example.com")).await;
        assert_eq!(late.expect(409).code(), "call_closed");
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_standing_and_the_judges_go_out_as_files_that_say_when_and_by_whom() {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(2).await;
    story.open_heat(2).await;
    let standing = format!("/api/editions/{EDITION}/heats/final/standing/export");
    let csv = format!("{standing}?format=csv");
    let early = story.organizer.get(&csv).await.expect(409);
    assert_eq!(early.code(), "heat_not_closed");
    story.score_all().await;
    story.close_heat().await;
    let file = story.organizer.get(&csv).await.expect(200);
    let disposition = file.header("content-disposition").unwrap().to_owned();
    assert!(
        disposition.contains("cup-2026-final-standing.csv"),
        "{disposition}"
    );
    let text = file.text();
    assert!(text.starts_with('\u{feff}'));
    for number in &story.numbers {
        assert!(text.contains(number), "{text}");
    }
    assert!(
        text.contains("As of,2026-08-31") && text.contains("Exported by,"),
        "{text}"
    );
    let workbook = format!("{standing}?format=xlsx");
    let workbook = story.organizer.get(&workbook).await.expect(200);
    assert!(workbook.bytes.starts_with(b"PK"));
    story.judges[0].get(&csv).await.expect(200);
    story.judges[1].get(&csv).await.expect(404);
    let judges = format!("/api/editions/{EDITION}/judges/export?format=csv");
    let text = story.organizer.get(&judges).await.expect(200).text();
    assert!(
        text.contains("judge-1@example.org") && text.contains("final (chair)"),
        "{text}"
    );
    story.judges[0].get(&judges).await.expect(403);
    let wrong = format!("/api/editions/{EDITION}/judges/export?format=pdf");
    let refused = story.organizer.get(&wrong).await;
    assert!((400..500).contains(&refused.status));
}
