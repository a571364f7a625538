//! What a judge gets: the queue, and one entry with the judge's own sheet. No name of a person, no key that
//! is ordered by time, nothing of another judge.

use std::collections::BTreeMap;

use domain::{
    assignment::{AssignmentState, SheetPatch},
    entry, text,
};
use operations::queries::judge::{self as queries, QueueHeat as QueueHeatView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    rubric::Rubric,
    values::{
        AnswerTable, Bilingual, EditionRef, HeatState, Instant, InvitationState, Named,
        QuestionKind, SheetState,
    },
};

/// Marks to set or to clear, and the comment when it was changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SaveSheetDraft {
    /// Steps by the criterion's key; null clears.
    #[serde(default)]
    pub marks: BTreeMap<String, Option<i64>>,
    #[schema(nullable = false)]
    pub comment: Option<String>,
}

impl From<SaveSheetDraft> for SheetPatch {
    fn from(draft: SaveSheetDraft) -> Self {
        Self {
            marks: draft.marks,
            comment: draft.comment,
        }
    }
}

/// Step aside.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Recuse {
    pub reason: String,
}

/// One's assignments.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeQueue {
    pub heats: Vec<QueueHeat>,
    /// By edition, the newest first.
    pub invitations: Vec<JudgeInvitation>,
}

/// Whether one was asked to judge in an edition, and what one said.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeInvitation {
    pub edition: EditionRef,
    pub state: InvitationState,
    #[schema(required)]
    pub invited_at: Option<Instant>,
    #[schema(required)]
    pub answered_at: Option<Instant>,
    /// The organizations that one declared oneself tied to; nothing of theirs is given to one to judge.
    pub organizations: Vec<String>,
    pub may: JudgeInvitationMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeInvitationMay {
    /// Until sheets wait; from then on there is stepping aside.
    pub answer: bool,
    pub declare_organizations: bool,
}

/// The organizations that one is tied to, in place of those declared before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeclareOrganizations {
    pub organizations: Vec<String>,
}

impl From<queries::InvitationView> for JudgeInvitation {
    fn from(view: queries::InvitationView) -> Self {
        Self {
            edition: (&view.edition).into(),
            state: InvitationState::named(&view.state),
            invited_at: view.invited_at.map(Instant),
            answered_at: view.answered_at.map(Instant),
            organizations: view.organizations,
            may: JudgeInvitationMay {
                answer: view.may_answer,
                declare_organizations: view.may_declare,
            },
        }
    }
}

#[derive(Debug, Serialize, ToSchema)]
pub struct QueueHeat {
    pub edition: EditionRef,
    pub heat: Named,
    pub state: HeatState,
    /// Whether its panel votes; no sheet is asked for then.
    pub votes: bool,
    pub closes_at: Instant,
    pub assigned: usize,
    pub submitted: usize,
    pub assignments: Vec<QueueAssignment>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct QueueAssignment {
    /// Random; all that an address shows.
    pub alias: String,
    pub position: u32,
    pub title: Bilingual,
    pub number: String,
    pub state: SheetState,
    pub scored: u32,
    pub criteria: usize,
}

impl From<queries::JudgeQueue> for JudgeQueue {
    fn from(queue: queries::JudgeQueue) -> Self {
        Self {
            heats: queue.heats.iter().map(Into::into).collect(),
            invitations: queue.invitations.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&QueueHeatView> for QueueHeat {
    fn from(view: &QueueHeatView) -> Self {
        let criteria = view.heat.rubric.criteria.len();
        let assignments: Vec<_> = view
            .assignments
            .iter()
            .map(|line| QueueAssignment {
                alias: line.alias.clone(),
                position: line.position,
                title: (&line.title).into(),
                number: line.number.clone(),
                state: SheetState::named(&line.state),
                scored: line.scored,
                criteria,
            })
            .collect();
        let in_state = |state| assignments.iter().filter(|one| one.state == state).count();
        Self {
            edition: (&view.edition).into(),
            heat: Named::new(&view.heat.key, &view.heat.title),
            state: (&view.heat.state).into(),
            closes_at: Instant(view.heat.closes_at),
            votes: view.heat.ballot.is_some(),
            assigned: assignments.len()
                - in_state(SheetState::Recused)
                - in_state(SheetState::Reading),
            submitted: in_state(SheetState::Submitted),
            assignments,
        }
    }
}

/// An entry with one's own sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeSheet {
    pub alias: String,
    pub number: String,
    pub position: u32,
    pub of: u32,
    pub edition: EditionRef,
    pub heat: SheetHeat,
    pub entry: ShownEntry,
    pub rubric: Rubric,
    pub sheet: Sheet,
    /// Alias of the one before.
    #[schema(required)]
    pub previous: Option<String>,
    /// Alias of the next.
    #[schema(required)]
    pub next: Option<String>,
    pub may: SheetMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SheetHeat {
    pub key: String,
    pub title: Bilingual,
    pub state: HeatState,
    pub closes_at: Instant,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ShownEntry {
    pub title: Bilingual,
    pub answers: Vec<ShownAnswer>,
    pub attachments: Vec<ShownAttachment>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ShownAnswer {
    pub key: String,
    pub kind: QuestionKind,
    pub label: Bilingual,
    /// What a number counts.
    #[schema(required)]
    pub unit: Option<Bilingual>,
    pub value: Bilingual,
    /// What was answered to a list; null for all other kinds.
    #[schema(required)]
    pub table: Option<AnswerTable>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ShownAttachment {
    pub slot: String,
    pub label: Bilingual,
    pub bytes: u64,
    pub media_type: String,
}

/// A score sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sheet {
    pub state: SheetState,
    /// For `If-Match`, which it is sent as `ETag` too.
    pub revision: i64,
    /// 0 before it was handed in.
    pub version: u32,
    /// Steps by the criterion's key; null where there is no mark.
    pub marks: BTreeMap<String, Option<i64>>,
    pub comment: String,
    /// A decimal number, once every criterion has a mark.
    #[schema(required)]
    pub total: Option<String>,
    #[schema(required)]
    pub received_at: Option<Instant>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct SheetMay {
    pub score: bool,
    pub submit: bool,
    pub recuse: bool,
}

impl JudgeSheet {
    /// The lock column of the sheet.
    pub const fn revision(&self) -> i64 {
        self.sheet.revision
    }
}

impl From<queries::JudgeSheet> for JudgeSheet {
    fn from(view: queries::JudgeSheet) -> Self {
        let SheetSaved { sheet, may } = (&view.own).into();
        let assignment = view.own.assignment;
        Self {
            rubric: (&assignment.rubric).into(),
            alias: assignment.alias,
            number: view.number,
            position: assignment.position,
            of: view.of,
            edition: (&view.edition).into(),
            heat: SheetHeat {
                key: view.heat.key,
                title: view.heat.title.into(),
                state: (&view.heat.state).into(),
                closes_at: Instant(view.heat.closes_at),
            },
            entry: ShownEntry {
                title: view.title.into(),
                answers: view.answers.into_iter().map(Into::into).collect(),
                attachments: view.attachments.into_iter().map(Into::into).collect(),
            },
            sheet,
            previous: view.previous,
            next: view.next,
            may,
        }
    }
}

/// What was kept of a sheet: all that saving changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetSaved {
    pub sheet: Sheet,
    pub may: SheetMay,
}

impl SheetSaved {
    /// The lock column of the sheet.
    pub const fn revision(&self) -> i64 {
        self.sheet.revision
    }
}

impl From<&queries::OwnSheet> for SheetSaved {
    fn from(own: &queries::OwnSheet) -> Self {
        Self {
            sheet: own.into(),
            may: SheetMay {
                score: own.may.score,
                submit: own.may.submit,
                recuse: own.may.recuse,
            },
        }
    }
}

impl From<&queries::OwnSheet> for Sheet {
    fn from(view: &queries::OwnSheet) -> Self {
        let assignment = &view.assignment;
        let (version, received_at) = match assignment.state {
            AssignmentState::Submitted {
                version,
                received_at,
            } => (version, Some(Instant(received_at))),
            _ => (0, None),
        };
        let criteria = assignment.rubric.criteria.iter();
        Self {
            state: SheetState::named(assignment.state.name()),
            revision: assignment.revision,
            version,
            marks: criteria
                .map(|criterion| {
                    let mark = assignment.draft.marks.get(&criterion.key).copied();
                    (criterion.key.clone(), mark)
                })
                .collect(),
            comment: assignment.draft.comment.clone(),
            total: view.total.map(|total| total.to_string()),
            received_at,
        }
    }
}

impl From<queries::ShownAnswer> for ShownAnswer {
    fn from(answer: queries::ShownAnswer) -> Self {
        Self {
            key: answer.key,
            kind: answer.kind.into(),
            label: answer.label.into(),
            unit: answer.unit.map(Into::into),
            value: answer.value.into(),
            table: answer.table.map(Into::into),
        }
    }
}

impl From<(entry::PinnedAttachment, text::Bilingual)> for ShownAttachment {
    fn from((file, label): (entry::PinnedAttachment, text::Bilingual)) -> Self {
        Self {
            slot: file.slot,
            label: label.into(),
            bytes: file.bytes,
            media_type: file.media_type,
        }
    }
}
