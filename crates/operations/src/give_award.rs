//! Give an entry a tier of the ladder.

use domain::{
    award::{AwardRefusal, place_in},
    edition::Edition,
    ids::AwardId,
    policy::{Denied, GiveAward},
};
use persistence::{Work, audit, awards, editions, entries, heats, publications};
use serde_json::json;

use crate::{Context, error::Result};

/// Gives `tier` to the entry with this number; a tier it had before is taken back.
pub async fn give_award(cx: &Context<'_>, edition: &str, number: &str, tier: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<GiveAward>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let (entry, contest) = entries::key_in(&work, edition.id, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let ranked = heats::closed_standings(&work, edition.id)
        .await?
        .into_iter()
        .flat_map(|(_, standing)| standing.lines)
        .any(|line| line.entry == entry && line.rank.is_some());
    if !ranked {
        return Err(AwardRefusal::NotRanked.into());
    }
    let contests = editions::contests(&work, edition.id).await?;
    let tiers = contests
        .iter()
        .find(|known| known.id == contest)
        .map(|known| &known.tiers);
    let given = awards::of_edition(&work, edition.id).await?;
    let others: Vec<_> = given
        .iter()
        .filter(|award| award.contest == contest && award.entry != entry)
        .map(|award| award.tier.as_str())
        .collect();
    let rung = place_in(tiers.map_or(&[][..], Vec::as_slice), tier, &others)?;
    let id = AwardId::mint(cx.ids, cx.arrived_at);
    awards::give(&work, &allowed, cx.account()?, id, contest, rung, entry).await?;
    let detail = json!({ "number": number, "tier": tier });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(edition.id),
        "editions",
        &detail,
    )
    .await?;
    Ok(work.commit().await?)
}

/// What two officers look at does not change under their eyes; what is out is changed by a correction.
pub(crate) async fn must_be_unlocked(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
) -> Result<()> {
    let publications = publications::of_edition(work, edition.id).await?;
    let binds = |publication: &domain::publication::Publication| {
        publication.is_under_way(cx.arrived_at) || publication.is_public(cx.arrived_at)
    };
    if publications.iter().any(binds) {
        return Err(AwardRefusal::Locked.into());
    }
    Ok(())
}
