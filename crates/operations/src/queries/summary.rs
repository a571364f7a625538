//! A heat at a glance, as every screen about it begins: how far it has come, and what the viewer may do.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    edition::{Edition, HeatKind},
    heat::{Heat, HeatState},
    ids::{EditionId, HeatId},
    policy::{
        CloseHeat, ImportScores, ListBallots, OpenHeat, ProposeAssignments, ReadAdvancement,
        ReadHeatAnalysis, ReadHeatReport, ReadProposal, ReadStanding, WaiveSheets, may,
    },
};
use persistence::{
    editions::{self, Contest, Division, Route},
    heats::{self, HeatCounts},
    reports,
};

use crate::{Context, error::Result};

/// A heat with how far it has come and what the viewer may do.
pub struct HeatSummary {
    /// The heat.
    pub heat: Heat,
    /// Key of its contest, where it has one.
    pub contest: Option<String>,
    /// Key of its division, where it has one.
    pub division: Option<String>,
    /// How far it has come.
    pub counts: HeatCounts,
    /// What its host handed in; nothing for whom that is not.
    pub report: Option<ReportMark>,
    /// Whether it is closed, leads on, and nobody has decided yet who goes on.
    pub awaits_advancement: bool,
    /// What the viewer may do.
    pub may: MayHeat,
}

/// Where the report of a heat's host stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportMark {
    /// Nothing was handed in.
    None,
    /// It waits for an answer.
    Reported,
    /// It went back to the host.
    Returned,
    /// Headquarters accepted it.
    Accepted,
    /// Headquarters run the heat themselves.
    NotNeeded,
}

/// What staff may do to a heat now.
pub struct MayHeat {
    /// Work out who would read what.
    pub propose: bool,
    /// Look at what was worked out.
    pub read_proposal: bool,
    /// Open it.
    pub open: bool,
    /// Close it.
    pub close: bool,
    /// Close it with figures that were made elsewhere.
    pub import_scores: bool,
    /// Go on without sheets.
    pub waive: bool,
    /// Read its standing.
    pub read_standing: bool,
    /// Read how sure its figures are.
    pub read_analysis: bool,
    /// Read who goes on.
    pub read_advancement: bool,
    /// Read what its host handed in.
    pub read_report: bool,
    /// Read its panel's vote.
    pub list_ballots: bool,
}

/// What there is around the heats of an edition, read once for all of them.
struct Around<'a> {
    contests: &'a [Contest],
    divisions: &'a [Division],
    leads_on: BTreeSet<HeatId>,
    reports: BTreeMap<HeatId, String>,
    counts: BTreeMap<HeatId, HeatCounts>,
}

impl<'a> Around<'a> {
    async fn of(
        cx: &Context<'_>,
        edition: EditionId,
        contests: &'a [Contest],
        divisions: &'a [Division],
        counts: Vec<(HeatId, HeatCounts)>,
    ) -> Result<Self> {
        let routes = editions::routes(cx.store, edition).await?;
        let reports = reports::latest_states(cx.store, edition).await?;
        Ok(Self {
            contests,
            divisions,
            leads_on: routes
                .iter()
                .filter_map(|route: &Route| route.from)
                .collect(),
            reports: reports.into_iter().collect(),
            counts: counts.into_iter().collect(),
        })
    }

    fn contest(&self, heat: &Heat) -> Option<&Contest> {
        let mut contests = self.contests.iter();
        contests.find(|known| Some(known.id) == heat.contest)
    }

    fn division(&self, heat: &Heat) -> Option<&Division> {
        let mut divisions = self.divisions.iter();
        divisions.find(|known| Some(known.id) == heat.division)
    }

    /// What is there counts, even where no host has to hand anything in.
    fn report(&self, heat: &Heat) -> ReportMark {
        match self.reports.get(&heat.id).map(String::as_str) {
            Some("reported") => ReportMark::Reported,
            Some("returned") => ReportMark::Returned,
            Some(_) => ReportMark::Accepted,
            None if self.division(heat).is_some_and(Division::is_hosted) => ReportMark::None,
            None => ReportMark::NotNeeded,
        }
    }

    fn summary(&self, cx: &Context<'_>, heat: Heat) -> HeatSummary {
        let may_now = may_now(cx, &heat);
        let reads_report = may::<ReadHeatReport>(cx.actor, &heat, cx.arrived_at);
        let closed = matches!(heat.state, HeatState::Closed { .. });
        HeatSummary {
            contest: self.contest(&heat).map(|known| known.key.clone()),
            division: self.division(&heat).map(|known| known.key.clone()),
            counts: self.counts.get(&heat.id).copied().unwrap_or_default(),
            report: reads_report.then(|| self.report(&heat)),
            awaits_advancement: closed
                && heat.advanced_at.is_none()
                && self.leads_on.contains(&heat.id),
            may: may_now,
            heat,
        }
    }
}

fn may_now(cx: &Context<'_>, heat: &Heat) -> MayHeat {
    let planned = matches!(heat.state, HeatState::Planned);
    let closed = matches!(heat.state, HeatState::Closed { .. });
    let now = cx.arrived_at;
    let scoring = heat.kind == HeatKind::Scoring;
    let imported = heat.kind == HeatKind::Imported;
    MayHeat {
        propose: planned && scoring && may::<ProposeAssignments>(cx.actor, heat, now),
        read_proposal: scoring && may::<ReadProposal>(cx.actor, heat, now),
        open: planned && !imported && may::<OpenHeat>(cx.actor, heat, now),
        import_scores: planned && imported && may::<ImportScores>(cx.actor, heat, now),
        close: heat.is_open() && may::<CloseHeat>(cx.actor, heat, now),
        waive: heat.is_open()
            && heat.kind != HeatKind::Ballot
            && may::<WaiveSheets>(cx.actor, heat, now),
        read_standing: closed && may::<ReadStanding>(cx.actor, heat, now),
        read_analysis: closed
            && matches!(heat.kind, HeatKind::Scoring | HeatKind::Pitch)
            && may::<ReadHeatAnalysis>(cx.actor, heat, now),
        read_advancement: closed && may::<ReadAdvancement>(cx.actor, heat, now),
        read_report: closed && may::<ReadHeatReport>(cx.actor, heat, now),
        list_ballots: heat.kind == HeatKind::Ballot && may::<ListBallots>(cx.actor, heat, now),
    }
}

/// One heat at a glance.
pub(super) async fn summary_of(cx: &Context<'_>, heat: Heat) -> Result<HeatSummary> {
    let contests = editions::contests(cx.store, heat.edition).await?;
    let divisions = editions::divisions(cx.store, heat.edition).await?;
    let counts = vec![(heat.id, heats::counts_of(cx.store, heat.id).await?)];
    let around = Around::of(cx, heat.edition, &contests, &divisions, counts).await?;
    Ok(around.summary(cx, heat))
}

/// The heats of an edition that the viewer may know of.
pub(super) async fn summaries(
    cx: &Context<'_>,
    edition: &Edition,
    contests: &[Contest],
    divisions: &[Division],
) -> Result<Vec<HeatSummary>> {
    let counts = heats::counts(cx.store, edition.id).await?;
    let around = Around::of(cx, edition.id, contests, divisions, counts).await?;
    let heats = heats::of_edition(cx.store, edition.id).await?.into_iter();
    Ok(heats
        .filter(|heat| may::<ReadStanding>(cx.actor, heat, cx.arrived_at))
        .map(|heat| around.summary(cx, heat))
        .collect())
}
