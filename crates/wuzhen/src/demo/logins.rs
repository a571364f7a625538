//! Reusable sign-in links, one per role, for whoever tries the demonstration.

use domain::{
    ids::{AccountId, Secrets},
    people::Email,
    policy::Actor,
    time::Clock,
};
use operations::{Context, issue_login_link};
use persistence::{Store, accounts};
use serde::Serialize;

use super::content;
use crate::system::{SystemIds, SystemSecrets};

/// For how many days a link is good.
const DAYS: i64 = 30;

/// One link per role.
#[derive(Debug, Serialize)]
pub struct DemoLogins {
    /// Where the server is.
    pub base_url: String,
    /// Runs the edition.
    pub organizer: String,
    /// Proposes publications.
    pub officer: String,
    /// Confirms them.
    pub second_officer: String,
    /// Leads the panel.
    pub chair: String,
    /// Scores.
    pub judge: String,
    /// Submitted an entry.
    pub team: String,
    /// Reads the record.
    pub auditor: String,
}

impl DemoLogins {
    /// Makes fresh links for the people of a seeded demonstration.
    pub async fn issue(store: &Store, base_url: &str, clock: &dyn Clock) -> anyhow::Result<Self> {
        let people = content::people()?;
        let team = content::entries()?.into_iter().next();
        let team = team
            .ok_or_else(|| anyhow::anyhow!("the demonstration has no entries"))?
            .email;
        let judge = judge_email(&people.chair.email)?;
        let link = async |email: &str| link(store, base_url, clock, email).await;
        Ok(Self {
            base_url: base_url.to_owned(),
            organizer: link(&people.organizer.email).await?,
            officer: link(&people.officer.email).await?,
            second_officer: link(&people.second_officer.email).await?,
            chair: link(&people.chair.email).await?,
            judge: link(&judge).await?,
            team: link(&team).await?,
            auditor: link(&people.auditor.email).await?,
        })
    }

    /// Roles and links in the order in which a visitor meets them.
    pub fn list(&self) -> [(&'static str, &str); 7] {
        [
            ("organizer", &self.organizer),
            ("chair", &self.chair),
            ("judge", &self.judge),
            ("team", &self.team),
            ("officer", &self.officer),
            ("second officer", &self.second_officer),
            ("auditor", &self.auditor),
        ]
    }
}

/// The first judge of the panel who does not lead it.
fn judge_email(chair: &str) -> anyhow::Result<String> {
    let emails = content::JUDGES
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').nth(3));
    let judge = emails.map(str::trim).find(|email| *email != chair);
    Ok(judge
        .ok_or_else(|| anyhow::anyhow!("the demonstration has no judges"))?
        .to_owned())
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
