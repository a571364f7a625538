//! Judges of an edition and their panels.

use domain::{
    ids::{AccountId, EditionId, HeatId, Ids, JudgeId},
    people::Seat,
    policy::{Allowed, ImportJudges, ListJudges, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use crate::{
    entities::{judges, panel_members},
    error::Result,
    rows::{bilingual, count, instant, present},
    store::{Source, Work, query},
};

/// The judge that an account is in an edition.
pub async fn of_account(
    source: &impl Source,
    edition: EditionId,
    account: AccountId,
) -> Result<Option<JudgeId>> {
    let row = judges::Entity::find()
        .filter(judges::Column::EditionId.eq(edition.0))
        .filter(judges::Column::AccountId.eq(account.0))
        .one(source.connection())
        .await?;
    Ok(row.map(|row| JudgeId(row.id)))
}

/// Makes an account a judge of the edition.
pub async fn add(
    work: &Work,
    allowed: &Allowed<ImportJudges>,
    account: AccountId,
    ids: &dyn Ids,
) -> Result<JudgeId> {
    let id = JudgeId::mint(ids, allowed.at());
    let row = judges::ActiveModel {
        id: Set(id.0),
        edition_id: Set(allowed.subject()),
        account_id: Set(account.0),
        created_at: Set(allowed.at().0),
    };
    judges::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(id)
}

/// Keeps the heats of an edition from being opened until the unit of work ends, so that nobody sits
/// down on a panel whose sheets were handed out a moment ago.
pub async fn lock_panels(work: &Work, allowed: &Allowed<ImportJudges>) -> Result<()> {
    work.lock_heats_of(allowed.subject()).await
}

/// How a judge sits on a heat's panel.
pub async fn seat(source: &impl Source, heat: HeatId, judge: JudgeId) -> Result<Option<Seat>> {
    let row = panel_members::Entity::find_by_id((heat.0, judge.0))
        .one(source.connection())
        .await?;
    row.map(|row| present("panel_members", judge, "seat", Seat::from_name(&row.seat)))
        .transpose()
}

/// Seats a judge on a panel.
pub async fn take_seat(
    work: &Work,
    _: &Allowed<ImportJudges>,
    heat: HeatId,
    judge: JudgeId,
    seat: Seat,
) -> Result<()> {
    let sql = "INSERT INTO panel_members (heat_id, judge_id, seat) VALUES ($1, $2, $3) \
               ON CONFLICT (heat_id, judge_id) DO UPDATE SET seat = excluded.seat";
    work.execute(sql, [heat.0.into(), judge.0.into(), seat.name().into()])
        .await?;
    Ok(())
}

/// A judge in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgeLine {
    /// Identity.
    pub judge: JudgeId,
    /// With which account.
    pub account: AccountId,
    /// The name.
    pub name: Bilingual,
    /// The address.
    pub email: Option<String>,
    /// The language of mails.
    pub language: String,
    /// Panels, by the heat's key.
    pub seats: Vec<(String, Seat)>,
    /// Assignments, those stepped aside from left out.
    pub assigned: u32,
    /// Sheets handed in.
    pub submitted: u32,
    /// When they last signed in.
    pub last_login_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct LineRow {
    judge_id: Uuid,
    account_id: Uuid,
    name_zh: String,
    name_en: String,
    email: Option<String>,
    language: String,
    assigned: i64,
    submitted: i64,
    last_login_at: Option<i64>,
}

#[derive(FromQueryResult)]
struct SeatRow {
    judge_id: Uuid,
    key: String,
    seat: String,
}

/// The judges of an edition by name. A competition has up to a few hundred.
pub async fn list(source: &impl Source, visible: &Visible<ListJudges>) -> Result<Vec<JudgeLine>> {
    let sql = "SELECT j.id AS judge_id, j.account_id, p.name_zh, p.name_en, i.value AS email, \
        a.language, a.last_login_at, \
        (SELECT COUNT(*) FROM assignments s WHERE s.judge_id = j.id AND s.state <> 'recused') AS assigned, \
        (SELECT COUNT(*) FROM assignments s WHERE s.judge_id = j.id AND s.state = 'submitted') AS submitted \
        FROM judges j JOIN accounts a ON a.id = j.account_id JOIN persons p ON p.id = a.person_id \
        LEFT JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email' \
        WHERE j.edition_id = $1 ORDER BY p.name_en, p.name_zh, j.id LIMIT 1000";
    let rows: Vec<LineRow> = query(source, sql, [visible.subject().into()]).await?;
    let sql = "SELECT m.judge_id, h.key, m.seat FROM panel_members m JOIN heats h ON h.id = m.heat_id \
               WHERE h.edition_id = $1 ORDER BY h.position LIMIT 10000";
    let seats: Vec<SeatRow> = query(source, sql, [visible.subject().into()]).await?;
    rows.into_iter()
        .map(|row| {
            let seats = seats
                .iter()
                .filter(|seat| seat.judge_id == row.judge_id)
                .map(|seat| {
                    let known = Seat::from_name(&seat.seat);
                    let known = present("panel_members", row.judge_id, "seat", known)?;
                    Ok((seat.key.clone(), known))
                })
                .collect::<Result<_>>()?;
            Ok(JudgeLine {
                judge: JudgeId(row.judge_id),
                account: AccountId(row.account_id),
                name: bilingual(row.name_zh, row.name_en),
                email: row.email,
                language: row.language,
                seats,
                assigned: count("judges", row.judge_id, row.assigned)?,
                submitted: count("judges", row.judge_id, row.submitted)?,
                last_login_at: row.last_login_at.map(instant),
            })
        })
        .collect()
}

/// The account of a judge of an edition.
pub async fn account(
    source: &impl Source,
    edition: EditionId,
    judge: JudgeId,
) -> Result<Option<AccountId>> {
    let row = judges::Entity::find_by_id(judge.0)
        .filter(judges::Column::EditionId.eq(edition.0))
        .one(source.connection())
        .await?;
    Ok(row.map(|row| AccountId(row.account_id)))
}
