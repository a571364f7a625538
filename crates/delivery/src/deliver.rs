//! Delivers what is due.

use std::time::{Duration, Instant};

use domain::time::Timestamp;
use persistence::{Store, StoreError, outbox};

use crate::Mailer;

/// Messages of one turn.
const BATCH: u64 = 50;
/// No message is begun after this. With [`crate::courier::SEND_TIMEOUT`] for the last one, a turn ends
/// well within the lease.
const LONGEST_TURN: Duration = Duration::from_secs(5);

/// What came of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Handed over.
    pub sent: u32,
    /// To be tried again later.
    pub failed: u32,
}

/// Delivers the messages that are due, oldest first, and records what came of each.
///
/// # Errors
/// When the store fails. That a message could not be delivered is no error; it is recorded.
pub async fn deliver_due(
    store: &Store,
    mailer: &Mailer,
    now: Timestamp,
) -> Result<Tally, StoreError> {
    let begun = Instant::now();
    let mut tally = Tally::default();
    for message in outbox::due(store, now, BATCH).await? {
        if begun.elapsed() > LONGEST_TURN {
            break;
        }
        let (id, kind) = (message.id, message.message.kind());
        match mailer.send(&message, now).await {
            Ok(()) => {
                outbox::sent(store, &message, now).await?;
                tracing::info!(message.id = %id, message.kind = kind, "message sent");
                tally.sent += 1;
            }
            Err(error) => {
                outbox::failed(store, &message, &error.to_string(), now).await?;
                let attempts = message.attempts + 1;
                tracing::warn!(message.id = %id, message.kind = kind, attempts, %error, "message not sent");
                tally.failed += 1;
            }
        }
    }
    Ok(tally)
}
