//! Give a tier of the ladder: to an entry, or to a person or an organization for it.

use domain::{
    award::{Award, AwardRefusal, AwardState, Giving, give},
    ids::AwardId,
    policy::{Denied, GiveAward},
    text::Bilingual,
};
use persistence::{audit, awards, editions, entries};
use serde_json::json;

use crate::{
    Context,
    awarding::{Awarding, must_be_unlocked},
    error::Result,
};

/// Gives `tier` for the entry with this number. Where the entry itself holds it, a tier that it had
/// before is taken back. What somebody has already is not given twice.
pub async fn give_award(
    cx: &Context<'_>,
    edition: &str,
    number: &str,
    tier: &str,
    name: Option<Bilingual>,
) -> Result<()> {
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
    let awarding = Awarding::of(&work, &edition).await?;
    if !awarding.is_ranked(entry) {
        return Err(AwardRefusal::NotRanked.into());
    }
    let held: Vec<&Award> = awarding.held(contest).collect();
    let Giving::New {
        tier,
        holder,
        instead_of,
    } = give(awarding.tiers(contest), tier, entry, name, &held)?
    else {
        return Ok(());
    };
    let by = cx.account()?;
    if let Some(before) = instead_of.cloned() {
        let state = before.state.revoke(cx.arrived_at)?;
        let before = Award { state, ..before };
        awards::end(&work, &allowed, by, &before).await?;
    }
    let award = Award {
        id: AwardId::mint(cx.ids, cx.arrived_at),
        revision: 1,
        tier: tier.key.clone(),
        entry,
        holder,
        passed_on: None,
        state: AwardState::Given { at: cx.arrived_at },
    };
    awards::give(&work, &allowed, by, contest, &award).await?;
    let detail = json!({ "number": number, "tier": tier.key, "recipient": tier.recipient.name() });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}
