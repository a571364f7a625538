//! How a demonstration sends entries on: the chair decides wherever the cut goes through a tie.

use std::collections::BTreeSet;

use anyhow::bail;
use domain::time::Timestamp;
use operations::{
    AdvanceWish, OperationError, advance_heat, decide_tie, queries::heat::read_standing,
};

use super::{calendar::At, world::World};

/// How often a chair decides before a heat advances.
const MOST_TIES: i64 = 12;

/// A heat whose entries go on.
pub struct Advancing<'a> {
    pub edition: &'a str,
    pub heat: &'a str,
    /// The address of whoever sends them on.
    pub organizer: &'a str,
    /// And of whoever decides ties, with the reason.
    pub chair: &'a str,
    pub tie: &'a str,
}

impl Advancing<'_> {
    /// Sends the first on.
    pub async fn advance(
        &self,
        world: &World<'_>,
        wish: &AdvanceWish,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let organizer = world.actor(self.organizer).await?;
        for try_ in 0..MOST_TIES {
            let clock = At(at.plus_minutes(try_ * 15));
            let cx = world.at(&organizer, &clock);
            match advance_heat(&cx, self.edition, self.heat, wish).await {
                Err(OperationError::Refused(refusal)) if refusal.code == "cannot_advance" => {
                    let ranks = refusal.problems.iter();
                    let ranks = ranks.filter_map(|one| one.params.get("rank")?.as_u64());
                    let ranks: BTreeSet<u64> = ranks.collect();
                    self.decide(world, &ranks, clock.0.plus_minutes(5)).await?;
                }
                other => return Ok(other?),
            }
        }
        bail!("{} does not advance", self.heat)
    }

    /// The chair puts those who share a rank in an order.
    async fn decide(
        &self,
        world: &World<'_>,
        ranks: &BTreeSet<u64>,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let chair = world.actor(self.chair).await?;
        let clock = At(at);
        let cx = world.at(&chair, &clock);
        let standing = read_standing(&cx, self.edition, self.heat).await?;
        for rank in ranks {
            let shares = |line: Option<u32>| line.map(u64::from) == Some(*rank);
            let lines = standing.lines.iter();
            let sharing = lines.filter(|(line, ..)| shares(line.rank));
            let numbers: Vec<_> = sharing.map(|(_, entry, _)| entry.number.clone()).collect();
            decide_tie(&cx, self.edition, self.heat, &numbers, self.tie).await?;
        }
        Ok(())
    }
}
