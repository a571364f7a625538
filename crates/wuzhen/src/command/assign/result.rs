//! What is said of an assignment.

use std::collections::BTreeMap;

use judging::{
    assignment::Plan,
    standings::{Score, Scores, connection},
};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::instance::Named;
use crate::command::sheet::{Align, Answer, Page};

/// How well judges will be tied together by what they read in common.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Connectivity {
    /// Parts that share no judge; more than one cannot be compared.
    pub components: usize,
    /// The second smallest eigenvalue of judges tied by shared entries, in readings, and as a share of the
    /// mean load.
    pub lambda2: f64,
    pub lambda2_per_load: f64,
    /// Who is in which part, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub entries: Vec<String>,
    pub judges: Vec<String>,
}

/// An assignment.
#[derive(Clone, Debug, Serialize)]
pub struct Assigned {
    /// Entry and judge.
    pub pairs: Vec<(String, String)>,
    /// The sum of the pairs' affinities.
    pub total: u64,
    /// Always true: what is not proven best is not told.
    pub optimal: bool,
    /// Readings of each judge, in the order of judges.
    #[serde(serialize_with = "in_order")]
    pub loads: Vec<(String, u32)>,
    /// The least sum of affinities that an entry has.
    pub min_entry_affinity: u64,
    pub connectivity: Connectivity,
    /// How many pairs of the earlier assignment stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<usize>,
    /// Pairs of it that do not: barred or over somebody's load, or of somebody who is not there any more.
    pub released: Vec<(String, String)>,
    pub notes: Vec<String>,
}

fn in_order<S: Serializer>(loads: &[(String, u32)], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(loads.len()))?;
    for (judge, load) in loads {
        map.serialize_entry(judge, load)?;
    }
    map.end()
}

impl Assigned {
    pub fn new(named: &Named, plan: &Plan) -> Self {
        let mut sums = vec![0; named.entries.len()];
        for &(entry, judge) in &plan.pairs {
            let affinity = named.instance.affinity.as_ref();
            sums[entry] += affinity.map_or(0, |affinity| u64::from(affinity.get(entry, judge)));
        }
        let released = plan.released.iter().map(|pair| named.pair(*pair));
        let asked = named.instance.kept.len() + named.gone.len();
        let connectivity = connectivity(named, plan);
        let mut notes = vec![];
        if connectivity.components > 1 {
            notes.push(format!(
                "judges fall into {} groups that share no entry: their scores could not be compared",
                connectivity.components
            ));
        }
        Self {
            pairs: plan.pairs.iter().map(|pair| named.pair(*pair)).collect(),
            total: plan.total,
            optimal: true,
            loads: named
                .judges
                .iter()
                .cloned()
                .zip(plan.loads.iter().copied())
                .collect(),
            min_entry_affinity: sums.into_iter().min().unwrap_or(0),
            connectivity,
            kept: (asked > 0).then(|| kept(named, plan)),
            released: released.chain(named.gone.iter().cloned()).collect(),
            notes,
        }
    }
}

/// Pairs that were to stay and do, each counted once.
fn kept(named: &Named, plan: &Plan) -> usize {
    let mut wanted = named.instance.kept.clone();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.len() - plan.released.len()
}

/// Scores of nought by who reads what are tied as the scores to come.
fn connectivity(named: &Named, plan: &Plan) -> Connectivity {
    let read: BTreeMap<usize, usize> = {
        let mut entries: Vec<usize> = plan.pairs.iter().map(|(entry, _)| *entry).collect();
        entries.dedup();
        entries
            .into_iter()
            .enumerate()
            .map(|(place, entry)| (entry, place))
            .collect()
    };
    let names: Vec<&String> = read.keys().map(|entry| &named.entries[*entry]).collect();
    let score = |&(entry, judge): &(usize, usize)| Score {
        item: read[&entry],
        judge,
        value: 0.0,
        weight: 1.0,
    };
    let list = plan.pairs.iter().map(score).collect();
    let Ok(scores) = Scores::new(read.len(), named.judges.len(), list) else {
        return Connectivity::default();
    };
    let found = connection(&scores);
    let part = |part: &judging::standings::Component| Part {
        entries: part.items.iter().map(|item| names[*item].clone()).collect(),
        judges: part
            .judges
            .iter()
            .map(|judge| named.judges[*judge].clone())
            .collect(),
    };
    let several = found.components.len() > 1;
    Connectivity {
        components: found.components.len(),
        lambda2: found.tightness,
        lambda2_per_load: found.tightness / found.mean_load,
        parts: if several {
            found.components.iter().map(part).collect()
        } else {
            vec![]
        },
    }
}

impl Answer for Assigned {
    fn page(&self, page: &mut Page) {
        let mut by_judge: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (entry, judge) in &self.pairs {
            by_judge.entry(judge).or_default().push(entry);
        }
        let columns = [
            ("judge", Align::Left),
            ("reads", Align::Right),
            ("entries", Align::Left),
        ];
        let row = |(judge, load): &(String, u32)| {
            let entries = by_judge
                .get(judge.as_str())
                .map_or(String::new(), |read| read.join(" "));
            vec![judge.clone(), load.to_string(), entries]
        };
        page.table(&columns, &self.loads.iter().map(row).collect::<Vec<_>>());
        page.line("");
        page.line(format!(
            "{} readings, affinity {} in all: proven best",
            self.pairs.len(),
            self.total
        ));
        page.line(format!(
            "The entry with least affinity has {}",
            self.min_entry_affinity
        ));
        page.line(format!(
            "Judges tied by shared entries: {} part(s), λ₂ {:.3} ({:.1} % of the mean load)",
            self.connectivity.components,
            self.connectivity.lambda2,
            100.0 * self.connectivity.lambda2_per_load
        ));
        if let Some(kept) = self.kept {
            page.line(format!(
                "Kept of the earlier assignment: {kept}, released: {}",
                self.released.len()
            ));
        }
        page.notes(&self.notes);
    }
}
