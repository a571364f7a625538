//! Promise to be silent, and read what one is told: the click of a member of the team, or of whoever
//! has a personal link. Each person's is recorded, with the text of the pledge that was shown.

use domain::{
    confidence::{Confidence, ConfidenceRefusal, Opening, PLEDGE, Reading},
    ids::AccountId,
    policy::{Allowed, Denied, OpenConfidence, OpenPersonalConfidence},
};
use persistence::{
    Work, audit,
    confidences::{self, Opens},
};
use serde_json::json;
use uuid::Uuid;

use crate::{Context, confiding::must_be_secret, error::Result, secret};

/// Opens a confidence to one's team.
#[crate::compiled_here]
pub async fn open_confidence(cx: &Context<'_>, confidence: Uuid, pledge: u32) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = confidences::find_to_change(&work, confidence)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, told) = guarded.authorize::<OpenConfidence>(cx.actor, cx.arrived_at)?;
    open(cx, work, &allowed, &told, Some(cx.account()?), pledge).await
}

/// Opens what a personal link leads to.
#[crate::compiled_here]
pub async fn open_personal_confidence(cx: &Context<'_>, token: &str, pledge: u32) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let hash = secret::token_hash(token);
    let guarded = confidences::find_by_link(&work, &hash, cx.arrived_at)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, told) = guarded.authorize::<OpenPersonalConfidence>(cx.actor, cx.arrived_at)?;
    open(cx, work, &allowed, &told, None, pledge).await
}

async fn open<A: Opens>(
    cx: &Context<'_>,
    work: Work,
    allowed: &Allowed<A>,
    told: &Confidence,
    account: Option<AccountId>,
    pledge: u32,
) -> Result<()> {
    must_be_secret(cx, &work, told.edition).await?;
    let telling = match told.reading(account) {
        Reading::Gone => return Err(Denied::Hidden.into()),
        // Opened before: the first time counts.
        Reading::Open { more: false, .. } => return Ok(()),
        Reading::Sealed | Reading::Withdrawn | Reading::Open { more: true, .. } => told.latest(),
    };
    let telling = telling.ok_or(Denied::Hidden)?.number;
    let state = told.state.clone().open(cx.arrived_at)?;
    if pledge != PLEDGE {
        return Err(ConfidenceRefusal::PledgeChanged.into());
    }
    let opening = Opening {
        telling,
        account,
        pledge,
        at: cx.arrived_at,
    };
    confidences::note_opening(&work, allowed, &opening, &state).await?;
    let detail = json!({ "telling": telling, "pledge": pledge });
    let at = Some(told.edition);
    audit::note(&work, allowed, cx.ids, at, "confidences", &detail).await?;
    Ok(work.commit().await?)
}
