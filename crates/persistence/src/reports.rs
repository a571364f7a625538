//! What hosts hand in at headquarters after closing a heat.

use domain::{
    fingerprint::Fingerprint,
    ids::{AccountId, EditionId, HeatId, HeatReportId},
    policy::{Allowed, AnswerHeatReport, AttachHeatScan, ReportHeat},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    entities::heat_reports,
    error::Result,
    rows::{bilingual, count, inconsistent, instant, present, to_column},
    store::{Source, Work, one, query},
};

/// A scan that belongs to a report, addressed by its content hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The name the host gave it.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its content hash.
    pub sha256: Fingerprint,
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatReport {
    /// Identity.
    pub id: HeatReportId,
    /// Lock column.
    pub revision: i64,
    /// 1 for the first of its heat.
    pub number: u32,
    /// `reported`, `accepted` or `returned`.
    pub state: String,
    /// Which standing it hands in.
    pub standing: Fingerprint,
    /// What the host says.
    pub statement: String,
    /// The signed list.
    pub scan: Option<Scan>,
    /// Who handed it in.
    pub reported_by: Bilingual,
    /// When.
    pub reported_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// Why it was returned.
    pub answer_reason: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    revision: i64,
    number: i32,
    state: String,
    standing_fingerprint: String,
    statement: String,
    scan_name: Option<String>,
    scan_bytes: Option<i64>,
    scan_sha256: Option<String>,
    name_zh: String,
    name_en: String,
    reported_at: i64,
    answered_at: Option<i64>,
    answer_reason: Option<String>,
}

/// The reports of an authorized heat, the latest first.
pub async fn of_heat(source: &impl Source, heat: HeatId) -> Result<Vec<HeatReport>> {
    let sql = "SELECT r.id, r.revision, r.number, r.state, r.standing_fingerprint, r.statement, \
               r.scan_name, r.scan_bytes, r.scan_sha256, p.name_zh, p.name_en, r.reported_at, \
               r.answered_at, r.answer_reason FROM heat_reports r \
               JOIN accounts a ON a.id = r.reported_by JOIN persons p ON p.id = a.person_id \
               WHERE r.heat_id = $1 ORDER BY r.number DESC LIMIT 200";
    let rows: Vec<Row> = query(source, sql, [heat.0.into()]).await?;
    rows.into_iter().map(to_report).collect()
}

fn to_report(row: Row) -> Result<HeatReport> {
    let hash = |text: &str| {
        let hash = Fingerprint::from_stored(text);
        present("heat_reports", row.id, "hash", hash)
    };
    let scan = match (&row.scan_name, row.scan_bytes, &row.scan_sha256) {
        (Some(name), Some(bytes), Some(sha256)) => Some(Scan {
            name: name.clone(),
            bytes: u64::try_from(bytes).map_err(|e| inconsistent("heat_reports", row.id, e))?,
            sha256: hash(sha256)?,
        }),
        _ => None,
    };
    Ok(HeatReport {
        id: HeatReportId(row.id),
        revision: row.revision,
        number: count("heat_reports", row.id, row.number)?,
        standing: hash(&row.standing_fingerprint)?,
        scan,
        state: row.state,
        statement: row.statement,
        reported_by: bilingual(row.name_zh, row.name_en),
        reported_at: instant(row.reported_at),
        answered_at: row.answered_at.map(instant),
        answer_reason: row.answer_reason,
    })
}

/// The state of the latest report of every heat of an authorized edition that has one.
pub async fn latest_states(
    source: &impl Source,
    edition: EditionId,
) -> Result<Vec<(HeatId, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        heat_id: Uuid,
        state: String,
    }
    let sql = "SELECT r.heat_id, r.state FROM heat_reports r JOIN heats h ON h.id = r.heat_id \
               WHERE h.edition_id = $1 AND r.number = \
               (SELECT MAX(l.number) FROM heat_reports l WHERE l.heat_id = r.heat_id)";
    let rows: Vec<Row> = query(source, sql, [edition.0.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| (HeatId(row.heat_id), row.state))
        .collect())
}

/// What is handed in.
pub struct NewReport<'a> {
    /// Identity.
    pub id: HeatReportId,
    /// 1 for the first of its heat.
    pub number: u32,
    /// Which standing.
    pub standing: &'a Fingerprint,
    /// What the host says.
    pub statement: &'a str,
}

/// Stores a report.
pub async fn add(
    work: &Work,
    allowed: &Allowed<ReportHeat>,
    by: AccountId,
    new: NewReport<'_>,
) -> Result<()> {
    let row = heat_reports::ActiveModel {
        id: Set(new.id.0),
        heat_id: Set(allowed.subject()),
        number: Set(to_column(new.number)),
        state: Set("reported".to_owned()),
        standing_fingerprint: Set(new.standing.to_string()),
        statement: Set(new.statement.to_owned()),
        scan_name: Set(None),
        scan_bytes: Set(None),
        scan_sha256: Set(None),
        reported_by: Set(by.0),
        reported_at: Set(allowed.at().0),
        answered_by: Set(None),
        answered_at: Set(None),
        answer_reason: Set(None),
        revision: Set(1),
    };
    heat_reports::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Adds a scan to a report that was not answered yet.
pub async fn attach_scan(
    work: &Work,
    _: &Allowed<AttachHeatScan>,
    report: &HeatReport,
    scan: &Scan,
) -> Result<()> {
    let sql = "UPDATE heat_reports SET scan_name = $1, scan_bytes = $2, scan_sha256 = $3, \
               revision = revision + 1 WHERE id = $4 AND revision = $5 AND state = 'reported'";
    let values = [
        scan.name.clone().into(),
        i64::try_from(scan.bytes).unwrap_or(i64::MAX).into(),
        scan.sha256.to_string().into(),
        report.id.0.into(),
        report.revision.into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores what headquarters answered; nothing for a reason is yes.
pub async fn answer(
    work: &Work,
    allowed: &Allowed<AnswerHeatReport>,
    by: AccountId,
    report: &HeatReport,
    returned: Option<&str>,
) -> Result<()> {
    let sql = "UPDATE heat_reports SET state = $1, answered_by = $2, answered_at = $3, \
               answer_reason = $4, revision = revision + 1 \
               WHERE id = $5 AND revision = $6 AND state = 'reported'";
    let state = if returned.is_some() {
        "returned"
    } else {
        "accepted"
    };
    let values = [
        state.into(),
        by.0.into(),
        allowed.at().0.into(),
        returned.map(str::to_owned).into(),
        report.id.0.into(),
        report.revision.into(),
    ];
    one(work.execute(sql, values).await?)
}
