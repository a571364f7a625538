//! How many entries have come how far, counted by region. Four queries, whatever the size.

use std::collections::BTreeMap;

use domain::policy::{ReadFunnel, Visible};
use sea_orm::FromQueryResult;

use crate::{
    error::Result,
    rows::count,
    store::{Source, query},
};

/// Entries by region; the region is empty where it is not known.
pub type ByRegion = BTreeMap<String, u32>;

/// How many entries have come how far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Begun and never submitted.
    pub drafts: ByRegion,
    /// Submitted.
    pub submitted: ByRegion,
    /// Waiting for the screeners.
    pub pending: ByRegion,
    /// Screened out.
    pub rejected: ByRegion,
    /// Accepted, or of a contest that does not screen.
    pub qualified: ByRegion,
    /// By the key of the round, in order: those who took part or will.
    pub rounds: Vec<(String, ByRegion)>,
    /// Holding an award. For who may see awards.
    pub awarded: ByRegion,
    /// Reports of hosts that wait for an answer.
    pub reports_waiting: u32,
}

#[derive(FromQueryResult)]
struct StateRow {
    state: String,
    screening: String,
    region: String,
    entries: i64,
}

#[derive(FromQueryResult)]
struct RoundRow {
    key: String,
    region: String,
    entries: i64,
}

#[derive(FromQueryResult)]
struct RegionRow {
    region: String,
    entries: i64,
}

/// The funnel of an edition.
pub async fn read(source: &impl Source, visible: &Visible<ReadFunnel>) -> Result<Funnel> {
    let edition = visible.subject();
    let sql = "SELECT state, screening, region, COUNT(*) AS entries FROM entries \
               WHERE edition_id = $1 GROUP BY state, screening, region";
    let rows: Vec<StateRow> = query(source, sql, [edition.into()]).await?;
    let mut funnel = Funnel::default();
    for row in rows {
        let entries = count("entries", edition, row.entries)?;
        let add = |stage: &mut ByRegion| *stage.entry(row.region.clone()).or_default() += entries;
        if row.state == "draft" {
            add(&mut funnel.drafts);
            continue;
        }
        add(&mut funnel.submitted);
        match row.screening.as_str() {
            "pending" => add(&mut funnel.pending),
            "rejected" => add(&mut funnel.rejected),
            _ => add(&mut funnel.qualified),
        }
    }
    let sql = "SELECT r.key, x.region, COUNT(*) AS entries FROM rounds r JOIN ( \
               SELECT h.round_id, e.id, e.region FROM heats h JOIN assignments a ON a.heat_id = h.id \
               JOIN entries e ON e.id = a.entry_id WHERE h.edition_id = $1 UNION \
               SELECT h.round_id, e.id, e.region FROM heats h JOIN advancements v ON v.to_heat_id = h.id \
               JOIN entries e ON e.id = v.entry_id WHERE h.edition_id = $1) x ON x.round_id = r.id \
               GROUP BY r.position, r.key, x.region ORDER BY r.position, x.region";
    let rows: Vec<RoundRow> = query(source, sql, [edition.into()]).await?;
    for row in rows {
        let entries = count("entries", edition, row.entries)?;
        match funnel.rounds.last_mut() {
            Some((key, regions)) if *key == row.key => {
                regions.insert(row.region, entries);
            }
            _ => funnel
                .rounds
                .push((row.key, ByRegion::from([(row.region, entries)]))),
        }
    }
    let sql = "SELECT e.region, COUNT(*) AS entries FROM entries e WHERE e.edition_id = $1 \
               AND (EXISTS (SELECT 1 FROM awards w WHERE w.entry_id = e.id \
                            AND w.state IN ('given', 'accepted')) \
                    OR EXISTS (SELECT 1 FROM award_entries x JOIN awards w ON w.id = x.award_id \
                               WHERE x.entry_id = e.id AND w.state IN ('given', 'accepted'))) \
               GROUP BY e.region";
    let rows: Vec<RegionRow> = query(source, sql, [edition.into()]).await?;
    for row in rows {
        let entries = count("awards", edition, row.entries)?;
        funnel.awarded.insert(row.region, entries);
    }
    let sql = "SELECT '' AS region, COUNT(*) AS entries FROM heat_reports r \
               JOIN heats h ON h.id = r.heat_id WHERE h.edition_id = $1 AND r.state = 'reported'";
    let rows: Vec<RegionRow> = query(source, sql, [edition.into()]).await?;
    let waiting = rows.first().map_or(0, |row| row.entries);
    funnel.reports_waiting = count("heat_reports", edition, waiting)?;
    Ok(funnel)
}
