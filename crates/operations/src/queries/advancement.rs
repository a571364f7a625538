//! Who would go on from a closed heat, who goes on, and what is in the way; and what its host handed in.

use domain::{
    edition::{Edition, Problem},
    heat::{Heat, HeatState},
    policy::{
        AdmitEntry, AdvanceHeat, AnswerHeatReport, AttachHeatScan, DecideTie, Denied,
        ReadAdvancement, ReadHeatReport, ReadHeatScan, ReportHeat, may,
    },
    route::{Advance, advance},
    standing::StandingLine,
};
use persistence::{
    advancements::{self, AdvancementLine, TieDecision},
    editions,
    entries::EntryLine,
    heats,
    reports::{self, HeatReport},
};

pub use persistence::editions::Route;

use super::{
    edition::{HeatSummary, summary_of},
    team::FileView,
};
use crate::{
    Context,
    advancement::{Basis, awaits_report, basis},
    error::Result,
};

/// The way on from a heat.
pub struct AdvancementView {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// The routes out of it, each with the heat that it leads to.
    pub routes: Vec<(Route, Heat)>,
    /// The standing with names, best first.
    pub lines: Vec<(StandingLine, EntryLine)>,
    /// Who would go on by the ranks alone; nothing once it is decided, or while something is in the way.
    pub draft: Option<Advance>,
    /// What is in the way.
    pub blockers: Vec<Problem>,
    /// The orders that the chair decided.
    pub ties: Vec<TieDecision>,
    /// Who went on.
    pub advanced: Vec<AdvancementLine>,
    /// Whether the viewer may put equals in an order now.
    pub may_decide_tie: bool,
    /// Whether the viewer may send entries on now.
    pub may_advance: bool,
    /// Whether the viewer may let entries in.
    pub may_admit: bool,
}

/// The way on from a closed heat.
pub async fn read_advancement(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
) -> Result<AdvancementView> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, heat) = guarded.authorize::<ReadAdvancement>(cx.actor, cx.arrived_at)?;
    let basis = basis(cx.store, &heat).await?;
    let decided = heat.advanced_at.is_some();
    let (draft, blockers) = if decided {
        (None, vec![])
    } else {
        drafted(cx, &heat, &basis).await?
    };
    let ties = advancements::tie_decisions(cx.store, heat.id).await?;
    let now = cx.arrived_at;
    let targets = |route: &Route| Some((route.clone(), basis.target(route)?.clone()));
    let named = |line: &StandingLine| {
        let entry = basis.entries.get(&line.entry)?;
        Some((line.clone(), entry.clone()))
    };
    Ok(AdvancementView {
        edition: editions::of(cx.store, heat.edition).await?,
        routes: basis.routes.iter().filter_map(targets).collect(),
        lines: basis.standing.lines.iter().filter_map(named).collect(),
        draft,
        blockers,
        ties: ties.into_values().collect(),
        advanced: advancements::around(cx.store, heat.id).await?,
        may_decide_tie: !decided && may::<DecideTie>(cx.actor, &heat, now),
        may_advance: !decided && may::<AdvanceHeat>(cx.actor, &heat, now),
        may_admit: may::<AdmitEntry>(cx.actor, &heat, now),
        summary: summary_of(cx, heat).await?,
    })
}

/// Who would go on now, and what is in the way.
async fn drafted(
    cx: &Context<'_>,
    heat: &Heat,
    basis: &Basis,
) -> Result<(Option<Advance>, Vec<Problem>)> {
    let mut blockers = vec![];
    if awaits_report(cx.store, heat).await? {
        blockers.push(Problem::at("/report", "report_missing"));
    }
    if !basis.open_targets().is_empty() {
        blockers.push(Problem::at("/routes", "target_open"));
    }
    match advance(&basis.field) {
        Ok(draft) => Ok((Some(draft), blockers)),
        Err(problems) => {
            blockers.extend(problems.iter().map(|one| basis.problem(one)));
            Ok((None, blockers))
        }
    }
}

/// What a host handed in.
pub struct HeatReportView {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// The latest first.
    pub reports: Vec<HeatReport>,
    /// Whether the viewer may hand in now.
    pub may_report: bool,
    /// Whether the viewer may add a scan now.
    pub may_attach: bool,
    /// Whether the viewer may answer now.
    pub may_answer: bool,
}

/// The reports of a heat.
pub async fn read_heat_report(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
) -> Result<HeatReportView> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, heat) = guarded.authorize::<ReadHeatReport>(cx.actor, cx.arrived_at)?;
    let reports = reports::of_heat(cx.store, heat.id).await?;
    let state = reports.first().map(|latest| latest.state.as_str());
    let closed = matches!(heat.state, HeatState::Closed { .. });
    let (under_way, now) = (state == Some("reported"), cx.arrived_at);
    let free = matches!(state, None | Some("returned"));
    Ok(HeatReportView {
        edition: editions::of(cx.store, heat.edition).await?,
        may_report: closed && free && may::<ReportHeat>(cx.actor, &heat, now),
        may_attach: under_way && may::<AttachHeatScan>(cx.actor, &heat, now),
        may_answer: under_way && may::<AnswerHeatReport>(cx.actor, &heat, now),
        reports,
        summary: summary_of(cx, heat).await?,
    })
}

/// The signed scan of the latest report that has one.
pub async fn read_heat_scan(cx: &Context<'_>, edition: &str, heat: &str) -> Result<FileView> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, heat) = guarded.authorize::<ReadHeatScan>(cx.actor, cx.arrived_at)?;
    let reports = reports::of_heat(cx.store, heat.id).await?;
    let scan = reports.into_iter().find_map(|report| report.scan);
    let scan = scan.ok_or(Denied::Hidden)?;
    Ok(FileView {
        name: format!("{}-signed.pdf", heat.key),
        media_type: "application/pdf".to_owned(),
        bytes: scan.bytes,
        sha256: scan.sha256,
    })
}
