//! Put a relation on the record that bars a judge from an entry.

use domain::{
    ids::{ConflictId, JudgeId},
    policy::{DeclareConflict, Denied},
};
use persistence::{
    audit,
    conflicts::{self, NewConflict},
    editions, entries, judges,
};
use serde_json::json;

use crate::{Context, error::Result, recuse_judge::reason};

/// Declares a conflict of a judge of the edition with one of its entries.
#[crate::compiled_here]
pub async fn declare_conflict(
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
    let (allowed, edition) = guarded.authorize::<DeclareConflict>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    judges::account(&work, edition.id, judge)
        .await?
        .ok_or(Denied::Hidden)?;
    let (entry, _) = entries::key_in(&work, edition.id, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let new = NewConflict {
        id: ConflictId::mint(cx.ids, cx.arrived_at),
        edition: edition.id,
        judge,
        entry,
        source: "staff",
        reason: &why,
        by: cx.account()?,
        lifted: None,
    };
    conflicts::declare(&work, &allowed, new).await?;
    let detail = json!({ "judge": judge.to_string(), "number": number });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
