use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn entry(number: u128) -> EntryId {
    EntryId(Uuid::from_u128(number))
}

fn line(number: u128, rank: u32, division: &str) -> Line {
    Line {
        entry: entry(number),
        rank: (rank > 0).then_some(rank),
        contest: "open".into(),
        division: Some(division.into()),
    }
}

fn route(key: &str, division: &str, quota: u32) -> Passage {
    Passage {
        key: key.into(),
        contest: None,
        division: (!division.is_empty()).then(|| division.into()),
        quota: Some(quota),
        wildcards: 1,
        reallocate: true,
    }
}

/// Five entries of the north and three of the south, ranked together; 3 and 4 are equal.
fn field() -> Field {
    Field {
        lines: vec![
            line(1, 1, "north"),
            line(2, 2, "south"),
            line(3, 3, "north"),
            line(4, 3, "north"),
            line(5, 5, "south"),
            line(6, 6, "north"),
            line(7, 7, "north"),
            line(8, 0, "south"),
        ],
        routes: vec![route("to-north", "north", 3), route("to-south", "south", 2)],
        ..Field::default()
    }
}

fn gone(advance: &Advance) -> Vec<(u128, &str, Way)> {
    advance
        .goes
        .iter()
        .map(|going| (going.entry.0.as_u128(), going.route.as_str(), going.way))
        .collect()
}

fn wildcard(number: u128, route: &str) -> Wildcard {
    Wildcard {
        entry: entry(number),
        route: route.into(),
        reason: "the only one of its kind".into(),
    }
}

fn given(from: &str, to: &str, places: u32) -> Reallocation {
    Reallocation {
        from: from.into(),
        to: to.into(),
        places,
        reason: "the south has two only".into(),
    }
}

#[test]
fn each_route_takes_the_best_of_its_division() {
    let advance = advance(&field()).unwrap();
    assert_eq!(
        gone(&advance),
        [
            (1, "to-north", Way::Quota),
            (3, "to-north", Way::Quota),
            (4, "to-north", Way::Quota),
            (2, "to-south", Way::Quota),
            (5, "to-south", Way::Quota),
        ]
    );
    assert_eq!(advance.vacant, []);
}

#[test]
fn equals_on_both_sides_of_a_cut_go_on_only_by_a_decision() {
    let mut field = field();
    field.routes[0].quota = Some(2);
    let tie = AdvanceProblem::TieAtCut {
        route: "to-north".into(),
        rank: 3,
        entries: vec![entry(3), entry(4)],
        places: 1,
    };
    assert_eq!(advance(&field), Err(vec![tie]));

    field.ties = vec![TieDecision {
        entries: vec![entry(4), entry(3)],
        reason: "the panel voted 4 to 1".into(),
    }];
    let decided = advance(&field).unwrap();
    assert_eq!(gone(&decided)[1], (4, "to-north", Way::TieDecision));
    assert_eq!(decided.goes[1].reason, "the panel voted 4 to 1");
    assert_eq!(decided.goes.len(), 4);
}

#[test]
fn equals_who_all_fit_need_no_decision() {
    let mut field = field();
    field.routes[0].quota = Some(4);
    let numbers: Vec<_> = gone(&advance(&field).unwrap())
        .into_iter()
        .filter(|(_, route, _)| *route == "to-north")
        .map(|(number, ..)| number)
        .collect();
    assert_eq!(numbers, [1, 3, 4, 6]);
}

#[test]
fn a_route_that_finds_too_few_leaves_places_empty() {
    let mut field = field();
    field.routes[1].quota = Some(5);
    let advance = advance(&field).unwrap();
    let vacancy = Vacancy {
        route: "to-south".into(),
        places: 3,
    };
    assert_eq!(advance.vacant, [vacancy]);
    assert!(!gone(&advance).iter().any(|(number, ..)| *number == 8));
}

#[test]
fn a_route_without_quota_takes_all_that_are_ranked() {
    let mut field = field();
    field.routes = vec![Passage {
        quota: None,
        ..route("on", "", 1)
    }];
    let advance = advance(&field).unwrap();
    assert_eq!((advance.goes.len(), advance.vacant), (7, vec![]));
}

#[test]
fn empty_places_go_to_another_route_where_that_is_allowed() {
    let mut field = field();
    field.routes[1].quota = Some(4);
    field.reallocations = vec![given("to-south", "to-north", 2)];
    let advance_ = advance(&field).unwrap();
    let reallocated: Vec<_> = advance_
        .goes
        .iter()
        .filter(|going| going.way == Way::Reallocated)
        .map(|going| {
            (
                going.entry,
                going.reason.as_str(),
                going.place_of.as_deref(),
            )
        })
        .collect();
    let (reason, of) = ("the south has two only", Some("to-south"));
    assert_eq!(
        reallocated,
        [(entry(6), reason, of), (entry(7), reason, of)]
    );
    assert_eq!(advance_.vacant, []);

    field.reallocations[0].places = 3;
    let too_many = AdvanceProblem::NotVacant {
        route: "to-south".into(),
        places: 2,
    };
    assert_eq!(advance(&field), Err(vec![too_many]));
    field.routes[1].reallocate = false;
    let kept = AdvanceProblem::NotReallocated {
        route: "to-south".into(),
    };
    assert_eq!(advance(&field), Err(vec![kept]));
}

#[test]
fn a_given_place_goes_to_nobody_while_equals_at_the_cut_wait() {
    let mut field = field();
    field.routes[0].quota = Some(2);
    field.routes[1].quota = Some(3);
    field.reallocations = vec![given("to-south", "to-north", 1)];
    let (draft, problems) = preview(&field);
    assert!(matches!(problems[..], [AdvanceProblem::TieAtCut { .. }]));
    let ways: Vec<_> = draft.goes.iter().map(|going| going.way).collect();
    assert!(!ways.contains(&Way::Reallocated), "{ways:?}");
    assert_eq!(advance(&field), Err(problems));
}

#[test]
fn a_given_place_that_nobody_fills_stays_empty_where_it_went() {
    let mut field = field();
    field.routes[0].quota = Some(5);
    field.routes[1].quota = Some(4);
    field.reallocations = vec![given("to-south", "to-north", 2)];
    let vacancy = Vacancy {
        route: "to-north".into(),
        places: 2,
    };
    assert_eq!(advance(&field).unwrap().vacant, [vacancy]);
}

#[test]
fn places_move_between_routes_of_different_heats() {
    let mut field = field();
    field.elsewhere = BTreeMap::from([("from-the-east".to_owned(), 1)]);
    field.reallocations = vec![given("from-the-east", "to-north", 1)];
    let received = advance(&field).unwrap();
    assert!(gone(&received).contains(&(6, "to-north", Way::Reallocated)));

    field.routes[1].quota = Some(3);
    field.reallocations = vec![given("to-south", "from-the-east", 1)];
    let not_here = AdvanceProblem::UnknownRoute {
        route: "from-the-east".into(),
    };
    assert_eq!(advance(&field), Err(vec![not_here]));

    field.reallocations = vec![given("from-the-west", "to-north", 1)];
    let unknown = AdvanceProblem::UnknownRoute {
        route: "from-the-west".into(),
    };
    assert_eq!(advance(&field), Err(vec![unknown]));
}

#[test]
fn what_can_be_said_is_said_while_equals_wait_for_a_decision() {
    let mut field = field();
    field.routes[0].quota = Some(2);
    let (draft, problems) = preview(&field);
    assert_eq!(
        gone(&draft),
        [
            (1, "to-north", Way::Quota),
            (2, "to-south", Way::Quota),
            (5, "to-south", Way::Quota)
        ]
    );
    let codes: Vec<_> = problems.iter().map(AdvanceProblem::code).collect();
    assert_eq!(codes, ["tie_at_cut"]);
    assert_eq!(advance(&field), Err(problems));
}

#[test]
fn a_wildcard_goes_on_for_a_reason_even_without_a_rank() {
    let mut field = field();
    field.wildcards = vec![wildcard(8, "to-south")];
    let advance = advance(&field).unwrap();
    let last = advance.goes.last().unwrap();
    assert_eq!(
        (last.entry, last.way, last.rank),
        (entry(8), Way::Wildcard, None)
    );
}

#[test]
fn a_wildcard_that_cannot_stand_is_named() {
    let mut field = field();
    field.declines = vec![entry(7)];
    field.wildcards = vec![
        wildcard(1, "to-north"),
        wildcard(2, "to-north"),
        wildcard(5, "to-mars"),
        wildcard(7, "to-north"),
        wildcard(9, "to-north"),
        wildcard(6, "to-north"),
        Wildcard {
            reason: " ".into(),
            ..wildcard(8, "to-south")
        },
    ];
    let codes: Vec<_> = advance(&field)
        .unwrap_err()
        .iter()
        .map(AdvanceProblem::code)
        .collect();
    let expected = [
        "goes_already",
        "goes_already",
        "unknown_route",
        "declined",
        "unknown_entry",
        "reason_missing",
    ];
    assert_eq!(codes, expected);

    field.wildcards = vec![wildcard(8, "to-north")];
    assert_eq!(advance(&field).unwrap_err()[0].code(), "not_taken");
    field.routes[0].wildcards = 0;
    field.wildcards = vec![wildcard(6, "to-north")];
    assert_eq!(advance(&field).unwrap_err()[0].code(), "wildcards_full");
}

#[test]
fn who_declines_makes_room_for_the_next() {
    let mut field = field();
    field.declines = vec![entry(3)];
    let numbers: Vec<_> = gone(&advance(&field).unwrap())
        .into_iter()
        .map(|(number, ..)| number)
        .collect();
    assert_eq!(numbers, [1, 4, 6, 2, 5]);
}

#[test]
fn a_decision_between_unequals_is_refused() {
    for entries in [vec![1, 2], vec![3], vec![3, 3], vec![3, 9], vec![]] {
        let mut field = field();
        field.ties = vec![TieDecision {
            entries: entries.iter().map(|number| entry(*number)).collect(),
            reason: "so it is".into(),
        }];
        assert_eq!(advance(&field).unwrap_err()[0].code(), "not_tied");
    }
}

#[test]
fn an_entry_goes_on_by_the_first_route_that_takes_it() {
    let mut field = field();
    field.routes = vec![route("to-final", "", 2), route("to-second-chance", "", 2)];
    assert_eq!(
        gone(&advance(&field).unwrap()),
        [
            (1, "to-final", Way::Quota),
            (2, "to-final", Way::Quota),
            (3, "to-second-chance", Way::Quota),
            (4, "to-second-chance", Way::Quota),
        ]
    );
}

#[test]
fn a_heat_takes_entries_of_its_contest_and_division_only() {
    let (ours, theirs) = (("open", Some("north")), ("youth", None));
    let table = [
        ((None, None), [true, true]),
        ((Some("open"), None), [true, false]),
        ((None, Some("north")), [true, false]),
        ((Some("youth"), Some("north")), [false, false]),
    ];
    for (heat, expected) in table {
        assert_eq!([takes(heat, ours), takes(heat, theirs)], expected);
    }
}

fn any_field() -> impl Strategy<Value = Field> {
    let lines = proptest::collection::vec((0_u32..20, 0_usize..3), 0..16);
    let quotas = proptest::collection::vec(0_u32..8, 1..4);
    (lines, quotas).prop_map(|(lines, quotas)| {
        let divisions = ["north", "south", "east"];
        let lines = (1..).zip(lines);
        Field {
            lines: lines
                .map(|(number, (rank, division))| line(number, rank, divisions[division]))
                .collect(),
            routes: quotas
                .iter()
                .zip(divisions)
                .map(|(quota, division)| route(division, division, *quota))
                .collect(),
            ..Field::default()
        }
    })
}

proptest! {
    #[test]
    fn the_order_of_the_lines_decides_nothing(field in any_field()) {
        let mut reversed = field.clone();
        reversed.lines.reverse();
        let who = |advance: Advance| {
            let mut who: Vec<_> = advance.goes.iter().map(|going| going.entry).collect();
            who.sort();
            (who, advance.vacant)
        };
        let codes = |problems: Vec<AdvanceProblem>| problems.len();
        prop_assert_eq!(
            advance(&field).map(who).map_err(codes),
            advance(&reversed).map(who).map_err(codes)
        );
    }

    #[test]
    fn quotas_hold_and_nobody_is_passed_over(field in any_field()) {
        let Ok(advance) = advance(&field) else { return Ok(()) };
        for route in &field.routes {
            let goes: Vec<_> = advance.goes.iter().filter(|one| one.route == route.key).collect();
            let vacant = advance.vacant.iter().find(|one| one.route == route.key);
            let vacant = vacant.map_or(0, |vacancy| vacancy.places);
            prop_assert_eq!(Some(u32::try_from(goes.len()).unwrap() + vacant), route.quota);
            let last = goes.iter().filter_map(|going| going.rank).max().unwrap_or(0);
            let left_behind = field.lines.iter().filter(|line| {
                line.division == route.division
                    && !advance.goes.iter().any(|going| going.entry == line.entry)
            });
            for line in left_behind {
                prop_assert!(line.rank.is_none_or(|rank| rank > last && vacant == 0));
            }
        }
    }
}
