//! An amendment: what a new file changes of an edition that was opened, and whether it may. Whole files
//! are compared by what they mean, so that comments, defaults and the order of keys are no changes.

mod rules;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{EditionPlan, Problem};
use crate::time::Timestamp;

/// One thing that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Where: names and keys, such as `/heats/final/opens_at`. Never a position.
    pub path: String,
    /// What stands there; null where there is nothing yet.
    pub before: Value,
    /// What would stand there; null where nothing would.
    pub after: Value,
}

/// How far an edition has come: what an amendment must not pull away from under people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// By the key of the contest.
    pub contests: BTreeMap<String, ContestProgress>,
    /// By the key of the heat.
    pub heats: BTreeMap<String, HeatProgress>,
    /// Keys of the routes that entries went by.
    pub routes: BTreeSet<String>,
    /// Whether the list is being approved, or is.
    pub in_approval: bool,
    /// Whether the list was ever put before those who approve it.
    pub requested: bool,
}

/// How far a contest has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContestProgress {
    /// Whether somebody submitted.
    pub submitted: bool,
    /// Whether somebody's entry was accepted or rejected.
    pub screened: bool,
    /// By the key of the tier.
    pub tiers: BTreeMap<String, TierProgress>,
}

/// How much of a tier was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TierProgress {
    /// Awards that stand.
    pub standing: u32,
    /// Awards that are on the record, those taken back or declined as well.
    pub recorded: u32,
}

/// How far a heat has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeatProgress {
    /// Whether judging has begun.
    pub opened: bool,
    /// Whether it was decided who goes on from it.
    pub advanced: bool,
    /// Whether entries were sent or let into it.
    pub filled: bool,
}

/// What a new file comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amendment {
    /// What is different, in the order of the paths.
    pub changes: Vec<Change>,
    /// What of it may not be, each with the path as pointer.
    pub problems: Vec<Problem>,
}

/// Compares a new file with the one that stands.
///
/// # Errors
/// When a file cannot be written as JSON.
pub fn amend(
    standing: &EditionPlan,
    new: &EditionPlan,
    progress: &Progress,
    now: Timestamp,
) -> Result<Amendment, serde_json::Error> {
    let (before, after) = (serde_json::to_value(standing)?, serde_json::to_value(new)?);
    let mut changes = vec![];
    compare("", &before, &after, &mut changes);
    let problems = rules::problems(&rules::Case {
        standing,
        new,
        progress,
        now,
        changes: &changes,
    });
    Ok(Amendment { changes, problems })
}

fn compare(path: &str, before: &Value, after: &Value, changes: &mut Vec<Change>) {
    match (before, after) {
        _ if before == after => {}
        (Value::Object(old), Value::Object(new)) => {
            let names: BTreeSet<_> = old.keys().chain(new.keys()).collect();
            for name in names {
                let (old, new) = (old.get(name), new.get(name));
                let path = format!("{path}/{name}");
                let nothing = &Value::Null;
                compare(
                    &path,
                    old.unwrap_or(nothing),
                    new.unwrap_or(nothing),
                    changes,
                );
            }
        }
        (Value::Array(old), Value::Array(new)) if are_keyed(old) && are_keyed(new) => {
            compare_lists(path, old, new, changes);
        }
        _ => changes.push(Change {
            path: path.to_owned(),
            before: before.clone(),
            after: after.clone(),
        }),
    }
}

fn are_keyed(items: &[Value]) -> bool {
    items.iter().all(|item| item["key"].is_string())
}

fn keys(items: &[Value]) -> impl Iterator<Item = &str> {
    items.iter().filter_map(|item| item["key"].as_str())
}

fn with_key<'a>(items: &'a [Value], key: &str) -> &'a Value {
    let found = items.iter().find(|item| item["key"] == key);
    found.unwrap_or(&Value::Null)
}

/// Things with keys are the same where their keys are, wherever they stand. That they stand in another
/// order is a change of the list.
fn compare_lists(path: &str, old: &[Value], new: &[Value], changes: &mut Vec<Change>) {
    let (before, after): (Vec<_>, Vec<_>) = (keys(old).collect(), keys(new).collect());
    let kept = |one: &[&str], other: &[&str]| -> Vec<String> {
        let kept = one.iter().filter(|key| other.contains(key));
        kept.map(|key| (*key).to_owned()).collect()
    };
    if kept(&before, &after) != kept(&after, &before) {
        changes.push(Change {
            path: path.to_owned(),
            before: Value::from(before.clone()),
            after: Value::from(after.clone()),
        });
    }
    let all: BTreeSet<_> = before.into_iter().chain(after).collect();
    for key in all {
        let path = format!("{path}/{key}");
        compare(&path, with_key(old, key), with_key(new, key), changes);
    }
}

#[cfg(test)]
mod tests;
