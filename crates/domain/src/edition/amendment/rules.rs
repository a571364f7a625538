//! What an amendment may not change. Nothing is pulled away from under somebody who relied on it:
//! teams on the form and the deadline, judges on the rubric, winners on the ladder.

use serde_json::Value;

use super::{Change, ContestProgress, Progress};
use crate::{
    decimal::Decimal,
    edition::{EditionPlan, Problem, RoutePlan},
    time::Timestamp,
};

/// What is asked.
pub(super) struct Case<'a> {
    pub standing: &'a EditionPlan,
    pub new: &'a EditionPlan,
    pub progress: &'a Progress,
    pub now: Timestamp,
    pub changes: &'a [Change],
}

/// The changes that may not be, each with the reason.
pub(super) fn problems(case: &Case<'_>) -> Vec<Problem> {
    let refused = |change: &Change| {
        let path: Vec<_> = change.path.split('/').skip(1).collect();
        let code = case.refusal(&path, change)?;
        Some(Problem::at(change.path.as_str(), code))
    };
    case.changes.iter().filter_map(refused).collect()
}

impl Case<'_> {
    fn refusal(&self, path: &[&str], change: &Change) -> Option<&'static str> {
        match path {
            ["programme", ..] | ["edition", "slug" | "entry_prefix" | "zone"] => Some("fixed"),
            ["call", field, ..] => self.call(field),
            ["contests" | "divisions" | "rounds" | "heats", _] if change.after.is_null() => {
                Some("cannot_remove")
            }
            ["contests", key, field, rest @ ..] => {
                let progress = self.progress.contests.get(*key);
                contest(&progress.cloned().unwrap_or_default(), field, rest, change)
            }
            ["divisions", _, "answers", ..] => {
                let mut contests = self.progress.contests.values();
                contests
                    .any(|one| one.submitted)
                    .then_some("entries_submitted")
            }
            ["heats", key, field, ..] => self.heat(key, field),
            ["routes", key, ..] => self.route(key).then_some("route_used"),
            ["approvals", ..] if self.progress.in_approval => Some("list_in_approval"),
            // A list that somebody was asked to approve is not published without anybody.
            ["approvals", ..] => {
                let dropped = self.new.approvals.is_empty() && self.progress.requested;
                dropped.then_some("approval_requested")
            }
            ["routes"] => self.reordered().then_some("route_used"),
            _ => None,
        }
    }

    fn call(&self, field: &str) -> Option<&'static str> {
        let (before, after) = (self.standing.call, self.new.call);
        let begun = self.now >= before.opens_at;
        if field == "opens_at" {
            return begun.then_some("call_begun");
        }
        // Heats open from then on, and nobody of those who kept to it may be overtaken.
        if self.now >= before.settled_at() {
            return Some("call_settled");
        }
        let shorter =
            after.deadline < before.deadline || after.grace_until() < before.grace_until();
        (begun && shorter).then_some("earlier_deadline")
    }

    fn heat(&self, key: &str, field: &str) -> Option<&'static str> {
        let heat = self.progress.heats.get(key)?;
        match field {
            "title" | "closes_at" => None,
            _ if heat.opened => Some("heat_opened"),
            "contest" | "division" | "kind" if heat.filled => Some("heat_filled"),
            _ => None,
        }
    }

    /// Whether a route leads out of a heat that has sent its entries on, or into one where judging has
    /// begun, before or after; or whether somebody came by it.
    fn route(&self, key: &str) -> bool {
        let heats = &self.progress.heats;
        let heat = |key: &str| heats.get(key).copied().unwrap_or_default();
        let is_over = |route: &RoutePlan| {
            heat(&route.to).opened || route.from.heat().is_some_and(|from| heat(from).advanced)
        };
        let mut both = self.standing.routes.iter().chain(&self.new.routes);
        self.progress.routes.contains(key) || both.any(|route| route.key == key && is_over(route))
    }

    /// Whether the routes out of a heat that has sent its entries on stand in another order: they were
    /// filled in that order.
    fn reordered(&self) -> bool {
        let advanced = self.progress.heats.iter().filter(|(_, heat)| heat.advanced);
        let order = |plan: &EditionPlan, heat: &str| -> Vec<String> {
            plan.routes_from(heat)
                .map(|route| route.key.clone())
                .collect()
        };
        advanced
            .into_iter()
            .any(|(key, _)| order(self.standing, key) != order(self.new, key))
    }
}

fn contest(
    progress: &ContestProgress,
    field: &str,
    rest: &[&str],
    change: &Change,
) -> Option<&'static str> {
    match (field, rest) {
        ("questions" | "slots", [_]) if change.after.is_null() => Some("cannot_remove"),
        ("questions" | "slots", [_]) => {
            // Whoever is asked for a supplement is asked later, whatever was submitted.
            let required = change.after["required"] == true && change.after["when"] != "supplement";
            (progress.submitted && required).then_some("required_later")
        }
        ("questions" | "slots", [_, field, rest @ ..]) => {
            let narrower = progress.submitted && !is_wider(field, rest, change);
            narrower.then_some("form_in_use")
        }
        ("division" | "screening", _) => progress.submitted.then_some("entries_submitted"),
        ("eligibility", _) => progress.screened.then_some("entries_screened"),
        ("tiers", [key, rest @ ..]) => {
            let given = progress.tiers.get(*key).copied().unwrap_or_default();
            match rest {
                [] if change.after.is_null() && given.recorded > 0 => Some("tier_given"),
                ["recipient" | "outcome"] if given.recorded > 0 => Some("tier_given"),
                ["quota"] => {
                    let quota = change.after.as_u64().unwrap_or_default();
                    (quota < u64::from(given.standing)).then_some("below_given")
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether whatever was submitted stays acceptable, and is shown to nobody else.
fn is_wider(field: &str, rest: &[&str], change: &Change) -> bool {
    let (before, after) = (&change.before, &change.after);
    match (field, rest) {
        ("label" | "help" | "why", _) | ("choices", [_, "label", ..]) => true,
        ("fields", [_]) => before.is_null() && after["required"] != true,
        ("fields", [_, field, rest @ ..]) => is_wider(field, rest, change),
        ("required", []) => *after == false,
        ("limit", [_]) | ("max" | "max_rows", []) => after.is_null() || is_at_most(before, after),
        ("max_bytes", []) => is_at_most(before, after),
        ("min" | "min_rows", []) => after.is_null() || is_at_most(after, before),
        ("choices", [_]) => before.is_null(),
        ("languages", []) => holds(before, after),
        ("media_types", []) => holds(after, before),
        // None named are all: that is what is left out of the file.
        ("currencies", []) => after.is_null() || holds(after, before),
        _ => false,
    }
}

/// Whether both are numbers, counts or decimals in text, and the first is not greater.
fn is_at_most(small: &Value, great: &Value) -> bool {
    let number = |value: &Value| match value {
        Value::String(text) => Decimal::parse(text).ok(),
        Value::Number(count) => Decimal::parse(&count.to_string()).ok(),
        _ => None,
    };
    match (number(small), number(great)) {
        (Some(small), Some(great)) => small.compare(great).is_le(),
        _ => false,
    }
}

/// Whether the first list has all that the second has.
fn holds(many: &Value, few: &Value) -> bool {
    match (many.as_array(), few.as_array()) {
        (Some(many), Some(few)) => few.iter().all(|one| many.contains(one)),
        _ => false,
    }
}
