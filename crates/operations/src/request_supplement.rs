//! Ask shortlisted teams for more: what the form of their contest keeps for later, until an instant. Asking
//! again moves the instant, which never comes nearer.

use std::collections::BTreeMap;

use domain::{
    edition::{AskedWhen, Edition, Problem},
    ids::HeatId,
    message::Message,
    policy::{Denied, ReadAdvancement, RequestSupplement, may},
    text::{Bilingual, Language},
    time::Timestamp,
};
use persistence::{
    Work, audit, editions, entries, heats, outbox,
    supplements::{self, Candidate},
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// The most entries of one request.
const MOST_ENTRIES: usize = 5_000;
/// The most entries that are named one by one.
const MOST_NAMED: usize = 500;
/// The longest remark, in characters.
const LONGEST_REMARK: usize = 2_000;

/// Whom, until when, and what to mind.
pub struct SupplementWish {
    /// Key of a heat: all that were sent or let into it.
    pub heat: Option<String>,
    /// Numbers of further entries.
    pub numbers: Vec<String>,
    /// The last instant at which it is taken.
    pub due_at: Timestamp,
    /// What to mind.
    pub remark: Bilingual,
}

/// Asks the teams; returns how many.
#[crate::compiled_here]
pub async fn request_supplement(
    cx: &Context<'_>,
    slug: &str,
    wish: &SupplementWish,
) -> Result<usize> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, slug).await?.ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<RequestSupplement>(cx.actor, cx.arrived_at)?;
    must_be_sound(cx, &edition, wish)?;
    if cx.arrived_at <= edition.call.settled_at() {
        return Err(OperationError::conflict("call_still_open"));
    }
    entries::hold_still(&work, edition.id).await?;
    let asked = asked(cx, &work, &edition, wish).await?;
    let (by, due_at) = (cx.account()?, wish.due_at);
    supplements::request(&work, &allowed, cx.ids, by, &asked, due_at, &wish.remark).await?;
    let numbers: Vec<_> = asked.iter().map(|one| one.number.as_str()).collect();
    let detail = json!({
        "heat": wish.heat, "numbers": numbers, "due_at": due_at.to_rfc3339(), "remark": wish.remark,
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    tell_teams(cx, &work, &edition, wish, &asked).await?;
    work.commit().await?;
    Ok(asked.len())
}

fn must_be_sound(cx: &Context<'_>, edition: &Edition, wish: &SupplementWish) -> Result<()> {
    let mut problems = vec![];
    if wish.due_at <= cx.clock.now() {
        problems.push(Problem::at("/due_at", "due_passed"));
    }
    if wish.numbers.len() > MOST_NAMED {
        problems.push(Problem::at("/numbers", "too_many_entries_named").with("limit", MOST_NAMED));
    }
    for language in Language::ALL {
        let said = wish.remark.get(language).trim().chars().count();
        let pointer = format!("/remark/{}", language.code());
        if said == 0 && edition.languages.contains(&language) {
            problems.push(Problem::at(pointer, "remark_missing"));
        } else if said > LONGEST_REMARK {
            let problem = Problem::at(pointer, "too_long").with("limit", LONGEST_REMARK);
            problems.push(problem.with("actual", said));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(OperationError::invalid(
            "invalid_supplement_request",
            problems,
        ))
    }
}

/// Whom it goes to. Whoever was named has to be there; of a heat it is those whose contest asks for more.
async fn asked(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    wish: &SupplementWish,
) -> Result<Vec<Candidate>> {
    let heat = heat(cx, work, edition, wish.heat.as_deref()).await?;
    let most = u32::try_from(MOST_ENTRIES + 1).unwrap_or(u32::MAX);
    let (id, numbers) = (edition.id, &wish.numbers);
    let found = supplements::candidates(work, id, heat, numbers, most).await?;
    if found.len() > MOST_ENTRIES {
        return Err(OperationError::conflict("heat_too_large"));
    }
    let contests = editions::contests(work, edition.id).await?;
    let asks = |one: &Candidate| {
        let mut contests = contests.iter();
        let contest = contests.find(|known| known.id == one.contest);
        contest.is_some_and(|contest| contest.form.asks(AskedWhen::Supplement))
    };
    let mut problems = vec![];
    for (index, number) in wish.numbers.iter().enumerate() {
        let code = match found.iter().find(|one| one.number == *number) {
            None => "no_such_entry",
            Some(one) if !one.submitted => "entry_not_submitted",
            Some(one) if one.rejected => "entry_rejected",
            Some(one) if !asks(one) => "nothing_asked_later",
            Some(_) => continue,
        };
        let problem = Problem::at(format!("/numbers/{index}"), code);
        problems.push(problem.with("number", number.as_str()));
    }
    let mut asked = found;
    asked.retain(|one| one.submitted && !one.rejected && asks(one));
    let latest = asked.iter().filter_map(|one| one.due_at).max();
    if let Some(before) = latest.filter(|before| wish.due_at < *before) {
        let problem = Problem::at("/due_at", "due_earlier");
        problems.push(problem.with("before", before.to_rfc3339()));
    }
    if !problems.is_empty() {
        return Err(OperationError::invalid(
            "invalid_supplement_request",
            problems,
        ));
    }
    if asked.is_empty() {
        return Err(OperationError::conflict("nobody_to_ask"));
    }
    Ok(asked)
}

/// A heat, for whoever may know who was sent into it: the answer tells.
async fn heat(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    key: Option<&str>,
) -> Result<Option<HeatId>> {
    let Some(key) = key else {
        return Ok(None);
    };
    let heats = heats::of_edition(work, edition.id).await?;
    let heat = heats.iter().find(|known| known.key == key);
    let heat = heat.ok_or_else(|| {
        let problem = Problem::at("/heat", "unknown_key").with("key", key);
        OperationError::invalid("invalid_supplement_request", vec![problem])
    })?;
    if !may::<ReadAdvancement>(cx.actor, heat, cx.arrived_at) {
        return Err(Denied::Forbidden.into());
    }
    Ok(Some(heat.id))
}

/// A mail to every member with an address.
async fn tell_teams(
    cx: &Context<'_>,
    work: &Work,
    edition: &Edition,
    wish: &SupplementWish,
    asked: &[Candidate],
) -> Result<()> {
    let titles: BTreeMap<&str, &Bilingual> = asked
        .iter()
        .map(|one| (one.number.as_str(), &one.title))
        .collect();
    for to in supplements::addressees(work, asked).await? {
        let title = titles.get(to.number.as_str()).copied();
        let message = Message::SupplementRequested {
            edition: edition.title.clone(),
            title: title.cloned().unwrap_or_default(),
            remark: wish.remark.clone(),
            due_at: wish.due_at,
            zone: edition.zone.clone(),
            number: to.number.clone(),
        };
        let language = Language::from_code(&to.language).unwrap_or(Language::Zh);
        let (cause, now) = (format!("request_supplement {}", to.number), cx.clock.now());
        outbox::add(work, cx.ids, now, &cause, &to.email, language, &message).await?;
    }
    Ok(())
}
