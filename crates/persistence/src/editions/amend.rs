//! The file of an edition as it stands, what was changed of it, and changing it.

use domain::{
    edition::{
        EditionPlan,
        amendment::{Change, ContestProgress, HeatProgress, Progress, TierProgress},
    },
    ids::{EditionId, Ids},
    policy::{Action, Allowed, AmendEdition, ListAmendments, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};

use super::writing::{Known, Writing};
use crate::{
    entities::amendments,
    error::Result,
    rows::{bilingual, count, document, instant, present, to_column, to_document},
    store::{Source, Work, one, query},
};

/// The most amendments that a list shows.
const MOST_AMENDMENTS: u32 = 500;

/// The file of an edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditionFile {
    /// The amendment that it came with; 0 is the import.
    pub amendment: u32,
    /// The file.
    pub text: String,
}

/// The file of an authorized edition, as it stands.
pub async fn file(source: &impl Source, edition: EditionId) -> Result<EditionFile> {
    #[derive(FromQueryResult)]
    struct Row {
        amendment: i32,
        source: String,
    }
    let sql = "SELECT amendment, source FROM editions WHERE id = $1";
    let rows: Vec<Row> = query(source, sql, [edition.0.into()]).await?;
    let row = present("editions", edition, "row", rows.into_iter().next())?;
    Ok(EditionFile {
        amendment: count("editions", edition, row.amendment)?,
        text: row.source,
    })
}

/// An amendment on the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmendmentLine {
    /// Its number; 0 is the import.
    pub number: u32,
    /// Why.
    pub reason: String,
    /// What.
    pub changes: Vec<Change>,
    /// Who.
    pub by: Option<Bilingual>,
    /// When.
    pub at: Timestamp,
}

/// The amendments of an edition, the newest first.
pub async fn amendments(
    source: &impl Source,
    visible: &Visible<ListAmendments>,
) -> Result<Vec<AmendmentLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        number: i32,
        reason: String,
        changes: String,
        name_zh: Option<String>,
        name_en: Option<String>,
        made_at: i64,
    }
    let sql = "SELECT m.number, m.reason, m.changes, p.name_zh, p.name_en, m.made_at \
               FROM amendments m LEFT JOIN accounts a ON a.id = m.made_by \
               LEFT JOIN persons p ON p.id = a.person_id \
               WHERE m.edition_id = $1 ORDER BY m.number DESC LIMIT $2";
    let values = [visible.subject().into(), i64::from(MOST_AMENDMENTS).into()];
    let rows: Vec<Row> = query(source, sql, values).await?;
    rows.into_iter()
        .map(|row| {
            Ok(AmendmentLine {
                number: count("amendments", row.number, row.number)?,
                reason: row.reason,
                changes: document("amendments", row.number, &row.changes)?,
                by: row
                    .name_zh
                    .zip(row.name_en)
                    .map(|(zh, en)| bilingual(zh, en)),
                at: instant(row.made_at),
            })
        })
        .collect()
}

/// How far an authorized edition has come.
pub async fn progress(source: &impl Source, edition: EditionId) -> Result<Progress> {
    #[derive(FromQueryResult)]
    struct Key {
        key: String,
    }
    let used = "SELECT r.key FROM routes r WHERE r.edition_id = $1 \
                AND EXISTS (SELECT 1 FROM advancements v WHERE v.route_id = r.id)";
    let used: Vec<Key> = query(source, used, [edition.0.into()]).await?;
    let requests = "SELECT a.state AS key FROM approvals a WHERE a.edition_id = $1";
    let requests: Vec<Key> = query(source, requests, [edition.0.into()]).await?;
    let binds = |request: &Key| matches!(request.key.as_str(), "requested" | "approved");
    Ok(Progress {
        in_approval: requests.iter().any(binds),
        requested: !requests.is_empty(),
        contests: contests(source, edition).await?,
        heats: heats(source, edition).await?,
        routes: used.into_iter().map(|row| row.key).collect(),
    })
}

type ByKey<T> = std::collections::BTreeMap<String, T>;

async fn contests(source: &impl Source, edition: EditionId) -> Result<ByKey<ContestProgress>> {
    #[derive(FromQueryResult)]
    struct Contest {
        key: String,
        submitted: i64,
        screened: i64,
    }
    #[derive(FromQueryResult)]
    struct Given {
        contest: String,
        tier: String,
        standing: i64,
        recorded: i64,
    }
    let sql = "SELECT c.key, \
        (SELECT COUNT(*) FROM entries e WHERE e.contest_id = c.id AND e.state = 'submitted') AS submitted, \
        (SELECT COUNT(*) FROM entries e JOIN screenings s ON s.entry_id = e.id \
         WHERE e.contest_id = c.id) AS screened FROM contests c WHERE c.edition_id = $1";
    let rows: Vec<Contest> = query(source, sql, [edition.0.into()]).await?;
    let mut contests = ByKey::new();
    for row in rows {
        let progress = ContestProgress {
            submitted: row.submitted > 0,
            screened: row.screened > 0,
            tiers: ByKey::new(),
        };
        contests.insert(row.key, progress);
    }
    let sql = "SELECT c.key AS contest, w.tier_key AS tier, COUNT(*) AS recorded, \
               COUNT(CASE WHEN w.state IN ('given', 'accepted') THEN 1 END) AS standing \
               FROM awards w JOIN contests c ON c.id = w.contest_id \
               WHERE w.edition_id = $1 GROUP BY c.key, w.tier_key";
    let rows: Vec<Given> = query(source, sql, [edition.0.into()]).await?;
    for row in rows {
        let tier = TierProgress {
            standing: count("awards", &row.tier, row.standing)?,
            recorded: count("awards", &row.tier, row.recorded)?,
        };
        let contest = contests.entry(row.contest).or_default();
        contest.tiers.insert(row.tier, tier);
    }
    Ok(contests)
}

async fn heats(source: &impl Source, edition: EditionId) -> Result<ByKey<HeatProgress>> {
    #[derive(FromQueryResult)]
    struct Heat {
        key: String,
        state: String,
        advanced_at: Option<i64>,
        arrived: i64,
    }
    let sql = "SELECT h.key, h.state, h.advanced_at, \
               (SELECT COUNT(*) FROM advancements v WHERE v.to_heat_id = h.id) AS arrived \
               FROM heats h WHERE h.edition_id = $1";
    let rows: Vec<Heat> = query(source, sql, [edition.0.into()]).await?;
    let heat = |row: Heat| {
        let progress = HeatProgress {
            opened: row.state != "planned",
            advanced: row.advanced_at.is_some(),
            filled: row.arrived > 0,
        };
        (row.key, progress)
    };
    Ok(rows.into_iter().map(heat).collect())
}

/// An amendment to be put on the record.
pub struct NewAmendment<'a> {
    /// Its number; 0 is the import.
    pub number: u32,
    /// The whole file.
    pub source: &'a str,
    /// Why.
    pub reason: &'a str,
    /// What.
    pub changes: &'a [Change],
}

/// Puts an amendment on the record.
pub(super) async fn record<A: Action>(
    work: &Work,
    allowed: &Allowed<A>,
    edition: EditionId,
    new: &NewAmendment<'_>,
) -> Result<()> {
    let row = amendments::ActiveModel {
        edition_id: Set(edition.0),
        number: Set(to_column(new.number)),
        source: Set(new.source.to_owned()),
        reason: Set(new.reason.to_owned()),
        changes: Set(to_document("amendments", &new.changes)?),
        made_by: Set(allowed.actor().map(|account| account.0)),
        made_at: Set(allowed.at().0),
    };
    amendments::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Changes an edition to what a checked file says, on the record. That the changes may be was decided
/// before.
pub async fn amend(
    work: &Work,
    allowed: &Allowed<AmendEdition>,
    plan: &EditionPlan,
    new: &NewAmendment<'_>,
    ids: &dyn Ids,
) -> Result<()> {
    let edition = EditionId(allowed.subject());
    let event = plan.event.as_ref();
    let event = event.map(|event| to_document("editions", event));
    let sql = "UPDATE editions SET title_zh = $1, title_en = $2, languages = $3, call_opens_at = $4, \
               call_deadline = $5, call_grace_minutes = $6, event = $7, source = $8, amendment = $9, \
               approvals = $10, revision = revision + 1 WHERE id = $11 AND revision = $12";
    let values = [
        plan.edition.title.zh.clone().into(),
        plan.edition.title.en.clone().into(),
        to_document("editions", &plan.edition.languages)?.into(),
        plan.call.opens_at.0.into(),
        plan.call.deadline.0.into(),
        to_column(plan.call.grace_minutes).into(),
        event.transpose()?.into(),
        new.source.into(),
        to_column(new.number).into(),
        to_document("editions", &plan.approvals)?.into(),
        edition.0.into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)?;
    record(work, allowed, edition, new).await?;
    let writing = Writing {
        work,
        plan,
        edition,
        amendment: new.number,
        known: Known::of(work, edition).await?,
        ids,
        now: allowed.at(),
    };
    writing.write().await?;
    writing.prune().await
}
