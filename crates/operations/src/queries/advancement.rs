//! Who would go on from a closed heat, who goes on, and what is in the way; and what its host handed in.

use domain::{
    edition::{Edition, Problem},
    heat::{Heat, HeatState},
    policy::{
        AdmitEntry, AdvanceHeat, AnswerHeatReport, AttachHeatScan, CheckAdvancement, DecideTie,
        Denied, ReadAdvancement, ReadHeatReport, ReadHeatScan, ReportHeat, may,
    },
    route::{Advance, Going, Passage, Vacancy, preview},
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
    AdvanceWish, Context,
    advancement::{Basis, awaits_report, basis},
    error::Result,
};

/// The way on from a heat.
pub struct AdvancementView {
    /// Where.
    pub edition: Edition,
    /// The heat.
    pub summary: HeatSummary,
    /// The routes out of it, each with the heat that it leads to and what that takes.
    pub routes: Vec<(Route, Heat, Passage)>,
    /// The standing with names, best first.
    pub lines: Vec<(StandingLine, EntryLine)>,
    /// Routes of other heats to the same targets, with the heat they leave and the places that they left empty
    /// and may give away.
    pub elsewhere: Vec<(Route, Heat, u32)>,
    /// Who would go on by the ranks alone, as far as that can be said; nothing once it is decided.
    pub draft: Option<Advance>,
    /// Places that would stay empty, or did.
    pub vacant: Vec<Vacancy>,
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
#[crate::compiled_here]
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
    let advanced = advancements::around(cx.store, heat.id).await?;
    let vacant = match &draft {
        Some(draft) => draft.vacant.clone(),
        None => left_empty(&basis, &advanced),
    };
    let now = cx.arrived_at;
    let passages = basis.routes.iter().zip(&basis.field.routes);
    let targets = |(route, passage): (&Route, &Passage)| {
        Some((route.clone(), basis.target(route)?.clone(), passage.clone()))
    };
    let named = |line: &StandingLine| {
        let entry = basis.entries.get(&line.entry)?;
        Some((line.clone(), entry.clone()))
    };
    let left = |(route, places): &(Route, u32)| {
        let from = basis
            .heats
            .iter()
            .find(|heat| Some(heat.id) == route.from)?;
        Some((route.clone(), from.clone(), *places))
    };
    Ok(AdvancementView {
        edition: editions::of(cx.store, heat.edition).await?,
        elsewhere: basis.elsewhere.iter().filter_map(left).collect(),
        routes: passages.filter_map(targets).collect(),
        lines: basis.standing.lines.iter().filter_map(named).collect(),
        draft,
        vacant,
        blockers,
        ties: ties.into_values().collect(),
        advanced,
        may_decide_tie: !decided && may::<DecideTie>(cx.actor, &heat, now),
        may_advance: !decided && may::<AdvanceHeat>(cx.actor, &heat, now),
        may_admit: may::<AdmitEntry>(cx.actor, &heat, now),
        summary: summary_of(cx, heat).await?,
    })
}

/// The places of quotas that nobody of the heat took.
fn left_empty(basis: &Basis, advanced: &[AdvancementLine]) -> Vec<Vacancy> {
    let by_quota = |line: &&AdvancementLine| line.kind == "quota" || line.kind == "tie_decision";
    let left = |route: &Route| {
        let own = advanced.iter().filter(|line| line.route == route.id);
        let taken = u32::try_from(own.filter(by_quota).count()).unwrap_or(u32::MAX);
        let places = route.quota?.saturating_sub(taken);
        (places > 0).then(|| Vacancy {
            route: route.key.clone(),
            places,
        })
    };
    basis.routes.iter().filter_map(left).collect()
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
    blockers.extend(tie_at_seats(heat, basis));
    let (draft, problems) = preview(&basis.field);
    blockers.extend(problems.iter().map(|one| basis.problem(one)));
    Ok((Some(draft), blockers))
}

/// Of a vote that is the end of the way: equals of whom only some have a place, which nobody has put in order.
fn tie_at_seats(heat: &Heat, basis: &Basis) -> Option<Problem> {
    let seats = heat.ballot.as_ref()?.seats;
    if !basis.routes.is_empty() {
        return None;
    }
    let orders = basis.field.ties.iter().map(|tie| &tie.entries[..]);
    let standing = basis.standing.clone().with_ties_decided(orders);
    let waiting = standing.undecided_at(seats);
    let first = waiting.first()?;
    let line = standing.lines.iter().find(|line| line.entry == *first)?;
    let rank = line.rank?;
    let numbers: Vec<_> = waiting.iter().map(|entry| basis.number(*entry)).collect();
    Some(
        Problem::at("/ties", "tie_at_seats")
            .with("rank", rank)
            .with("numbers", numbers.join(", "))
            .with("places", seats + 1 - rank),
    )
}

/// What sending entries on would come to.
pub struct AdvancementCheck {
    /// Who would go on, with their numbers.
    pub goes: Vec<(Going, String)>,
    /// Places that would stay empty.
    pub vacant: Vec<Vacancy>,
    /// What is in the way.
    pub problems: Vec<Problem>,
}

/// What a wish would come to. Nothing is decided by asking.
#[crate::compiled_here]
pub async fn check_advancement(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    wish: &AdvanceWish,
) -> Result<AdvancementCheck> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, heat) = guarded.authorize::<CheckAdvancement>(cx.actor, cx.arrived_at)?;
    let mut basis = basis(cx.store, &heat).await?;
    wish.apply(&mut basis)?;
    let (draft, problems) = drafted(cx, &heat, &basis).await?;
    let draft = draft.unwrap_or_default();
    let named = |going: Going| {
        let number = basis.number(going.entry);
        (going, number)
    };
    Ok(AdvancementCheck {
        goes: draft.goes.into_iter().map(named).collect(),
        vacant: draft.vacant,
        problems,
    })
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
#[crate::compiled_here]
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
#[crate::compiled_here]
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
