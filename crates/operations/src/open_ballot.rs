//! Let a panel vote on what is due: on everything in the first ballot, later on those that the rule leaves.

use domain::{
    ids::{BallotId, JudgeId},
    policy::{Denied, OpenBallot},
};
use persistence::{audit, ballots, ballots::NewBallot, conflicts, heats};
use serde_json::json;

use crate::{
    Context,
    balloting::{Vote, must_be},
    error::{OperationError, Result},
};

/// Opens the ballot of this number, if it is the next of an open heat.
#[crate::compiled_here]
pub async fn open_ballot(cx: &Context<'_>, edition: &str, heat: &str, number: u32) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<OpenBallot>(cx.actor, cx.arrived_at)?;
    if !heat.is_open() {
        return Err(OperationError::conflict("heat_not_open"));
    }
    let vote = Vote::of(&work, &heat).await?;
    if vote.open().is_some() {
        return Err(OperationError::conflict("ballot_open"));
    }
    must_be(
        number,
        u32::try_from(vote.ballots.len()).unwrap_or(u32::MAX) + 1,
    )?;
    let (entries, picks) = vote
        .due()
        .ok_or_else(|| OperationError::conflict("vote_over"))?;
    let panel = heats::panel(&work, heat.id).await?;
    let serving = panel
        .iter()
        .filter(|member| !member.declined && !member.enters);
    let members: Vec<JudgeId> = serving.map(|member| member.judge).collect();
    // Also those that came to light after the heat opened.
    let bars = conflicts::of_panel(&work, &heat).await?;
    let new = NewBallot {
        id: BallotId::mint(cx.ids, cx.arrived_at),
        heat: &heat,
        number,
        entries: &entries,
        picks,
        members: &members,
        bars: &bars,
        by: cx.account()?,
    };
    ballots::open(&work, &allowed, &new, cx.secrets).await?;
    let detail = json!({
        "heat": heat.key, "ballot": new.number, "entries": entries.len(), "members": members.len(),
    });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}
