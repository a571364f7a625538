//! Sign in with six digits, a link or a printed code. The account is made at the first sign-in with an
//! address.

use domain::{
    ids::AccountId,
    people::Email,
    policy::{CreateLogin, Deployment, Guarded},
    text::Bilingual,
};
use persistence::{
    Work,
    accounts::{self, LoginCode},
};

use crate::{
    Context,
    error::{OperationError, RefusalKind, Result},
    secret,
};

/// Wrong digits that a code allows.
const MOST_TRIES: u32 = 5;

/// What somebody shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// Six digits from a mail.
    Digits {
        /// To which address it went.
        email: String,
        /// The digits.
        code: String,
    },
    /// The token of a link.
    Token(String),
    /// The token of a link that can be used again, as demonstrations have them. Since opening it uses
    /// nothing up, a plain GET may.
    Reusable(String),
    /// A code on paper.
    Printed(String),
}

/// The account behind a credential, which is used up.
#[crate::compiled_here]
pub async fn create_login(cx: &Context<'_>, credential: &Credential) -> Result<AccountId> {
    match sign_in(cx, credential).await {
        // Two first sign-ins with one address at once: the later one finds the account of the earlier.
        Err(OperationError::Stale) => sign_in(cx, credential).await,
        other => other,
    }
}

async fn sign_in(cx: &Context<'_>, credential: &Credential) -> Result<AccountId> {
    let (_allowed, _) =
        Guarded::seal(Deployment).authorize::<CreateLogin>(cx.actor, cx.arrived_at)?;
    let now = cx.clock.now();
    let work = cx.store.begin_write().await?;
    let code = match find(&work, credential).await? {
        Found::Good(code) => code,
        Found::WrongDigits => {
            // The try was counted.
            work.commit().await?;
            return Err(unproven());
        }
        Found::Nothing => return Err(unproven()),
    };
    if code.expires_at <= now {
        return Err(OperationError::refuse(
            RefusalKind::Unproven,
            "code_expired",
            vec![],
        ));
    }
    if !accounts::use_code(&work, &code, now).await? {
        return Err(unproven());
    }
    let account = account(cx, &work, &code).await?;
    accounts::note_login(&work, account, code.email.is_some(), now).await?;
    work.commit().await?;
    Ok(account)
}

enum Found {
    Good(LoginCode),
    WrongDigits,
    Nothing,
}

/// One answer for all that is wrong, so that nothing can be learned by trying.
fn unproven() -> OperationError {
    OperationError::refuse(RefusalKind::Unproven, "code_wrong", vec![])
}

async fn find(work: &Work, credential: &Credential) -> Result<Found> {
    let by_hash = match credential {
        Credential::Digits { email, code } => {
            let Some(email) = Email::parse(email) else {
                return Ok(Found::Nothing);
            };
            let Some(found) = accounts::latest_code(work, &email).await? else {
                return Ok(Found::Nothing);
            };
            if !accounts::count_attempt(work, found.id, MOST_TRIES).await? {
                return Err(OperationError::refuse(
                    RefusalKind::TooMany,
                    "too_many_tries",
                    vec![],
                ));
            }
            let digits: String = code.chars().filter(char::is_ascii_digit).collect();
            let right =
                found.code_hash.as_deref() == Some(&*secret::digits_hash(found.id, &digits));
            return Ok(if right {
                Found::Good(found)
            } else {
                Found::WrongDigits
            });
        }
        Credential::Token(token) | Credential::Reusable(token) => secret::token_hash(token),
        Credential::Printed(code) => secret::token_hash(&secret::normal_code(code)),
    };
    let found = accounts::code_by_token(work, &by_hash).await?;
    let must_be_reusable = matches!(credential, Credential::Reusable(_));
    let found = found.filter(|code| code.reusable || !must_be_reusable);
    Ok(found.map_or(Found::Nothing, Found::Good))
}

async fn account(cx: &Context<'_>, work: &Work, code: &LoginCode) -> Result<AccountId> {
    if let Some(account) = code.account {
        return Ok(account);
    }
    let Some(email) = &code.email else {
        return Err(unproven());
    };
    if let Some(known) = accounts::by_email(work, email).await? {
        return Ok(known.id);
    }
    let nameless = Bilingual::default();
    let now = cx.clock.now();
    Ok(accounts::create(work, cx.ids, now, &nameless, Some(email), code.language).await?)
}
