use super::*;
use crate::edition::file;

pub(super) fn entry() -> Entry {
    let plan = file::parse(include_str!("../edition/testdata/small.toml")).unwrap();
    let mut entry = Entry {
        id: EntryId(uuid::Uuid::nil()),
        revision: 1,
        edition: EditionId(uuid::Uuid::nil()),
        contest: ContestId(uuid::Uuid::nil()),
        team: TeamId(uuid::Uuid::nil()),
        number: "S26-00001".into(),
        source: EntrySource::Own,
        division: None,
        reached: vec![],
        state: EntryState::Draft,
        screening: Screening::None,
        answers: Answers::new(),
        lists: Lists::new(),
        recommended_by: Bilingual::default(),
        supplement: None,
        attachments: vec![],
        form: plan.contests[0].form.clone(),
        call: plan.call,
        updated_at: Timestamp(0),
    };
    for key in ["title", "team", "summary"] {
        entry
            .answers
            .insert(key.into(), Bilingual::new("运河", "Canal"));
    }
    entry.attachments.push(file("deck"));
    entry
}

pub(super) fn file(slot: &str) -> Attachment {
    Attachment {
        id: AttachmentId(uuid::Uuid::nil()),
        slot: slot.into(),
        name: "deck.pdf".into(),
        bytes: 3,
        media_type: "application/pdf".into(),
        sha256: Fingerprint::of_bytes(b"abc"),
        begun_at: Timestamp(0),
        uploaded_at: Timestamp(0),
    }
}

fn deadline() -> Timestamp {
    entry().call.deadline
}

fn patch(key: &str, text: &str) -> Patch {
    Patch {
        texts: BTreeMap::from([(
            key.to_owned(),
            BTreeMap::from([(Language::En, text.to_owned())]),
        )]),
        lists: Lists::new(),
    }
}

#[test]
fn a_submit_at_the_deadline_is_accepted_and_one_millisecond_later_refused() {
    assert!(entry().submit(deadline()).is_ok());
    let late = deadline().plus_millis(1);
    assert_eq!(
        entry().submit(late),
        Err(EntryRefusal::CallClosed {
            call: entry().call,
            arrived_at: late
        })
    );
}

#[test]
fn an_upload_that_ran_over_the_deadline_may_be_submitted_in_the_grace() {
    let mut entry = entry();
    entry.attachments[0].begun_at = deadline();
    entry.attachments[0].uploaded_at = deadline().plus_minutes(10);
    assert!(entry.submit(deadline().plus_minutes(30)).is_ok());
    assert!(
        entry
            .submit(deadline().plus_minutes(30).plus_millis(1))
            .is_err()
    );
}

#[test]
fn the_same_content_gives_the_same_receipt_even_after_the_deadline() {
    let mut entry = entry();
    let Ok(Submission::New {
        version,
        fingerprint,
        ..
    }) = entry.submit(deadline())
    else {
        panic!("the first submit makes a version");
    };
    let latest = VersionId(uuid::Uuid::nil());
    entry.state = EntryState::Submitted {
        latest,
        version,
        fingerprint,
    };
    assert!(!entry.has_unsubmitted_changes());
    assert_eq!(
        entry.submit(deadline().plus_millis(1)),
        Ok(Submission::Unchanged { latest })
    );

    let changed = entry.save(&patch("title", "Lock"), deadline()).unwrap();
    assert!(changed.has_unsubmitted_changes());
    let Ok(Submission::New { version, .. }) = changed.submit(deadline()) else {
        panic!("changed content makes a second version");
    };
    assert_eq!(version, 2);
}

#[test]
fn everything_that_is_missing_or_too_long_is_named() {
    let mut entry = entry();
    entry.answers.get_mut("title").unwrap().zh.clear();
    entry.answers.get_mut("summary").unwrap().en = "word ".repeat(251);
    entry.attachments.clear();
    let codes: Vec<_> = entry
        .issues()
        .into_iter()
        .map(|issue| (issue.pointer, issue.code))
        .collect();
    let expected = [
        ("/answers/title/zh", "answer_missing"),
        ("/answers/summary/en", "answer_too_long"),
        ("/attachments/deck", "file_missing"),
    ];
    assert_eq!(
        codes,
        expected.map(|(at, code)| (at.to_owned(), code.to_owned()))
    );
    assert!(
        matches!(entry.submit(deadline()), Err(EntryRefusal::Incomplete(issues)) if issues.len() == 3)
    );
}

#[test]
fn a_text_over_the_limit_is_kept_whole_in_the_draft() {
    let long = "word ".repeat(300);
    let saved = entry().save(&patch("summary", &long), deadline()).unwrap();
    assert_eq!(saved.answers["summary"].en, long);
    assert_eq!(saved.answers["summary"].zh, "运河");
}

#[test]
fn a_draft_is_closed_to_edits_after_the_deadline() {
    let late = deadline().plus_millis(1);
    let refused = entry().save(&patch("title", "Lock"), late);
    assert_eq!(
        refused,
        Err(EntryRefusal::CallClosed {
            call: entry().call,
            arrived_at: late
        })
    );
}

#[test]
fn what_cannot_be_stored_is_named_and_nothing_is_saved() {
    let huge = "x".repeat(MAX_ANSWER_BYTES + 1);
    let code = |key: &str, text: &str| match entry().save(&patch(key, text), deadline()) {
        Err(EntryRefusal::Unstorable(problems)) => problems[0].code.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(code("title", &huge), "answer_too_large");
    assert_eq!(code("colour", "red"), "unknown_question");
}
