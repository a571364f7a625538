//! An instance as it is written, and as numbers.

use std::collections::HashMap;

use judging::assignment::{Affinity, BEST_AFFINITY, Instance, Load};
use serde::Deserialize;

use crate::command::sheet::{Source, Trouble, Troubles};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    reviews_per_entry: u32,
    entries: Vec<Entry>,
    judges: Vec<Judge>,
    #[serde(default)]
    affinity: Option<Vec<Vec<u16>>>,
    #[serde(default)]
    conflicts: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "an entry is a name, or an object with id and perhaps track and reviews"
)]
enum Entry {
    Name(String),
    Described(Described),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Described {
    id: String,
    #[serde(default)]
    track: Option<String>,
    /// How many readings it needs, if not as many as all.
    #[serde(default)]
    reviews: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Judge {
    id: String,
    #[serde(default)]
    min: u32,
    #[serde(default)]
    max: Option<u32>,
    #[serde(default)]
    track: Option<String>,
}

/// Pairs alone, or an assignment with its pairs.
#[derive(Debug, Deserialize)]
#[serde(
    untagged,
    expecting = "pairs are a list such as [[\"e0\",\"j3\"]], or an object with pairs"
)]
enum Kept {
    Pairs(Vec<(String, String)>),
    Assignment { pairs: Vec<(String, String)> },
}

/// Tracks as numbers; nothing for who has none.
type Tracks = Vec<Option<u32>>;

/// An instance and the names behind its numbers.
#[derive(Clone, Debug)]
pub struct Named {
    pub file: String,
    pub entries: Vec<String>,
    pub judges: Vec<String>,
    entry_tracks: Vec<Option<String>>,
    judge_tracks: Vec<Option<String>>,
    pub instance: Instance,
    /// Pairs to be kept that name an entry or a judge who is not there any more.
    pub gone: Vec<(String, String)>,
    entry_index: HashMap<String, usize>,
    judge_index: HashMap<String, usize>,
}

impl Named {
    /// Reads an instance.
    ///
    /// # Errors
    /// Everything that is wrong, with its place.
    pub fn parse(source: &Source) -> Result<Self, Troubles> {
        let written: Written = read(
            source,
            "See docs/command-line.md for the form of an instance",
        )?;
        let entries: Vec<Described> = written.entries.into_iter().map(described).collect();
        let mut faults = Faults {
            file: &source.file,
            found: vec![],
        };
        let entry_index = faults.index("entries", entries.iter().map(|it| &it.id));
        let judge_index = faults.index("judges", written.judges.iter().map(|it| &it.id));
        faults.loads(&written.judges);
        let (rows, columns) = (entries.len(), written.judges.len());
        faults.affinity(written.affinity.as_deref(), rows, columns);
        let barred = faults.conflicts(&written.conflicts, &entry_index, &judge_index);
        let troubles = faults.found;
        let affinity = written.affinity.filter(|_| troubles.is_empty());
        let named = Self {
            file: source.file.clone(),
            instance: Instance {
                needs: entries
                    .iter()
                    .map(|it| it.reviews.unwrap_or(written.reviews_per_entry))
                    .collect(),
                readers: written.judges.iter().map(load).collect(),
                barred,
                affinity: affinity.map(|table| {
                    Affinity::from_fn(rows, columns, |entry, judge| table[entry][judge])
                }),
                ..Instance::default()
            },
            entry_tracks: entries.iter().map(|it| it.track.clone()).collect(),
            judge_tracks: written.judges.iter().map(|it| it.track.clone()).collect(),
            entries: entries.into_iter().map(|it| it.id).collect(),
            judges: written.judges.into_iter().map(|it| it.id).collect(),
            gone: vec![],
            entry_index,
            judge_index,
        };
        Troubles::unless(troubles, named)
    }

    /// Takes pairs of an earlier assignment that are to stay. Whoever is not there any more is no
    /// mistake: that is why it is assigned again.
    pub fn keep(&mut self, source: &Source) -> Result<(), Troubles> {
        let fix =
            "Write the pairs as [[\"e0\",\"j3\"],...], or hand in what assign --json answered";
        let (Kept::Pairs(pairs) | Kept::Assignment { pairs }) = read(source, fix)?;
        for (entry, judge) in pairs {
            match (self.entry_index.get(&entry), self.judge_index.get(&judge)) {
                (Some(entry), Some(judge)) => self.instance.kept.push((*entry, *judge)),
                _ => self.gone.push((entry, judge)),
            }
        }
        if self.instance.kept.is_empty() && !self.gone.is_empty() {
            let message = "no pair names an entry and a judge of the instance";
            let fix = "A pair is an entry and a judge, in this order";
            return Err(Trouble::new(&source.file, message, fix).into());
        }
        Ok(())
    }

    /// The tracks of entries and judges as numbers.
    ///
    /// # Errors
    /// When there is none to bridge.
    pub fn tracks(&self) -> Result<(Tracks, Tracks), Trouble> {
        let mut known: HashMap<&str, u32> = HashMap::new();
        for track in self.entry_tracks.iter().chain(&self.judge_tracks).flatten() {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            known.entry(track).or_insert(next);
        }
        let number = |track: &Option<String>| known.get(track.as_deref()?).copied();
        let items: Tracks = self.entry_tracks.iter().map(number).collect();
        let readers: Tracks = self.judge_tracks.iter().map(number).collect();
        for (of, tracks) in [("entry", &items), ("judge", &readers)] {
            if tracks.iter().all(Option::is_none) {
                let message = format!("no {of} has a track, so there is nothing to bridge");
                let fix = "Give entries and judges a \"track\", or leave --bridge out";
                return Err(Trouble::new(&self.file, message, fix));
            }
        }
        Ok((items, readers))
    }

    /// A pair by names.
    pub fn pair(&self, (entry, judge): (usize, usize)) -> (String, String) {
        (self.entries[entry].clone(), self.judges[judge].clone())
    }
}

fn read<T: for<'a> Deserialize<'a>>(source: &Source, fix: &str) -> Result<T, Trouble> {
    serde_json::from_str(&source.text).map_err(|error| {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let message = error.to_string().replace(&place, "");
        Trouble::new(&source.file, message, fix)
            .at(error.line() as u64)
            .column(error.column().to_string())
    })
}

fn described(entry: Entry) -> Described {
    match entry {
        Entry::Described(described) => described,
        Entry::Name(id) => Described {
            id,
            track: None,
            reviews: None,
        },
    }
}

fn load(judge: &Judge) -> Load {
    Load {
        min: judge.min,
        max: judge.max.unwrap_or(Load::ANY.max),
    }
}

/// What is wrong with an instance, with its place.
struct Faults<'a> {
    file: &'a str,
    found: Vec<Trouble>,
}

impl Faults<'_> {
    fn add(&mut self, place: impl Into<String>, message: String, fix: &str) {
        self.found
            .push(Trouble::new(self.file, message, fix).column(place));
    }

    /// Where each name stands; no name stands twice.
    fn index<'n>(
        &mut self,
        of: &str,
        names: impl Iterator<Item = &'n String>,
    ) -> HashMap<String, usize> {
        let mut index = HashMap::new();
        for (place, name) in names.enumerate() {
            if let Some(first) = index.insert(name.clone(), place) {
                let message = format!("\"{name}\" is the name of {of}[{first}] too");
                self.add(format!("{of}[{place}]"), message, "Give each its own");
            }
        }
        index
    }

    fn loads(&mut self, judges: &[Judge]) {
        for (place, judge) in judges.iter().enumerate() {
            if let Some(max) = judge.max.filter(|max| *max < judge.min) {
                let message = format!("min {} is above max {max}", judge.min);
                self.add(
                    format!("judges[{place}]"),
                    message,
                    "Lower min or raise max",
                );
            }
        }
    }

    fn affinity(&mut self, table: Option<&[Vec<u16>]>, entries: usize, judges: usize) {
        let Some(table) = table else {
            return;
        };
        if table.len() != entries {
            let message = format!("there are {} rows, and {entries} entries", table.len());
            let fix = "Write one row for each entry, in the order of entries";
            self.add("affinity", message, fix);
        }
        for (entry, row) in table.iter().enumerate() {
            if row.len() != judges {
                let message = format!("there are {} numbers, and {judges} judges", row.len());
                let fix = "Write one number for each judge, in the order of judges";
                self.add(format!("affinity[{entry}]"), message, fix);
            }
            let mut values = row.iter().enumerate();
            if let Some((judge, value)) = values.find(|(_, value)| **value > BEST_AFFINITY) {
                let message = format!("{value} is above {BEST_AFFINITY}");
                let place = format!("affinity[{entry}][{judge}]");
                self.add(place, message, "Scale affinities to 0..1000");
            }
        }
    }

    /// Conflicts as numbers.
    fn conflicts(
        &mut self,
        written: &[(String, String)],
        entries: &HashMap<String, usize>,
        judges: &HashMap<String, usize>,
    ) -> Vec<(usize, usize)> {
        let mut barred = vec![];
        for (place, (entry, judge)) in written.iter().enumerate() {
            let (what, name) = match (entries.get(entry), judges.get(judge)) {
                (Some(entry), Some(judge)) => {
                    barred.push((*entry, *judge));
                    continue;
                }
                (None, _) => ("entry", entry),
                (Some(_), None) => ("judge", judge),
            };
            let message = format!("there is no {what} \"{name}\"");
            let fix = "A conflict is an entry and a judge, in this order";
            self.add(format!("conflicts[{place}]"), message, fix);
        }
        barred
    }
}
