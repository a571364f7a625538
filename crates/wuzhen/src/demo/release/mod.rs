//! The release of 2020 beside the competition: the template of a release with invented applicants and an invented
//! committee.

mod cast;
mod committee;
mod ending;
mod entries;
mod texts;

use anyhow::Context as _;
use domain::{
    edition::{EditionPlan, file::parse, templates},
    people::Role,
    time::Timestamp,
};
use operations::import_edition;

use self::{
    cast::Committee,
    committee::Sessions,
    ending::Ending,
    entries::{Applied, apply_all, check_all},
    texts::achievements,
};
use super::{
    calendar::{At, shift},
    content,
    logins::Cast,
    progress::Progress,
    stage::Stage,
    world::World,
};

/// The edition.
const SLUG: &str = "release-2020";
/// Its template.
const TEMPLATE: &str = "release";
/// Its one contest.
const CONTEST: &str = "achievements";
const MINUTES_OF_A_DAY: i64 = 24 * 60;
/// What the template calls the edition, and what the demonstration does: nobody shall take it for the real one.
const TITLES: [(&str, &str); 2] = [
    (
        "zh = \"2020 世界互联网领先科技成果发布活动\"",
        "zh = \"2020 世界互联网领先科技成果发布活动（演示，内容虚构）\"",
    ),
    (
        "en = \"World Leading Internet Scientific and Technological Achievements 2020\"",
        "en = \"World Leading Internet Scientific and Technological Achievements 2020 (demonstration, fictional)\"",
    ),
];

/// Builds it up to a stage, run by the people of the competition; adds who is who.
pub async fn build(
    world: &World<'_>,
    stage: Stage,
    (now, progress): (Timestamp, &Progress),
    cast: &mut Cast,
) -> anyhow::Result<()> {
    let (file, edition) = edition_file(stage, now)?;
    let staff = content::people()?;
    let achievements = achievements()?;
    let committee = Committee::read(&achievements)?;
    let prepared = edition.call.opens_at.plus_minutes(-14 * MINUTES_OF_A_DAY);
    let organizer = &staff.organizer.email;
    let actor = world.actor(organizer).await?;
    let (_, id) = import_edition(&world.at(&actor, &At(prepared)), &file).await?;
    world.grant_staff(&staff, id, prepared).await?;
    let chair = committee.members.first().context("no chair")?;
    let place = (Some(id), &[][..]);
    world.grant(chair, Role::Approver, place, prepared).await?;
    for screener in &committee.screeners {
        let place = (Some(id), &[][..]);
        world
            .grant(screener, Role::Screener, place, prepared)
            .await?;
    }
    let applied = apply_all(world, &edition, organizer, &achievements, (now, progress)).await?;
    check_all(world, &edition, &committee, &applied, now).await?;
    let sessions = Sessions {
        world,
        edition: &edition,
        committee: &committee,
        organizer,
        applied: &applied,
        now,
        progress,
    };
    let invited = edition.call.opens_at.plus_minutes(10 * MINUTES_OF_A_DAY);
    if invited <= now {
        sessions.seat(invited).await?;
    }
    sessions.hold().await?;
    put(cast, &committee, &applied);
    if stage >= Stage::Final {
        let voted = edition.heats.last().context("nobody voted")?.closes_at;
        let ending = Ending {
            world,
            staff: &staff,
            committee: &committee,
            applied: &applied,
            voted,
            // 18:00 of 30 October, so that this is 15:00 of 23 November.
            stage: voted.plus_minutes(24 * MINUTES_OF_A_DAY - 3 * 60),
        };
        ending.hold().await?;
    }
    Ok(())
}

/// The template with its calendar shifted, as text and read.
fn edition_file(stage: Stage, now: Timestamp) -> anyhow::Result<(String, EditionPlan)> {
    let template = templates().into_iter().find(|one| one.key == TEMPLATE);
    let mut file = template.context("there is no template")?.text.to_owned();
    for (from, to) in TITLES {
        anyhow::ensure!(file.contains(from), "the template does not say {from}");
        file = file.replacen(from, to, 1);
    }
    let file = shift(&file, stage.point_of_release(), now).map_err(anyhow::Error::msg)?;
    let plan = parse(&file).map_err(|problems| anyhow::anyhow!("the template: {problems:?}"))?;
    Ok((file, plan))
}

fn put(cast: &mut Cast, committee: &Committee, applied: &[Applied<'_>]) {
    for (role, place) in [("committee_chair", 0), ("voter", 1)] {
        if let Some(member) = committee.members.get(place) {
            cast.put(role, &member.email);
        }
    }
    if let Some(first) = applied.first() {
        cast.put("applicant", &first.achievement.email());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_says_that_it_is_a_demonstration() {
        let now = Timestamp::parse("2026-11-25T15:00:00Z").unwrap();
        let (_, plan) = edition_file(Stage::Divisions, now).unwrap();
        assert!(plan.edition.title.zh.contains("演示，内容虚构"));
        assert!(plan.edition.title.en.contains("demonstration, fictional"));
        let vote = plan.heat("committee").unwrap();
        assert!(vote.opens_at < now && now < vote.closes_at);
    }
}
