//! Who is who in a demonstration, and reusable sign-in links for them, for whoever tries it.

use std::collections::BTreeMap;

use domain::{
    ids::{AccountId, Secrets},
    people::Email,
    policy::Actor,
    time::Clock,
};
use operations::{Context, issue_login_link};
use persistence::{Store, accounts};
use serde::{Deserialize, Serialize};

use super::content::DemoPeople;
use crate::system::{SystemIds, SystemSecrets};

/// For how many days a link is good.
const DAYS: i64 = 30;

/// Roles in the order in which a visitor meets them.
const ORDER: [&str; 14] = [
    "organizer",
    "chair",
    "judge",
    "team",
    "finalist",
    "screener",
    "host",
    "other_host",
    "committee_chair",
    "voter",
    "applicant",
    "officer",
    "second_officer",
    "auditor",
];

/// Addresses by role.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cast(BTreeMap<String, String>);

impl Cast {
    /// Who runs every demonstration.
    pub fn of_staff(people: &DemoPeople) -> Self {
        let mut cast = Self::default();
        cast.put("organizer", &people.organizer.email);
        cast.put("officer", &people.officer.email);
        cast.put("second_officer", &people.second_officer.email);
        cast.put("auditor", &people.auditor.email);
        cast
    }

    /// Gives a role to an address.
    pub fn put(&mut self, role: &str, email: &str) {
        self.0.insert(role.to_owned(), email.to_owned());
    }
}

/// One link per role, as the file holds them.
#[derive(Debug, Serialize)]
pub struct DemoLogins {
    /// Where the server is.
    base_url: String,
    #[serde(flatten)]
    links: BTreeMap<String, String>,
}

impl DemoLogins {
    /// Makes fresh links for the people of a demonstration.
    pub async fn issue(
        store: &Store,
        cast: &Cast,
        base_url: &str,
        clock: &dyn Clock,
    ) -> anyhow::Result<Self> {
        let mut links = BTreeMap::new();
        for (role, email) in &cast.0 {
            links.insert(role.clone(), link(store, base_url, clock, email).await?);
        }
        Ok(Self {
            base_url: base_url.to_owned(),
            links,
        })
    }

    /// Roles and links in the order in which a visitor meets them.
    pub fn list(&self) -> impl Iterator<Item = (String, &str)> {
        ORDER.into_iter().filter_map(|role| {
            let link = self.links.get(role)?;
            Some((role.replace('_', " "), link.as_str()))
        })
    }
}

async fn link(
    store: &Store,
    base_url: &str,
    clock: &dyn Clock,
    email: &str,
) -> anyhow::Result<String> {
    let account = account(store, email).await?;
    let actor = Actor::anonymous();
    let secrets: &dyn Secrets = &SystemSecrets;
    let cx = Context {
        store,
        clock,
        ids: &SystemIds,
        secrets,
        actor: &actor,
        arrived_at: clock.now(),
    };
    let token = issue_login_link(&cx, account, DAYS, true).await?;
    Ok(format!("{base_url}/sign-in/{token}"))
}

async fn account(store: &Store, email: &str) -> anyhow::Result<AccountId> {
    let parsed = Email::parse(email).ok_or_else(|| anyhow::anyhow!("{email} is no address"))?;
    let known = accounts::by_email(store, &parsed).await?;
    Ok(known
        .ok_or_else(|| anyhow::anyhow!("{email} has no account"))?
        .id)
}
