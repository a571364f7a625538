//! Editions, with what hangs on them: contests, tiers, rounds, heats.

use domain::{
    edition::{Call, Edition, Form, ProgrammeRef, Tier, file::EditionPlan},
    ids::{ContestId, EditionId, HeatId, Ids, ProgrammeId},
    policy::{Allowed, Guarded, ImportEdition, ListCalls, ListEditions, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use crate::{
    entities::{award_tiers, contests, editions, heats, programmes, rounds},
    error::Result,
    rows::{bilingual, count, document, instant, present, to_column, to_document},
    store::{Source, Work, query},
};

/// A contest with its form and ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contest {
    /// Identity.
    pub id: ContestId,
    /// Name in addresses.
    pub key: String,
    /// Public name.
    pub title: Bilingual,
    /// What teams are asked.
    pub form: Form,
    /// The ladder, best first.
    pub tiers: Vec<Tier>,
}

/// An edition by its name in addresses.
pub async fn find(source: &impl Source, slug: &str) -> Result<Option<Guarded<Edition>>> {
    let row = editions::Entity::find()
        .filter(editions::Column::Slug.eq(slug))
        .one(source.connection())
        .await?;
    match row {
        Some(row) => Ok(Some(Guarded::seal(to_edition(source, row).await?))),
        None => Ok(None),
    }
}

/// An edition that something loaded belongs to: for what its page shows around the thing.
pub async fn of(source: &impl Source, id: EditionId) -> Result<Edition> {
    let row = editions::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    to_edition(source, present("editions", id, "row", row)?).await
}

async fn to_edition(source: &impl Source, row: editions::Model) -> Result<Edition> {
    let programme = programmes::Entity::find_by_id(row.programme_id)
        .one(source.connection())
        .await?;
    let programme = present("editions", row.id, "programme", programme)?;
    from_rows(row, programme)
}

fn from_rows(row: editions::Model, programme: programmes::Model) -> Result<Edition> {
    Ok(Edition {
        id: EditionId(row.id),
        revision: row.revision,
        programme: ProgrammeRef {
            id: ProgrammeId(programme.id),
            slug: programme.slug,
            title: bilingual(programme.title_zh, programme.title_en),
        },
        slug: row.slug,
        title: bilingual(row.title_zh, row.title_en),
        zone: row.zone,
        languages: document("editions", row.id, &row.languages)?,
        entry_prefix: row.entry_prefix,
        call: Call {
            opens_at: instant(row.call_opens_at),
            deadline: instant(row.call_deadline),
            grace_minutes: count("editions", row.id, row.call_grace_minutes)?,
        },
    })
}

/// All editions, newest first: what they are called and when they take entries is public.
pub async fn all(source: &impl Source, _: &Visible<ListCalls>) -> Result<Vec<Edition>> {
    every(source).await
}

/// The editions that an account works in; whose they are is for the caller to choose from the
/// actor's grants and seats.
pub async fn for_staff(
    source: &impl Source,
    _: &Visible<ListEditions>,
    of: impl Fn(&Edition) -> bool,
) -> Result<Vec<Edition>> {
    Ok(every(source)
        .await?
        .into_iter()
        .filter(|edition| of(edition))
        .collect())
}

/// Rows of one insert; an engine takes some ten thousand values at once.
const BATCH: usize = 500;

/// The most editions a list shows; a deployment has a few a year.
const MOST_EDITIONS: u64 = 200;

async fn every(source: &impl Source) -> Result<Vec<Edition>> {
    use sea_orm::QuerySelect as _;
    let connection = source.connection();
    let programmes = programmes::Entity::find().all(connection).await?;
    let rows = editions::Entity::find()
        .order_by_desc(editions::Column::CallDeadline)
        .limit(MOST_EDITIONS)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let programme = programmes
                .iter()
                .find(|programme| programme.id == row.programme_id);
            let programme = present("editions", row.id, "programme", programme.cloned())?;
            from_rows(row, programme)
        })
        .collect()
}

/// The contests of an edition, in order.
pub async fn contests(source: &impl Source, edition: EditionId) -> Result<Vec<Contest>> {
    let connection = source.connection();
    let rows = contests::Entity::find()
        .filter(contests::Column::EditionId.eq(edition.0))
        .order_by_asc(contests::Column::Position)
        .all(connection)
        .await?;
    let tiers = award_tiers::Entity::find()
        .filter(award_tiers::Column::ContestId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(award_tiers::Column::Position)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let ladder = tiers
                .iter()
                .filter(|tier| tier.contest_id == row.id)
                .map(to_tier);
            Ok(Contest {
                tiers: ladder.collect::<Result<_>>()?,
                form: document("contests", row.id, &row.form)?,
                id: ContestId(row.id),
                key: row.key,
                title: bilingual(row.title_zh, row.title_en),
            })
        })
        .collect()
}

fn to_tier(row: &award_tiers::Model) -> Result<Tier> {
    Ok(Tier {
        key: row.key.clone(),
        title: bilingual(row.title_zh.clone(), row.title_en.clone()),
        quota: count("award_tiers", &row.key, row.quota)?,
    })
}

/// Which contests every edition has, for the list of calls.
#[derive(Debug, FromQueryResult)]
pub struct ContestName {
    /// Of which edition.
    pub edition_id: Uuid,
    /// Name in addresses.
    pub key: String,
    /// Chinese.
    pub title_zh: String,
    /// English.
    pub title_en: String,
}

/// The names of all contests, in order.
pub async fn contest_names(
    source: &impl Source,
    _: &Visible<ListCalls>,
) -> Result<Vec<ContestName>> {
    let sql =
        "SELECT edition_id, key, title_zh, title_en FROM contests ORDER BY position LIMIT 1000";
    query(source, sql, []).await
}

/// Stores a new edition from its checked file. The programme is made when it is new; an existing one
/// keeps its name.
pub async fn import(
    work: &Work,
    allowed: &Allowed<ImportEdition>,
    plan: &EditionPlan,
    source: &str,
    ids: &dyn Ids,
) -> Result<EditionId> {
    let now = allowed.at();
    let programme = programme(work, plan, ids, now).await?;
    let edition = EditionId::mint(ids, now);
    let row = editions::ActiveModel {
        id: Set(edition.0),
        programme_id: Set(programme),
        slug: Set(plan.edition.slug.clone()),
        title_zh: Set(plan.edition.title.zh.clone()),
        title_en: Set(plan.edition.title.en.clone()),
        zone: Set(plan.edition.zone.clone()),
        languages: Set(to_document("editions", &plan.edition.languages)?),
        entry_prefix: Set(plan.edition.entry_prefix.clone()),
        call_opens_at: Set(plan.call.opens_at.0),
        call_deadline: Set(plan.call.deadline.0),
        call_grace_minutes: Set(to_column(plan.call.grace_minutes)),
        source: Set(source.to_owned()),
        revision: Set(1),
        created_at: Set(now.0),
    };
    editions::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    let contests = import_contests(work, edition, plan, ids, now).await?;
    import_heats(work, edition, &contests, plan, ids, now).await?;
    Ok(edition)
}

async fn programme(work: &Work, plan: &EditionPlan, ids: &dyn Ids, now: Timestamp) -> Result<Uuid> {
    let known = programmes::Entity::find()
        .filter(programmes::Column::Slug.eq(&plan.programme.slug))
        .one(work.connection())
        .await?;
    if let Some(known) = known {
        return Ok(known.id);
    }
    let id = ProgrammeId::mint(ids, now).0;
    let row = programmes::ActiveModel {
        id: Set(id),
        slug: Set(plan.programme.slug.clone()),
        title_zh: Set(plan.programme.title.zh.clone()),
        title_en: Set(plan.programme.title.en.clone()),
        created_at: Set(now.0),
    };
    programmes::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(id)
}

async fn import_contests(
    work: &Work,
    edition: EditionId,
    plan: &EditionPlan,
    ids: &dyn Ids,
    now: Timestamp,
) -> Result<Vec<(String, Uuid)>> {
    let (mut rows, mut tiers, mut keys) = (vec![], vec![], vec![]);
    for (position, contest) in (0..).zip(&plan.contests) {
        let id = ContestId::mint(ids, now).0;
        keys.push((contest.key.clone(), id));
        rows.push(contests::ActiveModel {
            id: Set(id),
            edition_id: Set(edition.0),
            key: Set(contest.key.clone()),
            position: Set(position),
            title_zh: Set(contest.title.zh.clone()),
            title_en: Set(contest.title.en.clone()),
            form: Set(to_document("contests", &contest.form)?),
        });
        for (position, tier) in (0..).zip(&contest.tiers) {
            tiers.push(award_tiers::ActiveModel {
                contest_id: Set(id),
                key: Set(tier.key.clone()),
                position: Set(position),
                title_zh: Set(tier.title.zh.clone()),
                title_en: Set(tier.title.en.clone()),
                quota: Set(to_column(tier.quota)),
            });
        }
    }
    contests::Entity::insert_many(rows)
        .exec_without_returning(work.connection())
        .await?;
    for batch in tiers.chunks(BATCH) {
        award_tiers::Entity::insert_many(batch.to_vec())
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(keys)
}

async fn import_heats(
    work: &Work,
    edition: EditionId,
    contests: &[(String, Uuid)],
    plan: &EditionPlan,
    ids: &dyn Ids,
    now: Timestamp,
) -> Result<()> {
    let (mut round_rows, mut round_keys) = (vec![], vec![]);
    for (position, round) in (0..).zip(&plan.rounds) {
        let id = ids.mint("rounds", now);
        round_keys.push((round.key.clone(), id));
        round_rows.push(rounds::ActiveModel {
            id: Set(id),
            edition_id: Set(edition.0),
            key: Set(round.key.clone()),
            position: Set(position),
            title_zh: Set(round.title.zh.clone()),
            title_en: Set(round.title.en.clone()),
        });
    }
    rounds::Entity::insert_many(round_rows)
        .exec_without_returning(work.connection())
        .await?;
    let named = |keys: &[(String, Uuid)], key: &str| {
        let found = keys
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, id)| *id);
        present("heats", key, "round or contest", found)
    };
    let mut rows = vec![];
    for (position, heat) in (0..).zip(&plan.heats) {
        rows.push(heats::ActiveModel {
            id: Set(HeatId::mint(ids, now).0),
            edition_id: Set(edition.0),
            contest_id: Set(named(contests, &heat.contest)?),
            round_id: Set(named(&round_keys, &heat.round)?),
            key: Set(heat.key.clone()),
            position: Set(position),
            title_zh: Set(heat.title.zh.clone()),
            title_en: Set(heat.title.en.clone()),
            kind: Set("pitch".to_owned()),
            opens_at: Set(heat.opens_at.0),
            closes_at: Set(heat.closes_at.0),
            rubric: Set(to_document("heats", &heat.rubric)?),
            rule: Set(to_document("heats", &heat.rule)?),
            state: Set("planned".to_owned()),
            opened_at: Set(None),
            freeze_hash: Set(None),
            closed_at: Set(None),
            standing_id: Set(None),
            revision: Set(1),
        });
    }
    heats::Entity::insert_many(rows)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}
