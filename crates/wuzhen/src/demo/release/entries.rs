//! The applications of the release's demonstration: each is begun, written, handed in and checked for its form, as far
//! as now allows.

use std::collections::BTreeMap;

use bytes::Bytes;
use domain::{
    edition::EditionPlan,
    entry::{EntrySource, ListRow, Lists, Patch},
    screening::ScreeningDecision,
    text::{Bilingual, Language},
    time::Timestamp,
};
use futures::stream;
use operations::{
    IncomingFile, OnBehalf, enter_on_behalf, queries::team::read_own_entry, save_entry_draft,
    screen_entry, submit_entry, submit_supplement, upload_attachment,
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
                recommended_by: one.recommended_by(),
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

fn answers(one: &Achievement) -> Patch {
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
    let row = |fields: &[(&str, &Bilingual)]| -> ListRow {
        let fields = fields.iter();
        fields
            .map(|(key, text)| ((*key).to_owned(), (*text).clone()))
            .collect()
    };
    let contributors = one.contributors.iter().map(|(name, part)| {
        row(&[
            ("name", name),
            ("organization", &one.applicant),
            ("part", part),
        ])
    });
    let partner = one.partner.iter().map(|partner| {
        row(&[
            ("name", &partner.name),
            ("country", &partner.country),
            ("matters", &partner.matters),
        ])
    });
    Patch {
        texts: texts(answers),
        lists: Lists::from([
            ("contributors".to_owned(), contributors.collect()),
            ("partners".to_owned(), partner.collect()),
        ]),
    }
}

fn texts<const N: usize>(
    answers: [(&str, Bilingual); N],
) -> BTreeMap<String, BTreeMap<Language, String>> {
    let texts = answers.map(|(key, text)| {
        let texts = [(Language::Zh, text.zh), (Language::En, text.en)];
        (key.to_owned(), BTreeMap::from(texts))
    });
    BTreeMap::from(texts)
}

/// Those who were asked for a supplement hand it in within a week, as far as now; every seventh lets it lapse.
pub async fn supplement_all(
    world: &World<'_>,
    applied: &[Applied<'_>],
    asked: Timestamp,
    now: Timestamp,
) -> anyhow::Result<()> {
    for (place, one) in (0_i64..).zip(applied) {
        let actor = world.actor(&one.achievement.email()).await?;
        let written = asked.plus_minutes(24 * 60 + place * 20);
        if place % 7 == 6 || written.plus_minutes(60) > now {
            continue;
        }
        let clock = At(written);
        let cx = world.at(&actor, &clock);
        let entry = read_own_entry(&cx, &one.number).await?.entry;
        if entry.supplement.is_none() {
            continue;
        }
        let show = Patch::from(texts([("show", one.achievement.show.clone())]));
        save_entry_draft(&cx, &one.number, entry.revision, &show).await?;
        let clock = At(written.plus_minutes(30));
        submit_supplement(&world.at(&actor, &clock), &one.number, entry.revision + 1).await?;
    }
    Ok(())
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
