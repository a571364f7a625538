//! What submitting leaves behind: versions, never changed again.

use std::collections::BTreeMap;

use domain::{
    edition::form,
    entry::{Entry, GivenDivision, Lists, Version, VersionContent},
    ids::{AccountId, EntryId, VersionId},
    policy::{Allowed, SubmitEntry, SubmitSupplement},
    screening::Screening,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};

use super::{mapping::fingerprint, name};
use crate::{
    entities::entry_versions,
    error::Result,
    rows::{count, document, instant, present, to_column, to_document},
    store::{Source, Work, one, query},
};

/// Versions that are read at once: they can be long.
const PAGE: usize = 200;

/// What a submit leaves behind beside its version.
pub struct Submitted {
    /// Undecided, since a decision is about a version.
    pub screening: Screening,
    /// The division that the entry has now.
    pub division: Option<GivenDivision>,
}

/// Records a version and makes it the one that stands.
pub async fn record_version(
    work: &Work,
    allowed: &Allowed<SubmitEntry>,
    by: AccountId,
    entry: &Entry,
    version: &Version,
    standing: Submitted,
) -> Result<()> {
    insert(work, entry, by, version).await?;
    let sql = "UPDATE entries SET state = 'submitted', latest_version_id = $1, \
               latest_version = $2, latest_fingerprint = $3, latest_recorded_at = $4, \
               screening = $7, screening_reason = '', screened_at = NULL, \
               division_id = $8, division_by = $9, \
               revision = revision + 1 WHERE id = $5 AND revision = $6";
    let values = [
        version.id.0.into(),
        to_column(version.number).into(),
        version.fingerprint.to_string().into(),
        version.recorded_at.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
        standing.screening.name().into(),
        standing
            .division
            .as_ref()
            .map(|given| given.division.0)
            .into(),
        standing.division.map(|given| given.by.name()).into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Records a version that a supplement made and makes it the one that stands. What the screeners said
/// of the entry, and where it competes, stays.
pub async fn record_supplement(
    work: &Work,
    allowed: &Allowed<SubmitSupplement>,
    by: AccountId,
    entry: &Entry,
    version: &Version,
) -> Result<()> {
    insert(work, entry, by, version).await?;
    let sql = "UPDATE entries SET latest_version_id = $1, latest_version = $2, \
               latest_fingerprint = $3, latest_recorded_at = $4, revision = revision + 1 \
               WHERE id = $5 AND revision = $6";
    let values = [
        version.id.0.into(),
        to_column(version.number).into(),
        version.fingerprint.to_string().into(),
        version.recorded_at.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)?;
    let sql =
        "UPDATE supplements SET received_version_id = $1, received_at = $2 WHERE entry_id = $3";
    let values = [
        version.id.0.into(),
        version.arrived_at.0.into(),
        allowed.subject().into(),
    ];
    one(work.execute(sql, values).await?)
}

async fn insert(work: &Work, entry: &Entry, by: AccountId, version: &Version) -> Result<()> {
    let title = version.content.answers.get(form::TITLE_QUESTION);
    let title = title.cloned().unwrap_or_default();
    let row = entry_versions::ActiveModel {
        id: Set(version.id.0),
        entry_id: Set(entry.id.0),
        number: Set(to_column(version.number)),
        title_zh: Set(title.zh),
        title_en: Set(title.en),
        content: Set(to_document("entry_versions", &version.content)?),
        fingerprint: Set(version.fingerprint.to_string()),
        arrived_at: Set(version.arrived_at.0),
        recorded_at: Set(version.recorded_at.0),
        submitted_by: Set(by.0),
    };
    entry_versions::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    name(work, entry, &version.content).await
}

/// One version, for a thing that was authorized and pins it.
pub async fn version(source: &impl Source, id: VersionId) -> Result<Version> {
    let row = entry_versions::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    to_version(present("entry_versions", id, "row", row)?)
}

/// All versions of an authorized entry, the latest first.
pub async fn versions(source: &impl Source, entry: EntryId) -> Result<Vec<Version>> {
    let rows = entry_versions::Entity::find()
        .filter(entry_versions::Column::EntryId.eq(entry.0))
        .order_by_desc(entry_versions::Column::Number)
        .all(source.connection())
        .await?;
    rows.into_iter().map(to_version).collect()
}

fn to_version(row: entry_versions::Model) -> Result<Version> {
    Ok(Version {
        id: VersionId(row.id),
        number: count("entry_versions", row.id, row.number)?,
        content: document::<VersionContent>("entry_versions", row.id, &row.content)?,
        fingerprint: fingerprint("entry_versions", row.id, &row.fingerprint)?,
        arrived_at: instant(row.arrived_at),
        recorded_at: instant(row.recorded_at),
    })
}

/// What the entries of a page hold as they stand, by number: their lists, of those that have any.
pub async fn standing_lists(
    source: &impl Source,
    numbers: &[String],
) -> Result<BTreeMap<String, Lists>> {
    #[derive(FromQueryResult)]
    struct Row {
        number: String,
        content: String,
    }
    let mut lists = BTreeMap::new();
    for page in numbers.chunks(PAGE) {
        let places: Vec<_> = (1..=page.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT e.number, v.content FROM entries e JOIN entry_versions v \
             ON v.id = e.latest_version_id WHERE e.number IN ({})",
            places.join(", ")
        );
        let values = page.iter().map(|number| number.as_str().into());
        let rows: Vec<Row> = query(source, &sql, values.collect::<Vec<_>>()).await?;
        for row in rows {
            let content: VersionContent = document("entry_versions", &row.number, &row.content)?;
            if !content.lists.is_empty() {
                lists.insert(row.number, content.lists);
            }
        }
    }
    Ok(lists)
}
