//! Editions, with what hangs on them: contests, tiers, divisions, routes.

mod amend;
mod import;
mod structure;
mod writing;

use domain::{
    edition::{
        Applicant, Call, DivisionRule, Edition, EligibilityRule, Form, Outcome, ProgrammeRef,
        Recipient, Tier,
    },
    ids::{ContestId, EditionId, ProgrammeId},
    policy::{Guarded, ListCalls, ListEditions, Visible},
    text::Bilingual,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder};
use uuid::Uuid;

pub use self::{
    amend::{AmendmentLine, EditionFile, NewAmendment, amend, amendments, file, progress},
    import::import,
    structure::*,
};
use crate::{
    entities::{award_tiers, contests, editions, programmes, tracks},
    error::Result,
    rows::{bilingual, count, document, inconsistent, instant, present},
    store::{Lock, Source, Work, query},
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
    /// The track that it is of, where it is of one.
    pub track: Option<Heading>,
    /// What teams are asked.
    pub form: Form,
    /// The ladder, best first.
    pub tiers: Vec<Tier>,
    /// Whether entries are judged only after they were accepted.
    pub screening: bool,
    /// Who may enter. It is told, not enforced.
    pub applicants: Vec<Applicant>,
    /// How an entry gets its division.
    pub division: Option<DivisionRule>,
    /// What an entry has to be to be accepted.
    pub eligibility: Vec<EligibilityRule>,
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

/// An edition that will be amended: nobody submits, is screened or awarded, and no heat opens, closes or
/// sends its entries on until the unit of work ends.
pub async fn find_to_amend(work: &Work, slug: &str) -> Result<Option<Guarded<Edition>>> {
    let row = editions::Entity::find()
        .filter(editions::Column::Slug.eq(slug))
        .one(work.connection())
        .await?;
    if let Some(row) = row {
        // Heats first: so does whoever opens one.
        work.lock_heats_of(row.id, Lock::Exclusive).await?;
        work.lock("editions", row.id, Lock::Exclusive).await?;
    }
    find(work, slug).await
}

/// An edition that something loaded belongs to: for what its page shows around the thing.
pub async fn of(source: &impl Source, id: EditionId) -> Result<Edition> {
    let row = editions::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    to_edition(source, present("editions", id, "row", row)?).await
}

/// The editions that things loaded belong to, in one go.
pub async fn of_all(source: &impl Source, ids: &[EditionId]) -> Result<Vec<Edition>> {
    let connection = source.connection();
    let rows = editions::Entity::find()
        .filter(editions::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    let programmes = programmes::Entity::find()
        .filter(programmes::Column::Id.is_in(rows.iter().map(|row| row.programme_id)))
        .all(connection)
        .await?;
    with_programmes(rows, &programmes)
}

fn with_programmes(
    rows: Vec<editions::Model>,
    programmes: &[programmes::Model],
) -> Result<Vec<Edition>> {
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
        approvals: document("editions", row.id, &row.approvals)?,
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
    with_programmes(rows, &programmes)
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
    let tracks = tracks::Entity::find()
        .filter(tracks::Column::EditionId.eq(edition.0))
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let track = tracks.iter().find(|track| Some(track.id) == row.track_id);
            to_contest(row, &tiers, track.cloned())
        })
        .collect()
}

fn to_contest(
    row: contests::Model,
    tiers: &[award_tiers::Model],
    track: Option<tracks::Model>,
) -> Result<Contest> {
    let ladder = tiers
        .iter()
        .filter(|tier| tier.contest_id == row.id)
        .map(to_tier);
    let division = row.division_rule.as_deref();
    Ok(Contest {
        track: track.map(structure::to_track),
        tiers: ladder.collect::<Result<_>>()?,
        form: document("contests", row.id, &row.form)?,
        screening: row.screening == 1,
        applicants: document("contests", row.id, &row.applicants)?,
        division: division
            .map(|rule| document("contests", row.id, rule))
            .transpose()?,
        eligibility: document("contests", row.id, &row.eligibility)?,
        id: ContestId(row.id),
        key: row.key,
        title: bilingual(row.title_zh, row.title_en),
    })
}

/// A contest by its identity, for things that belong to it and were authorized themselves.
pub async fn contest(source: &impl Source, id: ContestId) -> Result<Contest> {
    let connection = source.connection();
    let row = contests::Entity::find_by_id(id.0).one(connection).await?;
    let row = present("contests", id, "row", row)?;
    let tiers = award_tiers::Entity::find()
        .filter(award_tiers::Column::ContestId.eq(id.0))
        .order_by_asc(award_tiers::Column::Position)
        .all(connection)
        .await?;
    let track = match row.track_id {
        Some(track) => tracks::Entity::find_by_id(track).one(connection).await?,
        None => None,
    };
    to_contest(row, &tiers, track)
}

fn to_tier(row: &award_tiers::Model) -> Result<Tier> {
    Ok(Tier {
        key: row.key.clone(),
        title: bilingual(row.title_zh.clone(), row.title_en.clone()),
        quota: count("award_tiers", &row.key, row.quota)?,
        recipient: Recipient::from_name(&row.recipient)
            .ok_or_else(|| inconsistent("award_tiers", &row.key, "unknown recipient"))?,
        outcome: Outcome::from_name(&row.outcome)
            .ok_or_else(|| inconsistent("award_tiers", &row.key, "unknown outcome"))?,
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
    /// Name of its track in addresses, where it is of one.
    pub track: Option<String>,
    /// Chinese name of the track.
    pub track_zh: Option<String>,
    /// English name of the track.
    pub track_en: Option<String>,
}

/// The names of all contests, in order.
pub async fn contest_names(
    source: &impl Source,
    _: &Visible<ListCalls>,
) -> Result<Vec<ContestName>> {
    let sql = "SELECT c.edition_id, c.key, c.title_zh, c.title_en, t.key AS track, \
               t.title_zh AS track_zh, t.title_en AS track_en FROM contests c \
               LEFT JOIN tracks t ON t.id = c.track_id ORDER BY c.position LIMIT 1000";
    query(source, sql, []).await
}
