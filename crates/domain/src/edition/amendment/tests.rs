use serde_json::json;

use super::*;
use crate::edition::{file::parse, templates};

const SMALL: &str = include_str!("../testdata/small.toml");

fn plan(text: &str) -> EditionPlan {
    parse(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn before_the_call() -> Timestamp {
    at("2026-01-01T00:00:00Z")
}

fn during_the_call() -> Timestamp {
    at("2026-06-01T00:00:00Z")
}

fn after_the_call() -> Timestamp {
    at("2026-09-01T00:00:00Z")
}

/// Each replaces a text that is there.
fn changed(text: &str, changes: &[(&str, &str)]) -> EditionPlan {
    let mut text = text.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    plan(&text)
}

fn small(changes: &[(&str, &str)], progress: &Progress, now: Timestamp) -> Amendment {
    amend(&plan(SMALL), &changed(SMALL, changes), progress, now).unwrap()
}

fn refused(amendment: &Amendment) -> Vec<(&str, &str)> {
    let problems = amendment.problems.iter();
    problems
        .map(|one| (one.pointer.as_str(), one.code.as_str()))
        .collect()
}

fn submitted() -> Progress {
    let contest = ContestProgress {
        submitted: true,
        ..ContestProgress::default()
    };
    Progress {
        contests: [("open".to_owned(), contest)].into(),
        ..Progress::default()
    }
}

fn heats(heats: &[(&str, HeatProgress)]) -> Progress {
    let heats = heats.iter().map(|(key, heat)| ((*key).to_owned(), *heat));
    Progress {
        heats: heats.collect(),
        ..Progress::default()
    }
}

const OPENED: HeatProgress = HeatProgress {
    opened: true,
    advanced: false,
    filled: false,
};
const ADVANCED: HeatProgress = HeatProgress {
    opened: true,
    advanced: true,
    filled: false,
};
const FILLED: HeatProgress = HeatProgress {
    opened: false,
    advanced: false,
    filled: true,
};

#[test]
fn comments_defaults_and_other_spellings_of_an_instant_are_no_changes() {
    let changes = [
        ("format = 1", "# Again.\nformat = 1"),
        ("key = \"open\"", "key = \"open\"\nscreening = false"),
        ("2026-08-31T20:00:00+08:00", "2026-08-31T12:00:00Z"),
    ];
    assert_eq!(
        small(&changes, &Progress::default(), before_the_call()),
        Amendment::default()
    );
}

#[test]
fn a_change_names_keys_and_what_stood_there() {
    let changes = [
        (
            "limit = { zh = 30, en = 15 }",
            "limit = { zh = 40, en = 15 }",
        ),
        ("2026-10-01T09:00:00+08:00", "2026-10-01T10:00:00+08:00"),
    ];
    let found = small(&changes, &Progress::default(), before_the_call());
    let change = |path: &str, before: Value, after: Value| Change {
        path: path.to_owned(),
        before,
        after,
    };
    assert_eq!(
        found.changes,
        [
            change(
                "/contests/open/questions/title/limit/zh",
                json!(30),
                json!(40)
            ),
            change(
                "/heats/final/opens_at",
                json!("2026-10-01T01:00:00.000Z"),
                json!("2026-10-01T02:00:00.000Z")
            ),
        ]
    );
    assert_eq!(found.problems, []);
}

#[test]
fn what_stands_elsewhere_in_the_file_is_the_same_and_only_the_order_changed() {
    let second = "[[rounds]]\nkey = \"again\"\ntitle = { zh = \"再来\", en = \"Again\" }\n\n";
    let first = "[[rounds]]\nkey = \"final\"\ntitle = { zh = \"决赛\", en = \"Final\" }\n\n";
    let (one, other) = (format!("{first}{second}"), format!("{second}{first}"));
    let before = changed(SMALL, &[(first, &one)]);
    let after = changed(SMALL, &[(first, &other)]);
    let found = amend(&before, &after, &Progress::default(), before_the_call()).unwrap();
    let order = Change {
        path: "/rounds".to_owned(),
        before: json!(["final", "again"]),
        after: json!(["again", "final"]),
    };
    assert_eq!(found.changes, [order]);
}

#[test]
fn names_in_addresses_and_numbers_stay() {
    let changes = [
        ("slug = \"cup\"", "slug = \"pot\""),
        ("slug = \"small\"", "slug = \"large\""),
        ("zone = \"Asia/Shanghai\"", "zone = \"Asia/Tokyo\""),
        ("entry_prefix = \"S26-\"", "entry_prefix = \"L26-\""),
    ];
    let found = small(&changes, &Progress::default(), before_the_call());
    let fixed = [
        ("/edition/entry_prefix", "fixed"),
        ("/edition/slug", "fixed"),
        ("/edition/zone", "fixed"),
        ("/programme/slug", "fixed"),
    ];
    assert_eq!(refused(&found), fixed);
}

#[test]
fn what_has_a_key_is_not_taken_away() {
    let other = plan(templates()[1].text);
    let found = amend(
        &other,
        &plan(SMALL),
        &Progress::default(),
        before_the_call(),
    )
    .unwrap();
    let removed: Vec<_> = refused(&found)
        .into_iter()
        .filter(|(_, code)| *code == "cannot_remove")
        .map(|(path, _)| path)
        .collect();
    for list in ["divisions", "rounds", "heats"] {
        let prefix = format!("/{list}/");
        assert!(
            removed.iter().any(|path| path.starts_with(&prefix)),
            "{list}: {removed:?}"
        );
    }
    let renamed = [
        ("key = \"summary\"", "key = \"abstract\""),
        ("key = \"deck\"", "key = \"file\""),
    ];
    let found = small(&renamed, &Progress::default(), before_the_call());
    assert_eq!(
        refused(&found),
        [
            ("/contests/open/questions/summary", "cannot_remove"),
            ("/contests/open/slots/deck", "cannot_remove")
        ]
    );
}

#[test]
fn a_deadline_moves_back_until_it_is_settled_and_forward_only_before_the_call() {
    let later = [("2026-08-31T20:00:00+08:00", "2026-09-15T20:00:00+08:00")];
    let earlier = [("2026-08-31T20:00:00+08:00", "2026-07-31T20:00:00+08:00")];
    let begins = [("2026-03-01T09:00:00+08:00", "2026-03-02T09:00:00+08:00")];
    let shorter = [("grace_minutes = 30", "grace_minutes = 0")];
    let code_of = |changes: &[(&str, &str)], now| {
        let found = small(changes, &Progress::default(), now);
        refused(&found).first().map(|(_, code)| (*code).to_owned())
    };
    let settled = at("2026-08-31T20:31:00+08:00");
    let code = |code: &str| Some(code.to_owned());
    assert_eq!(code_of(&later, before_the_call()), None);
    assert_eq!(code_of(&later, during_the_call()), None);
    assert_eq!(code_of(&later, settled.plus_millis(-1)), None);
    assert_eq!(code_of(&later, settled), code("call_settled"));
    assert_eq!(code_of(&earlier, before_the_call()), None);
    assert_eq!(
        code_of(&earlier, during_the_call()),
        code("earlier_deadline")
    );
    assert_eq!(
        code_of(&shorter, during_the_call()),
        code("earlier_deadline")
    );
    assert_eq!(code_of(&begins, before_the_call()), None);
    assert_eq!(code_of(&begins, during_the_call()), code("call_begun"));
}

/// What is replaced by what, and where and as what that is refused.
type Refused<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

#[test]
fn a_form_that_somebody_filled_in_only_gets_wider() {
    let question = "[[contests.questions]]\nkey = \"site\"\nkind = \"line\"\n\
        label = { zh = \"网址\", en = \"Site\" }\nlanguages = [\"en\"]\njudges = true\n";
    let optional = format!("{question}required = false\n\n[[contests.slots]]");
    let required = format!("{question}required = true\n\n[[contests.slots]]");
    let allowed: [&[(&str, &str)]; 5] = [
        &[("limit = { zh = 400, en = 250 }", "limit = { zh = 500 }")],
        &[("en = \"Summary\"", "en = \"Abstract\"")],
        &[(
            "required = true\nlimit = { zh = 400",
            "required = false\nlimit = { zh = 400",
        )],
        &[("max_bytes = 52428800", "max_bytes = 104857600")],
        &[("[[contests.slots]]", &optional)],
    ];
    for changes in allowed {
        let found = small(changes, &submitted(), during_the_call());
        assert!(
            !found.changes.is_empty() && found.problems.is_empty(),
            "{found:?}"
        );
    }
    let refusals: [Refused<'_>; 6] = [
        (
            &[(
                "limit = { zh = 400, en = 250 }",
                "limit = { zh = 300, en = 250 }",
            )],
            "/contests/open/questions/summary/limit/zh",
            "form_in_use",
        ),
        (
            &[("kind = \"text\"", "kind = \"line\"")],
            "/contests/open/questions/summary/kind",
            "form_in_use",
        ),
        (
            &[(
                "required = true\njudges = false",
                "required = true\njudges = true",
            )],
            "/contests/open/questions/team/judges",
            "form_in_use",
        ),
        (
            &[("max_bytes = 52428800", "max_bytes = 1000")],
            "/contests/open/slots/deck/max_bytes",
            "form_in_use",
        ),
        (
            &[("[[contests.slots]]", &required)],
            "/contests/open/questions/site",
            "required_later",
        ),
        (
            &[("key = \"open\"", "key = \"open\"\nscreening = true")],
            "/contests/open/screening",
            "entries_submitted",
        ),
    ];
    for (changes, path, code) in refusals {
        let found = small(changes, &submitted(), during_the_call());
        assert_eq!(refused(&found), [(path, code)]);
        let nobody = small(changes, &Progress::default(), during_the_call());
        assert_eq!(nobody.problems, [], "nobody relied on it yet");
    }
}

#[test]
fn a_heat_in_which_judging_has_begun_keeps_all_but_its_title_and_its_planned_end() {
    let progress = heats(&[("final", OPENED)]);
    let gentle = [
        ("2026-10-02T18:00:00+08:00", "2026-10-03T18:00:00+08:00"),
        (
            "key = \"final\"\ntitle = { zh = \"决赛\", en = \"Final\" }\nround",
            "key = \"final\"\ntitle = { zh = \"总决赛\", en = \"Final\" }\nround",
        ),
    ];
    assert_eq!(small(&gentle, &progress, after_the_call()).problems, []);
    let weight = [("weight = \"2.0\"", "weight = \"2.5\"")];
    let path = "/heats/final/rubric/criteria/innovation/weight";
    let found = small(&weight, &progress, after_the_call());
    assert_eq!(refused(&found), [(path, "heat_opened")]);
    let planned = small(&weight, &heats(&[]), after_the_call());
    assert_eq!(planned.problems, []);
}

#[test]
fn a_heat_that_is_judged_as_another_is_held_by_what_it_takes_over() {
    let text = templates()[1].text;
    let standing = plan(text);
    let pitch = |plan: &EditionPlan| {
        let pitches = plan
            .heats
            .iter()
            .filter(|heat| heat.rubric == plan.heat("final").unwrap().rubric);
        pitches.map(|heat| heat.key.clone()).collect::<Vec<_>>()
    };
    let pitches = pitch(&standing);
    let mut new = standing.clone();
    for heat in &mut new.heats {
        if pitches.contains(&heat.key) {
            heat.rubric.comment_max_chars += 1;
        }
    }
    let found = amend(
        &standing,
        &new,
        &heats(&[(&pitches[0], OPENED)]),
        after_the_call(),
    )
    .unwrap();
    assert_eq!(found.changes.len(), pitches.len());
    let path = format!("/heats/{}/rubric/comment_max_chars", pitches[0]);
    assert_eq!(refused(&found), [(path.as_str(), "heat_opened")]);
}

#[test]
fn a_way_that_was_gone_stays_as_it_was() {
    let standing = plan(templates()[1].text);
    let (first, second) = (standing.routes[1].clone(), standing.routes[2].clone());
    let mut new = standing.clone();
    new.routes[1].quota = Some(1);
    let path = format!("/routes/{}/quota", first.key);
    let code = |progress: &Progress, new: &EditionPlan| {
        let found = amend(&standing, new, progress, after_the_call()).unwrap();
        let found = refused(&found).into_iter();
        found
            .map(|(path, code)| (path.to_owned(), code.to_owned()))
            .collect::<Vec<_>>()
    };
    let used = |path: &str| vec![(path.to_owned(), "route_used".to_owned())];
    assert_eq!(code(&Progress::default(), &new), []);
    assert_eq!(code(&heats(&[(&first.to, OPENED)]), &new), used(&path));
    let mut went = Progress::default();
    went.routes.insert(first.key.clone());
    assert_eq!(code(&went, &new), used(&path));

    let from = first.from.heat().unwrap();
    assert_eq!(second.from.heat(), Some(from), "both leave the same heat");
    let mut turned = standing.clone();
    turned.routes.swap(1, 2);
    assert_eq!(code(&heats(&[(from, ADVANCED)]), &turned), used("/routes"));
    assert_eq!(code(&heats(&[(from, OPENED)]), &turned), []);
}

#[test]
fn a_heat_that_has_entries_keeps_what_they_were_sent_for() {
    let standing = plan(templates()[1].text);
    let mut new = standing.clone();
    let heat = new
        .heats
        .iter_mut()
        .find(|heat| heat.division.is_some())
        .unwrap();
    heat.division = None;
    heat.opens_at = heat.opens_at.plus_minutes(1);
    let (key, progress) = (heat.key.clone(), heats(&[(&heat.key, FILLED)]));
    let found = amend(&standing, &new, &progress, after_the_call()).unwrap();
    let path = format!("/heats/{key}/division");
    assert_eq!(refused(&found), [(path.as_str(), "heat_filled")]);
}

#[test]
fn a_ladder_keeps_room_for_what_was_given() {
    let two = changed(SMALL, &[("quota = 1", "quota = 3")]);
    let mut progress = submitted();
    let tier = TierProgress {
        standing: 2,
        recorded: 3,
    };
    let contest = progress.contests.get_mut("open").unwrap();
    contest.tiers.insert("first".to_owned(), tier);
    let code = |to: &str| {
        let new = changed(SMALL, &[("quota = 1", to)]);
        let found = amend(&two, &new, &progress, after_the_call()).unwrap();
        refused(&found)
            .first()
            .map(|(path, code)| format!("{path} {code}"))
    };
    assert_eq!(code("quota = 2"), None);
    assert_eq!(
        code("quota = 1").unwrap(),
        "/contests/open/tiers/first/quota below_given"
    );
    let renamed = changed(SMALL, &[("key = \"first\"", "key = \"gold\"")]);
    let found = amend(&two, &renamed, &progress, after_the_call()).unwrap();
    assert_eq!(
        refused(&found),
        [("/contests/open/tiers/first", "tier_given")]
    );
}

#[test]
fn eligibility_changes_until_somebody_was_screened() {
    let rule = "\n[[contests.eligibility]]\nkey = \"title\"\ntitle = { zh = \"名称\", en = \"Title\" }\n\
        question = \"size\"\nop = \"at_least\"\nvalue = \"1\"\n\n[[contests.slots]]";
    let size = "[[contests.questions]]\nkey = \"size\"\nkind = \"number\"\nlabel = { zh = \"人数\", en = \"Size\" }\n\
        languages = [\"zh\", \"en\"]\nrequired = true\njudges = false\n\n[[contests.slots]]";
    let before = changed(
        SMALL,
        &[
            ("[[contests.slots]]", size),
            ("key = \"open\"", "key = \"open\"\nscreening = true"),
        ],
    );
    let after = changed(
        SMALL,
        &[
            ("[[contests.slots]]", size),
            ("[[contests.slots]]", rule),
            ("key = \"open\"", "key = \"open\"\nscreening = true"),
        ],
    );
    let mut progress = submitted();
    let found = amend(&before, &after, &progress, during_the_call()).unwrap();
    assert_eq!(found.problems, []);
    progress.contests.get_mut("open").unwrap().screened = true;
    let found = amend(&before, &after, &progress, during_the_call()).unwrap();
    assert_eq!(
        refused(&found),
        [("/contests/open/eligibility/title", "entries_screened")]
    );
}

#[test]
fn a_chain_that_was_asked_once_may_change_between_requests_and_not_be_dropped() {
    let with = |steps: &[&str]| {
        let step = |key: &&str| {
            format!(
                "\n[[approvals]]\nkey = \"{key}\"\ntitle = {{ zh = \"办\", en = \"Office\" }}\n\
                 by = \"application\"\n"
            )
        };
        plan(&(SMALL.to_owned() + &steps.iter().map(step).collect::<String>()))
    };
    let (one, two, none) = (with(&["office"]), with(&["office", "chair"]), with(&[]));
    let codes = |new: &EditionPlan, progress: &Progress| -> Vec<String> {
        let amendment = amend(&one, new, progress, after_the_call()).unwrap();
        let problems = amendment.problems.into_iter();
        problems.map(|problem| problem.code).collect()
    };
    let requested = Progress {
        requested: true,
        ..Progress::default()
    };
    let in_approval = Progress {
        in_approval: true,
        ..requested.clone()
    };
    assert!(codes(&none, &Progress::default()).is_empty());
    assert!(codes(&two, &requested).is_empty());
    assert_eq!(codes(&none, &requested), ["approval_requested"]);
    assert_eq!(codes(&two, &in_approval), ["list_in_approval"]);
}
