//! Ask for a sign-in mail. Known and unknown addresses get the same answer, and the same work.

use domain::{
    edition::Problem,
    ids::LoginCodeId,
    message::Message,
    people::Email,
    policy::{Deployment, Guarded, RequestLogin},
    text::Language,
};
use persistence::{
    accounts::{self, LoginCode},
    outbox,
};

use crate::{
    Context,
    error::{OperationError, RefusalKind, Result},
    secret,
};

/// How long digits and link are good for.
const GOOD_FOR_MINUTES: i64 = 15;
/// How many mails an address gets in that time.
const MOST_MAILS: u32 = 5;

/// Sends six digits and a link to an address.
#[crate::compiled_here]
pub async fn request_login(cx: &Context<'_>, email: &str, language: Language) -> Result<()> {
    let (allowed, _) =
        Guarded::seal(Deployment).authorize::<RequestLogin>(cx.actor, cx.arrived_at)?;
    let Some(email) = Email::parse(email) else {
        return Err(OperationError::invalid(
            "invalid_email",
            vec![Problem::at("/email", "invalid_email")],
        ));
    };
    let now = cx.clock.now();
    let work = cx.store.begin_write().await?;
    let recent = accounts::codes_since(&work, &email, now.plus_minutes(-GOOD_FOR_MINUTES)).await?;
    if recent >= MOST_MAILS {
        return Err(OperationError::refuse(
            RefusalKind::TooMany,
            "too_many_mails",
            vec![],
        ));
    }
    let (digits, token) = (cx.secrets.six_digits(), cx.secrets.token());
    let id = LoginCodeId::mint(cx.ids, now);
    let code = LoginCode {
        id,
        account: None,
        email: Some(email.clone()),
        language,
        code_hash: Some(secret::digits_hash(id, &digits)),
        token_hash: Some(secret::token_hash(&token)),
        attempts: 0,
        reusable: false,
        expires_at: now.plus_minutes(GOOD_FOR_MINUTES),
    };
    accounts::add_code(&work, &code, now).await?;
    let message = Message::SignIn {
        code: digits,
        token,
        expires_at: code.expires_at,
    };
    outbox::add(
        &work,
        cx.ids,
        now,
        allowed.name(),
        email.as_str(),
        language,
        &message,
    )
    .await?;
    Ok(work.commit().await?)
}
