//! What is said of an assignment.

use std::collections::BTreeMap;

use judging::assignment::{self, Balance, Outcome, Plan, connectivity};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use super::instance::Named;
use crate::command::sheet::{Align, Answer, Page, optional};

/// Up to this standard error of a contrast, severity can be corrected well.
const GOOD_CONTRAST: f64 = 0.45;

/// Numbers of judges, in the order of judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByJudge<Number>(pub Vec<(String, Number)>);

impl<Number: Serialize> Serialize for ByJudge<Number> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (judge, number) in &self.0 {
            map.serialize_entry(judge, number)?;
        }
        map.end()
    }
}

impl<Number> ByJudge<Number> {
    fn of(named: &Named, numbers: impl IntoIterator<Item = Number>) -> Self {
        Self(named.judges.iter().cloned().zip(numbers).collect())
    }
}

/// How well judges will be tied together by what they read in common.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Connectivity {
    /// Parts that share no judge; those of more than one cannot be compared.
    pub components: usize,
    /// The second smallest eigenvalue of judges tied by shared entries, in readings, and as a share of the
    /// mean load.
    pub lambda2: f64,
    pub lambda2_per_load: f64,
    /// Standard errors of the difference of two judges' severity, against the standard deviation of one
    /// score: on average, the greatest, and between whom it is.
    pub mean_contrast: Option<f64>,
    pub worst_contrast: Option<f64>,
    pub worst_pair: Option<[String; 2]>,
    /// Judges who read nothing.
    pub idle: Vec<String>,
    /// Who is in which part, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Part {
    pub entries: Vec<String>,
    pub judges: Vec<String>,
}

/// Readings outside the judges' own tracks.
#[derive(Clone, Debug, Serialize)]
pub struct Bridging {
    /// Whether every judge has their share.
    pub met: bool,
    /// Readings outside that each judge has.
    pub outside: ByJudge<u32>,
    /// Judges who have fewer than their share, and by how many.
    pub short: BTreeMap<String, u32>,
    /// Readings outside that are missing in all, proven the fewest.
    pub missing: u64,
}

/// How the worst entry fares.
#[derive(Clone, Debug, Serialize)]
pub struct Fairness {
    /// The least mean affinity of an entry's readings, and above which none is proven to be possible.
    pub worst_mean: f64,
    pub worst_mean_bound: f64,
    /// Above which sum none is proven to be possible for as good a worst entry.
    pub total_bound: u64,
    /// The same of the assignment with the greatest sum.
    pub worst_mean_before: f64,
    pub total_before: u64,
}

/// An assignment.
#[derive(Clone, Debug, Serialize)]
pub struct Assigned {
    /// Entry and judge.
    pub pairs: Vec<(String, String)>,
    /// The sum of the pairs' affinities.
    pub total: u64,
    /// Whether it is proven that there is no better one.
    pub optimal: bool,
    /// Readings of each judge.
    pub loads: ByJudge<u32>,
    /// The least sum of affinities that an entry has.
    pub min_entry_affinity: u64,
    pub connectivity: Connectivity,
    /// By how much the sum would rise if the judge took one reading more than their most.
    pub worth_of_a_place: ByJudge<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bridge: Option<Bridging>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fairness: Option<Fairness>,
    /// How many pairs of the earlier assignment stay.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<usize>,
    /// Pairs of it that do not: barred or over somebody's load, or of somebody who is not there any more.
    pub released: Vec<(String, String)>,
    pub notes: Vec<String>,
}

impl Assigned {
    pub fn new(named: &Named, outcome: &Outcome) -> Self {
        let (plan, instance) = (&outcome.plan, &named.instance);
        let released = plan.released.iter().map(|pair| named.pair(*pair));
        let asked = instance.kept.len() + named.gone.len();
        let ties = connectivity(named.judges.len(), &plan.pairs);
        let worth = |judge| {
            let cost = outcome
                .certificate
                .worth_of_a_place(instance, &plan.loads, judge);
            cost.affinity
        };
        let proven = outcome
            .fairness
            .as_ref()
            .is_none_or(|it| it.is_proven(plan));
        let settled = is_settled(named, outcome);
        Self {
            pairs: plan.pairs.iter().map(|pair| named.pair(*pair)).collect(),
            total: plan.total,
            optimal: proven && settled,
            loads: ByJudge::of(named, plan.loads.iter().copied()),
            min_entry_affinity: least(named, plan),
            notes: notes(&ties, outcome, proven, settled),
            connectivity: tied(named, &ties),
            worth_of_a_place: ByJudge::of(named, (0..named.judges.len()).map(worth)),
            bridge: outcome.bridging.as_ref().map(|it| bridging(named, it)),
            fairness: outcome.fairness.as_ref().map(fairness),
            kept: (asked > 0).then(|| kept(named, plan)),
            released: released.chain(named.gone.iter().cloned()).collect(),
        }
    }
}

/// The least sum of affinities that an entry has which is read at all.
fn least(named: &Named, plan: &Plan) -> u64 {
    let mut sums = vec![0; named.entries.len()];
    for &(entry, judge) in &plan.pairs {
        let affinity = named.instance.affinity.as_ref();
        sums[entry] += affinity.map_or(0, |affinity| u64::from(affinity.get(entry, judge)));
    }
    let read = sums.into_iter().zip(&named.instance.needs);
    let read = read.filter(|(_, needs)| **needs > 0);
    read.map(|(sum, _)| sum).min().unwrap_or(0)
}

/// Whether how many readings outside their track judges are to have was known from the start. Where loads are free it
/// follows from loads that follow from it, and another answer to that may be better.
fn is_settled(named: &Named, outcome: &Outcome) -> bool {
    let instance = &named.instance;
    let fixed = instance.readers.iter().all(|load| load.min == load.max);
    outcome.bridging.is_none() || fixed || instance.balance == Balance::Even
}

/// Pairs that were to stay and do, each counted once.
fn kept(named: &Named, plan: &Plan) -> usize {
    let mut wanted = named.instance.kept.clone();
    wanted.sort_unstable();
    wanted.dedup();
    wanted.len() - plan.released.len()
}

fn tied(named: &Named, found: &assignment::Connectivity) -> Connectivity {
    let judges = |list: &[usize]| list.iter().map(|it| named.judges[*it].clone()).collect();
    let part = |part: &assignment::Part| Part {
        entries: part
            .items
            .iter()
            .map(|it| named.entries[*it].clone())
            .collect(),
        judges: judges(&part.readers),
    };
    let contrasts = found.contrasts.as_ref();
    let several = found.parts.len() > 1;
    Connectivity {
        components: found.parts.len(),
        lambda2: found.algebraic,
        lambda2_per_load: found.relative,
        mean_contrast: contrasts.map(|it| it.average),
        worst_contrast: contrasts.map(|it| it.worst),
        worst_pair: contrasts.map(|it| {
            let (one, other) = it.worst_pair;
            [one, other].map(|judge| named.judges[judge].clone())
        }),
        idle: judges(&found.idle),
        parts: if several {
            found.parts.iter().map(part).collect()
        } else {
            vec![]
        },
    }
}

fn bridging(named: &Named, found: &assignment::Bridging) -> Bridging {
    let short = found.short.iter();
    Bridging {
        met: found.is_met(),
        outside: ByJudge::of(named, found.outside.iter().copied()),
        short: short
            .map(|(judge, by)| (named.judges[*judge].clone(), *by))
            .collect(),
        missing: found.missing,
    }
}

fn fairness(found: &assignment::Fairness) -> Fairness {
    // A mean is at most a thousand, in millionths.
    let points = |millionths: u64| f64::from(u32::try_from(millionths).unwrap_or(u32::MAX)) / 1e6;
    Fairness {
        worst_mean: points(found.worst),
        worst_mean_bound: points(found.worst_bound),
        total_bound: found.total_bound,
        worst_mean_before: points(found.before),
        total_before: found.total_before,
    }
}

fn notes(
    ties: &assignment::Connectivity,
    outcome: &Outcome,
    proven: bool,
    settled: bool,
) -> Vec<String> {
    let mut notes = vec![];
    if ties.parts.len() > 1 {
        notes.push(format!(
            "judges fall into {} groups that share no entry: their scores could not be compared",
            ties.parts.len()
        ));
    }
    let worst = ties
        .contrasts
        .as_ref()
        .map_or(0.0, |contrasts| contrasts.worst);
    if worst > GOOD_CONTRAST {
        notes.push(format!(
            "some judges are loosely tied: the difference of their severity will have a standard error of \
             {worst:.2} of one score's deviation, where {GOOD_CONTRAST} is good enough; --bridge ties tracks"
        ));
    }
    if outcome.bridging.as_ref().is_some_and(|it| !it.is_met()) {
        notes.push(
            if settled {
                "not every judge can have that share outside their track; bridge says who"
            } else {
                "not every judge has that share outside their track; bridge says who"
            }
            .to_owned(),
        );
    }
    if !proven {
        notes.push(
            "it is allowed and fair, but not proven that no better one exists: fairness has the bounds"
                .to_owned(),
        );
    }
    if !settled {
        notes.push(
            "it is the best for the readings outside that bridge names; with loads that are free, others might do \
             better: lay loads down, or say --even"
                .to_owned(),
        );
    }
    notes
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
        page.table(&columns, &self.loads.0.iter().map(row).collect::<Vec<_>>());
        page.line("");
        let proven = if self.optimal {
            "proven best"
        } else {
            "not proven best"
        };
        let pairs = self.pairs.len();
        page.line(format!(
            "{pairs} readings, affinity {} in all: {proven}",
            self.total
        ));
        page.line(format!(
            "The entry with least affinity has {}",
            self.min_entry_affinity
        ));
        page.line(format!(
            "Judges tied by shared entries: {} part(s), λ₂ {:.3} ({:.1} % of the mean load), worst contrast {}",
            self.connectivity.components,
            self.connectivity.lambda2,
            100.0 * self.connectivity.lambda2_per_load,
            optional(self.connectivity.worst_contrast, 2)
        ));
        if let Some(bridge) = &self.bridge {
            let outside: u32 = bridge.outside.0.iter().map(|(_, readings)| readings).sum();
            let missing = bridge.missing;
            page.line(format!(
                "Outside the judges' own tracks: {outside}, missing: {missing}"
            ));
        }
        if let Some(kept) = self.kept {
            let released = self.released.len();
            page.line(format!(
                "Kept of the earlier assignment: {kept}, released: {released}"
            ));
        }
        page.notes(&self.notes);
    }
}
