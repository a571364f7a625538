//! Awards by exception: what was proposed, and what was confirmed.

use domain::{
    award::Merit,
    exception::{Exception, ExceptionState},
    ids::{AccountId, AwardId, ContestId, EditionId, EntryId, ExceptionId},
    policy::{Allowed, ConfirmException, ProposeException, WithdrawException},
    text::Bilingual,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    entities::award_exceptions,
    error::Result,
    rows::{bilingual, inconsistent, instant},
    store::{Source, Work, one},
};

/// The exceptions of an authorized edition, the latest first.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<Exception>> {
    use sea_orm::QuerySelect as _;
    let rows = award_exceptions::Entity::find()
        .filter(award_exceptions::Column::EditionId.eq(edition.0))
        .order_by_desc(award_exceptions::Column::ProposedAt)
        .order_by_desc(award_exceptions::Column::Id)
        .limit(500)
        .all(source.connection())
        .await?;
    rows.into_iter().map(to_exception).collect()
}

/// One of them.
pub async fn find(source: &impl Source, edition: EditionId, id: Uuid) -> Result<Option<Exception>> {
    let row = award_exceptions::Entity::find_by_id(id)
        .filter(award_exceptions::Column::EditionId.eq(edition.0))
        .one(source.connection())
        .await?;
    row.map(to_exception).transpose()
}

fn to_exception(row: award_exceptions::Model) -> Result<Exception> {
    let state = state(&row)?;
    let name = bilingual(row.recipient_zh, row.recipient_en);
    let merit = match row.entry_id {
        Some(entry) => Merit::Entry(EntryId(entry)),
        None => Merit::Special {
            title: bilingual(row.title_zh, row.title_en),
            reason: row.reason.clone(),
        },
    };
    Ok(Exception {
        state,
        id: ExceptionId(row.id),
        revision: row.revision,
        contest: ContestId(row.contest_id),
        tier: row.tier_key,
        merit,
        name: (name != Bilingual::default()).then_some(name),
        reason: row.reason,
        proposed_by: AccountId(row.proposed_by),
        proposed_at: instant(row.proposed_at),
    })
}

fn state(row: &award_exceptions::Model) -> Result<ExceptionState> {
    let signed = |by: Option<Uuid>, at: Option<i64>| by.map(AccountId).zip(at.map(instant));
    let confirmed = signed(row.confirmed_by, row.confirmed_at);
    let withdrawn = signed(row.withdrawn_by, row.withdrawn_at);
    match (confirmed, withdrawn, row.withdrawn_reason.clone()) {
        (None, None, None) => Ok(ExceptionState::Proposed),
        (Some((by, at)), None, None) => Ok(ExceptionState::Confirmed { by, at }),
        (None, Some((by, at)), Some(reason)) => Ok(ExceptionState::Withdrawn { by, at, reason }),
        _ => Err(inconsistent(
            "award_exceptions",
            row.id,
            "it is confirmed and withdrawn",
        )),
    }
}

/// Stores a proposal.
pub async fn propose(
    work: &Work,
    allowed: &Allowed<ProposeException>,
    exception: &Exception,
) -> Result<()> {
    let title = exception.merit.title().cloned().unwrap_or_default();
    let name = exception.name.clone().unwrap_or_default();
    let row = award_exceptions::ActiveModel {
        id: Set(exception.id.0),
        edition_id: Set(allowed.subject()),
        contest_id: Set(exception.contest.0),
        tier_key: Set(exception.tier.clone()),
        entry_id: Set(exception.merit.entries().first().map(|entry| entry.0)),
        title_zh: Set(title.zh),
        title_en: Set(title.en),
        recipient_zh: Set(name.zh),
        recipient_en: Set(name.en),
        reason: Set(exception.reason.clone()),
        proposed_by: Set(exception.proposed_by.0),
        proposed_at: Set(exception.proposed_at.0),
        confirmed_by: Set(None),
        confirmed_at: Set(None),
        award_id: Set(None),
        withdrawn_by: Set(None),
        withdrawn_at: Set(None),
        withdrawn_reason: Set(None),
        revision: Set(1),
    };
    award_exceptions::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Stores the confirmation by somebody, with the award that came of it.
pub async fn confirm(
    work: &Work,
    allowed: &Allowed<ConfirmException>,
    exception: &Exception,
    award: AwardId,
) -> Result<()> {
    let ExceptionState::Confirmed { by, at } = exception.state else {
        return Err(unfit(exception));
    };
    let sql = "UPDATE award_exceptions SET confirmed_by = $1, confirmed_at = $2, award_id = $3, \
               revision = revision + 1 \
               WHERE id = $4 AND revision = $5 AND edition_id = $6 AND confirmed_by IS NULL";
    let values = [
        by.0.into(),
        at.0.into(),
        award.0.into(),
        exception.id.0.into(),
        exception.revision.into(),
        allowed.subject().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores that it was withdrawn.
pub async fn withdraw(
    work: &Work,
    allowed: &Allowed<WithdrawException>,
    exception: &Exception,
) -> Result<()> {
    let ExceptionState::Withdrawn { by, at, reason } = &exception.state else {
        return Err(unfit(exception));
    };
    let sql = "UPDATE award_exceptions SET withdrawn_by = $1, withdrawn_at = $2, \
               withdrawn_reason = $3, revision = revision + 1 \
               WHERE id = $4 AND revision = $5 AND edition_id = $6 AND confirmed_by IS NULL";
    let values = [
        by.0.into(),
        at.0.into(),
        reason.clone().into(),
        exception.id.0.into(),
        exception.revision.into(),
        allowed.subject().into(),
    ];
    one(work.execute(sql, values).await?)
}

/// What is stored is not what was decided.
fn unfit(exception: &Exception) -> crate::StoreError {
    inconsistent("award_exceptions", exception.id.0, "it is in another state")
}
