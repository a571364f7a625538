//! How far the judges of a heat have come: counted where the sheets are, since there are thousands.

use domain::{
    ids::JudgeId,
    policy::{ReadHeatProgress, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    error::Result,
    rows::{bilingual, count, instant},
    store::{Source, query},
};

/// What a judge has done of a heat.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JudgeTally {
    /// Sheets to hand in, those stepped aside from left out.
    pub assigned: u32,
    /// Handed in.
    pub submitted: u32,
    /// Given up with a reason.
    pub waived: u32,
    /// Stepped aside from.
    pub recused: u32,
    /// When the last was handed in.
    pub last_received_at: Option<Timestamp>,
}

/// What each judge of a heat has done. A judge without assignments is not among them.
pub async fn tallies(
    source: &impl Source,
    visible: &Visible<ReadHeatProgress>,
) -> Result<Vec<(JudgeId, JudgeTally)>> {
    #[derive(FromQueryResult)]
    struct Row {
        judge_id: Uuid,
        assigned: i64,
        submitted: i64,
        waived: i64,
        recused: i64,
        last_received_at: Option<i64>,
    }
    let sql = "SELECT judge_id, \
               SUM(CASE WHEN state = 'recused' THEN 0 ELSE 1 END) AS assigned, \
               SUM(CASE WHEN state = 'submitted' THEN 1 ELSE 0 END) AS submitted, \
               SUM(CASE WHEN state = 'waived' THEN 1 ELSE 0 END) AS waived, \
               SUM(CASE WHEN state = 'recused' THEN 1 ELSE 0 END) AS recused, \
               MAX(CASE WHEN state = 'submitted' THEN state_at END) AS last_received_at \
               FROM assignments WHERE heat_id = $1 GROUP BY judge_id LIMIT 5000";
    let rows: Vec<Row> = query(source, sql, [visible.subject().into()]).await?;
    rows.into_iter()
        .map(|row| {
            let number = |value| count("assignments", row.judge_id, value);
            let tally = JudgeTally {
                assigned: number(row.assigned)?,
                submitted: number(row.submitted)?,
                waived: number(row.waived)?,
                recused: number(row.recused)?,
                last_received_at: row.last_received_at.map(instant),
            };
            Ok((JudgeId(row.judge_id), tally))
        })
        .collect()
}

/// A waiver in the record of a heat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverLine {
    /// Whose sheet is done without.
    pub judge: JudgeId,
    /// The number of the entry.
    pub number: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub decided_by: Bilingual,
    /// When.
    pub decided_at: Timestamp,
}

/// The waivers of a heat.
pub async fn waivers(
    source: &impl Source,
    visible: &Visible<ReadHeatProgress>,
) -> Result<Vec<WaiverLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        judge_id: Uuid,
        number: String,
        reason: String,
        name_zh: String,
        name_en: String,
        decided_at: i64,
    }
    let sql = "SELECT s.judge_id, e.number, w.reason, p.name_zh, p.name_en, w.decided_at \
               FROM waivers w JOIN assignments s ON s.id = w.assignment_id \
               JOIN entries e ON e.id = s.entry_id \
               JOIN accounts a ON a.id = w.decided_by JOIN persons p ON p.id = a.person_id \
               WHERE w.heat_id = $1 ORDER BY w.decided_at LIMIT 10000";
    let rows: Vec<Row> = query(source, sql, [visible.subject().into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| WaiverLine {
            judge: JudgeId(row.judge_id),
            number: row.number,
            reason: row.reason,
            decided_by: bilingual(row.name_zh, row.name_en),
            decided_at: instant(row.decided_at),
        })
        .collect())
}
