//! `wuzhen grant`: what every other right rests on, so only the operator does it.

use clap::Args;
use domain::{
    ids::EditionId,
    people::{Email, Role},
    policy::Actor,
    text::{Bilingual, Language},
    time::Clock as _,
};
use operations::{
    Context,
    grant_role::{RoleGrant, end_role, grant_role_in},
    queries,
};
use persistence::editions;

use super::settings::Storage;
use crate::system::{SystemClock, SystemIds, SystemSecrets};

/// Gives a role to an address; the account is made when it is new.
#[derive(Args)]
pub struct Grant {
    #[command(flatten)]
    storage: Storage,
    /// organizer, officer, auditor, screener, host or approver
    #[arg(value_parser = role)]
    role: Role,
    /// The address.
    #[arg(value_parser = email)]
    email: Email,
    /// The edition's slug; without it the role holds for every edition.
    #[arg(long)]
    edition: Option<String>,
    /// The key of a division that a host runs; once for each of them.
    #[arg(
        long = "division",
        value_name = "KEY",
        requires = "edition",
        conflicts_with = "end"
    )]
    divisions: Vec<String>,
    /// The name in Chinese, when the account is new.
    #[arg(long, default_value = "")]
    name_zh: String,
    /// The name in Latin letters, when the account is new.
    #[arg(long, default_value = "")]
    name_en: String,
    /// Take the role back instead.
    #[arg(long)]
    end: bool,
    /// zh or en, when the account is new.
    #[arg(long, default_value = "zh", value_parser = language)]
    language: Language,
}

impl Grant {
    pub async fn run(self) -> anyhow::Result<()> {
        let store = self.storage.open().await?;
        let actor = Actor::anonymous();
        let cx = Context {
            store: &store,
            clock: &SystemClock,
            ids: &SystemIds,
            secrets: &SystemSecrets,
            actor: &actor,
            arrived_at: SystemClock.now(),
        };
        let edition = match &self.edition {
            None => None,
            Some(slug) => {
                let known = queries::public::read_public_edition(&cx, slug).await?;
                let known = known.ok_or_else(|| anyhow::anyhow!("there is no edition {slug}"))?;
                Some(known.edition.id)
            }
        };
        let place = self.edition.as_deref().unwrap_or("every edition");
        if self.end {
            end_role(&cx, &self.email, self.role, edition).await?;
            println!(
                "{} is no longer {} of {place}",
                self.email.as_str(),
                self.role.name()
            );
            return Ok(store.close().await?);
        }
        self.check_divisions(&cx, edition).await?;
        let name = Bilingual::new(self.name_zh, self.name_en);
        let grant = RoleGrant {
            email: &self.email,
            name: &name,
            language: self.language,
            role: self.role,
            edition,
        };
        grant_role_in(&cx, &grant, &self.divisions).await?;
        println!("{} is {} of {place}", self.email.as_str(), self.role.name());
        Ok(store.close().await?)
    }

    /// Says what is wrong with the divisions in words, before anything is stored.
    async fn check_divisions(
        &self,
        cx: &Context<'_>,
        edition: Option<EditionId>,
    ) -> anyhow::Result<()> {
        let is_host = self.role == Role::Host;
        anyhow::ensure!(
            is_host || self.divisions.is_empty(),
            "--division is for hosts; a {} works for the whole edition",
            self.role.name()
        );
        let Some(edition) = edition.filter(|_| is_host) else {
            anyhow::ensure!(
                !is_host,
                "a host runs divisions of one edition: give --edition too"
            );
            return Ok(());
        };
        let known = editions::divisions(cx.store, edition).await?;
        let known: Vec<_> = known.iter().map(|one| one.key.as_str()).collect();
        let unknown = |key: &&String| !known.contains(&key.as_str());
        if let Some(key) = self.divisions.iter().find(unknown) {
            anyhow::bail!("there is no division {key}; known are {}", known.join(", "));
        }
        anyhow::ensure!(
            !self.divisions.is_empty(),
            "a host needs --division, one or more of {}",
            known.join(", ")
        );
        Ok(())
    }
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_name(text)
        .ok_or_else(|| "known are organizer, officer, auditor, screener and host".to_owned())
}

pub(super) fn email(text: &str) -> Result<Email, String> {
    Email::parse(text).ok_or_else(|| "not an e-mail address".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    Language::from_code(text).ok_or_else(|| "known are zh and en".to_owned())
}
