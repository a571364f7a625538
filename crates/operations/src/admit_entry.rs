//! Let an entry into a heat that no heat sent: direct admission or a recommendation, for a reason.

use domain::{
    entry::EntryState,
    heat::HeatState,
    ids::AdvancementId,
    policy::{AdmitEntry, Denied},
};
use persistence::{
    advancements::{self, NewAdvancement},
    audit, editions, entries, heats,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// The sources of routes by which headquarters let entries in.
pub(crate) const BY_HAND: [&str; 2] = ["direct", "recommendation"];

/// Admits an entry by a route of the edition that leads from no heat.
#[crate::compiled_here]
pub async fn admit_entry(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    number: &str,
    route: &str,
    why: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<AdmitEntry>(cx.actor, cx.arrived_at)?;
    let why = reason(why)?;
    if !matches!(heat.state, HeatState::Planned) {
        return Err(OperationError::conflict("heat_already_open"));
    }
    let routes = editions::routes(&work, heat.edition).await?;
    let leads_here = |known: &&editions::Route| {
        known.key == route && known.to == heat.id && BY_HAND.contains(&known.source)
    };
    let Some(route) = routes.iter().find(leads_here) else {
        return Err(OperationError::conflict("unknown_route"));
    };
    let entry = entries::of_edition(&work, heat.edition, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let fits = heat.contest.is_none_or(|contest| contest == entry.contest)
        && entry.screening.lets_pass()
        && matches!(entry.state, EntryState::Submitted { .. });
    if !fits {
        return Err(OperationError::conflict("entry_does_not_fit"));
    }
    let around = advancements::around(&work, heat.id).await?;
    let admitted = around.iter().filter(|line| line.route == route.id).count();
    if route.quota.is_some_and(|quota| admitted >= quota as usize) {
        return Err(OperationError::conflict("route_full"));
    }
    if advancements::takes_part(&work, heat.id, entry.id).await? {
        return Err(OperationError::conflict("entry_in_heat"));
    }
    let new = NewAdvancement {
        id: AdvancementId::mint(cx.ids, cx.arrived_at),
        route: route.id,
        place_of: None,
        from: None,
        to: heat.id,
        entry: entry.id,
        kind: "direct",
        place: None,
        reason: why.clone(),
    };
    advancements::add(&work, &allowed, heat.edition, cx.account()?, &[new]).await?;
    let detail = json!({
        "heat": heat.key, "route": route.key, "number": entry.number, "reason": why,
    });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}
