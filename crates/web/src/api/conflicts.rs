//! Relations that bar judging, and invitations to judge.

use axum::Json;
use http::StatusCode;
use operations::queries::conflicts as queries;

use crate::{
    dto::conflicts::{AnswerInvitation, ConflictList, InviteJudges, Invited, NameConflict},
    extract::{JsonIn, PathIn},
    principal::Asked,
    problem::ApiError,
};

async fn list(asked: &Asked, edition: &str) -> Result<Json<ConflictList>, ApiError> {
    let view = queries::list_conflicts(&asked.context(), edition).await?;
    Ok(Json(view.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/conflicts", params(("edition" = String, Path)),
    responses((status = 200, description = "By judge and entry", body = ConflictList)))]
pub async fn list_conflicts(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<ConflictList>, ApiError> {
    list(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/conflicts", request_body = NameConflict,
    params(("edition" = String, Path)),
    responses((status = 200, description = "On the record", body = ConflictList)))]
pub async fn declare_conflict(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<NameConflict>,
) -> Result<Json<ConflictList>, ApiError> {
    let (judge, number, reason) = (input.judge, &input.number, &input.reason);
    operations::declare_conflict(&asked.context(), &edition, judge, number, reason).await?;
    list(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/conflicts/lift", request_body = NameConflict,
    params(("edition" = String, Path)),
    responses((status = 200, description = "On the record", body = ConflictList)))]
pub async fn lift_conflict(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<NameConflict>,
) -> Result<Json<ConflictList>, ApiError> {
    let (judge, number, reason) = (input.judge, &input.number, &input.reason);
    operations::lift_conflict(&asked.context(), &edition, judge, number, reason).await?;
    list(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/judges/invitations", request_body = InviteJudges,
    params(("edition" = String, Path)),
    responses((status = 200, description = "Mails wait", body = Invited)))]
pub async fn invite_judges(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<InviteJudges>,
) -> Result<Json<Invited>, ApiError> {
    let mails = operations::invite_judges(&asked.context(), &edition, &input.judges).await?;
    Ok(Json(Invited { mails }))
}

#[utoipa::path(post, path = "/api/judge/invitations/{edition}", request_body = AnswerInvitation,
    params(("edition" = String, Path)),
    responses((status = 204, description = "On the record")))]
pub async fn answer_invitation(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<AnswerInvitation>,
) -> Result<StatusCode, ApiError> {
    operations::answer_invitation(&asked.context(), &edition, input.accepts).await?;
    Ok(StatusCode::NO_CONTENT)
}
