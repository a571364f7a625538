//! Every state and every action of the five machines, printed.

use std::{collections::BTreeMap, fmt::Write as _};

use domain::{
    assignment::AssignmentState,
    award::AwardState,
    edition::file,
    entry::{Answers, Attachment, Entry, EntrySource, EntryState, Patch, Submission},
    fingerprint::Fingerprint,
    heat::HeatState,
    ids::{
        AccountId, AttachmentId, ContestId, EditionId, EntryId, PublicationId, StandingId, TeamId,
        VersionId,
    },
    publication::{Publication, PublicationState, VersionKind},
    screening::Screening,
    text::{Bilingual, Language},
    time::Timestamp,
};
use uuid::Uuid;

const NOW: Timestamp = Timestamp(50);

/// The lines of one machine: what is done to each state, and what comes of it.
struct Machine(String);

impl Machine {
    fn new(name: &str) -> Self {
        Self(format!("{name}\n"))
    }

    fn line<E: std::fmt::Display>(&mut self, from: &str, action: &str, outcome: Result<String, E>) {
        let outcome = match outcome {
            Ok(state) => format!("-> {state}"),
            Err(refusal) => format!("no: {refusal}"),
        };
        writeln!(self.0, "  {from:<42} {action:<32} {outcome}").unwrap();
    }
}

#[test]
fn every_state_and_every_action_come_to_what_is_printed() {
    let machines = [entries(), assignments(), heats(), awards(), publications()];
    let printed: Vec<_> = machines.into_iter().map(|machine| machine.0).collect();
    insta::assert_snapshot!(printed.join("\n"));
}

fn complete_entry() -> Entry {
    let plan = file::parse(include_str!("../../src/edition/testdata/small.toml")).unwrap();
    let answer = || Bilingual::new("运河", "Canal");
    Entry {
        id: EntryId(Uuid::nil()),
        revision: 1,
        edition: EditionId(Uuid::nil()),
        contest: ContestId(Uuid::nil()),
        team: TeamId(Uuid::nil()),
        number: "S26-00001".into(),
        source: EntrySource::Own,
        division: None,
        reached: vec![],
        screening: Screening::None,
        state: EntryState::Draft,
        lists: domain::entry::Lists::new(),
        recommended_by: domain::text::Bilingual::default(),
        supplement: None,
        answers: Answers::from(["title", "team", "summary"].map(|key| (key.to_owned(), answer()))),
        attachments: vec![Attachment {
            id: AttachmentId(Uuid::nil()),
            slot: "deck".into(),
            name: "deck.pdf".into(),
            bytes: 3,
            media_type: "application/pdf".into(),
            sha256: Fingerprint::of_bytes(b"abc"),
            begun_at: plan.call.deadline,
            uploaded_at: plan.call.deadline.plus_minutes(1),
        }],
        form: plan.contests[0].form.clone(),
        call: plan.call,
        updated_at: NOW,
    }
}

fn entries() -> Machine {
    let draft = complete_entry();
    let mut incomplete = draft.clone();
    incomplete.answers.clear();
    let mut unchanged = draft.clone();
    unchanged.state = EntryState::Submitted {
        latest: VersionId(Uuid::nil()),
        version: 3,
        fingerprint: Fingerprint::of_value(&draft.content()).unwrap(),
    };
    let mut changed = unchanged.clone();
    changed.answers.get_mut("title").unwrap().en = "Lock".into();
    let mut broken = unchanged.clone();
    broken.answers.clear();

    let mut machine =
        Machine::new("entry (its only file began at the deadline and ended in the grace)");
    for (name, entry) in [
        ("draft", draft),
        ("draft, incomplete", incomplete),
        ("submitted 3, unchanged", unchanged),
        ("submitted 3, changed", changed),
        ("submitted 3, changed to incomplete", broken),
    ] {
        let call = entry.call;
        let instants = [
            ("before the call", call.opens_at.plus_millis(-1)),
            ("at the deadline", call.deadline),
            ("in the grace", call.grace_until()),
            ("after the grace", call.grace_until().plus_millis(1)),
        ];
        for (when, at) in instants {
            let text = BTreeMap::from([(Language::En, "Weir".to_owned())]);
            let patch = Patch {
                texts: BTreeMap::from([("title".to_owned(), text)]),
                ..Patch::default()
            };
            let saved = entry.clone().save(&patch, at);
            machine.line(
                name,
                &format!("save {when}"),
                saved.map(|entry| entry_name(&entry.state)),
            );
        }
        for (when, at) in instants {
            let submitted = entry.submit(at).map(|submission| match submission {
                Submission::Unchanged { .. } => "the same receipt".to_owned(),
                Submission::New { version, .. } => format!("submitted {version}"),
            });
            machine.line(name, &format!("submit {when}"), submitted);
        }
    }
    machine
}

fn entry_name(state: &EntryState) -> String {
    match state {
        EntryState::Draft => "draft".to_owned(),
        EntryState::Submitted { version, .. } => format!("submitted {version}"),
    }
}

fn assignments() -> Machine {
    let name = |state: AssignmentState| match &state {
        AssignmentState::Submitted {
            version,
            received_at,
        } => {
            format!("submitted {version} at {}", received_at.0)
        }
        AssignmentState::Recused { reason, at } | AssignmentState::Waived { reason, at } => {
            format!("{} at {} ({reason})", state.name(), at.0)
        }
        AssignmentState::NotStarted | AssignmentState::Draft | AssignmentState::Reading => {
            state.name().to_owned()
        }
    };
    let (at, before) = (NOW, Timestamp(40));
    let mut machine = Machine::new("assignment");
    for state in [
        AssignmentState::NotStarted,
        AssignmentState::Draft,
        AssignmentState::Reading,
        AssignmentState::Submitted {
            version: 3,
            received_at: before,
        },
        AssignmentState::Recused {
            reason: "kin".into(),
            at: before,
        },
        AssignmentState::Waived {
            reason: "ill".into(),
            at: before,
        },
    ] {
        let from = name(state.clone());
        machine.line(&from, "save", state.clone().save().map(name));
        machine.line(&from, "submit", state.clone().submit(at).map(name));
        machine.line(
            &from,
            "recuse",
            state.clone().recuse("advises".into(), at).map(name),
        );
        machine.line(&from, "waive", state.waive("late".into(), at).map(name));
    }
    machine
}

fn heats() -> Machine {
    let name = |state: HeatState| match &state {
        HeatState::Planned => "planned".to_owned(),
        HeatState::Open { opened_at, freeze } => {
            format!("open at {}, frozen {}", opened_at.0, &freeze.hex()[..4])
        }
        HeatState::Closed {
            opened_at,
            freeze,
            closed_at,
            standing,
        } => format!(
            "closed at {}, opened at {}, frozen {}, standing {}",
            closed_at.0,
            opened_at.0,
            &freeze.hex()[..4],
            standing.0.as_u128(),
        ),
    };
    let freeze = || Fingerprint::of_bytes(b"abc");
    let standing = |number| StandingId(Uuid::from_u128(number));
    let open = HeatState::Planned.open(Timestamp(10), freeze()).unwrap();
    let closed = open.clone().close(Timestamp(20), standing(1)).unwrap();
    let mut machine = Machine::new("heat");
    for state in [HeatState::Planned, open, closed] {
        let from = state.name();
        machine.line(from, "open", state.clone().open(NOW, freeze()).map(name));
        machine.line(from, "close", state.close(NOW, standing(2)).map(name));
    }
    machine
}

fn awards() -> Machine {
    let name = |state: AwardState| match &state {
        AwardState::Given { at } | AwardState::Revoked { at } => {
            format!("{} at {}", state.name(), at.0)
        }
        AwardState::Accepted { given_at, at } => {
            format!("accepted at {}, given at {}", at.0, given_at.0)
        }
        AwardState::Declined { at, reason } | AwardState::Struck { at, reason } => {
            format!("{} at {} ({reason})", state.name(), at.0)
        }
    };
    let place = |state: AwardState| {
        let held = if state.is_held() { "held" } else { "free" };
        format!("{}, place {held}", name(state))
    };
    let at = Timestamp(40);
    let mut machine = Machine::new("award");
    for state in [
        AwardState::Given { at },
        AwardState::Accepted {
            given_at: Timestamp(30),
            at,
        },
        AwardState::Declined {
            at,
            reason: "no".into(),
        },
        AwardState::Revoked { at },
        AwardState::Struck {
            at,
            reason: "no".into(),
        },
    ] {
        let from = name(state.clone());
        machine.line(&from, "accept", state.clone().accept(NOW).map(place));
        let declined = state.clone().decline("moved".into(), NOW);
        machine.line(&from, "decline", declined.map(place));
        machine.line(&from, "revoke", state.clone().revoke(NOW).map(place));
        let struck = state.strike("twice".into(), NOW);
        machine.line(&from, "strike", struck.map(place));
    }
    machine
}

fn publications() -> Machine {
    let officer = |number| AccountId(Uuid::from_u128(number));
    let hash = Fingerprint::of_bytes(b"list");
    let proposed = Publication {
        id: PublicationId(Uuid::nil()),
        revision: 1,
        edition: EditionId(Uuid::nil()),
        number: 1,
        kind: VersionKind::Final,
        publish_at: Timestamp(100),
        items: vec![],
        list_hash: hash.clone(),
        proposed_by: officer(1),
        proposed_at: Timestamp(0),
        state: PublicationState::Proposed,
        correction: None,
    };
    let confirmed = proposed
        .clone()
        .confirm(officer(2), hash.as_str(), Timestamp(10))
        .unwrap();
    let stop = |publication: &Publication| {
        publication
            .clone()
            .stop(officer(3), "misprint".into(), Timestamp(20))
            .unwrap()
    };
    let states = [
        ("proposed", proposed.clone()),
        ("confirmed", confirmed.clone()),
        ("stopped, was proposed", stop(&proposed)),
        ("stopped, was confirmed", stop(&confirmed)),
    ];
    let mut machine = Machine::new("publication (of officer 1, for the instant 100)");
    for (from, publication) in states {
        for (when, at) in [
            ("before the instant", Timestamp(99)),
            ("at the instant", Timestamp(100)),
        ] {
            let outcome = |next: Publication| publication_name(&next, at);
            let confirm = |by, hash| {
                publication
                    .clone()
                    .confirm(officer(by), hash, at)
                    .map(outcome)
            };
            let from = format!("{from}, {when}");
            machine.line(&from, "confirm by another", confirm(2, hash.as_str()));
            machine.line(&from, "confirm by the proposer", confirm(1, hash.as_str()));
            machine.line(&from, "confirm another list", confirm(2, "sha256:other"));
            let stopped = publication
                .clone()
                .stop(officer(3), "typo".into(), at)
                .map(outcome);
            machine.line(&from, "stop", stopped);
        }
    }
    machine
}

fn publication_name(publication: &Publication, now: Timestamp) -> String {
    let state = match &publication.state {
        PublicationState::Proposed => "proposed".to_owned(),
        PublicationState::Confirmed { by, at } => {
            format!("confirmed by {} at {}", by.0.as_u128(), at.0)
        }
        PublicationState::Stopped {
            confirmed,
            by,
            at,
            reason,
        } => {
            let (by, signed) = (by.0.as_u128(), confirmed.map(|(by, _)| by.0.as_u128()));
            format!(
                "stopped by {by} at {} ({reason}), signed by {signed:?}",
                at.0
            )
        }
    };
    let public = if publication.is_public(now) {
        "public"
    } else {
        "not public"
    };
    format!("{state}, {public}")
}
