//! How one version of a list differs from another: what came in, what went out, and what of a line changed.

use super::ReleaseItem;

/// How a list differs from the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Lines that were not there before, in the order of the later list.
    pub added: Vec<ReleaseItem>,
    /// Lines that are not there any more, in the order of the earlier list.
    pub removed: Vec<ReleaseItem>,
    /// Lines that say something else, in the order of the later list.
    pub changed: Vec<Change>,
}

/// A line before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// As it was.
    pub before: ReleaseItem,
    /// As it is.
    pub after: ReleaseItem,
    /// In what they differ.
    pub aspects: Vec<Aspect>,
}

/// In what two states of a line differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aspect {
    /// The contest or its name.
    Contest,
    /// The tier, its name, or what being in it means.
    Tier,
    /// Who holds it.
    Holder,
    /// The names of the line, of its entries or of their teams.
    Names,
    /// Which entries it is of.
    Entries,
}

impl Aspect {
    /// The name in answers and texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contest => "contest",
            Self::Tier => "tier",
            Self::Holder => "holder",
            Self::Names => "names",
            Self::Entries => "entries",
        }
    }
}

impl Difference {
    /// From the earlier list to the later one. Lines that are alike to the letter are no difference; of the
    /// rest, two are the same line when they are of the same entries and holder, else of the same entries in
    /// the same tier, else called the same in one tier or contest where a line is not of just one entry.
    pub fn between(before: &[ReleaseItem], after: &[ReleaseItem]) -> Self {
        let mut earlier: Vec<Option<&ReleaseItem>> = before.iter().map(Some).collect();
        let mut later: Vec<(&ReleaseItem, Match)> =
            after.iter().map(|item| (item, Match::None)).collect();
        for is_same in SAME {
            for (item, found) in &mut later {
                if *found != Match::None {
                    continue;
                }
                let place = earlier
                    .iter()
                    .position(|one| one.is_some_and(|one| is_same(one, item)));
                if let Some(place) = place {
                    *found = Match::Was(place);
                    earlier[place] = None;
                }
            }
        }
        let mut difference = Self::default();
        for (item, found) in later {
            match found {
                Match::None => difference.added.push(item.clone()),
                Match::Was(place) if before[place] == *item => {}
                Match::Was(place) => difference.changed.push(Change::of(&before[place], item)),
            }
        }
        difference.removed = earlier.into_iter().flatten().cloned().collect();
        difference
    }

    /// Whether nothing is different, the order of lines aside.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Whether a line of the later list is one of the earlier list, and which.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Match {
    None,
    Was(usize),
}

type IsSame = fn(&ReleaseItem, &ReleaseItem) -> bool;

/// When two lines are the same line, the surest first.
const SAME: [IsSame; 5] = [
    |a, b| a == b,
    |a, b| of_same_entries(a, b) && holder(a) == holder(b),
    |a, b| of_same_entries(a, b) && rung(a) == rung(b),
    |a, b| is_called(a, b) && rung(a) == rung(b),
    |a, b| is_called(a, b) && a.contest == b.contest,
];

fn numbers(item: &ReleaseItem) -> Vec<&str> {
    let mut numbers: Vec<_> = item
        .entries
        .iter()
        .map(|entry| entry.number.as_str())
        .collect();
    numbers.sort_unstable();
    numbers
}

fn of_same_entries(a: &ReleaseItem, b: &ReleaseItem) -> bool {
    !a.entries.is_empty() && numbers(a) == numbers(b)
}

/// A line of several entries or of none has a name of its own.
fn is_called(a: &ReleaseItem, b: &ReleaseItem) -> bool {
    a.entries.len() != 1 && b.entries.len() != 1 && a.title == b.title && holder(a) == holder(b)
}

fn holder(item: &ReleaseItem) -> (crate::edition::Recipient, Option<&crate::text::Bilingual>) {
    (item.recipient, item.name.as_ref())
}

fn rung(item: &ReleaseItem) -> (&str, &str) {
    (&item.contest, &item.tier)
}

impl Change {
    fn of(before: &ReleaseItem, after: &ReleaseItem) -> Self {
        let (a, b) = (before, after);
        let titles = |item: &ReleaseItem| {
            let entries = item.entries.iter();
            let names = entries.map(|entry| (entry.title.clone(), entry.team.clone()));
            (item.title.clone(), names.collect::<Vec<_>>())
        };
        let same_entries = numbers(a) == numbers(b);
        let contest = |item: &ReleaseItem| {
            let title = item.contest_title.clone();
            (item.contest.clone(), title, item.track_title.clone())
        };
        let differs = [
            (Aspect::Contest, contest(a) != contest(b)),
            (
                Aspect::Tier,
                (&a.tier, &a.tier_title, a.outcome) != (&b.tier, &b.tier_title, b.outcome),
            ),
            (Aspect::Holder, holder(a) != holder(b)),
            (
                Aspect::Names,
                a.title != b.title || (same_entries && titles(a) != titles(b)),
            ),
            (Aspect::Entries, !same_entries),
        ];
        let aspects = differs
            .into_iter()
            .filter(|(_, differs)| *differs)
            .map(|(aspect, _)| aspect);
        Self {
            before: a.clone(),
            after: b.clone(),
            aspects: aspects.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        edition::{Outcome, Recipient},
        publication::ReleasedEntry,
        text::Bilingual,
    };

    fn entry(number: &str) -> ReleasedEntry {
        ReleasedEntry {
            number: number.into(),
            title: Bilingual::new(format!("项目{number}"), format!("Project {number}")),
            team: Bilingual::new("队", "Team"),
        }
    }

    /// A line of one entry, called like it.
    fn line(number: &str, tier: &str) -> ReleaseItem {
        ReleaseItem {
            contest: "open".into(),
            contest_title: Bilingual::new("公开赛", "Open"),
            track_title: None,
            tier: tier.into(),
            tier_title: Bilingual::new(tier, tier),
            outcome: Outcome::Award,
            recipient: Recipient::Entry,
            name: None,
            title: entry(number).title,
            entries: vec![entry(number)],
        }
    }

    fn called(title: &str, numbers: &[&str]) -> ReleaseItem {
        ReleaseItem {
            outcome: Outcome::Special,
            title: Bilingual::new(title, title),
            entries: numbers.iter().map(|number| entry(number)).collect(),
            ..line("", "special")
        }
    }

    fn person(number: &str, name: &str) -> ReleaseItem {
        ReleaseItem {
            recipient: Recipient::Person,
            name: Some(Bilingual::new(name, name)),
            ..line(number, "person")
        }
    }

    /// Added, removed and changed, in short.
    fn told(before: &[ReleaseItem], after: &[ReleaseItem]) -> [Vec<String>; 3] {
        let name = |item: &ReleaseItem| format!("{} {}", item.title.en, item.tier);
        let difference = Difference::between(before, after);
        let changes = difference.changed.iter().map(|change| {
            let aspects: Vec<_> = change.aspects.iter().map(|one| one.name()).collect();
            let (was, is) = (name(&change.before), name(&change.after));
            format!("{was} -> {is}: {}", aspects.join(","))
        });
        [
            difference.added.iter().map(name).collect(),
            difference.removed.iter().map(name).collect(),
            changes.collect(),
        ]
    }

    #[test]
    fn the_same_list_in_another_order_is_no_difference() {
        let list = [line("1", "first"), line("2", "second"), called("x", &[])];
        let turned = [list[2].clone(), list[0].clone(), list[1].clone()];
        assert!(Difference::between(&list, &list).is_empty());
        assert!(Difference::between(&list, &turned).is_empty());
        assert!(Difference::between(&[], &[]).is_empty());
    }

    #[test]
    fn what_came_in_and_what_went_out_are_told_apart() {
        let before = [line("1", "first"), line("2", "second")];
        let after = [line("1", "first"), line("3", "second")];
        let [added, removed, changed] = told(&before, &after);
        assert_eq!(added, ["Project 3 second"]);
        assert_eq!(removed, ["Project 2 second"]);
        assert_eq!(changed, Vec::<String>::new());
    }

    #[test]
    fn another_tier_or_name_of_the_same_entry_is_a_change() {
        let before = [line("1", "first"), line("2", "second"), line("3", "third")];
        let mut renamed = line("3", "third");
        renamed.title = Bilingual::new("新", "New");
        renamed.entries[0].title = renamed.title.clone();
        let mut team = line("2", "first");
        team.entries[0].team = Bilingual::new("队", "Others");
        let after = [line("1", "second"), team, renamed];
        let [added, removed, changed] = told(&before, &after);
        assert!(added.is_empty() && removed.is_empty());
        let expected = [
            "Project 1 first -> Project 1 second: tier",
            "Project 2 second -> Project 2 first: tier,names",
            "Project 3 third -> New third: names",
        ];
        assert_eq!(changed, expected);
    }

    #[test]
    fn of_two_holders_of_one_entry_each_is_a_line_of_its_own() {
        let before = [person("1", "Li Na"), person("1", "Bo")];
        let after = [person("1", "Bo"), person("1", "Li Nan")];
        let [added, removed, changed] = told(&before, &after);
        assert!(added.is_empty() && removed.is_empty());
        assert_eq!(changed, ["Project 1 person -> Project 1 person: holder"]);
        let fewer = told(&before, &after[..1]);
        assert_eq!(fewer[1], ["Project 1 person"]);
    }

    #[test]
    fn a_line_of_several_entries_or_of_none_is_known_by_its_name() {
        let before = [called("Joint", &["1", "2"]), called("Guest", &[])];
        let mut guest = called("Guest", &[]);
        guest.tier = "honour".into();
        let after = [called("Joint", &["1", "3"]), guest];
        let [added, removed, changed] = told(&before, &after);
        assert!(added.is_empty() && removed.is_empty());
        let expected = [
            "Joint special -> Joint special: entries",
            "Guest special -> Guest honour: tier",
        ];
        assert_eq!(changed, expected);
    }

    #[test]
    fn a_line_that_stands_twice_goes_out_once() {
        let twice = [called("Guest", &[]), called("Guest", &[])];
        let once = told(&twice, &twice[..1]);
        assert_eq!(once[1], ["Guest special"]);
        assert!(once[0].is_empty() && once[2].is_empty());
    }
}
