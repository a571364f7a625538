//! Roles in an edition: who has which, giving one and taking it back.

use domain::{
    ids::{AccountId, DivisionId, EditionId, GrantId},
    people::Role,
    policy::{Allowed, EndGrant, GiveGrant},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    entities::{grant_divisions, grants},
    error::Result,
    rows::{bilingual, instant, present},
    store::{Source, Work, one, query},
};

/// The most grants that a list shows.
const MOST_GRANTS: u32 = 1_000;

/// A role of somebody that stands or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantLine {
    /// Identity.
    pub id: GrantId,
    /// Of which account.
    pub account: AccountId,
    /// What it allows.
    pub role: Role,
    /// The address.
    pub email: Option<String>,
    /// The name.
    pub name: Bilingual,
    /// Keys of the divisions it is limited to, in order.
    pub divisions: Vec<String>,
    /// From this instant.
    pub from: Timestamp,
    /// Until just before this instant.
    pub until: Option<Timestamp>,
    /// Whether it holds for every edition.
    pub everywhere: bool,
}

/// The roles in an authorized edition that have not ended, by role and name.
pub async fn of_edition(
    source: &impl Source,
    edition: EditionId,
    now: Timestamp,
) -> Result<Vec<GrantLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        account_id: Uuid,
        role: String,
        edition_id: Option<Uuid>,
        starts_at: i64,
        ends_at: Option<i64>,
        name_zh: String,
        name_en: String,
        email: Option<String>,
    }
    #[derive(FromQueryResult)]
    struct DivisionRow {
        grant_id: Uuid,
        key: String,
    }
    let sql = "SELECT g.id, g.account_id, g.role, g.edition_id, g.starts_at, g.ends_at, p.name_zh, \
               p.name_en, i.value AS email FROM grants g JOIN accounts a ON a.id = g.account_id \
               JOIN persons p ON p.id = a.person_id \
               LEFT JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email' \
               WHERE (g.edition_id = $1 OR g.edition_id IS NULL) AND (g.ends_at IS NULL OR g.ends_at > $2) \
               ORDER BY g.role, p.name_en, p.name_zh, g.id LIMIT $3";
    let values = [
        edition.0.into(),
        now.0.into(),
        i64::from(MOST_GRANTS).into(),
    ];
    let rows: Vec<Row> = query(source, sql, values).await?;
    let sql = "SELECT n.grant_id, d.key FROM grant_divisions n JOIN divisions d ON d.id = n.division_id \
               WHERE d.edition_id = $1 ORDER BY d.position LIMIT 10000";
    let divisions: Vec<DivisionRow> = query(source, sql, [edition.0.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let own = divisions.iter().filter(|one| one.grant_id == row.id);
            Ok(GrantLine {
                id: GrantId(row.id),
                account: AccountId(row.account_id),
                role: present("grants", row.id, "role", Role::from_name(&row.role))?,
                email: row.email,
                name: bilingual(row.name_zh, row.name_en),
                divisions: own.map(|one| one.key.clone()).collect(),
                from: instant(row.starts_at),
                until: row.ends_at.map(instant),
                everywhere: row.edition_id.is_none(),
            })
        })
        .collect()
}

/// A role to be given.
pub struct NewGrant<'a> {
    /// Identity.
    pub id: GrantId,
    /// To whom.
    pub account: AccountId,
    /// What it allows.
    pub role: Role,
    /// Where; nothing means every edition.
    pub edition: Option<EditionId>,
    /// The divisions it is limited to; none means that it is not.
    pub divisions: &'a [DivisionId],
    /// From this instant.
    pub from: Timestamp,
    /// Until just before this instant.
    pub until: Option<Timestamp>,
}

/// Gives a role in an edition.
pub async fn give(work: &Work, allowed: &Allowed<GiveGrant>, new: &NewGrant<'_>) -> Result<()> {
    let edition = Some(EditionId(allowed.subject()));
    insert(work, &NewGrant { edition, ..*new }).await
}

/// Stores a role.
pub(crate) async fn insert(work: &Work, new: &NewGrant<'_>) -> Result<()> {
    let scope = if new.divisions.is_empty() {
        "all"
    } else {
        "divisions"
    };
    let row = grants::ActiveModel {
        id: Set(new.id.0),
        account_id: Set(new.account.0),
        role: Set(new.role.name().to_owned()),
        edition_id: Set(new.edition.map(|edition| edition.0)),
        scope: Set(scope.to_owned()),
        starts_at: Set(new.from.0),
        ends_at: Set(new.until.map(|until| until.0)),
    };
    grants::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    for division in new.divisions {
        let row = grant_divisions::ActiveModel {
            grant_id: Set(new.id.0),
            division_id: Set(division.0),
        };
        grant_divisions::Entity::insert(row)
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

/// Ends a role of an edition now.
pub async fn end(work: &Work, allowed: &Allowed<EndGrant>, grant: GrantId) -> Result<()> {
    let sql = "UPDATE grants SET ends_at = $1 WHERE id = $2 AND edition_id = $3 \
               AND (ends_at IS NULL OR ends_at > $1)";
    let values = [
        allowed.at().0.into(),
        grant.0.into(),
        allowed.subject().into(),
    ];
    one(work.execute(sql, values).await?)
}
