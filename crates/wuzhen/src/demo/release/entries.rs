//! The applications of the release's demonstration: each is begun, written, handed in and checked for its form, as far
//! as now allows.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    edition::EditionPlan,
    entry::EntrySource,
    screening::ScreeningDecision,
    text::{Bilingual, Language},
    time::Timestamp,
};
use futures::stream;
use operations::{
    IncomingFile, OnBehalf, enter_on_behalf, save_entry_draft, screen_entry, submit_entry,
    upload_attachment,
};

use super::{
    CONTEST, SLUG,
    cast::Committee,
    texts::{Achievement, BEGUN, Fate},
};
use crate::demo::{
    calendar::At,
    deck::{DeckContent, deck},
    progress::Progress,
    world::World,
};

/// An application that was begun.
pub struct Applied<'a> {
    pub achievement: &'a Achievement,
    pub number: String,
    /// When it was handed in, if it was.
    pub submitted: Option<Timestamp>,
}

/// Everything that was begun until now.
pub async fn apply_all<'a>(
    world: &World<'_>,
    edition: &EditionPlan,
    organizer: &str,
    achievements: &'a [Achievement],
    (now, progress): (Timestamp, &Progress),
) -> anyhow::Result<Vec<Applied<'a>>> {
    let call = &edition.call;
    let step = (call.deadline.0 - call.opens_at.0) / i64::try_from(BEGUN + 1)?;
    let mut applied = vec![];
    for (place, achievement) in (1..).zip(achievements) {
        progress.tell("applications", applied.len(), achievements.len());
        let begun = call.opens_at.plus_millis(step * place - step / 2);
        if begun.plus_minutes(60) > now {
            break;
        }
        // Nobody is later than a quarter of an hour before the deadline.
        let done = begun.plus_minutes(600).min(call.deadline.plus_minutes(-15));
        let submitted = (achievement.fate != Fate::Draft && done < now).then_some(done);
        let apply = Apply {
            world,
            edition,
            organizer,
            achievement,
        };
        let number = apply.apply(begun, submitted).await?;
        applied.push(Applied {
            achievement,
            number,
            submitted,
        });
    }
    Ok(applied)
}

struct Apply<'a> {
    world: &'a World<'a>,
    edition: &'a EditionPlan,
    organizer: &'a str,
    achievement: &'a Achievement,
}

impl Apply<'_> {
    async fn apply(
        &self,
        begun: Timestamp,
        submitted: Option<Timestamp>,
    ) -> anyhow::Result<String> {
        let (world, one) = (self.world, self.achievement);
        let (email, language) = (one.email(), self.language());
        let (actor, number) = if one.source == EntrySource::Own {
            world
                .begin_entry(&email, language, (SLUG, CONTEST), begun)
                .await?
        } else {
            let organizer = world.actor(self.organizer).await?;
            let new = OnBehalf {
                contest: CONTEST,
                source: one.source,
                email: &email,
                language,
            };
            let clock = At(begun);
            let number = enter_on_behalf(&world.at(&organizer, &clock), SLUG, &new).await?;
            (world.actor(&email).await?, number)
        };
        let written = At(begun.plus_minutes(30));
        let cx = world.at(&actor, &written);
        save_entry_draft(&cx, &number, 1, &answers(one)).await?;
        let Some(at) = submitted else {
            return Ok(number);
        };
        let bytes = Bytes::from(self.material());
        let file = IncomingFile {
            slot: "deck",
            name: &format!("{}.pdf", one.key),
            bytes: stream::iter([Ok::<_, std::convert::Infallible>(bytes)]),
        };
        let uploaded = At(at.plus_minutes(-5));
        let cx = world.at(&actor, &uploaded);
        upload_attachment(&cx, &number, file, |never| match never {}).await?;
        // Begun, answered, file: three revisions.
        submit_entry(&world.at(&actor, &At(at)), &number, 3).await?;
        Ok(number)
    }

    fn language(&self) -> Language {
        if self.achievement.region == "cn" {
            Language::Zh
        } else {
            Language::En
        }
    }

    fn material(&self) -> Vec<u8> {
        let one = self.achievement;
        deck(&DeckContent {
            key: &one.key,
            edition: &self.edition.edition.title,
            title: &one.title,
            team: &one.applicant,
            summary: &one.summary,
            innovation: &one.innovation,
            usage: &one.usage,
            notes: &one.notes,
        })
    }
}

fn answers(one: &Achievement) -> BTreeMap<String, BTreeMap<Language, String>> {
    let neutral = |value: &str| Bilingual::new(value, value);
    let answers = [
        ("title", one.title.clone()),
        ("team", one.applicant.clone()),
        ("organization", one.applicant.clone()),
        ("region", neutral(one.region)),
        ("category", neutral(&one.category)),
        ("summary", one.summary.clone()),
        ("innovation", one.innovation.clone()),
        ("use", one.usage.clone()),
        (
            "public",
            neutral(if one.is_public { "yes" } else { "at_release" }),
        ),
    ];
    let texts = answers.map(|(key, text)| {
        let texts = [(Language::Zh, text.zh), (Language::En, text.en)];
        (key.to_owned(), BTreeMap::from(texts))
    });
    BTreeMap::from(texts)
}

/// The secretariat checks the form of what came, from a week before the deadline on.
pub async fn check_all(
    world: &World<'_>,
    edition: &EditionPlan,
    committee: &Committee,
    applied: &[Applied<'_>],
    now: Timestamp,
) -> anyhow::Result<()> {
    let first = edition
        .heats
        .first()
        .map_or(edition.call.deadline, |heat| heat.opens_at);
    let from = edition.call.deadline.plus_minutes(-7 * 24 * 60);
    let until = first.plus_minutes(-120);
    let came: Vec<_> = applied
        .iter()
        .filter_map(|one| Some((one.submitted?, one)))
        .collect();
    let pause = (until.0 - from.0) / i64::try_from(came.len() + 1)?;
    for (place, (at, one)) in (1..).zip(&came) {
        let turn = from.plus_millis(pause * place).max(at.plus_minutes(60));
        if turn > now {
            continue;
        }
        let screeners = &committee.screeners;
        let screener = &screeners[usize::try_from(place)? % screeners.len()];
        let actor = world.actor(&screener.email).await?;
        let clock = At(turn);
        let cx = world.at(&actor, &clock);
        let (decision, reason) = match one.achievement.fate {
            Fate::Rejected => (ScreeningDecision::Reject, committee.rejected.as_str()),
            Fate::Draft | Fate::Read => (ScreeningDecision::Accept, ""),
        };
        // Submitting was the third change.
        screen_entry(&cx, SLUG, &one.number, 4, decision, reason).await?;
    }
    Ok(())
}
