//! Words that occur in one place of the competition turn up with exactly those who may read that place,
//! whatever anybody asks; and what is only a name inside of the system reaches nobody outside of staff.

use std::collections::{BTreeMap, BTreeSet};

use acceptance::{Answer, Ask, Stage, Stages, Who, Window, World, canary, readings, writings};

/// A word, and who is told it at a stage.
type Place = (&'static str, fn(Stage) -> Vec<Who>);

/// Who sees how things go as staff.
const STAFF: [Who; 3] = [Who::Organizer, Who::Headquarters, Who::Auditor];
/// The judges of the team's entry. The one who stepped aside and the one who enters are not.
const JUDGES: [Who; 3] = [Who::Judge, Who::OtherJudge, Who::Chair];

fn staff_and(others: &[Who]) -> Vec<Who> {
    [&STAFF, others].concat()
}

/// Who reads entries as staff: the host of the division from the submit on.
fn entry_readers(stage: Stage, others: &[Who]) -> Vec<Who> {
    let mut readers = staff_and(&[Who::Team, Who::Screener]);
    if stage > Stage::Drafts {
        readers.push(Who::Host);
    }
    readers.extend_from_slice(others);
    readers
}

/// Who sees what is to be approved, from a stage on.
fn of_approvals(stage: Stage, from: Stage) -> Vec<Who> {
    if stage >= from {
        staff_and(&[Who::Proposer, Who::Officer, Who::Approver])
    } else {
        vec![]
    }
}

const PLACES: [Place; 20] = [
    (canary::TEAM_NAME, |stage| {
        // Whoever reads the standing or the list learns names, the chair too: the scores are in then.
        let late = [Who::Chair, Who::Proposer, Who::Officer];
        let closed = stage >= Stage::Closed;
        let mut readers = entry_readers(stage, if closed { &late } else { &[] });
        if stage >= Stage::Requested {
            readers.push(Who::Approver);
        }
        readers
    }),
    (canary::EXCEPTION, |stage| {
        of_approvals(stage, Stage::Awarded)
    }),
    (canary::STRIKE, |stage| of_approvals(stage, Stage::Signed)),
    (canary::HIDDEN_ANSWER, |stage| entry_readers(stage, &[])),
    (canary::CONTRIBUTOR, |stage| entry_readers(stage, &[])),
    (canary::REQUEST, |stage| {
        if stage >= Stage::Advanced {
            entry_readers(stage, &[])
        } else {
            vec![]
        }
    }),
    (canary::NOTE, |stage| {
        if stage >= Stage::Advanced {
            vec![Who::Team]
        } else {
            vec![]
        }
    }),
    (canary::HIDDEN_FILE, |stage| entry_readers(stage, &[])),
    (canary::FILE_NAME, |stage| entry_readers(stage, &[])),
    (canary::MEMBER_EMAIL, |stage| entry_readers(stage, &[])),
    (canary::SUBMITTED, |stage| match stage {
        // The team reads its draft, which it has changed since; all others what it submitted.
        Stage::Drafts => entry_readers(stage, &[]),
        Stage::CallOver => staff_and(&[Who::Screener, Who::Host]),
        // Whoever is asked for more reads what was submitted, and works on that.
        stage if stage >= Stage::Advanced => entry_readers(stage, &JUDGES),
        _ => [&staff_and(&[Who::Screener, Who::Host]), &JUDGES[..]].concat(),
    }),
    (canary::LATER_DRAFT, |stage| match stage {
        Stage::Drafts => vec![],
        stage if stage >= Stage::Advanced => vec![],
        _ => vec![Who::Team],
    }),
    (canary::STATEMENT, |stage| {
        if stage >= Stage::Reported {
            staff_and(&[Who::Host])
        } else {
            vec![]
        }
    }),
    (canary::TIE_REASON, |stage| {
        if stage >= Stage::Reported {
            staff_and(&[Who::Host, Who::Chair, Who::Proposer, Who::Officer])
        } else {
            vec![]
        }
    }),
    (canary::CONFLICT, |stage| {
        if stage >= Stage::CallOver {
            STAFF.to_vec()
        } else {
            vec![]
        }
    }),
    (canary::JUDGE_NAME, |_| {
        staff_and(&[Who::Judge, Who::Chair, Who::Host])
    }),
    (canary::JUDGE_EMAIL, |_| staff_and(&[Who::Judge])),
    // While the heat is open a comment is its judge's alone.
    (canary::COMMENT, |stage| {
        if stage >= Stage::Closed {
            staff_and(&[Who::Judge, Who::Chair, Who::Host])
        } else if stage >= Stage::Judging {
            vec![Who::Judge]
        } else {
            vec![]
        }
    }),
    (canary::RECUSAL, |stage| {
        // It is a conflict, as a judge declares one.
        if stage >= Stage::Judging {
            STAFF.to_vec()
        } else {
            vec![]
        }
    }),
    (canary::WAIVER, |stage| {
        if stage >= Stage::Complete {
            staff_and(&[Who::Chair, Who::Host])
        } else {
            vec![]
        }
    }),
];

/// Everything that somebody gets to hear at a server, with the request it was the answer to.
async fn heard(stages: &Stages, stage: Stage, world: &World, who: Who) -> Vec<(String, String)> {
    let facts = &stages.at(stage).facts;
    let person = stages.person(who, world);
    let mut heard = vec![];
    let asks = [readings(facts, who), writings(facts, who)].concat();
    // Whoever shows the token of a personal link is who it was sent to; the sample has it.
    let own = |ask: &&Ask| !ask.path.starts_with("/api/confidences/personal");
    for ask in asks.iter().filter(own) {
        let answer = ask.send(&person).await;
        heard.push((ask.to_string(), whole(&answer)));
    }
    heard
}

/// An answer as one text.
fn whole(answer: &Answer) -> String {
    let mut whole = answer.text();
    for (name, value) in &answer.headers {
        whole.push_str(&format!("\n{name}: {value}"));
    }
    whole
}

/// Every word reaches those who may read its place at a stage, and nobody else.
async fn words_reach_those_who_may_read_them(stage: Stage) {
    let stages = Stages::up_to(stage).await;
    let mut wrong = vec![];
    let mut told: BTreeMap<&str, BTreeMap<Who, String>> = BTreeMap::new();
    for who in Who::ALL {
        // On a copy of their own, so that nobody is in the way of the next.
        let world = stages.serve(stage).await;
        for (ask, answer) in heard(&stages, stage, &world, who).await {
            for (word, _) in PLACES.iter().filter(|(word, _)| answer.contains(word)) {
                let by = told.entry(word).or_default();
                by.entry(who).or_insert_with(|| ask.clone());
            }
        }
        world.stop().await;
    }
    for (word, told_to) in PLACES {
        let expected: BTreeSet<_> = told_to(stage).into_iter().collect();
        let told = told.remove(word).unwrap_or_default();
        for (who, ask) in &told {
            if !expected.contains(who) {
                wrong.push(format!("{stage:?}: {who:?} reads {word} from {ask}"));
            }
        }
        for who in expected.iter().filter(|who| !told.contains_key(who)) {
            wrong.push(format!("{stage:?}: {who:?} does not read {word} anywhere"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_drafts_reach_those_who_may_read_them_and_nobody_else() {
    words_reach_those_who_may_read_them(Stage::Drafts).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_an_open_heat_reach_those_who_may_read_them_and_nobody_else() {
    words_reach_those_who_may_read_them(Stage::Judging).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_a_judged_heat_reach_those_who_may_read_them_and_nobody_else() {
    words_reach_those_who_may_read_them(Stage::Complete).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_a_reported_heat_reach_those_who_may_read_them_and_nobody_else() {
    words_reach_those_who_may_read_them(Stage::Reported).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_of_a_confirmed_list_reach_those_who_may_read_them_and_nobody_else() {
    words_reach_those_who_may_read_them(Stage::Confirmed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn judges_teams_and_strangers_never_see_an_id() {
    let stages = Stages::up_to(Stage::Public).await;
    let mut wrong = vec![];
    for stage in [Stage::Drafts, Stage::Judging, Stage::Public] {
        let world = stages.serve(stage).await;
        let window = Window::on(&world).await;
        let known = ids(&window).await;
        assert!(known.len() > 50, "{}", known.len());
        window.close().await;
        for who in [
            Who::Anonymous,
            Who::Team,
            Who::OtherTeam,
            Who::Judge,
            Who::OtherJudge,
            Who::Recused,
            Who::Entering,
            Who::Elsewhere,
        ] {
            for (ask, answer) in heard(&stages, stage, &world, who).await {
                let compact = answer.to_lowercase().replace('-', "");
                if let Some(id) = known.iter().find(|id| compact.contains(id.as_str())) {
                    wrong.push(format!("{stage:?}: {who:?} reads {id} from {ask}"));
                }
            }
        }
        world.stop().await;
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Every id in the database, as hexadecimal digits.
async fn ids(window: &Window) -> BTreeSet<String> {
    let tables = [
        "accounts",
        "advancements",
        "assignments",
        "attachments",
        "audit_entries",
        "awards",
        "conflicts",
        "contests",
        "divisions",
        "editions",
        "entries",
        "entry_versions",
        "grants",
        "heat_reports",
        "heats",
        "judges",
        "outbox_messages",
        "persons",
        "programmes",
        "publications",
        "rounds",
        "routes",
        "screenings",
        "sheet_versions",
        "standings",
        "supplements",
        "teams",
        "tie_decisions",
    ];
    let mut ids = BTreeSet::new();
    for table in tables {
        let all = format!("SELECT lower(hex(id)) FROM {table}");
        ids.extend(window.ask(&all).await);
    }
    ids
}
