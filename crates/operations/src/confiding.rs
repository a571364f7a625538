//! What telling under embargo rests on: which awards an entry holds now, whether anything is secret still,
//! and the mails, which say that something waits and nothing of what.

use domain::{
    confidence::{Confidant, Confidence, ConfidenceRefusal, Outsider, ToldAward},
    edition::{Edition, Tier},
    ids::{ContestId, EditionId, EntryId, TeamId},
    message::Message,
    people::Email,
    policy::Denied,
    text::Language,
    time::Timestamp,
};
use persistence::{
    Source, Work, awards, awards::AwardLine, confidences, confidences::Link, editions,
    editions::Contest, entries, outbox, publications,
};
use uuid::Uuid;

use crate::{Context, error::Result, secret};

/// How long a personal link is good for.
const GOOD_FOR_MINUTES: i64 = 30 * 24 * 60;

/// The awards of an edition that somebody holds now.
pub(crate) struct Held {
    lines: Vec<AwardLine>,
    contests: Vec<Contest>,
}

impl Held {
    /// Of an edition.
    pub(crate) async fn in_edition(source: &impl Source, edition: EditionId) -> Result<Self> {
        let mut lines = awards::of_edition(source, edition).await?;
        lines.retain(|line| line.award.state.is_held());
        let contests = editions::contests(source, edition).await?;
        Ok(Self { lines, contests })
    }

    /// What an entry holds, or somebody for it.
    pub(crate) fn by(&self, entry: EntryId) -> Vec<ToldAward> {
        let own = self.lines.iter();
        let own = own.filter(|line| line.award.merit.entries().contains(&entry));
        own.map(|line| ToldAward {
            award: line.award.id,
            tier: line.award.tier.clone(),
        })
        .collect()
    }

    /// All of them, by contest, tier and number.
    pub(crate) fn lines(&self) -> &[AwardLine] {
        &self.lines
    }

    /// A rung of the ladder of a contest.
    pub(crate) fn tier(&self, contest: ContestId, key: &str) -> Option<&Tier> {
        let contest = self.contests.iter().find(|known| known.id == contest)?;
        contest.tiers.iter().find(|tier| tier.key == key)
    }
}

/// Since when the results of an edition are public, if they are.
pub(crate) async fn public_since(
    source: &impl Source,
    edition: EditionId,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let confirmed = publications::confirmed(source, edition).await?;
    let mut public = confirmed.iter().filter(|one| one.is_public(now));
    Ok(public
        .next()
        .map(domain::publication::Publication::public_from))
}

/// What everybody can read is no confidence.
pub(crate) async fn must_be_secret(
    cx: &Context<'_>,
    work: &Work,
    edition: EditionId,
) -> Result<()> {
    match public_since(work, edition, cx.arrived_at).await? {
        Some(_) => Err(ConfidenceRefusal::Public.into()),
        None => Ok(()),
    }
}

/// A confidence of an edition.
pub(crate) async fn told_in(
    source: &impl Source,
    edition: EditionId,
    confidence: Uuid,
) -> Result<Confidence> {
    let all = confidences::of_edition(source, edition).await?;
    let mut own = all.into_iter().map(|line| line.confidence);
    let own = own.find(|told| told.id.0 == confidence);
    Ok(own.ok_or(Denied::Hidden)?)
}

/// Mails all members of a team that something waits for them.
pub(crate) async fn write_to_team(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    cause: &str,
    team: TeamId,
) -> Result<()> {
    let message = Message::ConfidenceWaits {
        edition: edition.title.clone(),
    };
    for member in entries::members(work, team).await? {
        let Some(email) = member.email.as_deref().and_then(Email::parse) else {
            continue;
        };
        let language = Language::from_code(&member.language).unwrap_or(Language::Zh);
        let now = cx.clock.now();
        outbox::add(work, cx.ids, now, cause, email.as_str(), language, &message).await?;
    }
    Ok(())
}

/// A new personal link for an outsider with an address, and the mail with it.
pub(crate) async fn write_to_outsider(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    cause: &str,
    outsider: &Outsider,
) -> Result<Option<Link>> {
    let Some(email) = outsider.email.as_deref() else {
        return Ok(None);
    };
    let (now, token) = (cx.clock.now(), cx.secrets.token());
    let link = Link {
        hash: secret::token_hash(&token),
        ends_at: now.plus_minutes(GOOD_FOR_MINUTES),
    };
    let message = Message::ConfidenceLink {
        edition: edition.title.clone(),
        token,
        expires_at: link.ends_at,
        zone: edition.zone.clone(),
    };
    let language = if outsider.name.zh.trim().is_empty() {
        Language::En
    } else {
        Language::Zh
    };
    outbox::add(work, cx.ids, now, cause, email, language, &message).await?;
    Ok(Some(link))
}

/// Sends word to whoever is told, with a new link where one is needed.
pub(crate) async fn send_word(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    cause: &str,
    whom: &Confidant,
) -> Result<Option<Link>> {
    match whom {
        Confidant::Entry { team, .. } => {
            write_to_team(cx, work, edition, cause, *team).await?;
            Ok(None)
        }
        Confidant::Outsider(outsider) => {
            write_to_outsider(cx, work, edition, cause, outsider).await
        }
    }
}
