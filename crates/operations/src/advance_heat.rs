//! Send the first of a standing on: by quota, beyond it for a reason, in places that others left empty.

use domain::{
    edition::Problem,
    ids::{AdvancementId, EntryId},
    policy::{AdvanceHeat, Denied},
    route::{Reallocation, Wildcard, advance},
};
use persistence::{
    advancements::{self, NewAdvancement},
    audit, heats,
};
use serde_json::json;

use crate::{
    Context,
    advancement::{Basis, awaits_report, basis},
    error::{OperationError, RefusalKind, Result},
};

/// What headquarters decide beside the ranks, with entries by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AdvanceWish {
    /// Who goes on beyond the quota: number, key of the route, reason.
    pub wildcards: Vec<(String, String, String)>,
    /// Who does not want to go on.
    pub declines: Vec<String>,
    /// Empty places that go to other routes.
    pub reallocations: Vec<Reallocation>,
}

impl AdvanceWish {
    /// Puts the wish into the field of a heat.
    ///
    /// # Errors
    /// A number that is not in the standing.
    pub(crate) fn apply(&self, basis: &mut Basis) -> Result<()> {
        let entry = |number: &str, at: &str| -> Result<EntryId> {
            basis.entry(number).ok_or_else(|| {
                let problem = Problem::at(at, "unknown_entry").with("number", number);
                OperationError::invalid("cannot_advance", vec![problem])
            })
        };
        let mut wildcards = vec![];
        for (number, route, reason) in &self.wildcards {
            wildcards.push(Wildcard {
                entry: entry(number, "/wildcards")?,
                route: route.clone(),
                reason: reason.clone(),
            });
        }
        let declines: Result<Vec<_>> = (self.declines.iter())
            .map(|number| entry(number, "/declines"))
            .collect();
        let declines = declines?;
        basis.field.wildcards = wildcards;
        basis.field.declines = declines;
        basis.field.reallocations.clone_from(&self.reallocations);
        Ok(())
    }
}

/// Decides who goes on from a closed heat. It is done once; whoever comes later is admitted by name.
#[crate::compiled_here]
pub async fn advance_heat(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    wish: &AdvanceWish,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<AdvanceHeat>(cx.actor, cx.arrived_at)?;
    let mut basis = basis(&work, &heat).await?;
    if heat.advanced_at.is_some() {
        return Err(OperationError::conflict("heat_advanced"));
    }
    if !basis.open_targets().is_empty() {
        return Err(OperationError::conflict("target_open"));
    }
    if awaits_report(&work, &heat).await? {
        return Err(OperationError::conflict("report_missing"));
    }
    wish.apply(&mut basis)?;
    let outcome = advance(&basis.field).map_err(|problems| {
        let problems = problems.iter().map(|one| basis.problem(one)).collect();
        OperationError::refuse(RefusalKind::Conflict, "cannot_advance", problems)
    })?;
    let mut new = Vec::with_capacity(outcome.goes.len());
    for going in &outcome.goes {
        let route = basis.route(&going.route);
        let route = route.ok_or_else(|| OperationError::conflict("unknown_route"))?;
        let place_of = going.place_of.as_deref().and_then(|key| basis.route(key));
        new.push(NewAdvancement {
            id: AdvancementId::mint(cx.ids, cx.arrived_at),
            route: route.id,
            place_of: place_of.map(|route| route.id),
            from: Some(heat.id),
            to: route.to,
            entry: going.entry,
            kind: going.way.name(),
            place: going.rank,
            reason: going.reason.clone(),
        });
    }
    advancements::add(&work, &allowed, heat.edition, cx.account()?, &new).await?;
    advancements::mark_advanced(&work, &allowed).await?;
    let vacant: u32 = outcome.vacant.iter().map(|vacancy| vacancy.places).sum();
    let detail = json!({
        "heat": heat.key, "entries": new.len(), "vacant": vacant,
        "wildcards": wish.wildcards.len(), "declines": wish.declines,
    });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}
