//! What deciding who goes on from a heat rests on, gathered from the store. The arithmetic is
//! [`domain::route`].

use std::collections::BTreeMap;

use domain::{
    edition::Problem,
    heat::{Heat, HeatState},
    ids::{ContestId, DivisionId, EntryId, HeatId},
    route::{AdvanceProblem, Field, Line, Passage, TieDecision},
    standing::Standing,
};
use persistence::{
    Source, advancements, editions,
    editions::Route,
    entries::{self, EntryLine},
    heats, reports,
};

use crate::error::{OperationError, Result};

/// The standing of a heat, its ways out, and the names for both.
pub(crate) struct Basis {
    /// The frozen standing.
    pub standing: Standing,
    /// Who is in it.
    pub entries: BTreeMap<EntryId, EntryLine>,
    /// The routes out of the heat, in order.
    pub routes: Vec<Route>,
    /// Routes of other heats to the same targets, with the places they left empty and may give away.
    pub elsewhere: Vec<(Route, u32)>,
    /// Every heat of the edition.
    pub heats: Vec<Heat>,
    /// What the arithmetic takes.
    pub field: Field,
}

/// Gathers what is known of a closed heat. Wildcards, reallocations and declines are left to add.
pub(crate) async fn basis(source: &impl Source, heat: &Heat) -> Result<Basis> {
    let HeatState::Closed { standing, .. } = heat.state else {
        return Err(OperationError::conflict("heat_not_closed"));
    };
    let standing = heats::standing(source, standing).await?;
    let contests = editions::contests(source, heat.edition).await?;
    let divisions = editions::divisions(source, heat.edition).await?;
    let heats = heats::of_edition(source, heat.edition).await?;
    let all = editions::routes(source, heat.edition).await?;
    let (routes, others): (Vec<_>, Vec<_>) = all
        .into_iter()
        .partition(|route| route.from == Some(heat.id));
    let empty = advancements::empty_places(source, heat.edition).await?;
    let elsewhere: Vec<(Route, u32)> = others
        .into_iter()
        .filter(|route| routes.iter().any(|own| own.to == route.to))
        .filter_map(|route| Some((empty.get(&route.id).copied()?, route)))
        .filter_map(|(places, route)| (places > 0).then_some((route, places)))
        .collect();
    let named: BTreeMap<EntryId, EntryLine> = entries::submitted_lines(source, heat.edition)
        .await?
        .into_iter()
        .collect();
    let decisions = advancements::tie_decisions(source, heat.id).await?;
    let contest_key = |id: ContestId| {
        let known = contests.iter().find(|contest| contest.id == id);
        known.map(|contest| contest.key.clone())
    };
    let division_key = |id: DivisionId| {
        let known = divisions.iter().find(|division| division.id == id);
        known.map(|division| division.key.clone())
    };
    let passage = |route: &Route| {
        let target = heats.iter().find(|known| known.id == route.to);
        Passage {
            key: route.key.clone(),
            contest: target.and_then(|heat| heat.contest).and_then(contest_key),
            division: target.and_then(|heat| heat.division).and_then(division_key),
            quota: route.quota,
            wildcards: route.wildcards,
            reallocate: route.reallocate,
        }
    };
    let line = |line: &domain::standing::StandingLine| {
        let entry = named.get(&line.entry)?;
        Some(Line {
            entry: line.entry,
            rank: line.rank,
            contest: entry.contest.clone(),
            division: entry.division.clone(),
        })
    };
    let tie = |decision: advancements::TieDecision| TieDecision {
        entries: decision.entries,
        reason: decision.reason,
    };
    let field = Field {
        lines: standing.lines.iter().filter_map(line).collect(),
        routes: routes.iter().map(passage).collect(),
        ties: decisions.into_values().map(tie).collect(),
        elsewhere: elsewhere
            .iter()
            .map(|(route, places)| (route.key.clone(), *places))
            .collect(),
        ..Field::default()
    };
    Ok(Basis {
        standing,
        entries: named,
        routes,
        elsewhere,
        heats,
        field,
    })
}

/// Whether headquarters have to accept a host's report before the heat may advance.
pub(crate) async fn awaits_report(source: &impl Source, heat: &Heat) -> Result<bool> {
    let Some(division) = heat.division else {
        return Ok(false);
    };
    let divisions = editions::divisions(source, heat.edition).await?;
    let hosted = divisions.iter().any(|known| {
        known.id == division && !(known.host.zh.is_empty() && known.host.en.is_empty())
    });
    if !hosted {
        return Ok(false);
    }
    let reports = reports::of_heat(source, heat.id).await?;
    Ok(reports
        .first()
        .is_none_or(|latest| latest.state != "accepted"))
}

impl Basis {
    /// A route out of the heat, or one that left places empty, by its key.
    pub(crate) fn route(&self, key: &str) -> Option<&Route> {
        let elsewhere = self.elsewhere.iter().map(|(route, _)| route);
        let mut known = self.routes.iter().chain(elsewhere);
        known.find(|route| route.key == key)
    }

    /// The heat that a route leads to.
    pub(crate) fn target(&self, route: &Route) -> Option<&Heat> {
        self.heats.iter().find(|heat| heat.id == route.to)
    }

    /// The number of an entry, for people.
    pub(crate) fn number(&self, entry: EntryId) -> String {
        let known = self.entries.get(&entry);
        known.map_or_else(String::new, |line| line.number.clone())
    }

    /// The entry with a number.
    pub(crate) fn entry(&self, number: &str) -> Option<EntryId> {
        let mut named = self.entries.iter();
        named
            .find(|(_, line)| line.number == number)
            .map(|(id, _)| *id)
    }

    /// The heats that routes lead to which are open already: nobody can be sent there any more.
    pub(crate) fn open_targets(&self) -> Vec<HeatId> {
        let targets = self.routes.iter().filter_map(|route| self.target(route));
        let begun = targets.filter(|heat| !matches!(heat.state, HeatState::Planned));
        begun.map(|heat| heat.id).collect()
    }

    /// What keeps the heat from advancing, in words of the API: entries by their numbers.
    pub(crate) fn problem(&self, problem: &AdvanceProblem) -> Problem {
        let numbers = |entries: &[EntryId]| {
            let numbers: Vec<_> = entries.iter().map(|entry| self.number(*entry)).collect();
            numbers.join(", ")
        };
        let code = problem.code();
        match problem {
            AdvanceProblem::TieAtCut {
                route,
                rank,
                entries,
                places,
            } => Problem::at(format!("/routes/{route}"), code)
                .with("route", route.as_str())
                .with("rank", *rank)
                .with("numbers", numbers(entries))
                .with("places", *places),
            AdvanceProblem::NotTied { entries } => {
                Problem::at("/ties", code).with("numbers", numbers(entries))
            }
            AdvanceProblem::UnknownEntry { entry } | AdvanceProblem::Declined { entry } => {
                Problem::at("/wildcards", code).with("number", self.number(*entry))
            }
            AdvanceProblem::NotTaken { entry, route }
            | AdvanceProblem::GoesAlready { entry, route } => Problem::at("/wildcards", code)
                .with("number", self.number(*entry))
                .with("route", route.as_str()),
            AdvanceProblem::UnknownRoute { route }
            | AdvanceProblem::NotReallocated { route }
            | AdvanceProblem::ReasonMissing { route } => {
                Problem::at("/routes", code).with("route", route.as_str())
            }
            AdvanceProblem::WildcardsFull { route, wildcards } => Problem::at("/wildcards", code)
                .with("route", route.as_str())
                .with("wildcards", *wildcards),
            AdvanceProblem::NotVacant { route, places } => Problem::at("/reallocations", code)
                .with("route", route.as_str())
                .with("places", *places),
        }
    }
}
