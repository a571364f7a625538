//! Publications.

use domain::{
    fingerprint::Fingerprint,
    ids::{AccountId, EditionId, PublicationId},
    policy::{
        Action, Allowed, BeginCorrection, ConfirmPublication, Guarded, ListCalls,
        ProposePublication, StopPublication, Visible, WithdrawCorrection,
    },
    publication::{Correction, Publication, PublicationState, VersionKind},
    text::Bilingual,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{
    entities::{editions, publications},
    error::Result,
    rows::{count, document, inconsistent, instant, present, to_column, to_document},
    store::{Source, Work, one},
};

/// More confirmed lists than any deployment has.
const MOST: u64 = 2_000;

/// A publication by its edition's slug and its identity.
pub async fn find(
    source: &impl Source,
    edition: &str,
    id: Uuid,
) -> Result<Option<Guarded<Publication>>> {
    let connection = source.connection();
    let edition = editions::Entity::find()
        .filter(editions::Column::Slug.eq(edition))
        .one(connection)
        .await?;
    let Some(edition) = edition else {
        return Ok(None);
    };
    let row = publications::Entity::find_by_id(id)
        .filter(publications::Column::EditionId.eq(edition.id))
        .one(connection)
        .await?;
    Ok(row.map(to_publication).transpose()?.map(Guarded::seal))
}

/// The publications of an authorized edition, the latest first.
pub async fn of_edition(source: &impl Source, edition: EditionId) -> Result<Vec<Publication>> {
    let rows = publications::Entity::find()
        .filter(publications::Column::EditionId.eq(edition.0))
        .order_by_desc(publications::Column::Number)
        .all(source.connection())
        .await?;
    rows.into_iter().map(to_publication).collect()
}

/// What the public pages are made from: the confirmed publications of an edition. Whether they are
/// out yet is for [`Publication::is_public`] to say, and for nobody else.
pub async fn confirmed(source: &impl Source, edition: EditionId) -> Result<Vec<Publication>> {
    let all = of_edition(source, edition).await?;
    let confirmed =
        |publication: &Publication| matches!(publication.state, PublicationState::Confirmed { .. });
    Ok(all.into_iter().filter(confirmed).collect())
}

/// The same of all editions, in one go: the latest of each edition first.
pub async fn confirmed_of_all(
    source: &impl Source,
    _visible: &Visible<ListCalls>,
) -> Result<Vec<Publication>> {
    let rows = publications::Entity::find()
        .filter(publications::Column::State.eq("confirmed"))
        .order_by_desc(publications::Column::Number)
        .limit(MOST)
        .all(source.connection())
        .await?;
    rows.into_iter().map(to_publication).collect()
}

fn to_publication(row: publications::Model) -> Result<Publication> {
    Ok(Publication {
        id: PublicationId(row.id),
        revision: row.revision,
        edition: EditionId(row.edition_id),
        number: count("publications", row.id, row.number)?,
        kind: kind(&row)?,
        publish_at: instant(row.publish_at),
        items: document("publications", row.id, &row.items)?,
        list_hash: present(
            "publications",
            row.id,
            "hash",
            Fingerprint::from_stored(&row.list_hash),
        )?,
        proposed_by: AccountId(row.proposed_by),
        proposed_at: instant(row.proposed_at),
        state: state(&row)?,
        correction: correction(row),
    })
}

fn kind(row: &publications::Model) -> Result<VersionKind> {
    let note = row.note_zh.clone().zip(row.note_en.clone());
    let note = note.map(|(zh, en)| Bilingual { zh, en });
    VersionKind::of(&row.kind, note)
        .map_err(|error| inconsistent("publications", row.id, error.to_string()))
}

fn correction(row: publications::Model) -> Option<Correction> {
    let by = AccountId(row.correction_by?);
    let at = instant(row.correction_at?);
    let reason = row.correction_reason?;
    Some(Correction { by, at, reason })
}

fn state(row: &publications::Model) -> Result<PublicationState> {
    let signed = |by: Option<Uuid>, at: Option<i64>| by.map(AccountId).zip(at.map(instant));
    let confirmed = signed(row.confirmed_by, row.confirmed_at);
    let stopped = signed(row.stopped_by, row.stopped_at);
    match (
        row.state.as_str(),
        confirmed,
        stopped,
        row.stop_reason.clone(),
    ) {
        ("proposed", None, None, None) => Ok(PublicationState::Proposed),
        ("confirmed", Some((by, at)), None, None) => Ok(PublicationState::Confirmed { by, at }),
        ("stopped", confirmed, Some((by, at)), Some(reason)) => Ok(PublicationState::Stopped {
            confirmed,
            by,
            at,
            reason,
        }),
        _ => Err(inconsistent(
            "publications",
            row.id,
            "state and signatures do not agree",
        )),
    }
}

/// Stores a proposal.
pub async fn propose(
    work: &Work,
    allowed: &Allowed<ProposePublication>,
    publication: &Publication,
) -> Result<()> {
    let row = publications::ActiveModel {
        id: Set(publication.id.0),
        edition_id: Set(allowed.subject()),
        number: Set(to_column(publication.number)),
        kind: Set(publication.kind.name().to_owned()),
        note_zh: Set(publication.kind.note().map(|note| note.zh.clone())),
        note_en: Set(publication.kind.note().map(|note| note.en.clone())),
        publish_at: Set(publication.publish_at.0),
        items: Set(to_document("publications", &publication.items)?),
        list_hash: Set(publication.list_hash.to_string()),
        proposed_by: Set(publication.proposed_by.0),
        proposed_at: Set(publication.proposed_at.0),
        state: Set("proposed".to_owned()),
        confirmed_by: Set(None),
        confirmed_at: Set(None),
        stopped_by: Set(None),
        stopped_at: Set(None),
        stop_reason: Set(None),
        correction_by: Set(None),
        correction_at: Set(None),
        correction_reason: Set(None),
        revision: Set(1),
    };
    publications::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Stores the second signature.
pub async fn confirm(
    work: &Work,
    allowed: &Allowed<ConfirmPublication>,
    publication: &Publication,
) -> Result<()> {
    save(work, allowed, publication).await
}

/// Stores that it was stopped.
pub async fn stop(
    work: &Work,
    allowed: &Allowed<StopPublication>,
    publication: &Publication,
) -> Result<()> {
    save(work, allowed, publication).await
}

/// Stores that its correction was begun.
pub async fn begin_correction(
    work: &Work,
    allowed: &Allowed<BeginCorrection>,
    publication: &Publication,
) -> Result<()> {
    save_correction(work, allowed, publication).await
}

/// Stores that its correction was withdrawn. That it was begun is in the audit.
pub async fn withdraw_correction(
    work: &Work,
    allowed: &Allowed<WithdrawCorrection>,
    publication: &Publication,
) -> Result<()> {
    save_correction(work, allowed, publication).await
}

async fn save_correction<A: Action>(
    work: &Work,
    allowed: &Allowed<A>,
    publication: &Publication,
) -> Result<()> {
    let sql = "UPDATE publications SET correction_by = $1, correction_at = $2, \
               correction_reason = $3, revision = revision + 1 WHERE id = $4 AND revision = $5";
    let correction = publication.correction.as_ref();
    let values = [
        correction.map(|begun| begun.by.0).into(),
        correction.map(|begun| begun.at.0).into(),
        correction.map(|begun| begun.reason.clone()).into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}

async fn save<A: Action>(
    work: &Work,
    allowed: &Allowed<A>,
    publication: &Publication,
) -> Result<()> {
    let (confirmed, stopped) = match &publication.state {
        PublicationState::Proposed => (None, None),
        PublicationState::Confirmed { by, at } => (Some((*by, *at)), None),
        PublicationState::Stopped {
            confirmed,
            by,
            at,
            reason,
        } => (*confirmed, Some((*by, *at, reason.clone()))),
    };
    let sql = "UPDATE publications SET state = $1, confirmed_by = $2, confirmed_at = $3, \
               stopped_by = $4, stopped_at = $5, stop_reason = $6, revision = revision + 1 \
               WHERE id = $7 AND revision = $8";
    let values = [
        publication.state.name().into(),
        confirmed.map(|(by, _)| by.0).into(),
        confirmed.map(|(_, at)| at.0).into(),
        stopped.as_ref().map(|(by, ..)| by.0).into(),
        stopped.as_ref().map(|(_, at, _)| at.0).into(),
        stopped.map(|(.., reason)| reason).into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}
