//! Writing confidences down: telling, opening, answering, taking back.

use domain::{
    confidence::{Confidant, Confidence, ConfidenceState, Opening, Telling},
    edition::Edition,
    policy::{
        Action, Allowed, AnswerConfidence, Confide, OpenConfidence, OpenPersonalConfidence,
        RaiseConfidence, RemindConfidant, WithdrawConfidence,
    },
    time::Timestamp,
};
use sea_orm::Value;
use uuid::Uuid;

use crate::{
    error::Result,
    rows::{to_column, to_document},
    store::{Work, one},
};

/// A personal link: the hash of its token, and how long it is good.
pub struct Link {
    /// What the token is found by.
    pub hash: String,
    /// Until when.
    pub ends_at: Timestamp,
}

/// Writers of tellings.
pub trait Tells: Action<Subject = Edition> {}
impl Tells for Confide {}
impl Tells for RaiseConfidence {}

/// Stores a new confidence with its first telling.
pub async fn add(
    work: &Work,
    allowed: &Allowed<Confide>,
    confidence: &Confidence,
    link: Option<&Link>,
) -> Result<()> {
    let (entry, outsider) = match &confidence.whom {
        Confidant::Entry { entry, .. } => (Some(entry.0), None),
        Confidant::Outsider(outsider) => (None, Some(outsider)),
    };
    let text = |value: Option<&str>| Value::from(value.unwrap_or_default().to_owned());
    let capacity = outsider.map_or("team", |one| one.capacity.name());
    let covers = outsider.and_then(|one| one.covers.as_ref());
    let sql = "INSERT INTO confidences (id, edition_id, entry_id, name_zh, name_en, organization, \
               capacity, email, covers, token_hash, token_expires_at, state, revision) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'told', 1)";
    let values: [Value; 11] = [
        confidence.id.0.into(),
        allowed.subject().into(),
        entry.into(),
        text(outsider.map(|one| one.name.zh.as_str())),
        text(outsider.map(|one| one.name.en.as_str())),
        text(outsider.map(|one| one.organization.as_str())),
        capacity.into(),
        outsider.and_then(|one| one.email.clone()).into(),
        to_document("confidences", &covers)?.into(),
        link.map(|link| link.hash.clone()).into(),
        link.map(|link| link.ends_at.0).into(),
    ];
    one(work.execute(sql, values).await?)?;
    for telling in &confidence.tellings {
        insert_telling(work, confidence.id.0, telling).await?;
    }
    Ok(())
}

async fn insert_telling(work: &Work, confidence: Uuid, telling: &Telling) -> Result<()> {
    let sql = "INSERT INTO confidence_tellings (confidence_id, number, level, channel, awards, \
               remark, told_by, told_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    let values: [Value; 8] = [
        confidence.into(),
        to_column(telling.number).into(),
        telling.level.name().into(),
        telling.channel.name().into(),
        to_document("confidence_tellings", &telling.awards)?.into(),
        telling.remark.clone().into(),
        telling.by.0.into(),
        telling.at.0.into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores one more telling of a confidence, with the new link where one goes out.
pub async fn save_telling<A: Tells>(
    work: &Work,
    allowed: &Allowed<A>,
    confidence: &Confidence,
    telling: &Telling,
    link: Option<&Link>,
) -> Result<()> {
    save_link(work, allowed.subject(), confidence, link).await?;
    insert_telling(work, confidence.id.0, telling).await
}

/// Stores that word went out again, with the new link where one goes out.
pub async fn note_reminder(
    work: &Work,
    allowed: &Allowed<RemindConfidant>,
    confidence: &Confidence,
    link: Option<&Link>,
) -> Result<()> {
    save_link(work, allowed.subject(), confidence, link).await
}

async fn save_link(
    work: &Work,
    edition: Uuid,
    confidence: &Confidence,
    link: Option<&Link>,
) -> Result<()> {
    let sql = "UPDATE confidences SET token_hash = $1, token_expires_at = $2, \
               revision = revision + 1 \
               WHERE id = $3 AND revision = $4 AND edition_id = $5 AND state <> 'withdrawn'";
    let values: [Value; 5] = [
        link.map(|link| link.hash.clone()).into(),
        link.map(|link| link.ends_at.0).into(),
        confidence.id.0.into(),
        confidence.revision.into(),
        edition.into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Those who open.
pub trait Opens: Action<Subject = Confidence> {}
impl Opens for OpenConfidence {}
impl Opens for OpenPersonalConfidence {}

/// Stores that somebody promised to be silent, with the state after it.
pub async fn note_opening<A: Opens>(
    work: &Work,
    allowed: &Allowed<A>,
    opening: &Opening,
    state: &ConfidenceState,
) -> Result<()> {
    save_state(work, allowed.subject(), allowed.revision(), state).await?;
    let sql = "INSERT INTO confidence_openings (confidence_id, telling, account_id, pledge, \
               opened_at) VALUES ($1, $2, $3, $4, $5)";
    let values: [Value; 5] = [
        allowed.subject().into(),
        to_column(opening.telling).into(),
        opening.account.map(|account| account.0).into(),
        to_column(opening.pledge).into(),
        opening.at.0.into(),
    ];
    one(work.execute(sql, values).await?)
}

/// Stores what a team answered.
pub async fn note_answer(
    work: &Work,
    allowed: &Allowed<AnswerConfidence>,
    state: &ConfidenceState,
) -> Result<()> {
    save_state(work, allowed.subject(), allowed.revision(), state).await
}

/// Stores that a confidence of the edition was taken back.
pub async fn note_withdrawal(
    work: &Work,
    _: &Allowed<WithdrawConfidence>,
    confidence: &Confidence,
) -> Result<()> {
    save_state(
        work,
        confidence.id.0,
        confidence.revision,
        &confidence.state,
    )
    .await
}

async fn save_state(work: &Work, id: Uuid, revision: i64, state: &ConfidenceState) -> Result<()> {
    let answer = state.answered();
    let withdrawn = match state {
        ConfidenceState::Withdrawn { at, by, reason, .. } => Some((*at, *by, reason.clone())),
        ConfidenceState::Told
        | ConfidenceState::Opened { .. }
        | ConfidenceState::Answered { .. } => None,
    };
    let sql = "UPDATE confidences SET state = $1, opened_at = $2, answer = $3, answered_at = $4, \
               withdrawn_by = $5, withdrawn_at = $6, withdrawn_reason = $7, \
               revision = revision + 1 WHERE id = $8 AND revision = $9";
    let values: [Value; 9] = [
        state.name().into(),
        state.opened_at().map(|at| at.0).into(),
        answer.map(|answer| answer.how.name()).into(),
        answer.map(|answer| answer.at.0).into(),
        withdrawn.as_ref().map(|(_, by, _)| by.0).into(),
        withdrawn.as_ref().map(|(at, ..)| at.0).into(),
        withdrawn.map(|(.., reason)| reason).into(),
        id.into(),
        revision.into(),
    ];
    one(work.execute(sql, values).await?)
}
