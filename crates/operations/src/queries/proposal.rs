//! Who would read what in a scoring heat, for staff.

use std::collections::BTreeMap;

use domain::{
    edition::Edition,
    policy::{Denied, ReadProposal},
    text::Bilingual,
};
use persistence::{
    editions, heats,
    proposals::{self, Proposal},
};

use super::edition::{HeatSummary, summary_of};
use crate::{Context, error::Result, field::field};

/// A proposal with names.
pub struct ProposalView {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// What was worked out; nothing before.
    pub proposal: Option<Proposal>,
    /// Whether it still fits field, panel and conflicts.
    pub is_current: bool,
    /// How many sheets each judge would have, by name.
    pub loads: Vec<(Bilingual, u32)>,
}

/// The proposal of a heat.
#[crate::compiled_here]
pub async fn read_proposal(cx: &Context<'_>, edition: &str, heat: &str) -> Result<ProposalView> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, heat) = guarded.authorize::<ReadProposal>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(cx.store, heat.edition).await?;
    let proposal = proposals::of_heat(cx.store, heat.id).await?;
    let mut counts = BTreeMap::new();
    for (judge, _) in proposal.iter().flat_map(|proposal| &proposal.pairs) {
        *counts.entry(*judge).or_insert(0_u32) += 1;
    }
    let panel = heats::panel(cx.store, heat.id).await?;
    let loads = panel
        .into_iter()
        .map(|member| (member.name, counts.get(&member.judge).copied().unwrap_or(0)));
    let basis = match field(cx, cx.store, &edition, &heat).await {
        Ok(field) => Some(field.basis(&heat)?),
        Err(crate::OperationError::Refused(_)) => None,
        Err(error) => return Err(error),
    };
    let made_for = proposal.as_ref().map(|proposal| &proposal.figures.basis);
    Ok(ProposalView {
        is_current: basis.is_some() && basis.as_ref() == made_for,
        loads: loads.collect(),
        proposal,
        summary: summary_of(cx, heat).await?,
        edition,
    })
}
