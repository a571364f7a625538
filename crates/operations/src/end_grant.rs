//! Take a role in an edition back. Its holder is out with the next request.

use domain::{
    ids::GrantId,
    people::Role,
    policy::{Denied, EndGrant},
};
use persistence::{audit, editions, grants};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Ends a role that an organizer could have given.
#[crate::compiled_here]
pub async fn end_grant(cx: &Context<'_>, slug: &str, grant: GrantId) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, slug).await?.ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<EndGrant>(cx.actor, cx.arrived_at)?;
    let held = grants::of_edition(&work, edition.id, cx.arrived_at).await?;
    let line = held.into_iter().find(|line| line.id == grant);
    let line = line.ok_or(Denied::Hidden)?;
    if line.everywhere || !Role::OF_ORGANIZERS.contains(&line.role) {
        return Err(OperationError::conflict("role_of_operator"));
    }
    grants::end(&work, &allowed, grant).await?;
    let detail = json!({
        "grant": grant, "role": line.role.name(), "divisions": line.divisions,
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
