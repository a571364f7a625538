//! `wuzhen grant`: what every other right rests on, so only the operator does it.

use clap::Args;
use domain::{
    ids::{DivisionId, EditionId},
    people::{Email, Role},
    policy::Actor,
    text::{Bilingual, Language},
    time::Clock as _,
};
use operations::{
    Context,
    grant_role::{RoleGrant, end_role, grant_role},
    queries,
};
use persistence::{Store, editions};

use super::settings::Storage;
use crate::system::{SystemClock, SystemIds, SystemSecrets};

/// Gives a role to an address; the account is made when it is new.
#[derive(Args)]
pub struct Grant {
    #[command(flatten)]
    storage: Storage,
    /// organizer, officer, auditor, screener or host
    #[arg(value_parser = role)]
    role: Role,
    /// The address.
    #[arg(value_parser = email)]
    email: Email,
    /// The edition's slug; without it the role holds for every edition.
    #[arg(long)]
    edition: Option<String>,
    /// The key of a division that the role is for; can be given more than once. A host without one runs them all.
    #[arg(long, requires = "edition", conflicts_with = "end")]
    division: Vec<String>,
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
        let divisions = divisions(&store, edition, &self.division).await?;
        let name = Bilingual::new(self.name_zh, self.name_en);
        let grant = RoleGrant {
            email: &self.email,
            name: &name,
            language: self.language,
            role: self.role,
            edition,
            divisions: &divisions,
        };
        grant_role(&cx, &grant).await?;
        println!("{} is {} of {place}", self.email.as_str(), self.role.name());
        Ok(store.close().await?)
    }
}

/// The divisions of an edition with these keys.
async fn divisions(
    store: &Store,
    edition: Option<EditionId>,
    keys: &[String],
) -> anyhow::Result<Vec<DivisionId>> {
    let Some(edition) = edition.filter(|_| !keys.is_empty()) else {
        return Ok(vec![]);
    };
    let known = editions::divisions(store, edition).await?;
    let id = |key: &String| {
        let found = known.iter().find(|division| division.key == *key);
        found
            .map(|division| division.id)
            .ok_or_else(|| anyhow::anyhow!("the edition has no division {key}"))
    };
    keys.iter().map(id).collect()
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
