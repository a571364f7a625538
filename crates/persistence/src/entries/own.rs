//! The list of one's own entries, with what a team is told of each.

use domain::{
    ids::EditionId,
    policy::{ListOwnEntries, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    editions::Heading,
    error::Result,
    rows::{bilingual, instant},
    store::{Source, query},
};

/// The most entries one account can have in its list.
const MOST_OWN: i64 = 200;

/// An entry in its team's list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLine {
    /// Of which edition.
    pub edition: EditionId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// The track of its contest, where it is of one.
    pub track: Option<Heading>,
    /// Its contest.
    pub contest: Heading,
    /// Its division, where it has one.
    pub division: Option<Heading>,
    /// Draft or submitted.
    pub state: String,
    /// What the screeners say.
    pub screening: String,
    /// Why they say so.
    pub screening_reason: String,
    /// When the standing version was recorded.
    pub submitted_at: Option<Timestamp>,
    /// When the draft was last changed.
    pub updated_at: Timestamp,
    /// Until when a supplement is taken that the team was asked for, and whether one was received.
    pub supplement: Option<(Timestamp, bool)>,
}

#[derive(FromQueryResult)]
struct Row {
    edition_id: Uuid,
    number: String,
    title_zh: String,
    title_en: String,
    track: Option<String>,
    track_zh: Option<String>,
    track_en: Option<String>,
    contest: String,
    contest_zh: String,
    contest_en: String,
    division: Option<String>,
    division_zh: Option<String>,
    division_en: Option<String>,
    state: String,
    screening: String,
    screening_reason: String,
    latest_recorded_at: Option<i64>,
    updated_at: i64,
    due_at: Option<i64>,
    received_at: Option<i64>,
}

/// The entries of an account's teams, the last changed first.
pub async fn list_own(
    source: &impl Source,
    visible: &Visible<ListOwnEntries>,
) -> Result<Vec<OwnLine>> {
    let Some(account) = visible.account() else {
        return Ok(vec![]);
    };
    let sql = "SELECT e.edition_id, e.number, e.title_zh, e.title_en, e.state, e.screening, \
               e.screening_reason, e.latest_recorded_at, e.updated_at, t.key AS track, \
               t.title_zh AS track_zh, t.title_en AS track_en, c.key AS contest, \
               c.title_zh AS contest_zh, c.title_en AS contest_en, d.key AS division, \
               d.title_zh AS division_zh, d.title_en AS division_en, s.due_at, s.received_at \
               FROM members m JOIN entries e ON e.team_id = m.team_id \
               JOIN contests c ON c.id = e.contest_id LEFT JOIN tracks t ON t.id = c.track_id \
               LEFT JOIN divisions d ON d.id = e.division_id \
               LEFT JOIN supplements s ON s.entry_id = e.id WHERE m.account_id = $1 \
               ORDER BY e.updated_at DESC, e.number LIMIT $2";
    let rows: Vec<Row> = query(source, sql, [account.0.into(), MOST_OWN.into()]).await?;
    Ok(rows.into_iter().map(to_line).collect())
}

fn to_line(row: Row) -> OwnLine {
    OwnLine {
        edition: EditionId(row.edition_id),
        number: row.number,
        title: bilingual(row.title_zh, row.title_en),
        track: heading(row.track, row.track_zh, row.track_en),
        contest: Heading {
            key: row.contest,
            title: bilingual(row.contest_zh, row.contest_en),
        },
        division: heading(row.division, row.division_zh, row.division_en),
        state: row.state,
        screening: row.screening,
        screening_reason: row.screening_reason,
        submitted_at: row.latest_recorded_at.map(instant),
        updated_at: instant(row.updated_at),
        supplement: (row.due_at).map(|due| (instant(due), row.received_at.is_some())),
    }
}

/// A heading out of the columns of an outer join.
fn heading(key: Option<String>, zh: Option<String>, en: Option<String>) -> Option<Heading> {
    Some(Heading {
        key: key?,
        title: bilingual(zh.unwrap_or_default(), en.unwrap_or_default()),
    })
}
