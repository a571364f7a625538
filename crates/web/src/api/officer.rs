//! Publications, the log.

use axum::Json;
use http::StatusCode;
use operations::queries::record as queries;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    dto::{
        officer::{
            AuditCursor, AuditEntry, AuditPage, BeginCorrection, ConfirmPublication,
            ProposePublication, Publications, StopPublication, WithdrawCorrection,
        },
        values::Instant,
    },
    extract::{JsonIn, PathIn, QueryIn},
    principal::Asked,
    problem::{ApiError, Code},
};

async fn publications(asked: &Asked, edition: &str) -> Result<Json<Publications>, ApiError> {
    Ok(Json(
        queries::list_publications(&asked.context(), edition)
            .await?
            .into(),
    ))
}

#[utoipa::path(get, path = "/api/editions/{edition}/publications", params(("edition" = String, Path)),
    responses((status = 200, description = "The draft list, and earlier ones", body = Publications)))]
pub async fn list_publications(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<Publications>, ApiError> {
    publications(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/publications", request_body = ProposePublication,
    params(("edition" = String, Path)),
    responses((status = 201, description = "Waits for a second officer", body = Publications)))]
pub async fn propose_publication(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<ProposePublication>,
) -> Result<(StatusCode, Json<Publications>), ApiError> {
    operations::propose_publication(&asked.context(), &edition, input.into()).await?;
    Ok((StatusCode::CREATED, publications(&asked, &edition).await?))
}

#[utoipa::path(post, path = "/api/editions/{edition}/publications/{publication}/confirm",
    request_body = ConfirmPublication, params(("edition" = String, Path), ("publication" = String, Path)),
    responses((status = 200, description = "Public from its instant on", body = Publications)))]
pub async fn confirm_publication(
    asked: Asked,
    PathIn((edition, publication)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<ConfirmPublication>,
) -> Result<Json<Publications>, ApiError> {
    let (cx, hash) = (asked.context(), &input.list_hash);
    operations::confirm_publication(&cx, &edition, publication, hash).await?;
    asked.app.pages.public_changed();
    publications(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/publications/{publication}/stop",
    request_body = StopPublication, params(("edition" = String, Path), ("publication" = String, Path)),
    responses((status = 200, description = "Not to be public", body = Publications)))]
pub async fn stop_publication(
    asked: Asked,
    PathIn((edition, publication)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<StopPublication>,
) -> Result<Json<Publications>, ApiError> {
    let (cx, reason) = (asked.context(), &input.reason);
    operations::stop_publication(&cx, &edition, publication, reason).await?;
    asked.app.pages.public_changed();
    publications(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/publications/{publication}/correction",
    request_body = BeginCorrection, params(("edition" = String, Path), ("publication" = String, Path)),
    responses((status = 200, description = "Awards may change again", body = Publications)))]
pub async fn begin_correction(
    asked: Asked,
    PathIn((edition, publication)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<BeginCorrection>,
) -> Result<Json<Publications>, ApiError> {
    let (cx, reason) = (asked.context(), &input.reason);
    operations::begin_correction(&cx, &edition, publication, reason).await?;
    publications(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/publications/{publication}/correction/withdraw",
    request_body = WithdrawCorrection, params(("edition" = String, Path), ("publication" = String, Path)),
    responses((status = 200, description = "Awards stay as they are again", body = Publications)))]
pub async fn withdraw_correction(
    asked: Asked,
    PathIn((edition, publication)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<WithdrawCorrection>,
) -> Result<Json<Publications>, ApiError> {
    let (cx, reason) = (asked.context(), &input.reason);
    operations::withdraw_correction(&cx, &edition, publication, reason).await?;
    publications(&asked, &edition).await
}

/// Which page of the log.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageOfLog {
    after: Option<String>,
}

#[utoipa::path(get, path = "/api/editions/{edition}/audit",
    params(("edition" = String, Path), ("after" = Option<String>, Query)),
    responses((status = 200, description = "The newest first", body = AuditPage)))]
pub async fn list_audit(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    QueryIn(page): QueryIn<PageOfLog>,
) -> Result<Json<AuditPage>, ApiError> {
    let after = page.after.as_deref().map(AuditCursor::parse);
    let after = after
        .map(|after| after.ok_or(ApiError::new(Code::MalformedRequest)))
        .transpose()?;
    let after = after.map(|AuditCursor(at, id)| (at, id));
    let lines = queries::list_audit(&asked.context(), &edition, after).await?;
    let full = lines.len() == queries::AUDIT_PAGE as usize;
    let last = lines.last().filter(|_| full);
    let next_after = last.map(|line| AuditCursor(line.at, line.id).text());
    let entries = lines.into_iter().map(|line| AuditEntry {
        number: line.number,
        at: Instant(line.at),
        actor: (line.actor != domain::text::Bilingual::default()).then(|| (&line.actor).into()),
        action: line.action,
        subject_kind: line.subject_kind,
        subject: line.subject.to_string(),
        detail: line.detail,
    });
    Ok(Json(AuditPage {
        entries: entries.collect(),
        next_after,
    }))
}
