//! Why there is no assignment, by name, and what would be enough to have one.

use judging::assignment::{Infeasible, Lacking, Overfull, Starved};
use serde_json::{Value, json};

use super::instance::Named;
use crate::command::sheet::Failure;

/// So many names are told in a sentence.
const MOST_NAMED: usize = 12;

pub(super) fn explain(named: &Named, why: &Infeasible) -> Failure {
    let names = Names(named);
    let file = match named.file.as_str() {
        "-" => "standard input",
        file => file,
    };
    let mut sentences = vec![format!("{file}: there is no assignment.")];
    sentences.extend(why.lacking.iter().map(|one| names.lacking(one)));
    sentences.extend(why.shortage.iter().map(|shortage| {
        format!(
            "All entries together need {} readings, and all judges together take {}. Raise max, lower \
             reviews_per_entry, or invite more judges.",
            shortage.needed, shortage.places
        )
    }));
    sentences.extend(why.overfull.iter().map(|one| names.overfull(one)));
    sentences.extend(why.starved.iter().map(|one| names.starved(one)));
    let shortage = why.shortage.as_ref();
    let shortage = shortage.map(|it| json!({"needed": it.needed, "places": it.places}));
    let json = json!({"infeasible": {
        "lacking": why.lacking.iter().map(|one| names.lacking_json(one)).collect::<Vec<_>>(),
        "shortage": shortage,
        "overfull": why.overfull.iter().map(|one| names.overfull_json(one)).collect::<Vec<_>>(),
        "starved": why.starved.iter().map(|one| names.starved_json(one)).collect::<Vec<_>>(),
        "message": sentences.join(" "),
    }});
    Failure::new(json, sentences.join("\n"))
}

struct Names<'a>(&'a Named);

impl Names<'_> {
    fn entries(&self, list: &[usize]) -> Vec<&str> {
        list.iter()
            .map(|entry| self.0.entries[*entry].as_str())
            .collect()
    }

    fn judges(&self, list: &[usize]) -> Vec<&str> {
        list.iter()
            .map(|judge| self.0.judges[*judge].as_str())
            .collect()
    }

    /// How many readings more or fewer, by judge.
    fn by_judge(&self, list: &[(usize, u32)]) -> Value {
        let pairs = list
            .iter()
            .map(|(judge, by)| (self.0.judges[*judge].clone(), json!(by)));
        Value::Object(pairs.collect())
    }

    fn told_by_judge(&self, list: &[(usize, u32)]) -> String {
        let told = list
            .iter()
            .map(|(judge, by)| format!("{} by {by}", self.0.judges[*judge]));
        told.collect::<Vec<_>>().join(", ")
    }

    fn barred(&self, entry: usize) -> Vec<&str> {
        let barred = self.0.instance.barred.iter().filter(|pair| pair.0 == entry);
        let mut judges: Vec<&str> = barred.map(|pair| self.0.judges[pair.1].as_str()).collect();
        judges.sort_unstable();
        judges.dedup();
        judges
    }

    fn lacking(&self, one: &Lacking) -> String {
        format!(
            "Entry {} needs {} readings, and {} judges may read it (in conflict: {}). Lift conflicts, or \
             lower what it needs to {}.",
            self.0.entries[one.item],
            one.needed,
            one.eligible,
            some(&self.barred(one.item)),
            one.eligible
        )
    }

    fn lacking_json(&self, one: &Lacking) -> Value {
        json!({
            "entry": self.0.entries[one.item],
            "needed": one.needed,
            "eligible": one.eligible,
            "in_conflict": self.barred(one.item),
        })
    }

    fn overfull(&self, one: &Overfull) -> String {
        let lift: Vec<String> = one
            .lift
            .iter()
            .map(|pair| self.0.pair(*pair))
            .map(|(entry, judge)| format!("{entry}-{judge}"))
            .collect();
        let lift: Vec<&str> = lift.iter().map(String::as_str).collect();
        let or = match &lift[..] {
            [] => String::new(),
            pairs => format!(
                " Or lift conflicts, each of which saves one: {}.",
                some(pairs)
            ),
        };
        format!(
            "Judges {} would have to read {} times, and take {} together, because of entries {}. Raise max \
             of {}.{or}",
            some(&self.judges(&one.readers)),
            one.demand,
            one.capacity,
            some(&self.entries(&one.items)),
            self.told_by_judge(&one.raise)
        )
    }

    fn overfull_json(&self, one: &Overfull) -> Value {
        let lift: Vec<_> = one.lift.iter().map(|pair| self.0.pair(*pair)).collect();
        json!({
            "judges": self.judges(&one.readers),
            "entries": self.entries(&one.items),
            "demand": one.demand,
            "capacity": one.capacity,
            "raise": self.by_judge(&one.raise),
            "lift": lift,
        })
    }

    fn starved(&self, one: &Starved) -> String {
        format!(
            "Judges {} are to have {} readings together, and there are {} for them. Lower min of {}.",
            some(&self.judges(&one.readers)),
            one.wanted,
            one.available,
            self.told_by_judge(&one.lower)
        )
    }

    fn starved_json(&self, one: &Starved) -> Value {
        json!({
            "judges": self.judges(&one.readers),
            "wanted": one.wanted,
            "available": one.available,
            "lower": self.by_judge(&one.lower),
        })
    }
}

fn some(names: &[&str]) -> String {
    let shown = names[..names.len().min(MOST_NAMED)].join(", ");
    match names.len().saturating_sub(MOST_NAMED) {
        0 if names.is_empty() => "none".to_owned(),
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
