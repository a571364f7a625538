//! Awards: to entries and to persons for them, declined, passed on to the next in line, published.

use acceptance::{EDITION, Engine, Story, World, edition_file};
use serde_json::{Value, json};

/// The usual edition with two awards for persons.
fn file() -> String {
    let persons = r#"[[contests.tiers]]
key = "mvc"
title = { zh = "最有价值贡献者", en = "Most valuable contributor" }
quota = 2
recipient = "person"

[[rounds]]"#;
    edition_file().replacen("[[rounds]]", persons, 1)
}

/// Four entries are ranked in the order in which they came.
async fn closed(engine: Engine) -> Story {
    ranked(engine, &file(), 0).await
}

/// Four entries are ranked in the order in which they came; those after them have no rank.
pub(crate) async fn ranked(engine: Engine, file: &str, unranked: usize) -> Story {
    let mut story = Story::of_file(World::fresh(engine, Story::opening()).await, file).await;
    story.submit(4 + unranked).await;
    story.open_heat(1).await;
    // Assignments come in the order of numbers, which are drawn at random.
    let aliases = story.aliases(0).await;
    let mut sorted = story.numbers.clone();
    sorted.sort();
    for (place, number) in (0..).zip(story.numbers.iter().take(4)) {
        let at = sorted.iter().position(|one| one == number).unwrap();
        story.score(0, &aliases[at], 9 - place).await;
    }
    if unranked > 0 {
        waive_missing(&story).await;
    }
    story.close_heat().await;
    story
}

/// Lets the heat close without the sheets that are missing.
async fn waive_missing(story: &Story) {
    let heat = format!("/api/editions/{EDITION}/heats/final");
    let organizer = &story.organizer;
    let progress = organizer.get(&format!("{heat}/progress")).await;
    let missing = progress.expect(200).json()["missing"].clone();
    let sheets = missing.as_array().unwrap().iter();
    let sheets: Vec<_> = sheets.map(|sheet| sheet["assignment"].clone()).collect();
    let waived = json!({ "assignments": sheets, "reason": "Withdrawn." });
    let path = format!("{heat}/waivers");
    organizer.post(&path, &waived).await.expect(200);
}

fn path(rest: &str) -> String {
    format!("/api/editions/{EDITION}/awards{rest}")
}

/// The award of a tier that an entry was given for.
fn award<'a>(awards: &'a Value, number: &str, tier: &str) -> &'a Value {
    let given = awards["given"].as_array().unwrap();
    let own = |one: &&Value| one["number"] == number && one["tier"] == tier;
    given.iter().find(own).unwrap()
}

fn id<'a>(awards: &'a Value, number: &str, tier: &str) -> &'a str {
    award(awards, number, tier)["id"].as_str().unwrap()
}

#[tokio::test]
async fn a_declined_award_passes_on_to_the_next_in_line_and_nobody_else() {
    for engine in Engine::all() {
        let story = closed(engine).await;
        let [first, second, third, fourth] = &story.numbers[..] else {
            panic!("four entries");
        };
        for (number, tier) in [(first, "first"), (second, "second"), (third, "second")] {
            story.award(number, tier).await;
        }
        let organizer = &story.organizer;
        let awards = organizer.get(&path("")).await.expect(200).json();
        let own = id(&awards, first, "first").to_owned();
        let why = json!({ "reason": "Said so by letter." });
        let pass_on = json!({ "number": fourth, "reason": "The one before declined." });
        let refused = organizer
            .post(&path(&format!("/{own}/pass-on")), &pass_on)
            .await;
        assert_eq!(refused.expect(409).code(), "award_held");
        let blank = json!({ "reason": " " });
        let blank = organizer
            .post(&path(&format!("/{own}/decline")), &blank)
            .await;
        assert_eq!(blank.expect(422).code(), "reason_missing");

        let declined = organizer
            .post(&path(&format!("/{own}/decline")), &why)
            .await;
        let declined = declined.expect(200).json();
        let award_of_first = award(&declined, first, "first");
        assert_eq!(award_of_first["state"], "declined");
        assert_eq!(award_of_first["reason"], "Said so by letter.");
        let may = json!({ "decline": false, "pass_on": true, "revoke": false });
        assert_eq!(award_of_first["may"], may);
        assert_eq!(declined["tiers"][0]["given"], 0);
        assert_eq!(declined["next_in_line"], json!({ &own: [fourth] }));
        let twice = organizer
            .post(&path(&format!("/{own}/decline")), &why)
            .await;
        assert_eq!(twice.expect(409).code(), "state_forbids");

        let other = json!({ "number": second, "reason": "We like them better." });
        let refused = organizer
            .post(&path(&format!("/{own}/pass-on")), &other)
            .await;
        let refused = refused.expect(409).json();
        assert_eq!(refused["code"], "not_next_in_line");
        assert_eq!(refused["errors"][0]["params"]["numbers"], **fourth);
        let passed = organizer
            .post(&path(&format!("/{own}/pass-on")), &pass_on)
            .await;
        let passed = passed.expect(200).json();
        assert_eq!(award(&passed, fourth, "first")["passed_on_from"], own);
        assert_eq!(passed["next_in_line"], json!({}));
        let again = organizer
            .post(&path(&format!("/{own}/pass-on")), &pass_on)
            .await;
        assert_eq!(again.expect(409).code(), "award_passed_on");

        let list = format!("/api/editions/{EDITION}/publications");
        let draft = organizer.get(&list).await.expect(200).json()["draft"]["items"].clone();
        let published: Vec<_> = draft
            .as_array()
            .unwrap()
            .iter()
            .map(|item| &item["entries"][0]["number"])
            .collect();
        assert_eq!(published.len(), 3);
        assert!(!published.iter().any(|number| **number == **first));
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_tier_goes_to_many_entries_at_once_or_to_none_of_them() {
    for engine in Engine::all() {
        let story = closed(engine).await;
        let [first, second, third, fourth] = &story.numbers[..] else {
            panic!("four entries");
        };
        let organizer = &story.organizer;
        let give = |also: Value| json!({ "number": first, "also": also, "tier": "second" });
        let too_many = give(json!([second, third, fourth]));
        let too_many = organizer.post(&path(""), &too_many).await;
        assert_eq!(too_many.expect(409).code(), "quota_full");
        let unknown = give(json!([second, "W26-00000"]));
        organizer.post(&path(""), &unknown).await.expect(404);
        let awards = organizer.get(&path("")).await.expect(200).json();
        assert_eq!(awards["given"], json!([]), "nothing of what was refused");

        let given = organizer.post(&path(""), &give(json!([third]))).await;
        let given = given.expect(200).json();
        assert_eq!(award(&given, first, "second")["state"], "given");
        assert_eq!(award(&given, third, "second")["state"], "given");
        assert_eq!(given["given"].as_array().unwrap().len(), 2);
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn persons_hold_awards_beside_the_entry_and_are_published_by_name() {
    let story = closed(Engine::Sqlite).await;
    let (organizer, number) = (&story.organizer, &story.numbers[0]);
    story.award(number, "first").await;
    let person = |zh: &str, en: &str| json!({ "number": number, "tier": "mvc", "name": { "zh": zh, "en": en } });
    for body in [
        person("林岚", "Lin Lan"),
        person("", "Ada Berg"),
        person("林岚", "Lin Lan"),
    ] {
        organizer.post(&path(""), &body).await.expect(200);
    }
    let awards = organizer.get(&path("")).await.expect(200).json();
    // The same request twice gave one award, and the entry kept its own.
    assert_eq!(awards["given"].as_array().unwrap().len(), 3);
    assert_eq!(awards["standing"][0]["award"], "first");
    let full = organizer.post(&path(""), &person("三", "Third")).await;
    assert_eq!(full.expect(409).code(), "quota_full");
    let nameless = json!({ "number": number, "tier": "mvc" });
    let refused = organizer
        .post(&path(""), &nameless)
        .await
        .expect(422)
        .json();
    assert_eq!(refused["errors"][0]["pointer"], "/name");
    let named = json!({ "number": number, "tier": "second", "name": { "zh": "林岚", "en": "" } });
    let refused = organizer.post(&path(""), &named).await;
    assert_eq!(refused.expect(422).code(), "name_not_asked");

    publish(&story).await;
    let stranger = story.world.stranger();
    let page = stranger
        .get(&format!("/results/{EDITION}"))
        .await
        .expect(200)
        .text();
    for name in ["林岚", "Lin Lan", "Ada Berg", "Project 1"] {
        assert!(page.contains(name), "{name} in {page}");
    }
    assert!(!page.contains("<script"));
    let award = id(&awards, number, "mvc");
    let why = json!({ "reason": "Too late." });
    let bound = organizer
        .post(&path(&format!("/{award}/decline")), &why)
        .await;
    assert_eq!(bound.expect(409).code(), "awards_locked");
}

/// Two officers publish the list as it stands, and it is out.
async fn publish(story: &Story) {
    let (one, two) = (
        story.officer("one@example.org").await,
        story.officer("two@example.org").await,
    );
    let instant = Story::after_call().plus_minutes(10);
    let at = json!({ "publish_at": instant.to_rfc3339() });
    let path = format!("/api/editions/{EDITION}/publications");
    let list = one.propose(EDITION, &at).await.expect(201).json();
    let list = &list["publications"][0];
    let signed = json!({ "list_hash": list["list_hash"] });
    let path = format!("{path}/{}/confirm", list["id"].as_str().unwrap());
    two.post(&path, &signed).await.expect(200);
    story.world.clock.put(instant);
}
