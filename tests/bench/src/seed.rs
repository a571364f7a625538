//! The seeded competition: made by the same operations that people use, each at its own instant, and left
//! with the heat open and all sheets handed in but the last of each judge.

use std::path::Path;

use acceptance::{CountedIds, CountedSecrets, PDF, StandingClock};
use anyhow::{Context as _, Result, bail};
use bytes::Bytes;
use domain::{
    message::Message,
    people::{Email, Role},
    policy::Actor,
    text::{Bilingual, Language},
    time::{Clock as _, Timestamp},
};
use futures::stream;
use operations::{
    Context, Credential, IncomingFile, create_entry, create_login,
    grant_role::{RoleGrant, grant_role},
    import_edition, import_judges, issue_login_link, open_heat, propose_assignments, queries,
    request_login, save_entry_draft, save_sheet_draft, submit_entry, submit_sheet,
    upload_attachment,
};
use persistence::{Store, accounts, actors, outbox};

use crate::contents::{answers, calling, judged, marks, panel};

/// The edition that is judged.
pub const EDITION: &str = "bench-2026";
/// Its heat.
pub const HEAT: &str = "reading";
/// The edition whose call is open, for uploads.
pub const CALL: &str = "bench-2027";
/// Who runs everything while it is seeded.
const ORGANIZER: &str = "seeder@example.org";
/// Minutes of a day.
pub const DAY: i64 = 24 * 60;

/// How much there is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Entries that are judged, five times each.
    pub entries: usize,
    /// Who judges them; the first is the chair.
    pub judges: usize,
    /// Teams with a draft in the open call.
    pub drafts: usize,
}

/// A store under construction.
pub struct Seeder {
    store: Store,
    clock: StandingClock,
    ids: CountedIds,
    secrets: CountedSecrets,
}

impl Seeder {
    /// Opens the database of a data folder, as the server will find it.
    pub async fn open(folder: &Path, now: Timestamp, label: &'static str) -> Result<Self> {
        let url = format!("sqlite:{}", folder.join("wuzhen.db").display());
        let store = Store::connect(&url, &folder.join("blobs")).await?;
        store.migrate().await?;
        Ok(Self {
            store,
            clock: StandingClock::at(now),
            ids: CountedIds::labelled(label),
            secrets: CountedSecrets::labelled(label),
        })
    }

    /// Folds the log into the database.
    pub async fn close(self) -> Result<()> {
        Ok(self.store.close().await?)
    }

    /// The means to act as somebody now.
    pub fn at<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        Context {
            store: &self.store,
            clock: &self.clock,
            ids: &self.ids,
            secrets: &self.secrets,
            actor,
            arrived_at: self.clock.now(),
        }
    }

    /// Whoever has an address, with the rights of now.
    pub async fn actor(&self, email: &str) -> Result<Actor> {
        let known = accounts::by_email(&self.store, &address(email)?).await?;
        let known = known.with_context(|| format!("{email} has no account"))?;
        Ok(actors::load(&self.store, known.id).await?)
    }

    /// Gives a role in every edition.
    pub async fn grant(&self, email: &str, role: Role) -> Result<()> {
        let (email, anonymous) = (address(email)?, Actor::anonymous());
        let name = Bilingual::new("某人", email.as_str());
        let grant = RoleGrant {
            email: &email,
            name: &name,
            language: Language::En,
            role,
            edition: None,
        };
        grant_role(&self.at(&anonymous), &grant).await?;
        Ok(())
    }

    /// The token of a sign-in link, good once, for a day.
    pub async fn link(&self, email: &str) -> Result<String> {
        let known = accounts::by_email(&self.store, &address(email)?).await?;
        let account = known.with_context(|| format!("{email} has no account"))?.id;
        let anonymous = Actor::anonymous();
        Ok(issue_login_link(&self.at(&anonymous), account, 1, false).await?)
    }

    /// Messages that wait are counted as sent: the server that is measured shall have none to deliver.
    pub async fn settle_mails(&self) -> Result<()> {
        loop {
            let now = self.clock.now();
            let waiting = outbox::due(&self.store, now, 1_000).await?;
            if waiting.is_empty() {
                return Ok(());
            }
            outbox::all_sent(&self.store, &waiting, now).await?;
        }
    }

    /// Everything.
    pub async fn seed(&self, size: Size) -> Result<()> {
        let now = self.clock.now();
        self.clock.put(now.plus_minutes(-30 * DAY));
        self.grant(ORGANIZER, Role::Organizer).await?;
        let organizer = self.actor(ORGANIZER).await?;
        for file in [judged(now), calling(now)] {
            import_edition(&self.at(&organizer), &file).await?;
        }
        for entry in 0..size.entries {
            let millis = 9 * DAY * 60_000 / i64::try_from(size.entries)?;
            let begun = now.plus_minutes(-20 * DAY);
            self.clock
                .put(begun.plus_millis(millis * i64::try_from(entry)?));
            let (actor, number) = self.draft(EDITION, entry).await?;
            // Begun, answered, file: three revisions.
            submit_entry(&self.at(&actor), &number, 3).await?;
        }
        self.clock.put(now.plus_minutes(-6 * DAY));
        import_judges(&self.at(&organizer), EDITION, &panel(size.judges)).await?;
        propose_assignments(&self.at(&organizer), EDITION, HEAT).await?;
        self.clock.put(now.plus_minutes(-5 * DAY));
        open_heat(&self.at(&organizer), EDITION, HEAT).await?;
        for judge in 0..size.judges {
            self.judge(judge).await?;
        }
        self.clock.put(now.plus_minutes(-DAY));
        self.settle_mails().await?;
        for entry in 0..size.drafts {
            self.draft(CALL, size.entries + entry).await?;
        }
        self.clock.put(now);
        self.settle_mails().await
    }

    /// A team signs in, begins an entry and fills it in.
    async fn draft(&self, edition: &str, index: usize) -> Result<(Actor, String)> {
        let email = team(index);
        let account = self.sign_in(&email).await?;
        let actor = Actor::signed_in(account, vec![], vec![], vec![]);
        let number = create_entry(&self.at(&actor), edition, "open").await?;
        let actor = self.actor(&email).await?;
        let cx = self.at(&actor);
        save_entry_draft(&cx, &number, 1, &answers(index).into()).await?;
        let file = [PDF, format!("% {index}\n").as_bytes()].concat();
        let file = IncomingFile {
            slot: "deck",
            name: "deck.pdf",
            bytes: stream::iter([Ok::<_, std::convert::Infallible>(Bytes::from(file))]),
        };
        upload_attachment(&cx, &number, file, |never| match never {}).await?;
        Ok((actor, number))
    }

    /// Somebody asks for a mail and follows its link.
    async fn sign_in(&self, email: &str) -> Result<domain::ids::AccountId> {
        let anonymous = Actor::anonymous();
        let cx = self.at(&anonymous);
        request_login(&cx, email, Language::En).await?;
        let now = self.clock.now();
        let mails = outbox::due(&self.store, now, 100).await?;
        let token = mails.iter().rev().find_map(|mail| match &mail.message {
            Message::SignIn { token, .. } => Some(token.clone()),
            _ => None,
        });
        let Some(token) = token else {
            bail!("no sign-in mail for {email}");
        };
        outbox::all_sent(&self.store, &mails, now).await?;
        Ok(create_login(&cx, &Credential::Token(token)).await?)
    }

    /// A judge hands in all sheets but the last, which is only begun.
    async fn judge(&self, index: usize) -> Result<()> {
        let actor = self.actor(&judge(index)).await?;
        let cx = self.at(&actor);
        let queue = queries::judge::read_judge_queue(&cx).await?;
        let heats = queue.heats.into_iter();
        let own: Vec<_> = heats.flat_map(|heat| heat.assignments).collect();
        for (place, sheet) in own.iter().enumerate() {
            save_sheet_draft(&cx, &sheet.alias, 1, &marks(index, place)).await?;
            if place + 1 < own.len() {
                submit_sheet(&cx, &sheet.alias, 2).await?;
            }
        }
        Ok(())
    }
}

/// The address of a judge.
pub fn judge(index: usize) -> String {
    format!("judge-{index}@example.org")
}

/// The address of a team; those with a draft come after those that are judged.
pub fn team(index: usize) -> String {
    format!("team-{index}@example.com")
}

fn address(email: &str) -> Result<Email> {
    Email::parse(email).with_context(|| format!("{email} is no address"))
}
