//! The register of confidences: who knows what since when.

use std::collections::BTreeMap;

use domain::{
    confidence::{Confidant, ToldAward, still_holds},
    edition::Edition,
    ids::AccountId,
    policy::{
        Confide, Denied, ExportConfidences, ListConfidences, RaiseConfidence, RemindConfidant,
        WithdrawConfidence, may,
    },
    text::Bilingual,
    time::Timestamp,
};
use persistence::{
    confidences::{self, ConfidenceLine},
    editions,
};

use super::exports::asker;
use crate::{
    Context,
    confiding::{Held, public_since},
    error::Result,
};

/// The register of an edition.
pub struct Register {
    /// Where.
    pub edition: Edition,
    /// Whoever was told, the first told first.
    pub lines: Vec<RegisterLine>,
    /// The entries that hold awards, and so can be told of them, by number.
    pub winners: Vec<Winner>,
    /// The names of the accounts in the lines.
    pub names: BTreeMap<AccountId, Bilingual>,
    /// Since when the results are public.
    pub public_since: Option<Timestamp>,
    /// Whether the viewer may tell somebody.
    pub may_confide: bool,
    /// Whether the viewer may tell somebody more.
    pub may_raise: bool,
    /// Whether the viewer may take something back.
    pub may_withdraw: bool,
    /// Whether the viewer may send word again.
    pub may_remind: bool,
}

/// Somebody who was told.
pub struct RegisterLine {
    /// What and when, with names.
    pub line: ConfidenceLine,
    /// Whether what a team was told last is still so.
    pub holds: bool,
}

/// An entry that holds awards.
pub struct Winner {
    /// Its number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
    /// The titles of the tiers.
    pub tiers: Vec<Bilingual>,
    /// Whether its team is told already.
    pub told: bool,
}

/// The register of an edition.
#[crate::compiled_here]
pub async fn list_confidences(cx: &Context<'_>, slug: &str) -> Result<Register> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ListConfidences>(cx.actor, cx.arrived_at)?;
    register(cx, edition).await
}

/// The register of an edition as a file, and who takes it, whose name stands on it.
#[crate::compiled_here]
pub async fn export_confidences(cx: &Context<'_>, slug: &str) -> Result<(Register, Bilingual)> {
    let guarded = editions::find(cx.store, slug)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, edition) = guarded.authorize::<ExportConfidences>(cx.actor, cx.arrived_at)?;
    Ok((register(cx, edition).await?, asker(cx).await?))
}

async fn register(cx: &Context<'_>, edition: Edition) -> Result<Register> {
    let now = cx.arrived_at;
    let held = Held::in_edition(cx.store, edition.id).await?;
    let lines = confidences::of_edition(cx.store, edition.id).await?;
    let public_since = public_since(cx.store, edition.id, now).await?;
    let secret = public_since.is_none();
    Ok(Register {
        winners: winners(&held, &lines),
        names: confidences::names(cx.store, edition.id).await?,
        may_confide: secret && may::<Confide>(cx.actor, &edition, now),
        may_raise: secret && may::<RaiseConfidence>(cx.actor, &edition, now),
        may_remind: secret && may::<RemindConfidant>(cx.actor, &edition, now),
        may_withdraw: may::<WithdrawConfidence>(cx.actor, &edition, now),
        lines: lines.into_iter().map(|line| checked(line, &held)).collect(),
        public_since,
        edition,
    })
}

fn checked(line: ConfidenceLine, held: &Held) -> RegisterLine {
    let own: Vec<ToldAward> = match &line.confidence.whom {
        Confidant::Entry { entry, .. } => held.by(*entry),
        Confidant::Outsider(_) => vec![],
    };
    let team = matches!(line.confidence.whom, Confidant::Entry { .. });
    let latest = line.confidence.latest();
    RegisterLine {
        holds: !team || latest.is_none_or(|telling| still_holds(telling, &own)),
        line,
    }
}

fn winners(held: &Held, lines: &[ConfidenceLine]) -> Vec<Winner> {
    let mut winners: BTreeMap<&str, Winner> = BTreeMap::new();
    for award in held.lines() {
        let tier = held.tier(award.contest, &award.award.tier);
        for entry in &award.entries {
            let told = |line: &ConfidenceLine| {
                line.number == entry.number && !line.confidence.state.is_withdrawn()
            };
            let winner = winners.entry(&entry.number).or_insert_with(|| Winner {
                number: entry.number.clone(),
                title: entry.title.clone(),
                team: entry.team.clone(),
                tiers: vec![],
                told: lines.iter().any(told),
            });
            winner.tiers.extend(tier.map(|tier| tier.title.clone()));
        }
    }
    winners.into_values().collect()
}
