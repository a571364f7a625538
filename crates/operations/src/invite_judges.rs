//! Ask judges whether they will judge: a mail with a link that signs them in, good for two weeks.

use domain::{
    ids::{JudgeId, LoginCodeId},
    message::Message,
    people::Email,
    policy::{Denied, InviteJudges},
    text::Language,
};
use persistence::{
    accounts::{self, LoginCode},
    audit, editions,
    judges::{self, Invitee},
    outbox,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    secret,
};

/// How long the link is good for.
const GOOD_FOR_MINUTES: i64 = 14 * 24 * 60;

/// The most invitations of one request.
const MOST_INVITED: usize = 500;

/// Invites judges of an edition; returns how many mails were written. Left out are who has no address,
/// and gets a printed code, and who has accepted or has sheets, and so has nothing to answer. Who declined
/// may be asked again.
#[crate::compiled_here]
pub async fn invite_judges(cx: &Context<'_>, edition: &str, whom: &[JudgeId]) -> Result<usize> {
    let now = cx.clock.now();
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<InviteJudges>(cx.actor, cx.arrived_at)?;
    if whom.len() > MOST_INVITED {
        return Err(OperationError::conflict("too_many_judges"));
    }
    let invitees = judges::invitees(&work, &allowed, whom).await?;
    if invitees.len() != whom.len() {
        return Err(Denied::Hidden.into());
    }
    let cause = format!("{} {}", allowed.name(), edition.id);
    let mut invited = vec![];
    for Invitee {
        judge,
        account,
        email,
        language,
        settled,
    } in invitees
    {
        if settled {
            continue;
        }
        let Some(email) = email.as_deref().and_then(Email::parse) else {
            continue;
        };
        let language = Language::from_code(&language).unwrap_or(Language::Zh);
        let token = cx.secrets.token();
        let code = LoginCode {
            id: LoginCodeId::mint(cx.ids, now),
            account: Some(account),
            email: None,
            language,
            code_hash: None,
            token_hash: Some(secret::token_hash(&token)),
            attempts: 0,
            reusable: false,
            expires_at: now.plus_minutes(GOOD_FOR_MINUTES),
        };
        accounts::add_code(&work, &code, now).await?;
        let message = Message::JudgeInvited {
            edition: edition.title.clone(),
            token,
            expires_at: code.expires_at,
            zone: edition.zone.clone(),
        };
        outbox::add(
            &work,
            cx.ids,
            now,
            &cause,
            email.as_str(),
            language,
            &message,
        )
        .await?;
        invited.push(judge);
    }
    judges::mark_invited(&work, &allowed, &invited).await?;
    let detail = json!({ "judges": invited.len() });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    work.commit().await?;
    Ok(invited.len())
}
