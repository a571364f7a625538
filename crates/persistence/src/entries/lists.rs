//! Entries in lists: by edition, by team, by contest.

use domain::{
    ids::{EditionId, EntryId, TeamId},
    policy::{OfEntries, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use super::reach::TAKES_PART;
use crate::{
    error::Result,
    rows::{bilingual, count, instant},
    store::{Source, query},
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
    /// Key of its division, where it has one.
    pub division: Option<String>,
    /// Key of its region, empty when unknown.
    pub region: String,
    /// How it came in.
    pub source: String,
    /// The body that put it forward; empty unless one did.
    pub recommended_by: Bilingual,
    /// Draft or submitted.
    pub state: String,
    /// What the screeners say.
    pub screening: String,
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
    division: Option<String>,
    region: String,
    source: String,
    recommended_by_zh: String,
    recommended_by_en: String,
    state: String,
    screening: String,
    latest_recorded_at: Option<i64>,
    updated_at: i64,
    attachments: i64,
}

const LINE: &str = "SELECT e.id, e.edition_id, e.number, e.title_zh, e.title_en, e.team_name_zh, \
    e.team_name_en, c.key AS contest, d.key AS division, e.region, e.source, e.recommended_by_zh, \
    e.recommended_by_en, e.state, e.screening, e.latest_recorded_at, e.updated_at, \
    (SELECT COUNT(*) FROM attachments a WHERE a.entry_id = e.id AND a.removed_at IS NULL) AS attachments \
    FROM entries e JOIN contests c ON c.id = e.contest_id \
    LEFT JOIN divisions d ON d.id = e.division_id";

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
                division: row.division,
                region: row.region,
                source: row.source,
                recommended_by: bilingual(row.recommended_by_zh, row.recommended_by_en),
                state: row.state,
                screening: row.screening,
                submitted_at: row.latest_recorded_at.map(instant),
                updated_at: instant(row.updated_at),
                attachments: count("entries", &row.number, row.attachments)?,
                number: row.number,
            };
            Ok((EntryId(row.id), line))
        })
        .collect()
}

/// What a list of entries is narrowed to; an empty text narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// Key of the contest.
    pub contest: String,
    /// Key of the division.
    pub division: String,
    /// `draft` or `submitted`.
    pub state: String,
    /// `none`, `pending`, `accepted` or `rejected`.
    pub screening: String,
    /// Key of the region.
    pub region: String,
    /// Key of a heat that the entry was sent into, or was judged in.
    pub heat: String,
    /// Part of a number, a title or a team's name.
    pub text: String,
}

impl EntryFilter {
    /// The condition and its values, the first of which is `$first`. Texts of people are never part of
    /// the statement.
    fn condition(&self, first: usize) -> (String, Vec<Value>) {
        let (mut sql, mut values) = (String::new(), Vec::<Value>::new());
        let mut narrow = |text: &str, condition: &str| {
            if !text.is_empty() {
                let place = format!("${}", first + values.len());
                sql.push_str(" AND ");
                sql.push_str(&condition.replace("$?", &place));
                values.push(text.into());
            }
        };
        narrow(&self.contest, "c.key = $?");
        narrow(&self.division, "d.key = $?");
        narrow(&self.state, "e.state = $?");
        narrow(&self.screening, "e.screening = $?");
        narrow(&self.region, "e.region = $?");
        narrow(
            &self.heat,
            "(EXISTS (SELECT 1 FROM advancements v JOIN heats h ON h.id = v.to_heat_id \
             WHERE v.entry_id = e.id AND h.key = $?) OR EXISTS (SELECT 1 FROM assignments s \
             JOIN heats h ON h.id = s.heat_id WHERE s.entry_id = e.id AND h.key = $?))",
        );
        let pattern = like(&self.text);
        narrow(
            &pattern,
            "(lower(e.number) LIKE $? ESCAPE '!' OR lower(e.title_zh) LIKE $? ESCAPE '!' \
             OR lower(e.title_en) LIKE $? ESCAPE '!' OR lower(e.team_name_zh) LIKE $? ESCAPE '!' \
             OR lower(e.team_name_en) LIKE $? ESCAPE '!')",
        );
        (sql, values)
    }
}

/// A pattern that finds a text anywhere; nothing finds everything.
fn like(text: &str) -> String {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return text;
    }
    let escaped = text
        .replace('!', "!!")
        .replace('%', "!%")
        .replace('_', "!_");
    format!("%{escaped}%")
}

/// Which entries a list may show at all: the edition's, and of them those in the heats of the
/// divisions that it is limited to.
fn scope<A: OfEntries>(visible: &Visible<A>) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![visible.subject().into()];
    let mut sql = "WHERE e.edition_id = $1".to_owned();
    if let Some(divisions) = visible.divisions() {
        let places: Vec<_> = divisions
            .iter()
            .map(|division| {
                values.push(division.0.into());
                format!("${}", values.len())
            })
            .collect();
        let places = if places.is_empty() {
            "NULL".to_owned()
        } else {
            places.join(", ")
        };
        sql.push_str(&format!(
            " AND EXISTS (SELECT 1 FROM heats h WHERE h.edition_id = e.edition_id \
             AND h.division_id IN ({places}) AND {TAKES_PART})"
        ));
    }
    (sql, values)
}

/// A page of an edition's entries by number, and how many there are in all.
pub async fn list<A: OfEntries>(
    source: &impl Source,
    visible: &Visible<A>,
    filter: &EntryFilter,
    after: &str,
    limit: u32,
) -> Result<(Vec<EntryLine>, u32)> {
    #[derive(FromQueryResult)]
    struct Total {
        total: i64,
    }
    let (scope, mut values) = scope(visible);
    let (narrowed, narrowing) = filter.condition(values.len() + 1);
    values.extend(narrowing);
    let sql = format!(
        "SELECT COUNT(*) AS total FROM entries e JOIN contests c ON c.id = e.contest_id \
         LEFT JOIN divisions d ON d.id = e.division_id {scope}{narrowed}"
    );
    let total: Vec<Total> = query(source, &sql, values.clone()).await?;
    let total = total.first().map_or(0, |row| row.total);
    let next = values.len() + 1;
    let tail = format!(
        "{scope}{narrowed} AND e.number > ${next} ORDER BY e.number LIMIT ${}",
        next + 1
    );
    values.push(after.into());
    values.push(i64::from(limit).into());
    let page = lines(source, &tail, values).await?;
    Ok((page, count("entries", "total", total)?))
}

/// How many entries of a list wait for the screeners, were accepted and were rejected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreeningCounts {
    /// Undecided.
    pub pending: u32,
    /// May be judged.
    pub accepted: u32,
    /// Out.
    pub rejected: u32,
}

/// The same list counted by what the screeners say, whatever of that it is narrowed to.
pub async fn screening_counts<A: OfEntries>(
    source: &impl Source,
    visible: &Visible<A>,
    filter: &EntryFilter,
) -> Result<ScreeningCounts> {
    #[derive(FromQueryResult)]
    struct Row {
        screening: String,
        entries: i64,
    }
    let others = EntryFilter {
        screening: String::new(),
        ..filter.clone()
    };
    let (scope, mut values) = scope(visible);
    let (narrowed, narrowing) = others.condition(values.len() + 1);
    values.extend(narrowing);
    let sql = format!(
        "SELECT e.screening, COUNT(*) AS entries FROM entries e JOIN contests c ON c.id = e.contest_id \
         LEFT JOIN divisions d ON d.id = e.division_id {scope}{narrowed} GROUP BY e.screening"
    );
    let rows: Vec<Row> = query(source, &sql, values).await?;
    let of = |name: &str| {
        let found = rows.iter().find(|row| row.screening == name);
        count("entries", name, found.map_or(0, |row| row.entries))
    };
    Ok(ScreeningCounts {
        pending: of("pending")?,
        accepted: of("accepted")?,
        rejected: of("rejected")?,
    })
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

/// Everybody in an authorized edition who is a member of a team whose entry is not submitted, each once.
pub async fn members_with_drafts(
    source: &impl Source,
    edition: EditionId,
) -> Result<Vec<MemberLine>> {
    let sql = "SELECT p.name_zh, p.name_en, i.value AS email, a.language FROM accounts a \
               JOIN persons p ON p.id = a.person_id \
               LEFT JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email' \
               WHERE a.id IN (SELECT m.account_id FROM entries e JOIN members m ON m.team_id = e.team_id \
               WHERE e.edition_id = $1 AND e.state = 'draft') ORDER BY i.value, a.id LIMIT 20000";
    query(source, sql, [edition.0.into()]).await
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
