//! Bring an edition in from its file.

use domain::{
    edition::{Problem, file},
    ids::EditionId,
    policy::{Deployment, Guarded, ImportEdition},
};
use persistence::{StoreError, audit, editions};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Reads, checks and stores an edition file. Returns its slug and identity.
#[crate::compiled_here]
pub async fn import_edition(cx: &Context<'_>, text: &str) -> Result<(String, EditionId)> {
    let (allowed, _) =
        Guarded::seal(Deployment).authorize::<ImportEdition>(cx.actor, cx.arrived_at)?;
    let plan = file::parse(text)
        .map_err(|problems| OperationError::invalid("invalid_edition_file", problems))?;
    let work = cx.store.begin_write().await?;
    let stored = editions::import(&work, &allowed, &plan, text, cx.ids).await;
    let id = match stored {
        Err(StoreError::Conflict) => {
            let problem = Problem::at("/edition/slug", "slug_taken");
            let problem = problem.with("slug", plan.edition.slug.as_str());
            return Err(OperationError::invalid(
                "invalid_edition_file",
                vec![problem],
            ));
        }
        other => other?,
    };
    let detail = json!({ "slug": plan.edition.slug, "format": file::FORMAT });
    audit::note(&work, &allowed, cx.ids, Some(id), "editions", &detail).await?;
    work.commit().await?;
    Ok((plan.edition.slug, id))
}
