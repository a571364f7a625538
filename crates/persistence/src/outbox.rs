//! The outbox: messages stored in the transaction that causes them, taken out by the delivery worker.

use domain::{
    ids::{Ids, MessageId},
    message::Message,
    text::Language,
    time::Timestamp,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    entities::outbox_messages,
    error::Result,
    rows::{count, document, language, to_document},
    store::{Source, Store, Work},
};

/// After so many failures a message is given up and shown to the organizer.
const MOST_ATTEMPTS: u32 = 12;

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Identity.
    pub id: MessageId,
    /// Where to.
    pub recipient: String,
    /// Which language comes first.
    pub language: Language,
    /// What to tell.
    pub message: Message,
    /// Failures so far.
    pub attempts: u32,
}

/// Stores a message with its cause: the name of the operation and what it was done to.
pub async fn add(
    work: &Work,
    ids: &dyn Ids,
    now: Timestamp,
    cause: &str,
    recipient: &str,
    language: Language,
    message: &Message,
) -> Result<()> {
    let row = outbox_messages::ActiveModel {
        id: Set(MessageId::mint(ids, now).0),
        cause: Set(cause.to_owned()),
        channel: Set("mail".to_owned()),
        recipient: Set(recipient.to_owned()),
        language: Set(language.code().to_owned()),
        payload: Set(to_document("outbox_messages", message)?),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(now.0),
        created_at: Set(now.0),
        sent_at: Set(None),
        last_error: Set(None),
    };
    outbox_messages::Entity::insert(row)
        .exec_without_returning(work.connection())
        .await?;
    Ok(())
}

/// Messages that are due, oldest first.
pub async fn due(store: &Store, now: Timestamp, limit: u64) -> Result<Vec<Outgoing>> {
    let rows = outbox_messages::Entity::find()
        .filter(outbox_messages::Column::State.eq("waiting"))
        .filter(outbox_messages::Column::NextAttemptAt.lte(now.0))
        .order_by_asc(outbox_messages::Column::NextAttemptAt)
        .limit(limit)
        .all(store.connection())
        .await?;
    let mut due = vec![];
    for row in rows {
        let id = row.id;
        match to_outgoing(row) {
            Ok(outgoing) => due.push(outgoing),
            // One row that nobody can read must not hold up all others.
            Err(error) => give_up(store, MessageId(id), &error.to_string()).await?,
        }
    }
    Ok(due)
}

fn to_outgoing(row: outbox_messages::Model) -> Result<Outgoing> {
    Ok(Outgoing {
        id: MessageId(row.id),
        language: language("outbox_messages", row.id, &row.language)?,
        message: document("outbox_messages", row.id, &row.payload)?,
        attempts: count("outbox_messages", row.id, row.attempts)?,
        recipient: row.recipient,
    })
}

async fn give_up(store: &Store, id: MessageId, error: &str) -> Result<()> {
    let work = store.begin_write().await?;
    let sql = "UPDATE outbox_messages SET state = 'failed', last_error = $1 WHERE id = $2";
    work.execute(sql, [error.into(), id.0.into()]).await?;
    work.commit().await
}

/// How many messages wait.
pub async fn waiting(store: &Store) -> Result<u64> {
    use sea_orm::PaginatorTrait as _;
    Ok(outbox_messages::Entity::find()
        .filter(outbox_messages::Column::State.eq("waiting"))
        .count(store.connection())
        .await?)
}

/// Notes that a message was handed over.
pub async fn sent(store: &Store, message: &Outgoing, now: Timestamp) -> Result<()> {
    all_sent(store, std::slice::from_ref(message), now).await
}

/// Notes that messages were handed over, all in one unit of work.
pub async fn all_sent(store: &Store, messages: &[Outgoing], now: Timestamp) -> Result<()> {
    let work = store.begin_write().await?;
    let sql = "UPDATE outbox_messages SET state = 'sent', sent_at = $1, payload = $2, \
               last_error = NULL WHERE id = $3";
    for message in messages {
        let payload = to_document(
            "outbox_messages",
            &message.message.clone().without_secrets(),
        )?;
        work.execute(sql, [now.0.into(), payload.into(), message.id.0.into()])
            .await?;
    }
    work.commit().await
}

/// Notes a failure and when to try again: after 1, 2, 4, … minutes, at most six hours. A code that ended
/// in the meantime is not tried again.
pub async fn failed(store: &Store, message: &Outgoing, error: &str, now: Timestamp) -> Result<()> {
    let attempts = message.attempts + 1;
    let minutes = (1_i64 << message.attempts.min(9)).min(360);
    let ended = message.message.ends_at().is_some_and(|end| end <= now);
    let over = ended || attempts >= MOST_ATTEMPTS;
    let payload = if over {
        message.message.clone().without_secrets()
    } else {
        message.message.clone()
    };
    let work = store.begin_write().await?;
    let sql = "UPDATE outbox_messages SET state = $1, attempts = $2, next_attempt_at = $3, \
               last_error = $4, payload = $5 WHERE id = $6";
    let values = [
        if over { "failed" } else { "waiting" }.into(),
        i32::try_from(attempts).unwrap_or(i32::MAX).into(),
        now.plus_minutes(minutes).0.into(),
        error.into(),
        to_document("outbox_messages", &payload)?.into(),
        message.id.0.into(),
    ];
    work.execute(sql, values).await?;
    work.commit().await
}

/// Takes or renews a lease: only its holder delivers. False when another holds it.
pub async fn lease(
    store: &Store,
    name: &str,
    holder: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<bool> {
    let work = store.begin_write().await?;
    let sql = "INSERT INTO leases (name, holder, until) VALUES ($1, $2, $3) \
               ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until \
               WHERE leases.holder = excluded.holder OR leases.until <= $4";
    let values = [name.into(), holder.into(), until.0.into(), now.0.into()];
    let rows = work.execute(sql, values).await?;
    work.commit().await?;
    Ok(rows == 1)
}
