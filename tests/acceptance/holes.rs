//! Holes that were found and closed: each test is one way in that must stay shut.

use std::time::Duration;

use acceptance::{Client, EDITION, Engine, PUBLIC_URL, Story, World, edition_file, judges_file};
use domain::{message::Message, people::Role};
use futures::future::join_all;
use sea_orm::ConnectionTrait as _;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

fn judges() -> String {
    format!("/api/editions/{EDITION}/judges")
}

async fn open_call(engine: Engine) -> Story {
    Story::open_call(World::fresh(engine, Story::opening()).await).await
}

async fn seat(story: &Story, email: &str) -> String {
    let file = format!(
        "heat,name_zh,name_en,email,language,role\nfinal,{email},{email},{email},en,judge\n"
    );
    let import = format!("{}/import", judges());
    let organizer = &story.organizer;
    organizer
        .post_text(&import, "text/csv", &file)
        .await
        .expect(200);
    let list = organizer.get(&judges()).await.expect(200).json();
    let rows = list["judges"].as_array().unwrap();
    let row = rows.iter().find(|row| row["email"] == email).unwrap();
    format!("{}/{}/code", judges(), row["judge"].as_str().unwrap())
}

#[tokio::test]
async fn an_organizer_cannot_print_a_code_that_signs_in_as_an_officer_or_a_team() {
    let mut story = open_call(Engine::Sqlite).await;
    story.draft().await;
    let officer = "officer@example.org";
    story
        .world
        .grant(officer, Role::Officer, Some(EDITION))
        .await;
    for email in [officer, "team-1@example.com"] {
        let code = seat(&story, email).await;
        let answer = story.organizer.post(&code, &json!({})).await.expect(409);
        assert_eq!(answer.code(), "account_does_more", "{email}");
    }
    let code = seat(&story, "judge@example.org").await;
    story.organizer.post(&code, &json!({})).await.expect(201);
    story.world.stop().await;
}

#[tokio::test]
async fn a_role_is_not_found_by_who_got_in_with_a_printed_code() {
    let story = open_call(Engine::Sqlite).await;
    let email = "later@example.org";
    let code = seat(&story, email).await;
    let printed = story.organizer.post(&code, &json!({})).await.expect(201);
    let printed = json!({ "printed_code": printed.json()["code"] });
    let mut inside = story.world.stranger();
    inside.sign_in(&printed).await.expect(200);
    story.world.grant(email, Role::Officer, Some(EDITION)).await;
    let me = inside.get("/api/me").await.expect(200).json();
    assert_eq!(me["account"], json!(null));
    story.world.stop().await;
}

/// The head of a request whose body is still to come.
async fn begin(story: &Story, cookie: &str, path: &str, revision: i64) -> TcpStream {
    let address = story.world.address().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\norigin: {PUBLIC_URL}\r\ncookie: {cookie}\r\n\
         if-match: \"{revision}\"\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\
         connection: close\r\n\r\n",
        PUBLIC_URL.trim_start_matches("http://")
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    // The server must have read the head before the clock moves.
    tokio::time::sleep(Duration::from_millis(300)).await;
    stream
}

async fn cookie_of(world: &World, email: &str) -> String {
    let stranger = world.stranger();
    let asked = json!({ "email": email, "language": "en" });
    stranger
        .post("/api/logins/request", &asked)
        .await
        .expect(202);
    let token = json!({ "token": world.mailed_token(email).await });
    let answer = stranger.post("/api/logins", &token).await.expect(200);
    let cookie = answer.header("set-cookie").unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_submit_whose_body_came_after_the_heat_could_open_gets_no_receipt() {
    for engine in Engine::all() {
        let mut story = open_call(engine).await;
        let number = story.draft().await;
        let cookie = cookie_of(&story.world, "team-1@example.com").await;
        let path = format!("/api/team/entries/{number}");
        let revision = story.teams[0].get(&path).await.revision();
        story.world.clock.put(Story::deadline());
        let mut late = begin(&story, &cookie, &format!("{path}/submit"), revision).await;
        let settled = Story::deadline().plus_minutes(31);
        story.world.clock.put(settled.plus_millis(1));
        late.write_all(b"{}").await.unwrap();
        let mut answer = String::new();
        late.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 409"), "{engine:?} {answer}");
        assert!(answer.contains("call_closed"), "{answer}");
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_heat_opens_when_no_entry_can_be_on_its_way_any_more() {
    let mut story = open_call(Engine::Sqlite).await;
    story.submit(1).await;
    let import = format!("{}/import", judges());
    let file = judges_file(1);
    story
        .organizer
        .post_text(&import, "text/csv", &file)
        .await
        .expect(200);
    let open = format!("/api/editions/{EDITION}/heats/final/open");
    let settled = Story::deadline().plus_minutes(31);
    story.world.clock.put(settled);
    let early = story.organizer.post(&open, &json!({})).await.expect(409);
    assert_eq!(early.code(), "call_still_open");
    story.world.clock.put(settled.plus_millis(1));
    story.organizer.post(&open, &json!({})).await.expect(200);
    story.world.stop().await;
}

async fn digits(world: &World, email: &str) -> String {
    let messages = world.mailed(email).await.into_iter().rev();
    let mut codes = messages.filter_map(|message| match message {
        Message::SignIn { code, .. } => Some(code),
        _ => None,
    });
    codes.next().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_guesses_at_once_are_not_one_guess() {
    for engine in Engine::all() {
        let world = World::fresh(engine, Story::opening()).await;
        let stranger = world.stranger();
        let email = "guessed@example.org";
        let asked = json!({ "email": email, "language": "en" });
        stranger
            .post("/api/logins/request", &asked)
            .await
            .expect(202);
        let right = digits(&world, email).await;
        let wrong = if right == "000000" {
            "000001"
        } else {
            "000000"
        };
        let guess = json!({ "email": email, "code": wrong });
        let guesses = join_all((0..40).map(|_| stranger.post("/api/logins", &guess))).await;
        let looked_at = guesses.iter().filter(|answer| answer.status == 401).count();
        assert_eq!(looked_at, 5, "{engine:?}");
        let answer = stranger
            .post("/api/logins", &json!({ "email": email, "code": right }))
            .await;
        assert_eq!(answer.code(), "too_many_tries");
        world.stop().await.remove().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_first_sign_ins_with_one_address_at_once_are_one_account() {
    for engine in Engine::all() {
        let world = World::fresh(engine, Story::opening()).await;
        for index in 0..8 {
            let email = format!("new-{index}@example.org");
            let asked = json!({ "email": email, "language": "en" });
            let stranger = world.stranger();
            let mut tokens = vec![];
            for _ in 0..2 {
                stranger
                    .post("/api/logins/request", &asked)
                    .await
                    .expect(202);
            }
            for message in world.mailed(&email).await {
                if let Message::SignIn { token, .. } = message {
                    tokens.push(json!({ "token": token }));
                }
            }
            let (one, two) = futures::join!(
                stranger.post("/api/logins", &tokens[0]),
                stranger.post("/api/logins", &tokens[1]),
            );
            assert_eq!((one.status, two.status), (200, 200), "{engine:?} {index}");
        }
        world.stop().await.remove().await;
    }
}

/// How many assignments each judge of the panel has.
async fn assigned(organizer: &Client) -> Vec<u64> {
    let path = format!("/api/editions/{EDITION}/heats/final/progress");
    let progress = organizer.get(&path).await.expect(200).json();
    let judges = progress["judges"].as_array().unwrap().iter();
    judges
        .map(|judge| judge["assigned"].as_u64().unwrap())
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_sits_down_on_a_panel_whose_sheets_were_handed_out() {
    for engine in Engine::all() {
        let mut story = open_call(engine).await;
        story.submit(1).await;
        let import = format!("{}/import", judges());
        let (few, many) = (judges_file(1), judges_file(60));
        story
            .organizer
            .post_text(&import, "text/csv", &few)
            .await
            .expect(200);
        story.world.clock.put(Story::after_call());
        let open = format!("/api/editions/{EDITION}/heats/final/open");
        let nothing = json!({});
        let (imported, opened) = futures::join!(
            story.organizer.post_text(&import, "text/csv", &many),
            async {
                tokio::time::sleep(Duration::from_millis(20)).await;
                story.organizer.post(&open, &nothing).await
            }
        );
        imported.expect(200);
        opened.expect(200);
        let assigned = assigned(&story.organizer).await;
        assert!(
            assigned.iter().all(|own| *own == 1),
            "{engine:?} {assigned:?}"
        );
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn an_edition_file_that_cannot_be_stored_or_added_up_is_refused() {
    let tier = |index| {
        format!(
            "[[contests.tiers]]\nkey = \"t{index}\"\ntitle = {{ zh = \"奖\", en = \"Prize\" }}\nquota = 1\n\n"
        )
    };
    let tiers: String = (0..6_000).map(tier).collect();
    let cases = [
        (
            "en = \"The cup\"",
            "en = \"The \\u0000cup\"".to_owned(),
            "control_character",
        ),
        (
            "weight = \"",
            "weight = \"90000000".to_owned(),
            "out_of_range",
        ),
        (
            "[[contests.tiers]]",
            format!("{tiers}[[contests.tiers]]"),
            "list_too_long",
        ),
    ];
    for engine in Engine::all() {
        let story = open_call(engine).await;
        for (from, to, code) in &cases {
            let file = edition_file().replacen("slug = \"cup-2026\"", "slug = \"other\"", 1);
            assert!(file.contains(from));
            let file = file.replacen(from, to, 1);
            let answer = story
                .organizer
                .post_text("/api/editions", "application/toml", &file)
                .await
                .expect(422);
            assert_eq!(answer.json()["errors"][0]["code"], *code, "{engine:?}");
        }
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_file_that_is_refused_is_not_kept() {
    let mut story = open_call(Engine::Sqlite).await;
    let number = story.draft().await;
    let kept = || walk(&story.world.database.blobs());
    let before = kept();
    let slot = format!("/api/team/entries/{number}/attachments/deck");
    let page = vec![b'<'; 3 << 20];
    story.teams[0]
        .upload(&slot, "a.pdf", &page)
        .await
        .expect(415);
    assert_eq!(kept(), before);
    story.world.stop().await;
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path())
            } else {
                1
            }
        })
        .sum()
}

#[tokio::test]
async fn a_line_that_would_fill_a_list_is_refused() {
    let mut story = open_call(Engine::Sqlite).await;
    let path = format!("/api/team/entries/{}", story.draft().await);
    let team = &story.teams[0];
    let revision = team.get(&path).await.revision();
    let long = json!({ "answers": { "title": { "en": "x".repeat(2_049) } } });
    let answer = team.patch(&path, revision, &long).await.expect(422);
    assert_eq!(answer.json()["errors"][0]["code"], "answer_too_large");
    story.world.stop().await;
}

/// Another contest that has a tier of the same key and comes first.
const OTHER_LADDER: [&str; 2] = [
    "INSERT INTO contests (id, edition_id, key, position, title_zh, title_en, form, \
     screening, applicants, eligibility) SELECT x'00000000000000000000000000000001', edition_id, 'other', -1, \
     '另', 'Other', form, screening, applicants, eligibility FROM contests",
    "INSERT INTO award_tiers (contest_id, key, position, title_zh, title_en, quota, recipient, outcome) \
     VALUES (x'00000000000000000000000000000001', 'first', 0, '特等奖', 'Grand prize', 1, 'entry', 'award')",
];

#[tokio::test]
async fn an_award_is_published_under_the_title_of_its_own_ladder() {
    let mut story = open_call(Engine::Sqlite).await;
    let behind = story.world.database.connection().await;
    for statement in OTHER_LADDER {
        behind.execute_unprepared(statement).await.unwrap();
    }
    behind.close().await.unwrap();
    story.submit(1).await;
    story.open_heat(1).await;
    story.score_all().await;
    story.close_heat().await;
    story.award(&story.numbers[0], "first").await;
    let path = format!("/api/editions/{EDITION}/publications");
    let list: Value = story.organizer.get(&path).await.expect(200).json();
    let title = &list["draft"]["items"][0]["tier"]["title"]["en"];
    assert_eq!(title, "First prize");
    story.world.stop().await;
}
