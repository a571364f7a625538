//! The worker: every second it delivers what is due and numbers the audit log, once an hour it tidies
//! up. Of several processes the one that holds the lease works; the others wait for it to lapse.

use std::{sync::Arc, time::Duration};

use domain::time::{Clock, Timestamp};
use lettre::transport::smtp::extension::ClientId;
use persistence::{Store, StoreError, assignments, audit, logins, outbox};
use tokio::sync::watch;

use crate::{Mailer, deliver_due};

const LEASE: &str = "courier";
const LEASE_MILLIS: i64 = 30_000;
/// The lease is renewed when less than this is left of it: more than the longest turn takes.
const RENEW_MILLIS: i64 = 20_000;
const PAUSE: Duration = Duration::from_secs(1);
const TIDY_MINUTES: i64 = 60;
const DRAFTS_DAYS: i64 = 30;
/// Audit entries numbered in one turn.
const NUMBERED: i64 = 1_000;

/// Works until `shutdown` is done, then finishes its turn and gives the lease back.
pub async fn run(
    store: Store,
    mailer: Mailer,
    clock: Arc<dyn Clock>,
    shutdown: impl Future<Output = ()>,
) {
    let worker = Worker {
        holder: holder(clock.now()),
        store,
        mailer,
        clock,
        leased_until: Timestamp(i64::MIN),
        tidied_at: None,
    };
    let (stop, stopped) = watch::channel(false);
    let watch = async move {
        shutdown.await;
        // Nobody listens any more when the worker is gone already, which is as well.
        let _ = stop.send(true);
    };
    tokio::join!(watch, worker.work(stopped));
}

/// A name that no other process has: containers share process numbers, machines share start times.
fn holder(now: Timestamp) -> String {
    let (machine, process) = (ClientId::default(), std::process::id());
    format!("{machine}/{process}/{}", now.0)
}

struct Worker {
    store: Store,
    mailer: Mailer,
    clock: Arc<dyn Clock>,
    holder: String,
    leased_until: Timestamp,
    tidied_at: Option<Timestamp>,
}

impl Worker {
    async fn work(mut self, mut stopped: watch::Receiver<bool>) {
        while !*stopped.borrow() {
            self.turn().await;
            // Either a second passes or the end comes; the loop asks which.
            let _ = tokio::time::timeout(PAUSE, stopped.changed()).await;
        }
        if self.leased_until > Timestamp(i64::MIN) {
            let now = self.clock.now();
            let given_back = outbox::lease(&self.store, LEASE, &self.holder, now, now).await;
            told("give the lease back", given_back);
        }
    }

    /// One thing that fails does not keep the others from being done.
    async fn turn(&mut self) {
        let now = self.clock.now();
        match self.holds_lease(now).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(error) => return told("take the lease", Err::<(), _>(error)),
        }
        told("deliver", deliver_due(&self.store, &self.mailer, now).await);
        told("number", audit::number(&self.store, NUMBERED).await);
        let due = |last: Timestamp| last.plus_minutes(TIDY_MINUTES) <= now;
        if self.tidied_at.is_none_or(due) {
            told("tidy up", self.tidy(now).await);
            self.tidied_at = Some(now);
        }
    }

    async fn holds_lease(&mut self, now: Timestamp) -> Result<bool, StoreError> {
        if now.plus_millis(RENEW_MILLIS) <= self.leased_until {
            return Ok(true);
        }
        let until = now.plus_millis(LEASE_MILLIS);
        let held = outbox::lease(&self.store, LEASE, &self.holder, now, until).await?;
        self.leased_until = if held { until } else { Timestamp(i64::MIN) };
        Ok(held)
    }

    async fn tidy(&self, now: Timestamp) -> Result<(), StoreError> {
        let work = self.store.begin_write().await?;
        let before = now.plus_minutes(-DRAFTS_DAYS * 24 * 60);
        assignments::forget_drafts(&work, before).await?;
        work.commit().await?;
        logins::delete_expired(&self.store, now).await
    }
}

/// Logs what failed. Store errors name tables and rows, never what is in them.
fn told<T>(what: &str, result: Result<T, StoreError>) {
    if let Err(error) = result {
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        tracing::error!(%error, cause, "the courier could not {what}");
    }
}
