//! Faults of the way that entries take through heats: circles, dead ends, more places than entries, and
//! heats that open before those that feed them close.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    edition::{
        Problem, RoutePlan, RouteSource,
        file::{RawFile, RawHeat},
    },
    route::takes,
};

/// A contest and a division that an entry can have.
type Sort<'a> = (&'a str, Option<&'a str>);

/// The heats and the routes between them. The keys that routes name are known.
pub(super) struct Flow<'a> {
    file: &'a RawFile,
    /// The place of a heat in the list, by key.
    heats: BTreeMap<&'a str, usize>,
    /// Every sort of entry that the file makes possible.
    sorts: BTreeSet<Sort<'a>>,
}

impl<'a> Flow<'a> {
    pub(super) fn of(file: &'a RawFile) -> Self {
        let heats = file.heats.iter().enumerate();
        let mut sorts = BTreeSet::new();
        for contest in &file.contests {
            // Where divisions are given, headquarters may still leave an entry without one.
            sorts.insert((contest.key.as_str(), None));
            if contest.division.is_some() {
                let divisions = file.divisions.iter();
                sorts.extend(divisions.map(|one| (contest.key.as_str(), Some(one.key.as_str()))));
            }
        }
        Self {
            file,
            heats: heats
                .map(|(index, heat)| (heat.key.as_str(), index))
                .collect(),
            sorts,
        }
    }

    pub(super) fn problems(&self) -> Vec<Problem> {
        let order = match self.order() {
            Ok(order) => order,
            Err(circles) => return circles,
        };
        let mut problems = self.dates();
        if self.file.heats.iter().all(|heat| self.is_placed(heat)) {
            problems.extend(self.dead_ends(&order));
        }
        problems.extend(self.quotas(&order));
        problems
    }

    /// Whether a heat names a round, a contest and a division that exist, or none.
    fn is_placed(&self, heat: &RawHeat) -> bool {
        let contest = |key: &String| self.file.contests.iter().any(|one| one.key == *key);
        let division = |key: &String| self.file.divisions.iter().any(|one| one.key == *key);
        heat.contest.as_ref().is_none_or(contest)
            && heat.division.as_ref().is_none_or(division)
            && self.file.rounds.iter().any(|one| one.key == heat.round)
    }

    fn routes_to(&self, heat: usize) -> impl Iterator<Item = (usize, &'a RoutePlan)> {
        let key = self.file.heats[heat].key.as_str();
        let routes = self.file.routes.iter().enumerate();
        routes.filter(move |(_, route)| route.to == key)
    }

    fn source(&self, route: &RoutePlan) -> Option<usize> {
        self.heats.get(route.from.heat()?).copied()
    }

    /// Heats in an order in which each comes after those that feed it.
    fn order(&self) -> Result<Vec<usize>, Vec<Problem>> {
        let mut walk = Walk {
            flow: self,
            path: vec![],
            order: vec![],
            problems: vec![],
        };
        for heat in 0..self.file.heats.len() {
            walk.visit(heat);
        }
        if walk.problems.is_empty() {
            Ok(walk.order)
        } else {
            Err(walk.problems)
        }
    }

    fn dates(&self) -> Vec<Problem> {
        let call = &self.file.call;
        let mut problems = vec![];
        for (index, heat) in self.file.heats.iter().enumerate() {
            let at = format!("/heats/{index}/opens_at");
            let mut from_call = true;
            for (_, route) in self.routes_to(index) {
                from_call = false;
                if let Some(source) = self.source(route)
                    && heat.opens_at.0 < self.file.heats[source].closes_at.0
                {
                    let problem = Problem::at(&at, "before_source_closes");
                    problems.push(problem.with("other", format!("/heats/{source}/closes_at")));
                }
            }
            from_call |= self
                .routes_to(index)
                .any(|(_, route)| route.from == RouteSource::Call);
            // A call that ends before it begins is named already.
            let sound = call.opens_at.0 < call.deadline.0;
            if from_call && sound && heat.opens_at.0 <= call.deadline.0 {
                problems.push(Problem::at(&at, "before_deadline"));
            }
        }
        problems
    }

    /// Heats and routes that no entry can come to.
    fn dead_ends(&self, order: &[usize]) -> Vec<Problem> {
        let mut problems = BTreeMap::new();
        let mut reached = BTreeMap::<usize, BTreeSet<Sort>>::new();
        for index in order.iter().copied() {
            let heat = &self.file.heats[index];
            let all = || sifted(heat, &self.sorts);
            let mut comes = BTreeSet::new();
            let mut led = false;
            for (place, route) in self.routes_to(index) {
                led = true;
                let carried = match self.source(route).and_then(|source| reached.get(&source)) {
                    Some(sorts) => sifted(heat, sorts),
                    None => all(),
                };
                if carried.is_empty() {
                    let problem = Problem::at(format!("/routes/{place}"), "route_carries_nothing");
                    problems.insert((1, place), problem);
                }
                comes.extend(carried);
            }
            if !led {
                comes = all();
            }
            if comes.is_empty() || (!led && self.is_left_out(heat, &comes)) {
                let problem = Problem::at(format!("/heats/{index}"), "heat_unreachable");
                problems.insert((0, index), problem.with("key", heat.key.as_str()));
            }
            reached.insert(index, comes);
        }
        problems.into_values().collect()
    }

    /// Whether a heat that no route leads to was meant to be led to: where there are routes, and a heat
    /// of an earlier round has the same entries. Alone in its line, it takes from the call.
    fn is_left_out(&self, heat: &RawHeat, comes: &BTreeSet<Sort>) -> bool {
        let round = |heat: &RawHeat| {
            self.file
                .rounds
                .iter()
                .position(|one| one.key == heat.round)
        };
        let earlier = |other: &RawHeat| {
            round(other) < round(heat) && !sifted(other, &self.sorts).is_disjoint(comes)
        };
        !self.file.routes.is_empty() && self.file.heats.iter().any(earlier)
    }

    /// Quotas beyond what can come into a heat, where that is known.
    fn quotas(&self, order: &[usize]) -> Vec<Problem> {
        let mut problems = BTreeMap::new();
        let mut capacity = BTreeMap::<usize, u64>::new();
        for index in order.iter().copied() {
            let mut known = Some(0);
            let mut led = false;
            for (_, route) in self.routes_to(index) {
                led = true;
                let brings = match (&route.from, route.quota) {
                    (_, Some(quota)) => Some(u64::from(quota)),
                    (RouteSource::Heat(_), None) => {
                        let source = self.source(route);
                        source.and_then(|source| capacity.get(&source).copied())
                    }
                    (_, None) => None,
                };
                let wildcards = u64::from(route.wildcards);
                known = known.zip(brings).map(|(sum, more)| sum + more + wildcards);
            }
            let Some(places) = known.filter(|_| led) else {
                continue;
            };
            capacity.insert(index, places);
            let mut left = places;
            for (place, route) in self.file.routes.iter().enumerate() {
                let Some(quota) = route.quota.filter(|_| self.source(route) == Some(index)) else {
                    continue;
                };
                if u64::from(quota) > left {
                    let problem = Problem::at(format!("/routes/{place}/quota"), "quota_too_large");
                    problems.insert(place, problem.with("max", left));
                }
                left = left.saturating_sub(u64::from(quota));
            }
        }
        problems.into_values().collect()
    }
}

/// The sorts that a heat takes.
fn sifted<'a>(heat: &RawHeat, sorts: &BTreeSet<Sort<'a>>) -> BTreeSet<Sort<'a>> {
    let own = (heat.contest.as_deref(), heat.division.as_deref());
    let sorts = sorts.iter().copied();
    sorts.filter(|sort| takes(own, *sort)).collect()
}

/// A search that goes from each heat to those that feed it.
struct Walk<'w, 'a> {
    flow: &'w Flow<'a>,
    /// The heats on the way here.
    path: Vec<usize>,
    /// The heats that are done, after those that feed them.
    order: Vec<usize>,
    problems: Vec<Problem>,
}

impl Walk<'_, '_> {
    fn visit(&mut self, heat: usize) {
        if self.order.contains(&heat) {
            return;
        }
        self.path.push(heat);
        for (place, route) in self.flow.routes_to(heat) {
            let Some(source) = self.flow.source(route) else {
                continue;
            };
            match self.path.iter().position(|one| *one == source) {
                Some(from) => self.circle(from, place),
                None => self.visit(source),
            }
        }
        self.path.pop();
        self.order.push(heat);
    }

    /// Names the heats of a circle in the direction in which entries would go.
    fn circle(&mut self, from: usize, route: usize) {
        let keys = self.path[from..].iter().rev();
        let keys: Vec<_> = keys
            .chain(self.path.last())
            .map(|heat| self.flow.file.heats[*heat].key.as_str())
            .collect();
        let problem = Problem::at(format!("/routes/{route}"), "route_circle");
        self.problems.push(problem.with("heats", keys.join(" → ")));
    }
}
