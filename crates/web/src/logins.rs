//! Logins: the cookie, and the record behind it. A record holds who signed in and when, nothing else,
//! because two requests of one login may save it at the same time.
//!
//! Its times come from the clock that was passed in; what the session library computes from the
//! system's time only ends up in the cookie.

use std::{collections::HashMap, fmt, sync::Arc};

use async_trait::async_trait;
use domain::{
    fingerprint::Fingerprint,
    ids::AccountId,
    time::{Clock, Timestamp},
};
use persistence::{
    Store,
    logins::{self, Login},
};
use serde_json::Value;
use time::{Duration, OffsetDateTime};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::SameSite,
    session::{Id, Record},
    session_store::{Error, Result},
};

use crate::{config::Config, problem::ApiError};

const ACCOUNT: &str = "account";
const SINCE: &str = "since";

const MINUTE: i64 = 60_000;
/// How long a login lasts without a request.
const IDLE: i64 = 12 * 60 * MINUTE;
/// How long it lasts at all.
const ABSOLUTE: i64 = 7 * 24 * 60 * MINUTE;
/// How old the note of the last request may become; it saves a write per request.
const TOUCH: i64 = 5 * MINUTE;

/// The logins of the database, as the session library wants them.
#[derive(Clone)]
pub struct Logins {
    store: Store,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for Logins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Logins")
    }
}

impl Logins {
    /// Logins in a store.
    pub fn new(store: Store, clock: Arc<dyn Clock>) -> Self {
        Self { store, clock }
    }

    fn row(&self, record: &Record) -> Result<Login> {
        let data =
            rmp_serde::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        Ok(Login {
            id: name(&record.id),
            account: account_in(&record.data),
            data,
            expires_at: expiry(&record.data, self.clock.now()),
        })
    }
}

/// A stolen copy of the table signs nobody in: it has the hash of what the cookie has.
fn name(id: &Id) -> String {
    Fingerprint::of_bytes(id.to_string().as_bytes()).to_string()
}

fn account_in(data: &HashMap<String, Value>) -> Option<AccountId> {
    data.get(ACCOUNT)?.as_str()?.parse().ok().map(AccountId)
}

fn expiry(data: &HashMap<String, Value>, now: Timestamp) -> Timestamp {
    let since = data
        .get(SINCE)
        .and_then(Value::as_i64)
        .map_or(now, Timestamp);
    now.plus_millis(IDLE).min(since.plus_millis(ABSOLUTE))
}

fn backend(error: impl fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

#[async_trait]
impl SessionStore for Logins {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // Signing in is rare enough to sweep up what has ended.
        logins::delete_expired(&self.store, self.clock.now())
            .await
            .map_err(backend)?;
        while !logins::create(&self.store, &self.row(record)?)
            .await
            .map_err(backend)?
        {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        logins::save(&self.store, &self.row(record)?)
            .await
            .map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.clock.now();
        let Some(login) = logins::load(&self.store, &name(id), now)
            .await
            .map_err(backend)?
        else {
            return Ok(None);
        };
        let data: HashMap<String, Value> =
            rmp_serde::from_slice(&login.data).map_err(|error| Error::Decode(error.to_string()))?;
        let extended = expiry(&data, now);
        if login.expires_at.plus_millis(TOUCH) <= extended {
            logins::extend(&self.store, &login.id, extended)
                .await
                .map_err(backend)?;
        }
        Ok(Some(Record {
            id: *id,
            data,
            expiry_date: system_time(extended),
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        logins::delete(&self.store, &name(id))
            .await
            .map_err(backend)
    }
}

fn system_time(at: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at.0 / 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// The name of the cookie. With `__Host-` a browser takes it from this very host alone, and only over
/// TLS; on this machine without TLS that is not to be had.
pub const fn cookie_name(config: &Config) -> &'static str {
    if config.public_url.is_https() {
        "__Host-wuzhen"
    } else {
        "wuzhen"
    }
}

/// The layer that finds the login of a request.
pub fn layer(logins: Logins, config: &Config) -> SessionManagerLayer<Logins> {
    SessionManagerLayer::new(logins)
        .with_name(cookie_name(config))
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(config.public_url.is_https())
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::milliseconds(ABSOLUTE)))
}

/// Tells the browser to forget the cookie. The library does too, but without the attributes that the
/// name's `__Host-` demands, so that browsers would not listen.
pub fn forget_cookie(config: &Config) -> String {
    let secure = if config.public_url.is_https() {
        "; Secure"
    } else {
        ""
    };
    format!(
        "{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}",
        cookie_name(config)
    )
}

/// Who is signed in.
///
/// # Errors
/// `server_error` when logins cannot be read.
pub async fn account(session: &Session) -> std::result::Result<Option<AccountId>, ApiError> {
    let value: Option<String> = session
        .get(ACCOUNT)
        .await
        .map_err(|error| ApiError::server(&error))?;
    Ok(value.and_then(|text| text.parse().ok()).map(AccountId))
}

/// Signs in. The name of the login changes, so that one that was planted before is worth nothing.
///
/// # Errors
/// `server_error` when logins cannot be written.
pub async fn begin(
    session: &Session,
    account: AccountId,
    now: Timestamp,
) -> std::result::Result<(), ApiError> {
    let begun = async {
        if session.id().is_some() {
            session.cycle_id().await?;
        }
        session.insert(ACCOUNT, account.to_string()).await?;
        session.insert(SINCE, now.0).await
    };
    begun
        .await
        .map_err(|error: tower_sessions::session::Error| ApiError::server(&error))
}

/// Signs out, here and on the server.
///
/// # Errors
/// `server_error` when logins cannot be written.
pub async fn end(session: &Session) -> std::result::Result<(), ApiError> {
    session
        .flush()
        .await
        .map_err(|error| ApiError::server(&error))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};

    use uuid::Uuid;

    use super::*;

    #[derive(Default)]
    struct Stopped(AtomicI64);

    impl Clock for Stopped {
        fn now(&self) -> Timestamp {
            Timestamp(self.0.load(Ordering::Relaxed))
        }
    }

    async fn logins() -> (Logins, Arc<Stopped>, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("x.db").display());
        let store = Store::connect(&url, &folder.path().join("files"))
            .await
            .unwrap();
        store.migrate().await.unwrap();
        let clock = Arc::new(Stopped::default());
        (Logins::new(store, clock.clone()), clock, folder)
    }

    /// A login that nobody in particular holds: the account column refers to accounts.
    fn record(since: i64) -> Record {
        let data = HashMap::from([(SINCE.to_owned(), Value::from(since))]);
        Record {
            id: Id::default(),
            data,
            expiry_date: OffsetDateTime::UNIX_EPOCH,
        }
    }

    #[tokio::test]
    async fn a_login_ends_after_twelve_idle_hours() {
        let (logins, clock, _folder) = logins().await;
        let mut record = record(0);
        logins.create(&mut record).await.unwrap();
        let stands = async |at| {
            clock.0.store(at, Ordering::Relaxed);
            logins.load(&record.id).await.unwrap().is_some()
        };
        assert!(stands(IDLE - 1).await);
        assert!(stands(2 * IDLE - 2).await, "a request keeps it alive");
        assert!(!stands(3 * IDLE).await);
    }

    #[tokio::test]
    async fn a_login_ends_after_seven_days_however_busy() {
        let (logins, clock, _folder) = logins().await;
        let mut record = record(0);
        logins.create(&mut record).await.unwrap();
        let mut at = 0;
        while at < ABSOLUTE {
            clock.0.store(at, Ordering::Relaxed);
            assert!(logins.load(&record.id).await.unwrap().is_some(), "{at}");
            at += IDLE / 2;
        }
        clock.0.store(ABSOLUTE, Ordering::Relaxed);
        assert!(logins.load(&record.id).await.unwrap().is_none());
    }

    #[tokio::test]
    async fn a_taken_name_is_not_given_twice() {
        let (logins, _clock, _folder) = logins().await;
        let mut first = record(0);
        logins.create(&mut first).await.unwrap();
        let mut second = first.clone();
        logins.create(&mut second).await.unwrap();
        assert_ne!(first.id, second.id);
    }

    #[tokio::test]
    async fn a_login_that_was_ended_is_not_brought_back_by_a_request_under_way() {
        let (logins, _clock, _folder) = logins().await;
        let mut record = record(0);
        logins.create(&mut record).await.unwrap();
        logins.delete(&record.id).await.unwrap();
        let id = name(&record.id);
        persistence::logins::extend(&logins.store, &id, Timestamp(IDLE))
            .await
            .unwrap();
        assert!(logins.load(&record.id).await.unwrap().is_none());
    }

    #[test]
    fn an_account_is_read_back_from_what_was_stored() {
        let account = AccountId(Uuid::from_u128(7));
        let data = HashMap::from([(ACCOUNT.to_owned(), Value::from(account.to_string()))]);
        assert_eq!(account_in(&data), Some(account));
    }
}
