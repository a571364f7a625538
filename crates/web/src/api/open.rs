//! Signing in and out, who am I, which calls are there.

use axum::{
    Json,
    response::{IntoResponse, Redirect},
};
use http::{HeaderValue, StatusCode, header};
use operations::{Credential, OperationError, queries::open as queries};
use serde_json::{Value, json};
use tower_sessions::Session;

use crate::{
    dto::open::{CallList, CreateLogin, Me, RequestLogin},
    extract::{JsonIn, PathIn},
    logins,
    principal::Asked,
    problem::ApiError,
};

/// The same answer for known and unknown addresses.
#[utoipa::path(post, path = "/api/logins/request", request_body = RequestLogin,
    responses((status = 202, description = "A mail is on its way, if the address can get one", body = Object)))]
pub async fn request_login(
    asked: Asked,
    JsonIn(input): JsonIn<RequestLogin>,
) -> Result<(StatusCode, Json<Value>), ApiError> {
    operations::request_login(&asked.context(), &input.email, input.language.into()).await?;
    Ok((StatusCode::ACCEPTED, Json(json!({}))))
}

#[utoipa::path(post, path = "/api/logins", request_body = CreateLogin,
    responses((status = 200, description = "Signed in", body = Me)))]
pub async fn create_login(
    asked: Asked,
    session: Session,
    JsonIn(input): JsonIn<CreateLogin>,
) -> Result<Json<Me>, ApiError> {
    let credential = Credential::try_from(input)?;
    let account = operations::create_login(&asked.context(), &credential).await?;
    let now = asked.app.clock.now();
    logins::begin(&session, account, now).await?;
    let asked = asked.signed_in_as(account).await?;
    Ok(Json(Me::new(
        queries::read_me(&asked.context()).await?,
        now,
    )))
}

/// A link of a demonstration: signs in and leads to the application. Links from mails work once, so no
/// GET may use them up; they are shown to the application instead, which asks before it posts them.
pub async fn follow_link(
    asked: Asked,
    session: Session,
    PathIn(token): PathIn<String>,
) -> Result<Redirect, ApiError> {
    let credential = Credential::Reusable(token.clone());
    match operations::create_login(&asked.context(), &credential).await {
        Ok(account) => {
            logins::begin(&session, account, asked.app.clock.now()).await?;
            Ok(Redirect::to("/app"))
        }
        Err(OperationError::Refused(_)) => {
            let plain: String = token.chars().filter(char::is_ascii_graphic).collect();
            Ok(Redirect::to(&format!("/app/sign-in#token={plain}")))
        }
        Err(error) => Err(error.into()),
    }
}

#[utoipa::path(delete, path = "/api/logins/current",
    responses((status = 204, description = "Signed out")))]
pub async fn end_login(asked: Asked, session: Session) -> Result<impl IntoResponse, ApiError> {
    queries::end_login(&asked.context())?;
    logins::end(&session).await?;
    let forget = logins::forget_cookie(&asked.app.config);
    let forget = HeaderValue::from_str(&forget).map_err(|error| ApiError::server(&error))?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, forget)]))
}

#[utoipa::path(get, path = "/api/me",
    responses((status = 200, description = "Who is signed in, or nobody", body = Me)))]
pub async fn read_me(asked: Asked) -> Result<Json<Me>, ApiError> {
    let me = queries::read_me(&asked.context()).await?;
    Ok(Json(Me::new(me, asked.app.clock.now())))
}

#[utoipa::path(get, path = "/api/calls",
    responses((status = 200, description = "All calls", body = CallList)))]
pub async fn list_calls(asked: Asked) -> Result<Json<CallList>, ApiError> {
    Ok(Json(queries::list_calls(&asked.context()).await?.into()))
}
