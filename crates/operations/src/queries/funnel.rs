//! How many entries have come how far, for who runs the edition.

use domain::{
    edition::Edition,
    policy::{Denied, ReadFunnel},
    text::Bilingual,
};
use persistence::{editions, funnel, heats};

pub use persistence::funnel::{ByRegion, Funnel};

use super::edition::regions;
use crate::{Context, error::Result};

/// The funnel of an edition, with what its rounds and regions are called.
pub struct FunnelView {
    /// Where.
    pub edition: Edition,
    /// The counts.
    pub funnel: Funnel,
    /// Key and name of every round, in order.
    pub rounds: Vec<(String, Bilingual)>,
    /// Key and name of every region that a form of the edition offers.
    pub regions: Vec<(String, Bilingual)>,
}

/// The funnel of an edition.
#[crate::compiled_here]
pub async fn read_funnel(cx: &Context<'_>, slug: &str) -> Result<FunnelView> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ReadFunnel>(cx.actor, cx.arrived_at)?;
    let funnel = funnel::read(cx.store, &allowed.visible()).await?;
    let mut rounds: Vec<(String, Bilingual)> = vec![];
    for heat in heats::of_edition(cx.store, edition.id).await? {
        if !rounds.iter().any(|(key, _)| *key == heat.round_key) {
            rounds.push((heat.round_key, heat.round_title));
        }
    }
    let contests = editions::contests(cx.store, edition.id).await?;
    Ok(FunnelView {
        edition,
        funnel,
        rounds,
        regions: regions(&contests),
    })
}
