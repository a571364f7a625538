//! One of each thing that decisions are about, all in one edition.

use domain::{
    approval::{Approval, ApprovalState},
    assignment::{Assignment, AssignmentState, Sheet},
    ballot::{Ballot, BallotSeat, BallotState, Participation},
    confidence::{Capacity, Confidant, Confidence, ConfidenceState, Outsider},
    edition::{Call, Edition, Form, HeatPlan, ProgrammeRef, file},
    entry::{Answers, DivisionBy, Entry, EntrySource, EntryState, GivenDivision},
    fingerprint::Fingerprint,
    heat::{Heat, HeatState},
    ids::{
        AccountId, ApprovalId, AssignmentId, BallotId, ConfidenceId, ContestId, DivisionId,
        EditionId, EntryId, HeatId, JudgeId, ProgrammeId, PublicationId, TeamId,
    },
    policy::{HeatEntry, Invitation},
    publication::{Publication, PublicationState, VersionKind},
    screening::Screening,
    text::Bilingual,
    time::Timestamp,
};
use uuid::Uuid;

pub const NOW: Timestamp = Timestamp(1_000_000);

const fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub const EDITION: EditionId = EditionId(id(0xE1));
pub const OTHER_EDITION: EditionId = EditionId(id(0xE2));
pub const HEAT: HeatId = HeatId(id(0xA1));
pub const OTHER_HEAT: HeatId = HeatId(id(0xA2));
pub const HEAT_ELSEWHERE: HeatId = HeatId(id(0xA3));
pub const DIVISION: DivisionId = DivisionId(id(0xD1));
pub const OTHER_DIVISION: DivisionId = DivisionId(id(0xD2));
pub const JUDGE: JudgeId = JudgeId(id(0x11));
pub const CHAIR: JudgeId = JudgeId(id(0x12));
pub const OTHER_JUDGE: JudgeId = JudgeId(id(0x13));
pub const TEAM: TeamId = TeamId(id(0x71));
pub const OTHER_TEAM: TeamId = TeamId(id(0x72));
pub const TEAM_ELSEWHERE: TeamId = TeamId(id(0x73));
pub const ACCOUNT: AccountId = AccountId(id(1));

/// The things.
pub struct World {
    pub edition: Edition,
    pub entry: Entry,
    pub heat: Heat,
    pub heat_entry: HeatEntry,
    pub assignment: Assignment,
    pub publication: Publication,
    pub approval: Approval,
    pub invitation: Invitation,
    pub ballot_seat: BallotSeat,
    pub confidence: Confidence,
    pub personal_confidence: Confidence,
}

fn the_heat(heat: &HeatPlan) -> Heat {
    Heat {
        id: HEAT,
        revision: 1,
        edition: EDITION,
        contest: Some(ContestId(id(3))),
        division: Some(DIVISION),
        readings: None,
        load: None,
        disclosure: vec![],
        amendment: 0,
        advanced_at: None,
        key: heat.key.clone(),
        title: heat.title.clone(),
        round_key: "final".into(),
        round_title: Bilingual::default(),
        kind: heat.kind,
        opens_at: heat.opens_at,
        closes_at: heat.closes_at,
        rubric: heat.rubric.clone(),
        rule: heat.rule.clone(),
        ballot: None,
        state: HeatState::Planned,
    }
}

impl World {
    pub fn new() -> Self {
        let plan = file::parse(include_str!("../../src/edition/testdata/small.toml")).unwrap();
        let heat = &plan.heats[0];
        Self {
            edition: edition(plan.call),
            entry: entry(plan.contests[0].form.clone(), plan.call),
            assignment: Assignment {
                id: AssignmentId(id(5)),
                revision: 1,
                alias: "alias".into(),
                edition: EDITION,
                heat: HEAT,
                heat_is_open: true,
                judge: JUDGE,
                entry: EntryId(id(2)),
                position: 1,
                state: AssignmentState::NotStarted,
                draft: Sheet::default(),
                rubric: heat.rubric.clone(),
            },
            heat_entry: HeatEntry {
                heat: the_heat(heat),
                entry: EntryId(id(2)),
                recused: vec![],
            },
            heat: the_heat(heat),
            publication: publication(),
            confidence: confidence(Confidant::Entry {
                entry: EntryId(id(2)),
                team: TEAM,
            }),
            personal_confidence: confidence(Confidant::Outsider(Outsider {
                name: Bilingual::new("刻字师傅", ""),
                organization: String::new(),
                capacity: Capacity::Engraver,
                email: None,
                covers: None,
            })),
            approval: approval(),
            invitation: Invitation {
                judge: Some(JUDGE),
                revision: 1,
                edition: EDITION,
                account: ACCOUNT,
                assigned: false,
            },
            ballot_seat: BallotSeat {
                ballot: Ballot {
                    id: BallotId(id(7)),
                    revision: 1,
                    edition: EDITION,
                    heat: HEAT,
                    number: 1,
                    entries: vec![EntryId(id(2))],
                    picks: Some(1),
                    state: BallotState::Open { opened_at: NOW },
                },
                judge: Some(JUDGE),
                participation: Participation::Absent,
                mine: vec![EntryId(id(2))],
            },
        }
    }

    /// The same, with the judge recused.
    pub fn with_recusal() -> Self {
        let mut world = Self::new();
        let state = world.assignment.state;
        world.assignment.state = state.recuse("advises the team".into(), NOW).unwrap();
        world.heat_entry.recused.push(JUDGE);
        world
    }
}

fn edition(call: Call) -> Edition {
    Edition {
        id: EDITION,
        revision: 1,
        programme: ProgrammeRef {
            id: ProgrammeId(id(4)),
            slug: "cup".into(),
            title: Bilingual::default(),
        },
        slug: "small".into(),
        title: Bilingual::default(),
        zone: "Asia/Shanghai".into(),
        languages: vec![],
        entry_prefix: "S26-".into(),
        call,
        approvals: vec![],
    }
}

fn entry(form: Form, call: Call) -> Entry {
    Entry {
        id: EntryId(id(2)),
        revision: 1,
        edition: EDITION,
        contest: ContestId(id(3)),
        team: TEAM,
        number: "S26-00001".into(),
        source: EntrySource::Own,
        division: Some(GivenDivision {
            division: DIVISION,
            by: DivisionBy::Choice,
        }),
        reached: vec![DIVISION],
        state: EntryState::Draft,
        screening: Screening::None,
        lists: domain::entry::Lists::new(),
        recommended_by: domain::text::Bilingual::default(),
        supplement: None,
        answers: Answers::new(),
        attachments: vec![],
        form,
        call,
        updated_at: NOW,
    }
}

fn approval() -> Approval {
    Approval {
        id: ApprovalId(id(8)),
        revision: 1,
        edition: EDITION,
        number: 1,
        items: vec![],
        requested_hash: Fingerprint::of_bytes(b"list"),
        steps: vec![],
        requested_by: AccountId(id(9)),
        requested_at: NOW,
        scan: None,
        signed: vec![],
        state: ApprovalState::Requested,
    }
}

fn publication() -> Publication {
    Publication {
        id: PublicationId(id(6)),
        revision: 1,
        edition: EDITION,
        number: 1,
        kind: VersionKind::Final,
        publish_at: NOW,
        items: vec![],
        list_hash: Fingerprint::of_bytes(b"list"),
        proposed_by: AccountId(id(9)),
        proposed_at: NOW,
        state: PublicationState::Proposed,
        correction: None,
    }
}

const fn confidence(whom: Confidant) -> Confidence {
    Confidence {
        id: ConfidenceId(id(8)),
        revision: 1,
        edition: EDITION,
        whom,
        tellings: vec![],
        openings: vec![],
        state: ConfidenceState::Told,
    }
}
