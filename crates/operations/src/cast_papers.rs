//! Vote. What is stored tells nobody who voted how: see [`persistence::ballots`].

use std::collections::BTreeMap;

use domain::{
    ballot::{Choice, Choices, PapersRefusal, Participation},
    edition::Problem,
    policy::{CastPapers, Denied},
};
use persistence::{assignments, audit, ballots};

use crate::{Context, error::Result};

/// Casts the papers of the asking member of the panel in the ballot of this number, named by the aliases of the
/// entries. Cast papers are final: whoever has voted has voted, and a request that comes a second time,
/// whatever it says, changes nothing and is answered alike, also when the next ballot is open by then.
#[crate::compiled_here]
pub async fn cast_papers(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    number: u32,
    said: &BTreeMap<String, Choice>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = ballots::find_seat_to_change(&work, edition, heat, number, cx.account()?)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, seat) = guarded.authorize::<CastPapers>(cx.actor, cx.arrived_at)?;
    if seat.participation == Participation::Voted {
        return Ok(());
    }
    let judge = seat.judge.ok_or(Denied::Hidden)?;
    let known = assignments::aliases(&work, seat.ballot.heat, judge).await?;
    let choices: Choices = known
        .iter()
        .filter_map(|(alias, entry)| Some((*entry, *said.get(alias)?)))
        .collect();
    if choices.len() != said.len() {
        let problem = Problem::at("/choices", "choices_incomplete");
        return Err(PapersRefusal::Incomplete(vec![problem]).into());
    }
    seat.ballot.check(&seat.mine, &choices)?;
    ballots::cast(&work, &allowed, judge, &choices, cx.secrets).await?;
    audit::note_nameless(&work, &allowed, cx.ids, seat.ballot.edition, "ballots").await?;
    Ok(work.commit().await?)
}
