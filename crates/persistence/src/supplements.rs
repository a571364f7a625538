//! What shortlisted teams are asked for.

use domain::{
    entry::{Received, Supplement},
    ids::{AccountId, ContestId, EditionId, EntryId, HeatId, Ids, SupplementId, VersionId},
    policy::{Allowed, ListSupplements, RequestSupplement, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, Value,
    sea_query::OnConflict,
};
use uuid::Uuid;

use crate::{
    entities::supplements,
    error::Result,
    rows::{bilingual, instant},
    store::{Source, Work, query},
};

/// Rows of one statement.
const BATCH: usize = 500;

/// What was asked of the team of an entry.
pub async fn of_entry(source: &impl Source, entry: EntryId) -> Result<Option<Supplement>> {
    let row = supplements::Entity::find()
        .filter(supplements::Column::EntryId.eq(entry.0))
        .one(source.connection())
        .await?;
    Ok(row.map(|row| {
        supplement(Asked {
            id: row.id,
            requested_at: row.requested_at,
            due_at: row.due_at,
            remark_zh: row.remark_zh,
            remark_en: row.remark_en,
            received_version_id: row.received_version_id,
            received_at: row.received_at,
        })
    }))
}

/// The columns of a supplement.
struct Asked {
    id: Uuid,
    requested_at: i64,
    due_at: i64,
    remark_zh: String,
    remark_en: String,
    received_version_id: Option<Uuid>,
    received_at: Option<i64>,
}

fn supplement(row: Asked) -> Supplement {
    let received = row.received_version_id.zip(row.received_at);
    Supplement {
        id: SupplementId(row.id),
        requested_at: instant(row.requested_at),
        due_at: instant(row.due_at),
        remark: bilingual(row.remark_zh, row.remark_en),
        received: received.map(|(version, at)| Received {
            version: VersionId(version),
            arrived_at: instant(at),
        }),
    }
}

/// An entry whose team may be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub entry: EntryId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// In what it competes.
    pub contest: ContestId,
    /// Whether it was submitted.
    pub submitted: bool,
    /// Whether the screeners turned it away.
    pub rejected: bool,
    /// Until when the team was asked before, if it was.
    pub due_at: Option<Timestamp>,
}

/// The entries of an authorized edition with these numbers, and those without a supplement yet that were sent or let into a
/// heat, by number; at most `most`.
pub async fn candidates(
    source: &impl Source,
    edition: EditionId,
    heat: Option<HeatId>,
    numbers: &[String],
    most: u32,
) -> Result<Vec<Candidate>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        number: String,
        title_zh: String,
        title_en: String,
        contest_id: Uuid,
        state: String,
        screening: String,
        due_at: Option<i64>,
    }
    let nil = Uuid::nil();
    let mut values: Vec<Value> = vec![
        edition.0.into(),
        i32::from(heat.is_some()).into(),
        heat.map_or(nil, |heat| heat.0).into(),
        i64::from(most).into(),
    ];
    let named: Vec<_> = (values.len() + 1..)
        .take(numbers.len())
        .map(|place| format!("${place}"))
        .collect();
    values.extend(numbers.iter().map(|number| Value::from(number.as_str())));
    let named = if named.is_empty() {
        "NULL".to_owned()
    } else {
        named.join(", ")
    };
    let sql = format!(
        "SELECT e.id, e.number, e.title_zh, e.title_en, e.contest_id, e.state, e.screening, s.due_at \
         FROM entries e LEFT JOIN supplements s ON s.entry_id = e.id \
         WHERE e.edition_id = $1 AND (e.number IN ({named}) OR ($2 = 1 AND s.received_at IS NULL AND EXISTS \
         (SELECT 1 FROM advancements v WHERE v.entry_id = e.id AND v.to_heat_id = $3))) \
         ORDER BY e.number LIMIT $4"
    );
    let rows: Vec<Row> = query(source, &sql, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| Candidate {
            entry: EntryId(row.id),
            number: row.number,
            title: bilingual(row.title_zh, row.title_en),
            contest: ContestId(row.contest_id),
            submitted: row.state == "submitted",
            rejected: row.screening == "rejected",
            due_at: row.due_at.map(instant),
        })
        .collect())
}

/// Asks the teams of some entries. Whoever was asked before has until the new instant; what was
/// received stays.
pub async fn request(
    work: &Work,
    allowed: &Allowed<RequestSupplement>,
    ids: &dyn Ids,
    by: AccountId,
    asked: &[Candidate],
    due_at: Timestamp,
    remark: &Bilingual,
) -> Result<()> {
    let now = allowed.at();
    let row = |one: &Candidate| supplements::ActiveModel {
        id: Set(SupplementId::mint(ids, now).0),
        edition_id: Set(allowed.subject()),
        entry_id: Set(one.entry.0),
        requested_by: Set(by.0),
        requested_at: Set(now.0),
        due_at: Set(due_at.0),
        remark_zh: Set(remark.zh.clone()),
        remark_en: Set(remark.en.clone()),
        received_version_id: Set(None),
        received_at: Set(None),
    };
    for batch in asked.chunks(BATCH) {
        let again = OnConflict::column(supplements::Column::EntryId)
            .update_columns([
                supplements::Column::RequestedBy,
                supplements::Column::RequestedAt,
                supplements::Column::DueAt,
                supplements::Column::RemarkZh,
                supplements::Column::RemarkEn,
            ])
            .to_owned();
        supplements::Entity::insert_many(batch.iter().map(row))
            .on_conflict(again)
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

/// Somebody to be told about an entry.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Addressee {
    /// The entry's number.
    pub number: String,
    /// Where a mail goes.
    pub email: String,
    /// The language of mails.
    pub language: String,
}

/// The members with an address of the teams of some entries.
pub async fn addressees(work: &Work, asked: &[Candidate]) -> Result<Vec<Addressee>> {
    let mut all = vec![];
    for batch in asked.chunks(BATCH) {
        let places: Vec<_> = (1..=batch.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT e.number, i.value AS email, a.language FROM entries e \
             JOIN members m ON m.team_id = e.team_id JOIN accounts a ON a.id = m.account_id \
             JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email' \
             WHERE e.id IN ({}) ORDER BY e.number, m.joined_at, i.value",
            places.join(", ")
        );
        let values: Vec<Value> = batch.iter().map(|one| one.entry.0.into()).collect();
        all.extend(query::<Addressee>(work, &sql, values).await?);
    }
    Ok(all)
}

/// A supplement in the list of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplementLine {
    /// The entry's number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
    /// Key of its contest.
    pub contest: String,
    /// Key of its division, where it has one.
    pub division: Option<String>,
    /// What was asked, and what came of it.
    pub supplement: Supplement,
}

/// The supplements of an edition by number.
pub async fn list(
    source: &impl Source,
    visible: &Visible<ListSupplements>,
) -> Result<Vec<SupplementLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        requested_at: i64,
        due_at: i64,
        remark_zh: String,
        remark_en: String,
        received_version_id: Option<Uuid>,
        received_at: Option<i64>,
        number: String,
        title_zh: String,
        title_en: String,
        team_name_zh: String,
        team_name_en: String,
        contest: String,
        division: Option<String>,
    }
    let sql = "SELECT s.id, s.requested_at, s.due_at, s.remark_zh, s.remark_en, \
               s.received_version_id, s.received_at, e.number, e.title_zh, e.title_en, \
               e.team_name_zh, e.team_name_en, c.key AS contest, d.key AS division \
               FROM supplements s JOIN entries e ON e.id = s.entry_id \
               JOIN contests c ON c.id = e.contest_id \
               LEFT JOIN divisions d ON d.id = e.division_id \
               WHERE s.edition_id = $1 ORDER BY e.number LIMIT 5000";
    let rows: Vec<Row> = query(source, sql, [visible.subject().into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| SupplementLine {
            supplement: supplement(Asked {
                id: row.id,
                requested_at: row.requested_at,
                due_at: row.due_at,
                remark_zh: row.remark_zh,
                remark_en: row.remark_en,
                received_version_id: row.received_version_id,
                received_at: row.received_at,
            }),
            number: row.number,
            title: bilingual(row.title_zh, row.title_en),
            team: bilingual(row.team_name_zh, row.team_name_en),
            contest: row.contest,
            division: row.division,
        })
        .collect())
}
