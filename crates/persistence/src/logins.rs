//! Logins: who is signed in where. The record is the web crate's; here it is bytes with an account
//! beside them, so that all logins of an account can be ended at once.

use domain::{ids::AccountId, time::Timestamp};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{
    entities::logins,
    error::Result,
    rows::instant,
    store::{Source, Store, Work},
};

/// A stored login.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Login {
    /// Its random name.
    pub id: String,
    /// Who is signed in.
    pub account: Option<AccountId>,
    /// The record.
    pub data: Vec<u8>,
    /// When it ends.
    pub expires_at: Timestamp,
}

fn row(login: &Login) -> logins::ActiveModel {
    logins::ActiveModel {
        id: Set(login.id.clone()),
        account_id: Set(login.account.map(|account| account.0)),
        data: Set(login.data.clone()),
        expires_at: Set(login.expires_at.0),
    }
}

/// Stores a new login. False when its name is taken.
pub async fn create(store: &Store, login: &Login) -> Result<bool> {
    let work = store.begin_write().await?;
    let untaken = OnConflict::column(logins::Column::Id)
        .do_nothing()
        .to_owned();
    let rows = logins::Entity::insert(row(login))
        .on_conflict(untaken)
        .exec_without_returning(work.connection())
        .await?;
    work.commit().await?;
    Ok(rows == 1)
}

/// Stores a login, new or changed.
pub async fn save(store: &Store, login: &Login) -> Result<()> {
    let work = store.begin_write().await?;
    let replace = OnConflict::column(logins::Column::Id)
        .update_columns([
            logins::Column::AccountId,
            logins::Column::Data,
            logins::Column::ExpiresAt,
        ])
        .to_owned();
    logins::Entity::insert(row(login))
        .on_conflict(replace)
        .exec_without_returning(work.connection())
        .await?;
    work.commit().await
}

/// Lets a login last longer. One that was ended meanwhile stays ended.
pub async fn extend(store: &Store, id: &str, expires_at: Timestamp) -> Result<()> {
    let work = store.begin_write().await?;
    let sql = "UPDATE logins SET expires_at = $1 WHERE id = $2";
    work.execute(sql, [expires_at.0.into(), id.into()]).await?;
    work.commit().await
}

/// A login by its name, unless it ended.
pub async fn load(store: &Store, id: &str, now: Timestamp) -> Result<Option<Login>> {
    let row = logins::Entity::find_by_id(id)
        .one(store.connection())
        .await?;
    Ok(row.filter(|row| now.0 < row.expires_at).map(|row| Login {
        id: row.id,
        account: row.account_id.map(AccountId),
        data: row.data,
        expires_at: instant(row.expires_at),
    }))
}

/// Ends a login.
pub async fn delete(store: &Store, id: &str) -> Result<()> {
    let work = store.begin_write().await?;
    work.execute("DELETE FROM logins WHERE id = $1", [id.into()])
        .await?;
    work.commit().await
}

/// Ends every login of an account.
pub async fn end_all_of(work: &Work, account: AccountId) -> Result<()> {
    let sql = "DELETE FROM logins WHERE account_id = $1";
    work.execute(sql, [account.0.into()]).await?;
    Ok(())
}

/// Sweeps up what ended.
pub async fn delete_expired(store: &Store, now: Timestamp) -> Result<()> {
    let work = store.begin_write().await?;
    work.execute("DELETE FROM logins WHERE expires_at <= $1", [now.0.into()])
        .await?;
    work.commit().await
}
