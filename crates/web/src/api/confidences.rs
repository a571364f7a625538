//! What is told under embargo: the register, and what those see who are told.

use axum::{Json, response::Response};
use operations::queries::{confidences as queries, told};
use uuid::Uuid;

use super::exports::saved;
use crate::{
    dto::{
        confidences::{Confide, RaiseConfidence, Register, WithdrawConfidence},
        exports::{ExportAs, Taken},
        register::register_table,
        told::{
            AnswerConfidence, OpenConfidence, OpenPersonalConfidence, OwnConfidence,
            OwnConfidenceList, PersonalConfidence, PersonalLink,
        },
        values::Nothing,
    },
    extract::{JsonIn, PathIn, QueryIn},
    principal::Asked,
    problem::ApiError,
    upload,
};

async fn register(asked: &Asked, edition: &str) -> Result<Json<Register>, ApiError> {
    let register = queries::list_confidences(&asked.context(), edition).await?;
    Ok(Json(register.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/confidences", params(("edition" = String, Path)),
    responses((status = 200, description = "Who knows what since when", body = Register)))]
pub async fn list_confidences(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<Register>, ApiError> {
    register(&asked, &edition).await
}

#[utoipa::path(get, path = "/api/editions/{edition}/confidences/export",
    params(("edition" = String, Path), ExportAs),
    responses((status = 200, description = "CSV or a workbook", body = inline(upload::FileBytes),
        content_type = "application/octet-stream")))]
pub async fn export_confidences(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    QueryIn(wanted): QueryIn<ExportAs>,
) -> Result<Response, ApiError> {
    let (register, by) = queries::export_confidences(&asked.context(), &edition).await?;
    let (at, by) = (asked.arrived_at, &by);
    let table = register_table(&register, &Taken { at, by });
    saved(&table, wanted.format, &format!("{edition}-confided"))
}

#[utoipa::path(post, path = "/api/editions/{edition}/confidences", request_body = Confide,
    params(("edition" = String, Path)),
    responses((status = 200, description = "They are told", body = Register)))]
pub async fn confide(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<Confide>,
) -> Result<Json<Register>, ApiError> {
    let (level, remark) = (input.level.into(), input.remark.clone());
    let whom = input.whom()?;
    operations::confide(&asked.context(), &edition, whom, level, &remark).await?;
    register(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/confidences/{confidence}/raise",
    request_body = RaiseConfidence,
    params(("edition" = String, Path), ("confidence" = String, Path)),
    responses((status = 200, description = "They are told more", body = Register)))]
pub async fn raise_confidence(
    asked: Asked,
    PathIn((edition, confidence)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<RaiseConfidence>,
) -> Result<Json<Register>, ApiError> {
    let (cx, level) = (asked.context(), input.level.into());
    operations::raise_confidence(&cx, &edition, confidence, level, &input.remark).await?;
    register(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/confidences/{confidence}/remind", request_body = Nothing,
    params(("edition" = String, Path), ("confidence" = String, Path)),
    responses((status = 200, description = "Word is out again, with a new link where there was one", body = Register)))]
pub async fn remind_confidant(
    asked: Asked,
    PathIn((edition, confidence)): PathIn<(String, Uuid)>,
    JsonIn(Nothing {}): JsonIn<Nothing>,
) -> Result<Json<Register>, ApiError> {
    operations::remind_confidant(&asked.context(), &edition, confidence).await?;
    register(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/confidences/{confidence}/withdraw",
    request_body = WithdrawConfidence,
    params(("edition" = String, Path), ("confidence" = String, Path)),
    responses((status = 200, description = "Taken back; it stays on the register", body = Register)))]
pub async fn withdraw_confidence(
    asked: Asked,
    PathIn((edition, confidence)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<WithdrawConfidence>,
) -> Result<Json<Register>, ApiError> {
    let cx = asked.context();
    operations::withdraw_confidence(&cx, &edition, confidence, &input.reason).await?;
    register(&asked, &edition).await
}

#[utoipa::path(get, path = "/api/team/confidences",
    responses((status = 200, description = "That there are confidential messages", body = OwnConfidenceList)))]
pub async fn list_own_confidences(asked: Asked) -> Result<Json<OwnConfidenceList>, ApiError> {
    Ok(Json(
        told::list_own_confidences(&asked.context()).await?.into(),
    ))
}

async fn own(asked: &Asked, confidence: Uuid) -> Result<Json<OwnConfidence>, ApiError> {
    let message = told::read_own_confidence(&asked.context(), confidence).await?;
    Ok(Json(message.into()))
}

#[utoipa::path(get, path = "/api/team/confidences/{confidence}",
    params(("confidence" = String, Path)),
    responses((status = 200, description = "The pledge, and what it says once it was opened", body = OwnConfidence)))]
pub async fn read_own_confidence(
    asked: Asked,
    PathIn(confidence): PathIn<Uuid>,
) -> Result<Json<OwnConfidence>, ApiError> {
    own(&asked, confidence).await
}

#[utoipa::path(post, path = "/api/team/confidences/{confidence}/open", request_body = OpenConfidence,
    params(("confidence" = String, Path)),
    responses((status = 200, description = "The promise is recorded", body = OwnConfidence)))]
pub async fn open_confidence(
    asked: Asked,
    PathIn(confidence): PathIn<Uuid>,
    JsonIn(input): JsonIn<OpenConfidence>,
) -> Result<Json<OwnConfidence>, ApiError> {
    operations::open_confidence(&asked.context(), confidence, input.pledge).await?;
    own(&asked, confidence).await
}

#[utoipa::path(put, path = "/api/team/confidences/{confidence}/answer", request_body = AnswerConfidence,
    params(("confidence" = String, Path)),
    responses((status = 200, description = "Noted; it can be changed", body = OwnConfidence)))]
pub async fn answer_confidence(
    asked: Asked,
    PathIn(confidence): PathIn<Uuid>,
    JsonIn(input): JsonIn<AnswerConfidence>,
) -> Result<Json<OwnConfidence>, ApiError> {
    operations::answer_confidence(&asked.context(), confidence, input.how.into()).await?;
    own(&asked, confidence).await
}

async fn personal(asked: &Asked, token: &str) -> Result<Json<PersonalConfidence>, ApiError> {
    let message = told::read_personal_confidence(&asked.context(), token).await?;
    Ok(Json(message.into()))
}

/// With the token in the body, so that no log of addresses keeps it.
#[utoipa::path(post, path = "/api/confidences/personal", request_body = PersonalLink,
    responses((status = 200, description = "What the link leads to", body = PersonalConfidence)))]
pub async fn read_personal_confidence(
    asked: Asked,
    JsonIn(input): JsonIn<PersonalLink>,
) -> Result<Json<PersonalConfidence>, ApiError> {
    personal(&asked, &input.token).await
}

#[utoipa::path(post, path = "/api/confidences/personal/open", request_body = OpenPersonalConfidence,
    responses((status = 200, description = "The promise is recorded", body = PersonalConfidence)))]
pub async fn open_personal_confidence(
    asked: Asked,
    JsonIn(input): JsonIn<OpenPersonalConfidence>,
) -> Result<Json<PersonalConfidence>, ApiError> {
    let (token, pledge) = (&input.token, input.pledge);
    operations::open_personal_confidence(&asked.context(), token, pledge).await?;
    personal(&asked, token).await
}
