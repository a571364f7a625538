//! Confidences: the register of an edition, and what those see who are told.

mod writing;

use std::collections::BTreeMap;

use domain::{
    confidence::{
        Answer, Capacity, Channel, Coming, Confidant, Confidence, ConfidenceState, Level, Opening,
        Outsider, Telling,
    },
    ids::{AccountId, ConfidenceId, EditionId, EntryId, TeamId},
    policy::{Guarded, ListOwnConfidences, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::{
    error::Result,
    rows::{bilingual, count, document, inconsistent, instant, present},
    store::{Lock, Source, Work, query},
};

pub use self::writing::{
    Link, Opens, Tells, add, note_answer, note_opening, note_reminder, note_withdrawal,
    save_telling,
};

/// A confidence with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfidenceLine {
    /// The confidence.
    pub confidence: Confidence,
    /// The number of the entry whose team is told; empty for outsiders.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
    /// Until when the personal link is good, where there is one.
    pub link_ends_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    revision: i64,
    edition_id: Uuid,
    entry_id: Option<Uuid>,
    team_id: Option<Uuid>,
    number: Option<String>,
    title_zh: Option<String>,
    title_en: Option<String>,
    team_name_zh: Option<String>,
    team_name_en: Option<String>,
    name_zh: String,
    name_en: String,
    organization: String,
    capacity: String,
    email: Option<String>,
    covers: String,
    token_expires_at: Option<i64>,
    state: String,
    opened_at: Option<i64>,
    answer: Option<String>,
    answered_at: Option<i64>,
    withdrawn_by: Option<Uuid>,
    withdrawn_at: Option<i64>,
    withdrawn_reason: Option<String>,
}

#[derive(FromQueryResult)]
struct TellingRow {
    confidence_id: Uuid,
    number: i32,
    level: String,
    channel: String,
    awards: String,
    remark: String,
    told_by: Uuid,
    told_at: i64,
}

#[derive(FromQueryResult)]
struct OpeningRow {
    confidence_id: Uuid,
    telling: i32,
    account_id: Option<Uuid>,
    pledge: i32,
    opened_at: i64,
}

/// The most confidences that are read at once.
const MOST: i64 = 2_000;

/// The confidences that a condition on `c` chooses, the first told first.
async fn load(source: &impl Source, condition: &str, value: Value) -> Result<Vec<ConfidenceLine>> {
    let sql = format!(
        "SELECT c.id, c.revision, c.edition_id, c.entry_id, e.team_id, e.number, e.title_zh, \
         e.title_en, e.team_name_zh, e.team_name_en, c.name_zh, c.name_en, c.organization, \
         c.capacity, c.email, c.covers, c.token_expires_at, c.state, c.opened_at, c.answer, \
         c.answered_at, c.withdrawn_by, c.withdrawn_at, c.withdrawn_reason \
         FROM confidences c LEFT JOIN entries e ON e.id = c.entry_id \
         WHERE {condition} ORDER BY c.id LIMIT {MOST}"
    );
    let rows: Vec<Row> = query(source, &sql, [value.clone()]).await?;
    let chosen = format!("confidence_id IN (SELECT c.id FROM confidences c WHERE {condition})");
    let sql = format!(
        "SELECT confidence_id, number, level, channel, awards, remark, told_by, told_at \
         FROM confidence_tellings WHERE {chosen} ORDER BY confidence_id, number LIMIT 10000"
    );
    let tellings: Vec<TellingRow> = query(source, &sql, [value.clone()]).await?;
    let sql = format!(
        "SELECT confidence_id, telling, account_id, pledge, opened_at FROM confidence_openings \
         WHERE {chosen} ORDER BY opened_at, confidence_id, telling, account_id LIMIT 50000"
    );
    let openings: Vec<OpeningRow> = query(source, &sql, [value]).await?;
    let (mut told, mut opened) = (BTreeMap::new(), BTreeMap::new());
    for row in tellings {
        let (id, telling) = (row.confidence_id, telling(row)?);
        told.entry(id).or_insert_with(Vec::new).push(telling);
    }
    for row in openings {
        let (id, opening) = (row.confidence_id, opening(&row)?);
        opened.entry(id).or_insert_with(Vec::new).push(opening);
    }
    rows.into_iter()
        .map(|row| {
            let told = told.remove(&row.id).unwrap_or_default();
            let opened = opened.remove(&row.id).unwrap_or_default();
            to_line(row, told, opened)
        })
        .collect()
}

fn telling(row: TellingRow) -> Result<Telling> {
    let (table, id) = ("confidence_tellings", row.confidence_id);
    Ok(Telling {
        number: count(table, id, row.number)?,
        level: present(table, id, "level", Level::from_name(&row.level))?,
        channel: present(table, id, "channel", Channel::from_name(&row.channel))?,
        awards: document(table, id, &row.awards)?,
        remark: row.remark,
        by: AccountId(row.told_by),
        at: instant(row.told_at),
    })
}

fn opening(row: &OpeningRow) -> Result<Opening> {
    let (table, id) = ("confidence_openings", row.confidence_id);
    Ok(Opening {
        telling: count(table, id, row.telling)?,
        account: row.account_id.map(AccountId),
        pledge: count(table, id, row.pledge)?,
        at: instant(row.opened_at),
    })
}

fn to_line(row: Row, tellings: Vec<Telling>, openings: Vec<Opening>) -> Result<ConfidenceLine> {
    let table = "confidences";
    let state = state(&row)?;
    let whom = match row.entry_id.zip(row.team_id) {
        Some((entry, team)) => Confidant::Entry {
            entry: EntryId(entry),
            team: TeamId(team),
        },
        None => Confidant::Outsider(Outsider {
            name: bilingual(row.name_zh, row.name_en),
            organization: row.organization,
            capacity: present(
                table,
                row.id,
                "capacity",
                Capacity::from_name(&row.capacity),
            )?,
            email: row.email,
            covers: document(table, row.id, &row.covers)?,
        }),
    };
    Ok(ConfidenceLine {
        confidence: Confidence {
            id: ConfidenceId(row.id),
            revision: row.revision,
            edition: EditionId(row.edition_id),
            whom,
            tellings,
            openings,
            state,
        },
        number: row.number.unwrap_or_default(),
        title: text(row.title_zh, row.title_en),
        team: text(row.team_name_zh, row.team_name_en),
        link_ends_at: row.token_expires_at.map(instant),
    })
}

/// A text out of the columns of an outer join.
fn text(zh: Option<String>, en: Option<String>) -> Bilingual {
    bilingual(zh.unwrap_or_default(), en.unwrap_or_default())
}

fn state(row: &Row) -> Result<ConfidenceState> {
    let table = "confidences";
    let answer = match (row.answer.as_deref(), row.answered_at) {
        (Some(how), Some(at)) => Some(Answer {
            how: present(table, row.id, "answer", Coming::from_name(how))?,
            at: instant(at),
        }),
        _ => None,
    };
    let opened_at = row.opened_at.map(instant);
    let withdrawn = row.withdrawn_at.zip(row.withdrawn_by);
    let withdrawn = withdrawn.zip(row.withdrawn_reason.clone());
    match (row.state.as_str(), opened_at, answer, withdrawn) {
        ("told", None, None, None) => Ok(ConfidenceState::Told),
        ("opened", Some(at), None, None) => Ok(ConfidenceState::Opened { at }),
        ("answered", Some(opened_at), Some(answer), None) => {
            Ok(ConfidenceState::Answered { opened_at, answer })
        }
        ("withdrawn", opened_at, answer, Some(((at, by), reason))) => {
            Ok(ConfidenceState::Withdrawn {
                at: instant(at),
                by: AccountId(by),
                reason,
                opened_at,
                answer,
            })
        }
        _ => Err(inconsistent(
            table,
            row.id,
            "state and instants do not agree",
        )),
    }
}

/// All confidences of an authorized edition.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<ConfidenceLine>> {
    load(source, "c.edition_id = $1", edition.0.into()).await
}

/// The names of those who told, opened or withdrew anything in an authorized edition.
pub async fn names(
    source: &impl Source,
    edition: EditionId,
) -> Result<BTreeMap<AccountId, Bilingual>> {
    #[derive(FromQueryResult)]
    struct NameRow {
        id: Uuid,
        name_zh: String,
        name_en: String,
    }
    let sql = "SELECT a.id, p.name_zh, p.name_en FROM accounts a JOIN persons p ON p.id = a.person_id \
               WHERE a.id IN (SELECT t.told_by FROM confidences c JOIN confidence_tellings t \
               ON t.confidence_id = c.id WHERE c.edition_id = $1) \
               OR a.id IN (SELECT o.account_id FROM confidences c JOIN confidence_openings o \
               ON o.confidence_id = c.id WHERE c.edition_id = $1) \
               OR a.id IN (SELECT c.withdrawn_by FROM confidences c WHERE c.edition_id = $1) \
               LIMIT 20000";
    let rows: Vec<NameRow> = query(source, sql, [edition.0.into()]).await?;
    let named = |row: NameRow| (AccountId(row.id), bilingual(row.name_zh, row.name_en));
    Ok(rows.into_iter().map(named).collect())
}

/// The confidences of the teams of an account.
pub async fn list_own(
    source: &impl Source,
    visible: &Visible<ListOwnConfidences>,
) -> Result<Vec<ConfidenceLine>> {
    let Some(account) = visible.account() else {
        return Ok(vec![]);
    };
    let condition = "c.entry_id IN (SELECT e.id FROM members m JOIN entries e \
                     ON e.team_id = m.team_id WHERE m.account_id = $1)";
    load(source, condition, account.0.into()).await
}

/// A confidence, for those who are told.
pub async fn find(source: &impl Source, id: Uuid) -> Result<Option<Guarded<Confidence>>> {
    let found = load(source, "c.id = $1", id.into()).await?;
    Ok(found
        .into_iter()
        .next()
        .map(|line| Guarded::seal(line.confidence)))
}

/// A confidence, to be changed: others wait until the unit of work ends.
pub async fn find_to_change(work: &Work, id: Uuid) -> Result<Option<Guarded<Confidence>>> {
    work.lock("confidences", id, Lock::Exclusive).await?;
    find(work, id).await
}

/// The number and the name of the entry of an authorized confidence.
pub async fn entry_of(source: &impl Source, id: ConfidenceId) -> Result<(String, Bilingual)> {
    let found = load(source, "c.id = $1", id.0.into()).await?;
    let line = found.into_iter().next();
    Ok(line.map_or_else(Default::default, |line| (line.number, line.title)))
}

/// The confidence behind a personal link that is still good.
pub async fn find_by_link(
    source: &impl Source,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<Guarded<Confidence>>> {
    let found = load(source, "c.token_hash = $1", token_hash.into()).await?;
    let good = |line: &ConfidenceLine| line.link_ends_at.is_some_and(|end| now < end);
    let line = found.into_iter().find(good);
    Ok(line.map(|line| Guarded::seal(line.confidence)))
}
