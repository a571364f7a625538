use super::*;

fn asked(method: Method, seats: u32) -> Votes {
    Votes {
        ballots: "test.csv".into(),
        method,
        seats,
        candidates: vec![],
        tie_order: vec![],
        exact: false,
        share_points: false,
        no_completion: false,
        json: true,
    }
}

fn counted(asked: &Votes, text: &str) -> Counted {
    asked.of(&Source::test(text)).unwrap()
}

fn elected(method: Method, seats: u32, text: &str) -> Vec<String> {
    counted(&asked(method, seats), text).elected
}

/// Tennessee chooses its capital, the example of every textbook.
const TENNESSEE: &str = "42*Memphis,Nashville,Chattanooga,Knoxville
26*Nashville,Chattanooga,Knoxville,Memphis
15*Chattanooga,Knoxville,Nashville,Memphis
17*Knoxville,Chattanooga,Nashville,Memphis\n";

#[test]
fn tennessee_chooses_as_the_textbooks_say() {
    assert_eq!(elected(Method::Irv, 1, TENNESSEE), ["Knoxville"]);
    assert_eq!(elected(Method::Schulze, 1, TENNESSEE), ["Nashville"]);
    let borda = counted(&asked(Method::Borda, 1), TENNESSEE);
    assert_eq!(borda.elected, ["Nashville"]);
    let scores = &borda.rounds[0]["scores"];
    assert_eq!(
        *scores,
        serde_json::json!({"Memphis": 126, "Nashville": 194, "Chattanooga": 173, "Knoxville": 107})
    );
    let irv = counted(&asked(Method::Irv, 1), TENNESSEE);
    assert_eq!(irv.rounds[0]["eliminated"], "Chattanooga");
    assert_eq!(irv.rounds.len(), 3);
}

#[test]
fn a_single_transferable_vote_is_told_stage_by_stage() {
    // Quota 12 / 3 + 1 = 5; A has 8 and passes on 3: 6 papers to B and 2 to C, each at 0.375.
    let found = counted(&asked(Method::Stv, 2), "6*A,B\n2*A,C\n2*B\n2*C,B\n");
    assert_eq!(
        (found.quota, &found.elected[..]),
        (Some(5), &["A".to_owned(), "B".to_owned()][..])
    );
    assert_eq!(
        found.rounds[0]["then"],
        serde_json::json!({"pass_on": "A", "surplus": 3})
    );
    assert_eq!(
        found.rounds[1]["votes"],
        serde_json::json!({"B": 4.25, "C": 2.75})
    );
    assert!(found.ties.is_empty() && found.empty_seats == 0);
}

#[test]
fn a_tie_for_the_last_seat_is_reported_and_not_broken() {
    let text = "3*A,B\n2*C\n1*B\n1*D\n";
    // Approvals: A 3, B 4, C 2, D 1; for two seats no tie, for one more C alone.
    assert_eq!(elected(Method::Approval, 2, text), ["B", "A"]);
    let tied = counted(&asked(Method::Approval, 2), "2*A\n1*B\n1*C\n");
    assert_eq!(
        (tied.elected, tied.undecided),
        (vec!["A".to_owned()], vec!["B".to_owned(), "C".to_owned()])
    );
    assert_eq!(
        (
            tied.ties[0].about,
            tied.ties[0].places,
            tied.ties[0].decided_by
        ),
        ("seat", 1, "nobody")
    );
    assert_eq!((tied.undecided_seats, tied.empty_seats), (1, 0));
    let decided = Votes {
        tie_order: vec!["C".to_owned(), "B".to_owned()],
        ..asked(Method::Approval, 2)
    };
    let decided = counted(&decided, "2*A\n1*B\n1*C\n");
    assert_eq!(decided.elected, ["A", "C"]);
    assert_eq!(
        (decided.ties[0].decided_by, decided.undecided.len()),
        ("tie-order", 0)
    );
}

#[test]
fn no_method_breaks_a_tie_by_the_order_of_the_file() {
    let methods = [
        Method::Approval,
        Method::SatisfactionApproval,
        Method::Stv,
        Method::Schulze,
        Method::Borda,
        Method::Irv,
        Method::Pav,
        Method::SequentialPav,
        Method::Phragmen,
        Method::EqualShares,
    ];
    for method in methods {
        for text in ["A\nB\n", "B\nA\n"] {
            let found = counted(&asked(method, 1), text);
            assert_eq!(found.elected, Vec::<String>::new(), "{method:?}");
            assert_eq!(
                (
                    found.ties.len(),
                    found.undecided.len(),
                    found.undecided_seats
                ),
                (1, 2, 1),
                "{method:?}"
            );
        }
    }
}

#[test]
fn a_tie_that_changes_nothing_leaves_nobody_in_doubt() {
    // C and D tie for exclusion; whoever goes, A and B are elected.
    let found = counted(&asked(Method::Irv, 1), "4*A\n3*B\nC,A\nD,A\n");
    assert_eq!(
        (&found.elected[..], found.undecided.len()),
        (&["A".to_owned()][..], 0)
    );
    assert_eq!(found.ties[0].about, "exclusion");
    assert!(
        found.notes[0].contains("changes nothing"),
        "{:?}",
        found.notes
    );
    // Both of the first two tie for the first seat, and there are two.
    let found = counted(&asked(Method::Phragmen, 2), "2*A\n2*B\nC\n");
    assert_eq!((found.elected.len(), found.undecided.len()), (2, 0));
}

#[test]
fn proportional_methods_give_a_minority_its_seat() {
    let text = "6*A,B,C\n3*D\n";
    for method in [
        Method::Pav,
        Method::SequentialPav,
        Method::Phragmen,
        Method::EqualShares,
    ] {
        let found = counted(&asked(method, 3), text);
        assert!(
            found.elected.contains(&"D".to_owned()),
            "{method:?}: {:?}",
            found.elected
        );
        assert_eq!(
            (
                found.elected.len(),
                found.undecided_seats,
                found.undecided.len()
            ),
            (1, 2, 3),
            "{method:?}"
        );
    }
    assert_eq!(
        counted(&asked(Method::Approval, 3), text).elected,
        ["A", "B", "C"]
    );
}

#[test]
fn candidates_on_no_ballot_count_when_they_are_laid_down() {
    let with_all = Votes {
        candidates: ["A", "B", "C"].map(str::to_owned).to_vec(),
        ..asked(Method::Borda, 1)
    };
    assert_eq!(counted(&with_all, "A,B\n").rounds[0]["scores"]["A"], 2);
    assert_eq!(
        counted(&asked(Method::Borda, 1), "A,B\n").rounds[0]["scores"]["A"],
        1
    );
}

#[test]
fn more_seats_than_candidates_stay_empty() {
    for method in [
        Method::Approval,
        Method::Stv,
        Method::Schulze,
        Method::Pav,
        Method::Phragmen,
    ] {
        let found = counted(&asked(method, 3), "2*A,B\nA\n");
        assert_eq!(
            (found.elected.len(), found.empty_seats),
            (2, 1),
            "{method:?}"
        );
    }
}

#[test]
fn options_that_mean_nothing_to_the_method_and_unknown_names_are_told() {
    assert!(asked(Method::Irv, 2).check().is_err());
    assert!(
        Votes {
            exact: true,
            ..asked(Method::Borda, 1)
        }
        .check()
        .is_err()
    );
    let strange = Votes {
        tie_order: vec!["Z".to_owned()],
        ..asked(Method::Stv, 1)
    };
    let failure = strange.of(&Source::test("A\nB\n")).unwrap_err();
    assert!(
        failure.text().contains("\"Z\", who is on no ballot"),
        "{}",
        failure.text()
    );
}

#[test]
fn ties_of_those_at_the_bottom_leave_open_what_they_decide_and_nothing_else() {
    let text = "10*A\n6*B,A\n5*C,A\n1*D,A\n1*E,A\n1*F,A\n1*G,A\n1*H,A\n1*I,A\n";
    for method in [Method::Irv, Method::Stv] {
        let found = counted(&asked(method, 1), text);
        assert_eq!(
            (&found.elected[..], found.undecided_seats),
            (&["A".to_owned()][..], 0)
        );
    }
    let all = "10*a1,a2,a3,a4,a5,a6\n";
    for method in [Method::Phragmen, Method::SequentialPav, Method::EqualShares] {
        let found = counted(&asked(method, 6), all);
        assert_eq!(
            (found.elected.len(), found.undecided.len()),
            (6, 0),
            "{method:?}"
        );
        let three = counted(&asked(method, 3), all);
        assert_eq!(
            (three.elected.len(), three.undecided.len()),
            (0, 6),
            "{method:?}"
        );
        assert_eq!(three.undecided_seats, 3, "{method:?}");
    }
}

#[test]
fn where_ties_are_too_many_to_try_those_who_were_left_are_undecided() {
    let names: Vec<String> = (0..30).map(|name| format!("c{name}")).collect();
    let text = names.join("\n");
    let found = counted(&asked(Method::Irv, 1), &text);
    assert_eq!((found.elected.len(), found.undecided.len()), (0, 30));
    assert_eq!((found.undecided_seats, found.empty_seats), (1, 0));
}

#[test]
fn the_order_for_ties_decides_among_committees_that_are_worth_the_same() {
    let ordered = Votes {
        tie_order: vec!["b".into(), "a".into()],
        ..asked(Method::Pav, 1)
    };
    let found = counted(&ordered, "a\nb\n");
    assert_eq!(
        (&found.elected[..], found.undecided.len()),
        (&["b".to_owned()][..], 0)
    );
    assert_eq!(found.ties[0].decided_by, "tie-order");
    let open = counted(&asked(Method::Pav, 1), "a\nb\n");
    assert_eq!((open.elected.len(), open.undecided_seats), (0, 1));
}

#[test]
fn what_a_tie_of_surpluses_hangs_on_is_part_of_the_state() {
    // X or Y goes first; that decides by the stages since whether P's or Q's surplus comes first, after a tie of A's
    // and B's surpluses that is open in both ways: and so whether S or T has the last seat.
    let text = "49*A,T\n24*A,R\n61*B,T\n12*B,R\n5*P,R\n74*P,R\n60*Q,R,S,T\n19*Q,R,S,T\n7*X,P,R,S,T\n6*X,Q,T,R\n7*Y,Q,R,T,S\n6*Y,P,R,T,S\n12*X,A,R\n12*X,B,T\n12*Y,A,S\n12*Y,B,R,S\n63*R,S,T\n64*S,T\n54*T,R\n17*R\n17*S\n18*T";
    let found = counted(&asked(Method::Stv, 6), text);
    assert!(
        !found.elected.contains(&"T".to_owned()),
        "{:?}",
        found.elected
    );
    assert!(found.undecided.contains(&"S".to_owned()) && found.undecided.contains(&"T".to_owned()));
    let by = |order: &str| {
        let ordered = Votes {
            tie_order: order.split(',').map(str::to_owned).collect(),
            ..asked(Method::Stv, 6)
        };
        counted(&ordered, text).elected
    };
    assert!(by("A,B,P,Q,R,S,T,Y,X").contains(&"S".to_owned()));
    assert!(by("A,B,P,Q,R,S,T,X,Y").contains(&"T".to_owned()));
}
