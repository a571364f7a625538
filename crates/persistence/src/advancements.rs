//! Who takes part in a heat: what the call brings, who was sent on from another heat, who was let in.

use std::collections::BTreeMap;

use domain::{
    heat::Heat,
    ids::{
        AccountId, AdvancementId, EditionId, EntryId, HeatId, RouteId, TieDecisionId, VersionId,
    },
    policy::{Action, AdmitEntry, AdvanceHeat, Allowed, DecideTie, ReadOwnResults, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    entities::{advancements, tie_decisions},
    error::Result,
    rows::{bilingual, count, document, instant, to_column, to_document},
    store::{Source, Work, one, query},
};

/// Rows of one insert.
const BATCH: usize = 500;

/// An entry in the field of a heat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldEntry {
    /// Which.
    pub entry: EntryId,
    /// Its number.
    pub number: String,
    /// The version that stands.
    pub version: VersionId,
    /// What the screeners say of it.
    pub screening: String,
    /// Its organization, as it is compared.
    pub organization_keys: [String; 2],
}

#[derive(FromQueryResult)]
struct FieldRow {
    id: Uuid,
    number: String,
    latest_version_id: Uuid,
    screening: String,
    organization_key_zh: String,
    organization_key_en: String,
}

const FIELD: &str = "SELECT e.id, e.number, e.latest_version_id, e.screening, e.organization_key_zh, \
                     e.organization_key_en FROM entries e";

/// The field of a heat by number: what was sent or let in, and what the call brings where `from_call`
/// says that a route leads here from it. At most `most`, and it is for the caller to refuse when that
/// was not all.
pub async fn field(
    source: &impl Source,
    heat: &Heat,
    from_call: bool,
    most: u32,
) -> Result<Vec<FieldEntry>> {
    let contest = heat.contest.map(|contest| contest.0);
    let division = heat.division.map(|division| division.0);
    let sql = format!(
        "{FIELD} WHERE e.edition_id = $1 AND e.state = 'submitted' AND (EXISTS \
         (SELECT 1 FROM advancements v WHERE v.to_heat_id = $2 AND v.entry_id = e.id) \
         OR ($3 = 1 AND e.screening <> 'rejected' AND ($4 = 0 OR e.contest_id = $5) \
         AND ($6 = 0 OR e.division_id = $7))) ORDER BY e.number LIMIT $8"
    );
    let nil = Uuid::nil();
    let values = [
        heat.edition.0.into(),
        heat.id.0.into(),
        i32::from(from_call).into(),
        i32::from(contest.is_some()).into(),
        contest.unwrap_or(nil).into(),
        i32::from(division.is_some()).into(),
        division.unwrap_or(nil).into(),
        i64::from(most).into(),
    ];
    let rows: Vec<FieldRow> = query(source, &sql, values).await?;
    Ok(rows
        .into_iter()
        .map(|row| FieldEntry {
            entry: EntryId(row.id),
            number: row.number,
            version: VersionId(row.latest_version_id),
            screening: row.screening,
            organization_keys: [row.organization_key_zh, row.organization_key_en],
        })
        .collect())
}

/// Somebody who goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAdvancement {
    /// Identity.
    pub id: AdvancementId,
    /// By which route.
    pub route: RouteId,
    /// The route whose empty place it takes, where it takes one.
    pub place_of: Option<RouteId>,
    /// From which heat, unless from none.
    pub from: Option<HeatId>,
    /// Into which heat.
    pub to: HeatId,
    /// Who.
    pub entry: EntryId,
    /// As what.
    pub kind: &'static str,
    /// The rank it came with.
    pub place: Option<u32>,
    /// Why, where it is not its rank alone.
    pub reason: String,
}

/// Writers of advancements.
pub trait Advances: Action<Subject = Heat> {}
impl Advances for AdvanceHeat {}
impl Advances for AdmitEntry {}

/// Stores who goes on.
pub async fn add<A: Advances>(
    work: &Work,
    allowed: &Allowed<A>,
    edition: EditionId,
    by: AccountId,
    new: &[NewAdvancement],
) -> Result<()> {
    let rows: Vec<_> = new
        .iter()
        .map(|new| advancements::ActiveModel {
            id: Set(new.id.0),
            edition_id: Set(edition.0),
            route_id: Set(new.route.0),
            place_of_route_id: Set(new.place_of.map(|route| route.0)),
            from_heat_id: Set(new.from.map(|heat| heat.0)),
            to_heat_id: Set(new.to.0),
            entry_id: Set(new.entry.0),
            kind: Set(new.kind.to_owned()),
            place: Set(new.place.map(to_column)),
            reason: Set(new.reason.clone()),
            decided_by: Set(by.0),
            decided_at: Set(allowed.at().0),
        })
        .collect();
    for batch in rows.chunks(BATCH) {
        advancements::Entity::insert_many(batch.to_vec())
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

/// Stores that it was decided who goes on from a heat.
pub async fn mark_advanced(work: &Work, allowed: &Allowed<AdvanceHeat>) -> Result<()> {
    let sql = "UPDATE heats SET advanced_at = $1, revision = revision + 1 \
               WHERE id = $2 AND revision = $3 AND state = 'closed' AND advanced_at IS NULL";
    let values = [
        allowed.at().0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Places that were left empty on routes which may give them away, and nobody took since. Of routes out of
/// heats of the edition that have sent their entries on.
pub async fn empty_places(
    source: &impl Source,
    edition: EditionId,
) -> Result<BTreeMap<RouteId, u32>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        places: i64,
    }
    let sql = "SELECT r.id, r.quota - (SELECT COUNT(*) FROM advancements v \
               WHERE v.route_id = r.id AND v.kind IN ('quota', 'tie_decision')) \
               - (SELECT COUNT(*) FROM advancements v WHERE v.place_of_route_id = r.id) AS places \
               FROM routes r JOIN heats h ON h.id = r.from_heat_id WHERE r.edition_id = $1 \
               AND r.reallocate = 1 AND r.quota IS NOT NULL AND h.advanced_at IS NOT NULL LIMIT 500";
    let rows: Vec<Row> = query(source, sql, [edition.0.into()]).await?;
    rows.into_iter()
        .map(|row| Ok((RouteId(row.id), count("routes", row.id, row.places)?)))
        .collect()
}

/// Somebody who went on, with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdvancementLine {
    /// By which route.
    pub route: RouteId,
    /// From which heat, unless from none.
    pub from: Option<HeatId>,
    /// Into which heat.
    pub to: HeatId,
    /// Who.
    pub entry: EntryId,
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
    /// As what.
    pub kind: String,
    /// The rank it came with.
    pub place: Option<u32>,
    /// Why, where it is not its rank alone.
    pub reason: String,
    /// When it was decided.
    pub decided_at: Timestamp,
}

#[derive(FromQueryResult)]
struct LineRow {
    route_id: Uuid,
    from_heat_id: Option<Uuid>,
    to_heat_id: Uuid,
    entry_id: Uuid,
    number: String,
    title_zh: String,
    title_en: String,
    team_name_zh: String,
    team_name_en: String,
    kind: String,
    place: Option<i32>,
    reason: String,
    decided_at: i64,
}

/// Who went on from an authorized heat, and who was let into it from elsewhere, by target and number.
pub async fn around(source: &impl Source, heat: HeatId) -> Result<Vec<AdvancementLine>> {
    let sql = "SELECT v.route_id, v.from_heat_id, v.to_heat_id, v.entry_id, e.number, e.title_zh, \
               e.title_en, e.team_name_zh, e.team_name_en, v.kind, v.place, v.reason, v.decided_at \
               FROM advancements v JOIN entries e ON e.id = v.entry_id \
               WHERE v.from_heat_id = $1 OR (v.to_heat_id = $1 AND v.from_heat_id IS NULL) \
               ORDER BY v.to_heat_id, v.place, e.number LIMIT 5000";
    let rows: Vec<LineRow> = query(source, sql, [heat.0.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let place = row
                .place
                .map(|place| count("advancements", row.entry_id, place));
            Ok(AdvancementLine {
                route: RouteId(row.route_id),
                from: row.from_heat_id.map(HeatId),
                to: HeatId(row.to_heat_id),
                entry: EntryId(row.entry_id),
                number: row.number,
                title: bilingual(row.title_zh, row.title_en),
                team: bilingual(row.team_name_zh, row.team_name_en),
                kind: row.kind,
                place: place.transpose()?,
                reason: row.reason,
                decided_at: instant(row.decided_at),
            })
        })
        .collect()
}

/// The heats that one's own entry went on from.
pub async fn own(source: &impl Source, visible: &Visible<ReadOwnResults>) -> Result<Vec<HeatId>> {
    #[derive(FromQueryResult)]
    struct Row {
        from_heat_id: Uuid,
    }
    let sql = "SELECT DISTINCT from_heat_id FROM advancements \
               WHERE entry_id = $1 AND from_heat_id IS NOT NULL LIMIT 200";
    let rows: Vec<Row> = query(source, sql, [visible.subject().into()]).await?;
    Ok(rows
        .into_iter()
        .map(|row| HeatId(row.from_heat_id))
        .collect())
}

/// How many entries each route let into a heat that no heat sent.
pub async fn admitted(source: &impl Source, heat: HeatId) -> Result<BTreeMap<RouteId, u32>> {
    #[derive(FromQueryResult)]
    struct Row {
        route_id: Uuid,
        entries: i64,
    }
    let sql = "SELECT route_id, COUNT(*) AS entries FROM advancements \
               WHERE to_heat_id = $1 AND from_heat_id IS NULL GROUP BY route_id";
    let rows: Vec<Row> = query(source, sql, [heat.0.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let entries = count("advancements", row.route_id, row.entries)?;
            Ok((RouteId(row.route_id), entries))
        })
        .collect()
}

/// Whether an entry was sent or let into a heat already.
pub async fn takes_part(source: &impl Source, heat: HeatId, entry: EntryId) -> Result<bool> {
    #[derive(FromQueryResult)]
    struct Row {
        found: i64,
    }
    let sql = "SELECT COUNT(*) AS found FROM advancements WHERE to_heat_id = $1 AND entry_id = $2";
    let rows: Vec<Row> = query(source, sql, [heat.0.into(), entry.0.into()]).await?;
    Ok(rows.first().is_some_and(|row| row.found > 0))
}

/// The chair's order of entries that the rule leaves equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TieDecision {
    /// The rank they share.
    pub place: u32,
    /// The entries, the first before the second.
    pub entries: Vec<EntryId>,
    /// Why.
    pub reason: String,
    /// When it was decided.
    pub decided_at: Timestamp,
}

/// Stores an order.
pub async fn decide_tie(
    work: &Work,
    allowed: &Allowed<DecideTie>,
    id: TieDecisionId,
    by: AccountId,
    decision: &TieDecision,
) -> Result<()> {
    let row = tie_decisions::ActiveModel {
        id: Set(id.0),
        heat_id: Set(allowed.subject()),
        place: Set(to_column(decision.place)),
        entries: Set(to_document("tie_decisions", &decision.entries)?),
        reason: Set(decision.reason.clone()),
        decided_by: Set(by.0),
        decided_at: Set(allowed.at().0),
    };
    tie_decisions::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// The orders that a chair decided in an authorized heat, by the rank they are about.
pub async fn tie_decisions(
    source: &impl Source,
    heat: HeatId,
) -> Result<BTreeMap<u32, TieDecision>> {
    #[derive(FromQueryResult)]
    struct Row {
        place: i32,
        entries: String,
        reason: String,
        decided_at: i64,
    }
    let sql = "SELECT place, entries, reason, decided_at FROM tie_decisions \
               WHERE heat_id = $1 ORDER BY place LIMIT 5000";
    let rows: Vec<Row> = query(source, sql, [heat.0.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let place = count("tie_decisions", heat, row.place)?;
            let decision = TieDecision {
                place,
                entries: document("tie_decisions", heat, &row.entries)?,
                reason: row.reason,
                decided_at: instant(row.decided_at),
            };
            Ok((place, decision))
        })
        .collect()
}
