use uuid::Uuid;

use super::*;
use crate::edition::Outcome;

fn entry(number: u128) -> EntryId {
    EntryId(Uuid::from_u128(number))
}

fn award(number: u128, state: AwardState) -> Award {
    Award {
        id: AwardId(Uuid::from_u128(100 + number)),
        revision: 1,
        tier: "first".into(),
        merit: Merit::Entry(entry(number)),
        holder: Holder::Entry,
        passed_on: None,
        state,
    }
}

const GIVEN: AwardState = AwardState::Given { at: Timestamp(10) };

fn declined() -> AwardState {
    GIVEN.decline("no".into(), Timestamp(20)).unwrap()
}

#[test]
fn a_tier_takes_as_many_as_it_has_places() {
    let tiers = [Tier {
        key: "first".into(),
        title: Bilingual::default(),
        quota: 2,
        recipient: Recipient::Entry,
        outcome: Outcome::Award,
    }];
    assert!(place_in(&tiers, "first", &["first", "second"]).is_ok());
    assert_eq!(
        place_in(&tiers, "first", &["first", "first"]),
        Err(AwardRefusal::QuotaFull {
            tier: "first".into(),
            quota: 2
        })
    );
    assert!(matches!(
        place_in(&tiers, "third", &[]),
        Err(AwardRefusal::UnknownTier(_))
    ));
}

fn tier(key: &str, quota: u32, recipient: Recipient) -> Tier {
    Tier {
        key: key.into(),
        title: Bilingual::default(),
        quota,
        recipient,
        outcome: Outcome::Award,
    }
}

#[test]
fn an_entry_holds_one_award_of_its_own_and_changes_it() {
    let tiers = [
        tier("first", 1, Recipient::Entry),
        tier("second", 1, Recipient::Entry),
    ];
    let (first, second) = (
        award(1, GIVEN),
        Award {
            tier: "second".into(),
            ..award(2, GIVEN)
        },
    );
    let held = [&first, &second];
    let same = give(&tiers, "first", Merit::Entry(entry(1)), None, &held);
    assert_eq!(same, Ok(Giving::HeldAlready));
    let full = give(&tiers, "second", Merit::Entry(entry(1)), None, &held);
    assert!(matches!(full, Err(AwardRefusal::QuotaFull { .. })));
    let Ok(Giving::New { instead_of, .. }) =
        give(&tiers, "second", Merit::Entry(entry(1)), None, &held[..1])
    else {
        panic!("given");
    };
    assert_eq!(instead_of, Some(&first));
}

#[test]
fn persons_hold_several_awards_for_one_entry_beside_its_own() {
    let tiers = [
        tier("first", 1, Recipient::Entry),
        tier("mvc", 2, Recipient::Person),
    ];
    let name = |en: &str| Some(Bilingual::new("", en));
    let own = award(1, GIVEN);
    let person = |number, en: &str| Award {
        tier: "mvc".into(),
        holder: Holder::of(Recipient::Person, name(en)).unwrap(),
        merit: Merit::Entry(entry(1)),
        ..award(number, GIVEN)
    };
    let (ada, bo) = (person(2, "Ada"), person(3, "Bo"));
    let given =
        |en, held: &[&Award]| match give(&tiers, "mvc", Merit::Entry(entry(1)), name(en), held) {
            Ok(Giving::New { instead_of, .. }) => Ok(instead_of.is_some()),
            Ok(Giving::HeldAlready) => Ok(true),
            Err(refusal) => Err(refusal),
        };
    assert_eq!(given("Bo", &[&own, &ada]), Ok(false));
    assert_eq!(given("Ada", &[&own, &ada, &bo]), Ok(true));
    assert!(matches!(
        given("Cy", &[&own, &ada, &bo]),
        Err(AwardRefusal::QuotaFull { .. })
    ));
    assert_eq!(
        give(&tiers, "mvc", Merit::Entry(entry(1)), None, &[]),
        Err(AwardRefusal::NameMissing)
    );
}

#[test]
fn only_what_is_given_or_accepted_takes_a_place() {
    let accepted = GIVEN.accept(Timestamp(20)).unwrap();
    let revoked = GIVEN.revoke(Timestamp(20)).unwrap();
    let held = [GIVEN, accepted, declined(), revoked].map(|state| state.is_held());
    assert_eq!(held, [true, true, false, false]);
}

#[test]
fn a_declined_award_passes_on_once_and_for_a_reason() {
    let first = award(1, declined());
    let on = pass_on(&first, " declined by letter ", &[]).unwrap();
    assert_eq!(
        (on.from, on.reason.as_str()),
        (first.id, "declined by letter")
    );

    let next = Award {
        passed_on: Some(on),
        ..award(2, GIVEN)
    };
    let again = pass_on(&first, "once more", &[first.clone(), next.clone()]);
    assert_eq!(again, Err(AwardRefusal::PassedOnBefore));
    assert_eq!(pass_on(&next, "why not", &[]), Err(AwardRefusal::StillHeld));
    assert_eq!(pass_on(&first, " ", &[]), Err(AwardRefusal::ReasonMissing));
}

#[test]
fn where_the_next_one_declines_too_the_place_passes_on_again() {
    let first = award(1, declined());
    let next = Award {
        passed_on: Some(pass_on(&first, "declined", &[]).unwrap()),
        ..award(2, declined())
    };
    let all = [first.clone(), next.clone()];
    let last = Award {
        passed_on: Some(pass_on(&next, "declined too", &all).unwrap()),
        ..award(3, GIVEN)
    };
    let all = [first.clone(), next.clone(), last];
    for one in [first, next] {
        let again = pass_on(&one, "once more", &all);
        assert_eq!(again, Err(AwardRefusal::PassedOnBefore));
    }
}

#[test]
fn next_in_line_are_the_best_without_an_award_and_equals_together() {
    let ranked = [
        (entry(3), 3),
        (entry(1), 1),
        (entry(4), 3),
        (entry(2), 2),
        (entry(5), 5),
    ];
    let awards = [award(1, declined()), award(2, GIVEN)];
    assert_eq!(next_in_line(ranked, &awards), [entry(3), entry(4)]);
    let revoked = [award(1, GIVEN.revoke(Timestamp(20)).unwrap())];
    assert_eq!(next_in_line(ranked, &revoked), [entry(1)]);
    assert_eq!(next_in_line([], &awards), []);
}

#[test]
fn a_holder_has_a_name_where_the_tier_is_not_for_the_entry() {
    let name = || Some(Bilingual::new("林岚", "Lin Lan"));
    let person = Holder::of(Recipient::Person, name()).unwrap();
    assert_eq!(person.name().unwrap().en, "Lin Lan");
    assert_eq!(Holder::of(Recipient::Entry, None), Ok(Holder::Entry));
    for (recipient, name, refusal) in [
        (Recipient::Entry, name(), AwardRefusal::NameNotAsked),
        (Recipient::Person, None, AwardRefusal::NameMissing),
        (
            Recipient::Organization,
            Some(Bilingual::new(" ", "")),
            AwardRefusal::NameMissing,
        ),
    ] {
        assert_eq!(Holder::of(recipient, name), Err(refusal));
    }
}

fn both(en: &str) -> Bilingual {
    Bilingual::new("合", en)
}

#[test]
fn a_composite_takes_one_place_and_its_entries_are_in_no_other_award() {
    let tiers = [
        tier("first", 1, Recipient::Entry),
        tier("second", 2, Recipient::Entry),
    ];
    let pair = Merit::of(vec![entry(1), entry(2)], Some(both("Pair")), "").unwrap();
    let Ok(Giving::New { merit, .. }) = give(&tiers, "first", pair.clone(), None, &[]) else {
        panic!("given");
    };
    let held = Award {
        merit,
        ..award(1, GIVEN)
    };
    let again = give(&tiers, "first", pair, None, &[&held]);
    assert_eq!(again, Ok(Giving::HeldAlready));
    let full = give(&tiers, "first", Merit::Entry(entry(3)), None, &[&held]);
    assert!(matches!(full, Err(AwardRefusal::QuotaFull { .. })));
    let one = give(&tiers, "second", Merit::Entry(entry(2)), None, &[&held]);
    assert_eq!(one, Err(AwardRefusal::InAnotherAward));
    let wider = Merit::of(vec![entry(2), entry(3)], Some(both("Wider")), "").unwrap();
    let wider = give(&tiers, "second", wider, None, &[&held]);
    assert_eq!(wider, Err(AwardRefusal::InAnotherAward));
    assert_eq!(
        next_in_line([(entry(2), 1), (entry(3), 2)], &[held]),
        [entry(3)]
    );
}

#[test]
fn only_a_special_tier_is_of_no_entry_and_says_why() {
    let special = Tier {
        outcome: Outcome::Special,
        ..tier("special", 1, Recipient::Entry)
    };
    let tiers = [tier("first", 1, Recipient::Entry), special];
    let merit = Merit::of(vec![], Some(both("A canal")), " It holds. ").unwrap();
    assert_eq!(merit.entries(), []);
    assert_eq!(merit.title(), Some(&both("A canal")));
    let refused = give(&tiers, "first", merit.clone(), None, &[]);
    assert_eq!(refused, Err(AwardRefusal::EntryMissing));
    let given = give(&tiers, "special", merit, None, &[]);
    assert!(matches!(
        given,
        Ok(Giving::New {
            holder: Holder::Entry,
            ..
        })
    ));
}

#[test]
fn what_an_award_is_for_is_named_as_it_has_to_be() {
    let (one, two) = (vec![entry(1)], vec![entry(1), entry(2)]);
    for (entries, title, refusal) in [
        (one, Some(both("Own")), AwardRefusal::TitleNotAsked),
        (two, None, AwardRefusal::TitleMissing),
        (
            vec![entry(1); 2],
            Some(both("Twice")),
            AwardRefusal::EntryTwice,
        ),
        (vec![], None, AwardRefusal::TitleMissing),
        (vec![], Some(both("No reason")), AwardRefusal::ReasonMissing),
    ] {
        assert_eq!(Merit::of(entries, title, " "), Err(refusal));
    }
}

#[test]
fn what_is_struck_off_takes_no_place_and_nobody_of_it_is_next() {
    let struck = GIVEN.strike("twice".into(), Timestamp(20)).unwrap();
    assert!(!struck.is_held());
    assert!(
        struck
            .clone()
            .strike("again".into(), Timestamp(30))
            .is_err()
    );
    assert!(struck.clone().accept(Timestamp(30)).is_err());
    let line = next_in_line([(entry(1), 1), (entry(2), 2)], &[award(1, struck)]);
    assert_eq!(line, [entry(2)]);
}
