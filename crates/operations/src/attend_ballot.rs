//! A member says to be there, and is counted for the quorum.

use domain::{
    ballot::{BallotState, PapersRefusal, Participation},
    policy::{AttendBallot, Denied},
};
use persistence::ballots;

use crate::{Context, error::Result};

/// Notes the asking member of the panel as present in its ballot of this number. It is no official act and stands in no
/// log: who was there is told by the ballot.
#[crate::compiled_here]
pub async fn attend_ballot(cx: &Context<'_>, edition: &str, heat: &str, number: u32) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = ballots::find_seat_to_change(&work, edition, heat, number, cx.account()?)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, seat) = guarded.authorize::<AttendBallot>(cx.actor, cx.arrived_at)?;
    if !matches!(seat.ballot.state, BallotState::Open { .. }) {
        return Err(PapersRefusal::NotOpen.into());
    }
    if seat.participation == Participation::Voted {
        return Ok(());
    }
    let judge = seat.judge.ok_or(Denied::Hidden)?;
    ballots::attend(&work, &allowed, judge).await?;
    Ok(work.commit().await?)
}
