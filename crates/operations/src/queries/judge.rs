//! What a judge sees: the queue, and one entry with one's own sheet. Never another judge's marks, never
//! an answer or file that the form keeps from judges.

use domain::{
    assignment::{Assignment, AssignmentState},
    decimal::Decimal,
    edition::{AskedWhen, Edition, QuestionKind, form},
    entry::{ListTable, PinnedAttachment, VersionContent},
    heat::Heat,
    ids::{EditionId, HeatId},
    policy::{
        AnswerInvitation, DeclareOrganizations, Denied, Deployment, Guarded, ReadJudgeAttachment,
        ReadJudgeQueue, ReadJudgeSheet, RecuseJudge, SaveSheetDraft, SubmitSheet, may,
    },
    text::Bilingual,
    time::Timestamp,
};
use persistence::{
    assignments::{self, AssignmentLine},
    editions, entries, heats,
    judges::{self, OwnInvitation},
};

use super::team::FileView;
use crate::{Context, error::Result};

/// One heat of a judge's queue.
pub struct QueueHeat {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub heat: Heat,
    /// In the judge's order.
    pub assignments: Vec<AssignmentLine>,
}

/// What waits for a judge.
pub struct JudgeQueue {
    /// One's assignments, by heat.
    pub heats: Vec<QueueHeat>,
    /// Whether one was asked to judge, by edition.
    pub invitations: Vec<InvitationView>,
}

/// One's invitation to judge in an edition.
pub struct InvitationView {
    /// Where.
    pub edition: Edition,
    /// `none`, `sent`, `accepted` or `declined`.
    pub state: String,
    /// When one was asked last.
    pub invited_at: Option<Timestamp>,
    /// When one answered.
    pub answered_at: Option<Timestamp>,
    /// The organizations that one declared oneself tied to.
    pub organizations: Vec<String>,
    /// Whether one may say yes or no, or something else than before.
    pub may_answer: bool,
    /// Whether one may declare organizations.
    pub may_declare: bool,
}

/// What waits for the asking judge. It costs the same, in however many heats one sits.
#[crate::compiled_here]
pub async fn read_judge_queue(cx: &Context<'_>) -> Result<JudgeQueue> {
    let (allowed, _) =
        Guarded::seal(Deployment).authorize::<ReadJudgeQueue>(cx.actor, cx.arrived_at)?;
    let visible = allowed.visible();
    let lines = assignments::queue(cx.store, &visible).await?;
    let invitations = judges::own_invitations(cx.store, &visible).await?;
    let seats = cx.actor.seats().iter();
    let of_panels: Vec<_> = seats.map(|seat| seat.heat).collect();
    let heats = heats::of_all(cx.store, &of_panels).await?;
    let own = invitations.iter();
    let known: Vec<_> = own.map(|own| own.invitation.edition).collect();
    let editions = editions::of_all(cx.store, &known).await?;
    let edition = |id: EditionId| editions.iter().find(|known| known.id == id).cloned();
    let queued = |id: &HeatId| {
        let heat = heats.iter().find(|known| known.id == *id)?.clone();
        Some(QueueHeat {
            edition: edition(heat.edition)?,
            assignments: lines
                .iter()
                .filter(|line| line.heat == heat.id)
                .cloned()
                .collect(),
            heat,
        })
    };
    let invited = |own: OwnInvitation| {
        Some(InvitationView {
            edition: edition(own.invitation.edition)?,
            may_answer: !own.invitation.assigned
                && may::<AnswerInvitation>(cx.actor, &own.invitation, cx.arrived_at),
            may_declare: may::<DeclareOrganizations>(cx.actor, &own.invitation, cx.arrived_at),
            state: own.state,
            organizations: own.organizations,
            invited_at: own.invited_at,
            answered_at: own.answered_at,
        })
    };
    Ok(JudgeQueue {
        heats: of_panels.iter().filter_map(queued).collect(),
        invitations: invitations.into_iter().filter_map(invited).collect(),
    })
}

/// An entry as a judge sees it, with the judge's sheet.
pub struct JudgeSheet {
    /// The judge's own sheet.
    pub own: OwnSheet,
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub heat: Heat,
    /// The entry's number.
    pub number: String,
    /// The entry's name.
    pub title: Bilingual,
    /// Answers that judges see, in the order of the form.
    pub answers: Vec<ShownAnswer>,
    /// Files that judges see.
    pub attachments: Vec<(PinnedAttachment, Bilingual)>,
    /// How many assignments the judge has in the heat, with those stepped aside from.
    pub of: u32,
    /// Alias of the one before.
    pub previous: Option<String>,
    /// Alias of the next.
    pub next: Option<String>,
}

/// One's own sheet.
pub struct OwnSheet {
    /// The assignment, with rubric and draft.
    pub assignment: Assignment,
    /// The weighted total, once every criterion has a mark.
    pub total: Option<Decimal>,
    /// What the judge may do now.
    pub may: MaySheet,
}

impl OwnSheet {
    /// Of an assignment that the asking judge was authorized for.
    pub(crate) fn of(cx: &Context<'_>, assignment: Assignment) -> Self {
        let criteria = assignment.rubric.criteria.iter();
        let marks: Option<Vec<i64>> = criteria
            .map(|criterion| assignment.draft.marks.get(&criterion.key).copied())
            .collect();
        let open = assignment.heat_is_open;
        let scored = open && assignment.state != AssignmentState::Reading;
        Self {
            total: marks.map(|marks| assignment.rubric.total(marks)),
            may: MaySheet {
                score: scored && may::<SaveSheetDraft>(cx.actor, &assignment, cx.arrived_at),
                submit: scored && may::<SubmitSheet>(cx.actor, &assignment, cx.arrived_at),
                recuse: open && may::<RecuseJudge>(cx.actor, &assignment, cx.arrived_at),
            },
            assignment,
        }
    }
}

/// An answer as judges see it.
pub struct ShownAnswer {
    /// Key of the question.
    pub key: String,
    /// How it was to be answered.
    pub kind: QuestionKind,
    /// What was asked.
    pub label: Bilingual,
    /// What a number counts.
    pub unit: Option<Bilingual>,
    /// What was answered; of a choice, its label.
    pub value: Bilingual,
    /// What was answered to a list.
    pub table: Option<ListTable>,
}

/// What a judge may do now.
pub struct MaySheet {
    /// Keep marks.
    pub score: bool,
    /// Hand the sheet in.
    pub submit: bool,
    /// Step aside.
    pub recuse: bool,
}

/// One assignment.
#[crate::compiled_here]
pub async fn read_judge_sheet(cx: &Context<'_>, alias: &str) -> Result<JudgeSheet> {
    let guarded = assignments::find(cx.store, alias)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, assignment) = guarded.authorize::<ReadJudgeSheet>(cx.actor, cx.arrived_at)?;
    let heat = heats::of(cx.store, assignment.heat).await?;
    let edition = editions::of(cx.store, assignment.edition).await?;
    let entry = entries::of(cx.store, assignment.entry).await?;
    let content = content(cx, &assignment).await?;
    let (previous, next, of) = assignments::neighbours(cx.store, &assignment).await?;
    Ok(JudgeSheet {
        number: content.number.clone(),
        title: content
            .answers
            .get(form::TITLE_QUESTION)
            .cloned()
            .unwrap_or_default(),
        answers: shown(&entry.form, &content),
        attachments: files(&entry.form, &content),
        own: OwnSheet::of(cx, assignment),
        edition,
        heat,
        of,
        previous,
        next,
    })
}

async fn content(cx: &Context<'_>, assignment: &Assignment) -> Result<VersionContent> {
    let version = assignments::version_of(cx.store, assignment.id).await?;
    Ok(entries::version(cx.store, version).await?.content)
}

/// What judges see of a version, and nothing that was asked only after it.
pub(super) fn shown(form: &domain::edition::Form, content: &VersionContent) -> Vec<ShownAnswer> {
    let questions = form.questions.iter().filter(|question| question.judges);
    let questions = questions.filter(|question| {
        let (key, now) = (&question.key, question.when == AskedWhen::Entry);
        now || content.answers.contains_key(key) || content.lists.contains_key(key)
    });
    questions
        .map(|question| {
            let answer = content
                .answers
                .get(&question.key)
                .cloned()
                .unwrap_or_default();
            let choice = question
                .choices
                .iter()
                .find(|choice| choice.key == answer.en);
            ShownAnswer {
                key: question.key.clone(),
                kind: question.kind,
                label: question.label.clone(),
                unit: question.unit.clone(),
                value: choice.map_or(answer, |choice| choice.label.clone()),
                table: ListTable::of(question, &content.lists),
            }
        })
        .collect()
}

pub(super) fn files(
    form: &domain::edition::Form,
    content: &VersionContent,
) -> Vec<(PinnedAttachment, Bilingual)> {
    let slots = form.slots.iter().filter(|slot| slot.judges);
    slots
        .filter_map(|slot| {
            let file = content
                .attachments
                .iter()
                .find(|file| file.slot == slot.key)?;
            Some((file.clone(), slot.label.clone()))
        })
        .collect()
}

/// A file of the entry of an assignment. It is named by the entry's number, not by the team.
#[crate::compiled_here]
pub async fn read_judge_attachment(cx: &Context<'_>, alias: &str, slot: &str) -> Result<FileView> {
    let guarded = assignments::find(cx.store, alias)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, assignment) =
        guarded.authorize::<ReadJudgeAttachment>(cx.actor, cx.arrived_at)?;
    let entry = entries::of(cx.store, assignment.entry).await?;
    let content = content(cx, &assignment).await?;
    let files = files(&entry.form, &content);
    let (file, _) = files
        .into_iter()
        .find(|(file, _)| file.slot == slot)
        .ok_or(Denied::Hidden)?;
    Ok(FileView {
        name: format!("{}-{}.pdf", content.number, file.slot),
        media_type: file.media_type,
        bytes: file.bytes,
        sha256: file.sha256,
    })
}
