use uuid::Uuid;

use super::*;
use crate::{
    edition::{Outcome, Recipient},
    text::Bilingual,
};

fn person(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

fn award(number: u128) -> AwardId {
    AwardId(Uuid::from_u128(number))
}

fn item(number: u128) -> ApprovalItem {
    ApprovalItem {
        award: award(number),
        item: ReleaseItem {
            contest: "open".into(),
            contest_title: Bilingual::default(),
            track_title: None,
            tier: "first".into(),
            tier_title: Bilingual::default(),
            outcome: Outcome::Award,
            recipient: Recipient::Entry,
            name: None,
            title: Bilingual::new("", number.to_string()),
            entries: vec![],
        },
    }
}

fn step(key: &str, by: ApprovalBy) -> ApprovalStep {
    ApprovalStep {
        key: key.into(),
        title: Bilingual::default(),
        by,
    }
}

fn scan() -> Scan {
    Scan {
        name: "signed.pdf".into(),
        bytes: 3,
        sha256: Fingerprint::of_bytes(b"pdf"),
    }
}

/// Requested by the first person; the second step is on paper, the others are not.
fn requested() -> Approval {
    let items: Vec<_> = (1..=3).map(item).collect();
    Approval {
        id: ApprovalId(Uuid::nil()),
        revision: 1,
        edition: EditionId(Uuid::nil()),
        number: 1,
        requested_hash: list_hash(items.iter().map(|item| &item.item)).unwrap(),
        items,
        steps: vec![
            step("office", ApprovalBy::Application),
            step("committee", ApprovalBy::Paper),
            step("chair", ApprovalBy::Application),
        ],
        requested_by: person(1),
        requested_at: Timestamp(0),
        scan: Some(scan()),
        signed: vec![],
        state: ApprovalState::Requested,
    }
}

fn strike(number: u128, reason: &str) -> Strike {
    Strike {
        award: award(number),
        reason: reason.into(),
    }
}

fn approve(
    approval: &Approval,
    by: u128,
    strikes: Vec<Strike>,
) -> Result<Approval, ApprovalRefusal> {
    let hash = approval.list_hash().unwrap();
    let approval = approval.clone();
    approval.approve(person(by), hash.as_str(), strikes, Timestamp(10))
}

fn paper(code: &str) -> Registration {
    Registration {
        code: code.into(),
        document: "OC 7".into(),
        date: Day::parse("2026-11-20").unwrap(),
        signers: vec!["Chair".into(), " ".into()],
        scan: scan().sha256.hex().to_owned(),
    }
}

fn register(approval: &Approval, paper: Registration) -> Result<Approval, ApprovalRefusal> {
    let approval = approval.clone();
    approval.register(person(1), paper, vec![], Timestamp(20))
}

fn code_of(approval: &Approval) -> String {
    code(&approval.list_hash().unwrap()).to_owned()
}

#[test]
fn a_list_is_approved_when_every_step_of_the_chain_is_done_in_order() {
    let one = approve(&requested(), 2, vec![]).unwrap();
    assert_eq!(one.next_step().unwrap().key, "committee");
    assert_eq!(approve(&one, 3, vec![]), Err(ApprovalRefusal::OnPaper));
    // Codes are typed as they are read.
    let typed = format!(
        "{} {}",
        &code_of(&one)[..4].to_uppercase(),
        &code_of(&one)[4..]
    );
    let two = register(&one, paper(&typed)).unwrap();
    let registered = two.signed[1].paper.clone().unwrap();
    assert_eq!(
        (registered.signers, registered.scan),
        (vec!["Chair".to_owned()], scan())
    );
    assert_eq!(two.scan, None);
    let again = register(&two, paper(&code_of(&two)));
    assert_eq!(again, Err(ApprovalRefusal::InApplication));
    let three = approve(&two, 3, vec![]).unwrap();
    assert_eq!(three.state, ApprovalState::Approved { at: Timestamp(10) });
    assert!(three.binds() && three.next_step().is_none());
    assert!(matches!(
        approve(&three, 4, vec![]),
        Err(ApprovalRefusal::Transition(_))
    ));
}

#[test]
fn who_requested_or_signed_before_does_not_sign_again() {
    let same = Err(ApprovalRefusal::SamePerson);
    assert_eq!(approve(&requested(), 1, vec![]), same);
    let one = approve(&requested(), 2, vec![]).unwrap();
    let two = register(&one, paper(&code_of(&one))).unwrap();
    assert_eq!(approve(&two, 2, vec![]), same);
    assert!(approve(&two, 3, vec![]).is_ok());
}

#[test]
fn what_is_struck_off_is_not_in_what_the_next_step_sees() {
    let one = approve(&requested(), 2, vec![strike(2, " twice entered ")]).unwrap();
    let left: Vec<_> = one.remaining().map(|item| item.award).collect();
    assert_eq!(left, [award(1), award(3)]);
    assert_eq!(one.struck(award(2)), Some("twice entered"));
    assert_ne!(one.list_hash().unwrap(), one.requested_hash);
    let old = paper(code(&one.requested_hash));
    assert_eq!(register(&one, old), Err(ApprovalRefusal::CodeMismatch));
    let stale = requested().requested_hash;
    let two = register(&one, paper(&code_of(&one))).unwrap();
    let refused = two.approve(person(3), stale.as_str(), vec![], Timestamp(30));
    assert_eq!(refused, Err(ApprovalRefusal::ListChanged));
}

#[test]
fn a_strike_is_of_something_on_the_list_and_says_why() {
    let strikes = |strikes| approve(&requested(), 2, strikes);
    assert_eq!(
        strikes(vec![strike(1, "no"), strike(2, " ")]),
        Err(ApprovalRefusal::StrikeReasonMissing(1))
    );
    assert_eq!(
        strikes(vec![strike(9, "no")]),
        Err(ApprovalRefusal::NotOnList(0))
    );
    assert_eq!(
        strikes(vec![strike(1, "no"), strike(1, "no")]),
        Err(ApprovalRefusal::NotOnList(1))
    );
    let all = (1..=3).map(|number| strike(number, "no")).collect();
    assert_eq!(strikes(all), Err(ApprovalRefusal::NothingLeft));
}

#[test]
fn a_paper_is_registered_whole_or_not_at_all() {
    let one = approve(&requested(), 2, vec![]).unwrap();
    let lacks = |paper: Registration, approval: &Approval| register(approval, paper).unwrap_err();
    let whole = paper(&code_of(&one));
    let unsigned = Registration {
        signers: vec![" ".into()],
        ..whole.clone()
    };
    let unnumbered = Registration {
        document: String::new(),
        ..whole.clone()
    };
    let unscanned = Approval {
        scan: None,
        ..one.clone()
    };
    for (refusal, field) in [
        (lacks(unsigned, &one), "signers"),
        (lacks(unnumbered, &one), "document"),
        (lacks(whole, &unscanned), "scan"),
    ] {
        assert_eq!(refusal, ApprovalRefusal::PaperIncomplete(field));
    }
    let replaced = Registration {
        scan: Fingerprint::of_bytes(b"another pdf").hex().to_owned(),
        ..paper(&code_of(&one))
    };
    assert_eq!(lacks(replaced, &one), ApprovalRefusal::ScanChanged);
}

#[test]
fn a_request_needs_a_chain_a_list_and_no_other_under_way() {
    let one = requested();
    let (steps, items) = (&one.steps[..], &one.items[..]);
    assert_eq!(may_request(steps, items, None), Ok(()));
    assert_eq!(may_request(&[], items, None), Err(ApprovalRefusal::NoChain));
    assert_eq!(
        may_request(steps, &[], None),
        Err(ApprovalRefusal::EmptyList)
    );
    assert_eq!(
        may_request(steps, items, Some(&one)),
        Err(ApprovalRefusal::AnotherUnderWay)
    );
    let back = one.clone().give_back(person(2), "why".into(), Timestamp(5));
    assert_eq!(may_request(steps, items, Some(&back.unwrap())), Ok(()));
}

/// Every state, and what can be done in it.
#[test]
fn states_and_what_they_allow() {
    let returned = requested()
        .give_back(person(2), "no".into(), Timestamp(5))
        .unwrap();
    let recalled = requested()
        .recall(person(1), "no".into(), Timestamp(5))
        .unwrap();
    let approved = Approval {
        state: ApprovalState::Approved { at: Timestamp(5) },
        ..requested()
    };
    let table: Vec<_> = [requested(), approved, returned, recalled]
        .iter()
        .map(|one| {
            let reason = || "why".to_owned();
            let back = one.clone().give_back(person(2), reason(), Timestamp(9));
            let recall = one.clone().recall(person(1), reason(), Timestamp(9));
            let approve = approve(one, 2, vec![]).is_ok();
            (one.state.name(), approve, back.is_ok(), recall.is_ok())
        })
        .collect();
    assert_eq!(
        table,
        [
            ("requested", true, true, true),
            ("approved", false, false, true),
            ("returned", false, false, false),
            ("recalled", false, false, false),
        ]
    );
}
