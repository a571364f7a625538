//! Who runs and judges the demonstration of 2020: the files `cast.toml` and `reasons.toml`, and who sits
//! where.

use domain::text::{Bilingual, Language};
use serde::Deserialize;

use super::grammar::EntryText;
use crate::demo::{
    content::{DemoPeople, DemoPerson},
    phrases::{Pair, address},
};

const CAST: &str = include_str!("../../../demo/2020/cast.toml");
const REASONS: &str = include_str!("../../../demo/2020/reasons.toml");

/// Of every three judges one is from elsewhere.
const OTHERS: usize = 3;
/// The judge who declines; sixty are left.
pub const DECLINES: usize = 60;
/// Judges of a division.
const PANEL: usize = 5;
/// The panels of the semi-final and of the final; the first leads.
const SEMI_FINAL: [usize; 7] = [0, 1, 7, 12, 17, 32, 37];
const FINAL: [usize; 7] = [0, 1, 8, 13, 33, 38, 43];
/// Judges and the entry whose organization they are of. Of the last pair it is another of the same name.
pub const COLLEAGUES: [(usize, usize); 3] = [(3, 5), (18, 40), (29, 78)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    host_organization: Pair,
    hosts: Vec<Pair>,
    screeners: Vec<Pair>,
    chinese_surnames: Vec<Pair>,
    chinese_given: Vec<Pair>,
    other_given: Vec<Pair>,
    other_surnames: Vec<Pair>,
    institutions: Vec<Pair>,
    comments_zh: Vec<String>,
    comments_en: Vec<String>,
}

/// What is written where a decision needs a reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    /// Topic and text, in the order of [`super::plan::Reason`].
    pub rejected: Vec<Pair>,
    #[serde(rename = "override")]
    pub overridden: String,
    pub evidence: String,
    pub recused: [String; 2],
    pub declared: String,
    pub lifted: String,
    pub waived: String,
    pub tie: String,
    pub returned: String,
    pub statement: String,
    pub moved: String,
}

/// Everybody but the teams.
pub struct People {
    /// Organizer, officers, auditor, chair.
    pub staff: DemoPeople,
    /// One per division.
    pub hosts: Vec<DemoPerson>,
    pub screeners: Vec<DemoPerson>,
    /// The chair is the first.
    pub judges: Vec<DemoPerson>,
    /// Where the judges work.
    organizations: Vec<Bilingual>,
    pub reasons: Reasons,
    comments: [Vec<String>; 2],
}

impl People {
    /// Reads the files.
    pub fn read(staff: DemoPeople, entries: &[EntryText]) -> anyhow::Result<Self> {
        let file: File = toml::from_str(CAST)?;
        let desk = &file.host_organization;
        let person = |(zh, en): &Pair, language| DemoPerson {
            name: Bilingual::new(zh.clone(), en.clone()),
            email: address(en),
            language,
        };
        let hosts = file.hosts.iter().map(|name| DemoPerson {
            name: Bilingual::new(
                format!("{}，{}", name.0, desk.0),
                format!("{}, {}", name.1, desk.1),
            ),
            ..person(name, Language::Zh)
        });
        let hosts = hosts.collect();
        let screeners = file.screeners.iter();
        let mut judges = vec![copy(&staff.chair)];
        judges.extend(names(&file).map(|(name, language)| person(&name, language)));
        let mut organizations: Vec<_> = (0..judges.len())
            .filter_map(|judge| file.institutions.get(judge % file.institutions.len()))
            .map(|(zh, en)| Bilingual::new(zh.clone(), en.clone()))
            .collect();
        for (judge, entry) in COLLEAGUES {
            if let (Some(own), Some(entry)) = (organizations.get_mut(judge), entries.get(entry)) {
                own.clone_from(&entry.organization);
            }
        }
        Ok(Self {
            hosts,
            screeners: screeners.map(|name| person(name, Language::Zh)).collect(),
            judges,
            organizations,
            staff,
            reasons: toml::from_str(REASONS)?,
            comments: [file.comments_zh, file.comments_en],
        })
    }

    /// Who sits on the panel of a heat, the chair first; `division` is the place of the heat's.
    pub fn panel(&self, round: &str, division: Option<usize>) -> Vec<usize> {
        match (round, division) {
            ("semi-final", _) => SEMI_FINAL.to_vec(),
            ("final", _) => FINAL.to_vec(),
            (_, None) => (0..self.judges.len()).collect(),
            // The division that is open half-way is judged by those whose links are handed out.
            (_, Some(0)) => vec![2, 3, 4, 5, 46],
            (_, Some(4)) => vec![0, 1, 23, 24, 25],
            (_, Some(place)) => (1 + place * PANEL..=(place + 1) * PANEL).collect(),
        }
    }

    /// The addresses of judges.
    pub fn addresses(&self, judges: &[usize]) -> Vec<String> {
        let known = judges.iter().filter_map(|judge| self.judges.get(*judge));
        known.map(|person| person.email.clone()).collect()
    }

    /// The rows of a panel in the file of the judges' import.
    pub fn rows(&self, heat: &str, panel: &[usize]) -> String {
        let mut rows = String::new();
        for (place, judge) in panel.iter().enumerate() {
            let (Some(person), Some(organization)) =
                (self.judges.get(*judge), self.organizations.get(*judge))
            else {
                continue;
            };
            let (name, role) = (&person.name, if place == 0 { "chair" } else { "judge" });
            rows.push_str(&format!(
                "{heat},{},{},{},{},{role},{},{}\n",
                name.zh,
                name.en,
                person.email,
                person.language.code(),
                organization.zh,
                organization.en
            ));
        }
        rows
    }

    /// What a judge adds to one sheet of three.
    pub fn comment(&self, judge: &str, number: u32) -> Option<String> {
        if !number.is_multiple_of(3) {
            return None;
        }
        let person = self.judges.iter().find(|known| known.email == judge)?;
        let list = match person.language {
            Language::Zh => &self.comments[0],
            Language::En => &self.comments[1],
        };
        list.get(number as usize / 3 % list.len()).cloned()
    }
}

/// The head of that file.
pub const ROWS_HEAD: &str =
    "heat,name_zh,name_en,email,language,role,organization_zh,organization_en\n";

fn copy(person: &DemoPerson) -> DemoPerson {
    DemoPerson {
        name: person.name.clone(),
        email: person.email.clone(),
        language: person.language,
    }
}

/// Names from here and elsewhere, mixed.
fn names(file: &File) -> impl Iterator<Item = (Pair, Language)> {
    let (given, surnames) = (&file.chinese_given, &file.chinese_surnames);
    let mut here = given.iter().flat_map(move |given| {
        surnames.iter().map(move |surname| {
            let zh = format!("{}{}", surname.0, given.0);
            ((zh, format!("{} {}", surname.1, given.1)), Language::Zh)
        })
    });
    let (given, surnames) = (&file.other_given, &file.other_surnames);
    let mut elsewhere = surnames.iter().flat_map(move |surname| {
        given.iter().map(move |given| {
            let zh = format!("{}·{}", given.0, surname.0);
            ((zh, format!("{} {}", given.1, surname.1)), Language::En)
        })
    });
    (1..).map_while(move |place: usize| {
        if place.is_multiple_of(OTHERS) {
            elsewhere.next()
        } else {
            here.next()
        }
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{
        super::{grammar::texts, plan::plan},
        *,
    };
    use crate::demo::content;

    fn people() -> People {
        People::read(content::people().unwrap(), &texts(&plan()).unwrap()).unwrap()
    }

    #[test]
    fn sixty_judges_serve_and_one_declines() {
        let people = people();
        assert_eq!(people.judges.len(), DECLINES + 1);
        let emails: BTreeSet<_> = people.judges.iter().map(|judge| &judge.email).collect();
        assert_eq!(emails.len(), people.judges.len());
    }

    #[test]
    fn panels_have_five_or_seven_who_are_there() {
        let people = people();
        for division in 0..9 {
            let panel: BTreeSet<_> = people
                .panel("division", Some(division))
                .into_iter()
                .collect();
            assert!(panel.len() == 5 && panel.iter().all(|judge| *judge < DECLINES));
        }
        assert_eq!(people.panel("semi-final", None).len(), 7);
        assert_eq!(people.panel("final", None).len(), 7);
    }

    #[test]
    fn the_rejections_stand_in_the_order_of_the_reasons() {
        let topics: Vec<_> = people()
            .reasons
            .rejected
            .into_iter()
            .map(|(topic, _)| topic)
            .collect();
        let wanted = [
            "capital",
            "capital",
            "members",
            "investment",
            "senior",
            "evidence",
            "ip",
        ];
        assert_eq!(topics, wanted);
    }
}
