use super::*;

const FILE: &str = include_str!("../testdata/small.toml");

fn codes(text: &str) -> Vec<(String, String)> {
    match parse(text) {
        Ok(_) => vec![],
        Err(problems) => problems
            .into_iter()
            .map(|problem| (problem.pointer, problem.code))
            .collect(),
    }
}

fn one(pointer: &str, code: &str) -> Vec<(String, String)> {
    vec![(pointer.to_owned(), code.to_owned())]
}

#[test]
fn a_sound_file_is_read_whole() {
    let plan = parse(FILE).unwrap();
    assert_eq!(plan.edition.slug, "small");
    assert_eq!(plan.contests[0].form.questions.len(), 3);
    assert_eq!(plan.heats[0].rubric.criteria.len(), 2);
    assert_eq!(plan.heats[0].rule.tie_chain.len(), 2);
    assert_eq!(plan.call.deadline.to_rfc3339(), "2026-08-31T12:00:00.000Z");
}

#[test]
fn a_fault_of_syntax_names_its_line() {
    let problems = parse("format = 1\n[programme\n").unwrap_err();
    assert_eq!(
        (problems[0].code.as_str(), &problems[0].params["line"]),
        ("toml_syntax", &2.into())
    );
}

#[test]
fn a_fault_of_type_names_its_key_path() {
    let text = FILE.replace("drop_high = 1", "drop_high = \"one\"");
    assert_eq!(codes(&text), one("/heats/0/rule/drop_high", "toml_value"));
    let text = FILE.replace("grace_minutes = 30", "grace_minutes = 30\nsurprise = 1");
    assert_eq!(codes(&text)[0].1, "toml_value");
}

#[test]
fn faults_of_meaning_are_all_found() {
    let text = FILE
        .replace("zone = \"Asia/Shanghai\"", "zone = \"CST\"")
        .replace("round = \"final\"", "round = \"semifinal\"")
        .replace("quota = 1", "quota = 0");
    let found = codes(&text);
    assert_eq!(
        found,
        [
            ("/edition/zone".to_owned(), "unknown_zone".to_owned()),
            (
                "/contests/0/tiers/0/quota".to_owned(),
                "quota_too_small".to_owned()
            ),
            ("/heats/0/round".to_owned(), "unknown_key".to_owned()),
        ]
    );
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of faults")]
fn each_fault_of_meaning_is_named_where_it_is() {
    let cases = [
        ("format = 1", "format = 9", "/format", "unknown_format"),
        (
            "slug = \"small\"",
            "slug = \"Small Cup\"",
            "/edition/slug",
            "bad_key",
        ),
        (
            "deadline = \"2026-08-31",
            "deadline = \"2026-02-28",
            "/call/deadline",
            "dates_crossed",
        ),
        (
            "closes_at = \"2026-10-02",
            "closes_at = \"2026-09-02",
            "/heats/0/closes_at",
            "dates_crossed",
        ),
        (
            "opens_at = \"2026-10-01",
            "opens_at = \"2026-08-01",
            "/heats/0/opens_at",
            "before_deadline",
        ),
        (
            "max_bytes = 52428800",
            "max_bytes = 536870913",
            "/contests/0/slots/0/max_bytes",
            "out_of_range",
        ),
        (
            "grace_minutes = 30",
            "grace_minutes = 2000",
            "/call/grace_minutes",
            "out_of_range",
        ),
        (
            "languages = [\"zh\", \"en\"]\nentry",
            "languages = []\nentry",
            "/edition/languages",
            "empty_list",
        ),
        (
            "en = \"Small cup\"",
            "en = \" \"",
            "/edition/title/en",
            "missing_language",
        ),
        (
            "key = \"title\"",
            "key = \"heading\"",
            "/contests/0/questions",
            "missing_question",
        ),
        (
            "contest = \"open\"",
            "contest = \"closed\"",
            "/heats/0/contest",
            "unknown_key",
        ),
        (
            "weight = \"2.0\"",
            "weight = \"0\"",
            "/heats/0/rubric/criteria/0/weight",
            "not_positive",
        ),
        (
            "max = \"10\"",
            "max = \"10.1\"",
            "/heats/0/rubric/criteria/0/max",
            "between_steps",
        ),
        (
            "weight = \"2.0\"",
            "weight = \"10000.01\"",
            "/heats/0/rubric/criteria/0/weight",
            "out_of_range",
        ),
        (
            "max = \"10\"",
            "max = \"900000000000000\"",
            "/heats/0/rubric/criteria/0/max",
            "out_of_range",
        ),
        (
            "en = \"Small cup\"",
            "en = \"Small \\u0000cup\"",
            "/edition/title/en",
            "control_character",
        ),
        (
            "label = { zh = \"团队名称\", en = \"Team name\" }\nlanguages = [\"zh\", \"en\"]",
            "label = { zh = \"团队名称\", en = \"Team name\" }\nlanguages = [\"zh\"]",
            "/contests/0/questions/1/languages",
            "missing_language",
        ),
        (
            "min = \"0\"",
            "min = \"10\"",
            "/heats/0/rubric/criteria/0/max",
            "scale_empty",
        ),
        (
            "at = \"9\"",
            "at = \"11\"",
            "/heats/0/rubric/criteria/0/levels/0/at",
            "outside_scale",
        ),
        (
            "min_scores = 7",
            "min_scores = 2",
            "/heats/0/rule/min_scores",
            "drops_too_many",
        ),
        (
            "drop_high = 1\ndrop_low = 1\nmin_scores = 7",
            "method = \"severity\"\ndrop_high = 0\ndrop_low = 0\nmin_scores = 1",
            "/heats/0/rule/combine",
            "method_needs_judge_totals",
        ),
        (
            "combine = \"panel_per_criterion_then_total\"\ndrop_high = 1\ndrop_low = 1",
            "method = \"severity_and_scale\"\ncombine = \"judge_total_then_panel\"\ndrop_high = 0\ndrop_low = 1",
            "/heats/0/rule/drop_low",
            "method_drops_nothing",
        ),
        (
            "\"criterion:innovation\"",
            "\"criterion:luck\"",
            "/heats/0/rule/tie_chain/0",
            "unknown_key",
        ),
        (
            "[heats.rule]",
            "[heats.ballot]\nseats = 3\n\n[heats.rule]",
            "/heats/0/ballot",
            "not_for_kind",
        ),
        (
            "published_digits = 2",
            "published_digits = 9",
            "/heats/0/rule/published_digits",
            "out_of_range",
        ),
    ];
    for (from, to, pointer, code) in cases {
        assert!(FILE.contains(from), "the file has no {from}");
        assert_eq!(
            codes(&FILE.replacen(from, to, 1)),
            one(pointer, code),
            "{to}"
        );
    }
}

/// The file with a final that is voted on.
fn voted(rule: &str) -> String {
    let rubric = FILE.find("[heats.rubric]").unwrap();
    let head = FILE[..rubric].replace("kind = \"pitch\"", "kind = \"ballot\"");
    format!("{head}[heats.ballot]\n{rule}\n")
}

#[test]
fn a_panel_that_votes_has_a_rule_of_its_own_and_no_rubric() {
    let plan = parse(&voted("seats = 15\nthreshold = \">1/2\"\nof = \"voting\"")).unwrap();
    let rule = plan.heats[0].ballot.as_ref().unwrap();
    assert_eq!(String::from(rule.threshold), ">1/2");
    assert!(plan.heats[0].rubric.criteria.is_empty());
    for (rule, pointer, code) in [
        ("seats = 0", "/heats/0/ballot/seats", "not_positive"),
        (
            "seats = 1\npicks = 0",
            "/heats/0/ballot/picks",
            "not_positive",
        ),
        ("seats = 4000", "/heats/0/ballot/seats", "out_of_range"),
    ] {
        assert_eq!(codes(&voted(rule)), one(pointer, code), "{rule}");
    }
    let without = voted("").replace("[heats.ballot]", "");
    assert_eq!(codes(&without), one("/heats/0/ballot", "needed_for_kind"));
    let share = voted("seats = 1\nthreshold = \"4/3\"");
    assert_eq!(codes(&share)[0].1, "toml_value");
}

/// The file with one more question.
fn with_question(question: &str) -> String {
    let question = format!("[[contests.questions]]\n{question}\n\n[[contests.slots]]");
    FILE.replacen("[[contests.slots]]", &question, 1)
}

const PEOPLE: &str = r#"key = "people"
kind = "list"
label = { zh = "贡献者", en = "Contributors" }
required = false
judges = false
min_rows = 1
max_rows = 20
fields = [
  { key = "name", label = { zh = "姓名", en = "Name" }, kind = "line", languages = ["zh", "en"], required = true },
  { key = "role", label = { zh = "角色", en = "Role" }, kind = "choice", required = false, choices = [
    { key = "lead", label = { zh = "负责人", en = "Leader" } } ] },
]"#;

#[test]
fn a_list_has_fields_and_bounds_and_nothing_that_belongs_to_other_kinds() {
    let plan = parse(&with_question(PEOPLE)).unwrap();
    let question = plan.contests[0].form.question("people").unwrap();
    assert_eq!((question.fields.len(), question.most_rows()), (2, 20));
    let at = |place: &str| format!("/contests/0/questions/3/{place}");
    for (from, to, place, code) in [
        ("max_rows = 20", "max_rows = 51", "max_rows", "out_of_range"),
        ("min_rows = 1", "min_rows = 21", "max_rows", "range_crossed"),
        (
            "required = false\n",
            "required = false\nlanguages = [\"zh\"]\n",
            "languages",
            "not_for_kind",
        ),
        ("\"role\"", "\"name\"", "fields/1/key", "key_twice"),
        (
            "languages = [\"zh\", \"en\"], ",
            "",
            "fields/0/languages",
            "empty_list",
        ),
        (
            "kind = \"choice\", ",
            "kind = \"choice\", organization = true, ",
            "fields/1/organization",
            "not_for_kind",
        ),
        (
            "label = { zh = \"角色\", en = \"Role\" }",
            "label = { zh = \"角色\" }",
            "fields/1/label/en",
            "missing_language",
        ),
    ] {
        assert!(PEOPLE.contains(from), "{from}");
        let file = with_question(&PEOPLE.replacen(from, to, 1));
        assert_eq!(codes(&file), one(&at(place), code), "{to}");
    }
    let head = PEOPLE.find("min_rows").unwrap();
    let bare = with_question(&PEOPLE[..head]);
    assert_eq!(codes(&bare), one(&at("fields"), "empty_list"));
    let line = with_question(&PEOPLE[..head].replace("list", "line"));
    assert_eq!(codes(&line), one(&at("languages"), "empty_list"));
}

#[test]
fn what_names_an_entry_is_not_asked_later() {
    let later = with_question(&format!("{PEOPLE}\nwhen = \"supplement\""));
    let plan = parse(&later).unwrap();
    assert!(
        plan.contests[0]
            .form
            .asks(crate::edition::AskedWhen::Supplement)
    );
    let title = FILE.replacen(
        "key = \"title\"",
        "key = \"title\"\nwhen = \"supplement\"",
        1,
    );
    assert_eq!(
        codes(&title),
        one("/contests/0/questions/0/when", "asked_too_late")
    );
}
