//! What screeners decided.

use domain::{
    eligibility::Check,
    ids::{AccountId, DivisionId, EntryId, ScreeningId, VersionId},
    policy::{Allowed, MoveEntry, ScreenEntry},
    screening::Screening,
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};

use crate::{
    entities::screenings,
    error::Result,
    rows::{bilingual, instant, to_document},
    store::{Source, Work, one, query},
};

/// A decision to be stored.
pub struct NewScreening<'a> {
    /// Identity.
    pub id: ScreeningId,
    /// On which version.
    pub version: VersionId,
    /// What the entry is now.
    pub screening: &'a Screening,
    /// What the rules computed.
    pub checks: &'a [Check],
    /// Whether the decision goes against them.
    pub overrides: bool,
}

/// Stores a decision and makes it the one that stands.
pub async fn decide(
    work: &Work,
    allowed: &Allowed<ScreenEntry>,
    by: AccountId,
    new: NewScreening<'_>,
) -> Result<()> {
    let row = screenings::ActiveModel {
        id: Set(new.id.0),
        entry_id: Set(allowed.subject()),
        version_id: Set(new.version.0),
        decision: Set(new.screening.name().to_owned()),
        reason: Set(new.screening.reason().to_owned()),
        checks: Set(to_document("screenings", &new.checks)?),
        overrides: Set(new.overrides.into()),
        decided_by: Set(by.0),
        decided_at: Set(allowed.at().0),
    };
    screenings::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    let sql = "UPDATE entries SET screening = $1, screening_reason = $2, screened_at = $3, \
               revision = revision + 1 WHERE id = $4 AND revision = $5";
    let values = [
        new.screening.name().into(),
        new.screening.reason().into(),
        new.screening.decided_at().map(|at| at.0).into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Whether an entry takes part in a heat that was opened.
pub async fn is_judged(source: &impl Source, entry: EntryId) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Row {
        found: i64,
    }
    let sql = "SELECT COUNT(*) AS found FROM assignments WHERE entry_id = $1";
    let rows: Vec<Row> = query(source, sql, [entry.0.into()]).await?;
    Ok(rows.first().is_some_and(|row| row.found > 0))
}

/// A decision on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreeningLine {
    /// `accepted` or `rejected`.
    pub decision: String,
    /// Why.
    pub reason: String,
    /// Whether it went against the rules.
    pub overrides: bool,
    /// Who decided.
    pub by: Bilingual,
    /// When.
    pub at: Timestamp,
}

/// The decisions about an authorized entry, the latest first.
pub async fn of_entry(source: &impl Source, entry: EntryId) -> Result<Vec<ScreeningLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        decision: String,
        reason: String,
        overrides: i32,
        name_zh: String,
        name_en: String,
        decided_at: i64,
    }
    let sql = "SELECT s.decision, s.reason, s.overrides, p.name_zh, p.name_en, s.decided_at \
               FROM screenings s JOIN accounts a ON a.id = s.decided_by \
               JOIN persons p ON p.id = a.person_id \
               WHERE s.entry_id = $1 ORDER BY s.decided_at DESC, s.id DESC LIMIT 200";
    let rows: Vec<Row> = query(source, sql, [entry.0.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| ScreeningLine {
            decision: row.decision,
            reason: row.reason,
            overrides: row.overrides == 1,
            by: bilingual(row.name_zh, row.name_en),
            at: instant(row.decided_at),
        })
        .collect())
}

/// Gives an entry another division, for a reason.
pub async fn give_division(
    work: &Work,
    allowed: &Allowed<MoveEntry>,
    by: AccountId,
    division: DivisionId,
    reason: &str,
) -> Result<()> {
    let sql = "UPDATE entries SET division_id = $1, division_by = 'headquarters', \
               division_reason = $2, division_by_account = $5, division_at = $6, \
               revision = revision + 1 WHERE id = $3 AND revision = $4";
    let values = [
        division.0.into(),
        reason.into(),
        allowed.subject().into(),
        allowed.revision().into(),
        by.0.into(),
        allowed.at().0.into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Who at headquarters gave an authorized entry its division, and when; nothing where nobody did.
pub async fn division_given(
    source: &impl Source,
    entry: EntryId,
) -> Result<Option<(Bilingual, Timestamp)>> {
    #[derive(FromQueryResult)]
    struct Row {
        name_zh: String,
        name_en: String,
        division_at: i64,
    }
    let sql = "SELECT p.name_zh, p.name_en, e.division_at FROM entries e \
               JOIN accounts a ON a.id = e.division_by_account JOIN persons p ON p.id = a.person_id \
               WHERE e.id = $1";
    let rows: Vec<Row> = query(source, sql, [entry.0.into()]).await?;
    Ok(rows.into_iter().next().map(|row| {
        (
            bilingual(row.name_zh, row.name_en),
            instant(row.division_at),
        )
    }))
}
