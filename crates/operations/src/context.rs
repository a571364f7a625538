//! What every operation is given.

use domain::{
    ids::{AccountId, Ids, Secrets},
    policy::{Actor, Denied},
    time::{Clock, Timestamp},
};
use persistence::Store;

use crate::error::Result;

/// Who asks, when it arrived, and the means to answer.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The database and the files.
    pub store: &'a Store,
    /// What time it is now.
    pub clock: &'a dyn Clock,
    /// Fresh ids.
    pub ids: &'a dyn Ids,
    /// Fresh secrets.
    pub secrets: &'a dyn Secrets,
    /// Who asks.
    pub actor: &'a Actor,
    /// When the request's headers were complete: what rights and deadlines are held against.
    pub arrived_at: Timestamp,
}

impl Context<'_> {
    /// The account that asks; policy let it through, so there is one.
    pub(crate) fn account(&self) -> Result<AccountId> {
        Ok(self.actor.account().ok_or(Denied::Anonymous)?)
    }
}
