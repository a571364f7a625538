//! The store under construction, and how people act in it at an instant of the past.

use domain::{
    ids::{AccountId, EditionId},
    people::{Email, Role},
    policy::Actor,
    text::Language,
    time::Timestamp,
};
use operations::{
    Context, Credential, create_entry, create_login,
    grant_role::{RoleGrant, grant_role_in},
    request_login,
};
use persistence::{Store, accounts, actors, outbox};

use super::{
    calendar::At,
    chance::{SeededIds, SeededSecrets},
    content::{DemoPeople, DemoPerson},
};

/// Messages that are settled in one unit of work.
const BATCH: u64 = 500;

/// The store under construction.
pub struct World<'a> {
    pub store: &'a Store,
    ids: SeededIds,
    secrets: SeededSecrets,
}

impl<'a> World<'a> {
    /// A world whose chance follows from a key.
    pub fn new(store: &'a Store, key: &str) -> Self {
        Self {
            store,
            ids: SeededIds::default(),
            secrets: SeededSecrets::of(key),
        }
    }

    /// The means to act as somebody at an instant.
    pub fn at<'c>(&'c self, actor: &'c Actor, clock: &'c At) -> Context<'c> {
        Context {
            store: self.store,
            clock,
            ids: &self.ids,
            secrets: &self.secrets,
            actor,
            arrived_at: clock.0,
        }
    }

    /// Gives a role, in one edition and some of its divisions where their keys are named.
    pub async fn grant(
        &self,
        person: &DemoPerson,
        role: Role,
        place: (Option<EditionId>, &[String]),
        at: Timestamp,
    ) -> anyhow::Result<AccountId> {
        let email = address(&person.email)?;
        let grant = RoleGrant {
            email: &email,
            name: &person.name,
            language: person.language,
            role,
            edition: place.0,
        };
        let anonymous = Actor::anonymous();
        Ok(grant_role_in(&self.at(&anonymous, &At(at)), &grant, place.1).await?)
    }

    /// Gives officers and auditor their roles in an edition.
    pub async fn grant_staff(
        &self,
        people: &DemoPeople,
        edition: EditionId,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        for (person, role) in [
            (&people.officer, Role::Officer),
            (&people.second_officer, Role::Officer),
            (&people.auditor, Role::Auditor),
        ] {
            self.grant(person, role, (Some(edition), &[]), at).await?;
        }
        Ok(())
    }

    /// Signs somebody in as they would: asks for a mail and follows its link.
    async fn sign_in(
        &self,
        email: &str,
        language: Language,
        at: Timestamp,
    ) -> anyhow::Result<AccountId> {
        let anonymous = Actor::anonymous();
        let clock = At(at);
        let cx = self.at(&anonymous, &clock);
        request_login(&cx, email, language).await?;
        Ok(create_login(&cx, &Credential::Token(self.secrets.last())).await?)
    }

    /// Somebody signs in and begins an entry: who that is then, and the entry's number.
    pub async fn begin_entry(
        &self,
        email: &str,
        language: Language,
        (edition, contest): (&str, &str),
        at: Timestamp,
    ) -> anyhow::Result<(Actor, String)> {
        let account = self.sign_in(email, language, at).await?;
        let actor = Actor::signed_in(account, vec![], vec![], vec![]);
        let number = create_entry(&self.at(&actor, &At(at)), edition, contest).await?;
        Ok((actors::load(self.store, account).await?, number))
    }

    /// Whoever has an address, with the rights of now.
    pub async fn actor(&self, email: &str) -> anyhow::Result<Actor> {
        let known = accounts::by_email(self.store, &address(email)?).await?;
        let account = known.ok_or_else(|| anyhow::anyhow!("{email} has no account"))?;
        Ok(actors::load(self.store, account.id).await?)
    }

    /// Counts waiting messages that `chosen` names as sent: a mail of the past tells nobody anything.
    pub async fn settle_mails(
        &self,
        now: Timestamp,
        chosen: impl Fn(&outbox::Outgoing) -> bool,
    ) -> anyhow::Result<()> {
        loop {
            let waiting = outbox::due(self.store, now, BATCH).await?;
            let old: Vec<_> = waiting.into_iter().filter(|one| chosen(one)).collect();
            if old.is_empty() {
                return Ok(());
            }
            outbox::all_sent(self.store, &old, now).await?;
        }
    }
}

fn address(email: &str) -> anyhow::Result<Email> {
    Email::parse(email).ok_or_else(|| anyhow::anyhow!("{email} is no address"))
}
