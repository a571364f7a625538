use uuid::Uuid;

use super::*;
use crate::ids::{AwardId, EntryId, TeamId};

const NOON: Timestamp = Timestamp(7);
const LATER: Timestamp = Timestamp(9);
const ONE: AccountId = AccountId(Uuid::from_u128(1));
const TWO: AccountId = AccountId(Uuid::from_u128(2));

fn award(number: u128, tier: &str) -> ToldAward {
    ToldAward {
        award: AwardId(Uuid::from_u128(number)),
        tier: tier.to_owned(),
    }
}

fn telling(number: u32, level: Level, awards: Vec<ToldAward>) -> Telling {
    Telling {
        number,
        level,
        channel: Channel::Application,
        awards,
        remark: String::new(),
        by: ONE,
        at: NOON,
    }
}

fn confidence() -> Confidence {
    Confidence {
        id: ConfidenceId(Uuid::from_u128(3)),
        revision: 1,
        edition: EditionId(Uuid::from_u128(4)),
        whom: Confidant::Entry {
            entry: EntryId(Uuid::from_u128(5)),
            team: TeamId(Uuid::from_u128(6)),
        },
        tellings: vec![telling(1, Level::Invited, vec![])],
        openings: vec![],
        state: ConfidenceState::Told,
    }
}

fn opened_by(account: AccountId, telling: u32) -> Opening {
    Opening {
        telling,
        account: Some(account),
        pledge: PLEDGE,
        at: NOON,
    }
}

fn states() -> Vec<ConfidenceState> {
    let opened = ConfidenceState::Told.open(NOON).unwrap();
    let answered = opened.clone().answer(Coming::Remote, NOON).unwrap();
    let withdrawn = answered.clone().withdraw("A mistake.".into(), ONE, NOON);
    vec![ConfidenceState::Told, opened, answered, withdrawn.unwrap()]
}

#[test]
fn every_state_allows_what_the_table_says() {
    type Act = fn(ConfidenceState) -> Result<ConfidenceState, TransitionError>;
    let acts: [(&str, Act); 4] = [
        ("open", |state| state.open(LATER)),
        ("answer", |state| state.answer(Coming::OnSite, LATER)),
        ("raise", ConfidenceState::raise),
        ("withdraw", |state| {
            state.withdraw("Why.".into(), ONE, LATER)
        }),
    ];
    let mut table = String::new();
    for state in states() {
        for (name, act) in acts {
            let after = act(state.clone());
            let after = after.as_ref().map_or("-", ConfidenceState::name);
            table += &format!("{:<9} {name:<8} {after}\n", state.name());
        }
    }
    let expected = "\
told      open     opened
told      answer   -
told      raise    told
told      withdraw withdrawn
opened    open     opened
opened    answer   answered
opened    raise    opened
opened    withdraw withdrawn
answered  open     answered
answered  answer   answered
answered  raise    answered
answered  withdraw withdrawn
withdrawn open     -
withdrawn answer   -
withdrawn raise    -
withdrawn withdraw -
";
    assert_eq!(table, expected);
}

#[test]
fn what_was_opened_and_answered_stays_known_after_a_withdrawal() {
    let all = states();
    let withdrawn = all.last().unwrap();
    assert_eq!(withdrawn.opened_at(), Some(NOON));
    assert_eq!(withdrawn.answered().unwrap().how, Coming::Remote);
}

#[test]
fn a_later_answer_takes_the_place_of_the_one_before() {
    let answered = states().remove(2).answer(Coming::NotComing, LATER).unwrap();
    let answer = answered.answered().unwrap();
    assert_eq!((answer.how, answer.at), (Coming::NotComing, LATER));
    assert_eq!(answered.opened_at(), Some(NOON));
}

#[test]
fn a_level_goes_up_and_never_down() {
    let mut told = confidence();
    let raised = told.raised(telling(0, Level::ExactTier, vec![])).unwrap();
    assert_eq!(raised.number, 2);
    told.tellings.push(raised);
    for level in Level::ALL {
        let again = told.raised(telling(0, level, vec![]));
        assert_eq!(again, Err(ConfidenceRefusal::NotHigher), "{level:?}");
    }
}

#[test]
fn each_reader_opens_for_themselves_and_opens_again_what_was_added() {
    let mut told = confidence();
    assert_eq!(told.reading(Some(ONE)), Reading::Sealed);
    told.openings.push(opened_by(ONE, 1));
    assert!(matches!(
        told.reading(Some(ONE)),
        Reading::Open { more: false, .. }
    ));
    assert_eq!(told.reading(Some(TWO)), Reading::Sealed);
    assert!(told.is_heard());
    told.tellings.push(telling(2, Level::SomeAward, vec![]));
    let Reading::Open { telling, more } = told.reading(Some(ONE)) else {
        panic!("opened before");
    };
    assert_eq!((telling.level, more), (Level::Invited, true));
    assert!(!told.is_heard());
}

#[test]
fn a_withdrawal_is_seen_by_those_alone_who_had_opened_it() {
    let mut told = confidence();
    told.openings.push(opened_by(ONE, 1));
    told.state = told.state.withdraw("A mistake.".into(), TWO, NOON).unwrap();
    assert_eq!(told.reading(Some(ONE)), Reading::Withdrawn);
    assert_eq!(told.reading(Some(TWO)), Reading::Gone);
}

#[test]
fn an_award_must_be_held_to_be_told_of() {
    assert_eq!(may_tell(Level::Invited, &[]), Ok(()));
    for level in [Level::SomeAward, Level::ExactTier] {
        assert_eq!(may_tell(level, &[]), Err(ConfidenceRefusal::NoAward));
        assert_eq!(may_tell(level, &[award(1, "first")]), Ok(()));
    }
}

#[test]
fn what_was_told_no_longer_holds_once_the_award_is_another_one() {
    let first = vec![award(1, "first")];
    let exact = telling(1, Level::ExactTier, first.clone());
    assert!(still_holds(&exact, &first));
    assert!(!still_holds(&exact, &[]));
    assert!(!still_holds(&exact, &[award(2, "second")]));
    let some = telling(1, Level::SomeAward, first);
    assert!(still_holds(&some, &[award(2, "second")]));
    assert!(!still_holds(&some, &[]));
    assert!(still_holds(&telling(1, Level::Invited, vec![]), &[]));
}

#[test]
fn an_outsider_has_a_name_and_something_to_know() {
    let outsider = |zh: &str, covers: Option<Vec<String>>| {
        let outsider = Outsider {
            name: Bilingual::new(zh, ""),
            organization: String::new(),
            capacity: Capacity::Engraver,
            email: None,
            covers,
        };
        outsider.checked().map(|_| ())
    };
    assert_eq!(outsider("刻字师傅", None), Ok(()));
    assert_eq!(outsider(" ", None), Err(ConfidenceRefusal::NameMissing));
    let nothing = outsider("刻字师傅", Some(vec![]));
    assert_eq!(nothing, Err(ConfidenceRefusal::NothingCovered));
}

#[test]
fn the_pledge_of_today_has_a_text_in_both_languages() {
    let text = pledge(PLEDGE).unwrap();
    assert!(!text.zh.is_empty() && !text.en.is_empty());
}
