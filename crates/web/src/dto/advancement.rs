//! What staff and the chair get of the way on from a heat: who would go on, who goes on, and what is in
//! the way.

use domain::{
    heat::Heat,
    ids::EntryId,
    route::{self, Passage, Reallocation as Moved},
};
use operations::{
    AdvanceWish,
    queries::advancement::{self as queries, AdvancementView},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    heat::HeatSummary,
    values::{Bilingual, EditionRef, Instant, Issue, Named},
};

/// The way on from a closed heat.
#[derive(Debug, Serialize, ToSchema)]
pub struct Advancement {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    pub routes: Vec<Route>,
    /// Routes of other heats that left places empty, which may be given away here.
    pub elsewhere: Vec<EmptyPlaces>,
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
    pub target: RouteTarget,
    /// Null where everybody with a rank goes on.
    #[schema(required)]
    pub quota: Option<u32>,
    pub wildcards: u32,
    /// Whether an empty place may be given to another route.
    pub reallocate: bool,
}

/// What the heat at the end of a route takes; null where it takes all.
#[derive(Debug, Serialize, ToSchema)]
pub struct RouteTarget {
    /// Key of the contest.
    #[schema(required)]
    pub contest: Option<String>,
    /// Key of the division.
    #[schema(required)]
    pub division: Option<String>,
}

/// A route of another heat with places that nobody took.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmptyPlaces {
    /// Key of the route.
    pub route: String,
    /// The heat that it leaves.
    pub heat: Named,
    pub places: u32,
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

impl From<&route::Vacancy> for Vacancy {
    fn from(vacancy: &route::Vacancy) -> Self {
        Self {
            route: vacancy.route.clone(),
            places: vacancy.places,
        }
    }
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
            let (_, heat, _) = routes.find(|(_, heat, _)| heat.id == id)?;
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
            elsewhere: view
                .elsewhere
                .iter()
                .map(|(route, heat, places)| EmptyPlaces {
                    route: route.key.clone(),
                    heat: Named::new(&heat.key, &heat.title),
                    places: *places,
                })
                .collect(),
            lines: lines.collect(),
            vacant: view.vacant.iter().map(Into::into).collect(),
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

impl From<&(queries::Route, Heat, Passage)> for Route {
    fn from((route, heat, passage): &(queries::Route, Heat, Passage)) -> Self {
        Self {
            key: route.key.clone(),
            heat: Named::new(&heat.key, &heat.title),
            target: RouteTarget {
                contest: passage.contest.clone(),
                division: passage.division.clone(),
            },
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

/// What sending entries on would come to; nothing is decided by it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AdvancementCheck {
    /// Who would go on, by route and rank.
    pub goes: Vec<Going>,
    pub vacant: Vec<Vacancy>,
    /// What is in the way.
    pub problems: Vec<Issue>,
}

/// An entry that would go on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Going {
    pub number: String,
    /// Key of the route.
    pub route: String,
    pub way: AdvancementWay,
    #[schema(required)]
    pub rank: Option<u32>,
    /// Why, where it is not the rank alone; empty otherwise.
    pub reason: String,
}

impl From<queries::AdvancementCheck> for AdvancementCheck {
    fn from(check: queries::AdvancementCheck) -> Self {
        let goes = check.goes.into_iter().map(|(going, number)| Going {
            number,
            way: AdvancementWay::named(going.way.name()),
            route: going.route,
            rank: going.rank,
            reason: going.reason,
        });
        Self {
            goes: goes.collect(),
            vacant: check.vacant.iter().map(Into::into).collect(),
            problems: check.problems.into_iter().map(Into::into).collect(),
        }
    }
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
