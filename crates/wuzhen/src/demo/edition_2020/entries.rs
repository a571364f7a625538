//! The teams of the demonstration of 2020: each signs in, writes, chooses a division, uploads its own deck
//! and submits, as far as now allows.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    edition::file::EditionPlan,
    text::{Bilingual, Language},
    time::Timestamp,
};
use futures::stream;
use operations::{
    IncomingFile, choose_division, save_entry_draft, submit_entry, upload_attachment,
};

use super::{CONTEST, SLUG, grammar::EntryText, plan::EntryPlan};
use crate::demo::{
    calendar::At,
    deck::{DeckContent, deck},
    progress::Progress,
    world::World,
};

/// A team is done so many minutes before the deadline at the latest.
const LEAST_LEFT: i64 = 3;

/// An entry that was begun.
pub struct Entered<'a> {
    pub plan: &'a EntryPlan,
    pub text: &'a EntryText,
    pub number: String,
    /// When it was submitted, if it was.
    pub submitted: Option<Timestamp>,
}

/// The address of a team.
pub fn email(text: &EntryText) -> String {
    format!("{}@example.com", text.key)
}

/// Everything that was entered until now.
pub async fn enter_all<'a>(
    world: &World<'_>,
    edition: &EditionPlan,
    entries: impl ExactSizeIterator<Item = (&'a EntryPlan, &'a EntryText)>,
    now: Timestamp,
    progress: &Progress,
) -> anyhow::Result<Vec<Entered<'a>>> {
    let all = entries.len();
    let mut entered = Vec::with_capacity(all);
    for (plan, text) in entries {
        progress.tell("entries", entered.len(), all);
        let call = &edition.call;
        let window = call.deadline.0 - call.opens_at.0;
        let begun = call.opens_at.plus_millis(window / 1_000 * plan.begun);
        let latest = call
            .deadline
            .plus_minutes(-LEAST_LEFT - i64::from(plan.index % 40));
        let done = begun.plus_minutes(plan.minutes).min(latest);
        if begun.plus_minutes(60) > now {
            continue;
        }
        let done = (plan.is_submitted() && done < now).then_some(done);
        let number = enter(world, edition, (plan, text), begun, done).await?;
        entered.push(Entered {
            plan,
            text,
            number,
            submitted: done,
        });
    }
    Ok(entered)
}

async fn enter(
    world: &World<'_>,
    edition: &EditionPlan,
    (plan, text): (&EntryPlan, &EntryText),
    begun: Timestamp,
    submitted: Option<Timestamp>,
) -> anyhow::Result<String> {
    let email = email(text);
    let (actor, number) = world
        .begin_entry(&email, plan.language(), (SLUG, CONTEST), begun)
        .await?;
    let written = At(begun.plus_minutes(30));
    let cx = world.at(&actor, &written);
    save_entry_draft(&cx, &number, 1, &answers(plan, text).into()).await?;
    let Some(at) = submitted else {
        return Ok(number);
    };
    let division = edition.divisions.get(plan.division);
    let division = division.map_or("", |division| division.key.as_str());
    let chosen = At(begun.plus_minutes(40));
    choose_division(&world.at(&actor, &chosen), &number, 2, division).await?;
    let bytes = Bytes::from(pitch_deck(text, &edition.edition.title));
    let file = IncomingFile {
        slot: "deck",
        name: &format!("{}.pdf", text.key),
        bytes: stream::iter([Ok::<_, std::convert::Infallible>(bytes)]),
    };
    let uploaded = At(at.plus_minutes(-5));
    upload_attachment(
        &world.at(&actor, &uploaded),
        &number,
        file,
        |never| match never {},
    )
    .await?;
    // Begun, answered, division, file: four revisions.
    submit_entry(&world.at(&actor, &At(at)), &number, 4).await?;
    Ok(number)
}

/// The deck of an entry: its own, always the same.
pub fn pitch_deck(text: &EntryText, edition: &Bilingual) -> Vec<u8> {
    deck(&DeckContent {
        key: &text.key,
        edition,
        title: &text.title,
        team: &text.team,
        summary: &text.summary,
        innovation: &text.innovation,
        usage: &text.usage,
        notes: &text.notes,
    })
}

fn answers(plan: &EntryPlan, text: &EntryText) -> BTreeMap<String, BTreeMap<Language, String>> {
    let neutral = |value: &str| Bilingual::new(value, value);
    let answers = [
        ("title", text.title.clone()),
        ("team", text.team.clone()),
        ("organization", text.organization.clone()),
        ("summary", text.summary.clone()),
        ("innovation", text.innovation.clone()),
        ("use", text.usage.clone()),
        ("region", neutral(plan.region)),
        ("capital", neutral(&plan.capital)),
        ("members", neutral(&plan.members.to_string())),
        ("senior", neutral(plan.senior)),
        ("investment", neutral(plan.investment)),
        ("ip", neutral(plan.ip)),
    ];
    let texts = answers.map(|(key, text)| {
        let texts = [(Language::Zh, text.zh), (Language::En, text.en)];
        (key.to_owned(), BTreeMap::from(texts))
    });
    BTreeMap::from(texts)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::fingerprint::Fingerprint;

    use super::{
        super::{grammar::texts, plan::plan},
        *,
    };

    #[test]
    fn every_entry_has_a_deck_of_its_own() {
        let texts = texts(&plan()).unwrap();
        let title = Bilingual::new("演示", "Demonstration");
        let sample: Vec<_> = texts.iter().step_by(17).collect();
        let decks: BTreeSet<_> = sample
            .iter()
            .map(|text| pitch_deck(text, &title))
            .inspect(|bytes| assert!(bytes.starts_with(b"%PDF-")))
            .map(|bytes| Fingerprint::of_bytes(&bytes).to_string())
            .collect();
        assert_eq!(decks.len(), sample.len());
    }
}
