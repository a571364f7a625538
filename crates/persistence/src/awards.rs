//! Awards.

use domain::{
    approval::{Approval, Strike},
    award::{Award, AwardState, Holder, Merit, PassedOn},
    edition::{Edition, Recipient},
    ids::{AccountId, AwardId, ContestId, EditionId, EntryId},
    policy::{
        Action, Allowed, ApproveList, ConfirmException, DeclineAward, GiveAward, PassOnAward,
        RegisterApproval, RevokeAward,
    },
    text::Bilingual,
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    entities::{award_entries, awards},
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
    /// The entries that it is given for, in order.
    pub entries: Vec<EntryName>,
    /// The line's name: that of its entry, or its own.
    pub title: Bilingual,
}

/// An entry of an award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryName {
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
}

impl AwardLine {
    /// The numbers of its entries; nothing where it is of none.
    pub fn numbers(&self) -> String {
        let numbers: Vec<_> = self.entries.iter().map(|one| one.number.as_str()).collect();
        numbers.join(", ")
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    revision: i64,
    contest_id: Uuid,
    tier_key: String,
    entry_id: Option<Uuid>,
    own_zh: String,
    own_en: String,
    special_reason: Option<String>,
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
    struck_at: Option<i64>,
    struck_reason: Option<String>,
    number: Option<String>,
    title_zh: Option<String>,
    title_en: Option<String>,
    team_name_zh: Option<String>,
    team_name_en: Option<String>,
}

/// An entry of a composite after its first.
#[derive(FromQueryResult)]
struct FurtherRow {
    award_id: Uuid,
    entry_id: Uuid,
    number: String,
    title_zh: String,
    title_en: String,
    team_name_zh: String,
    team_name_en: String,
}

/// The awards of an authorized edition, those that were taken back left out: by contest, tier, number
/// and name.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<AwardLine>> {
    let sql = "SELECT w.id, w.revision, w.contest_id, w.tier_key, w.entry_id, w.title_zh AS own_zh, \
               w.title_en AS own_en, w.special_reason, w.recipient, \
               w.recipient_zh, w.recipient_en, w.state, w.passed_on_from, w.passed_on_reason, \
               w.given_at, w.accepted_at, w.declined_at, w.declined_reason, w.struck_at, \
               w.struck_reason, e.number, \
               e.title_zh, e.title_en, e.team_name_zh, e.team_name_en FROM awards w \
               LEFT JOIN entries e ON e.id = w.entry_id JOIN contests c ON c.id = w.contest_id \
               JOIN award_tiers t ON t.contest_id = w.contest_id AND t.key = w.tier_key \
               WHERE w.edition_id = $1 AND w.state <> 'revoked' \
               ORDER BY c.position, t.position, COALESCE(e.number, ''), w.title_zh, w.title_en, \
               w.recipient_zh, w.recipient_en, w.id LIMIT 2000";
    let rows: Vec<Row> = query(source, sql, [edition.0.into()]).await?;
    let sql = "SELECT x.award_id, x.entry_id, e.number, e.title_zh, e.title_en, e.team_name_zh, \
               e.team_name_en FROM award_entries x JOIN entries e ON e.id = x.entry_id \
               JOIN awards w ON w.id = x.award_id \
               WHERE w.edition_id = $1 AND w.state <> 'revoked' \
               ORDER BY x.award_id, x.position LIMIT 10000";
    let further: Vec<FurtherRow> = query(source, sql, [edition.0.into()]).await?;
    let of = |id: Uuid| -> Vec<&FurtherRow> {
        let own = further.iter().filter(|row| row.award_id == id);
        own.collect()
    };
    rows.into_iter()
        .map(|row| {
            let further = of(row.id);
            to_line(row, &further)
        })
        .collect()
}

fn to_line(row: Row, further: &[&FurtherRow]) -> Result<AwardLine> {
    let state = state(&row)?;
    let holder = holder(&row)?;
    let merit = merit(&row, further)?;
    let mut entries = vec![];
    if let (Some(number), Some(zh), Some(en)) = (row.number, row.title_zh, row.title_en) {
        let team = row.team_name_zh.zip(row.team_name_en);
        entries.push(EntryName {
            number,
            title: bilingual(zh, en),
            team: team.map(|(zh, en)| bilingual(zh, en)).unwrap_or_default(),
        });
    }
    entries.extend(further.iter().map(|row| EntryName {
        number: row.number.clone(),
        title: bilingual(row.title_zh.clone(), row.title_en.clone()),
        team: bilingual(row.team_name_zh.clone(), row.team_name_en.clone()),
    }));
    let first = entries.first().map(|entry| entry.title.clone());
    let title = merit.title().cloned().or(first).unwrap_or_default();
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
            merit,
            holder,
            passed_on,
            state,
        },
        contest: ContestId(row.contest_id),
        entries,
        title,
    })
}

fn merit(row: &Row, further: &[&FurtherRow]) -> Result<Merit> {
    let title = bilingual(row.own_zh.clone(), row.own_en.clone());
    match (row.entry_id, row.special_reason.clone()) {
        (None, Some(reason)) => Ok(Merit::Special { title, reason }),
        (Some(entry), None) if further.is_empty() => Ok(Merit::Entry(EntryId(entry))),
        (Some(entry), None) => {
            let further = further.iter().map(|row| EntryId(row.entry_id));
            let entries = std::iter::once(EntryId(entry)).chain(further).collect();
            Ok(Merit::Composite { title, entries })
        }
        _ => Err(inconsistent(
            "awards",
            row.id,
            "entry and reason do not agree",
        )),
    }
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
    let struck = row.struck_at.zip(row.struck_reason.clone());
    if let ("struck", Some((at, reason))) = (row.state.as_str(), struck) {
        let at = instant(at);
        return Ok(AwardState::Struck { at, reason });
    }
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
impl Gives for ConfirmException {}

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
    let title = award.merit.title().cloned().unwrap_or_default();
    let entries = award.merit.entries();
    let first = entries.first();
    let special = match &award.merit {
        Merit::Special { reason, .. } => Some(reason.clone()),
        Merit::Entry(_) | Merit::Composite { .. } => None,
    };
    let row = awards::ActiveModel {
        id: Set(award.id.0),
        edition_id: Set(allowed.subject()),
        contest_id: Set(contest.0),
        tier_key: Set(award.tier.clone()),
        entry_id: Set(first.map(|entry| entry.0)),
        title_zh: Set(title.zh),
        title_en: Set(title.en),
        special_reason: Set(special),
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
        struck_by: Set(None),
        struck_at: Set(None),
        struck_reason: Set(None),
        revision: Set(1),
    };
    awards::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    let further = (1..).zip(entries.iter().skip(1));
    let further = further.map(|(position, entry)| award_entries::ActiveModel {
        award_id: Set(award.id.0),
        position: Set(position),
        entry_id: Set(entry.0),
    });
    let further: Vec<_> = further.collect();
    if !further.is_empty() {
        award_entries::Entity::insert_many(further)
            .exec_without_returning(work.connection())
            .await?;
    }
    Ok(())
}

/// Writers of what becomes of awards.
pub trait Ends: Action<Subject = Edition> {}
/// What an entry had before is taken back.
impl Ends for GiveAward {}
impl Ends for ConfirmException {}
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
        AwardState::Given { .. } | AwardState::Accepted { .. } | AwardState::Struck { .. } => {
            return Err(inconsistent("awards", award.id, "it is not ended"));
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

/// Writers of what approving strikes off.
pub trait Strikes: Action<Subject = Approval> {}
impl Strikes for ApproveList {}
impl Strikes for RegisterApproval {}

/// Stores that awards of an edition were struck off its list, each for a reason.
pub async fn strike<A: Strikes>(
    work: &Work,
    allowed: &Allowed<A>,
    by: AccountId,
    approval: &Approval,
    strikes: &[Strike],
) -> Result<()> {
    let sql = "UPDATE awards SET state = 'struck', struck_by = $1, struck_at = $2, struck_reason = $3, \
               revision = revision + 1 \
               WHERE id = $4 AND edition_id = $5 AND state IN ('given', 'accepted')";
    for strike in strikes {
        let values = [
            by.0.into(),
            allowed.at().0.into(),
            strike.reason.clone().into(),
            strike.award.0.into(),
            approval.edition.0.into(),
        ];
        one(work.execute(sql, values).await?)?;
    }
    Ok(())
}
