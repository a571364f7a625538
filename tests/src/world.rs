//! A server with everything around it.

use std::sync::Arc;

use domain::{
    message::Message,
    people::{Email, Role},
    policy::Actor,
    text::{Bilingual, Language},
    time::{Clock as _, Timestamp},
};
use operations::{
    Context,
    grant_role::{RoleGrant, end_role, grant_role},
    issue_login_link, queries,
};
use persistence::{Store, accounts, outbox};
use serde_json::json;
use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle};

use crate::{
    chance::{CountedIds, CountedSecrets},
    client::Client,
    clock::StandingClock,
    engine::{Database, Engine},
};

/// Where every test server says it is, whatever port it listens on.
pub const PUBLIC_URL: &str = "http://localhost:4000";

/// A running server, its database and its clock.
pub struct World {
    /// What time it is there.
    pub clock: Arc<StandingClock>,
    /// The database.
    pub database: Database,
    /// The store that the server works on, for the outbox and the operator's commands.
    pub store: Store,
    address: String,
    ids: Arc<CountedIds>,
    secrets: Arc<CountedSecrets>,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl World {
    /// An empty, migrated world.
    pub async fn fresh(engine: Engine, now: Timestamp) -> Self {
        let database = Database::fresh(engine).await;
        let world = Self::start(database, now, "first").await;
        world.store.migrate().await.unwrap();
        world
    }

    /// Starts a server on a database. A second run on the same database needs its own label.
    pub async fn start(database: Database, now: Timestamp, label: &'static str) -> Self {
        let store = Store::connect(database.url(), &database.blobs())
            .await
            .unwrap();
        let clock = Arc::new(StandingClock::at(now));
        let ids = Arc::new(CountedIds::labelled(label));
        let secrets = Arc::new(CountedSecrets::labelled(label));
        let mut config = web::Config::for_url(PUBLIC_URL).unwrap();
        config.reveal_decisions = true;
        config.rate_limits = false;
        config.request_log = false;
        let patience = config.patience;
        let app = web::App::new(
            store.clone(),
            clock.clone(),
            ids.clone(),
            secrets.clone(),
            config,
        )
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async move {
            let _ = stopped.await;
        };
        let task = tokio::spawn(web::serve(
            listener,
            web::router(app),
            clock.clone(),
            patience,
            stopped,
        ));
        Self {
            clock,
            database,
            store,
            address,
            ids,
            secrets,
            stop: Some(stop),
            task,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Somebody unknown.
    pub fn stranger(&self) -> Client {
        Client::stranger(&self.address)
    }

    /// Somebody who signs in by mail.
    pub async fn person(&self, email: &str) -> Client {
        let mut client = self.stranger();
        let asked = json!({ "email": email, "language": "en" });
        client.post("/api/logins/request", &asked).await.expect(202);
        let token = self.mailed_token(email).await;
        client.sign_in(&json!({ "token": token })).await.expect(200);
        client
    }

    /// The token of the last sign-in mail to an address.
    pub async fn mailed_token(&self, email: &str) -> String {
        self.mailed(email)
            .await
            .into_iter()
            .rev()
            .find_map(|message| match message {
                Message::SignIn { token, .. } => Some(token),
                _ => None,
            })
            .expect("a sign-in mail waits")
    }

    /// The messages that wait for an address, oldest first.
    pub async fn mailed(&self, email: &str) -> Vec<Message> {
        let due = outbox::due(&self.store, self.clock.now(), 10_000)
            .await
            .unwrap();
        let own = due.into_iter().filter(|message| message.recipient == email);
        own.map(|message| message.message).collect()
    }

    /// The token of a sign-in link that the operator makes for an account.
    pub async fn operator_link(&self, email: &str, reusable: bool) -> String {
        let email = Email::parse(email).unwrap();
        let account = accounts::by_email(&self.store, &email)
            .await
            .unwrap()
            .unwrap();
        let actor = Actor::anonymous();
        issue_login_link(&self.context(&actor), account.id, 1, reusable)
            .await
            .unwrap()
    }

    fn context<'a>(&'a self, actor: &'a Actor) -> Context<'a> {
        Context {
            store: &self.store,
            clock: &*self.clock,
            ids: &*self.ids,
            secrets: &*self.secrets,
            actor,
            arrived_at: self.clock.now(),
        }
    }

    /// Gives a role as the operator does; without an edition it holds everywhere.
    pub async fn grant(&self, email: &str, role: Role, edition: Option<&str>) {
        let actor = Actor::anonymous();
        let cx = self.context(&actor);
        let edition = match edition {
            None => None,
            Some(slug) => {
                let known = queries::public::read_public_edition(&cx, slug)
                    .await
                    .unwrap();
                Some(known.expect("the edition is there").edition.id)
            }
        };
        let email = Email::parse(email).unwrap();
        let name = Bilingual::new("某人", email.as_str());
        let grant = RoleGrant {
            email: &email,
            name: &name,
            language: Language::En,
            role,
            edition,
            divisions: &[],
        };
        grant_role(&cx, &grant).await.unwrap();
    }

    /// Takes a role back as the operator does.
    pub async fn end_grant(&self, email: &str, role: Role, edition: Option<&str>) {
        let actor = Actor::anonymous();
        let cx = self.context(&actor);
        let edition = match edition {
            None => None,
            Some(slug) => {
                let known = queries::public::read_public_edition(&cx, slug)
                    .await
                    .unwrap();
                Some(known.expect("the edition is there").edition.id)
            }
        };
        end_role(&cx, &Email::parse(email).unwrap(), role, edition)
            .await
            .unwrap();
    }

    /// Stops the server and folds the database in, so that its folder can be copied.
    pub async fn stop(mut self) -> Database {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        self.task.await.unwrap();
        self.store.close().await.unwrap();
        self.database
    }
}
