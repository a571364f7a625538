//! Say on the record that a relation does not bar a judge from an entry, and why.

use domain::{
    ids::{ConflictId, JudgeId},
    policy::{Denied, LiftConflict},
};
use persistence::{
    audit,
    conflicts::{self, NewConflict},
    editions, entries, judges,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// Lifts whatever bars a judge of the edition from one of its entries. That a judge is a member of a
/// team in the edition cannot be lifted.
#[crate::compiled_here]
pub async fn lift_conflict(
    cx: &Context<'_>,
    edition: &str,
    judge: JudgeId,
    number: &str,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<LiftConflict>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    judges::account(&work, edition.id, judge)
        .await?
        .ok_or(Denied::Hidden)?;
    let (entry, _) = entries::key_in(&work, edition.id, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let by = cx.account()?;
    let lifted = conflicts::lift(&work, &allowed, by, judge, entry, &why).await?;
    let computed = conflicts::is_computed(&work, edition.id, judge, entry).await?;
    if computed {
        let new = NewConflict {
            id: ConflictId::mint(cx.ids, cx.arrived_at),
            edition: edition.id,
            judge,
            entry,
            source: "organization",
            reason: "",
            by,
            lifted: Some(&why),
        };
        conflicts::declare(&work, &allowed, new).await?;
    }
    if lifted == 0 && !computed {
        return Err(OperationError::conflict("no_such_conflict"));
    }
    let detail = json!({ "judge": judge.to_string(), "number": number, "reason": why });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
