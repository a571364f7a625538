//! How a demonstration ends: awards by the ranks of the last heat, and a list that two officers publish.

use anyhow::Context as _;
use domain::{edition::Tier, time::Timestamp};
use operations::{
    AwardWish, PublicationWish, confirm_publication, give_award, propose_publication,
    queries::{heat::read_standing, record},
};

use super::{calendar::At, content::DemoPeople, world::World};

/// Gives the tiers of a contest to the first of a closed heat.
pub async fn award(
    world: &World<'_>,
    people: &DemoPeople,
    (edition, heat): (&str, &str),
    tiers: &[Tier],
    at: Timestamp,
) -> anyhow::Result<()> {
    let organizer = world.actor(&people.organizer.email).await?;
    let clock = At(at);
    let cx = world.at(&organizer, &clock);
    let standing = read_standing(&cx, edition, heat).await?;
    let mut ranked: Vec<_> = standing
        .lines
        .iter()
        .filter_map(|(line, entry, _)| Some((line.rank?, entry.number.as_str())))
        .collect();
    ranked.sort_unstable();
    let places = tiers
        .iter()
        .flat_map(|tier| (0..tier.quota).map(|_| tier.key.as_str()));
    let wishes = ranked.into_iter().zip(places);
    let wishes: Vec<_> = wishes
        .map(|((_, number), tier)| AwardWish::of(number, tier))
        .collect();
    Ok(give_award(&cx, edition, &wishes).await?)
}

/// One officer proposes the list, another confirms it half an hour later; it is public after an hour.
pub async fn publish(
    world: &World<'_>,
    people: &DemoPeople,
    edition: &str,
    at: Timestamp,
) -> anyhow::Result<()> {
    let officer = world.actor(&people.officer.email).await?;
    let clock = At(at);
    let cx = world.at(&officer, &clock);
    let list = record::list_publications(&cx, edition).await?.draft_hash;
    let wish = PublicationWish::last(&list, at.plus_minutes(60));
    propose_publication(&cx, edition, wish).await?;
    let proposed = record::list_publications(&cx, edition).await?.publications;
    let proposed = proposed.first().context("nothing was proposed")?;
    let (id, hash) = (
        proposed.publication.id.0,
        proposed.publication.list_hash.as_str().to_owned(),
    );
    let officer = world.actor(&people.second_officer.email).await?;
    let clock = At(at.plus_minutes(30));
    confirm_publication(&world.at(&officer, &clock), edition, id, &hash).await?;
    Ok(())
}
