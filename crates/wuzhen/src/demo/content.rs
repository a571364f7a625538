//! What the demonstration is made of: the files of the folder `demo`, read into the binary.

use std::collections::BTreeMap;

use domain::text::{Bilingual, Language};
use serde::Deserialize;

use super::deck::DeckNotes;

/// The edition file, with dates to be shifted.
pub const EDITION: &str = include_str!("../../demo/edition.toml");
/// The panel.
pub const JUDGES: &str = include_str!("../../demo/judges.csv");
const ENTRIES: &str = include_str!("../../demo/entries.toml");
const PEOPLE: &str = include_str!("../../demo/people.toml");

/// One fictional entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoEntry {
    /// Names and seeds it.
    pub key: String,
    /// The team's address.
    pub email: String,
    /// One text per question.
    pub answers: BTreeMap<String, Bilingual>,
    /// What its pitch deck says beyond them.
    pub deck: DeckNotes,
}

/// Who runs the demonstration.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPeople {
    /// Runs every edition.
    pub organizer: DemoPerson,
    /// Proposes publications.
    pub officer: DemoPerson,
    /// Confirms them.
    pub second_officer: DemoPerson,
    /// Reads the record.
    pub auditor: DemoPerson,
    /// Leads the panel; also in the judges' file.
    pub chair: DemoPerson,
}

/// A fictional person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoPerson {
    /// The name.
    pub name: Bilingual,
    /// The address.
    pub email: String,
    /// The language of mails.
    pub language: Language,
}

/// The fictional entries.
pub fn entries() -> anyhow::Result<Vec<DemoEntry>> {
    #[derive(Deserialize)]
    struct File {
        entries: Vec<DemoEntry>,
    }
    Ok(toml::from_str::<File>(ENTRIES)?.entries)
}

/// The fictional people.
pub fn people() -> anyhow::Result<DemoPeople> {
    Ok(toml::from_str(PEOPLE)?)
}
