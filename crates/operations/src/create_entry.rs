//! Begin an entry.

use domain::{
    edition::Edition,
    entry::{EntryRefusal, EntrySource},
    ids::{EntryId, TeamId},
    policy::{CreateEntry, Denied},
    text::Bilingual,
};
use persistence::{Work, audit, editions, entries, entries::NewEntry};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Numbers are drawn from so many, so that they tell nothing about order or amount.
const NUMBERS: u32 = 100_000;
/// How often a taken number is drawn again; a tenth of all numbers taken fails once in 10^20.
const DRAWS: usize = 20;

/// How many teams an account can be in: as many entries as its list shows. It also keeps one account
/// from drawing all numbers.
pub(crate) const MOST_TEAMS: usize = 200;

/// Makes an empty entry with its team and returns its number.
#[crate::compiled_here]
pub async fn create_entry(cx: &Context<'_>, edition: &str, contest: &str) -> Result<String> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<CreateEntry>(cx.actor, cx.arrived_at)?;
    if !edition.call.accepts(cx.arrived_at) {
        let refusal = EntryRefusal::CallClosed {
            call: edition.call,
            arrived_at: cx.arrived_at,
        };
        return Err(refusal.into());
    }
    if cx.actor.memberships().len() >= MOST_TEAMS {
        return Err(OperationError::conflict("too_many_entries"));
    }
    let contests = editions::contests(&work, edition.id).await?;
    let contest = contests
        .iter()
        .find(|known| known.key == contest)
        .ok_or(Denied::Hidden)?;
    let number = draw_number(cx, &work, &edition).await?;
    let new = NewEntry {
        id: EntryId::mint(cx.ids, cx.arrived_at),
        team: TeamId::mint(cx.ids, cx.arrived_at),
        contest: contest.id,
        number: &number,
        source: EntrySource::Own,
        recommended_by: &Bilingual::default(),
        member: cx.account()?,
    };
    entries::create(&work, &allowed, new).await?;
    let detail = json!({ "number": number });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(edition.id),
        "editions",
        &detail,
    )
    .await?;
    work.commit().await?;
    Ok(number)
}

/// A number that no entry has.
pub(crate) async fn draw_number(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
) -> Result<String> {
    for _ in 0..DRAWS {
        let number = format!("{}{:05}", edition.entry_prefix, cx.secrets.below(NUMBERS));
        if !entries::number_is_taken(work, &number).await? {
            return Ok(number);
        }
    }
    Err(OperationError::conflict("no_number_left"))
}
