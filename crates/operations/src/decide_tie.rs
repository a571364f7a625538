//! The chair puts entries in an order that the rule leaves equal, on the record. Decided once: what
//! was decided is the basis of who goes on.

use std::collections::BTreeSet;

use domain::{
    heat::HeatState,
    ids::{EntryId, TieDecisionId},
    policy::{DecideTie, Denied},
    standing::Standing,
};
use persistence::{
    advancements::{self, TieDecision},
    audit, entries, heats,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// Orders the entries of one rank, the first before the second, by their numbers.
#[crate::compiled_here]
pub async fn decide_tie(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    numbers: &[String],
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<DecideTie>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    let HeatState::Closed { standing, .. } = heat.state else {
        return Err(OperationError::conflict("heat_not_closed"));
    };
    if heat.advanced_at.is_some() {
        return Err(OperationError::conflict("heat_advanced"));
    }
    let standing = heats::standing(&work, standing).await?;
    let mut order = Vec::with_capacity(numbers.len());
    for number in entries::ids_in(&work, heat.edition, numbers).await? {
        order.push(number.ok_or(Denied::Hidden)?);
    }
    let place =
        shared_rank(&standing, &order).ok_or_else(|| OperationError::conflict("not_one_tie"))?;
    let decided = advancements::tie_decisions(&work, heat.id).await?;
    if decided.contains_key(&place) {
        return Err(OperationError::conflict("tie_decided"));
    }
    let decision = TieDecision {
        place,
        entries: order,
        reason: why.clone(),
        decided_at: cx.arrived_at,
    };
    let id = TieDecisionId::mint(cx.ids, cx.arrived_at);
    advancements::decide_tie(&work, &allowed, id, cx.account()?, &decision).await?;
    let detail = json!({ "heat": heat.key, "place": place, "order": numbers, "reason": why });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}

/// The rank that exactly these entries share.
fn shared_rank(standing: &Standing, order: &[EntryId]) -> Option<u32> {
    let first = order.first()?;
    let line = standing.lines.iter().find(|line| line.entry == *first)?;
    let rank = line.rank?;
    let sharing: BTreeSet<EntryId> = standing
        .lines
        .iter()
        .filter(|line| line.rank == Some(rank))
        .map(|line| line.entry)
        .collect();
    let named: BTreeSet<EntryId> = order.iter().copied().collect();
    (order.len() > 1 && named.len() == order.len() && named == sharing).then_some(rank)
}
