//! What staff and the chair see of a heat: its progress and its standing.

use std::collections::BTreeMap;

use domain::{
    award::Holder,
    edition::Edition,
    heat::{Heat, HeatState},
    ids::{EntryId, JudgeId},
    policy::{AdmitEntry, Denied, ReadHeatProgress, ReadStanding, may},
    standing::{Standing, StandingLine},
};
use persistence::{
    advancements,
    assignments::{self, AssignmentLine, JudgeTally, WaiverLine},
    awards,
    editions::{self, Route},
    entries::{self, EntryLine},
    heats::{self, PanelMember},
};

use super::edition::{HeatSummary, summary_of};
use crate::{
    Context,
    admit_entry::BY_HAND,
    error::{OperationError, Result},
};

/// Who has done how much.
pub struct HeatProgress {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// The panel.
    pub panel: Vec<PanelMember>,
    /// What each judge has done. Whoever was given nothing is not in it.
    pub tallies: BTreeMap<JudgeId, JudgeTally>,
    /// Assignments whose sheets are still to come.
    pub missing: Vec<AssignmentLine>,
    /// The waivers on the record.
    pub waivers: Vec<WaiverLine>,
    /// The routes by which headquarters let entries in, while the heat is planned.
    pub admissions: Option<Admissions>,
}

/// How entries are let into a heat by hand.
pub struct Admissions {
    /// In order, each with how many it let in.
    pub routes: Vec<(Route, u32)>,
    /// Whether the viewer may let an entry in.
    pub may_admit: bool,
}

/// The progress of a heat.
#[crate::compiled_here]
pub async fn read_heat_progress(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
) -> Result<HeatProgress> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<ReadHeatProgress>(cx.actor, cx.arrived_at)?;
    let visible = allowed.visible();
    Ok(HeatProgress {
        edition: editions::of(cx.store, heat.edition).await?,
        panel: heats::panel(cx.store, heat.id).await?,
        tallies: assignments::tallies(cx.store, &visible)
            .await?
            .into_iter()
            .collect(),
        missing: assignments::missing_of_heat(cx.store, &visible).await?,
        waivers: assignments::waivers(cx.store, &visible).await?,
        admissions: admissions(cx, &heat).await?,
        summary: summary_of(cx, heat).await?,
    })
}

async fn admissions(cx: &Context<'_>, heat: &Heat) -> Result<Option<Admissions>> {
    if !matches!(heat.state, HeatState::Planned) {
        return Ok(None);
    }
    let used = advancements::admitted(cx.store, heat.id).await?;
    let routes = editions::routes(cx.store, heat.edition).await?;
    let by_hand = |route: &Route| route.to == heat.id && BY_HAND.contains(&route.source);
    let counted = |route: Route| {
        let used = used.get(&route.id).copied().unwrap_or_default();
        (route, used)
    };
    Ok(Some(Admissions {
        routes: routes.into_iter().filter(by_hand).map(counted).collect(),
        may_admit: may::<AdmitEntry>(cx.actor, heat, cx.arrived_at),
    }))
}

/// A frozen standing with names.
pub struct StandingView {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// The frozen document.
    pub standing: Standing,
    /// Its lines with the entries they are about, best first.
    pub lines: Vec<(StandingLine, EntryLine, Option<String>)>,
}

/// The standing of a closed heat, with the tier each entry was given where the viewer may know it.
#[crate::compiled_here]
pub async fn read_standing(cx: &Context<'_>, edition: &str, heat: &str) -> Result<StandingView> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, heat) = guarded.authorize::<ReadStanding>(cx.actor, cx.arrived_at)?;
    standing_of(cx, heat).await
}

/// The standing of an authorized heat.
pub(super) async fn standing_of(cx: &Context<'_>, heat: Heat) -> Result<StandingView> {
    let HeatState::Closed { standing, .. } = heat.state else {
        return Err(OperationError::conflict("heat_not_closed"));
    };
    let standing = heats::standing(cx.store, standing).await?;
    let edition = editions::of(cx.store, heat.edition).await?;
    let sees_awards =
        domain::policy::may::<domain::policy::ListAwards>(cx.actor, &edition, cx.arrived_at);
    let given = if sees_awards {
        awards::of_edition(cx.store, edition.id).await?
    } else {
        vec![]
    };
    let names: BTreeMap<EntryId, EntryLine> = entries::submitted_lines(cx.store, edition.id)
        .await?
        .into_iter()
        .collect();
    let lines = standing
        .lines
        .iter()
        .filter_map(|line| {
            let entry = names.get(&line.entry)?;
            let award = given.iter().map(|line| &line.award).find(|award| {
                let own = award.holder == Holder::Entry && award.state.is_held();
                own && award.merit.entries().contains(&line.entry)
            });
            Some((
                line.clone(),
                entry.clone(),
                award.map(|award| award.tier.clone()),
            ))
        })
        .collect();
    Ok(StandingView {
        edition,
        summary: summary_of(cx, heat).await?,
        standing,
        lines,
    })
}
