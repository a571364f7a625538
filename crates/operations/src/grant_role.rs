//! Give somebody a role. The operator does it on the command line: it is what every other right rests
//! on. The account is made when the address is new.

use domain::{
    ids::{AccountId, DivisionId, EditionId},
    people::{Email, Role},
    text::{Bilingual, Language},
};
use persistence::{accounts, audit, logins};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// Whom to give what.
pub struct RoleGrant<'a> {
    /// The address.
    pub email: &'a Email,
    /// The name, when the account is new.
    pub name: &'a Bilingual,
    /// The language of mails, when the account is new.
    pub language: Language,
    /// The role.
    pub role: Role,
    /// Where; nothing means every edition.
    pub edition: Option<EditionId>,
    /// Which divisions of the edition; none named means all of it.
    pub divisions: &'a [DivisionId],
}

/// Gives a role and returns whose it is. Who holds the account signs in anew.
pub async fn grant_role(cx: &Context<'_>, grant: &RoleGrant<'_>) -> Result<AccountId> {
    let now = cx.clock.now();
    let work = cx.store.begin_write().await?;
    let known = accounts::by_email(&work, grant.email).await?;
    let account = if let Some(known) = known {
        known.id
    } else {
        let email = Some(grant.email);
        accounts::create(&work, cx.ids, now, grant.name, email, grant.language).await?
    };
    // Whoever got in with a code that somebody else had printed must not find the role there.
    accounts::void_codes(&work, account, now).await?;
    logins::end_all_of(&work, account).await?;
    let place = (grant.edition, grant.divisions);
    accounts::grant(&work, cx.ids, now, account, grant.role, place).await?;
    let detail = json!({ "role": grant.role.name(), "divisions": grant.divisions.len() });
    audit::note_operator(
        &work,
        cx.ids,
        now,
        "grant_role",
        grant.edition,
        account,
        &detail,
    )
    .await?;
    work.commit().await?;
    Ok(account)
}

/// Takes a role back from an address, now. Its holder is out with the next request.
pub async fn end_role(
    cx: &Context<'_>,
    email: &Email,
    role: Role,
    edition: Option<EditionId>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let known = accounts::by_email(&work, email).await?;
    let account = known
        .ok_or_else(|| OperationError::conflict("no_such_grant"))?
        .id;
    let ended = accounts::end_grants(&work, cx.clock.now(), account, role, edition).await?;
    if ended == 0 {
        return Err(OperationError::conflict("no_such_grant"));
    }
    let detail = json!({ "role": role.name() });
    let now = cx.clock.now();
    audit::note_operator(&work, cx.ids, now, "end_role", edition, account, &detail).await?;
    Ok(work.commit().await?)
}
