//! End a vote before its places are filled, for a reason: the panel cannot meet again, or leaves the places vacant.

use domain::{
    heat::HeatState,
    ids::StandingId,
    policy::{Denied, EndVote},
    standing::Standing,
};
use persistence::{audit, heats};
use serde_json::json;

use crate::{
    Context,
    balloting::Vote,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// Holds no further ballot of an open heat, and closes it with those who were recommended by then.
///
/// # Errors
/// `ballot_open`; `vote_not_begun` before the first ballot; `vote_over` where the heat is closed as every other one.
#[crate::compiled_here]
pub async fn end_vote(cx: &Context<'_>, edition: &str, heat: &str, why: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<EndVote>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    let HeatState::Open { freeze, .. } = &heat.state else {
        return Err(OperationError::conflict("heat_not_open"));
    };
    let vote = Vote::of(&work, &heat).await?;
    if vote.open().is_some() {
        return Err(OperationError::conflict("ballot_open"));
    }
    if vote.ballots.is_empty() {
        return Err(OperationError::conflict("vote_not_begun"));
    }
    if vote.due().is_none() {
        return Err(OperationError::conflict("vote_over"));
    }
    let id = StandingId::mint(cx.ids, cx.arrived_at);
    let _closed = heat.state.clone().close(cx.arrived_at, id)?;
    let standing = Standing {
        computed_at: cx.arrived_at,
        freeze: freeze.clone(),
        adjustment: None,
        lines: vote.standing(),
    };
    heats::save_closed(&work, &allowed, id, &standing).await?;
    let detail = json!({ "heat": heat.key, "ballots": vote.ballots.len(), "reason": why });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}
