//! Tell those more who were told something. What they knew and since when stays on the register.

use domain::{
    confidence::{Channel, Confidant, Level, Telling, may_tell},
    policy::{Denied, RaiseConfidence},
};
use persistence::{audit, awards, confidences, editions};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Context,
    confide::short,
    confiding::{Held, must_be_secret, send_word, told_in},
    error::Result,
};

/// Raises a confidence to a higher level.
#[crate::compiled_here]
pub async fn raise_confidence(
    cx: &Context<'_>,
    edition: &str,
    confidence: Uuid,
    level: Level,
    remark: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<RaiseConfidence>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    must_be_secret(cx, &work, edition.id).await?;
    let told = told_in(&work, edition.id, confidence).await?;
    told.state.clone().raise()?;
    let held = match &told.whom {
        Confidant::Entry { entry, .. } => {
            let held = Held::in_edition(&work, edition.id).await?.by(*entry);
            may_tell(level, &held)?;
            held
        }
        Confidant::Outsider(_) => vec![],
    };
    let telling = told.raised(Telling {
        number: 0,
        level,
        channel: Channel::to(&told.whom),
        awards: held,
        remark: short("/remark", remark)?,
        by: cx.account()?,
        at: cx.arrived_at,
    })?;
    let cause = format!("{} {} {}", allowed.name(), told.id, telling.number);
    let link = send_word(cx, &work, &edition, &cause, &told.whom).await?;
    confidences::save_telling(&work, &allowed, &told, &telling, link.as_ref()).await?;
    let detail = json!({ "confidence": told.id, "level": telling.level.name() });
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
