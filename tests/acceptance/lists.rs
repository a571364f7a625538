//! Answers that are rows: kept in order, wrong to the field, read by those alone who may, and a reason for
//! which a judge must not judge.

use acceptance::{Client, EDITION, Engine, Story, World, edition_file};
use serde_json::{Value, json};

const LISTS: &str = r#"[[contests.questions]]
key = "contributors"
kind = "list"
label = { zh = "贡献者", en = "Contributors" }
required = false
judges = false
max_rows = 3
fields = [
  { key = "name", label = { zh = "姓名", en = "Name" }, kind = "line", languages = ["zh", "en"], required = true },
  { key = "role", label = { zh = "角色", en = "Role" }, kind = "choice", required = true, choices = [
    { key = "lead", label = { zh = "负责人", en = "Leader" } },
    { key = "engineer", label = { zh = "工程师", en = "Engineer" } },
  ] },
]

[[contests.questions]]
key = "partners"
kind = "list"
label = { zh = "联合申报单位", en = "Joint applicants" }
required = false
judges = true
min_rows = 1
max_rows = 50
fields = [
  { key = "name", label = { zh = "名称", en = "Partner" }, kind = "line", languages = ["zh", "en"], required = true, organization = true },
  { key = "why", label = { zh = "合作意义", en = "Why it matters" }, kind = "line", languages = ["en"], required = false, limit = { en = 5 } },
]

[[contests.slots]]"#;

async fn story(engine: Engine) -> Story {
    let file = edition_file().replacen("[[contests.slots]]", LISTS, 1);
    Story::of_file(World::fresh(engine, Story::opening()).await, &file).await
}

fn person(name: &str, role: &str) -> Value {
    json!({ "name": { "zh": format!("{name}某"), "en": name }, "role": { "zh": role, "en": role } })
}

fn partner(name: &str) -> Value {
    json!({ "name": { "zh": "伙伴", "en": name }, "why": { "zh": "", "en": "They dig." } })
}

async fn say(team: &Client, path: &str, lists: Value) -> acceptance::Answer {
    let revision = team.get(path).await.expect(200).revision();
    team.patch(path, revision, &json!({ "lists": lists })).await
}

async fn submit(team: &Client, path: &str) -> acceptance::Answer {
    let revision = team.get(path).await.expect(200).revision();
    let submit = format!("{path}/submit");
    team.post_at(&submit, revision, &json!({})).await
}

fn places(answer: &Value, list: &str) -> Vec<(String, String)> {
    let problems = answer[list].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    problems
        .map(|one| (text(&one["pointer"]), text(&one["code"])))
        .collect()
}

#[tokio::test]
async fn rows_keep_their_order_and_what_is_wrong_is_named_to_the_field() {
    for engine in Engine::all() {
        let mut story = story(engine).await;
        let path = format!("/api/team/entries/{}", story.draft().await);
        let team = &story.teams[0];
        let half = json!({ "name": { "zh": "林", "en": "" } });
        let rows = json!({ "contributors": [person("Ada", "lead"), half] });
        let saved = say(team, &path, rows).await.expect(200).json();
        let missing = [
            "/lists/contributors/1/name/en",
            "/lists/contributors/1/role/zh",
            "/lists/contributors/1/role/en",
        ];
        let missing = missing.map(|at| (at.to_owned(), "answer_missing".to_owned()));
        assert_eq!(places(&saved, "issues"), missing);
        let refused = submit(team, &path).await.expect(422);
        assert_eq!(refused.code(), "entry_incomplete");
        assert_eq!(places(&refused.json(), "errors"), missing);

        let strange = json!({ "contributors": [person("Ada", "queen")] });
        let refused = say(team, &path, strange).await.expect(422).json();
        assert_eq!(
            places(&refused, "errors")[0].0,
            "/lists/contributors/0/role/zh"
        );
        let four = ["Ada", "Bo", "Cy", "Di"].map(|name| person(name, "lead"));
        let refused = say(team, &path, json!({ "contributors": four })).await;
        assert_eq!(
            places(&refused.expect(422).json(), "errors"),
            [("/lists/contributors".into(), "rows_over_limit".into())]
        );

        // Each list is saved by itself, and other answers stay.
        let two = json!({ "contributors": [person("Ada", "lead"), person("Bo", "engineer")] });
        say(team, &path, two).await.expect(200);
        let partners = json!({ "partners": [partner("Lock Works")] });
        let saved = say(team, &path, partners).await.expect(200).json();
        assert_eq!(saved["lists"]["contributors"][1]["name"]["en"], "Bo");
        assert_eq!(saved["answers"]["title"]["en"], "Project 1");
        let first = submit(team, &path).await.expect(200).json();
        let turned = json!({ "contributors": [person("Bo", "engineer"), person("Ada", "lead")] });
        say(team, &path, turned).await.expect(200);
        let second = submit(team, &path).await.expect(200).json();
        assert_eq!(second["version"], 2);
        assert_ne!(first["fingerprint"], second["fingerprint"]);

        let number = &story.numbers[0];
        let entry = format!("/api/editions/{EDITION}/entries/{number}");
        let entry = story.organizer.get(&entry).await.expect(200).json();
        let answers = entry["answers"].as_array().unwrap();
        let named = |key: &str| answers.iter().find(|one| one["key"] == key).unwrap();
        let table = &named("contributors")["table"];
        assert_eq!(table["columns"][1]["en"], "Role");
        assert_eq!(table["rows"][0][0]["en"], "Bo");
        assert_eq!(table["rows"][1][1]["en"], "Leader");
        assert_eq!(named("title")["table"], Value::Null);

        let export = format!("/api/editions/{EDITION}/entries/export");
        let taken = json!({ "format": "csv" });
        let file = story.organizer.post(&export, &taken).await.expect(200);
        let file = file.text();
        assert!(
            file.contains("1. Bo某 Bo | 工程师 Engineer\n2. Ada某 Ada"),
            "{file}"
        );
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn judges_read_the_lists_that_the_form_shows_them_and_no_others() {
    let mut story = story(Engine::Sqlite).await;
    let path = format!("/api/team/entries/{}", story.draft().await);
    let rows = json!({
        "contributors": [person("Nightjar", "lead")], "partners": [partner("Lock Works")],
    });
    say(&story.teams[0], &path, rows).await.expect(200);
    submit(&story.teams[0], &path).await.expect(200);
    story.open_heat(1).await;
    let alias = &story.aliases(0).await[0];
    let sheet = story.judges[0]
        .get(&format!("/api/judge/assignments/{alias}"))
        .await
        .expect(200);
    assert!(!sheet.text().contains("Nightjar"), "{}", sheet.text());
    let sheet = sheet.json();
    let answers = sheet["entry"]["answers"].as_array().unwrap().clone();
    let keys: Vec<_> = answers.iter().map(|one| one["key"].clone()).collect();
    assert_eq!(keys, ["title", "summary", "partners"]);
    assert_eq!(answers[2]["table"]["rows"][0][0]["en"], "Lock Works");

    let call = story.world.stranger();
    let call = call.get(&format!("/editions/{EDITION}")).await;
    let page = call.expect(200).text();
    assert!(
        page.contains("联合申报单位") && page.contains("合作意义"),
        "{page}"
    );
    story.world.stop().await;
}

#[tokio::test]
async fn whoever_is_tied_to_an_organization_of_a_list_is_in_conflict() {
    for engine in Engine::all() {
        let mut story = story(engine).await;
        for partner_of in ["Green Bridge Institute", "Lock Works Ltd."] {
            let path = format!("/api/team/entries/{}", story.draft().await);
            let team = story.teams.last().unwrap();
            let partners = json!({ "partners": [partner("Nobody's"), partner(partner_of)] });
            say(team, &path, partners).await.expect(200);
            submit(team, &path).await.expect(200);
        }
        story.world.clock.put(Story::after_call());
        let table = "heat,name_zh,name_en,email,language,role,organization_zh,organization_en\n\
                     final,,Ms Chair,judge-1@example.org,en,chair,,\n\
                     final,,Mr Green,judge-2@example.org,en,judge,,GREEN-BRIDGE INSTITUTE\n";
        let path = format!("/api/editions/{EDITION}/judges/import");
        let import = story.organizer.post_text(&path, "text/csv", table).await;
        import.expect(200);
        let chair = story.world.person("judge-1@example.org").await;
        let tied = json!({ "organizations": ["lock works"] });
        let tie = format!("/api/judge/organizations/{EDITION}");
        chair
            .send(chair.request(reqwest::Method::PUT, &tie).json(&tied))
            .await
            .expect(200);

        let path = format!("/api/editions/{EDITION}/conflicts");
        let conflicts = story.organizer.get(&path).await.expect(200).json();
        let conflicts = conflicts["conflicts"].as_array().unwrap().iter();
        let pairs: Vec<_> = conflicts
            .map(|one| [&one["name"]["en"], &one["number"], &one["source"]].map(Value::clone))
            .collect();
        let (green, works) = (json!(story.numbers[0]), json!(story.numbers[1]));
        let source = json!("organization");
        let expected = [
            [json!("Mr Green"), green, source.clone()],
            [json!("Ms Chair"), works, source],
        ];
        assert_eq!(pairs, expected, "{engine:?}");

        // What a later version leaves out bars nobody any more; here the call is over, and both stay.
        let open = format!("/api/editions/{EDITION}/heats/final/open");
        story.organizer.post(&open, &json!({})).await.expect(200);
        let judge = story.world.person("judge-2@example.org").await;
        let queue = judge.get("/api/judge/queue").await.expect(200).json();
        let states = queue["heats"][0]["assignments"].as_array().unwrap().clone();
        let states: Vec<_> = states.iter().map(|one| one["state"].clone()).collect();
        assert_eq!(
            states.iter().filter(|state| **state == "recused").count(),
            1,
            "{states:?}"
        );
        story.world.stop().await.remove().await;
    }
}
