//! The approval chain, composites, special recommendations and exceptions.

use acceptance::{Client, EDITION, Engine, PDF, Story, World, edition_file};
use domain::{fingerprint::Fingerprint, message::Message, people::Role};
use reqwest::Method;
use serde_json::{Value, json};

use crate::awards::ranked;

/// Two steps in the application, one on paper between them; a ladder with a special recommendation and
/// with inclusion in a book.
fn file() -> String {
    let more = r#"[[contests.tiers]]
key = "special"
title = { zh = "特别推荐", en = "Special recommendation" }
quota = 2
outcome = "special"

[[contests.tiers]]
key = "book"
title = { zh = "入选成果集", en = "In the book" }
quota = 4
outcome = "inclusion"

[[approvals]]
key = "office"
title = { zh = "秘书处负责人", en = "Head of the secretariat" }
by = "application"

[[approvals]]
key = "committee"
title = { zh = "组委会", en = "Organizing Committee" }
by = "paper"

[[approvals]]
key = "chair"
title = { zh = "组委会主任", en = "Chair of the committee" }
by = "application"

[[rounds]]"#;
    edition_file().replacen("[[rounds]]", more, 1)
}

fn at(rest: &str) -> String {
    format!("/api/editions/{EDITION}{rest}")
}

async fn approver(story: &Story, email: &str) -> Client {
    let world = &story.world;
    world.grant(email, Role::Approver, Some(EDITION)).await;
    world.person(email).await
}

/// Somebody who runs the edition and approves in it as well.
async fn both(story: &Story) -> Client {
    let world = &story.world;
    for role in [Role::Organizer, Role::Approver] {
        world.grant("both@example.org", role, Some(EDITION)).await;
    }
    world.person("both@example.org").await
}

/// The award of a line with this name.
fn line<'a>(approvals: &'a Value, title: &str) -> &'a Value {
    let items = approvals["approvals"][0]["items"].as_array().unwrap();
    let own = |item: &&Value| item["title"]["en"] == title;
    items.iter().find(own).unwrap()
}

/// Requests approval; the address of the request, and what is shown of it.
async fn request(story: &Story) -> (String, Value) {
    request_by(&story.organizer).await
}

async fn request_by(organizer: &Client) -> (String, Value) {
    let requested = organizer.post(&at("/approvals"), &json!({})).await;
    let view = requested.expect(201).json();
    let id = view["approvals"][0]["id"].as_str().unwrap();
    (at(&format!("/approvals/{id}")), view)
}

fn approve(view: &Value, strikes: Value) -> Value {
    json!({ "list_hash": view["approvals"][0]["list_hash"], "strikes": strikes })
}

fn paper(code: &Value) -> Value {
    json!({
        "code": code, "document": "OC 2026-7", "date": "2026-08-31",
        "signers": ["Ms Committee", "Mr Committee"], "scan": Fingerprint::of_bytes(PDF).hex(), "strikes": [],
    })
}

#[tokio::test]
async fn a_list_goes_through_the_chain_and_is_published_as_it_was_approved() {
    for engine in Engine::all() {
        let story = ranked(engine, &file(), 0).await;
        let organizer = &story.organizer;
        for (number, tier) in story.numbers.iter().zip(["first", "second", "book"]) {
            story.award(number, tier).await;
        }
        let officer = story.officer("officer@example.org").await;
        let publish = json!({ "publish_at": Story::after_call().plus_minutes(10).to_rfc3339() });
        let early = officer.propose(EDITION, &publish).await;
        assert_eq!(early.expect(409).code(), "list_not_approved");

        let (path, view) = request(&story).await;
        let first_code = view["approvals"][0]["code"].clone();
        assert_eq!(view["approvals"][0]["next_step"], "office");
        assert!(view["approvals"][0]["qr"]["size"].as_u64().unwrap() > 20);
        let twice = organizer.post(&at("/approvals"), &json!({})).await;
        assert_eq!(twice.expect(409).code(), "approval_under_way");
        let give = json!({ "number": story.numbers[3], "tier": "book" });
        let locked = organizer.post(&at("/awards"), &give).await;
        assert_eq!(locked.expect(409).code(), "awards_in_approval");

        // Struck off in the first step, with a reason; the paper of the old list is refused then.
        let one = approver(&story, "one@example.org").await;
        let award = line(&view, "Project 2")["award"].clone();
        let unsaid = approve(&view, json!([{ "award": award, "reason": " " }]));
        let refused = one.post(&format!("{path}/approve"), &unsaid).await;
        assert_eq!(refused.expect(422).code(), "reason_missing");
        let strikes = json!([{ "award": award, "reason": "Entered twice." }]);
        let signed = one
            .post(&format!("{path}/approve"), &approve(&view, strikes))
            .await;
        let signed = signed.expect(200).json();
        assert_eq!(line(&signed, "Project 2")["struck"], "Entered twice.");
        assert_eq!(signed["approvals"][0]["next_step"], "committee");
        let awards = organizer.get(&at("/awards")).await.expect(200).json();
        let states = awards["given"].as_array().unwrap().iter();
        let states: Vec<_> = states.map(|award| award["state"].clone()).collect();
        assert_eq!(states, ["given", "struck", "given"]);

        let on_paper = one
            .post(&format!("{path}/approve"), &approve(&signed, json!([])))
            .await;
        assert_eq!(on_paper.expect(409).code(), "step_on_paper");
        let register = format!("{path}/register");
        let mismatch = organizer.post(&register, &paper(&first_code)).await;
        assert_eq!(mismatch.expect(409).code(), "code_mismatch");
        let code = &signed["approvals"][0]["code"];
        let unscanned = organizer.post(&register, &paper(code)).await.expect(422);
        assert_eq!(unscanned.json()["errors"][0]["pointer"], "/scan");
        let scan = format!("{path}/scan");
        organizer.upload(&scan, "signed.pdf", PDF).await.expect(201);
        let registered = organizer.post(&register, &paper(code)).await;
        let registered = registered.expect(200).json();
        let taken = &registered["approvals"][0]["steps"][1]["taken"];
        assert_eq!(taken["paper"]["document"], "OC 2026-7");
        assert_eq!(taken["paper"]["signers"][1], "Mr Committee");
        let read = one.get(&format!("{path}/scans/2")).await.expect(200);
        assert_eq!(read.bytes, PDF);

        // Whoever signed before does not sign again; another does, for the list as it is now.
        let last = approve(&registered, json!([]));
        let again = one.post(&format!("{path}/approve"), &last).await;
        assert_eq!(again.expect(409).code(), "same_person");
        let two = approver(&story, "two@example.org").await;
        let stale = two
            .post(&format!("{path}/approve"), &approve(&view, json!([])))
            .await;
        assert_eq!(stale.expect(409).code(), "list_changed");
        let approved = two.post(&format!("{path}/approve"), &last).await;
        let approved = approved.expect(200).json();
        assert_eq!(approved["approvals"][0]["state"], "approved");

        let proposed = officer.propose(EDITION, &publish).await;
        let proposed = proposed.expect(201).json();
        let hash = &proposed["publications"][0]["list_hash"];
        assert_eq!(*hash, approved["approvals"][0]["list_hash"]);
        assert_eq!(proposed["draft"]["items"].as_array().unwrap().len(), 2);
        let why = json!({ "reason": "A mistake." });
        let bound = organizer.post(&format!("{path}/recall"), &why).await;
        assert_eq!(bound.expect(409).code(), "publication_under_way");
        story.world.stop().await.remove().await;
    }
}

/// The steps that somebody was written to about.
async fn asked_for(story: &Story, email: &str) -> Vec<String> {
    let mails = story.world.mailed(email).await.into_iter();
    let step = |mail| match mail {
        Message::ApprovalWaits { step, .. } => Some(step.en),
        _ => None,
    };
    mails.filter_map(step).collect()
}

#[tokio::test]
async fn approvers_are_written_to_when_a_step_waits_for_them_and_not_when_it_cannot() {
    for engine in Engine::all() {
        let story = ranked(engine, &file(), 0).await;
        story.award(&story.numbers[0], "first").await;
        let both = both(&story).await;
        let one = approver(&story, "one@example.org").await;
        approver(&story, "two@example.org").await;
        let (path, view) = request_by(&both).await;
        let office = ["Head of the secretariat"];
        assert_eq!(asked_for(&story, "one@example.org").await, office);
        assert_eq!(asked_for(&story, "two@example.org").await, office);
        let requested_it = asked_for(&story, "both@example.org").await;
        assert!(requested_it.is_empty(), "{requested_it:?}");

        let signed = approve(&view, json!([]));
        let signed = one.post(&format!("{path}/approve"), &signed).await;
        let signed = signed.expect(200).json();
        let on_paper = asked_for(&story, "two@example.org").await;
        assert_eq!(on_paper, office, "nobody approves on paper here");
        let scan = format!("{path}/scan");
        both.upload(&scan, "signed.pdf", PDF).await.expect(201);
        let code = &signed["approvals"][0]["code"];
        let registered = both.post(&format!("{path}/register"), &paper(code)).await;
        registered.expect(200);
        assert_eq!(asked_for(&story, "one@example.org").await, office);
        let last = ["Head of the secretariat", "Chair of the committee"];
        assert_eq!(asked_for(&story, "two@example.org").await, last);
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn a_request_is_returned_or_recalled_for_a_reason_and_the_next_one_is_another() {
    let story = ranked(Engine::Sqlite, &file(), 0).await;
    let organizer = &story.organizer;
    let empty = organizer.post(&at("/approvals"), &json!({})).await;
    assert_eq!(empty.expect(409).code(), "empty_list");
    story.award(&story.numbers[0], "first").await;
    // An organizer who approves too does not approve what they requested.
    let both = both(&story).await;
    let (path, view) = request_by(&both).await;
    let own = both
        .post(&format!("{path}/approve"), &approve(&view, json!([])))
        .await;
    assert_eq!(own.expect(409).code(), "same_person");
    let one = approver(&story, "one@example.org").await;
    let unsaid = one
        .post(&format!("{path}/return"), &json!({ "reason": "" }))
        .await;
    assert_eq!(unsaid.expect(422).code(), "reason_missing");
    let why = json!({ "reason": "The order is wrong." });
    let returned = one.post(&format!("{path}/return"), &why).await;
    let returned = returned.expect(200).json();
    assert_eq!(returned["approvals"][0]["state"], "returned");
    assert_eq!(
        returned["approvals"][0]["end_reason"],
        "The order is wrong."
    );
    let late = one
        .post(&format!("{path}/approve"), &approve(&view, json!([])))
        .await;
    assert_eq!(late.expect(409).code(), "state_forbids");

    story.award(&story.numbers[1], "second").await;
    let (path, view) = request(&story).await;
    assert_eq!(view["approvals"][0]["number"], 2);
    let recalled = organizer.post(&format!("{path}/recall"), &why).await;
    assert_eq!(
        recalled.expect(200).json()["approvals"][0]["state"],
        "recalled"
    );
    story.award(&story.numbers[2], "second").await;
    // Not theirs: an officer looks on, a team does not know of it.
    let officer = story.officer("officer@example.org").await;
    officer.get(&at("/approvals")).await.expect(200);
    let foreign = officer.post(&format!("{path}/return"), &why).await;
    foreign.expect(403);
    story.teams[0].get(&at("/approvals")).await.expect(404);
    story.world.stop().await;
}

#[tokio::test]
async fn a_composite_is_one_line_and_one_place_and_a_special_one_is_of_no_entry() {
    for engine in Engine::all() {
        let story = ranked(engine, &file(), 0).await;
        let organizer = &story.organizer;
        let [one, two, three, _] = &story.numbers[..] else {
            panic!("four entries");
        };
        let title = json!({ "zh": "双子", "en": "The twins" });
        let untitled = json!({ "number": one, "further": [two], "tier": "first" });
        let refused = organizer.post(&at("/awards"), &untitled).await;
        assert_eq!(refused.expect(422).code(), "title_missing");
        let twins = json!({ "number": one, "further": [two], "title": title, "tier": "first" });
        let given = organizer.post(&at("/awards"), &twins).await;
        let given = given.expect(200).json();
        assert_eq!(given["tiers"][0]["given"], 1);
        assert_eq!(given["given"][0]["entries"].as_array().unwrap().len(), 2);
        assert_eq!(given["standing"][1]["award"], "first");
        let taken = json!({ "number": two, "tier": "second" });
        let taken = organizer.post(&at("/awards"), &taken).await;
        assert_eq!(taken.expect(409).code(), "entry_in_award");
        let full = json!({ "number": three, "tier": "first" });
        let full = organizer.post(&at("/awards"), &full).await;
        assert_eq!(full.expect(409).code(), "quota_full");

        let special = json!({ "title": { "zh": "运河", "en": "The canal" }, "tier": "special" });
        let unsaid = organizer.post(&at("/awards"), &special).await;
        assert_eq!(unsaid.expect(422).code(), "reason_missing");
        let mut special = special;
        special["reason"] = json!("It has held for a thousand years.");
        organizer.post(&at("/awards"), &special).await.expect(200);
        special["tier"] = json!("second");
        let wrong = organizer.post(&at("/awards"), &special).await;
        assert_eq!(wrong.expect(422).code(), "entry_missing");

        let list = organizer.get(&at("/publications")).await.expect(200).json();
        let items = list["draft"]["items"].as_array().unwrap();
        let short: Vec<_> = items
            .iter()
            .map(|item| {
                let entries = item["entries"].as_array().unwrap().len();
                (
                    item["title"]["en"].clone(),
                    item["outcome"].clone(),
                    entries,
                )
            })
            .collect();
        let expected = [("The twins", "award", 2), ("The canal", "special", 0)];
        let expected = expected.map(|(title, outcome, n)| (json!(title), json!(outcome), n));
        assert_eq!(short, expected);
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn two_people_give_by_exception_what_no_standing_recommends() {
    for engine in Engine::all() {
        let story = ranked(engine, &file(), 1).await;
        let organizer = &story.organizer;
        let (ranked, unranked) = (&story.numbers[0], &story.numbers[4]);
        let plain = json!({ "number": unranked, "tier": "second" });
        let plain = organizer.post(&at("/awards"), &plain).await;
        assert_eq!(plain.expect(409).code(), "not_ranked");
        let exception = |number: &str| json!({ "number": number, "tier": "second", "reason": "It came late for the vote." });
        let needless = organizer.post(&at("/exceptions"), &exception(ranked)).await;
        assert_eq!(needless.expect(409).code(), "exception_not_needed");
        let both = both(&story).await;
        let proposed = both.post(&at("/exceptions"), &exception(unranked)).await;
        let proposed = proposed.expect(201).json();
        let id = proposed["exceptions"][0]["id"].as_str().unwrap().to_owned();
        let confirm = at(&format!("/exceptions/{id}/confirm"));

        // Not by oneself, and not while a list is on its way.
        let same = both.post(&confirm, &json!({})).await;
        assert_eq!(same.expect(409).code(), "same_person");
        story.award(ranked, "first").await;
        let (path, _) = request(&story).await;
        let officer = story.officer("officer@example.org").await;
        let locked = officer.post(&confirm, &json!({})).await;
        assert_eq!(locked.expect(409).code(), "awards_in_approval");
        let why = json!({ "reason": "One more." });
        organizer
            .post(&format!("{path}/recall"), &why)
            .await
            .expect(200);

        let confirmed = officer.post(&confirm, &json!({})).await.expect(200).json();
        assert!(confirmed["exceptions"][0]["confirmed_by"].is_object());
        let tier = &confirmed["exceptions"][0]["tier"];
        assert_eq!(tier["key"], "second");
        let awards = organizer.get(&at("/awards")).await.expect(200).json();
        let mut tiers = awards["tiers"].as_array().unwrap().iter();
        let known = tiers.find(|known| known["key"] == "second").unwrap();
        assert_eq!(tier["title"], known["title"]);
        let again = officer.post(&confirm, &json!({})).await;
        assert_eq!(again.expect(409).code(), "exception_confirmed");
        let awards = organizer.get(&at("/awards")).await.expect(200).json();
        let own = |award: &&Value| award["number"] == **unranked && award["tier"] == "second";
        assert!(
            awards["given"]
                .as_array()
                .unwrap()
                .iter()
                .any(|award| own(&award))
        );
        let log = organizer.get(&at("/audit")).await.expect(200).text();
        for action in ["propose_exception", "confirm_exception"] {
            assert!(log.contains(action), "{action}");
        }
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn an_exception_is_withdrawn_for_a_reason_until_it_is_confirmed() {
    for engine in Engine::all() {
        let story = ranked(engine, &file(), 1).await;
        let organizer = &story.organizer;
        let exception =
            json!({ "number": story.numbers[4], "tier": "second", "reason": "It came late." });
        let propose = async || {
            let proposed = organizer.post(&at("/exceptions"), &exception).await;
            let view = proposed.expect(201).json();
            assert_eq!(view["exceptions"][0]["may"]["withdraw"], true);
            let id = view["exceptions"][0]["id"].as_str().unwrap();
            at(&format!("/exceptions/{id}"))
        };
        let officer = story.officer("officer@example.org").await;
        let why = json!({ "reason": "It did not come late." });

        // The one who proposed takes it back.
        let path = propose().await;
        let mute = json!({ "reason": " " });
        let mute = organizer.post(&format!("{path}/withdraw"), &mute).await;
        assert_eq!(mute.expect(422).code(), "reason_missing");
        let withdrawn = organizer.post(&format!("{path}/withdraw"), &why).await;
        let withdrawn = withdrawn.expect(200).json();
        let one = &withdrawn["exceptions"][0];
        assert_eq!(one["withdrawn"]["reason"], "It did not come late.");
        assert_eq!(one["may"], json!({ "confirm": false, "withdraw": false }));
        let late = officer.post(&format!("{path}/confirm"), &json!({})).await;
        assert_eq!(late.expect(409).code(), "exception_withdrawn");
        let again = organizer.post(&format!("{path}/withdraw"), &why).await;
        assert_eq!(again.expect(409).code(), "exception_withdrawn");

        // Whoever could confirm turns it down; what is confirmed is an award, and taken back as one.
        let path = propose().await;
        officer
            .post(&format!("{path}/withdraw"), &why)
            .await
            .expect(200);
        let path = propose().await;
        officer
            .post(&format!("{path}/confirm"), &json!({}))
            .await
            .expect(200);
        let given = organizer.post(&format!("{path}/withdraw"), &why).await;
        assert_eq!(given.expect(409).code(), "exception_confirmed");
        story.world.stop().await.remove().await;
    }
}

#[tokio::test]
async fn no_exception_is_made_for_an_entry_that_the_formal_check_rejected() {
    let file = file().replacen("[[contests]]", "[[contests]]\nscreening = true", 1);
    let world = World::fresh(Engine::Sqlite, Story::opening()).await;
    let mut story = Story::of_file(world, &file).await;
    story.submit(3).await;
    let rejected = story.numbers[2].clone();
    story.world.clock.put(Story::after_call());
    let organizer = story.world.person("organizer@example.org").await;
    for number in &story.numbers {
        let entry = at(&format!("/entries/{number}"));
        let revision = organizer.get(&entry).await.expect(200).revision();
        let request = organizer.request(Method::PUT, &format!("{entry}/screening"));
        let request = request.header("if-match", format!("\"{revision}\""));
        let decision = if *number == rejected {
            json!({ "decision": "reject", "reason": "It is no product yet." })
        } else {
            json!({ "decision": "accept" })
        };
        organizer.send(request.json(&decision)).await.expect(200);
    }
    story.open_heat(1).await;
    story.score_all().await;
    story.close_heat().await;
    let exception =
        json!({ "number": rejected, "tier": "second", "reason": "It came late for the vote." });
    let refused = organizer.post(&at("/exceptions"), &exception).await;
    assert_eq!(refused.expect(409).code(), "exception_for_rejected");
    story.world.stop().await;
}

#[tokio::test]
async fn without_a_chain_nothing_is_approved_and_two_officers_publish_as_before() {
    let story = ranked(Engine::Sqlite, &edition_file(), 0).await;
    story.award(&story.numbers[0], "first").await;
    let none = story.organizer.post(&at("/approvals"), &json!({})).await;
    assert_eq!(none.expect(409).code(), "no_approval_chain");
    let officer = story.officer("officer@example.org").await;
    let publish = json!({ "publish_at": Story::after_call().plus_minutes(10).to_rfc3339() });
    officer.propose(EDITION, &publish).await.expect(201);
    story.world.stop().await;
}
