//! What the answers tell, beyond what is done: to teams how they stand, to judges whether they are asked, to
//! staff where a heat, an entry and an edition stand.

use acceptance::{Client, EDITION, Engine, Stage, Stages, Story, Who, Window, World, edition_file};
use domain::{people::Role, time::Clock as _};
use persistence::outbox;
use serde_json::{Value, json};

const NOTHING: Value = Value::Null;

/// The usual file with an event, a track, and divisions that an answer leads to.
fn rich_file() -> String {
    let event = "[event]\ntitle = { zh = \"大会\", en = \"Forum\" }\nbegins_on = \"2026-11-20\"\n\
        ends_on = \"2026-11-22\"\ndelivery = [\"on_site\", \"remote\"]\n\n[call]";
    let contest = "[[tracks]]\nkey = \"water\"\ntitle = { zh = \"水利\", en = \"Water\" }\n\n[[contests]]\n\
        track = \"water\"\nscreening = true\ndivision = { by = \"answer\", question = \"region\" }";
    let questions = "[[contests.questions]]\nkey = \"region\"\nkind = \"choice\"\n\
        label = { zh = \"地区\", en = \"Region\" }\nlanguages = [\"zh\", \"en\"]\nrequired = false\njudges = true\n\
        ordered = true\nchoices = [{ key = \"cn\", label = { zh = \"中国\", en = \"China\" } }, \
        { key = \"fr\", label = { zh = \"法国\", en = \"France\" } }]\n\n\
        [[contests.questions]]\nkey = \"staff\"\nkind = \"number\"\nlabel = { zh = \"人数\", en = \"Staff\" }\n\
        languages = [\"zh\", \"en\"]\nrequired = false\njudges = true\nmin = \"1\"\nmax = \"99.5\"\n\
        unit = { zh = \"人\", en = \"people\" }\n\n\
        [[contests.eligibility]]\nkey = \"abroad\"\ntitle = { zh = \"来自海外\", en = \"From abroad\" }\n\
        question = \"region\"\nop = \"is\"\nvalue = \"fr\"\n\n[[contests.slots]]";
    let division = "[[divisions]]\nkey = \"west\"\ntitle = { zh = \"西赛区\", en = \"West\" }\n\
        host = { zh = \"西方承办单位\", en = \"Western host\" }\ndelivery = \"remote\"\nanswers = [\"fr\"]\n\n[[rounds]]";
    edition_file()
        .replacen("[call]", event, 1)
        .replacen("[[contests]]", contest, 1)
        .replacen("[[contests.slots]]", questions, 1)
        .replacen("[[rounds]]", division, 1)
}

async fn rich(engine: Engine) -> (World, Client) {
    let world = World::fresh(engine, Story::opening()).await;
    let address = "organizer@example.org";
    world.grant(address, Role::Organizer, None).await;
    let organizer = world.person(address).await;
    organizer
        .post_text("/api/editions", "application/toml", &rich_file())
        .await
        .expect(201);
    (world, organizer)
}

async fn read(person: &Client, path: &str) -> Value {
    let path = format!("/api/editions/{EDITION}{path}");
    person.get(&path).await.expect(200).json()
}

async fn put(person: &Client, path: &str, revision: i64, body: &Value) -> Value {
    let path = format!("/api/editions/{EDITION}{path}");
    let request = person.request(reqwest::Method::PUT, &path);
    let request = request.header("if-match", format!("\"{revision}\""));
    person.send(request.json(body)).await.expect(200).json()
}

async fn own_card(team: &Client, number: &str) -> Value {
    let list = team.get("/api/team/entries").await.expect(200).json();
    let mut cards = list["entries"].as_array().unwrap().iter();
    cards.find(|card| card["number"] == number).unwrap().clone()
}

fn heat<'a>(overview: &'a Value, key: &str) -> &'a Value {
    let mut heats = overview["heats"].as_array().unwrap().iter();
    heats.find(|heat| heat["key"] == key).unwrap()
}

#[tokio::test]
async fn an_edition_tells_its_shape_and_what_one_may_do_there() {
    for engine in Engine::all() {
        let (world, organizer) = rich(engine).await;
        let overview = read(&organizer, "").await;
        let event = &overview["event"];
        assert_eq!(
            (&event["begins_on"], &event["theme"], &event["delivery"]),
            (
                &json!("2026-11-20"),
                &NOTHING,
                &json!(["on_site", "remote"])
            )
        );
        assert_eq!(overview["tracks"][0]["title"]["en"], "Water");
        assert_eq!(overview["contests"][0]["track"], "water");
        assert_eq!(overview["contests"][0]["screening"], true);
        let division = &overview["divisions"][0];
        assert_eq!(division["host"]["en"], "Western host");
        assert_eq!(division["delivery"], "remote");
        assert_eq!(overview["rounds"][0]["key"], "final");
        assert_eq!(overview["regions"][1]["title"]["zh"], "法国");
        let rights = [
            "read_funnel",
            "screen_entries",
            "export_edition",
            "amend_edition",
            "list_grants",
            "list_conflicts",
            "invite_judges",
        ];
        for right in rights {
            assert_eq!(overview["may"][right], true, "{right}");
        }
        let screener = "screener@example.org";
        world.grant(screener, Role::Screener, Some(EDITION)).await;
        let screener = world.person(screener).await;
        let overview = read(&screener, "").await;
        for right in rights {
            let screens = right == "screen_entries";
            assert_eq!(overview["may"][right], screens, "{right}");
        }
        let calls = world.stranger().get("/api/calls").await.expect(200).json();
        assert_eq!(calls["calls"][0]["track"]["key"], "water");
        world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_team_learns_where_an_answer_leads_and_how_the_entry_stands() {
    for engine in Engine::all() {
        let (world, organizer) = rich(engine).await;
        let team = world.person("team-1@example.com").await;
        let number = acceptance::draft(&team, EDITION, 1).await;
        let path = format!("/api/team/entries/{number}");
        let entry = team.get(&path).await.expect(200);
        let form = entry.json();
        let question = |key: &str| {
            let mut questions = form["form"]["questions"].as_array().unwrap().iter();
            questions.find(|one| one["key"] == key).unwrap().clone()
        };
        assert_eq!(question("region")["ordered"], true);
        let staff = question("staff");
        assert_eq!(
            (&staff["min"], &staff["max"]),
            (&json!("1"), &json!("99.5"))
        );
        let leads = &form["division_by_answer"];
        assert_eq!(leads["question"], "region");
        assert_eq!(leads["divisions"][0]["answer"], "fr");
        assert_eq!(leads["divisions"][0]["division"]["key"], "west");
        assert_eq!(form["status"], "draft");
        let answers = json!({ "answers": { "region": { "zh": "cn", "en": "cn" } } });
        team.patch(&path, entry.revision(), &answers)
            .await
            .expect(200);
        submit(&team, &path).await;
        let card = own_card(&team, &number).await;
        assert_eq!(
            (&card["status"], &card["reason"]),
            (&json!("in_screening"), &json!(""))
        );
        assert_eq!(card["track"]["key"], "water");
        assert_eq!(card["contest"]["key"], "open");
        assert_eq!(card["division"], NOTHING);
        let address = format!("/entries/{number}");
        let seen = read(&organizer, &address).await;
        let check = &seen["screening"]["checks"][0];
        assert_eq!(
            (&check["question"], &check["outcome"]),
            (&json!("region"), &json!("fail"))
        );
        assert_eq!(check["measured_label"]["en"], "China");
        let decide = json!({ "decision": "reject", "reason": "Not from abroad." });
        let revision = seen["revision"].as_i64().unwrap();
        put(
            &organizer,
            &format!("{address}/screening"),
            revision,
            &decide,
        )
        .await;
        let card = own_card(&team, &number).await;
        let told = (&card["status"], &card["reason"]);
        assert_eq!(told, (&json!("not_accepted"), &json!("Not from abroad.")));
        let decide = json!({ "decision": "accept", "reason": "They moved, we hear." });
        put(
            &organizer,
            &format!("{address}/screening"),
            revision + 1,
            &decide,
        )
        .await;
        let entry = team.get(&path).await.expect(200).json();
        let told = (&entry["status"], &entry["reason"]);
        assert_eq!(
            told,
            (&json!("accepted"), &json!("")),
            "an override stays inside"
        );
        world.stop().await.remove().await;
    }
}

async fn submit(team: &Client, path: &str) {
    let revision = team.get(path).await.expect(200).revision();
    team.post_at(&format!("{path}/submit"), revision, &json!({}))
        .await
        .expect(200);
}

#[tokio::test]
async fn whoever_is_asked_to_judge_sees_it_and_so_do_those_who_asked() {
    let stages = Stages::up_to(Stage::CallOver).await;
    let world = stages.serve(Stage::CallOver).await;
    let organizer = stages.person(Who::Organizer, &world);
    let facts = &stages.at(Stage::CallOver).facts;
    let row = async || {
        let list = read(&organizer, "/judges").await;
        assert_eq!(list["may"]["invite"], true);
        let mut rows = list["judges"].as_array().unwrap().iter();
        rows.find(|row| row["judge"] == facts.judge)
            .unwrap()
            .clone()
    };
    let before = row().await;
    assert_eq!(before["organization"], json!({ "zh": "", "en": "" }));
    assert_eq!(before["invitation"], "none");
    assert_eq!(before["invited_at"], NOTHING);
    let auditor = stages.person(Who::Auditor, &world);
    let list = read(&auditor, "/judges").await;
    assert_eq!(list["may"]["invite"], false);

    let invite = format!("/api/editions/{EDITION}/judges/invitations");
    let whom = json!({ "judges": [facts.judge] });
    organizer.post(&invite, &whom).await.expect(200);
    let asked = row().await;
    assert_eq!(asked["invitation"], "sent");
    assert_ne!(asked["invited_at"], NOTHING);
    let judge = stages.person(Who::Judge, &world);
    let queue = judge.get("/api/judge/queue").await.expect(200).json();
    let own = &queue["invitations"][0];
    assert_eq!(own["edition"]["slug"], EDITION);
    assert_eq!(
        (&own["state"], &own["may"]["answer"]),
        (&json!("sent"), &json!(true))
    );
    let answer = format!("/api/judge/invitations/{EDITION}");
    let said = judge.post(&answer, &json!({ "accepts": true })).await;
    assert!((200..300).contains(&said.status), "{}", said.text());
    let answered = row().await;
    assert_eq!(answered["invitation"], "accepted");
    assert_ne!(answered["answered_at"], NOTHING);
    world.stop().await;
}

#[tokio::test]
async fn an_invitation_that_was_sent_leaves_no_link_behind() {
    let stages = Stages::up_to(Stage::CallOver).await;
    let world = stages.serve(Stage::CallOver).await;
    let organizer = stages.person(Who::Organizer, &world);
    let judge = &stages.at(Stage::CallOver).facts.judge;
    let invite = format!("/api/editions/{EDITION}/judges/invitations");
    let whom = json!({ "judges": [judge] });
    organizer.post(&invite, &whom).await.expect(200);
    let now = world.clock.now();
    let waiting = outbox::due(&world.store, now, 100).await.unwrap();
    let mut waiting = waiting.iter();
    let letter = waiting.find(|one| one.message.kind() == "judge_invited");
    let domain::message::Message::JudgeInvited { token, .. } = &letter.unwrap().message else {
        unreachable!("it was looked for by its kind");
    };
    outbox::sent(&world.store, letter.unwrap(), now)
        .await
        .unwrap();
    let window = Window::on(&world).await;
    let kept = "SELECT payload FROM outbox_messages WHERE state = 'sent'";
    let kept = window.ask(kept).await.concat();
    assert!(
        kept.contains("judge_invited") && !kept.contains(token),
        "{kept}"
    );
    window.close().await;
    world.stop().await;
}

#[tokio::test]
async fn staff_read_of_an_entry_what_judges_will_and_why_they_cannot_decide() {
    let stages = Stages::up_to(Stage::Judging).await;
    let number = stages.at(Stage::CallOver).facts.number.clone();
    let address = format!("/entries/{number}");
    let why_not = async |stage: Stage, who: Who| {
        let world = stages.serve(stage).await;
        let entry = read(&stages.person(who, &world), &address).await;
        world.stop().await;
        let may = &entry["screening"]["may"];
        assert_eq!(may["screen"], may["why_not"].is_null());
        may["why_not"].clone()
    };
    assert_eq!(why_not(Stage::Drafts, Who::Screener).await, "not_submitted");
    assert_eq!(why_not(Stage::CallOver, Who::Screener).await, NOTHING);
    assert_eq!(why_not(Stage::CallOver, Who::Auditor).await, "no_right");
    assert_eq!(why_not(Stage::Judging, Who::Screener).await, "judged");

    let world = stages.serve(Stage::CallOver).await;
    let screener = stages.person(Who::Screener, &world);
    let entry = read(&screener, &address).await;
    assert_eq!(entry["draft_differs"], true);
    let answers = entry["answers"].as_array().unwrap();
    let summary = answers.iter().find(|one| one["key"] == "summary").unwrap();
    assert_eq!(summary["value"]["en"], acceptance::canary::SUBMITTED);
    assert!(!entry.to_string().contains(acceptance::canary::LATER_DRAFT));

    let organizer = stages.person(Who::Organizer, &world);
    assert_eq!(entry["division"]["decided"], NOTHING);
    let moved = json!({ "division": "south", "reason": "It works there." });
    let moved = put(&organizer, &format!("{address}/division"), 0, &moved).await;
    let decided = &moved["division"]["decided"];
    assert_eq!(decided["by"]["name"]["en"], "orga@example.org");
    assert_ne!(decided["at"], NOTHING);

    let revision = moved["revision"].as_i64().unwrap();
    let accept = json!({ "decision": "accept" });
    put(
        &screener,
        &format!("{address}/screening"),
        revision,
        &accept,
    )
    .await;
    let counts = json!({ "pending": 2, "accepted": 1, "rejected": 0 });
    let page = read(&screener, "/entries?screening=accepted").await;
    assert_eq!((&page["total"], &page["screening"]), (&json!(1), &counts));
    let page = read(&screener, "/entries?division=south").await;
    let counts = json!({ "pending": 0, "accepted": 1, "rejected": 0 });
    assert_eq!(page["screening"], counts);
    let path = format!("/api/editions/{EDITION}/entries/export");
    let file = organizer.post(&path, &json!({ "format": "csv" })).await;
    let file = file.expect(200).text();
    assert!(
        file.contains("As of,2026-08-31") && file.contains("Exported by,"),
        "{file}"
    );
    world.stop().await;
}

#[tokio::test]
async fn a_heat_tells_of_its_report_and_whether_somebody_has_to_decide_who_goes_on() {
    let stages = Stages::up_to(Stage::Advanced).await;
    for (stage, report, awaits) in [
        (Stage::Judging, "none", false),
        (Stage::Closed, "none", true),
        (Stage::Reported, "reported", true),
        (Stage::Accepted, "accepted", true),
        (Stage::Advanced, "accepted", false),
    ] {
        let world = stages.serve(stage).await;
        let overview = read(&stages.person(Who::Organizer, &world), "").await;
        let course = heat(&overview, "final");
        let told = (&course["report"], &course["awaits_advancement"]);
        assert_eq!(told, (&json!(report), &json!(awaits)), "{stage:?}");
        let gala = heat(&overview, "gala");
        let told = (&gala["report"], &gala["awaits_advancement"]);
        assert_eq!(told, (&json!("not_needed"), &json!(false)), "{stage:?}");
        let overview = read(&stages.person(Who::Officer, &world), "").await;
        assert_eq!(heat(&overview, "final")["report"], NOTHING, "{stage:?}");
        world.stop().await;
    }
}

#[tokio::test]
async fn a_planned_heat_tells_by_which_routes_entries_are_let_in() {
    let stages = Stages::up_to(Stage::Advanced).await;
    let world = stages.serve(Stage::Advanced).await;
    let organizer = stages.person(Who::Organizer, &world);
    let number = &stages.at(Stage::Advanced).facts.other_number;
    let route =
        |used: u32| json!({ "key": "by-hand", "source": "direct", "quota": 1, "used": used });
    let admissions =
        async |who: &Client| read(who, "/heats/gala/progress").await["admissions"].clone();
    let before = json!({ "routes": [route(0)], "may": true });
    assert_eq!(admissions(&organizer).await, before);
    let path = format!("/api/editions/{EDITION}/heats/gala/admissions");
    let guest = json!({ "number": number, "route": "by-hand", "reason": "A guest of the fair." });
    let admitted = organizer.post(&path, &guest).await;
    assert!((200..300).contains(&admitted.status), "{}", admitted.text());
    let auditor = stages.person(Who::Auditor, &world);
    let after = json!({ "routes": [route(1)], "may": false });
    assert_eq!(admissions(&auditor).await, after);
    let closed = read(&organizer, "/heats/final/progress").await;
    assert_eq!(closed["admissions"], NOTHING);
    world.stop().await;
}
