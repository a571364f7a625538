//! Give an entry another division, for a reason. It outlasts whatever the team chooses later.

use domain::policy::{Denied, MoveEntry};
use persistence::{audit, editions, entries, screenings};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// Moves an entry to the division with this key.
#[crate::compiled_here]
pub async fn move_entry(
    cx: &Context<'_>,
    edition: &str,
    number: &str,
    division: &str,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<MoveEntry>(cx.actor, cx.arrived_at)?;
    if editions::of(&work, entry.edition).await?.slug != edition {
        return Err(Denied::Hidden.into());
    }
    let why = reason(why)?;
    let divisions = editions::divisions(&work, entry.edition).await?;
    let Some(target) = divisions.iter().find(|known| known.key == division) else {
        return Err(OperationError::conflict("unknown_division"));
    };
    if entries::is_placed(&work, entry.id).await? {
        return Err(OperationError::conflict("entry_placed"));
    }
    screenings::give_division(&work, &allowed, cx.account()?, target.id, &why).await?;
    let before = entry.division.as_ref().and_then(|given| {
        let known = divisions.iter().find(|known| known.id == given.division)?;
        Some(known.key.as_str())
    });
    let detail = json!({
        "number": entry.number, "before": before, "division": target.key, "reason": why,
    });
    let at = Some(entry.edition);
    audit::note(&work, &allowed, cx.ids, at, "entries", &detail).await?;
    Ok(work.commit().await?)
}
