//! Tell somebody something before it is public: the teams of entries, or somebody outside.

use domain::{
    confidence::{
        Channel, Confidant, Confidence, ConfidenceRefusal, ConfidenceState, Level, Outsider,
        Telling, ToldAward, may_tell,
    },
    edition::{Edition, Problem},
    ids::ConfidenceId,
    people::Email,
    policy::{Allowed, Confide, Denied},
};
use persistence::{Work, audit, awards, confidences, editions, entries};
use serde_json::json;

use crate::{
    Context,
    confiding::{Held, must_be_secret, send_word},
    error::{OperationError, Result},
};

/// The most entries of one request.
const MOST_ENTRIES: usize = 200;
/// The longest remark, name or organization.
const LONGEST: usize = 1_000;

/// Who is to be told.
pub enum Whom {
    /// The teams of the entries with these numbers.
    Entries(Vec<String>),
    /// Somebody outside.
    Outsider(Outsider),
}

/// Tells them, all or nobody.
#[crate::compiled_here]
pub async fn confide(
    cx: &Context<'_>,
    edition: &str,
    whom: Whom,
    level: Level,
    remark: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<Confide>(cx.actor, cx.arrived_at)?;
    awards::lock(&work, edition.id).await?;
    must_be_secret(cx, &work, edition.id).await?;
    let remark = short("/remark", remark)?;
    let told = match whom {
        Whom::Entries(numbers) => teams(&work, &edition, &numbers, level).await?,
        Whom::Outsider(outsider) => vec![(outside(&work, &edition, outsider).await?, vec![])],
    };
    for (whom, held) in told {
        let telling = Telling {
            number: 1,
            level,
            channel: Channel::to(&whom),
            awards: held,
            remark: remark.clone(),
            by: cx.account()?,
            at: cx.arrived_at,
        };
        tell(cx, &work, &allowed, &edition, whom, telling).await?;
    }
    Ok(work.commit().await?)
}

/// A text that is not too long.
pub(crate) fn short(pointer: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        let problem = Problem::at(pointer, "reason_too_long").with("limit", LONGEST);
        return Err(OperationError::invalid("reason_too_long", vec![problem]));
    }
    Ok(text.to_owned())
}

async fn tell(
    cx: &Context<'_>,
    work: &Work,
    allowed: &Allowed<Confide>,
    edition: &Edition,
    whom: Confidant,
    telling: Telling,
) -> Result<()> {
    let id = ConfidenceId::mint(cx.ids, cx.arrived_at);
    let cause = format!("{} {id}", allowed.name());
    let link = send_word(cx, work, edition, &cause, &whom).await?;
    let detail = json!({
        "confidence": id, "level": telling.level.name(), "channel": telling.channel.name(),
    });
    let confidence = Confidence {
        id,
        revision: 1,
        edition: edition.id,
        whom,
        tellings: vec![telling],
        openings: vec![],
        state: ConfidenceState::Told,
    };
    confidences::add(work, allowed, &confidence, link.as_ref()).await?;
    audit::note(work, allowed, cx.ids, Some(edition.id), "editions", &detail).await?;
    Ok(())
}

type Told = (Confidant, Vec<ToldAward>);

/// The teams of entries that hold what they are told of, and are told nothing yet.
async fn teams(
    work: &Work,
    edition: &Edition,
    numbers: &[String],
    level: Level,
) -> Result<Vec<Told>> {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() || numbers.len() > MOST_ENTRIES {
        return Err(ConfidenceRefusal::Nobody.into());
    }
    let held = Held::in_edition(work, edition.id).await?;
    let known = confidences::of_edition(work, edition.id).await?;
    let mut all = vec![];
    for id in entries::ids_in(work, edition.id, &numbers).await? {
        let id = id.ok_or(Denied::Hidden)?;
        let (own, team) = (held.by(id), entries::of(work, id).await?.team);
        may_tell(level, &own)?;
        let told = |line: &confidences::ConfidenceLine| {
            let whom = &line.confidence.whom;
            let same = matches!(whom, Confidant::Entry { entry, .. } if *entry == id);
            same && !line.confidence.state.is_withdrawn()
        };
        if known.iter().any(told) {
            return Err(ConfidenceRefusal::ToldAlready.into());
        }
        all.push((Confidant::Entry { entry: id, team }, own));
    }
    Ok(all)
}

/// Somebody outside, with an address that can be one and entries that there are.
async fn outside(work: &Work, edition: &Edition, outsider: Outsider) -> Result<Confidant> {
    let mut outsider = outsider.checked()?;
    outsider.organization = short("/outsider/organization", &outsider.organization)?;
    outsider.name.zh = short("/outsider/name/zh", &outsider.name.zh)?;
    outsider.name.en = short("/outsider/name/en", &outsider.name.en)?;
    let written = outsider.email.filter(|email| !email.trim().is_empty());
    outsider.email = match written {
        None => None,
        Some(email) => {
            let problem = Problem::at("/outsider/email", "invalid_email");
            let email = Email::parse(&email)
                .ok_or_else(|| OperationError::invalid("invalid_email", vec![problem]))?;
            Some(email.as_str().to_owned())
        }
    };
    if let Some(numbers) = &outsider.covers {
        let known = entries::ids_in(work, edition.id, numbers).await?;
        if numbers.len() > MOST_ENTRIES || known.iter().any(Option::is_none) {
            return Err(Denied::Hidden.into());
        }
    }
    Ok(Confidant::Outsider(outsider))
}
