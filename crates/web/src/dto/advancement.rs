//! What staff and the chair get of the way on from a heat: who would go on, who goes on, what is in the
//! way, and what the host handed in.

use domain::{heat::Heat, ids::EntryId, route::Reallocation as Moved};
use operations::{
    AdvanceWish,
    queries::advancement::{self as queries, AdvancementView, HeatReportView},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    heat::HeatSummary,
    values::{Bilingual, EditionRef, Instant, Issue, Named, PersonName},
};

/// The way on from a closed heat.
#[derive(Debug, Serialize, ToSchema)]
pub struct Advancement {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    pub routes: Vec<Route>,
    /// The standing, best first.
    pub lines: Vec<AdvancementLine>,
    /// Places that would stay empty, or did.
    pub vacant: Vec<Vacancy>,
    /// What is in the way.
    pub blockers: Vec<Issue>,
    pub tie_decisions: Vec<TieDecision>,
    /// When it was decided who goes on; null before.
    #[schema(required)]
    pub advanced_at: Option<Instant>,
    /// Who went on from here, and who was let in here from elsewhere.
    pub advanced: Vec<Advanced>,
    pub may: AdvancementMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct AdvancementMay {
    pub decide_tie: bool,
    pub advance: bool,
    pub admit: bool,
}

/// A way out of the heat.
#[derive(Debug, Serialize, ToSchema)]
pub struct Route {
    pub key: String,
    /// Where it leads.
    pub heat: Named,
    /// Null where everybody with a rank goes on.
    #[schema(required)]
    pub quota: Option<u32>,
    pub wildcards: u32,
    /// Whether an empty place may be given to another route.
    pub reallocate: bool,
}

/// An entry of the standing, and whether it would go on.
#[derive(Debug, Serialize, ToSchema)]
pub struct AdvancementLine {
    #[schema(required)]
    pub rank: Option<u32>,
    pub tied: bool,
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    pub contest: String,
    #[schema(required)]
    pub division: Option<String>,
    /// A decimal number.
    #[schema(required)]
    pub figure: Option<String>,
    /// Key of the route by which it would go on by the ranks; null where it would not.
    #[schema(required)]
    pub goes_by: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Vacancy {
    pub route: String,
    pub places: u32,
}

/// The chair's order of entries that the rule leaves equal.
#[derive(Debug, Serialize, ToSchema)]
pub struct TieDecision {
    /// The rank they share.
    pub rank: u32,
    /// Numbers, the first before the second.
    pub order: Vec<String>,
    pub reason: String,
    pub decided_at: Instant,
}

/// Somebody who went on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Advanced {
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    /// Into which heat; null where its name is not known here.
    #[schema(required)]
    pub heat: Option<Named>,
    pub way: AdvancementWay,
    #[schema(required)]
    pub rank: Option<u32>,
    /// Why, where it is not the rank alone; empty otherwise.
    pub reason: String,
    pub decided_at: Instant,
}

/// As what an entry goes on.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdvancementWay {
    Quota,
    TieDecision,
    Wildcard,
    Reallocated,
    Direct,
}

impl AdvancementWay {
    /// By its stored name, of which there are five.
    fn named(name: &str) -> Self {
        match name {
            "tie_decision" => Self::TieDecision,
            "wildcard" => Self::Wildcard,
            "reallocated" => Self::Reallocated,
            "direct" => Self::Direct,
            _ => Self::Quota,
        }
    }
}

impl From<AdvancementView> for Advancement {
    fn from(view: AdvancementView) -> Self {
        let draft = view.draft.as_ref();
        let goes_by = |entry: EntryId| {
            let going = draft?.goes.iter().find(|going| going.entry == entry)?;
            Some(going.route.clone())
        };
        let number = |entry: &EntryId| {
            let mut lines = view.lines.iter();
            let known = lines.find(|(line, _)| line.entry == *entry);
            known.map_or_else(String::new, |(_, entry)| entry.number.clone())
        };
        let target = |id| {
            let mut routes = view.routes.iter();
            let (_, heat) = routes.find(|(_, heat)| heat.id == id)?;
            Some(Named::new(&heat.key, &heat.title))
        };
        let lines = view.lines.iter().map(|(line, entry)| AdvancementLine {
            rank: line.rank,
            tied: line.tied,
            number: entry.number.clone(),
            title: (&entry.title).into(),
            team: (&entry.team).into(),
            contest: entry.contest.clone(),
            division: entry.division.clone(),
            figure: line.figure.map(|figure| figure.to_string()),
            goes_by: goes_by(line.entry),
        });
        let vacant = draft.into_iter().flat_map(|draft| &draft.vacant);
        let advanced = view.advanced.iter().map(|line| Advanced {
            number: line.number.clone(),
            title: (&line.title).into(),
            team: (&line.team).into(),
            heat: target(line.to),
            way: AdvancementWay::named(&line.kind),
            rank: line.place,
            reason: line.reason.clone(),
            decided_at: Instant(line.decided_at),
        });
        Self {
            edition: (&view.edition).into(),
            advanced_at: view.summary.heat.advanced_at.map(Instant),
            heat: (&view.summary).into(),
            routes: view.routes.iter().map(Into::into).collect(),
            lines: lines.collect(),
            vacant: vacant
                .map(|vacancy| Vacancy {
                    route: vacancy.route.clone(),
                    places: vacancy.places,
                })
                .collect(),
            blockers: view.blockers.iter().cloned().map(Into::into).collect(),
            tie_decisions: view
                .ties
                .iter()
                .map(|tie| TieDecision {
                    rank: tie.place,
                    order: tie.entries.iter().map(number).collect(),
                    reason: tie.reason.clone(),
                    decided_at: Instant(tie.decided_at),
                })
                .collect(),
            advanced: advanced.collect(),
            may: AdvancementMay {
                decide_tie: view.may_decide_tie,
                advance: view.may_advance,
                admit: view.may_admit,
            },
        }
    }
}

impl From<&(queries::Route, Heat)> for Route {
    fn from((route, heat): &(queries::Route, Heat)) -> Self {
        Self {
            key: route.key.clone(),
            heat: Named::new(&heat.key, &heat.title),
            quota: route.quota,
            wildcards: route.wildcards,
            reallocate: route.reallocate,
        }
    }
}

/// Send entries on. The ranks decide; here is what people decide beside them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdvanceHeat {
    #[serde(default)]
    pub wildcards: Vec<Wildcard>,
    /// Numbers of entries that do not want to go on; the next one takes the place.
    #[serde(default)]
    pub declines: Vec<String>,
    #[serde(default)]
    pub reallocations: Vec<Reallocation>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Wildcard {
    pub number: String,
    /// Key of the route.
    pub route: String,
    pub reason: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reallocation {
    /// Key of the route that leaves places empty.
    pub from: String,
    /// Key of the route that fills them.
    pub to: String,
    pub places: u32,
    pub reason: String,
}

impl From<AdvanceHeat> for AdvanceWish {
    fn from(input: AdvanceHeat) -> Self {
        let wildcards = input.wildcards.into_iter();
        let reallocations = input.reallocations.into_iter();
        Self {
            wildcards: wildcards
                .map(|one| (one.number, one.route, one.reason))
                .collect(),
            declines: input.declines,
            reallocations: reallocations
                .map(|one| Moved {
                    from: one.from,
                    to: one.to,
                    places: one.places,
                    reason: one.reason,
                })
                .collect(),
        }
    }
}

/// Put entries that share a rank in an order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideTie {
    /// Numbers, the first before the second.
    pub order: Vec<String>,
    pub reason: String,
}

/// Let an entry in that no heat sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AdmitEntry {
    pub number: String,
    /// Key of a route from `direct` or `recommendation`.
    pub route: String,
    pub reason: String,
}

/// What was handed in at headquarters.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatReports {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    /// The latest first.
    pub reports: Vec<HeatReport>,
    pub may: HeatReportMay,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HeatReportMay {
    pub report: bool,
    pub attach_scan: bool,
    pub answer: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct HeatReport {
    pub number: u32,
    pub state: HeatReportState,
    /// The hash of the standing that is handed in.
    pub standing: String,
    pub statement: String,
    #[schema(required)]
    pub scan: Option<Scan>,
    pub by: PersonName,
    pub at: Instant,
    #[schema(required)]
    pub answered_at: Option<Instant>,
    /// Why it was returned; null otherwise.
    #[schema(required)]
    pub answer_reason: Option<String>,
}

#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum HeatReportState {
    Reported,
    Accepted,
    Returned,
}

/// The signed list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Scan {
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

impl From<HeatReportView> for HeatReports {
    fn from(view: HeatReportView) -> Self {
        let reports = view.reports.into_iter().map(|report| HeatReport {
            number: report.number,
            state: match report.state.as_str() {
                "accepted" => HeatReportState::Accepted,
                "returned" => HeatReportState::Returned,
                _ => HeatReportState::Reported,
            },
            standing: report.standing.to_string(),
            statement: report.statement,
            scan: report.scan.map(|scan| Scan {
                name: scan.name,
                bytes: scan.bytes,
                sha256: scan.sha256.hex().to_owned(),
            }),
            by: (&report.reported_by).into(),
            at: Instant(report.reported_at),
            answered_at: report.answered_at.map(Instant),
            answer_reason: report.answer_reason,
        });
        Self {
            edition: (&view.edition).into(),
            heat: (&view.summary).into(),
            reports: reports.collect(),
            may: HeatReportMay {
                report: view.may_report,
                attach_scan: view.may_attach,
                answer: view.may_answer,
            },
        }
    }
}

/// Hand the standing in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportHeat {
    /// What headquarters should know; may be empty.
    pub statement: String,
}

/// Accept a report, or return it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerHeatReport {
    /// Which report.
    pub number: u32,
    /// Why it is returned; left out to accept it.
    #[serde(default)]
    pub returned: Option<String>,
}
