//! Storing an edition from its checked file.

use domain::{
    edition::EditionPlan,
    ids::{EditionId, Ids, ProgrammeId},
    policy::{Allowed, ImportEdition},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    amend::{NewAmendment, record},
    writing::{Known, Writing},
};
use crate::{
    entities::{editions, programmes},
    error::Result,
    rows::{to_column, to_document},
    store::{Source as _, Work},
};

/// Stores a new edition from its checked file. The programme is made when it is new; an existing one
/// keeps its name.
pub async fn import(
    work: &Work,
    allowed: &Allowed<ImportEdition>,
    plan: &EditionPlan,
    source: &str,
    ids: &dyn Ids,
) -> Result<EditionId> {
    let now = allowed.at();
    let edition = EditionId::mint(ids, now);
    let writing = Writing {
        work,
        plan,
        edition,
        amendment: 0,
        known: Known::default(),
        ids,
        now,
    };
    let programme = programme(&writing).await?;
    head(&writing, programme, source).await?;
    let first = NewAmendment {
        number: 0,
        source,
        reason: "",
        changes: &[],
    };
    record(work, allowed, edition, &first).await?;
    writing.write().await?;
    Ok(edition)
}

async fn programme(writing: &Writing<'_>) -> Result<Uuid> {
    let plan = &writing.plan.programme;
    let connection = writing.work.connection();
    let known = programmes::Entity::find()
        .filter(programmes::Column::Slug.eq(&plan.slug))
        .one(connection)
        .await?;
    if let Some(known) = known {
        return Ok(known.id);
    }
    let id = ProgrammeId::mint(writing.ids, writing.now).0;
    let row = programmes::ActiveModel {
        id: Set(id),
        slug: Set(plan.slug.clone()),
        title_zh: Set(plan.title.zh.clone()),
        title_en: Set(plan.title.en.clone()),
        created_at: Set(writing.now.0),
    };
    programmes::Entity::insert(row)
        .exec_without_returning(connection)
        .await?;
    Ok(id)
}

async fn head(writing: &Writing<'_>, programme: Uuid, source: &str) -> Result<()> {
    let plan = writing.plan;
    let event = plan.event.as_ref();
    let row = editions::ActiveModel {
        id: Set(writing.edition.0),
        programme_id: Set(programme),
        slug: Set(plan.edition.slug.clone()),
        title_zh: Set(plan.edition.title.zh.clone()),
        title_en: Set(plan.edition.title.en.clone()),
        zone: Set(plan.edition.zone.clone()),
        languages: Set(to_document("editions", &plan.edition.languages)?),
        entry_prefix: Set(plan.edition.entry_prefix.clone()),
        call_opens_at: Set(plan.call.opens_at.0),
        call_deadline: Set(plan.call.deadline.0),
        call_grace_minutes: Set(to_column(plan.call.grace_minutes)),
        event: Set(event
            .map(|event| to_document("editions", event))
            .transpose()?),
        approvals: Set(to_document("editions", &plan.approvals)?),
        source: Set(source.to_owned()),
        amendment: Set(0),
        revision: Set(1),
        created_at: Set(writing.now.0),
    };
    editions::Entity::insert(row)
        .exec_without_returning(writing.work.connection())
        .await?;
    Ok(())
}
