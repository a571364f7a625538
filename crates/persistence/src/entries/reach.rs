//! Which divisions an entry takes part in: what a division's host may see of entries rests on it.

use domain::ids::{DivisionId, EntryId};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    error::Result,
    store::{Source, query},
};

/// A condition on an entry `e` and a heat `h` of its edition: the entry was sent or let into the heat,
/// or the heat takes it from the call. A rejected entry is nobody's but the screeners'.
pub(super) const TAKES_PART: &str = "(EXISTS (SELECT 1 FROM advancements v \
    WHERE v.entry_id = e.id AND v.to_heat_id = h.id) \
    OR (e.state = 'submitted' AND e.screening <> 'rejected' AND e.division_id = h.division_id \
    AND (h.contest_id IS NULL OR h.contest_id = e.contest_id) \
    AND (NOT EXISTS (SELECT 1 FROM routes r WHERE r.to_heat_id = h.id) \
    OR EXISTS (SELECT 1 FROM routes r WHERE r.to_heat_id = h.id AND r.source = 'call'))))";

/// The divisions in whose heats an entry takes part.
pub(super) async fn reached(source: &impl Source, entry: Uuid) -> Result<Vec<DivisionId>> {
    #[derive(FromQueryResult)]
    struct Row {
        division_id: Uuid,
    }
    let sql = format!(
        "SELECT DISTINCT h.division_id FROM entries e JOIN heats h ON h.edition_id = e.edition_id \
         WHERE e.id = $1 AND h.division_id IS NOT NULL AND {TAKES_PART} \
         ORDER BY h.division_id LIMIT 200"
    );
    let rows: Vec<Row> = query(source, &sql, [entry.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| DivisionId(row.division_id))
        .collect())
}

/// Whether an entry has its place in a heat: it was sent or let into one, or is assigned to judges.
/// Until then its division can change.
pub async fn is_placed(source: &impl Source, entry: EntryId) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Row {
        found: i64,
    }
    let sql = "SELECT (SELECT COUNT(*) FROM advancements WHERE entry_id = $1) \
               + (SELECT COUNT(*) FROM assignments WHERE entry_id = $1) AS found";
    let rows: Vec<Row> = query(source, sql, [entry.0.into()]).await?;
    Ok(rows.first().is_some_and(|row| row.found > 0))
}
