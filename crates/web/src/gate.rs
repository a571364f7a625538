//! What stands before every handler: the origin, the login, the audience, the rate and the length of
//! the body, in this order and before a byte of the body is read.

use std::sync::Arc;

use axum::{
    extract::{DefaultBodyLimit, Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::MethodRouter,
};
use domain::{ids::AccountId, policy::Actor};
use http::{HeaderValue, header, request::Parts};
use tower_http::compression::CompressionLayer;
use tower_sessions::Session;

use crate::{
    app::App,
    csrf,
    limits::{Client, RateLimit, address},
    logins::{self, Logins},
    principal::{Caller, actor_of, peer},
    problem::{ApiError, Code},
    registry::{Audience, EndpointInfo, Kind},
};

/// The header that names decisions, in tests.
const DECISIONS: &str = "x-decisions";

/// What the log wants to know of a request that passed.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Who asked.
    pub account: Option<AccountId>,
    /// What was decided.
    pub decisions: Vec<&'static str>,
    /// How it was answered.
    pub kind: Kind,
}

#[derive(Clone)]
struct Gate {
    app: App,
    info: Arc<EndpointInfo>,
    rate: Arc<RateLimit>,
}

/// Puts a handler behind its gate.
pub fn guard(app: &App, info: &EndpointInfo, handler: MethodRouter<App>) -> MethodRouter<App> {
    let rate = Arc::new(RateLimit::per_minute(info.limits.per_minute));
    let gate = Gate {
        app: app.clone(),
        info: Arc::new(info.clone()),
        rate,
    };
    let guarded = handler
        .layer(DefaultBodyLimit::max(info.limits.body))
        .layer(from_fn_with_state(gate, pass));
    let guarded = match info.kind {
        Kind::Api | Kind::Asset => guarded.layer(CompressionLayer::new()),
        // Pages are kept compressed.
        Kind::Page | Kind::File | Kind::Upload | Kind::Link | Kind::Events => guarded,
    };
    if info.kind.has_login() {
        let logins = Logins::new(app.store.clone(), app.clock.clone());
        guarded.layer(logins::layer(logins, &app.config))
    } else {
        guarded
    }
}

async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let actor = match gate.admit(&parts).await {
        Ok(actor) => Arc::new(actor),
        Err(error) => return error.into_response(),
    };
    parts.extensions.insert(Caller(actor.clone()));
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let decisions = actor.asked();
    if gate.app.config.reveal_decisions
        && let Ok(value) = HeaderValue::from_str(&decisions.join(","))
    {
        response.headers_mut().insert(DECISIONS, value);
    }
    let account = actor.account();
    let kind = gate.info.kind;
    let seen = Seen {
        account,
        decisions,
        kind,
    };
    response.extensions_mut().insert(seen);
    response
}

impl Gate {
    async fn admit(&self, request: &Parts) -> Result<Actor, ApiError> {
        let Self { app, info, rate } = self;
        csrf::check_origin(&request.method, &request.headers, &app.config.public_url)?;
        let actor = self.actor(request).await?;
        if info.audience != Audience::Anyone && actor.account().is_none() {
            return Err(ApiError::new(Code::Unauthenticated));
        }
        if app.config.rate_limits {
            rate.count(self.client(request, &actor))?;
        }
        let length = request.headers.get(header::CONTENT_LENGTH);
        let length = length
            .and_then(|value| value.to_str().ok())
            .and_then(|text| text.parse().ok());
        if length.is_some_and(|length: usize| length > info.limits.body) {
            return Err(ApiError::new(Code::TooLarge));
        }
        Ok(actor)
    }

    async fn actor(&self, request: &Parts) -> Result<Actor, ApiError> {
        let Some(session) = request.extensions.get::<Session>() else {
            return Ok(Actor::anonymous());
        };
        match logins::account(session).await? {
            None => Ok(Actor::anonymous()),
            Some(account) => actor_of(&self.app, account).await,
        }
    }

    fn client(&self, request: &Parts, actor: &Actor) -> Client {
        actor.account().map_or_else(
            || {
                let peer = peer(&request.extensions);
                Client::at(address(
                    peer,
                    &request.headers,
                    &self.app.config.trusted_proxies,
                ))
            },
            Client::Account,
        )
    }
}
