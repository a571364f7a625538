//! What a judge sees: the queue, and one entry with one's own sheet. Never another judge's marks, never
//! an answer or file that the form keeps from judges.

use domain::{
    assignment::Assignment,
    decimal::Decimal,
    edition::{Edition, form},
    entry::{PinnedAttachment, VersionContent},
    heat::Heat,
    policy::{
        Denied, Deployment, Guarded, ReadJudgeAttachment, ReadJudgeQueue, ReadJudgeSheet,
        RecuseJudge, SaveSheetDraft, SubmitSheet, may,
    },
    text::Bilingual,
};
use persistence::{
    assignments::{self, AssignmentLine},
    editions, entries, heats,
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

/// One's assignments, by heat.
pub async fn read_judge_queue(cx: &Context<'_>) -> Result<Vec<QueueHeat>> {
    let (allowed, _) =
        Guarded::seal(Deployment).authorize::<ReadJudgeQueue>(cx.actor, cx.arrived_at)?;
    let lines = assignments::queue(cx.store, &allowed.visible()).await?;
    let mut queue: Vec<QueueHeat> = vec![];
    for seat in cx.actor.seats() {
        let heat = heats::of(cx.store, seat.heat).await?;
        let edition = editions::of(cx.store, heat.edition).await?;
        let own = lines
            .iter()
            .filter(|line| line.heat == heat.id)
            .cloned()
            .collect();
        queue.push(QueueHeat {
            edition,
            heat,
            assignments: own,
        });
    }
    Ok(queue)
}

/// An entry as a judge sees it, with the judge's sheet.
pub struct JudgeSheet {
    /// The assignment, with rubric and draft.
    pub assignment: Assignment,
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
    /// The weighted total, once every criterion has a mark.
    pub total: Option<Decimal>,
    /// How many assignments the judge has in the heat.
    pub of: u32,
    /// Alias of the one before.
    pub previous: Option<String>,
    /// Alias of the next.
    pub next: Option<String>,
    /// What the judge may do now.
    pub may: MaySheet,
}

/// An answer as judges see it.
pub struct ShownAnswer {
    /// Key of the question.
    pub key: String,
    /// What was asked.
    pub label: Bilingual,
    /// What was answered; of a choice, its label.
    pub value: Bilingual,
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
    let marks: Option<Vec<i64>> = assignment
        .rubric
        .criteria
        .iter()
        .map(|criterion| assignment.draft.marks.get(&criterion.key).copied())
        .collect();
    let open = assignment.heat_is_open;
    let may_now = MaySheet {
        score: open && may::<SaveSheetDraft>(cx.actor, &assignment, cx.arrived_at),
        submit: open && may::<SubmitSheet>(cx.actor, &assignment, cx.arrived_at),
        recuse: open && may::<RecuseJudge>(cx.actor, &assignment, cx.arrived_at),
    };
    Ok(JudgeSheet {
        total: marks.map(|marks| assignment.rubric.total(marks)),
        number: content.number.clone(),
        title: content
            .answers
            .get(form::TITLE_QUESTION)
            .cloned()
            .unwrap_or_default(),
        answers: shown(&entry.form, &content),
        attachments: files(&entry.form, &content),
        assignment,
        edition,
        heat,
        of,
        previous,
        next,
        may: may_now,
    })
}

async fn content(cx: &Context<'_>, assignment: &Assignment) -> Result<VersionContent> {
    let version = assignments::version_of(cx.store, assignment.id).await?;
    Ok(entries::version(cx.store, version).await?.content)
}

fn shown(form: &domain::edition::Form, content: &VersionContent) -> Vec<ShownAnswer> {
    let questions = form.questions.iter().filter(|question| question.judges);
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
                label: question.label.clone(),
                value: choice.map_or(answer, |choice| choice.label.clone()),
            }
        })
        .collect()
}

fn files(
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
