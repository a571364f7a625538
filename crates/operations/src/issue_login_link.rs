//! A link to sign in with, made by the operator: for a demonstration, or where no mail arrives. It has
//! no role in the application, so there is nothing to authorize: whoever runs it holds the database.

use domain::{
    ids::{AccountId, LoginCodeId},
    text::Language,
};
use persistence::accounts::{self, LoginCode};

use crate::{Context, error::Result, secret};

/// The token of a link for an account, good for so many days; reusable in demonstrations only.
#[crate::compiled_here]
pub async fn issue_login_link(
    cx: &Context<'_>,
    account: AccountId,
    days: i64,
    reusable: bool,
) -> Result<String> {
    let now = cx.clock.now();
    let token = cx.secrets.token();
    let code = LoginCode {
        id: LoginCodeId::mint(cx.ids, now),
        account: Some(account),
        email: None,
        language: Language::Zh,
        code_hash: None,
        token_hash: Some(secret::token_hash(&token)),
        attempts: 0,
        reusable,
        expires_at: now.plus_minutes(days * 24 * 60),
    };
    let work = cx.store.begin_write().await?;
    accounts::add_code(&work, &code, now).await?;
    work.commit().await?;
    Ok(token)
}
