//! Lists to take away as files. They hold what the lists on the screen hold, with whoever took them.

use domain::{
    edition::Edition,
    policy::{Denied, ExportJudges, ExportStanding},
    text::Bilingual,
};
use persistence::{accounts, editions, heats, judges, judges::JudgeLine};

use super::heat::{StandingView, standing_of};
use crate::{Context, error::Result};

/// The standing of a closed heat, and who takes it.
#[crate::compiled_here]
pub async fn export_standing(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
) -> Result<(StandingView, Bilingual)> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, heat) = guarded.authorize::<ExportStanding>(cx.actor, cx.arrived_at)?;
    Ok((standing_of(cx, heat).await?, asker(cx).await?))
}

/// The judges of an edition, and who takes the list.
#[crate::compiled_here]
pub async fn export_judges(
    cx: &Context<'_>,
    slug: &str,
) -> Result<(Edition, Vec<JudgeLine>, Bilingual)> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ExportJudges>(cx.actor, cx.arrived_at)?;
    let lines = judges::list(cx.store, &allowed.visible()).await?;
    Ok((edition, lines, asker(cx).await?))
}

/// The name of whoever asks; the address where there is none.
pub(crate) async fn asker(cx: &Context<'_>) -> Result<Bilingual> {
    let account = accounts::of(cx.store, cx.account()?).await?;
    let account = account.ok_or(Denied::Anonymous)?;
    let address = account
        .email
        .filter(|_| account.person.name == Bilingual::default());
    Ok(address.map_or(account.person.name, |email| {
        Bilingual::new(email.as_str(), email.as_str())
    }))
}
