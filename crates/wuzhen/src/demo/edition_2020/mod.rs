//! The demonstration at the size of 2020: the template of that year with invented teams, judges and hosts.

mod cast;
mod entries;
mod grammar;
mod panels;
mod plan;
mod rounds;
mod screening;

use anyhow::Context as _;
use domain::{
    edition::{
        file::{EditionPlan, parse},
        templates,
    },
    ids::EditionId,
    people::Role,
    time::Timestamp,
};
use operations::import_edition;
use persistence::editions;

use self::{
    cast::People,
    entries::{Entered, enter_all},
    panels::seat,
    rounds::Rounds,
    screening::Screening,
};
use super::{
    calendar::{At, shift},
    content, ending,
    logins::Cast,
    progress::Progress,
    stage::{Scale, Stage},
    world::World,
};

/// The edition.
const SLUG: &str = "2020";
/// Its one contest.
const CONTEST: &str = "open";
const MINUTES_OF_A_DAY: i64 = 24 * 60;
/// What the template calls the edition, and what the demonstration does: nobody shall take it for the real one.
const TITLES: [(&str, &str); 2] = [
    (
        "\"2020“直通乌镇”全球互联网大赛\"",
        "\"2020“直通乌镇”全球互联网大赛（演示，内容虚构）\"",
    ),
    (
        "\"“Straight to Wuzhen” Global Internet Competition 2020\"",
        "\"“Straight to Wuzhen” Global Internet Competition 2020 (demonstration, fictional)\"",
    ),
];

/// Builds it up to a stage; returns who is who.
pub async fn build(
    world: &World<'_>,
    stage: Stage,
    now: Timestamp,
    progress: &Progress,
) -> anyhow::Result<Cast> {
    let (file, edition) = edition_file(stage, now)?;
    let plans = plan::plan();
    let texts = grammar::texts(&plans)?;
    let people = People::read(content::people()?, &texts)?;
    let prepared = edition.call.opens_at.plus_minutes(-14 * MINUTES_OF_A_DAY);
    world
        .grant(
            &people.staff.organizer,
            Role::Organizer,
            (None, &[]),
            // Whoever runs the deployment was there before its editions.
            prepared.plus_minutes(-60 * MINUTES_OF_A_DAY),
        )
        .await?;
    let organizer = world.actor(&people.staff.organizer.email).await?;
    let (_, id) = import_edition(&world.at(&organizer, &At(prepared)), &file).await?;
    grant_all(world, &people, id, prepared).await?;

    let pairs = plans.iter().zip(&texts);
    let entered = enter_all(world, &edition, pairs, now, progress).await?;
    let first = edition.heats.first().context("the edition has no heat")?;
    let screening = Screening {
        from: edition.call.deadline.plus_minutes(-7 * MINUTES_OF_A_DAY),
        until: first.opens_at.plus_minutes(-120),
    };
    screening
        .decide_all(world, &people, &entered, now, progress)
        .await?;
    let mut cast = cast_of(&people, &entered)?;
    if stage >= Stage::Screening {
        let at = edition.call.deadline.plus_minutes(14 * 60);
        seat(world, &people, &edition, at, now).await?;
    } else {
        // Nobody judges yet; who leads and who scores has no account.
        seat(world, &people, &edition, prepared.plus_minutes(60), now).await?;
    }
    let rounds = Rounds {
        world,
        people: &people,
        edition: &edition,
        entered: &entered,
        stage,
        now,
        progress,
    };
    rounds.judge_all().await?;
    if let Some(number) = rounds.first_finalist().await? {
        let team = entered.iter().find(|entry| entry.number == number);
        let team = team.context("a finalist never entered")?;
        cast.put("finalist", &entries::email(team.text));
    }
    if stage == Stage::Published {
        let last = edition.heats.last().context("the edition has no heat")?;
        let contest = edition
            .contests
            .first()
            .context("the edition has no contest")?;
        let (place, at) = ((SLUG, last.key.as_str()), last.closes_at.plus_minutes(90));
        ending::award(world, &people.staff, place, &contest.tiers, at).await?;
        ending::publish(world, &people.staff, SLUG, at.plus_minutes(30)).await?;
    }
    Ok(cast)
}

/// The template of 2020 with its calendar shifted, as text and read.
fn edition_file(stage: Stage, now: Timestamp) -> anyhow::Result<(String, EditionPlan)> {
    let template = templates().into_iter().find(|one| one.key == SLUG);
    let mut file = template
        .context("there is no template of 2020")?
        .text
        .to_owned();
    for (from, to) in TITLES {
        anyhow::ensure!(
            file.contains(from),
            "the template does not call itself {from}"
        );
        file = file.replacen(
            &format!("en = {from} }}\nzone"),
            &format!("en = {to} }}\nzone"),
            1,
        );
        file = file.replacen(&format!("zh = {from}, en"), &format!("zh = {to}, en"), 1);
    }
    let point = Scale::Edition2020.point(stage).context("no such stage")?;
    let file = shift(&file, point, now).map_err(anyhow::Error::msg)?;
    let plan = parse(&file).map_err(|problems| anyhow::anyhow!("the template: {problems:?}"))?;
    Ok((file, plan))
}

async fn grant_all(
    world: &World<'_>,
    people: &People,
    edition: EditionId,
    at: Timestamp,
) -> anyhow::Result<()> {
    world.grant_staff(&people.staff, edition, at).await?;
    for screener in &people.screeners {
        world
            .grant(screener, Role::Screener, (Some(edition), &[]), at)
            .await?;
    }
    let divisions = editions::divisions(world.store, edition).await?;
    for (host, division) in people.hosts.iter().zip(&divisions) {
        let place = (Some(edition), &[division.key.clone()][..]);
        world.grant(host, Role::Host, place, at).await?;
    }
    Ok(())
}

fn cast_of(people: &People, entered: &[Entered]) -> anyhow::Result<Cast> {
    let mut cast = Cast::of_staff(&people.staff);
    let team = entered.first().context("nobody entered")?;
    cast.put("team", &entries::email(team.text));
    for (role, people, place) in [
        ("chair", &people.judges, 0),
        ("judge", &people.judges, 1),
        // Of the division that is open half-way, and of the one whose report was returned.
        ("host", &people.hosts, 4),
        ("other_host", &people.hosts, 2),
        ("screener", &people.screeners, 0),
    ] {
        let person = people.get(place);
        cast.put(
            role,
            &person.with_context(|| format!("there is no {role}"))?.email,
        );
    }
    Ok(cast)
}

#[cfg(test)]
mod tests {
    use operations::queries::judge::read_judge_queue;

    use super::*;
    use crate::command::Storage;

    #[test]
    fn the_edition_says_that_it_is_a_demonstration() {
        let now = Timestamp::parse("2026-11-25T15:00:00Z").unwrap();
        let (_, plan) = edition_file(Stage::Preliminary, now).unwrap();
        assert!(plan.edition.title.zh.contains("演示，内容虚构"));
        assert!(plan.edition.title.en.contains("demonstration, fictional"));
        let heat = &plan.heats[0];
        assert!(heat.opens_at < now && now < heat.closes_at);
    }

    /// Who reads which entry, and how far each sheet is.
    async fn panels_at(now: &str) -> Vec<(String, String, String)> {
        let folder = tempfile::tempdir().unwrap();
        let store = Storage::in_folder(folder.path()).open().await.unwrap();
        let world = World::new(&store, SLUG);
        let now = Timestamp::parse(now).unwrap();
        build(&world, Stage::Preliminary, now, &Progress::to_stderr())
            .await
            .unwrap();
        let texts = grammar::texts(&plan::plan()).unwrap();
        let people = People::read(content::people().unwrap(), &texts).unwrap();
        let mut lines = Vec::new();
        for judge in &people.judges {
            let actor = world.actor(&judge.email).await.unwrap();
            let queue = read_judge_queue(&world.at(&actor, &At(now))).await.unwrap();
            let sheets = queue.heats.into_iter().flat_map(|heat| heat.assignments);
            lines.extend(sheets.map(|one| (judge.email.clone(), one.number, one.state)));
        }
        store.close().await.unwrap();
        lines
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn it_is_the_same_whenever_it_is_built() {
        let (one, other) = tokio::join!(
            panels_at("2026-11-25T15:00:00Z"),
            panels_at("2027-03-02T03:20:00Z")
        );
        assert!(one.len() > 2_000, "{} sheets", one.len());
        assert_eq!(one.len(), other.len());
        let apart = one.iter().zip(&other).find(|(one, other)| one != other);
        assert_eq!(apart, None);
    }
}
