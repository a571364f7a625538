//! Builds the demonstration through the operations, each at its own instant of the shifted calendar.

use std::{collections::BTreeMap, sync::Mutex};

use bytes::Bytes;
use domain::{
    ids::{AccountId, Secrets},
    message::Message,
    people::{Email, Role},
    policy::Actor,
    text::{Bilingual, Language},
    time::Timestamp,
};
use futures::stream;
use operations::{
    Context, Credential, IncomingFile, create_entry, create_login,
    grant_role::{RoleGrant, grant_role},
    import_edition, import_judges, open_heat, queries, request_login, save_entry_draft,
    submit_entry, upload_attachment,
};
use persistence::{Store, actors, editions, outbox};

use super::{
    calendar::{At, shift},
    content::{self, DemoEntry, DemoPeople, DemoPerson},
    deck::{DeckContent, deck},
    judging,
};
use crate::system::{SystemIds, SystemSecrets};

/// The demonstration's edition.
pub const SLUG: &str = "demo";
/// Its one contest.
const CONTEST: &str = "open";
/// Its one heat.
pub const HEAT: &str = "final";

/// Builds the demonstration unless it is there. `progress` is told what is being done.
pub async fn seed(store: &Store, now: Timestamp, progress: &dyn Fn(&str)) -> anyhow::Result<()> {
    if editions::find(store, SLUG).await?.is_some() {
        return Ok(());
    }
    let world = World {
        store,
        secrets: Remembering::default(),
    };
    let people = content::people()?;
    let file = shift(content::EDITION, now).map_err(anyhow::Error::msg)?;
    let plan = domain::edition::file::parse(&file)
        .map_err(|problems| anyhow::anyhow!("the demonstration's edition file: {problems:?}"))?;
    let heat = plan
        .heats
        .first()
        .ok_or_else(|| anyhow::anyhow!("the edition has no heat"))?;

    progress("edition and people");
    let prepared = plan.call.opens_at.plus_minutes(-24 * 60);
    let organizer = world
        .grant(&people.organizer, Role::Organizer, prepared)
        .await?;
    let actor = actors::load(store, organizer).await?;
    let (_, edition) = import_edition(&world.at(&actor, &At(prepared)), &file).await?;
    world.staff(&people, edition, prepared).await?;

    let entries = content::entries()?;
    let window =
        (plan.call.deadline.0 - plan.call.opens_at.0) / (i64::try_from(entries.len())? + 1);
    for (place, entry) in (1..).zip(&entries) {
        progress(&format!("entry {place} of {}", entries.len()));
        let at = plan.call.opens_at.plus_millis(window * place);
        world.enter(entry, &plan.edition.title, at).await?;
    }

    progress("judging");
    let seated = plan.call.deadline.plus_minutes(24 * 60);
    let actor = actors::load(store, organizer).await?;
    import_judges(&world.at(&actor, &At(seated)), SLUG, content::JUDGES).await?;
    open_heat(&world.at(&actor, &At(heat.opens_at)), SLUG, HEAT).await?;
    judging::score_half(&world, heat, now, progress).await?;
    drop_used_codes(store, now).await
}

/// The codes that the teams signed in with are used up: mails with them would tell nobody anything.
async fn drop_used_codes(store: &Store, now: Timestamp) -> anyhow::Result<()> {
    for waiting in outbox::due(store, now, 1_000).await? {
        if matches!(waiting.message, Message::SignIn { .. }) {
            outbox::sent(store, &waiting, now).await?;
        }
    }
    Ok(())
}

/// The store under construction.
pub struct World<'a> {
    pub store: &'a Store,
    secrets: Remembering,
}

impl World<'_> {
    /// The means to act as somebody at an instant.
    pub fn at<'c>(&'c self, actor: &'c Actor, clock: &'c At) -> Context<'c> {
        Context {
            store: self.store,
            clock,
            ids: &SystemIds,
            secrets: &self.secrets,
            actor,
            arrived_at: clock.0,
        }
    }

    async fn grant(
        &self,
        person: &DemoPerson,
        role: Role,
        at: Timestamp,
    ) -> anyhow::Result<AccountId> {
        self.grant_in(person, role, None, at).await
    }

    async fn grant_in(
        &self,
        person: &DemoPerson,
        role: Role,
        edition: Option<domain::ids::EditionId>,
        at: Timestamp,
    ) -> anyhow::Result<AccountId> {
        let email = Email::parse(&person.email);
        let email = email.ok_or_else(|| anyhow::anyhow!("{} is no address", person.email))?;
        let language = person.language;
        let grant = RoleGrant {
            email: &email,
            name: &person.name,
            language,
            role,
            edition,
            divisions: &[],
        };
        let anonymous = Actor::anonymous();
        Ok(grant_role(&self.at(&anonymous, &At(at)), &grant).await?)
    }

    async fn staff(
        &self,
        people: &DemoPeople,
        edition: domain::ids::EditionId,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        for (person, role) in [
            (&people.officer, Role::Officer),
            (&people.second_officer, Role::Officer),
            (&people.auditor, Role::Auditor),
        ] {
            self.grant_in(person, role, Some(edition), at).await?;
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

    async fn enter(
        &self,
        entry: &DemoEntry,
        edition: &Bilingual,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let speaks_chinese = entry
            .answers
            .get("region")
            .is_some_and(|region| region.en == "cn");
        let language = if speaks_chinese {
            Language::Zh
        } else {
            Language::En
        };
        let account = self.sign_in(&entry.email, language, at).await?;
        let actor = actors::load(self.store, account).await?;
        let number = create_entry(&self.at(&actor, &At(at)), SLUG, CONTEST).await?;
        let actor = actors::load(self.store, account).await?;
        let patch: BTreeMap<_, _> = entry
            .answers
            .iter()
            .map(|(key, text)| {
                let texts = [
                    (Language::Zh, text.zh.clone()),
                    (Language::En, text.en.clone()),
                ];
                (key.clone(), BTreeMap::from(texts))
            })
            .collect();
        let saved = at.plus_minutes(40);
        save_entry_draft(&self.at(&actor, &At(saved)), &number, 1, &patch).await?;
        let uploaded = at.plus_minutes(55);
        let bytes = Bytes::from(Self::pitch_deck(entry, edition)?);
        let file = IncomingFile {
            slot: "deck",
            name: &format!("{}.pdf", entry.key),
            bytes: stream::iter([Ok::<_, std::convert::Infallible>(bytes)]),
        };
        upload_attachment(
            &self.at(&actor, &At(uploaded)),
            &number,
            file,
            |never| match never {},
        )
        .await?;
        let submitted = At(at.plus_minutes(60));
        let cx = self.at(&actor, &submitted);
        let revision = queries::team::read_own_entry(&cx, &number)
            .await?
            .entry
            .revision;
        Ok(submit_entry(&cx, &number, revision).await?)
    }

    fn pitch_deck(entry: &DemoEntry, edition: &Bilingual) -> anyhow::Result<Vec<u8>> {
        let answer = |key: &str| {
            let found = entry.answers.get(key);
            found.ok_or_else(|| anyhow::anyhow!("{} does not answer {key}", entry.key))
        };
        Ok(deck(&DeckContent {
            key: &entry.key,
            edition,
            title: answer("title")?,
            team: answer("team")?,
            summary: answer("summary")?,
            innovation: answer("innovation")?,
            usage: answer("use")?,
            notes: &entry.deck,
        }))
    }
}

/// The system's secrets, with the last token kept: the seed reads no mail.
#[derive(Default)]
struct Remembering {
    token: Mutex<String>,
}

impl Remembering {
    fn last(&self) -> String {
        self.token
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }
}

impl Secrets for Remembering {
    fn token(&self) -> String {
        let token = SystemSecrets.token();
        self.token
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone_from(&token);
        token
    }

    fn six_digits(&self) -> String {
        SystemSecrets.six_digits()
    }

    fn printed_code(&self) -> String {
        SystemSecrets.printed_code()
    }

    fn below(&self, bound: u32) -> u32 {
        SystemSecrets.below(bound)
    }
}
