//! A team chooses the division that its entry competes in, where its contest lets teams choose.

use domain::{
    edition::DivisionRule,
    entry::{DivisionBy, EntryRefusal},
    policy::{ChooseDivision, Denied},
};
use persistence::{editions, entries};

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Chooses the division with this key, if nobody else changed the entry since `revision`. What
/// headquarters decided stays.
#[crate::compiled_here]
pub async fn choose_division(
    cx: &Context<'_>,
    number: &str,
    revision: i64,
    division: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = entries::find_to_change(&work, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<ChooseDivision>(cx.actor, cx.arrived_at)?;
    if entry.revision != revision {
        return Err(OperationError::Stale);
    }
    if !entry.accepts_edits(cx.arrived_at) {
        let (call, arrived_at) = (entry.call, cx.arrived_at);
        return Err(EntryRefusal::CallClosed { call, arrived_at }.into());
    }
    let contest = editions::contest(&work, entry.contest).await?;
    if contest.division != Some(DivisionRule::Choice) {
        return Err(OperationError::conflict("division_not_chosen"));
    }
    let given = entry.division.as_ref().map(|given| &given.by);
    if matches!(given, Some(DivisionBy::Headquarters { .. })) {
        return Err(OperationError::conflict("division_given"));
    }
    let divisions = editions::divisions(&work, entry.edition).await?;
    let Some(chosen) = divisions.iter().find(|known| known.key == division) else {
        return Err(OperationError::conflict("unknown_division"));
    };
    entries::choose_division(&work, &allowed, chosen.id, cx.clock.now()).await?;
    Ok(work.commit().await?)
}
