//! Judges of an edition and their panels.

use domain::{
    ids::{AccountId, EditionId, HeatId, Ids, JudgeId},
    people::Seat,
    policy::{
        Allowed, AnswerInvitation, DeclareOrganizations, Guarded, ImportJudges, Invitation,
        InviteJudges, OfJudges, ReadJudgeQueue, Visible,
    },
    text::{Bilingual, organization_key},
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};
use uuid::Uuid;

use crate::{
    entities::{judges, panel_members},
    error::Result,
    rows::{bilingual, count, instant, present},
    store::{Lock, Source, Work, one, query},
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

/// The account of the judge of the edition who has this name and no address.
pub async fn without_address(
    work: &Work,
    allowed: &Allowed<ImportJudges>,
    name: &Bilingual,
) -> Result<Option<AccountId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
    }
    let sql = "SELECT a.id FROM judges j JOIN accounts a ON a.id = j.account_id \
               JOIN persons p ON p.id = a.person_id \
               WHERE j.edition_id = $1 AND p.name_zh = $2 AND p.name_en = $3 AND NOT EXISTS \
               (SELECT 1 FROM account_identifiers i WHERE i.account_id = a.id) \
               ORDER BY a.id LIMIT 1";
    let values = [
        allowed.subject().into(),
        name.zh.as_str().into(),
        name.en.as_str().into(),
    ];
    let rows: Vec<Row> = query(work, sql, values).await?;
    Ok(rows.first().map(|row| AccountId(row.id)))
}

/// Makes an account a judge of the edition.
pub async fn add(
    work: &Work,
    allowed: &Allowed<ImportJudges>,
    account: AccountId,
    organization: &Bilingual,
    ids: &dyn Ids,
) -> Result<JudgeId> {
    let id = JudgeId::mint(ids, allowed.at());
    let row = judges::ActiveModel {
        id: Set(id.0),
        edition_id: Set(allowed.subject()),
        account_id: Set(account.0),
        organization_zh: Set(organization.zh.clone()),
        organization_en: Set(organization.en.clone()),
        organization_key_zh: Set(organization_key(&organization.zh)),
        organization_key_en: Set(organization_key(&organization.en)),
        invitation: Set("none".to_owned()),
        invited_at: Set(None),
        answered_at: Set(None),
        revision: Set(1),
        created_at: Set(allowed.at().0),
    };
    judges::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(id)
}

/// Writes another organization of a judge down; returns whether it is another.
pub async fn correct_organization(
    work: &Work,
    _: &Allowed<ImportJudges>,
    judge: JudgeId,
    organization: &Bilingual,
) -> Result<bool> {
    let sql = "UPDATE judges SET organization_zh = $1, organization_en = $2, \
               organization_key_zh = $3, organization_key_en = $4, revision = revision + 1 \
               WHERE id = $5 AND (organization_zh <> $1 OR organization_en <> $2)";
    let values = [
        organization.zh.clone().into(),
        organization.en.clone().into(),
        organization_key(&organization.zh).into(),
        organization_key(&organization.en).into(),
        judge.0.into(),
    ];
    Ok(work.execute(sql, values).await? > 0)
}

/// Keeps the heats of an edition from being opened until the unit of work ends, so that nobody sits
/// down on a panel whose sheets were handed out a moment ago.
pub async fn lock_panels(work: &Work, allowed: &Allowed<ImportJudges>) -> Result<()> {
    work.lock_heats_of(allowed.subject(), Lock::Shared).await
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
    /// Where the judge works.
    pub organization: Bilingual,
    /// `none`, `sent`, `accepted` or `declined`.
    pub invitation: String,
    /// When they were asked last.
    pub invited_at: Option<Timestamp>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
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
    organization_zh: String,
    organization_en: String,
    invitation: String,
    invited_at: Option<i64>,
    answered_at: Option<i64>,
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
pub async fn list<A: OfJudges>(
    source: &impl Source,
    visible: &Visible<A>,
) -> Result<Vec<JudgeLine>> {
    let sql = "SELECT j.id AS judge_id, j.account_id, p.name_zh, p.name_en, i.value AS email, \
        a.language, a.last_login_at, j.organization_zh, j.organization_en, j.invitation, \
        j.invited_at, j.answered_at, \
        (SELECT COUNT(*) FROM assignments s WHERE s.judge_id = j.id AND s.state NOT IN ('recused', 'reading')) AS assigned, \
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
                organization: bilingual(row.organization_zh, row.organization_en),
                invitation: row.invitation,
                invited_at: row.invited_at.map(instant),
                answered_at: row.answered_at.map(instant),
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

/// Somebody to be invited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitee {
    /// As whom.
    pub judge: JudgeId,
    /// With which account.
    pub account: AccountId,
    /// The address, when there is one.
    pub email: Option<String>,
    /// The language of mails.
    pub language: String,
    /// Whether there is nothing to ask: they have accepted, or have sheets.
    pub settled: bool,
}

/// The judges of an edition out of those asked for, with where to write to.
pub async fn invitees(
    work: &Work,
    allowed: &Allowed<InviteJudges>,
    whom: &[JudgeId],
) -> Result<Vec<Invitee>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        account_id: Uuid,
        email: Option<String>,
        language: String,
        settled: i64,
    }
    let sql = "SELECT j.id, j.account_id, i.value AS email, a.language, \
               CASE WHEN j.invitation = 'accepted' OR EXISTS (SELECT 1 FROM assignments s \
               WHERE s.judge_id = j.id) THEN 1 ELSE 0 END AS settled FROM judges j \
               JOIN accounts a ON a.id = j.account_id \
               LEFT JOIN account_identifiers i ON i.account_id = a.id AND i.kind = 'email' \
               WHERE j.edition_id = $1 ORDER BY j.id LIMIT 5000";
    let rows: Vec<Row> = query(work, sql, [allowed.subject().into()]).await?;
    Ok(rows
        .into_iter()
        .filter(|row| whom.contains(&JudgeId(row.id)))
        .map(|row| Invitee {
            judge: JudgeId(row.id),
            account: AccountId(row.account_id),
            email: row.email,
            language: row.language,
            settled: row.settled != 0,
        })
        .collect())
}

/// Stores that judges were asked; an answer they gave before stays.
pub async fn mark_invited(
    work: &Work,
    allowed: &Allowed<InviteJudges>,
    invited: &[JudgeId],
) -> Result<()> {
    for judge in invited {
        let sql = "UPDATE judges SET invited_at = $1, revision = revision + 1, \
                   invitation = CASE invitation WHEN 'none' THEN 'sent' ELSE invitation END \
                   WHERE id = $2";
        work.execute(sql, [allowed.at().0.into(), judge.0.into()])
            .await?;
    }
    Ok(())
}

/// The place of an account among the judges of an edition, if the edition exists.
pub async fn find_invitation(
    source: &impl Source,
    edition: &str,
    account: AccountId,
) -> Result<Option<Guarded<Invitation>>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Option<Uuid>,
        revision: Option<i64>,
        edition_id: Uuid,
        assigned: i64,
    }
    let sql = "SELECT j.id, j.revision, e.id AS edition_id, (SELECT COUNT(*) FROM assignments s \
               WHERE s.judge_id = j.id AND s.state <> 'recused') AS assigned \
               FROM editions e LEFT JOIN judges j ON j.edition_id = e.id AND j.account_id = $2 \
               WHERE e.slug = $1";
    let rows: Vec<Row> = query(source, sql, [edition.into(), account.0.into()]).await?;
    Ok(rows.into_iter().next().map(|row| {
        Guarded::seal(Invitation {
            judge: row.id.map(JudgeId),
            revision: row.revision.unwrap_or(0),
            edition: EditionId(row.edition_id),
            account,
            assigned: row.assigned > 0,
        })
    }))
}

/// The place of an account among the judges of an edition, and what became of the invitation.
#[derive(Debug)]
pub struct OwnInvitation {
    /// The place.
    pub invitation: Invitation,
    /// `none`, `sent`, `accepted` or `declined`.
    pub state: String,
    /// When the account was asked last.
    pub invited_at: Option<Timestamp>,
    /// When it answered.
    pub answered_at: Option<Timestamp>,
    /// The organizations that it declared itself tied to.
    pub organizations: Vec<String>,
}

#[derive(FromQueryResult)]
struct TieRow {
    judge_id: Uuid,
    name: String,
}

/// The places of an account among the judges of editions, the newest first.
pub async fn own_invitations(
    source: &impl Source,
    visible: &Visible<ReadJudgeQueue>,
) -> Result<Vec<OwnInvitation>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        revision: i64,
        edition_id: Uuid,
        invitation: String,
        invited_at: Option<i64>,
        answered_at: Option<i64>,
        assigned: i64,
    }
    let Some(account) = visible.account() else {
        return Ok(vec![]);
    };
    let sql = "SELECT j.id, j.revision, j.edition_id, j.invitation, j.invited_at, j.answered_at, \
               (SELECT COUNT(*) FROM assignments s WHERE s.judge_id = j.id \
               AND s.state <> 'recused') AS assigned FROM judges j WHERE j.account_id = $1 \
               ORDER BY j.created_at DESC, j.id LIMIT 200";
    let rows: Vec<Row> = query(source, sql, [account.0.into()]).await?;
    let sql = "SELECT o.judge_id, o.name FROM judge_organizations o \
               JOIN judges j ON j.id = o.judge_id WHERE j.account_id = $1 \
               ORDER BY o.judge_id, o.position LIMIT 10000";
    let tied: Vec<TieRow> = query(source, sql, [account.0.into()]).await?;
    let tied_to = |judge: Uuid| {
        let own = tied.iter().filter(move |row| row.judge_id == judge);
        own.map(|row| row.name.clone()).collect()
    };
    Ok(rows
        .into_iter()
        .map(|row| OwnInvitation {
            organizations: tied_to(row.id),
            invitation: Invitation {
                judge: Some(JudgeId(row.id)),
                revision: row.revision,
                edition: EditionId(row.edition_id),
                account,
                assigned: row.assigned > 0,
            },
            state: row.invitation,
            invited_at: row.invited_at.map(instant),
            answered_at: row.answered_at.map(instant),
        })
        .collect())
}

/// Stores a judge's answer.
pub async fn save_answer(
    work: &Work,
    allowed: &Allowed<AnswerInvitation>,
    accepts: bool,
) -> Result<()> {
    let sql = "UPDATE judges SET invitation = $1, answered_at = $2, revision = revision + 1 \
               WHERE id = $3 AND revision = $4";
    let answer = if accepts { "accepted" } else { "declined" };
    let values = [
        answer.into(),
        allowed.at().0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores the organizations that a judge is tied to, in place of those named before.
pub async fn save_organizations(
    work: &Work,
    allowed: &Allowed<DeclareOrganizations>,
    names: &[String],
) -> Result<()> {
    let judge = allowed.subject();
    let bump = "UPDATE judges SET revision = revision + 1 WHERE id = $1 AND revision = $2";
    one(work
        .execute(bump, [judge.into(), allowed.revision().into()])
        .await?)?;
    let forget = "DELETE FROM judge_organizations WHERE judge_id = $1";
    work.execute(forget, [judge.into()]).await?;
    for (position, name) in (1_i32..).zip(names) {
        let insert = "INSERT INTO judge_organizations (judge_id, organization_key, name, position) \
                      VALUES ($1, $2, $3, $4) ON CONFLICT (judge_id, organization_key) DO NOTHING";
        let key = organization_key(name);
        let values = [
            judge.into(),
            key.into(),
            name.as_str().into(),
            position.into(),
        ];
        work.execute(insert, values).await?;
    }
    Ok(())
}
