//! What there is to ask for, found out over HTTP, so that any competition can be measured.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{
    browser::Browser,
    jobs::{Ask, OpenSheet},
    people::People,
};

/// Score sheets of one judge that are saved.
const SHEETS: usize = 2;

/// An edition with a heat that is open.
pub struct Field {
    /// Everybody.
    pub people: People,
    /// Key of the edition.
    pub edition: String,
    /// Key of the heat.
    pub heat: String,
    /// Entries of the edition that are in the heat, as far as the list shows them at once.
    pub numbers: Vec<String>,
    /// Assignments by judge: whose, the address, the state.
    pub assignments: Vec<(Browser, String, String)>,
    /// Drafts of the teams: whose, and where a deck goes.
    pub slots: Vec<Ask>,
}

impl Field {
    /// Looks around.
    pub async fn explore(people: People, edition: &str, heat: &str) -> Result<Self> {
        let organizer = people.organizers.first().context("nobody organizes")?;
        let path = format!("/api/editions/{edition}/entries?limit=200&heat={heat}");
        let page = organizer.read(&path).await?;
        let numbers = list(&page["entries"]).iter().map(|one| text(one, "number"));
        let numbers = numbers.collect();
        let (mut assignments, mut slots) = (vec![], vec![]);
        for judge in &people.judges {
            let queue = judge.read("/api/judge/queue").await?;
            let heats = list(&queue["heats"]).iter();
            for own in heats
                .filter(|one| one["heat"]["key"] == heat)
                .flat_map(|one| list(&one["assignments"]))
                .filter(|own| own["state"] != "recused")
            {
                let path = format!("/api/judge/assignments/{}", text(own, "alias"));
                assignments.push((judge.clone(), path, text(own, "state")));
            }
        }
        for team in &people.teams {
            let own = team.read("/api/team/entries").await?;
            for entry in list(&own["entries"]) {
                let number = text(entry, "number");
                let path = format!("/api/team/entries/{number}/attachments/deck");
                slots.push((team.clone(), path));
            }
        }
        Ok(Self {
            people,
            edition: edition.to_owned(),
            heat: heat.to_owned(),
            numbers,
            assignments,
            slots,
        })
    }

    /// An address below the edition.
    pub fn path(&self, rest: &str) -> String {
        format!("/api/editions/{}{rest}", self.edition)
    }

    /// Every organizer, asking for each of some things.
    pub fn organizers(&self, paths: &[String]) -> Vec<Ask> {
        let organizers = &self.people.organizers;
        let by_all = |path: &String| {
            let asks = organizers.iter().map(|one| (one.clone(), path.clone()));
            asks.collect::<Vec<_>>()
        };
        paths.iter().flat_map(by_all).collect()
    }

    /// A few sheets of each judge as they are now, those first that were not handed in.
    pub async fn sheets(&self) -> Result<Vec<OpenSheet>> {
        let mut own: Vec<_> = self.assignments.iter().collect();
        own.sort_by_key(|(_, _, state)| state == "submitted");
        let (mut sheets, mut taken) = (vec![], BTreeMap::<&str, usize>::new());
        for (judge, path, _) in own {
            let taken = taken.entry(judge.address()).or_default();
            *taken += 1;
            if *taken > SHEETS {
                continue;
            }
            let sheet = judge.read(path).await?;
            let criteria = list(&sheet["rubric"]["criteria"]).iter();
            sheets.push(OpenSheet {
                judge: judge.clone(),
                path: path.clone(),
                criteria: criteria.map(|one| text(one, "key")).collect(),
                revision: sheet["sheet"]["revision"].as_i64().context("no revision")?,
            });
        }
        Ok(sheets)
    }
}

/// The members of an array; of anything else none.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text of an object; empty when it is none.
pub fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
