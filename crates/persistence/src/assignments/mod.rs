//! Assignments and score sheets.

mod field;
mod lists;
mod progress;

use domain::{
    assignment::{Assignment, AssignmentState, Marks, Sheet},
    ids::{AssignmentId, EditionId, EntryId, HeatId, JudgeId, SheetVersionId, VersionId},
    policy::{
        Action, Allowed, CloseHeat, Guarded, OpenHeat, ReadHeatAnalysis, RecuseJudge,
        SaveSheetDraft, SubmitSheet, WaiveSheets,
    },
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

pub use self::{field::*, lists::*, progress::*};
use crate::{
    entities::{assignments, sheet_drafts, sheet_versions, waivers},
    error::Result,
    rows::{count, document, inconsistent, instant, present, to_column, to_document},
    store::{Lock, Source, Work, one, query},
};

/// Rows of one insert; SQLite takes about two thousand of this width.
const BATCH: usize = 500;

/// An assignment by its alias.
pub async fn find(source: &impl Source, alias: &str) -> Result<Option<Guarded<Assignment>>> {
    let sql = "SELECT a.*, h.state AS heat_state, h.rubric FROM assignments a \
               JOIN heats h ON h.id = a.heat_id WHERE a.alias = $1";
    let rows = query(source, sql, [alias.into()]).await?;
    let found = rows.into_iter().next().map(to_assignment).transpose()?;
    Ok(found.map(Guarded::seal))
}

/// An assignment whose sheet will change: its heat cannot close until the unit of work ends.
pub async fn find_to_change(work: &Work, alias: &str) -> Result<Option<Guarded<Assignment>>> {
    #[derive(FromQueryResult)]
    struct Key {
        id: Uuid,
        heat_id: Uuid,
    }
    let sql = "SELECT id, heat_id FROM assignments WHERE alias = $1";
    // A judge saves with every mark, so where nothing has to be locked nothing is asked.
    if work.locks_rows()
        && let Some(key) = query::<Key>(work, sql, [alias.into()]).await?.first()
    {
        work.lock("heats", key.heat_id, Lock::Shared).await?;
        work.lock("assignments", key.id, Lock::Exclusive).await?;
    }
    find(work, alias).await
}

/// An assignment with what a decision about it needs of its heat.
#[derive(FromQueryResult)]
struct InHeat {
    #[sea_orm(nested)]
    row: assignments::Model,
    heat_state: String,
    rubric: String,
}

fn to_assignment(found: InHeat) -> Result<Assignment> {
    let row = found.row;
    Ok(Assignment {
        id: AssignmentId(row.id),
        revision: row.revision,
        edition: EditionId(row.edition_id),
        heat: HeatId(row.heat_id),
        heat_is_open: found.heat_state == "open",
        judge: JudgeId(row.judge_id),
        entry: EntryId(row.entry_id),
        position: count("assignments", row.id, row.position)?,
        state: state(&row)?,
        draft: document("assignments", row.id, &row.draft)?,
        rubric: document("heats", row.heat_id, &found.rubric)?,
        alias: row.alias,
    })
}

fn state(row: &assignments::Model) -> Result<AssignmentState> {
    let at = row.state_at.map(instant);
    match (
        row.state.as_str(),
        row.state_reason.clone(),
        at,
        row.submitted_version,
    ) {
        ("not_started", ..) => Ok(AssignmentState::NotStarted),
        ("draft", ..) => Ok(AssignmentState::Draft),
        ("reading", ..) => Ok(AssignmentState::Reading),
        ("submitted", _, Some(received_at), Some(version)) => Ok(AssignmentState::Submitted {
            version: count("assignments", row.id, version)?,
            received_at,
        }),
        ("recused", Some(reason), Some(at), _) => Ok(AssignmentState::Recused { reason, at }),
        ("waived", Some(reason), Some(at), _) => Ok(AssignmentState::Waived { reason, at }),
        _ => Err(inconsistent(
            "assignments",
            row.id,
            "state and its facts do not agree",
        )),
    }
}

/// Reason, instant and version columns of a state.
fn columns(state: &AssignmentState) -> (Option<String>, Option<i64>, Option<u32>) {
    match state {
        AssignmentState::NotStarted | AssignmentState::Draft | AssignmentState::Reading => {
            (None, None, None)
        }
        AssignmentState::Submitted {
            version,
            received_at,
        } => (None, Some(received_at.0), Some(*version)),
        AssignmentState::Recused { reason, at } | AssignmentState::Waived { reason, at } => {
            (Some(reason.clone()), Some(at.0), None)
        }
    }
}

/// The version of the entry that an authorized assignment is about.
pub async fn version_of(source: &impl Source, id: AssignmentId) -> Result<VersionId> {
    let row = assignments::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    Ok(VersionId(
        present("assignments", id, "row", row)?.version_id,
    ))
}

/// A new assignment.
pub struct NewAssignment {
    /// Identity.
    pub id: AssignmentId,
    /// Random name.
    pub alias: String,
    /// Who scores.
    pub judge: JudgeId,
    /// What is scored.
    pub entry: EntryId,
    /// Which version of it.
    pub version: VersionId,
    /// Place in the judge's order.
    pub position: u32,
    /// Not started, or recused from the beginning.
    pub state: AssignmentState,
}

/// Stores the assignments that opening a heat makes.
pub async fn add(
    work: &Work,
    allowed: &Allowed<OpenHeat>,
    edition: EditionId,
    new: Vec<NewAssignment>,
) -> Result<()> {
    let draft = to_document("assignments", &Sheet::default())?;
    let rows: Vec<_> = new
        .into_iter()
        .map(|new| {
            let (reason, at, version) = columns(&new.state);
            assignments::ActiveModel {
                id: Set(new.id.0),
                alias: Set(new.alias),
                edition_id: Set(edition.0),
                heat_id: Set(allowed.subject()),
                judge_id: Set(new.judge.0),
                entry_id: Set(new.entry.0),
                version_id: Set(new.version.0),
                position: Set(to_column(new.position)),
                state: Set(new.state.name().to_owned()),
                state_reason: Set(reason),
                state_at: Set(at),
                draft: Set(draft.clone()),
                scored: Set(0),
                submitted_version: Set(version.map(to_column)),
                revision: Set(1),
            }
        })
        .collect();
    for batch in rows.chunks(BATCH) {
        assignments::Entity::insert_many(batch.to_vec())
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

/// Stores a judge's draft, and what it was before.
pub async fn save_draft(
    work: &Work,
    allowed: &Allowed<SaveSheetDraft>,
    assignment: &Assignment,
    before: &Sheet,
    now: Timestamp,
) -> Result<()> {
    let row = sheet_drafts::ActiveModel {
        assignment_id: Set(assignment.id.0),
        revision: Set(allowed.revision()),
        draft: Set(to_document("sheet_drafts", before)?),
        saved_at: Set(now.0),
    };
    sheet_drafts::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    save(work, allowed, assignment).await
}

/// Stores a sheet that was handed in.
pub async fn record_sheet(
    work: &Work,
    allowed: &Allowed<SubmitSheet>,
    id: SheetVersionId,
    assignment: &Assignment,
) -> Result<()> {
    let AssignmentState::Submitted {
        version,
        received_at,
    } = assignment.state
    else {
        return Err(inconsistent(
            "sheet_versions",
            assignment.id,
            "not handed in",
        ));
    };
    let row = sheet_versions::ActiveModel {
        id: Set(id.0),
        assignment_id: Set(assignment.id.0),
        number: Set(to_column(version)),
        marks: Set(to_document("sheet_versions", &assignment.draft.marks)?),
        comment: Set(assignment.draft.comment.clone()),
        received_at: Set(received_at.0),
    };
    sheet_versions::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    save(work, allowed, assignment).await
}

/// Stores that a judge stepped aside.
pub async fn save_recusal(
    work: &Work,
    allowed: &Allowed<RecuseJudge>,
    assignment: &Assignment,
) -> Result<()> {
    save(work, allowed, assignment).await
}

async fn save<A: Action>(work: &Work, allowed: &Allowed<A>, assignment: &Assignment) -> Result<()> {
    let (reason, at, version) = columns(&assignment.state);
    let sql = "UPDATE assignments SET state = $1, state_reason = $2, state_at = $3, draft = $4, \
               scored = $5, submitted_version = COALESCE($6, submitted_version), \
               revision = revision + 1 WHERE id = $7 AND revision = $8";
    let values = [
        assignment.state.name().into(),
        reason.into(),
        at.into(),
        to_document("assignments", &assignment.draft)?.into(),
        i32::try_from(assignment.draft.marks.len())
            .unwrap_or(i32::MAX)
            .into(),
        version.map(to_column).into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores leave to go on without some sheets of a heat.
pub async fn save_waivers(
    work: &Work,
    allowed: &Allowed<WaiveSheets>,
    by: domain::ids::AccountId,
    waived: &[(AssignmentId, i64, AssignmentState)],
) -> Result<()> {
    for (id, revision, state) in waived {
        let (reason, at, _) = columns(state);
        let sql = "UPDATE assignments SET state = $1, state_reason = $2, state_at = $3, \
                   revision = revision + 1 WHERE id = $4 AND heat_id = $5 AND revision = $6";
        let values = [
            state.name().into(),
            reason.clone().into(),
            at.into(),
            id.0.into(),
            allowed.subject().into(),
            (*revision).into(),
        ];
        one(work.execute(sql, values).await?)?;
        let row = waivers::ActiveModel {
            assignment_id: Set(id.0),
            heat_id: Set(allowed.subject()),
            reason: Set(reason.unwrap_or_default()),
            decided_by: Set(by.0),
            decided_at: Set(allowed.at().0),
        };
        waivers::Entity::insert(row)
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

/// States of some assignments of a heat, with their revisions.
pub async fn states(
    source: &impl Source,
    heat: HeatId,
    ids: &[AssignmentId],
) -> Result<Vec<(AssignmentId, i64, AssignmentState)>> {
    let rows = assignments::Entity::find()
        .filter(assignments::Column::HeatId.eq(heat.0))
        .filter(assignments::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(source.connection())
        .await?;
    rows.iter()
        .map(|row| Ok((AssignmentId(row.id), row.revision, state(row)?)))
        .collect()
}

/// Marks that count: the latest sheet of every assignment that was handed in and not stepped aside
/// from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedSheet {
    /// What was scored.
    pub entry: EntryId,
    /// By whom.
    pub judge: JudgeId,
    /// Marks in steps.
    pub marks: Marks,
}

/// The sheets that a closing heat counts, by entry and judge.
pub async fn counted_sheets(
    work: &Work,
    allowed: &Allowed<CloseHeat>,
) -> Result<Vec<CountedSheet>> {
    counted(work, allowed.subject()).await
}

/// The sheets that a closed heat counted, by entry and judge.
pub async fn sheets_of_closed(
    source: &impl Source,
    allowed: &Allowed<ReadHeatAnalysis>,
) -> Result<Vec<CountedSheet>> {
    counted(source, allowed.subject()).await
}

async fn counted(source: &impl Source, heat: Uuid) -> Result<Vec<CountedSheet>> {
    #[derive(FromQueryResult)]
    struct Row {
        entry_id: Uuid,
        judge_id: Uuid,
        marks: String,
    }
    let sql = "SELECT a.entry_id, a.judge_id, v.marks FROM assignments a \
               JOIN sheet_versions v ON v.assignment_id = a.id AND v.number = a.submitted_version \
               WHERE a.heat_id = $1 AND a.state = 'submitted' ORDER BY a.entry_id, a.judge_id";
    let rows: Vec<Row> = query(source, sql, [heat.into()]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(CountedSheet {
                entry: EntryId(row.entry_id),
                judge: JudgeId(row.judge_id),
                marks: document("sheet_versions", row.entry_id, &row.marks)?,
            })
        })
        .collect()
}

/// Removes drafts older than an instant.
pub async fn forget_drafts(work: &Work, before: Timestamp) -> Result<u64> {
    work.execute(
        "DELETE FROM sheet_drafts WHERE saved_at < $1",
        [before.0.into()],
    )
    .await
}

/// Whether the draft of a sheet is what was handed in last.
pub async fn is_last_submitted(source: &impl Source, assignment: &Assignment) -> Result<bool> {
    let AssignmentState::Submitted { version, .. } = assignment.state else {
        return Ok(false);
    };
    let row = sheet_versions::Entity::find()
        .filter(sheet_versions::Column::AssignmentId.eq(assignment.id.0))
        .filter(sheet_versions::Column::Number.eq(to_column(version)))
        .one(source.connection())
        .await?;
    let row = present("sheet_versions", assignment.id, "row", row)?;
    let marks: Marks = document("sheet_versions", row.id, &row.marks)?;
    Ok(marks == assignment.draft.marks && row.comment == assignment.draft.comment)
}
