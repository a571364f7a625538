//! Make somebody screener, host or auditor of an edition. The account is made when the address is new.

use domain::{
    edition::Problem,
    ids::GrantId,
    people::{Email, Role},
    policy::{Denied, GiveGrant},
    text::{Bilingual, Language},
    time::Timestamp,
};
use persistence::{
    accounts, audit, editions,
    grants::{self, NewGrant},
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    grant_role::{account_for, end_what_was_begun, limits},
};

/// Whom to give what.
pub struct GrantWish<'a> {
    /// The address, as it was typed.
    pub email: &'a str,
    /// The name, when the account is new.
    pub name: &'a Bilingual,
    /// The language of mails, when the account is new.
    pub language: Language,
    /// One of [`Role::OF_ORGANIZERS`].
    pub role: Role,
    /// Keys of divisions, for hosts.
    pub divisions: &'a [String],
    /// Until just before this instant.
    pub until: Option<Timestamp>,
}

/// Gives the role, from now on. Who holds the account signs in anew.
#[crate::compiled_here]
pub async fn give_grant(cx: &Context<'_>, slug: &str, wish: &GrantWish<'_>) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, slug).await?.ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<GiveGrant>(cx.actor, cx.arrived_at)?;
    let known = editions::divisions(&work, edition.id).await?;
    let limited = limits(wish.role, wish.divisions, &known);
    let (email, limited) = match (check(wish, cx.arrived_at), limited) {
        (Ok(email), Ok(limited)) => (email, limited),
        (email, limited) => {
            let problems = [email.err(), limited.err()].into_iter().flatten().flatten();
            return Err(OperationError::invalid("invalid_grant", problems.collect()));
        }
    };
    if accounts::by_email(&work, &email).await?.is_none() && *wish.name == Bilingual::default() {
        let problem = Problem::at("/name", "name_missing");
        return Err(OperationError::invalid("invalid_grant", vec![problem]));
    }
    let account = account_for(cx, &work, &email, wish.name, wish.language).await?;
    let held = grants::of_edition(&work, edition.id, cx.arrived_at).await?;
    let covered = |line: &grants::GrantLine| {
        let divisions = wish.divisions.iter();
        let all = divisions.clone().all(|key| line.divisions.contains(key));
        line.account == account && line.role == wish.role && line.until.is_none() && all
    };
    if held.iter().any(covered) {
        return Err(OperationError::conflict("grant_exists"));
    }
    end_what_was_begun(cx, &work, account).await?;
    let new = NewGrant {
        id: GrantId::mint(cx.ids, cx.arrived_at),
        account,
        role: wish.role,
        edition: Some(edition.id),
        divisions: &limited,
        from: cx.arrived_at,
        until: wish.until,
    };
    grants::give(&work, &allowed, &new).await?;
    let until = wish.until.map(Timestamp::to_rfc3339);
    let detail = json!({
        "grant": new.id, "role": wish.role.name(), "divisions": wish.divisions, "until": until,
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    Ok(work.commit().await?)
}

/// The address, or what is wrong.
fn check(wish: &GrantWish<'_>, now: Timestamp) -> Result<Email, Vec<Problem>> {
    let mut problems = vec![];
    let email = Email::parse(wish.email);
    if email.is_none() {
        problems.push(Problem::at("/email", "invalid_email"));
    }
    if !Role::OF_ORGANIZERS.contains(&wish.role) {
        problems.push(Problem::at("/role", "role_of_operator"));
    }
    if wish.until.is_some_and(|until| until <= now) {
        problems.push(Problem::at("/until", "instant_passed"));
    }
    email.filter(|_| problems.is_empty()).ok_or(problems)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(email: &str, role: Role, until: Option<Timestamp>) -> Vec<String> {
        let wish = GrantWish {
            email,
            name: &Bilingual::default(),
            language: Language::Zh,
            role,
            divisions: &[],
            until,
        };
        let problems = check(&wish, Timestamp(10)).err().unwrap_or_default();
        problems.into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn an_organizer_names_neither_organizers_nor_officers_and_nobody_for_the_past() {
        let sound = "a@example.org";
        assert_eq!(
            wish(sound, Role::Auditor, Some(Timestamp(11))),
            Vec::<String>::new()
        );
        for role in [Role::Organizer, Role::Officer] {
            assert_eq!(wish(sound, role, None), ["role_of_operator"]);
        }
        let all = ["invalid_email", "role_of_operator", "instant_passed"];
        assert_eq!(wish("nobody", Role::Officer, Some(Timestamp(10))), all);
    }
}
