use uuid::Uuid;

use super::*;
use crate::{
    edition::{Outcome, Recipient},
    fingerprint::Fingerprint,
    ids::{EditionId, PublicationId},
    publication::PublicationState,
};

fn officer(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

fn note() -> Bilingual {
    Bilingual::new("第三项名称有误。", "The third name was misspelt.")
}

/// Confirmed for the instant 100 times its number.
fn version(number: u32, kind: VersionKind) -> Publication {
    Publication {
        id: PublicationId(Uuid::from_u128(u128::from(number))),
        revision: 1,
        edition: EditionId(Uuid::nil()),
        number,
        kind,
        publish_at: Timestamp(i64::from(number) * 100),
        items: vec![],
        list_hash: Fingerprint::of_bytes(b"list"),
        proposed_by: officer(1),
        proposed_at: Timestamp(0),
        state: PublicationState::Confirmed {
            by: officer(2),
            at: Timestamp(0),
        },
        correction: None,
    }
}

fn corrected(number: u32) -> Publication {
    version(number, VersionKind::Corrected { note: note() })
}

fn stopped(number: u32) -> Publication {
    let state = PublicationState::Stopped {
        confirmed: None,
        by: officer(1),
        at: Timestamp(0),
        reason: "typo".into(),
    };
    Publication {
        state,
        ..version(number, VersionKind::Final)
    }
}

fn begun(publication: Publication, at: i64) -> Publication {
    let all = [publication.clone()];
    publication
        .begin_correction(officer(3), "typo".into(), &all, Timestamp(at))
        .unwrap()
}

#[test]
fn what_may_follow_depends_on_what_the_public_reads() {
    let following = |kind: Option<VersionKind>| {
        VersionKind::following(kind.map(|kind| version(1, kind)).as_ref())
    };
    assert_eq!(following(None), ["provisional", "final"]);
    assert_eq!(
        following(Some(VersionKind::Provisional)),
        ["provisional", "final"]
    );
    assert_eq!(following(Some(VersionKind::Final)), ["corrected"]);
    let corrected = VersionKind::Corrected { note: note() };
    assert_eq!(following(Some(corrected)), ["corrected"]);
}

#[test]
fn a_kind_out_of_turn_is_refused() {
    let kinds = || {
        [
            VersionKind::Provisional,
            VersionKind::Final,
            VersionKind::Corrected { note: note() },
        ]
    };
    let out_of_turn = |in_force: Option<&Publication>| {
        kinds().map(|kind| may_follow(&kind, &[], in_force) == Err(PublicationRefusal::OutOfTurn))
    };
    assert_eq!(out_of_turn(None), [false, false, true]);
    let provisional = version(1, VersionKind::Provisional);
    assert_eq!(out_of_turn(Some(&provisional)), [false, false, true]);
    let standing = begun(version(1, VersionKind::Final), 100);
    assert_eq!(out_of_turn(Some(&standing)), [true, true, false]);
}

#[test]
fn a_correction_is_begun_first_and_changes_the_list() {
    let kind = VersionKind::Corrected { note: note() };
    let standing = version(1, VersionKind::Final);
    let early = may_follow(&kind, &[], Some(&standing));
    assert_eq!(early, Err(PublicationRefusal::CorrectionNotBegun));
    let standing = begun(standing, 100);
    let same = may_follow(&kind, &standing.items, Some(&standing));
    assert_eq!(same, Err(PublicationRefusal::SameList));
    let other = [line()];
    assert_eq!(may_follow(&kind, &other, Some(&standing)), Ok(()));
}

fn line() -> ReleaseItem {
    ReleaseItem {
        contest: "open".into(),
        contest_title: Bilingual::default(),
        track_title: None,
        tier: "first".into(),
        tier_title: Bilingual::default(),
        outcome: Outcome::Award,
        recipient: Recipient::Entry,
        name: None,
        title: Bilingual::default(),
        entries: vec![],
    }
}

#[test]
fn a_corrected_version_tells_in_both_languages_what_was_wrong_and_no_other_does() {
    let of = |name, note| VersionKind::of(name, note);
    assert_eq!(of("provisional", None), Ok(VersionKind::Provisional));
    assert_eq!(of("final", None), Ok(VersionKind::Final));
    let kind = VersionKind::Corrected { note: note() };
    assert_eq!(of("corrected", Some(note())), Ok(kind));
    let missing = |note| match of("corrected", note) {
        Err(PublicationRefusal::NoteMissing(problems)) => {
            problems.into_iter().map(|one| one.pointer).collect()
        }
        _ => vec![],
    };
    assert_eq!(missing(None), ["/note/zh", "/note/en"]);
    assert_eq!(missing(Some(Bilingual::new("错", " "))), ["/note/en"]);
    let refused = of("final", Some(note()));
    assert_eq!(refused, Err(PublicationRefusal::NoteNotTaken));
    assert_eq!(of("last", None), Err(PublicationRefusal::UnknownKind));
}

#[test]
fn the_highest_version_that_is_out_is_in_force_and_the_public_counts_what_came_out() {
    // As the store gives them: the latest first.
    let all = [
        corrected(4),
        stopped(3),
        version(2, VersionKind::Final),
        version(1, VersionKind::Provisional),
    ];
    let in_force = |at| in_force(&all, Timestamp(at)).map(|one| one.number);
    let standing = [99, 100, 199, 200, 399, 400].map(in_force);
    assert_eq!(
        standing,
        [None, Some(1), Some(1), Some(2), Some(2), Some(4)]
    );
    let public = |at| -> Vec<_> {
        public_versions(&all, Timestamp(at))
            .map(|(version, one)| (version, one.number))
            .collect()
    };
    assert_eq!(public(99), []);
    assert_eq!(public(400), [(1, 1), (2, 2), (3, 4)]);
}

#[test]
fn awards_are_locked_while_a_list_is_under_way_and_behind_one_that_stands() {
    let locked = |all: &[Publication], at| locks_awards(all, Timestamp(at));
    let provisional = version(1, VersionKind::Provisional);
    assert!(!locked(&[], 0));
    assert!(!locked(&[stopped(1)], 0));
    assert!(locked(std::slice::from_ref(&provisional), 99));
    assert!(!locked(std::slice::from_ref(&provisional), 100));
    let last = version(2, VersionKind::Final);
    assert!(locked(&[last.clone(), provisional.clone()], 150));
    assert!(locked(&[last.clone(), provisional.clone()], 200));
    let last = begun(last, 200);
    assert!(!locked(&[last.clone(), provisional], 200));
    assert!(locked(&[corrected(3), last.clone()], 250));
    assert!(locked(&[corrected(3), last], 300));
}

#[test]
fn only_what_the_public_reads_is_corrected_and_once() {
    let last = version(2, VersionKind::Final);
    let all = [last.clone(), version(1, VersionKind::Provisional)];
    let begin = |publication: &Publication, at| {
        publication
            .clone()
            .begin_correction(officer(3), "typo".into(), &all, Timestamp(at))
            .map(|begun| begun.correction.map(|correction| correction.at))
    };
    assert_eq!(begin(&last, 199), Err(PublicationRefusal::NotInForce));
    assert_eq!(begin(&last, 200), Ok(Some(Timestamp(200))));
    let provisional = begin(&all[1], 150);
    assert_eq!(provisional, Err(PublicationRefusal::NothingToCorrect));
    assert_eq!(begin(&all[1], 200), Err(PublicationRefusal::NotInForce));
    let twice = begin(&begun(last.clone(), 200), 201);
    assert_eq!(twice, Err(PublicationRefusal::CorrectionBegun));
}
