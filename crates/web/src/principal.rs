//! Who asks: established before the body is read, handed to the handler as one value.

use std::{net::IpAddr, sync::Arc};

use axum::extract::FromRequestParts;
use domain::{
    ids::AccountId,
    policy::{Actor, Deployment, Guarded, ReadPublic},
    time::Timestamp,
};
use http::request::Parts;
use operations::{Context, OperationError};
use serde::Serialize;

use crate::{
    app::App,
    problem::{ApiError, Code},
    server::{ArrivedAt, Peer},
};

/// The actor of a request, put there by the gate.
#[derive(Clone, Debug)]
pub struct Caller(pub Arc<Actor>);

/// A request as an operation sees it.
pub struct Asked {
    /// The application.
    pub app: App,
    /// Who asks.
    pub actor: Arc<Actor>,
    /// When the request's headers were complete.
    pub arrived_at: Timestamp,
}

impl Asked {
    /// What operations and queries take.
    pub fn context(&self) -> Context<'_> {
        Context {
            store: &self.app.store,
            clock: &*self.app.clock,
            ids: &*self.app.ids,
            secrets: &*self.app.secrets,
            actor: &self.actor,
            arrived_at: self.arrived_at,
        }
    }

    /// The same request with the facts about its account as they are now, after they changed.
    ///
    /// # Errors
    /// `server_error` when they cannot be read.
    pub async fn again(&self) -> Result<Self, ApiError> {
        match self.actor.account() {
            Some(account) => self.signed_in_as(account).await,
            None => Err(ApiError::new(Code::Unauthenticated)),
        }
    }

    /// The same request, asked by an account that was just signed in.
    ///
    /// # Errors
    /// `server_error` when the account's rights cannot be read.
    pub async fn signed_in_as(&self, account: AccountId) -> Result<Self, ApiError> {
        let actor = Arc::new(actor_of(&self.app, account).await?);
        Ok(Self {
            app: self.app.clone(),
            actor,
            arrived_at: self.arrived_at,
        })
    }

    /// The decision for what everybody may read.
    ///
    /// # Errors
    /// None today; policy has the last word.
    pub fn read_public(&self) -> Result<(), ApiError> {
        let guarded = Guarded::seal(Deployment);
        let (_allowed, _) = guarded.authorize::<ReadPublic>(&self.actor, self.arrived_at)?;
        Ok(())
    }
}

impl FromRequestParts<App> for Asked {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let caller = parts.extensions.get::<Caller>();
        let arrived_at = parts.extensions.get::<ArrivedAt>();
        // Both are put there before any handler runs; without them nothing may be decided.
        let (Some(Caller(actor)), Some(ArrivedAt(arrived_at))) = (caller, arrived_at) else {
            return Err(ApiError::new(Code::ServerError));
        };
        Ok(Self {
            app: app.clone(),
            actor: actor.clone(),
            arrived_at: *arrived_at,
        })
    }
}

/// The actor behind an account, read afresh.
///
/// # Errors
/// `server_error` when the account's rights cannot be read.
pub async fn actor_of(app: &App, account: AccountId) -> Result<Actor, ApiError> {
    let loaded = persistence::actors::load(&app.store, account).await;
    loaded.map_err(|error| OperationError::from(error).into())
}

/// The other end of the connection; requests made inside a test have none.
pub fn peer(extensions: &http::Extensions) -> IpAddr {
    extensions
        .get::<Peer>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |Peer(address)| *address)
}

/// The answer to a write: what came of it, or, when somebody else was faster, what is there now.
///
/// # Errors
/// The operation's refusal; `stale_revision` with the present state.
pub async fn or_current<T, D: Serialize>(
    written: Result<T, OperationError>,
    current: impl Future<Output = Result<D, ApiError>>,
) -> Result<T, ApiError> {
    match written {
        Err(OperationError::Stale) => Err(ApiError::stale(&current.await?)),
        other => other.map_err(Into::into),
    }
}
