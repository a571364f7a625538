//! Print a one-time code for a judge without mail. Whoever holds it signs in as the judge, so there is
//! none for an account that can do more than the organizer runs: an officer, a team, a judge elsewhere.

use domain::{
    ids::{JudgeId, LoginCodeId},
    policy::{Denied, IssuePrintedCode, runs_all_of},
    text::{Bilingual, Language},
    time::Timestamp,
};
use persistence::{
    accounts::{self, LoginCode},
    actors, audit, editions, judges,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    secret,
};

/// How long a printed code is good for.
const GOOD_FOR_MINUTES: i64 = 24 * 60;

/// A code for paper: shown once, stored as a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedCode {
    /// Four groups of four.
    pub code: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
    /// Whose it is.
    pub name: Bilingual,
}

/// Makes a code for a judge of an edition.
#[crate::compiled_here]
pub async fn issue_printed_code(
    cx: &Context<'_>,
    edition: &str,
    judge: JudgeId,
) -> Result<PrintedCode> {
    let now = cx.clock.now();
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<IssuePrintedCode>(cx.actor, cx.arrived_at)?;
    let account = judges::account(&work, edition.id, judge)
        .await?
        .ok_or(Denied::Hidden)?;
    let person = accounts::of(&work, account)
        .await?
        .ok_or(Denied::Hidden)?
        .person;
    let others = actors::load(&work, account).await?;
    if !runs_all_of(cx.actor, &others, cx.arrived_at) {
        return Err(OperationError::conflict("account_does_more"));
    }
    let code = cx.secrets.printed_code();
    let row = LoginCode {
        id: LoginCodeId::mint(cx.ids, now),
        account: Some(account),
        email: None,
        language: Language::Zh,
        code_hash: None,
        token_hash: Some(secret::token_hash(&secret::normal_code(&code))),
        attempts: 0,
        reusable: false,
        expires_at: now.plus_minutes(GOOD_FOR_MINUTES),
    };
    accounts::add_printed_code(&work, &allowed, &row).await?;
    let detail = json!({ "judge": judge.to_string() });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(edition.id),
        "editions",
        &detail,
    )
    .await?;
    work.commit().await?;
    Ok(PrintedCode {
        code,
        expires_at: row.expires_at,
        name: person.name,
    })
}
