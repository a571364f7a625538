//! The audit log: one entry in the same transaction as each change of an official thing.

use domain::{
    ids::{AccountId, AuditId, EditionId, Ids},
    policy::{Action, Allowed, ListAudit, Visible},
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    entities::audit_entries,
    error::Result,
    rows::{bilingual, document, instant},
    store::{Source, Store, Work, query},
};

/// Notes what an actor was allowed and did. `kind` is the subject's table.
pub async fn note<A: Action>(
    work: &Work,
    allowed: &Allowed<A>,
    ids: &dyn Ids,
    edition: Option<EditionId>,
    kind: &str,
    detail: &Value,
) -> Result<()> {
    let row = audit_entries::ActiveModel {
        id: Set(AuditId::mint(ids, allowed.at()).0),
        edition_id: Set(edition.map(|edition| edition.0)),
        actor_id: Set(allowed.actor().map(|actor| actor.0)),
        action: Set(allowed.name().to_owned()),
        subject_kind: Set(kind.to_owned()),
        subject_id: Set(allowed.subject()),
        detail: Set(detail.to_string()),
        at: Set(allowed.at().0),
        number: Set(None),
    };
    audit_entries::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Notes that something was done, and not by whom: for what must stay secret.
pub async fn note_nameless<A: Action>(
    work: &Work,
    allowed: &Allowed<A>,
    ids: &dyn Ids,
    edition: EditionId,
    kind: &str,
) -> Result<()> {
    let row = audit_entries::ActiveModel {
        id: Set(AuditId::mint(ids, allowed.at()).0),
        edition_id: Set(Some(edition.0)),
        actor_id: Set(None),
        action: Set(allowed.name().to_owned()),
        subject_kind: Set(kind.to_owned()),
        subject_id: Set(allowed.subject()),
        detail: Set("{}".to_owned()),
        at: Set(allowed.at().0),
        number: Set(None),
    };
    audit_entries::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Notes what the operator did to an account on the command line, where nobody is signed in.
pub async fn note_operator(
    work: &Work,
    ids: &dyn Ids,
    now: Timestamp,
    action: &str,
    edition: Option<EditionId>,
    account: AccountId,
    detail: &Value,
) -> Result<()> {
    let row = audit_entries::ActiveModel {
        id: Set(AuditId::mint(ids, now).0),
        edition_id: Set(edition.map(|edition| edition.0)),
        actor_id: Set(None),
        action: Set(action.to_owned()),
        subject_kind: Set(AccountId::KIND.to_owned()),
        subject_id: Set(account.0),
        detail: Set(detail.to_string()),
        at: Set(now.0),
        number: Set(None),
    };
    audit_entries::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditLine {
    /// Identity.
    pub id: AuditId,
    /// Its number, once the sequencer gave it one.
    pub number: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: domain::text::Bilingual,
    /// What.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which.
    pub subject: Uuid,
    /// With which figures.
    pub detail: Value,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    number: Option<i64>,
    at: i64,
    name_zh: Option<String>,
    name_en: Option<String>,
    action: String,
    subject_kind: String,
    subject_id: Uuid,
    detail: String,
}

/// A page of an edition's log, the newest first, after the entry with this instant and identity.
pub async fn list(
    source: &impl Source,
    visible: &Visible<ListAudit>,
    after: Option<(Timestamp, AuditId)>,
    limit: u32,
) -> Result<Vec<AuditLine>> {
    let sql = "SELECT l.id, l.number, l.at, p.name_zh, p.name_en, l.action, l.subject_kind, \
               l.subject_id, l.detail FROM audit_entries l \
               LEFT JOIN accounts a ON a.id = l.actor_id LEFT JOIN persons p ON p.id = a.person_id \
               WHERE l.edition_id = $1 AND (l.at < $2 OR (l.at = $2 AND l.id < $3)) \
               ORDER BY l.at DESC, l.id DESC LIMIT $4";
    let (at, id) = after.unwrap_or((Timestamp(i64::MAX), AuditId(Uuid::max())));
    let values = [
        visible.subject().into(),
        at.0.into(),
        id.0.into(),
        i64::from(limit).into(),
    ];
    let rows: Vec<Row> = query(source, sql, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(AuditLine {
                id: AuditId(row.id),
                number: row.number,
                at: instant(row.at),
                actor: bilingual(
                    row.name_zh.unwrap_or_default(),
                    row.name_en.unwrap_or_default(),
                ),
                action: row.action,
                subject_kind: row.subject_kind,
                subject: row.subject_id,
                detail: document("audit_entries", row.id, &row.detail)?,
            })
        })
        .collect()
}

/// Numbers entries that have none, in the order of their instants; the holder of the lease calls it.
/// Numbering later keeps every write free of a shared counter.
pub async fn number(store: &Store, limit: i64) -> Result<u64> {
    let work = store.begin_write().await?;
    let sql = "UPDATE audit_entries SET number = fresh.number FROM \
               (SELECT id, (SELECT COALESCE(MAX(number), 0) FROM audit_entries) \
               + ROW_NUMBER() OVER (ORDER BY at, id) AS number FROM \
               (SELECT id, at FROM audit_entries WHERE number IS NULL ORDER BY at, id LIMIT $1) AS waiting) \
               AS fresh WHERE audit_entries.id = fresh.id";
    let rows = work.execute(sql, [limit.into()]).await?;
    work.commit().await?;
    Ok(rows)
}
