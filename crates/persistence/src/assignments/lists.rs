//! Assignments in lists: a judge's queue, what is missing in a heat.

use domain::{
    assignment::{Assignment, Marks},
    ids::{AssignmentId, EntryId, HeatId, JudgeId},
    policy::{
        Allowed, CloseHeat, ReadBallot, ReadHeatProgress, ReadJudgeQueue, ReadOwnResults, Visible,
    },
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    error::Result,
    rows::{bilingual, count, document, instant},
    store::{Source, Work, query},
};

/// An assignment in a list of a heat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentLine {
    /// Identity.
    pub id: AssignmentId,
    /// Random name.
    pub alias: String,
    /// In which heat.
    pub heat: HeatId,
    /// Who scores.
    pub judge: JudgeId,
    /// What is scored.
    pub entry: EntryId,
    /// Its number.
    pub number: String,
    /// Its name as it was submitted.
    pub title: Bilingual,
    /// Place in the judge's order.
    pub position: u32,
    /// Where the sheet stands.
    pub state: String,
    /// Why, when waived or recused.
    pub reason: Option<String>,
    /// When it came to that.
    pub state_at: Option<Timestamp>,
    /// Criteria with a mark.
    pub scored: u32,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    alias: String,
    heat_id: Uuid,
    judge_id: Uuid,
    entry_id: Uuid,
    number: String,
    title_zh: String,
    title_en: String,
    position: i32,
    state: String,
    state_reason: Option<String>,
    state_at: Option<i64>,
    scored: i32,
}

const LINE: &str = "SELECT a.id, a.alias, a.heat_id, a.judge_id, a.entry_id, e.number, v.title_zh, \
    v.title_en, a.position, a.state, a.state_reason, a.state_at, a.scored FROM assignments a \
    JOIN entries e ON e.id = a.entry_id JOIN entry_versions v ON v.id = a.version_id";

fn to_line(row: LineRow) -> Result<AssignmentLine> {
    Ok(AssignmentLine {
        id: AssignmentId(row.id),
        alias: row.alias,
        heat: HeatId(row.heat_id),
        judge: JudgeId(row.judge_id),
        entry: EntryId(row.entry_id),
        number: row.number,
        title: bilingual(row.title_zh, row.title_en),
        position: count("assignments", row.id, row.position)?,
        state: row.state,
        reason: row.state_reason,
        state_at: row.state_at.map(instant),
        scored: count("assignments", row.id, row.scored)?,
    })
}

/// The assignments of an account, by heat and position. A judge who entered the edition has none.
pub async fn queue(
    source: &impl Source,
    visible: &Visible<ReadJudgeQueue>,
) -> Result<Vec<AssignmentLine>> {
    let Some(account) = visible.account() else {
        return Ok(vec![]);
    };
    let sql = format!(
        "{LINE} JOIN judges j ON j.id = a.judge_id WHERE j.account_id = $1 AND j.edition_id NOT IN \
         (SELECT t.edition_id FROM members m JOIN teams t ON t.id = m.team_id \
         WHERE m.account_id = $1) \
         ORDER BY a.heat_id, a.position LIMIT 5000"
    );
    let rows = query(source, &sql, [account.0.into()]).await?;
    rows.into_iter().map(to_line).collect()
}

/// Assignments of a heat whose sheets are still to come, by entry.
pub async fn missing_of_heat(
    source: &impl Source,
    visible: &Visible<ReadHeatProgress>,
) -> Result<Vec<AssignmentLine>> {
    let sql = format!(
        "{LINE} WHERE a.heat_id = $1 AND a.state IN ('not_started', 'draft') \
         ORDER BY e.number, a.judge_id LIMIT 50000"
    );
    let rows = query(source, &sql, [visible.subject().into()]).await?;
    rows.into_iter().map(to_line).collect()
}

/// All assignments of a heat that is about to close.
pub async fn of_closing_heat(
    work: &Work,
    allowed: &Allowed<CloseHeat>,
) -> Result<Vec<AssignmentLine>> {
    let sql = format!("{LINE} WHERE a.heat_id = $1 ORDER BY e.number, a.judge_id LIMIT 50000");
    let rows = query(work, &sql, [allowed.subject().into()]).await?;
    rows.into_iter().map(to_line).collect()
}

/// What a member of a panel reads for a ballot, in the member's order.
pub async fn of_member(
    source: &impl Source,
    _: &Allowed<ReadBallot>,
    heat: HeatId,
    judge: JudgeId,
) -> Result<Vec<AssignmentLine>> {
    let sql =
        format!("{LINE} WHERE a.heat_id = $1 AND a.judge_id = $2 ORDER BY a.position LIMIT 5000");
    let rows = query(source, &sql, [heat.0.into(), judge.0.into()]).await?;
    rows.into_iter().map(to_line).collect()
}

/// The neighbours of an assignment in the judge's order, those stepped aside from left out, and how many
/// places that order has: with those, so that nobody's place changes when another steps aside.
pub async fn neighbours(
    source: &impl Source,
    assignment: &Assignment,
) -> Result<(Option<String>, Option<String>, u32)> {
    #[derive(FromQueryResult)]
    struct Row {
        alias: String,
        position: i32,
        state: String,
    }
    let sql = "SELECT alias, position, state FROM assignments \
               WHERE judge_id = $1 AND heat_id = $2 ORDER BY position LIMIT 5000";
    let values = [assignment.judge.0.into(), assignment.heat.0.into()];
    let rows: Vec<Row> = query(source, sql, values).await?;
    let own = i32::try_from(assignment.position).unwrap_or(i32::MAX);
    let open = || rows.iter().filter(|row| row.state != "recused");
    let previous = open().rev().find(|row| row.position < own);
    let next = open().find(|row| row.position > own);
    Ok((
        previous.map(|row| row.alias.clone()),
        next.map(|row| row.alias.clone()),
        count("assignments", assignment.id, rows.len())?,
    ))
}

/// A sheet of an entry that counts, without who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSheet {
    /// In which heat.
    pub heat: HeatId,
    /// Marks in steps.
    pub marks: Marks,
    /// What was written.
    pub comment: String,
}

/// The sheets of one's own entry that count, in no order that says anything of the judges.
pub async fn own_sheets(
    source: &impl Source,
    visible: &Visible<ReadOwnResults>,
) -> Result<Vec<OwnSheet>> {
    #[derive(FromQueryResult)]
    struct Row {
        heat_id: Uuid,
        marks: String,
        comment: String,
    }
    let sql = "SELECT a.heat_id, v.marks, v.comment FROM assignments a \
               JOIN sheet_versions v ON v.assignment_id = a.id AND v.number = a.submitted_version \
               WHERE a.entry_id = $1 AND a.state = 'submitted' LIMIT 5000";
    let rows: Vec<Row> = query(source, sql, [visible.subject().into()]).await?;
    let sheet = |row: Row| -> Result<OwnSheet> {
        Ok(OwnSheet {
            heat: HeatId(row.heat_id),
            marks: document("sheet_versions", row.heat_id, &row.marks)?,
            comment: row.comment,
        })
    };
    let mut sheets: Vec<OwnSheet> = rows.into_iter().map(sheet).collect::<Result<_>>()?;
    sheets.sort_by(|a, b| (&a.marks, &a.comment).cmp(&(&b.marks, &b.comment)));
    Ok(sheets)
}

/// The heats in which one's own entry was assigned to judges.
pub async fn own_heats(
    source: &impl Source,
    visible: &Visible<ReadOwnResults>,
) -> Result<Vec<HeatId>> {
    #[derive(FromQueryResult)]
    struct Row {
        heat_id: Uuid,
    }
    let sql = "SELECT DISTINCT heat_id FROM assignments WHERE entry_id = $1 LIMIT 200";
    let rows: Vec<Row> = query(source, sql, [visible.subject().into()]).await?;
    Ok(rows.into_iter().map(|row| HeatId(row.heat_id)).collect())
}

/// What a heat is about: its entries by number.
pub async fn entries_of(source: &impl Source, heat: HeatId) -> Result<Vec<EntryId>> {
    #[derive(FromQueryResult)]
    struct Row {
        entry_id: Uuid,
    }
    let sql = "SELECT DISTINCT a.entry_id, e.number FROM assignments a \
               JOIN entries e ON e.id = a.entry_id WHERE a.heat_id = $1 ORDER BY e.number LIMIT 5000";
    let rows: Vec<Row> = query(source, sql, [heat.0.into()]).await?;
    Ok(rows.iter().map(|row| EntryId(row.entry_id)).collect())
}

/// The aliases under which a judge knows the entries of a heat, those stepped aside from left out.
pub async fn aliases(
    source: &impl Source,
    heat: HeatId,
    judge: JudgeId,
) -> Result<Vec<(String, EntryId)>> {
    #[derive(FromQueryResult)]
    struct Row {
        alias: String,
        entry_id: Uuid,
    }
    let sql = "SELECT alias, entry_id FROM assignments WHERE heat_id = $1 AND judge_id = $2 \
               AND state <> 'recused' ORDER BY position LIMIT 5000";
    let rows: Vec<Row> = query(source, sql, [heat.0.into(), judge.0.into()]).await?;
    let pairs = rows.into_iter();
    Ok(pairs
        .map(|row| (row.alias, EntryId(row.entry_id)))
        .collect())
}
