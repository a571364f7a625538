//! Begin an entry for a team that was invited, was recommended, or asked the staff to. Whoever has the
//! address becomes its member, is told by mail, and goes on with it.

use domain::{
    edition::{Edition, Problem},
    entry::{EntryRefusal, EntrySource},
    ids::{AccountId, EntryId, TeamId},
    message::Message,
    people::Email,
    policy::{Denied, EnterOnBehalf},
    text::{Bilingual, Language},
};
use persistence::{Work, accounts, actors, audit, editions, entries, entries::NewEntry, outbox};
use serde_json::json;

use crate::{
    Context,
    create_entry::{MOST_TEAMS, draw_number},
    error::{OperationError, Result},
    grant_role::{account_for, end_what_was_begun},
};

/// For whom, into what.
pub struct OnBehalf<'a> {
    /// Key of the contest.
    pub contest: &'a str,
    /// How it comes in.
    pub source: EntrySource,
    /// The body that puts it forward: said of a recommended one, and of no other.
    pub recommended_by: Bilingual,
    /// The address, as it was typed.
    pub email: &'a str,
    /// The language of mails, when the account is new.
    pub language: Language,
}

/// Begins the entry and returns its number.
#[crate::compiled_here]
pub async fn enter_on_behalf(cx: &Context<'_>, slug: &str, new: &OnBehalf<'_>) -> Result<String> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, slug).await?.ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<EnterOnBehalf>(cx.actor, cx.arrived_at)?;
    let email = Email::parse(new.email).ok_or_else(|| {
        let problem = Problem::at("/email", "invalid_email");
        OperationError::invalid("invalid_email", vec![problem])
    })?;
    let recommended_by = recommender(&edition, new)?;
    if !takes_entries(cx, &edition) {
        let (call, arrived_at) = (edition.call, cx.arrived_at);
        return Err(EntryRefusal::CallClosed { call, arrived_at }.into());
    }
    let contests = editions::contests(&work, edition.id).await?;
    let contest = contests.iter().find(|known| known.key == new.contest);
    let contest = contest.ok_or(Denied::Hidden)?;
    let member = member(cx, &work, &email, new.language).await?;
    let number = draw_number(cx, &work, &edition).await?;
    let entry = NewEntry {
        id: EntryId::mint(cx.ids, cx.arrived_at),
        team: TeamId::mint(cx.ids, cx.arrived_at),
        contest: contest.id,
        number: &number,
        source: new.source,
        recommended_by: &recommended_by,
        member,
    };
    entries::create(&work, &allowed, entry).await?;
    let detail = json!({
        "number": number, "source": new.source.name(), "recommended_by": recommended_by,
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    let message = Message::EntryBegun {
        edition: edition.title,
        contest: contest.title.clone(),
        number: number.clone(),
        deadline: edition.call.deadline,
        zone: edition.zone,
    };
    let (cause, now) = (format!("{} {number}", allowed.name()), cx.clock.now());
    let (to, language) = (email.as_str(), new.language);
    outbox::add(&work, cx.ids, now, &cause, to, language, &message).await?;
    work.commit().await?;
    Ok(number)
}

/// The longest name of a body, in characters.
const LONGEST_NAME: usize = 200;

/// Who recommends it, in every language of the edition.
fn recommender(edition: &Edition, new: &OnBehalf<'_>) -> Result<Bilingual> {
    let (zh, en) = (&new.recommended_by.zh, &new.recommended_by.en);
    let name = Bilingual::new(zh.trim(), en.trim());
    let recommended = new.source == EntrySource::Recommended;
    let problems = Language::ALL.into_iter().filter_map(|language| {
        let said = name.get(language).chars().count();
        let wanted = recommended && edition.languages.contains(&language);
        let pointer = format!("/recommended_by/{}", language.code());
        if wanted && said == 0 {
            Some(Problem::at(pointer, "recommender_missing"))
        } else if !recommended && said > 0 {
            Some(Problem::at(pointer, "recommender_not_asked"))
        } else if said > LONGEST_NAME {
            let problem = Problem::at(pointer, "too_long").with("limit", LONGEST_NAME);
            Some(problem.with("actual", said))
        } else {
            None
        }
    });
    let problems: Vec<_> = problems.collect();
    if problems.is_empty() {
        Ok(name)
    } else {
        Err(OperationError::invalid("invalid_recommender", problems))
    }
}

/// Whether an entry can still be begun for somebody. Invitations go out before the call opens, and what
/// came in on paper is put in while it settles. From then on heats may open, and nobody may come into a
/// field that judges have begun to read.
pub(crate) fn takes_entries(cx: &Context<'_>, edition: &Edition) -> bool {
    cx.clock.now() < edition.call.settled_at()
}

/// The account with the address, which has room for another entry.
async fn member(
    cx: &Context<'_>,
    work: &Work,
    email: &Email,
    language: Language,
) -> Result<AccountId> {
    let account = account_for(cx, work, email, &Bilingual::default(), language).await?;
    if actors::load(work, account).await?.memberships().len() >= MOST_TEAMS {
        return Err(OperationError::conflict("too_many_entries"));
    }
    // Codes are printed for judges alone; whoever else is signed in stays so.
    if accounts::is_judge(work, account).await? {
        end_what_was_begun(cx, work, account).await?;
    }
    Ok(account)
}
