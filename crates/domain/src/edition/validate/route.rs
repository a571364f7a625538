//! Faults of single routes. What routes come to together is in `flow`.

use std::collections::BTreeSet;

use super::{Check, flow::Flow};
use crate::edition::{Problem, RoutePlan, RouteSource, file::RawFile};

impl Check<'_> {
    pub(super) fn routes(&mut self, file: &RawFile) {
        self.keys("/routes", file.routes.iter().map(|one| one.key.as_str()));
        let before = self.problems.len();
        let mut seen = BTreeSet::new();
        for (index, route) in file.routes.iter().enumerate() {
            let at = format!("/routes/{index}");
            self.ends(&at, route, file);
            self.places(&at, route);
            if !seen.insert((&route.from, &route.to)) {
                self.add(Problem::at(&at, "route_twice"));
            }
        }
        if self.problems.len() == before {
            let flow = Flow::of(file);
            self.problems.extend(flow.problems());
        }
    }

    fn ends(&mut self, at: &str, route: &RoutePlan, file: &RawFile) {
        let known = |key: &str| file.heats.iter().any(|heat| heat.key == key);
        if let RouteSource::Heat(key) = &route.from
            && !known(key)
        {
            self.unknown(format!("{at}/from"), key);
        }
        if !known(&route.to) {
            self.unknown(format!("{at}/to"), &route.to);
        }
    }

    /// Only a standing has ranks to fill places by. Direct admissions and recommendations can be
    /// limited in number; the call takes what was submitted.
    fn places(&mut self, at: &str, route: &RoutePlan) {
        let ranked = route.from.heat().is_some();
        let from_call = route.from == RouteSource::Call;
        for (name, strange) in [
            ("quota", route.quota.is_some() && from_call),
            ("wildcards", route.wildcards > 0 && !ranked),
            ("reallocate", route.reallocate && !ranked),
        ] {
            if strange {
                let problem = Problem::at(format!("{at}/{name}"), "not_for_source");
                self.add(problem.with("from", route.from.name()));
            }
        }
        if route.quota == Some(0) {
            self.add(Problem::at(format!("{at}/quota"), "quota_too_small"));
        }
    }
}
