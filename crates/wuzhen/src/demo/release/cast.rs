//! The committee of the release's demonstration, and the screeners of its secretariat: the file `cast.toml`.

use anyhow::Context as _;
use domain::text::{Bilingual, Language};
use serde::Deserialize;

use super::texts::Achievement;
use crate::demo::{
    content::DemoPerson,
    phrases::{Pair, address},
};

const CAST: &str = include_str!("../../../demo/release/cast.toml");

/// Members of the committee, its chair among them.
pub const MEMBERS: usize = 40;
/// Of every three members one is from elsewhere.
const OTHERS: usize = 3;
/// Members and the application whose applicant they work for.
pub const COLLEAGUES: [(usize, usize); 2] = [(7, 2), (22, 41)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    chair: Pair,
    chinese_surnames: Vec<Pair>,
    chinese_given: Vec<Pair>,
    other_given: Vec<Pair>,
    other_surnames: Vec<Pair>,
    institutions: Vec<Pair>,
    screeners: Vec<Pair>,
    rejected: String,
    recused: String,
    comments_zh: Vec<String>,
    comments_en: Vec<String>,
    specials: Vec<SpecialLine>,
    composite: Pair,
    struck: String,
    document: String,
    signers: Vec<String>,
    supplement: Pair,
}

/// A line of the list without an entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpecialLine {
    pub title: Pair,
    pub reason: String,
}

/// The committee and what it writes.
pub struct Committee {
    /// The chair is the first.
    pub members: Vec<DemoPerson>,
    organizations: Vec<Bilingual>,
    pub screeners: Vec<DemoPerson>,
    pub rejected: String,
    pub recused: String,
    pub specials: Vec<SpecialLine>,
    /// The name of two results that are released together.
    pub composite: Pair,
    /// Why one is struck off.
    pub struck: String,
    /// The number of the document of approval, and who signed it.
    pub document: String,
    pub signers: Vec<String>,
    /// What the shortlisted are asked for.
    pub supplement: Pair,
    comments: [Vec<String>; 2],
}

impl Committee {
    /// Reads the file.
    pub fn read(achievements: &[Achievement]) -> anyhow::Result<Self> {
        let file: File = toml::from_str(CAST)?;
        let person = |(zh, en): &Pair, language| DemoPerson {
            name: Bilingual::new(zh.clone(), en.clone()),
            email: address(en),
            language,
        };
        let mut members = vec![person(&file.chair, Language::Zh)];
        let names = names(&file);
        members.extend(names.iter().map(|(name, language)| person(name, *language)));
        members.truncate(MEMBERS);
        anyhow::ensure!(members.len() == MEMBERS, "there are too few names");
        let institutions = file.institutions.iter().cycle().take(MEMBERS);
        let mut organizations: Vec<_> = institutions
            .map(|(zh, en)| Bilingual::new(zh.clone(), en.clone()))
            .collect();
        for (member, entry) in COLLEAGUES {
            let applicant = achievements.get(entry).context("too few applications")?;
            if let Some(own) = organizations.get_mut(member) {
                own.clone_from(&applicant.applicant);
            }
        }
        let screeners = file.screeners.iter();
        Ok(Self {
            members,
            organizations,
            screeners: screeners.map(|name| person(name, Language::Zh)).collect(),
            rejected: file.rejected,
            recused: file.recused,
            specials: file.specials,
            composite: file.composite,
            struck: file.struck,
            document: file.document,
            signers: file.signers,
            supplement: file.supplement,
            comments: [file.comments_zh, file.comments_en],
        })
    }

    /// The addresses of the members, the chair's first.
    pub fn addresses(&self) -> Vec<String> {
        self.members
            .iter()
            .map(|person| person.email.clone())
            .collect()
    }

    /// Its rows in the file of the judges' import, for one heat.
    pub fn rows(&self, heat: &str) -> String {
        let mut rows = String::new();
        let pairs = self.members.iter().zip(&self.organizations);
        for (place, (person, organization)) in pairs.enumerate() {
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

    /// What a member adds to one sheet of four.
    pub fn comment(&self, member: u32, sheet: u32) -> Option<String> {
        if !sheet.is_multiple_of(4) {
            return None;
        }
        let list = match self.members.get(member as usize)?.language {
            Language::Zh => &self.comments[0],
            Language::En => &self.comments[1],
        };
        list.get(sheet as usize / 4 % list.len()).cloned()
    }
}

/// Names from here and elsewhere, mixed.
fn names(file: &File) -> Vec<(Pair, Language)> {
    let here = file.chinese_given.iter().flat_map(|given| {
        file.chinese_surnames.iter().map(move |surname| {
            let zh = format!("{}{}", surname.0, given.0);
            ((zh, format!("{} {}", surname.1, given.1)), Language::Zh)
        })
    });
    let elsewhere = file.other_surnames.iter().flat_map(|surname| {
        file.other_given.iter().map(move |given| {
            let zh = format!("{}·{}", given.0, surname.0);
            ((zh, format!("{} {}", given.1, surname.1)), Language::En)
        })
    });
    let (mut here, mut elsewhere) = (here, elsewhere);
    (1_usize..)
        .map_while(|place| {
            if place.is_multiple_of(OTHERS) {
                elsewhere.next()
            } else {
                here.next()
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{super::texts::achievements, *};

    #[test]
    fn forty_members_are_forty_people() {
        let committee = Committee::read(&achievements().unwrap()).unwrap();
        let addresses: BTreeSet<_> = committee.addresses().into_iter().collect();
        assert_eq!(addresses.len(), MEMBERS);
        assert_eq!(committee.rows("reading").lines().count(), MEMBERS);
    }
}
