//! Awards.

use domain::{
    award::{Award, AwardState, Holder, PassedOn},
    edition::{Edition, Recipient},
    ids::{AccountId, AwardId, ContestId, EditionId, EntryId},
    policy::{Action, Allowed, DeclineAward, GiveAward, PassOnAward, RevokeAward},
    text::Bilingual,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    entities::awards,
    error::Result,
    rows::{bilingual, inconsistent, instant, present},
    store::{Lock, Source, Work, one, query},
};

/// An award with names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardLine {
    /// The award.
    pub award: Award,
    /// In which contest.
    pub contest: ContestId,
    /// The number of the entry that it is given for.
    pub number: String,
    /// The entry's name.
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
    recipient: String,
    recipient_zh: String,
    recipient_en: String,
    state: String,
    passed_on_from: Option<Uuid>,
    passed_on_reason: Option<String>,
    given_at: i64,
    accepted_at: Option<i64>,
    declined_at: Option<i64>,
    declined_reason: Option<String>,
    number: String,
    title_zh: String,
    title_en: String,
    team_name_zh: String,
    team_name_en: String,
}

/// The awards of an authorized edition, those that were taken back left out: by contest, tier, number
/// and name.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<AwardLine>> {
    let sql = "SELECT w.id, w.revision, w.contest_id, w.tier_key, w.entry_id, w.recipient, \
               w.recipient_zh, w.recipient_en, w.state, w.passed_on_from, w.passed_on_reason, \
               w.given_at, w.accepted_at, w.declined_at, w.declined_reason, e.number, \
               e.title_zh, e.title_en, e.team_name_zh, e.team_name_en FROM awards w \
               JOIN entries e ON e.id = w.entry_id JOIN contests c ON c.id = w.contest_id \
               JOIN award_tiers t ON t.contest_id = w.contest_id AND t.key = w.tier_key \
               WHERE w.edition_id = $1 AND w.state <> 'revoked' \
               ORDER BY c.position, t.position, e.number, w.recipient_zh, w.recipient_en, w.id LIMIT 2000";
    let rows: Vec<Row> = query(source, sql, [edition.0.into()]).await?;
    rows.into_iter().map(to_line).collect()
}

fn to_line(row: Row) -> Result<AwardLine> {
    let state = state(&row)?;
    let holder = holder(&row)?;
    let reason = row.passed_on_reason;
    let passed_on = row.passed_on_from.zip(reason).map(|(from, reason)| {
        let from = AwardId(from);
        PassedOn { from, reason }
    });
    Ok(AwardLine {
        award: Award {
            id: AwardId(row.id),
            revision: row.revision,
            tier: row.tier_key,
            entry: EntryId(row.entry_id),
            holder,
            passed_on,
            state,
        },
        contest: ContestId(row.contest_id),
        number: row.number,
        title: bilingual(row.title_zh, row.title_en),
        team: bilingual(row.team_name_zh, row.team_name_en),
    })
}

fn holder(row: &Row) -> Result<Holder> {
    let recipient = Recipient::from_name(&row.recipient);
    let name = bilingual(row.recipient_zh.clone(), row.recipient_en.clone());
    Ok(
        match present("awards", row.id, "known recipient", recipient)? {
            Recipient::Entry => Holder::Entry,
            Recipient::Person => Holder::Person { name },
            Recipient::Organization => Holder::Organization { name },
        },
    )
}

fn state(row: &Row) -> Result<AwardState> {
    let given_at = instant(row.given_at);
    let declined = row.declined_at.zip(row.declined_reason.clone());
    match (row.state.as_str(), row.accepted_at, declined) {
        ("given", None, None) => Ok(AwardState::Given { at: given_at }),
        ("accepted", Some(at), None) => Ok(AwardState::Accepted {
            given_at,
            at: instant(at),
        }),
        ("declined", _, Some((at, reason))) => Ok(AwardState::Declined {
            at: instant(at),
            reason,
        }),
        _ => Err(inconsistent(
            "awards",
            row.id,
            "state and instants do not agree",
        )),
    }
}

/// Keeps an edition's awards and publications from changing under a decision about them.
pub async fn lock(work: &Work, edition: EditionId) -> Result<()> {
    work.lock("editions", edition.0, Lock::Exclusive).await
}

/// Writers of new awards.
pub trait Gives: Action<Subject = Edition> {}
impl Gives for GiveAward {}
impl Gives for PassOnAward {}

/// Stores an award that was given.
pub async fn give<A: Gives>(
    work: &Work,
    allowed: &Allowed<A>,
    by: AccountId,
    contest: ContestId,
    award: &Award,
) -> Result<()> {
    let name = award.holder.name().cloned().unwrap_or_default();
    let passed_on = award.passed_on.as_ref();
    let row = awards::ActiveModel {
        id: Set(award.id.0),
        edition_id: Set(allowed.subject()),
        contest_id: Set(contest.0),
        tier_key: Set(award.tier.clone()),
        entry_id: Set(award.entry.0),
        recipient: Set(award.holder.recipient().name().to_owned()),
        recipient_zh: Set(name.zh),
        recipient_en: Set(name.en),
        state: Set("given".to_owned()),
        passed_on_from: Set(passed_on.map(|from| from.from.0)),
        passed_on_reason: Set(passed_on.map(|from| from.reason.clone())),
        accepted_at: Set(None),
        declined_by: Set(None),
        declined_at: Set(None),
        declined_reason: Set(None),
        given_by: Set(by.0),
        given_at: Set(allowed.at().0),
        revoked_by: Set(None),
        revoked_at: Set(None),
        revision: Set(1),
    };
    awards::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Writers of what becomes of awards.
pub trait Ends: Action<Subject = Edition> {}
/// What an entry had before is taken back.
impl Ends for GiveAward {}
impl Ends for RevokeAward {}
impl Ends for DeclineAward {}

/// Stores that an award is not held any more: declined or taken back, as its new state says.
pub async fn end<A: Ends>(
    work: &Work,
    allowed: &Allowed<A>,
    by: AccountId,
    award: &Award,
) -> Result<()> {
    let (declined, revoked) = match &award.state {
        AwardState::Declined { at, reason } => (Some((at.0, reason.clone())), None),
        AwardState::Revoked { at } => (None, Some(at.0)),
        AwardState::Given { .. } | AwardState::Accepted { .. } => {
            return Err(inconsistent("awards", award.id, "it is held"));
        }
    };
    let sql = "UPDATE awards SET state = $1, declined_by = $2, declined_at = $3, \
               declined_reason = $4, revoked_by = $5, revoked_at = $6, revision = revision + 1 \
               WHERE id = $7 AND revision = $8 AND edition_id = $9 AND state IN ('given', 'accepted')";
    let values = [
        award.state.name().into(),
        declined.as_ref().map(|_| by.0).into(),
        declined.as_ref().map(|(at, _)| *at).into(),
        declined.map(|(_, reason)| reason).into(),
        revoked.map(|_| by.0).into(),
        revoked.into(),
        award.id.0.into(),
        award.revision.into(),
        allowed.subject().into(),
    ];
    one(work.execute(sql, values).await?)
}
