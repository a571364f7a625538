//! The small demonstration: one heat, 24 handwritten entries.

use std::collections::BTreeMap;

use anyhow::Context as _;
use bytes::Bytes;
use domain::{
    edition::file::{EditionPlan, HeatPlan, parse},
    message::Message,
    people::Role,
    text::{Bilingual, Language},
    time::Timestamp,
};
use futures::stream;
use operations::{
    IncomingFile, close_heat, import_edition, import_judges, open_heat, queries, save_entry_draft,
    submit_entry, upload_attachment,
};
use persistence::Store;

use super::{
    calendar::{At, shift},
    content::{self, DemoEntry, DemoPeople},
    deck::{DeckContent, deck},
    ending,
    judging::Sitting,
    logins::Cast,
    progress::Progress,
    stage::{Scale, Stage},
    world::World,
};

/// The edition.
const SLUG: &str = "demo";
/// Its one contest.
const CONTEST: &str = "open";
/// Its one heat.
const HEAT: &str = "final";
/// Half-way through, each judge has scored so many entries, one more or less.
const SCORED: u32 = 12;
const MINUTES_OF_A_DAY: i64 = 24 * 60;

/// Builds it up to a stage; returns who is who.
pub async fn build(
    store: &Store,
    stage: Stage,
    now: Timestamp,
    progress: &Progress,
) -> anyhow::Result<Cast> {
    let world = World::new(store, SLUG);
    let people = content::people()?;
    let point = Scale::Small.point(stage).context("no such stage")?;
    let file = shift(content::EDITION, point, now).map_err(anyhow::Error::msg)?;
    let plan = parse(&file)
        .map_err(|problems| anyhow::anyhow!("the demonstration's edition file: {problems:?}"))?;
    let prepared = plan.call.opens_at.plus_minutes(-MINUTES_OF_A_DAY);
    world
        .grant(&people.organizer, Role::Organizer, (None, &[]), prepared)
        .await?;
    let organizer = world.actor(&people.organizer.email).await?;
    let (_, edition) = import_edition(&world.at(&organizer, &At(prepared)), &file).await?;
    world.grant_staff(&people, edition, prepared).await?;
    enter_all(&world, &plan, now, progress).await?;
    let mut cast = Cast::of_staff(&people);
    let entries = content::entries()?;
    let team = entries
        .first()
        .context("the demonstration has no entries")?;
    cast.put("team", &team.email);

    let seated = match stage {
        Stage::Call => plan.call.opens_at,
        _ => plan.call.deadline.plus_minutes(MINUTES_OF_A_DAY),
    };
    import_judges(&world.at(&organizer, &At(seated)), SLUG, content::JUDGES).await?;
    cast.put("chair", &people.chair.email);
    let judges = judges();
    let other = judges.iter().find(|email| **email != people.chair.email);
    cast.put("judge", other.context("the demonstration has no judges")?);
    if stage > Stage::Call {
        judge(&world, &people, &plan, stage, (&judges, now), progress).await?;
    }
    // The codes that the teams signed in with are used up: mails with them would tell nobody anything.
    let code = |one: &persistence::outbox::Outgoing| matches!(one.message, Message::SignIn { .. });
    world.settle_mails(now, code).await?;
    Ok(cast)
}

/// The addresses of the panel.
fn judges() -> Vec<String> {
    let rows = content::JUDGES.lines().skip(1);
    rows.filter_map(|line| line.split(',').nth(3))
        .map(|email| email.trim().to_owned())
        .collect()
}

/// One entry after the other through the whole call, as far as now.
async fn enter_all(
    world: &World<'_>,
    plan: &EditionPlan,
    now: Timestamp,
    progress: &Progress,
) -> anyhow::Result<()> {
    let entries = content::entries()?;
    let count = i64::try_from(entries.len())?;
    let window = (plan.call.deadline.0 - plan.call.opens_at.0) / (count + 1);
    for (place, entry) in (1..).zip(&entries) {
        progress.tell("entries", usize::try_from(place)?, entries.len());
        let at = plan.call.opens_at.plus_millis(window * place);
        if at.plus_minutes(60) < now {
            enter(world, entry, &plan.edition.title, at).await?;
        }
    }
    Ok(())
}

async fn enter(
    world: &World<'_>,
    entry: &DemoEntry,
    edition: &Bilingual,
    at: Timestamp,
) -> anyhow::Result<()> {
    let region = entry.answers.get("region");
    let language = match region {
        Some(region) if region.en == "cn" => Language::Zh,
        _ => Language::En,
    };
    let (actor, number) = world
        .begin_entry(&entry.email, language, (SLUG, CONTEST), at)
        .await?;
    let answers = entry.answers.iter().map(|(key, text)| {
        let texts = [
            (Language::Zh, text.zh.clone()),
            (Language::En, text.en.clone()),
        ];
        (key.clone(), BTreeMap::from(texts))
    });
    let saved = At(at.plus_minutes(40));
    save_entry_draft(
        &world.at(&actor, &saved),
        &number,
        1,
        &answers.collect::<BTreeMap<_, _>>().into(),
    )
    .await?;
    let bytes = Bytes::from(pitch_deck(entry, edition)?);
    let file = IncomingFile {
        slot: "deck",
        name: &format!("{}.pdf", entry.key),
        bytes: stream::iter([Ok::<_, std::convert::Infallible>(bytes)]),
    };
    let uploaded = At(at.plus_minutes(55));
    upload_attachment(
        &world.at(&actor, &uploaded),
        &number,
        file,
        |never| match never {},
    )
    .await?;
    let submitted = At(at.plus_minutes(60));
    let cx = world.at(&actor, &submitted);
    let own = queries::team::read_own_entry(&cx, &number).await?;
    Ok(submit_entry(&cx, &number, own.entry.revision).await?)
}

fn pitch_deck(entry: &DemoEntry, edition: &Bilingual) -> anyhow::Result<Vec<u8>> {
    let answer = |key: &str| {
        let found = entry.answers.get(key);
        found.ok_or_else(|| anyhow::anyhow!("{} does not answer {key}", entry.key))
    };
    Ok(deck(&DeckContent {
        key: &entry.key,
        edition,
        title: answer("title")?,
        team: answer("team")?,
        summary: answer("summary")?,
        innovation: answer("innovation")?,
        usage: answer("use")?,
        notes: &entry.deck,
    }))
}

/// The heat: half judged, or closed with its awards published.
async fn judge(
    world: &World<'_>,
    people: &DemoPeople,
    plan: &EditionPlan,
    stage: Stage,
    (judges, now): (&[String], Timestamp),
    progress: &Progress,
) -> anyhow::Result<()> {
    let heat: &HeatPlan = plan.heats.first().context("the edition has no heat")?;
    let organizer = world.actor(&people.organizer.email).await?;
    open_heat(&world.at(&organizer, &At(heat.opens_at)), SLUG, HEAT).await?;
    let half = |judge: u32, _| SCORED - 1 + judge % 3;
    let all = |_, sheets| sheets;
    let finished = stage == Stage::Published;
    let sitting = Sitting {
        heat,
        judges,
        from: heat.opens_at,
        until: if finished { heat.closes_at } else { now },
        done: if finished { &all } else { &half },
        recused: &[(4, 3, "Former colleague of a team member (fictional).")],
        twins: BTreeMap::new(),
        comment: &|_, _| None,
    };
    sitting.sit(world, progress).await?;
    if finished {
        let closed = heat.closes_at.plus_minutes(30);
        close_heat(&world.at(&organizer, &At(closed)), SLUG, HEAT).await?;
        let contest = plan
            .contests
            .first()
            .context("the edition has no contest")?;
        let (place, at) = ((SLUG, HEAT), closed.plus_minutes(60));
        ending::award(world, people, place, &contest.tiers, at).await?;
        ending::publish(world, people, SLUG, at.plus_minutes(60)).await?;
    }
    Ok(())
}
