//! Give somebody a role. The operator does it on the command line: it is what every other right rests
//! on. The account is made when the address is new.

use domain::{
    edition::Problem,
    ids::{AccountId, DivisionId, EditionId, GrantId},
    people::{Email, Role},
    text::{Bilingual, Language},
};
use persistence::{
    Work, accounts, audit,
    editions::{self, Division},
    grants::NewGrant,
    logins,
};
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
}

/// Gives a role and returns whose it is. Who holds the account signs in anew.
#[crate::compiled_here]
pub async fn grant_role(cx: &Context<'_>, grant: &RoleGrant<'_>) -> Result<AccountId> {
    grant_role_in(cx, grant, &[]).await
}

/// Gives a role in some divisions of an edition, named by their keys, and returns whose it is. Hosts have
/// divisions, others have none.
#[crate::compiled_here]
pub async fn grant_role_in(
    cx: &Context<'_>,
    grant: &RoleGrant<'_>,
    divisions: &[String],
) -> Result<AccountId> {
    let now = cx.clock.now();
    let work = cx.store.begin_write().await?;
    let known = match grant.edition {
        Some(edition) => editions::divisions(&work, edition).await?,
        None => vec![],
    };
    let limited = limits(grant.role, divisions, &known)
        .map_err(|problems| OperationError::invalid("invalid_grant", problems))?;
    let account = account_for(cx, &work, grant.email, grant.name, grant.language).await?;
    end_what_was_begun(cx, &work, account).await?;
    let new = NewGrant {
        id: GrantId::mint(cx.ids, now),
        account,
        role: grant.role,
        edition: grant.edition,
        divisions: &limited,
        from: now,
        until: None,
    };
    accounts::grant(&work, &new).await?;
    let detail = json!({ "role": grant.role.name(), "divisions": divisions });
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

/// The divisions that a role is limited to, by their keys.
pub(crate) fn limits(
    role: Role,
    keys: &[String],
    known: &[Division],
) -> Result<Vec<DivisionId>, Vec<Problem>> {
    match (role, keys) {
        (Role::Host, []) => return Err(vec![Problem::at("/divisions", "divisions_missing")]),
        (Role::Host, _) | (_, []) => {}
        _ => return Err(vec![Problem::at("/divisions", "divisions_not_asked")]),
    }
    let (mut found, mut problems) = (vec![], vec![]);
    for (place, key) in keys.iter().enumerate() {
        match known.iter().find(|division| division.key == *key) {
            Some(division) if found.contains(&division.id) => {}
            Some(division) => found.push(division.id),
            None => {
                let pointer = format!("/divisions/{place}");
                problems.push(Problem::at(pointer, "unknown_key").with("key", key.as_str()));
            }
        }
    }
    if problems.is_empty() {
        Ok(found)
    } else {
        Err(problems)
    }
}

/// The account with an address; made when the address is new.
pub(crate) async fn account_for(
    cx: &Context<'_>,
    work: &Work,
    email: &Email,
    name: &Bilingual,
    language: Language,
) -> Result<AccountId> {
    if let Some(known) = accounts::by_email(work, email).await? {
        return Ok(known.id);
    }
    let now = cx.clock.now();
    Ok(accounts::create(work, cx.ids, now, name, Some(email), language).await?)
}

/// Whoever got in with a code that somebody else had printed must not find there what is given now.
pub(crate) async fn end_what_was_begun(
    cx: &Context<'_>,
    work: &Work,
    account: AccountId,
) -> Result<()> {
    accounts::void_codes(work, account, cx.clock.now()).await?;
    Ok(logins::end_all_of(work, account).await?)
}

/// Takes a role back from an address, now. Its holder is out with the next request.
#[crate::compiled_here]
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
