//! The public site: nothing of a list is anywhere before its instant, everything of it at the instant, and
//! what was wrong is corrected where everybody can see it.

mod visitor;

use std::collections::BTreeSet;

use acceptance::{EDITION, Engine, PUBLIC_URL, Story, World};
use domain::time::Timestamp;
use serde_json::json;

use self::visitor::{
    Officers, difference, elements, everything, headings, path_of, publications, read, see,
    surfaces,
};

/// Three entries, judged; the first may get an award.
async fn judged(engine: Engine) -> Story {
    let mut story = Story::open_call(World::fresh(engine, Story::opening()).await).await;
    story.submit(3).await;
    story.open_heat(1).await;
    story.score_all().await;
    story.close_heat().await;
    story
}

fn instant(minutes: i64) -> Timestamp {
    Story::after_call().plus_minutes(minutes)
}

fn wish(kind: &str, minutes: i64) -> serde_json::Value {
    json!({ "publish_at": instant(minutes).to_rfc3339(), "kind": kind })
}

fn results(rest: &str) -> String {
    format!("/results/{EDITION}{rest}")
}

async fn publish(story: &Story, officers: &Officers, kind: &str, minutes: i64) {
    officers.propose(&wish(kind, minutes)).await;
    officers.confirm().await;
    story.world.clock.put(instant(minutes));
}

#[tokio::test]
async fn before_the_instant_no_byte_of_anything_public_depends_on_the_list() {
    let story = judged(Engine::Sqlite).await;
    let number = story.numbers[0].clone();
    let nothing = everything(&story).await;
    let officers = Officers::of(&story).await;
    let same = async |when: &str| {
        let now = everything(&story).await;
        if let Some(difference) = difference(&nothing, &now) {
            panic!("{when}: {difference}");
        }
    };
    story.award(&number, "first").await;
    same("awarded").await;
    let id = officers.propose(&wish("final", 60)).await;
    same("proposed").await;
    let list = officers.list().await;
    let signed = json!({ "list_hash": list["publications"][0]["list_hash"] });
    let path = format!("{}/{id}/confirm", publications());
    for _ in 0..2 {
        let refused = officers.one.post(&path, &signed).await.expect(409);
        assert_eq!(refused.code(), "same_officer");
    }
    officers.two.post(&path, &signed).await.expect(200);
    same("confirmed").await;
    story.world.clock.put(instant(60).plus_millis(-1));
    same("a millisecond before").await;

    // What will be released looks like what does not exist.
    let client = story.world.stranger();
    for prefix in ["", "/zh", "/en"] {
        let page = async |path: &str| {
            let seen = see(&client, &format!("{prefix}{path}"), "en", "gzip").await;
            (seen.1, seen.2, seen.3)
        };
        let absent = page(&results("/entries/C26-NOTHING")).await;
        assert_eq!(absent.0, 404);
        assert_eq!(page(&results(&format!("/entries/{number}"))).await, absent);
        assert_eq!(page(&results("/versions/1")).await, absent);
        assert_eq!(page(&results("/versions/1/items/1")).await, absent);
        assert_eq!(page("/results/nothing/entries/C26-1").await, absent);
    }

    // At the instant all of it flips, with the next request.
    story.world.clock.put(instant(60));
    for path in surfaces(&story) {
        let is_about = [
            &number[..],
            "versions/1",
            "list.",
            "feed",
            "sitemap",
            "archive",
        ]
        .iter()
        .any(|part| path.contains(part));
        let is_one = is_about && !path.contains("items/2") && !path.contains("items/3");
        let seen = see(&client, &path, "en", "identity").await;
        let text = String::from_utf8_lossy(&seen.3).into_owned();
        if is_one {
            assert_eq!(seen.1, 200, "{path}");
            assert!(text.contains(EDITION), "{path}: {text}");
        }
        let before = nothing
            .iter()
            .find(|one| one.0 == path)
            .map(|one| one.1)
            .unwrap();
        assert!(
            seen.1 == before || is_one,
            "{path}: {} and {before}",
            seen.1
        );
    }
    let home = read(&story, "/en/").await;
    assert!(home.contains(&format!("/en/results/{EDITION}")), "{home}");
    assert!(read(&story, &results("")).await.contains(&number));
}

#[tokio::test]
async fn a_stopped_list_leaves_no_trace() {
    let story = judged(Engine::Sqlite).await;
    let nothing = everything(&story).await;
    let officers = Officers::of(&story).await;
    story.award(&story.numbers[0], "first").await;
    let id = officers.propose(&wish("provisional", 60)).await;
    officers.confirm().await;
    let stop = json!({ "reason": "A name is misspelt." });
    let path = format!("{}/{id}/stop", publications());
    story.organizer.post(&path, &stop).await.expect(200);
    story.world.clock.put(instant(61));
    assert_eq!(difference(&nothing, &everything(&story).await), None);
    // The public counts what came out: the next list is its first.
    publish(&story, &officers, "final", 120).await;
    let list = story.world.stranger().get(&results("/list.json")).await;
    assert_eq!(list.expect(200).json()["version"], 1);
    let own = &officers.list().await["publications"][0];
    assert_eq!((&own["number"], &own["version"]), (&json!(2), &json!(1)));
}

#[tokio::test]
async fn a_provisional_list_is_followed_by_a_final_one_and_that_only_by_a_correction() {
    for engine in Engine::all() {
        let story = judged(engine).await;
        let officers = Officers::of(&story).await;
        let [first, second, third] = [0, 1, 2].map(|at| story.numbers[at].clone());
        story.award(&first, "first").await;
        let early = json!({ "publish_at": instant(30).to_rfc3339(), "kind": "corrected",
            "note": { "zh": "错", "en": "Wrong" } });
        let refused = officers.one.propose(EDITION, &early).await;
        assert_eq!(refused.expect(409).code(), "version_out_of_turn");
        publish(&story, &officers, "provisional", 30).await;
        let page = read(&story, &format!("/en{}", results(""))).await;
        assert!(page.contains("Provisional") && !page.contains("What changed"));

        // A provisional list leaves the awards open; a final one tells what changed since.
        story.award(&second, "second").await;
        publish(&story, &officers, "final", 60).await;
        let page = read(&story, &format!("/en{}", results(""))).await;
        let told = page.split("What changed since version 1").nth(1).unwrap();
        assert!(told.contains("Added") && told.contains(&second), "{told}");
        let old = read(&story, &format!("/en{}", results("/versions/1"))).await;
        assert!(old.contains("A newer version stands") && !old.contains(&second));

        correct(&story, &officers, &second, &third).await;
        story.world.stop().await.remove().await;
    }
}

/// The second prize was given to the wrong entry.
async fn correct(story: &Story, officers: &Officers, wrong: &str, right: &str) {
    let awards = format!("/api/editions/{EDITION}/awards");
    let given = json!({ "number": right, "tier": "second" });
    let locked = story.organizer.post(&awards, &given).await.expect(409);
    assert_eq!(locked.code(), "awards_locked");
    let note = json!({ "zh": "二等奖名单有误。", "en": "The second prize was wrong." });
    let mut corrected = wish("corrected", 120);
    corrected["note"] = note.clone();
    let propose = async |body: &serde_json::Value| officers.one.propose(EDITION, body).await;
    let refused = propose(&corrected).await.expect(409);
    assert_eq!(refused.code(), "correction_not_begun");
    let again = propose(&wish("final", 120)).await.expect(409);
    assert_eq!(again.code(), "version_out_of_turn");

    let list = officers.list().await;
    let standing = &list["publications"][0];
    assert_eq!(standing["may"]["begin_correction"], true);
    let path = |at: usize| {
        let id = list["publications"][at]["id"].as_str().unwrap();
        format!("{}/{id}/correction", publications())
    };
    let reason = json!({ "reason": "The wrong entry." });
    let begin = async |path: String, body| story.organizer.post(&path, body).await;
    let mute = json!({ "reason": " " });
    begin(path(0), &mute).await.expect(422);
    let past = begin(path(1), &reason).await.expect(409);
    assert_eq!(past.code(), "not_in_force");
    let begun = begin(path(0), &reason).await.expect(200).json();
    let begun = &begun["publications"][0]["correction"];
    assert_eq!(begun["reason"], "The wrong entry.");
    let twice = begin(path(0), &reason).await.expect(409);
    assert_eq!(twice.code(), "correction_begun");

    assert_eq!(propose(&corrected).await.expect(409).code(), "same_list");
    let given = story.organizer.get(&awards).await.expect(200).json();
    let given = given["given"].as_array().unwrap().clone();
    let award = given.iter().find(|award| award["number"] == wrong).unwrap();
    let award = format!("{awards}/{}", award["id"].as_str().unwrap());
    let before = everything(story).await;
    story.organizer.delete(&award).await.expect(200);
    story.award(right, "second").await;
    let mute = propose(&wish("corrected", 120)).await.expect(422);
    let missing = &mute.json()["errors"];
    assert_eq!(missing[0]["pointer"], "/note/zh");
    officers.propose(&corrected).await;
    let shown = &officers.list().await["publications"][0]["difference"];
    let numbers = |key: &str| shown[key][0]["entries"][0]["number"].clone();
    assert_eq!(
        (numbers("added"), numbers("removed")),
        (json!(right), json!(wrong))
    );
    officers.confirm().await;
    story.world.clock.put(instant(120).plus_millis(-1));
    assert_eq!(difference(&before, &everything(story).await), None);

    story.world.clock.put(instant(120));
    read_corrected(story, (wrong, right), &note).await;
    let locked = story.organizer.delete(&award).await;
    assert_eq!(locked.expect(409).code(), "awards_locked");
}

/// What the public and the teams read once a correction is out.
async fn read_corrected(story: &Story, (wrong, right): (&str, &str), note: &serde_json::Value) {
    let page = read(story, &format!("/en{}", results(""))).await;
    for text in [
        "Corrected",
        "The second prize was wrong.",
        "Removed",
        wrong,
        right,
    ] {
        assert!(page.contains(text), "{text}");
    }
    let absent = results(&format!("/entries/{wrong}"));
    assert_eq!(story.world.stranger().get(&absent).await.status, 404);
    let old = read(story, &format!("/zh{}", results("/versions/2"))).await;
    assert!(old.contains("已被新版取代") && old.contains(wrong));
    let feed = read(story, "/en/feed.xml").await;
    let titles = elements(&feed, "title");
    assert_eq!(titles[1], "The cup 2026: results corrected");
    assert_eq!(titles.len(), 1 + 4);
    assert!(feed.contains("The second prize was wrong."));
    let list = story.world.stranger().get(&results("/list.json")).await;
    let list = list.expect(200).json();
    assert_eq!((&list["kind"], &list["note"]), (&json!("corrected"), note));
    // A team's own results follow the version in force.
    let own = async |number: &str| {
        let at = story.numbers.iter().position(|one| one == number).unwrap();
        let path = format!("/api/team/entries/{number}/results");
        story.teams[at].get(&path).await.expect(200).json()["tiers"].clone()
    };
    assert_eq!(own(wrong).await, json!([]));
    assert_eq!(own(right).await[0]["tier"]["key"], "second");
}

#[tokio::test]
async fn every_address_of_the_sitemap_is_there_and_names_its_other_languages() {
    let story = judged(Engine::Sqlite).await;
    let officers = Officers::of(&story).await;
    story.award(&story.numbers[0], "first").await;
    publish(&story, &officers, "provisional", 30).await;
    story.award(&story.numbers[1], "second").await;
    publish(&story, &officers, "final", 60).await;
    let sitemap = read(&story, "/sitemap.xml").await;
    let addresses = elements(&sitemap, "loc");
    let distinct: BTreeSet<_> = addresses.iter().collect();
    assert_eq!(distinct.len(), addresses.len());
    // Home, programmes, one programme, archive, call, results, an earlier version, two entries.
    assert_eq!(addresses.len(), 2 * 9, "{addresses:#?}");
    for address in &addresses {
        let page = read(&story, path_of(address)).await;
        let canonical = format!("<link rel=\"canonical\" href=\"{address}\">");
        assert!(page.contains(&canonical), "{address}");
        let plain = &path_of(address)[3..];
        for (language, own) in [("zh-Hans", "/zh"), ("en", "/en"), ("x-default", "")] {
            let place = format!("hreflang=\"{language}\" href=\"{PUBLIC_URL}{own}{plain}\"");
            assert!(page.contains(&place), "{address}: {place}");
            assert!(sitemap.contains(&place), "{place}");
        }
        read(&story, plain).await;
    }
    let robots = read(&story, "/robots.txt").await;
    assert!(robots.contains(&format!("Sitemap: {PUBLIC_URL}/sitemap.xml")));
}

#[tokio::test]
async fn pages_have_one_first_heading_no_gap_between_levels_and_name_their_languages() {
    let story = judged(Engine::Sqlite).await;
    let officers = Officers::of(&story).await;
    story.award(&story.numbers[0], "first").await;
    publish(&story, &officers, "provisional", 30).await;
    story.award(&story.numbers[1], "second").await;
    publish(&story, &officers, "final", 60).await;
    for path in surfaces(&story) {
        let page = story.world.stranger().get(&path).await;
        let is_page = page
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/html"));
        if page.status != 200 || !is_page {
            continue;
        }
        let page = page.text();
        let levels = headings(&page);
        assert_eq!(levels[0], 1, "{path}");
        let firsts = levels.iter().filter(|level| **level == 1).count();
        assert_eq!(firsts, 1, "{path}");
        let jumps = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
        assert!(!jumps, "{path}: {levels:?}");
        for (at, _) in page.match_indices(" lang=\"") {
            let language = page[at + 7..].split('"').next().unwrap();
            assert!(["zh-Hans", "en"].contains(&language), "{path}: {language}");
        }
        assert!(
            !page.contains("<script") && !page.contains(" style="),
            "{path}"
        );
    }
}

#[tokio::test]
async fn the_files_say_what_the_page_says_and_no_spreadsheet_calculates() {
    let mut story = Story::open_call(World::fresh(Engine::Sqlite, Story::opening()).await).await;
    story.submit(1).await;
    let number = story.draft().await;
    let path = format!("/api/team/entries/{number}");
    let revision = story.teams[1].get(&path).await.expect(200).revision();
    let evil = json!({ "answers": { "title": { "zh": "=1+1", "en": "=HYPERLINK(\"x\") & <b>" } } });
    let saved = story.teams[1].patch(&path, revision, &evil).await;
    let submit = format!("{path}/submit");
    let revision = saved.expect(200).revision();
    story.teams[1]
        .post_at(&submit, revision, &json!({}))
        .await
        .expect(200);
    story.open_heat(1).await;
    story.score_all().await;
    story.close_heat().await;
    for (number, tier) in [(0, "first"), (1, "second")] {
        story.award(&story.numbers[number], tier).await;
    }
    let officers = Officers::of(&story).await;
    publish(&story, &officers, "final", 30).await;

    let page = read(&story, &format!("/en{}", results(""))).await;
    let answer = story.world.stranger().get(&results("/list.json")).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let list = answer.expect(200).json();
    let items = list["items"].as_array().unwrap();
    let answer = story.world.stranger().get(&results("/list.csv")).await;
    let file = answer.expect(200);
    let saved = format!("attachment; filename=\"results-{EDITION}.csv\"");
    assert_eq!(file.header("content-disposition"), Some(saved.as_str()));
    let text = file.text();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let headings = table.headers().unwrap().clone();
    let rows: Vec<_> = table.records().map(Result::unwrap).collect();
    let cell = |row: usize, name: &str| {
        let column = headings.iter().position(|heading| heading == name);
        rows[row][column.unwrap()].to_owned()
    };
    assert_eq!((items.len(), rows.len()), (2, 2));
    for (at, item) in items.iter().enumerate() {
        let number = item["entries"][0]["number"].as_str().unwrap();
        assert!(page.contains(number));
        assert_eq!(cell(at, "number"), number);
        assert_eq!(cell(at, "tier"), item["tier"]["key"].as_str().unwrap());
        let entry = item["pages"]["en"].as_str().unwrap();
        assert!(read(&story, path_of(entry)).await.contains(number));
    }
    let evil = items
        .iter()
        .position(|item| item["tier"]["key"] == "second");
    let evil = evil.unwrap();
    assert_eq!(items[evil]["title"]["zh"], "=1+1");
    assert_eq!(cell(evil, "title_zh"), "'=1+1");
    assert!(cell(evil, "entry_en").starts_with("'=HYPERLINK"));
    assert!(
        page.contains("=HYPERLINK(&quot;x&quot;) &amp; &lt;b&gt;"),
        "{page}"
    );
}
