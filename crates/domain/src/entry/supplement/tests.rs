use super::*;
use crate::{
    edition::Slot,
    entry::{
        Patch,
        tests::{entry, file},
    },
    text::Language,
};
use std::collections::BTreeMap;

const DUE: Timestamp = Timestamp(4_000_000_000_000);

fn version_id(number: u128) -> VersionId {
    VersionId(uuid::Uuid::from_u128(number))
}

/// A submitted entry whose form asks for a film and a note later.
fn submitted() -> (Entry, VersionContent) {
    let mut entry = entry();
    let mut note = entry.form.question("summary").unwrap().clone();
    note.key = "note".into();
    note.when = AskedWhen::Supplement;
    entry.form.questions.push(note);
    let film = Slot {
        key: "film".into(),
        when: AskedWhen::Supplement,
        ..entry.form.slot("deck").unwrap().clone()
    };
    entry.form.slots.push(film);
    let Ok(Submission::New {
        version,
        content,
        fingerprint,
    }) = entry.submit(entry.call.deadline)
    else {
        panic!("what is asked later does not keep an entry from being submitted");
    };
    entry.state = EntryState::Submitted {
        latest: version_id(1),
        version,
        fingerprint,
    };
    (entry, content)
}

fn asked() -> (Entry, VersionContent) {
    let (mut entry, content) = submitted();
    entry.supplement = Some(Supplement {
        id: SupplementId(uuid::Uuid::nil()),
        requested_at: DUE.plus_minutes(-60),
        due_at: DUE,
        remark: Bilingual::default(),
        received: None,
    });
    (entry, content)
}

fn say(question: &str, text: &str) -> Patch {
    let texts = BTreeMap::from([
        (Language::Zh, text.to_owned()),
        (Language::En, text.to_owned()),
    ]);
    Patch {
        texts: BTreeMap::from([(question.to_owned(), texts)]),
        ..Patch::default()
    }
}

fn answered() -> (Entry, VersionContent) {
    let (entry, content) = asked();
    let mut entry = entry.save(&say("note", "Later"), DUE).unwrap();
    entry.attachments.push(file("film"));
    (entry, content)
}

#[test]
fn what_is_asked_later_is_not_taken_in_the_call() {
    let (entry, _) = submitted();
    let deadline = entry.call.deadline;
    let Err(EntryRefusal::Unstorable(problems)) = entry.save(&say("note", "Early"), deadline)
    else {
        panic!("it was kept");
    };
    assert_eq!(problems[0].code, "not_asked_now");
}

#[test]
fn only_what_was_asked_for_is_open() {
    let (entry, _) = asked();
    let saved = entry.clone().save(&say("note", "Later"), DUE).unwrap();
    assert_eq!(saved.answers["note"].en, "Later");
    let Err(EntryRefusal::Unstorable(problems)) = entry.save(&say("title", "Another"), DUE) else {
        panic!("the title was changed");
    };
    assert_eq!(problems[0].pointer, "/answers/title");
}

#[test]
fn a_supplement_is_taken_up_to_the_instant_and_not_a_millisecond_longer() {
    let (entry, standing) = answered();
    for millis in [-1, 0] {
        let handed_in = entry.submit_supplement(&standing, DUE.plus_millis(millis));
        assert!(matches!(handed_in, Ok(Submission::New { version: 2, .. })));
    }
    let late = DUE.plus_millis(1);
    let refused = EntryRefusal::SupplementClosed {
        due_at: DUE,
        arrived_at: late,
    };
    assert_eq!(
        entry.submit_supplement(&standing, late),
        Err(refused.clone())
    );
    assert_eq!(entry.save(&say("note", "Later still"), late), Err(refused));
}

#[test]
fn a_supplement_changes_what_it_asks_for_and_nothing_else() {
    let (mut entry, standing) = answered();
    // Typed after the last submit, and never submitted.
    entry.answers.get_mut("title").unwrap().en = "Never submitted".into();
    entry.attachments[0].sha256 = Fingerprint::of_bytes(b"never submitted");
    let Ok(Submission::New { content, .. }) = entry.submit_supplement(&standing, DUE) else {
        panic!("it is complete");
    };
    assert_eq!(content.answers["title"].en, "Canal");
    assert_eq!(content.answers["note"].en, "Later");
    let slots: Vec<_> = content.attachments.iter().map(|one| &*one.slot).collect();
    assert_eq!(slots, ["deck", "film"]);
    assert_eq!(content.attachments[0], standing.attachments[0]);

    let version = Version {
        id: version_id(1),
        number: 1,
        fingerprint: Fingerprint::of_value(&standing).unwrap(),
        content: standing,
        arrived_at: Timestamp(0),
        recorded_at: Timestamp(0),
    };
    let shown = entry.as_submitted(&version);
    assert_eq!(shown.title().en, "Canal");
    assert_eq!(shown.content(), content);
}

#[test]
fn the_same_supplement_again_is_the_same_version_even_when_it_is_late() {
    let (mut entry, standing) = answered();
    let Ok(Submission::New {
        version,
        content,
        fingerprint,
    }) = entry.submit_supplement(&standing, DUE)
    else {
        panic!("it is complete");
    };
    entry.state = EntryState::Submitted {
        latest: version_id(2),
        version,
        fingerprint,
    };
    let supplement = entry.supplement.as_mut().unwrap();
    supplement.received = Some(Received {
        version: version_id(2),
        arrived_at: DUE,
    });
    let again = entry.submit_supplement(&content, DUE.plus_minutes(5));
    let latest = version_id(2);
    assert_eq!(again, Ok(Submission::Unchanged { latest }));
}

#[test]
fn nothing_is_no_supplement_and_what_is_missing_is_named() {
    let (entry, standing) = asked();
    let Err(EntryRefusal::Incomplete(issues)) = entry.submit_supplement(&standing, DUE) else {
        panic!("it was taken");
    };
    let pointers: Vec<_> = issues.iter().map(|one| &*one.pointer).collect();
    let missing = ["/answers/note/zh", "/answers/note/en", "/attachments/film"];
    assert_eq!(pointers, missing);

    let (mut entry, standing) = asked();
    for question in &mut entry.form.questions {
        question.required = false;
    }
    for slot in &mut entry.form.slots {
        slot.required = false;
    }
    let refused = entry.submit_supplement(&standing, DUE);
    assert_eq!(refused, Err(EntryRefusal::SupplementEmpty));
    let (entry, standing) = submitted();
    let refused = entry.submit_supplement(&standing, DUE);
    assert_eq!(refused, Err(EntryRefusal::NoSupplement));
}

#[test]
fn a_supplement_lapses_by_itself_and_what_came_stays() {
    let mut supplement = asked().0.supplement.unwrap();
    let states = |supplement: &Supplement| [DUE, DUE.plus_millis(1)].map(|at| supplement.state(at));
    let waiting = [SupplementState::Requested, SupplementState::Lapsed];
    assert_eq!(states(&supplement), waiting);
    supplement.received = Some(Received {
        version: version_id(2),
        arrived_at: DUE,
    });
    assert_eq!(states(&supplement), [SupplementState::Received; 2]);
}
