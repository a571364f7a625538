//! Filling the places of routes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Advance, AdvanceProblem, Field, Going, Line, Passage, Reallocation, TieDecision, Vacancy, Way,
    takes,
};
use crate::ids::EntryId;

/// Work in progress.
pub(super) struct Filling<'a> {
    field: &'a Field,
    /// Who goes on, under the place of the route in the list.
    goes: Vec<Vec<Going>>,
    /// Who needs no place any more, or waits for a decision.
    out: BTreeSet<EntryId>,
    /// Places left empty, by route. A route without quota is not here.
    vacant: BTreeMap<&'a str, u32>,
    problems: Vec<AdvanceProblem>,
}

/// What fills places.
enum Filler<'a> {
    /// The quota.
    Quota,
    /// The quota, by a decision between equals.
    Tie(&'a TieDecision),
    /// Places that another route left empty.
    Moved(&'a Reallocation),
}

impl<'a> Filling<'a> {
    pub(super) fn of(field: &'a Field) -> Self {
        let places = field.elsewhere.iter();
        Self {
            field,
            goes: vec![vec![]; field.routes.len()],
            out: field.declines.iter().copied().collect(),
            vacant: places
                .map(|(route, places)| (route.as_str(), *places))
                .collect(),
            problems: vec![],
        }
    }

    pub(super) fn finish(mut self) -> (Advance, Vec<AdvanceProblem>) {
        self.check_ties();
        for (index, route) in self.field.routes.iter().enumerate() {
            let filled = self.fill(index, route.quota, &Filler::Quota);
            if let Some(quota) = route.quota {
                self.vacant.insert(&route.key, quota - filled);
            }
        }
        for reallocation in &self.field.reallocations {
            self.reallocate(reallocation);
        }
        self.wildcards();
        let vacant = self.field.routes.iter().filter_map(|route| {
            let places = *self.vacant.get(route.key.as_str())?;
            (places > 0).then(|| Vacancy {
                route: route.key.clone(),
                places,
            })
        });
        let advance = Advance {
            vacant: vacant.collect(),
            goes: self.goes.into_iter().flatten().collect(),
        };
        (advance, self.problems)
    }

    /// A decision is between entries of one rank, two at least, and says why.
    fn check_ties(&mut self) {
        for tie in &self.field.ties {
            let ranks: BTreeSet<_> = tie
                .entries
                .iter()
                .map(|entry| self.line(*entry).and_then(|line| line.rank))
                .collect();
            let entries: BTreeSet<_> = tie.entries.iter().collect();
            let sound = ranks.len() == 1
                && !ranks.contains(&None)
                && entries.len() == tie.entries.len()
                && entries.len() > 1;
            if !sound {
                self.problems.push(AdvanceProblem::NotTied {
                    entries: tie.entries.clone(),
                });
            }
            self.must_say_why("", &tie.reason);
        }
    }

    fn line(&self, entry: EntryId) -> Option<&'a Line> {
        self.field.lines.iter().find(|line| line.entry == entry)
    }

    fn route(&self, key: &str) -> Option<(usize, &'a Passage)> {
        let mut routes = self.field.routes.iter().enumerate();
        routes.find(|(_, route)| route.key == key)
    }

    fn must_say_why(&mut self, route: &str, reason: &str) {
        if reason.trim().is_empty() {
            self.problems.push(AdvanceProblem::ReasonMissing {
                route: route.to_owned(),
            });
        }
    }

    /// The entries a route can take, by rank.
    fn ranked(&self, route: &Passage) -> BTreeMap<u32, Vec<EntryId>> {
        let mut ranked = BTreeMap::<u32, Vec<EntryId>>::new();
        for line in &self.field.lines {
            if let Some(rank) = line.rank
                && accepts(route, line)
                && !self.out.contains(&line.entry)
            {
                ranked.entry(rank).or_default().push(line.entry);
            }
        }
        ranked
    }

    /// Fills places by rank and says how many it filled. Equals on both sides of the cut need a
    /// decision; without one they are a problem and wait, so that no other route takes them.
    fn fill(&mut self, index: usize, places: Option<u32>, filler: &Filler<'_>) -> u32 {
        let route = &self.field.routes[index];
        let mut left = places.unwrap_or(u32::MAX);
        let mut filled = 0;
        for (rank, equals) in self.ranked(route) {
            if left == 0 {
                break;
            }
            let many = u32::try_from(equals.len()).unwrap_or(u32::MAX);
            if many <= left {
                for entry in equals {
                    self.go(index, entry, rank, filler);
                }
                (left, filled) = (left - many, filled + many);
                continue;
            }
            match self.decision(&equals) {
                Some(tie) => {
                    let chosen = tie.entries.iter().filter(|entry| equals.contains(entry));
                    let decided = Filler::Tie(tie);
                    let filler = match filler {
                        Filler::Quota => &decided,
                        other => other,
                    };
                    for entry in chosen.take(left as usize) {
                        self.go(index, *entry, rank, filler);
                    }
                }
                None => self.wait(&route.key, rank, equals, left),
            }
            filled += left;
            left = 0;
        }
        filled
    }

    fn decision(&self, equals: &[EntryId]) -> Option<&'a TieDecision> {
        self.field
            .ties
            .iter()
            .find(|tie| equals.iter().all(|entry| tie.entries.contains(entry)))
    }

    fn wait(&mut self, route: &str, rank: u32, entries: Vec<EntryId>, places: u32) {
        self.out.extend(&entries);
        self.problems.push(AdvanceProblem::TieAtCut {
            route: route.to_owned(),
            rank,
            entries,
            places,
        });
    }

    fn go(&mut self, index: usize, entry: EntryId, rank: u32, filler: &Filler<'_>) {
        let (way, reason, place_of) = match filler {
            Filler::Quota => (Way::Quota, String::new(), None),
            Filler::Tie(tie) => (Way::TieDecision, tie.reason.clone(), None),
            Filler::Moved(moved) => (
                Way::Reallocated,
                moved.reason.clone(),
                Some(moved.from.clone()),
            ),
        };
        self.out.insert(entry);
        self.goes[index].push(Going {
            entry,
            route: self.field.routes[index].key.clone(),
            way,
            rank: Some(rank),
            reason,
            place_of,
        });
    }

    /// Moves empty places, of here or of another heat, to a route that begins here, and fills them.
    fn reallocate(&mut self, moved: &'a Reallocation) {
        self.must_say_why(&moved.from, &moved.reason);
        let (from, to) = (self.route(&moved.from), self.route(&moved.to));
        let unknown = match (from, to) {
            (_, None) => Some(&moved.to),
            (None, Some(_)) if !self.vacant.contains_key(moved.from.as_str()) => Some(&moved.from),
            _ => None,
        };
        if let Some(route) = unknown {
            let route = route.clone();
            return self.problems.push(AdvanceProblem::UnknownRoute { route });
        }
        if from.is_some_and(|(_, route)| !route.reallocate) {
            let route = moved.from.clone();
            return self.problems.push(AdvanceProblem::NotReallocated { route });
        }
        let empty = self.vacant.get(moved.from.as_str()).copied().unwrap_or(0);
        if moved.places == 0 || moved.places > empty || moved.from == moved.to {
            return self.problems.push(AdvanceProblem::NotVacant {
                route: moved.from.clone(),
                places: empty,
            });
        }
        // Who is next is not known before equals at the cut are in order: one of them may be.
        let waits = |problem: &AdvanceProblem| matches!(problem, AdvanceProblem::TieAtCut { route, .. } if *route == moved.to);
        if self.problems.iter().any(waits) {
            return;
        }
        if let Some((index, route)) = to {
            self.vacant.insert(&moved.from, empty - moved.places);
            let filled = self.fill(index, Some(moved.places), &Filler::Moved(moved));
            *self.vacant.entry(&route.key).or_default() += moved.places - filled;
        }
    }

    fn wildcards(&mut self) {
        let mut used = BTreeMap::<&str, u32>::new();
        for wildcard in &self.field.wildcards {
            self.must_say_why(&wildcard.route, &wildcard.reason);
            let entry = wildcard.entry;
            let Some((index, route)) = self.route(&wildcard.route) else {
                let route = wildcard.route.clone();
                self.problems.push(AdvanceProblem::UnknownRoute { route });
                continue;
            };
            if let Some(problem) = self.bars(entry, route) {
                self.problems.push(problem);
                continue;
            }
            let used = used.entry(&route.key).or_default();
            *used += 1;
            if *used > route.wildcards {
                self.problems.push(AdvanceProblem::WildcardsFull {
                    route: route.key.clone(),
                    wildcards: route.wildcards,
                });
            }
            let rank = self.line(entry).and_then(|line| line.rank);
            self.out.insert(entry);
            self.goes[index].push(Going {
                entry,
                route: route.key.clone(),
                way: Way::Wildcard,
                rank,
                reason: wildcard.reason.clone(),
                place_of: None,
            });
        }
    }

    /// Why a wildcard cannot be given to an entry. That it is ranked is not asked.
    fn bars(&self, entry: EntryId, route: &Passage) -> Option<AdvanceProblem> {
        let Some(line) = self.line(entry) else {
            return Some(AdvanceProblem::UnknownEntry { entry });
        };
        if self.field.declines.contains(&entry) {
            return Some(AdvanceProblem::Declined { entry });
        }
        if let Some(going) = self.goes.iter().flatten().find(|one| one.entry == entry) {
            let route = going.route.clone();
            return Some(AdvanceProblem::GoesAlready { entry, route });
        }
        (!accepts(route, line)).then(|| AdvanceProblem::NotTaken {
            entry,
            route: route.key.clone(),
        })
    }
}

fn accepts(route: &Passage, line: &Line) -> bool {
    takes(
        (route.contest.as_deref(), route.division.as_deref()),
        (&line.contest, line.division.as_deref()),
    )
}
