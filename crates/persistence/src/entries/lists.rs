//! Entries in lists: by edition, by team, by contest.

use domain::{
    ids::{ContestId, EditionId, EntryId, TeamId, VersionId},
    policy::{ListEntries, ListOwnEntries, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::{
    error::Result,
    rows::{bilingual, count, instant},
    store::{Source, Work, query},
};

/// A line of a list of entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryLine {
    /// Of which edition.
    pub edition: EditionId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
    /// Its contest's key.
    pub contest: String,
    /// Draft or submitted.
    pub state: String,
    /// When the standing version was recorded.
    pub submitted_at: Option<Timestamp>,
    /// When the draft was last changed.
    pub updated_at: Timestamp,
    /// Files in the draft.
    pub attachments: u32,
}

#[derive(FromQueryResult)]
struct LineRow {
    id: Uuid,
    edition_id: Uuid,
    number: String,
    title_zh: String,
    title_en: String,
    team_name_zh: String,
    team_name_en: String,
    contest: String,
    state: String,
    latest_recorded_at: Option<i64>,
    updated_at: i64,
    attachments: i64,
}

const LINE: &str = "SELECT e.id, e.edition_id, e.number, e.title_zh, e.title_en, e.team_name_zh, \
    e.team_name_en, c.key AS contest, e.state, e.latest_recorded_at, e.updated_at, \
    (SELECT COUNT(*) FROM attachments a WHERE a.entry_id = e.id AND a.removed_at IS NULL) AS attachments \
    FROM entries e JOIN contests c ON c.id = e.contest_id";

async fn lines(source: &impl Source, tail: &str, values: Vec<Value>) -> Result<Vec<EntryLine>> {
    Ok(lines_by_id(source, tail, values)
        .await?
        .into_iter()
        .map(|(_, line)| line)
        .collect())
}

async fn lines_by_id(
    source: &impl Source,
    tail: &str,
    values: Vec<Value>,
) -> Result<Vec<(EntryId, EntryLine)>> {
    let rows: Vec<LineRow> = query(source, &format!("{LINE} {tail}"), values).await?;
    rows.into_iter()
        .map(|row| {
            let line = EntryLine {
                edition: EditionId(row.edition_id),
                title: bilingual(row.title_zh, row.title_en),
                team: bilingual(row.team_name_zh, row.team_name_en),
                contest: row.contest,
                state: row.state,
                submitted_at: row.latest_recorded_at.map(instant),
                updated_at: instant(row.updated_at),
                attachments: count("entries", &row.number, row.attachments)?,
                number: row.number,
            };
            Ok((EntryId(row.id), line))
        })
        .collect()
}

/// A page of an edition's entries by number, and how many there are in all.
pub async fn list(
    source: &impl Source,
    visible: &Visible<ListEntries>,
    after: &str,
    limit: u32,
) -> Result<(Vec<EntryLine>, u32)> {
    #[derive(FromQueryResult)]
    struct Total {
        total: i64,
    }
    let tail = "WHERE e.edition_id = $1 AND e.number > $2 ORDER BY e.number LIMIT $3";
    let values = vec![
        visible.subject().into(),
        after.into(),
        i64::from(limit).into(),
    ];
    let page = lines(source, tail, values).await?;
    let sql = "SELECT COUNT(*) AS total FROM entries WHERE edition_id = $1";
    let total: Vec<Total> = query(source, sql, [visible.subject().into()]).await?;
    let total = total.first().map_or(0, |row| row.total);
    Ok((page, count("entries", "total", total)?))
}

/// The most entries one account can have in its list.
const MOST_OWN: i64 = 200;

/// The entries of an account's teams, the last changed first.
pub async fn list_own(
    source: &impl Source,
    visible: &Visible<ListOwnEntries>,
) -> Result<Vec<EntryLine>> {
    let Some(account) = visible.account() else {
        return Ok(vec![]);
    };
    let tail = "JOIN members m ON m.team_id = e.team_id WHERE m.account_id = $1 \
                ORDER BY e.updated_at DESC, e.number LIMIT $2";
    lines(source, tail, vec![account.0.into(), MOST_OWN.into()]).await
}

/// A member of a team.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct MemberLine {
    /// Chinese name.
    pub name_zh: String,
    /// English name.
    pub name_en: String,
    /// Address, when there is one.
    pub email: Option<String>,
    /// Language of mails.
    pub language: String,
}

/// The members of an authorized entry's team.
pub async fn members(source: &impl Source, team: TeamId) -> Result<Vec<MemberLine>> {
    let sql = "SELECT p.name_zh, p.name_en, i.value AS email, a.language FROM members m \
               JOIN accounts a ON a.id = m.account_id JOIN persons p ON p.id = a.person_id \
               LEFT JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email' \
               WHERE m.team_id = $1 ORDER BY m.joined_at, i.value LIMIT 200";
    query(source, sql, [team.0.into()]).await
}

/// The submitted entries of a contest by number, each with the version that stands; `most` of them, and
/// it is for the caller to refuse when that was not all.
pub async fn submitted_in(
    work: &Work,
    contest: ContestId,
    most: u32,
) -> Result<Vec<(EntryId, VersionId)>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        latest_version_id: Uuid,
    }
    let sql = "SELECT id, latest_version_id FROM entries \
               WHERE contest_id = $1 AND state = 'submitted' ORDER BY number LIMIT $2";
    let values = [contest.0.into(), i64::from(most).into()];
    let rows: Vec<Row> = query(work, sql, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| (EntryId(row.id), VersionId(row.latest_version_id)))
        .collect())
}

/// The submitted entries of an authorized edition, for its standings.
pub async fn submitted_lines(
    source: &impl Source,
    edition: EditionId,
) -> Result<Vec<(EntryId, EntryLine)>> {
    let tail = "WHERE e.edition_id = $1 AND e.state = 'submitted' ORDER BY e.number LIMIT 5000";
    lines_by_id(source, tail, vec![edition.0.into()]).await
}

/// How many drafts and how many submitted entries an authorized edition has.
pub async fn counts(source: &impl Source, edition: EditionId) -> Result<(u32, u32)> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
        entries: i64,
    }
    let sql = "SELECT state, COUNT(*) AS entries FROM entries WHERE edition_id = $1 GROUP BY state";
    let rows: Vec<Row> = query(source, sql, [edition.0.into()]).await?;
    let of = |name: &str| {
        rows.iter()
            .find(|row| row.state == name)
            .map_or(0, |row| row.entries)
    };
    Ok((
        count("entries", edition, of("draft"))?,
        count("entries", edition, of("submitted"))?,
    ))
}
