//! Awards.

use domain::{
    edition::Tier,
    ids::{AccountId, AwardId, ContestId, EditionId, EntryId},
    policy::{Allowed, GiveAward, RevokeAward},
    text::Bilingual,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    entities::awards,
    error::Result,
    rows::bilingual,
    store::{Lock, Source, Work, one, query},
};

/// An award that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardLine {
    /// Identity.
    pub id: AwardId,
    /// Lock column.
    pub revision: i64,
    /// In which contest.
    pub contest: ContestId,
    /// Key of the tier.
    pub tier: String,
    /// Who receives it.
    pub entry: EntryId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    revision: i64,
    contest_id: Uuid,
    tier_key: String,
    entry_id: Uuid,
    number: String,
    title_zh: String,
    title_en: String,
    team_name_zh: String,
    team_name_en: String,
}

/// The awards of an authorized edition that stand, by tier and number.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<AwardLine>> {
    let sql = "SELECT w.id, w.revision, w.contest_id, w.tier_key, w.entry_id, e.number, \
               e.title_zh, e.title_en, e.team_name_zh, e.team_name_en FROM awards w \
               JOIN entries e ON e.id = w.entry_id \
               JOIN award_tiers t ON t.contest_id = w.contest_id AND t.key = w.tier_key \
               WHERE w.edition_id = $1 AND w.state = 'given' \
               ORDER BY t.position, e.number LIMIT 2000";
    let rows: Vec<Row> = query(source, sql, [edition.0.into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| AwardLine {
            id: AwardId(row.id),
            revision: row.revision,
            contest: ContestId(row.contest_id),
            tier: row.tier_key,
            entry: EntryId(row.entry_id),
            number: row.number,
            title: bilingual(row.title_zh, row.title_en),
            team: bilingual(row.team_name_zh, row.team_name_en),
        })
        .collect())
}

/// Keeps an edition's awards and publications from changing under a decision about them.
pub async fn lock(work: &Work, edition: EditionId) -> Result<()> {
    work.lock("editions", edition.0, Lock::Exclusive).await
}

/// Gives a tier to an entry; what it had before is revoked.
pub async fn give(
    work: &Work,
    allowed: &Allowed<GiveAward>,
    by: AccountId,
    id: AwardId,
    contest: ContestId,
    tier: &Tier,
    entry: EntryId,
) -> Result<()> {
    let now = allowed.at().0;
    let sql = "UPDATE awards SET state = 'revoked', revoked_by = $1, revoked_at = $2, \
               revision = revision + 1 WHERE entry_id = $3 AND state = 'given'";
    work.execute(sql, [by.0.into(), now.into(), entry.0.into()])
        .await?;
    let row = awards::ActiveModel {
        id: Set(id.0),
        edition_id: Set(allowed.subject()),
        contest_id: Set(contest.0),
        tier_key: Set(tier.key.clone()),
        entry_id: Set(entry.0),
        recipient: Set(tier.recipient.name().to_owned()),
        recipient_zh: Set(String::new()),
        recipient_en: Set(String::new()),
        state: Set("given".to_owned()),
        passed_on_from: Set(None),
        passed_on_reason: Set(None),
        accepted_at: Set(None),
        declined_by: Set(None),
        declined_at: Set(None),
        declined_reason: Set(None),
        given_by: Set(by.0),
        given_at: Set(now),
        revoked_by: Set(None),
        revoked_at: Set(None),
        revision: Set(1),
    };
    awards::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Takes an award back.
pub async fn revoke(
    work: &Work,
    allowed: &Allowed<RevokeAward>,
    by: AccountId,
    award: &AwardLine,
) -> Result<()> {
    let sql = "UPDATE awards SET state = 'revoked', revoked_by = $1, revoked_at = $2, \
               revision = revision + 1 WHERE id = $3 AND revision = $4 AND state = 'given'";
    let values = [
        by.0.into(),
        allowed.at().0.into(),
        award.id.0.into(),
        award.revision.into(),
    ];
    one(work.execute(sql, values).await?)
}
