//! Heats, their panels and their standings.

use domain::{
    decimal::Decimal,
    edition::{HeatKind, LoadBounds},
    fingerprint::Fingerprint,
    heat::{Heat, HeatState},
    ids::{AccountId, ContestId, DivisionId, EditionId, EntryId, HeatId, JudgeId, StandingId},
    people::Seat,
    policy::{Action, Allowed, CloseHeat, EndVote, Guarded, ImportScores, OpenHeat},
    standing::Standing,
    text::Bilingual,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    entities::{heats, rounds, standings},
    error::Result,
    rows::{bilingual, count, document, inconsistent, instant, present, to_document},
    store::{Lock, Source, Work, one, query},
};

/// A heat by the edition's slug and its key.
pub async fn find(source: &impl Source, edition: &str, key: &str) -> Result<Option<Guarded<Heat>>> {
    match id_of(source, edition, key).await? {
        Some(id) => Ok(Some(Guarded::seal(of(source, HeatId(id)).await?))),
        None => Ok(None),
    }
}

/// A heat that will be opened or closed: nobody hands a sheet in until the unit of work ends.
pub async fn find_to_change(
    work: &Work,
    edition: &str,
    key: &str,
) -> Result<Option<Guarded<Heat>>> {
    if let Some(id) = id_of(work, edition, key).await? {
        work.lock("heats", id, Lock::Exclusive).await?;
    }
    find(work, edition, key).await
}

async fn id_of(source: &impl Source, edition: &str, key: &str) -> Result<Option<Uuid>> {
    #[derive(FromQueryResult)]
    struct Key {
        id: Uuid,
    }
    let sql = "SELECT h.id FROM heats h JOIN editions e ON e.id = h.edition_id \
               WHERE e.slug = $1 AND h.key = $2";
    let rows: Vec<Key> = query(source, sql, [edition.into(), key.into()]).await?;
    Ok(rows.first().map(|row| row.id))
}

/// A heat by its identity, for things that belong to it and were authorized themselves.
pub async fn of(source: &impl Source, id: HeatId) -> Result<Heat> {
    let connection = source.connection();
    let row = heats::Entity::find_by_id(id.0).one(connection).await?;
    let row = present("heats", id, "row", row)?;
    let round = rounds::Entity::find_by_id(row.round_id)
        .one(connection)
        .await?;
    to_heat(row, &present("heats", id, "round", round)?)
}

/// The heats that things loaded belong to, in one go.
pub async fn of_all(source: &impl Source, ids: &[HeatId]) -> Result<Vec<Heat>> {
    let connection = source.connection();
    let rows = heats::Entity::find()
        .filter(heats::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(connection)
        .await?;
    let rounds = rounds::Entity::find()
        .filter(rounds::Column::Id.is_in(rows.iter().map(|row| row.round_id)))
        .all(connection)
        .await?;
    with_rounds(rows, &rounds)
}

/// The heats of an edition, in order.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<Heat>> {
    let connection = source.connection();
    let rounds = rounds::Entity::find()
        .filter(rounds::Column::EditionId.eq(edition.0))
        .all(connection)
        .await?;
    let rows = heats::Entity::find()
        .filter(heats::Column::EditionId.eq(edition.0))
        .order_by_asc(heats::Column::Position)
        .all(connection)
        .await?;
    with_rounds(rows, &rounds)
}

fn with_rounds(rows: Vec<heats::Model>, rounds: &[rounds::Model]) -> Result<Vec<Heat>> {
    rows.into_iter()
        .map(|row| {
            let round = rounds.iter().find(|round| round.id == row.round_id);
            let round = present("heats", row.id, "round", round)?;
            to_heat(row, round)
        })
        .collect()
}

fn to_heat(row: heats::Model, round: &rounds::Model) -> Result<Heat> {
    Ok(Heat {
        id: HeatId(row.id),
        revision: row.revision,
        edition: EditionId(row.edition_id),
        contest: row.contest_id.map(ContestId),
        division: row.division_id.map(DivisionId),
        round_key: round.key.clone(),
        round_title: bilingual(round.title_zh.clone(), round.title_en.clone()),
        kind: present("heats", row.id, "kind", HeatKind::from_name(&row.kind))?,
        readings: optional(&row, row.readings)?,
        load: match (optional(&row, row.load_min)?, optional(&row, row.load_max)?) {
            (Some(min), Some(max)) => Some(LoadBounds { min, max }),
            _ => None,
        },
        disclosure: document("heats", row.id, &row.disclosure)?,
        amendment: count("heats", row.id, row.amendment)?,
        opens_at: instant(row.opens_at),
        closes_at: instant(row.closes_at),
        rubric: document("heats", row.id, &row.rubric)?,
        rule: document("heats", row.id, &row.rule)?,
        ballot: row
            .ballot
            .as_deref()
            .map(|rule| document("heats", row.id, rule))
            .transpose()?,
        state: state(&row)?,
        advanced_at: row.advanced_at.map(instant),
        key: row.key,
        title: bilingual(row.title_zh, row.title_en),
    })
}

fn optional(row: &heats::Model, value: Option<i32>) -> Result<Option<u32>> {
    value.map(|value| count("heats", row.id, value)).transpose()
}

fn state(row: &heats::Model) -> Result<HeatState> {
    let freeze = row
        .freeze_hash
        .as_deref()
        .and_then(Fingerprint::from_stored);
    match (
        row.state.as_str(),
        row.opened_at,
        freeze,
        row.closed_at,
        row.standing_id,
    ) {
        ("planned", None, None, None, None) => Ok(HeatState::Planned),
        ("open", Some(opened_at), Some(freeze), None, None) => Ok(HeatState::Open {
            opened_at: instant(opened_at),
            freeze,
        }),
        ("closed", Some(opened_at), Some(freeze), Some(closed_at), Some(standing)) => {
            Ok(HeatState::Closed {
                opened_at: instant(opened_at),
                freeze,
                closed_at: instant(closed_at),
                standing: StandingId(standing),
            })
        }
        _ => Err(inconsistent(
            "heats",
            row.id,
            "state and instants do not agree",
        )),
    }
}

/// Stores that a heat was opened.
pub async fn save_opened(
    work: &Work,
    allowed: &Allowed<OpenHeat>,
    freeze: &Fingerprint,
) -> Result<()> {
    let sql = "UPDATE heats SET state = 'open', opened_at = $1, freeze_hash = $2, \
               revision = revision + 1 WHERE id = $3 AND revision = $4 AND state = 'planned'";
    let values = [
        allowed.at().0.into(),
        freeze.as_str().into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Those who close an open heat.
pub trait Closes: Action<Subject = Heat> {}
impl Closes for CloseHeat {}
impl Closes for EndVote {}

/// Stores that a heat was closed, with its standing.
pub async fn save_closed<A: Closes>(
    work: &Work,
    allowed: &Allowed<A>,
    id: StandingId,
    standing: &Standing,
) -> Result<()> {
    add_standing(work, allowed.subject(), id, standing).await?;
    let sql = "UPDATE heats SET state = 'closed', closed_at = $1, standing_id = $2, \
               revision = revision + 1 WHERE id = $3 AND revision = $4 AND state = 'open'";
    let values = [
        allowed.at().0.into(),
        id.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores that a planned heat was opened and closed by its figures, with its standing.
pub async fn save_imported(
    work: &Work,
    allowed: &Allowed<ImportScores>,
    freeze: &Fingerprint,
    id: StandingId,
    standing: &Standing,
) -> Result<()> {
    add_standing(work, allowed.subject(), id, standing).await?;
    let sql = "UPDATE heats SET state = 'closed', opened_at = $1, freeze_hash = $2, \
               closed_at = $1, standing_id = $3, revision = revision + 1 \
               WHERE id = $4 AND revision = $5 AND state = 'planned'";
    let values = [
        allowed.at().0.into(),
        freeze.as_str().into(),
        id.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

async fn add_standing(work: &Work, heat: Uuid, id: StandingId, standing: &Standing) -> Result<()> {
    let document = to_document("standings", standing)?;
    let row = standings::ActiveModel {
        id: Set(id.0),
        heat_id: Set(heat),
        fingerprint: Set(Fingerprint::of_bytes(document.as_bytes()).to_string()),
        document: Set(document),
        computed_at: Set(standing.computed_at.0),
    };
    standings::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// The standing of an authorized, closed heat.
pub async fn standing(source: &impl Source, id: StandingId) -> Result<Standing> {
    let row = standings::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    let row = present("standings", id, "row", row)?;
    document("standings", row.id, &row.document)
}

/// A line of a standing, as far as lists need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct Place {
    /// Whose.
    pub entry: EntryId,
    /// 1 for the best.
    pub rank: Option<u32>,
    /// The published figure.
    pub figure: Option<Decimal>,
}

/// The places of a standing, best first, without what made them.
pub async fn places(source: &impl Source, id: StandingId) -> Result<Vec<Place>> {
    #[derive(Deserialize)]
    struct Document {
        lines: Vec<Place>,
    }
    let row = standings::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    let row = present("standings", id, "row", row)?;
    Ok(document::<Document>("standings", row.id, &row.document)?.lines)
}

/// The hash of a standing's document, which is what is signed and handed in.
pub async fn standing_fingerprint(source: &impl Source, id: StandingId) -> Result<Fingerprint> {
    let row = standings::Entity::find_by_id(id.0)
        .one(source.connection())
        .await?;
    let row = present("standings", id, "row", row)?;
    let fingerprint = Fingerprint::from_stored(&row.fingerprint);
    present("standings", id, "fingerprint", fingerprint)
}

/// The standings of an edition's closed heats, in the order of the heats.
pub async fn closed_standings(
    source: &impl Source,
    edition: EditionId,
) -> Result<Vec<(Heat, Standing)>> {
    let heats = of_edition(source, edition).await?;
    standings(source, heats).await
}

/// The standings of those of some authorized heats that are closed, in their order.
pub async fn standings(source: &impl Source, heats: Vec<Heat>) -> Result<Vec<(Heat, Standing)>> {
    let mut closed = vec![];
    for heat in heats {
        if let HeatState::Closed { standing: id, .. } = heat.state {
            closed.push((id, heat));
        }
    }
    let rows = standings::Entity::find()
        .filter(standings::Column::Id.is_in(closed.iter().map(|(id, _)| id.0)))
        .all(source.connection())
        .await?;
    closed
        .into_iter()
        .map(|(id, heat)| {
            let row = rows.iter().find(|row| row.id == id.0);
            let row = present("standings", id, "row", row)?;
            Ok((heat, document("standings", row.id, &row.document)?))
        })
        .collect()
}

/// Somebody on a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelMember {
    /// As whom.
    pub judge: JudgeId,
    /// With which account.
    pub account: AccountId,
    /// The name.
    pub name: Bilingual,
    /// How.
    pub seat: Seat,
    /// The address mails go to.
    pub email: Option<String>,
    /// The language of mails.
    pub language: String,
    /// Whether they are a member of a team of the same edition, which is a conflict by rule.
    pub enters: bool,
    /// Whether they declined the invitation.
    pub declined: bool,
}

#[derive(FromQueryResult)]
struct MemberRow {
    judge_id: Uuid,
    account_id: Uuid,
    name_zh: String,
    name_en: String,
    seat: String,
    email: Option<String>,
    language: String,
    teams: i64,
    invitation: String,
}

/// The panel of a heat, by name.
pub async fn panel(source: &impl Source, heat: HeatId) -> Result<Vec<PanelMember>> {
    let sql = "SELECT m.judge_id, j.account_id, p.name_zh, p.name_en, m.seat, i.value AS email, \
               a.language, j.invitation, (SELECT COUNT(*) FROM members tm WHERE tm.account_id = j.account_id \
               AND EXISTS (SELECT 1 FROM teams t WHERE t.id = tm.team_id \
               AND t.edition_id = j.edition_id)) AS teams \
               FROM panel_members m JOIN judges j ON j.id = m.judge_id \
               JOIN accounts a ON a.id = j.account_id JOIN persons p ON p.id = a.person_id \
               LEFT JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email' \
               WHERE m.heat_id = $1 ORDER BY m.seat, p.name_en, m.judge_id LIMIT 1000";
    let rows: Vec<MemberRow> = query(source, sql, [heat.0.into()]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(PanelMember {
                judge: JudgeId(row.judge_id),
                account: AccountId(row.account_id),
                name: bilingual(row.name_zh, row.name_en),
                seat: present(
                    "panel_members",
                    row.judge_id,
                    "seat",
                    Seat::from_name(&row.seat),
                )?,
                email: row.email,
                language: row.language,
                enters: row.teams > 0,
                declined: row.invitation == "declined",
            })
        })
        .collect()
}

/// How far a heat has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeatCounts {
    /// Judges on the panel.
    pub judges: u32,
    /// Entries that are scored.
    pub entries: u32,
    /// Assignments, those of judges who stepped aside left out.
    pub assigned: u32,
    /// Sheets handed in.
    pub submitted: u32,
    /// Sheets waived.
    pub waived: u32,
    /// Sheets missing.
    pub missing: u32,
}

#[derive(FromQueryResult)]
struct CountRow {
    id: Uuid,
    judges: i64,
    entries: i64,
    assigned: i64,
    submitted: i64,
    waived: i64,
    missing: i64,
}

/// How far the heats of an edition have come, one query for all.
pub async fn counts(source: &impl Source, edition: EditionId) -> Result<Vec<(HeatId, HeatCounts)>> {
    counts_where(source, "h.edition_id = $1", edition.0).await
}

/// How far one heat has come.
pub async fn counts_of(source: &impl Source, heat: HeatId) -> Result<HeatCounts> {
    let counts = counts_where(source, "h.id = $1", heat.0).await?;
    Ok(counts
        .into_iter()
        .next()
        .map(|(_, own)| own)
        .unwrap_or_default())
}

/// Each assignment is looked at once.
async fn counts_where(
    source: &impl Source,
    condition: &str,
    of: Uuid,
) -> Result<Vec<(HeatId, HeatCounts)>> {
    let sql = format!(
        "SELECT h.id, \
         (SELECT COUNT(*) FROM panel_members m WHERE m.heat_id = h.id) AS judges, \
         COUNT(DISTINCT a.entry_id) AS entries, \
         SUM(CASE WHEN a.state NOT IN ('recused', 'reading') THEN 1 ELSE 0 END) AS assigned, \
         SUM(CASE WHEN a.state = 'submitted' THEN 1 ELSE 0 END) AS submitted, \
         SUM(CASE WHEN a.state = 'waived' THEN 1 ELSE 0 END) AS waived, \
         SUM(CASE WHEN a.state IN ('not_started', 'draft') THEN 1 ELSE 0 END) AS missing \
         FROM heats h LEFT JOIN assignments a ON a.heat_id = h.id WHERE {condition} GROUP BY h.id"
    );
    let rows: Vec<CountRow> = query(source, &sql, [of.into()]).await?;
    rows.into_iter()
        .map(|row| {
            let number = |value| count("heats", row.id, value);
            let counts = HeatCounts {
                judges: number(row.judges)?,
                entries: number(row.entries)?,
                assigned: number(row.assigned)?,
                submitted: number(row.submitted)?,
                waived: number(row.waived)?,
                missing: number(row.missing)?,
            };
            Ok((HeatId(row.id), counts))
        })
        .collect()
}
