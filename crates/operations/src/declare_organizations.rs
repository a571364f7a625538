//! A judge names the organizations that he or she is tied to: a former employer, a firm in which one
//! invested, a family business. What comes from them is not given to that judge. Nothing is answered about
//! which entries those are: who has entered is not for judges to find out.

use domain::{
    edition::Problem,
    policy::{DeclareOrganizations, Denied},
    text::organization_key,
};
use persistence::{audit, judges};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// The most organizations that one judge names.
const MOST_ORGANIZATIONS: usize = 50;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;

/// Declares the organizations of the asking judge in an edition, in place of those declared before.
#[crate::compiled_here]
pub async fn declare_organizations(
    cx: &Context<'_>,
    edition: &str,
    organizations: &[String],
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let account = cx.account()?;
    let guarded = judges::find_invitation(&work, edition, account)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, place) = guarded.authorize::<DeclareOrganizations>(cx.actor, cx.arrived_at)?;
    let names = names(organizations)?;
    judges::save_organizations(&work, &allowed, &names).await?;
    let detail = json!({ "organizations": names });
    let at = Some(place.edition);
    audit::note(&work, &allowed, cx.ids, at, "judges", &detail).await?;
    Ok(work.commit().await?)
}

/// The names without blanks around them; empty ones are left out.
fn names(typed: &[String]) -> Result<Vec<String>> {
    if typed.len() > MOST_ORGANIZATIONS {
        let problem = Problem::at("/organizations", "too_many_organizations");
        let problem = problem.with("limit", MOST_ORGANIZATIONS);
        return Err(OperationError::invalid(
            "too_many_organizations",
            vec![problem],
        ));
    }
    let mut names = vec![];
    let mut problems = vec![];
    for (index, name) in typed.iter().enumerate() {
        let name = name.trim();
        let pointer = format!("/organizations/{index}");
        if name.chars().count() > LONGEST_NAME {
            let actual = name.chars().count();
            let problem = Problem::at(pointer, "too_long").with("limit", LONGEST_NAME);
            problems.push(problem.with("actual", actual));
        } else if !name.is_empty() && organization_key(name).is_empty() {
            problems.push(Problem::at(pointer, "organization_without_name"));
        } else if !name.is_empty() {
            names.push(name.to_owned());
        }
    }
    if problems.is_empty() {
        Ok(names)
    } else {
        Err(OperationError::invalid("invalid_organizations", problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(names: &[&str]) -> Result<Vec<String>> {
        let typed: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        super::names(&typed)
    }

    #[test]
    fn blank_lines_are_left_out_and_names_are_trimmed() {
        assert_eq!(
            named(&["  Canal Works ", "", "闸门研究所"]).unwrap(),
            ["Canal Works", "闸门研究所"]
        );
    }

    #[test]
    fn what_could_match_nothing_is_refused_where_it_stands() {
        let Err(OperationError::Refused(refusal)) = named(&["Canal Works", "（——）"]) else {
            panic!("it was taken");
        };
        let wrong = &refusal.problems[0];
        let named = (wrong.pointer.as_str(), wrong.code.as_str());
        assert_eq!(named, ("/organizations/1", "organization_without_name"));
    }
}
