use super::*;
use crate::{
    edition::{AskedWhen, Choice, Limit},
    entry::{Entry, EntryRefusal, Patch, VersionContent, tests::entry},
    fingerprint::Fingerprint,
};

fn field(key: &str, required: bool) -> Field {
    Field {
        key: key.into(),
        label: Bilingual::new(key, key),
        kind: FieldKind::Line,
        languages: Language::ALL.to_vec(),
        required,
        limit: Limit {
            zh: Some(4),
            en: None,
        },
        choices: vec![],
        organization: key == "organization",
    }
}

fn contributors() -> Question {
    let role = Field {
        kind: FieldKind::Choice,
        languages: vec![],
        limit: Limit::default(),
        choices: ["lead", "engineer"]
            .map(|key| Choice {
                key: key.into(),
                label: Bilingual::new(format!("{key}（中）"), key.to_uppercase()),
            })
            .to_vec(),
        ..field("role", false)
    };
    Question {
        key: "contributors".into(),
        kind: QuestionKind::List,
        label: Bilingual::default(),
        help: Bilingual::default(),
        why: None,
        when: AskedWhen::Entry,
        languages: vec![],
        required: false,
        limit: Limit::default(),
        judges: false,
        choices: vec![],
        ordered: false,
        min: None,
        max: None,
        unit: None,
        currencies: vec![],
        fields: vec![field("name", true), field("organization", false), role],
        min_rows: Some(2),
        max_rows: Some(3),
    }
}

fn row(name: (&str, &str), organization: &str, role: &str) -> ListRow {
    ListRow::from([
        ("name".to_owned(), Bilingual::new(name.0, name.1)),
        (
            "organization".to_owned(),
            Bilingual::new(organization, organization),
        ),
        ("role".to_owned(), Bilingual::new(role, role)),
    ])
}

fn named(problems: Vec<Problem>) -> Vec<(String, String)> {
    let named = problems.into_iter();
    named.map(|one| (one.pointer, one.code)).collect()
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

#[test]
fn what_is_wrong_is_named_to_the_row_and_the_field() {
    let rows = [
        row(("林一", "Lin Yi"), "", "lead"),
        row(("名字太长了", ""), "", ""),
        row((" ", ""), "", ""),
    ];
    assert_eq!(
        named(issues(&contributors(), &rows)),
        [
            at("/lists/contributors/1/name/zh", "answer_too_long"),
            at("/lists/contributors/1/name/en", "answer_missing"),
            at("/lists/contributors/2", "row_empty"),
        ]
    );
    let differs = ListRow::from([
        ("name".to_owned(), Bilingual::new("林一", "Lin Yi")),
        ("role".to_owned(), Bilingual::new("lead", "engineer")),
    ]);
    assert_eq!(
        named(issues(&contributors(), &[differs.clone(), differs])),
        [0, 1].map(|row| at(
            &format!("/lists/contributors/{row}/role/en"),
            "answers_differ"
        ))
    );
}

#[test]
fn an_optional_list_may_be_empty_but_not_too_short() {
    let one = [row(("林一", "Lin Yi"), "", "lead")];
    let missing = [at("/lists/contributors", "rows_missing")];
    assert_eq!(named(issues(&contributors(), &[])), []);
    assert_eq!(named(issues(&contributors(), &one)), missing);
    let required = Question {
        required: true,
        min_rows: None,
        ..contributors()
    };
    assert_eq!(named(issues(&required, &[])), missing);
    assert_eq!(named(issues(&required, &one)), []);
}

#[test]
fn what_cannot_be_kept_is_refused_and_a_half_written_row_is_kept() {
    let question = contributors();
    let half = row(("林", ""), "", "");
    assert_eq!(unstorable(&question, std::slice::from_ref(&half)), []);
    let many = vec![half.clone(); 4];
    assert_eq!(
        named(unstorable(&question, &many)),
        [at("/lists/contributors", "rows_over_limit")]
    );
    let strange = ListRow::from([("age".to_owned(), Bilingual::default())]);
    let director = row(("林一", ""), "", "director");
    let long = row(("林一", &"x".repeat(MAX_LINE_BYTES + 1)), "", "");
    assert_eq!(
        named(unstorable(&question, &[strange, director, long])),
        [
            at("/lists/contributors/0/age", "unknown_field"),
            at("/lists/contributors/1/role/zh", "unknown_choice"),
            at("/lists/contributors/2/name/en", "answer_too_large"),
        ]
    );
    let large = Question {
        max_rows: None,
        ..contributors()
    };
    let text = "x".repeat(MAX_LINE_BYTES);
    let rows = vec![row((&text, &text), "", ""); 20];
    assert_eq!(
        named(unstorable(&large, &rows)),
        [at("/lists/contributors", "list_too_large")]
    );
}

fn with_list() -> Entry {
    let mut entry = entry();
    entry.form.questions.push(contributors());
    entry
}

fn saved(entry: Entry, rows: Vec<ListRow>) -> Result<Entry, EntryRefusal> {
    let deadline = entry.call.deadline;
    let patch = Patch {
        lists: Lists::from([("contributors".to_owned(), rows)]),
        ..Patch::default()
    };
    entry.save(&patch, deadline)
}

#[test]
fn the_order_of_rows_is_part_of_what_was_submitted() {
    let (one, two) = (
        row(("林一", "Lin Yi"), "", "lead"),
        row(("周二", "Zhou Er"), "", ""),
    );
    let first = saved(with_list(), vec![one.clone(), two.clone()]).unwrap();
    let second = saved(with_list(), vec![two, one]).unwrap();
    let hash = |entry: &Entry| Fingerprint::of_value(&entry.content()).unwrap();
    assert_ne!(hash(&first), hash(&second));
    // No rows are the same as never having been asked.
    let emptied = saved(first, vec![]).unwrap();
    assert_eq!(hash(&emptied), hash(&with_list()));
}

#[test]
fn a_version_without_lists_reads_and_hashes_as_it_did_before_there_were_any() {
    let content = entry().content();
    let written = serde_json::to_value(&content).unwrap();
    assert_eq!(written.get("lists"), None);
    let read: VersionContent = serde_json::from_value(written).unwrap();
    assert_eq!(read, content);
}

#[test]
fn a_list_is_read_in_the_order_of_its_fields_with_the_words_of_its_choices() {
    let entry = saved(
        with_list(),
        vec![row(("林一", "Lin Yi"), "Green Bridge Ltd", "lead")],
    )
    .unwrap();
    let table = ListTable::of(&contributors(), &entry.lists).unwrap();
    assert_eq!(table.columns.len(), 3);
    assert_eq!(table.rows[0][2], Bilingual::new("lead（中）", "LEAD"));
    assert_eq!(
        entry.listed_organizations(&entry.content()),
        ["greenbridge"]
    );
}
