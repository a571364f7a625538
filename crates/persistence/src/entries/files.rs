//! The files of an entry's draft. A file that leaves the draft stays with the versions that pinned it.

use domain::{
    entry::Attachment,
    policy::{Action, Allowed, RemoveAttachment, UploadAttachment},
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use crate::{
    entities::attachments,
    error::Result,
    store::{Source as _, Work, one},
};

/// Puts a file into its slot; the one before it leaves the draft and stays with the versions that
/// pinned it.
pub async fn attach(
    work: &Work,
    allowed: &Allowed<UploadAttachment>,
    file: &Attachment,
) -> Result<()> {
    clear_slot(work, allowed, &file.slot, file.uploaded_at).await?;
    let row = attachments::ActiveModel {
        id: Set(file.id.0),
        entry_id: Set(allowed.subject()),
        slot: Set(file.slot.clone()),
        name: Set(file.name.clone()),
        media_type: Set(file.media_type.clone()),
        bytes: Set(i64::try_from(file.bytes).unwrap_or(i64::MAX)),
        sha256: Set(file.sha256.to_string()),
        begun_at: Set(file.begun_at.0),
        uploaded_at: Set(file.uploaded_at.0),
        removed_at: Set(None),
    };
    attachments::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    touch(work, allowed, file.uploaded_at).await
}

/// Takes the file out of a slot.
pub async fn detach(
    work: &Work,
    allowed: &Allowed<RemoveAttachment>,
    slot: &str,
    now: Timestamp,
) -> Result<()> {
    clear_slot(work, allowed, slot, now).await?;
    touch(work, allowed, now).await
}

async fn clear_slot<A: Action>(
    work: &Work,
    allowed: &Allowed<A>,
    slot: &str,
    now: Timestamp,
) -> Result<()> {
    let sql = "UPDATE attachments SET removed_at = $1 \
               WHERE entry_id = $2 AND slot = $3 AND removed_at IS NULL";
    work.execute(sql, [now.0.into(), allowed.subject().into(), slot.into()])
        .await?;
    Ok(())
}

async fn touch<A: Action>(work: &Work, allowed: &Allowed<A>, now: Timestamp) -> Result<()> {
    let sql = "UPDATE entries SET updated_at = $1, revision = revision + 1 \
               WHERE id = $2 AND revision = $3";
    let values = [
        now.0.into(),
        allowed.subject().into(),
        allowed.revision().into(),
    ];
    one(work.execute(sql, values).await?)
}
