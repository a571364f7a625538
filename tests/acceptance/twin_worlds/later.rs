//! The secrets of what shortlisted teams are asked for.

use acceptance::{Stage, Who, canary};

use super::secrets::Secret;

/// Everybody who has no business with what a team was asked for.
const OUTSIDERS: [Who; 11] = [
    Who::Anonymous,
    Who::OtherTeam,
    Who::Judge,
    Who::OtherJudge,
    Who::Recused,
    Who::Entering,
    Who::Chair,
    Who::Proposer,
    Who::Officer,
    Who::OtherHost,
    Who::Elsewhere,
];

/// What a team was asked for.
pub const REQUEST: Secret = Secret {
    name: "what a team was asked for later",
    stages: &[Stage::Advanced],
    statements: |_| {
        vec!["UPDATE supplements SET remark_en = 'Another', due_at = due_at + 1".to_owned()]
    },
    hidden_from: &OUTSIDERS,
    but_for: &[],
    known_to: Who::Team,
};

/// What a team has drafted of it, which is not submitted.
pub const NOTE: Secret = Secret {
    name: "the draft of what a team was asked for later",
    stages: &[Stage::Advanced],
    statements: |_| {
        vec![format!(
            "UPDATE entries SET answers = replace(answers, '{}', 'another')",
            canary::NOTE
        )]
    },
    hidden_from: &[
        Who::Anonymous,
        Who::OtherTeam,
        Who::Judge,
        Who::OtherJudge,
        Who::Recused,
        Who::Entering,
        Who::Chair,
        Who::Proposer,
        Who::Officer,
        Who::Screener,
        Who::Auditor,
        Who::Organizer,
        Who::Headquarters,
        Who::Host,
        Who::OtherHost,
        Who::Elsewhere,
    ],
    but_for: &[],
    known_to: Who::Team,
};
