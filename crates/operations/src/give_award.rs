//! Give tiers of the ladder: to an entry, to several under one title, to a person or an organization, to what is
//! specially recommended without an entry, or to many entries at once.

use domain::{
    award::AwardRefusal,
    policy::{Denied, GiveAward},
};
use persistence::{audit, awards, editions};
use serde_json::json;

use crate::{
    Context,
    awarding::{AwardWish, Awarding, must_be_unlocked, place},
    error::Result,
};

/// Gives what is wished, all of it or nothing. Every entry is recommended by a standing, and where equals
/// share the last place of a vote, the chair has put them in order. Where one entry alone
/// holds an award, a tier that it had before is taken back. What somebody has already is not given twice.
#[crate::compiled_here]
pub async fn give_award(cx: &Context<'_>, edition: &str, wishes: &[AwardWish<'_>]) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<GiveAward>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    must_be_unlocked(cx, &work, &edition).await?;
    let mut awarding = Awarding::of(&work, &edition).await?;
    for wish in wishes {
        let (contest, merit) = awarding.merit(wish)?;
        let entries = || merit.entries().iter();
        if !entries().all(|entry| awarding.recommends(contest, wish.tier, *entry)) {
            return Err(AwardRefusal::NotRanked.into());
        }
        if entries().any(|entry| awarding.waits(contest, wish.tier, *entry)) {
            return Err(AwardRefusal::TieUndecided.into());
        }
        let wanted = (wish.tier, wish.name.clone());
        let given = place(cx, &work, &allowed, &awarding, (contest, merit), wanted).await?;
        let Some(award) = given else {
            continue;
        };
        let detail = json!({
            "number": wish.numbers.join(", "),
            "tier": award.tier,
            "recipient": award.holder.recipient().name(),
        });
        let at = Some(edition.id);
        audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
        awarding.refresh(&work, &edition).await?;
    }
    Ok(work.commit().await?)
}
