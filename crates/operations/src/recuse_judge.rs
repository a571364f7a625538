//! A judge steps aside for a conflict. The sheet is sealed and does not count.

use domain::{
    edition::Problem,
    ids::ConflictId,
    policy::{Denied, RecuseJudge},
};
use persistence::{assignments, audit, ballots, conflicts};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// The longest reason, in characters.
const LONGEST_REASON: usize = 1_000;

/// A reason must say something and not too much.
pub(crate) fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    let (code, actual) = (text.is_empty(), text.chars().count());
    if code {
        let problem = Problem::at("/reason", "reason_missing");
        return Err(OperationError::invalid("reason_missing", vec![problem]));
    }
    if actual > LONGEST_REASON {
        let problem = Problem::at("/reason", "reason_too_long");
        let problem = problem.with("limit", LONGEST_REASON).with("actual", actual);
        return Err(OperationError::invalid("reason_too_long", vec![problem]));
    }
    Ok(text.to_owned())
}

/// Steps aside from one assignment.
#[crate::compiled_here]
pub async fn recuse_judge(cx: &Context<'_>, alias: &str, why: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = assignments::find_to_change(&work, alias)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, assignment) = guarded.authorize::<RecuseJudge>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    let assignment = assignment.recuse(why.clone(), cx.arrived_at)?;
    let (heat, judge, entry) = (assignment.heat, assignment.judge, assignment.entry);
    if !ballots::recuse(&work, &allowed, heat, judge, entry).await? {
        return Err(OperationError::conflict("voted_already"));
    }
    let id = ConflictId::mint(cx.ids, cx.arrived_at);
    let by = cx.account()?;
    conflicts::declare_own(&work, &allowed, id, by, &assignment, &why).await?;
    assignments::save_recusal(&work, &allowed, &assignment).await?;
    let detail = json!({ "heat": assignment.heat.to_string() });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(assignment.edition),
        "assignments",
        &detail,
    )
    .await?;
    Ok(work.commit().await?)
}
