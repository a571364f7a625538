//! Words that occur in one place of the competition turn up with exactly those who may read that place,
//! whatever anybody asks; and what is only a name inside of the system reaches nobody outside of staff.

use std::collections::{BTreeMap, BTreeSet};

use acceptance::{Answer, Stage, Stages, Who, Window, World, canary, readings, writings};

/// A word, and who is told it at a stage.
type Place = (&'static str, fn(Stage) -> Vec<Who>);

/// Who reads entries as staff.
const STAFF: [Who; 3] = [Who::Organizer, Who::Headquarters, Who::Auditor];
/// The judges of the team's entry. The one who stepped aside and the one who enters are not.
const JUDGES: [Who; 3] = [Who::Judge, Who::OtherJudge, Who::Chair];

fn staff_and(others: &[Who]) -> Vec<Who> {
    [&STAFF, others].concat()
}

const PLACES: [Place; 12] = [
    (canary::TEAM_NAME, |stage| {
        // Whoever reads the standing or the list learns names, the chair too: the scores are in then.
        let readers = [Who::Team, Who::Chair, Who::Proposer, Who::Officer];
        let closed = stage >= Stage::Closed;
        staff_and(if closed { &readers } else { &readers[..1] })
    }),
    (canary::HIDDEN_ANSWER, |_| staff_and(&[Who::Team])),
    (canary::HIDDEN_FILE, |_| staff_and(&[Who::Team])),
    (canary::FILE_NAME, |_| staff_and(&[Who::Team])),
    (canary::MEMBER_EMAIL, |_| staff_and(&[Who::Team])),
    (canary::SUBMITTED, |stage| match stage {
        Stage::Drafts => staff_and(&[Who::Team]),
        Stage::CallOver => vec![],
        _ => JUDGES.to_vec(),
    }),
    (canary::LATER_DRAFT, |stage| match stage {
        Stage::Drafts => vec![],
        _ => staff_and(&[Who::Team]),
    }),
    (canary::JUDGE_NAME, |_| staff_and(&[Who::Judge, Who::Chair])),
    (canary::JUDGE_EMAIL, |_| staff_and(&[Who::Judge])),
    (canary::COMMENT, |stage| {
        if stage >= Stage::Judging {
            vec![Who::Judge]
        } else {
            vec![]
        }
    }),
    (canary::RECUSAL, |_| vec![]),
    (canary::WAIVER, |stage| {
        if stage >= Stage::Complete {
            staff_and(&[Who::Chair])
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
    for ask in [readings(facts, who), writings(facts, who)].concat() {
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

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_word_reaches_those_who_may_read_its_place_and_nobody_else() {
    let stages = Stages::up_to(Stage::Confirmed).await;
    let mut wrong = vec![];
    for stage in [
        Stage::Drafts,
        Stage::Judging,
        Stage::Complete,
        Stage::Confirmed,
    ] {
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
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
        "assignments",
        "attachments",
        "audit_entries",
        "awards",
        "contests",
        "editions",
        "entries",
        "entry_versions",
        "heats",
        "judges",
        "outbox_messages",
        "persons",
        "programmes",
        "publications",
        "rounds",
        "sheet_versions",
        "standings",
        "teams",
    ];
    let mut ids = BTreeSet::new();
    for table in tables {
        let all = format!("SELECT lower(hex(id)) FROM {table}");
        ids.extend(window.ask(&all).await);
    }
    ids
}
