//! What those see who are told something under embargo. Before they promise to be silent: that there is a
//! confidential message, and the pledge. Once the results are public: where those are.

use domain::{
    confidence::{Answer, Confidant, Confidence, Level, Outsider, Reading, Telling, still_holds},
    edition::Edition,
    ids::ConfidenceId,
    policy::{
        AnswerConfidence, Denied, Deployment, Guarded, ListOwnConfidences, OpenConfidence,
        ReadOwnConfidence, ReadPersonalConfidence, may,
    },
    text::Bilingual,
};
use persistence::{
    awards::{AwardLine, EntryName},
    confidences, editions, entries,
};
use uuid::Uuid;

use crate::{
    Context,
    confiding::{Held, public_since},
    error::Result,
    secret,
};

/// A confidential message in one's list. Nothing of what it says.
pub struct OwnCard {
    /// Which.
    pub id: ConfidenceId,
    /// Of which entry.
    pub number: String,
    /// Where it competes.
    pub edition: Edition,
    /// Whether something in it is to be opened.
    pub sealed: bool,
}

/// The confidential messages to one's teams, until the results are public.
#[crate::compiled_here]
pub async fn list_own_confidences(cx: &Context<'_>) -> Result<Vec<OwnCard>> {
    let (allowed, _) =
        Guarded::seal(Deployment).authorize::<ListOwnConfidences>(cx.actor, cx.arrived_at)?;
    let account = allowed.actor();
    let lines = confidences::list_own(cx.store, &allowed.visible()).await?;
    let known: Vec<_> = lines.iter().map(|line| line.confidence.edition).collect();
    let mut secret = vec![];
    for edition in editions::of_all(cx.store, &known).await? {
        if public_since(cx.store, edition.id, cx.arrived_at)
            .await?
            .is_none()
        {
            secret.push(edition);
        }
    }
    let card = |line: &confidences::ConfidenceLine| {
        let told = &line.confidence;
        let edition = secret.iter().find(|edition| edition.id == told.edition)?;
        let sealed = match told.reading(account) {
            Reading::Gone => return None,
            Reading::Sealed | Reading::Open { more: true, .. } => true,
            Reading::Open { more: false, .. } | Reading::Withdrawn => false,
        };
        Some(OwnCard {
            id: told.id,
            number: line.number.clone(),
            edition: edition.clone(),
            sealed,
        })
    };
    Ok(lines.iter().filter_map(card).collect())
}

/// How far a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// To be opened.
    Sealed,
    /// Open.
    Open,
    /// Open, and more was told since.
    More,
    /// The reader knew, and it was taken back.
    Withdrawn,
    /// Everybody may know.
    Public,
}

/// A confidential message to one's team.
pub struct OwnMessage {
    /// Which.
    pub id: ConfidenceId,
    /// Where.
    pub edition: Edition,
    /// Of which entry.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// How far the reader is.
    pub stage: Stage,
    /// What it says, where the reader has opened it.
    pub content: Option<OwnContent>,
    /// Whether the viewer may open it.
    pub may_open: bool,
    /// Whether the viewer may answer.
    pub may_answer: bool,
}

/// What a confidential message says to a team.
pub struct OwnContent {
    /// How much.
    pub level: Level,
    /// The titles of the tiers, where it says which.
    pub tiers: Vec<Bilingual>,
    /// Whether it is still so.
    pub holds: bool,
    /// What the team answered.
    pub answer: Option<Answer>,
}

/// A confidential message to one's team.
#[crate::compiled_here]
pub async fn read_own_confidence(cx: &Context<'_>, id: Uuid) -> Result<OwnMessage> {
    let guarded = confidences::find(cx.store, id)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, told) = guarded.authorize::<ReadOwnConfidence>(cx.actor, cx.arrived_at)?;
    let edition = editions::of(cx.store, told.edition).await?;
    let (stage, telling) = stage(cx, &told, cx.actor.account()).await?;
    let content = match telling {
        Some(telling) => Some(content(cx, &told, telling).await?),
        None => None,
    };
    let (number, title) = confidences::entry_of(cx.store, told.id).await?;
    let now = cx.arrived_at;
    Ok(OwnMessage {
        id: told.id,
        number,
        title,
        may_open: matches!(stage, Stage::Sealed | Stage::More)
            && may::<OpenConfidence>(cx.actor, &told, now),
        may_answer: content.is_some() && may::<AnswerConfidence>(cx.actor, &told, now),
        stage,
        content,
        edition,
    })
}

/// How far a reader is, with the telling that is open to them.
async fn stage<'t>(
    cx: &Context<'_>,
    told: &'t Confidence,
    account: Option<domain::ids::AccountId>,
) -> Result<(Stage, Option<&'t Telling>)> {
    let reading = told.reading(account);
    if reading == Reading::Gone {
        return Err(Denied::Hidden.into());
    }
    if public_since(cx.store, told.edition, cx.arrived_at)
        .await?
        .is_some()
    {
        return Ok((Stage::Public, None));
    }
    Ok(match reading {
        Reading::Gone => return Err(Denied::Hidden.into()),
        Reading::Sealed => (Stage::Sealed, None),
        Reading::Open {
            telling,
            more: true,
        } => (Stage::More, Some(telling)),
        Reading::Open { telling, .. } => (Stage::Open, Some(telling)),
        Reading::Withdrawn => (Stage::Withdrawn, None),
    })
}

async fn content(cx: &Context<'_>, told: &Confidence, telling: &Telling) -> Result<OwnContent> {
    let Confidant::Entry { entry, .. } = told.whom else {
        return Err(Denied::Hidden.into());
    };
    let held = Held::in_edition(cx.store, told.edition).await?;
    let contest = entries::of(cx.store, entry).await?.contest;
    let exact = telling.level == Level::ExactTier;
    let tiers = telling.awards.iter().filter(|_| exact);
    let tiers = tiers.filter_map(|told| held.tier(contest, &told.tier));
    Ok(OwnContent {
        level: telling.level,
        tiers: tiers.map(|tier| tier.title.clone()).collect(),
        holds: still_holds(telling, &held.by(entry)),
        answer: told.state.answered(),
    })
}

/// What a personal link leads to.
pub struct PersonalMessage {
    /// Where.
    pub edition: Edition,
    /// How far the reader is.
    pub stage: Stage,
    /// What it says, where the reader has opened it.
    pub content: Option<PersonalContent>,
}

/// What somebody outside is told.
pub struct PersonalContent {
    /// How much.
    pub level: Level,
    /// The awards it is about; none where it is an invitation alone.
    pub awards: Vec<PersonalAward>,
}

/// An award of which somebody outside is told.
pub struct PersonalAward {
    /// The entry's number.
    pub number: String,
    /// Its name.
    pub title: Bilingual,
    /// Its team's name.
    pub team: Bilingual,
    /// Whom it is for, where that is not the entry.
    pub holder: Option<Bilingual>,
    /// The title of the tier, where it says which.
    pub tier: Option<Bilingual>,
}

/// What a personal link leads to, while it is good.
#[crate::compiled_here]
pub async fn read_personal_confidence(cx: &Context<'_>, token: &str) -> Result<PersonalMessage> {
    let hash = secret::token_hash(token);
    let guarded = confidences::find_by_link(cx.store, &hash, cx.arrived_at)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, told) = guarded.authorize::<ReadPersonalConfidence>(cx.actor, cx.arrived_at)?;
    let Confidant::Outsider(outsider) = &told.whom else {
        return Err(Denied::Hidden.into());
    };
    let edition = editions::of(cx.store, told.edition).await?;
    let (stage, telling) = stage(cx, &told, None).await?;
    let content = match telling {
        None => None,
        Some(telling) => {
            let held = Held::in_edition(cx.store, told.edition).await?;
            let level = telling.level;
            let awards = covered(&held, outsider, level);
            Some(PersonalContent { level, awards })
        }
    };
    Ok(PersonalMessage {
        edition,
        stage,
        content,
    })
}

fn covered(held: &Held, outsider: &Outsider, level: Level) -> Vec<PersonalAward> {
    if level == Level::Invited {
        return vec![];
    }
    let covers = outsider.covers.as_ref();
    let within = |number: &String| covers.is_none_or(|numbers| numbers.contains(number));
    let told = |line: &AwardLine| -> Vec<EntryName> {
        let entries = line.entries.iter();
        entries.filter(|one| within(&one.number)).cloned().collect()
    };
    // What is of no entry is told to those who are told of all.
    let about = |line: &&AwardLine| covers.is_none() || !told(line).is_empty();
    let lines = held.lines().iter().filter(about);
    if level == Level::SomeAward {
        return some_awards(lines.map(|line| (line, told(line))));
    }
    let award = |line: &AwardLine| {
        let (entries, tier) = (told(line), held.tier(line.contest, &line.award.tier));
        let numbers = entries.iter().map(|one| one.number.as_str());
        PersonalAward {
            number: numbers.collect::<Vec<_>>().join(", "),
            title: line.title.clone(),
            team: joined(entries.iter().map(|one| &one.team)),
            holder: line.award.holder.name().cloned(),
            tier: tier.map(|tier| tier.title.clone()),
        }
    };
    lines.map(award).collect()
}

/// That there is some award. Neither the order nor how often an entry is named says which, nor with what it was put
/// together.
fn some_awards<'l>(
    lines: impl Iterator<Item = (&'l AwardLine, Vec<EntryName>)>,
) -> Vec<PersonalAward> {
    let award = |number: &str, title: &Bilingual, team: &Bilingual| PersonalAward {
        number: number.to_owned(),
        title: title.clone(),
        team: team.clone(),
        holder: None,
        tier: None,
    };
    let mut awards = vec![];
    for (line, entries) in lines {
        if line.entries.is_empty() {
            awards.push(award("", &line.title, &Bilingual::default()));
        }
        awards.extend(
            entries
                .iter()
                .map(|one| award(&one.number, &one.title, &one.team)),
        );
    }
    let name = |award: &PersonalAward| {
        let Bilingual { zh, en } = award.title.clone();
        (award.number.clone(), en, zh)
    };
    awards.sort_by_key(name);
    awards.dedup_by_key(|award| name(award));
    awards
}

/// The names of several teams on one line.
fn joined<'n>(names: impl Iterator<Item = &'n Bilingual> + Clone) -> Bilingual {
    let zh: Vec<_> = names.clone().map(|name| name.zh.as_str()).collect();
    let en: Vec<_> = names.map(|name| name.en.as_str()).collect();
    Bilingual::new(zh.join("、"), en.join(", "))
}
