//! A judge and the sheets.

use axum::{Json, response::Response};
use http::HeaderMap;
use operations::queries::judge as queries;

use super::file;
use crate::{
    dto::{
        judge::{DeclareOrganizations, JudgeQueue, JudgeSheet, Recuse, SaveSheetDraft, SheetSaved},
        values::Nothing,
    },
    etag::{IfMatch, Tagged},
    extract::{JsonIn, PathIn},
    files::Purpose,
    principal::{Asked, or_current},
    problem::ApiError,
    upload,
};

/// The sheet as it is now.
async fn current(asked: &Asked, alias: &str) -> Result<JudgeSheet, ApiError> {
    Ok(queries::read_judge_sheet(&asked.context(), alias)
        .await?
        .into())
}

async fn tagged(asked: &Asked, alias: &str) -> Result<Tagged<JudgeSheet>, ApiError> {
    let sheet = current(asked, alias).await?;
    Ok(Tagged(sheet.revision(), sheet))
}

#[utoipa::path(get, path = "/api/judge/queue",
    responses((status = 200, description = "By heat, in the judge's order", body = JudgeQueue)))]
pub async fn read_judge_queue(asked: Asked) -> Result<Json<JudgeQueue>, ApiError> {
    Ok(Json(
        queries::read_judge_queue(&asked.context()).await?.into(),
    ))
}

#[utoipa::path(get, path = "/api/judge/assignments/{alias}", params(("alias" = String, Path)),
    responses((status = 200, description = "With the sheet's revision as ETag", body = JudgeSheet)))]
pub async fn read_judge_sheet(
    asked: Asked,
    PathIn(alias): PathIn<String>,
) -> Result<Tagged<JudgeSheet>, ApiError> {
    tagged(&asked, &alias).await
}

#[utoipa::path(get, path = "/api/judge/assignments/{alias}/attachments/{slot}",
    params(("alias" = String, Path), ("slot" = String, Path)),
    responses((status = 200, description = "The file, to look at", body = inline(upload::FileBytes),
        content_type = "application/pdf")))]
pub async fn read_judge_attachment(
    asked: Asked,
    PathIn((alias, slot)): PathIn<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let view = queries::read_judge_attachment(&asked.context(), &alias, &slot).await?;
    file(&asked, &headers, &view, Purpose::Look).await
}

#[utoipa::path(patch, path = "/api/judge/assignments/{alias}/sheet", request_body = SaveSheetDraft,
    params(("alias" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "Kept", body = SheetSaved)))]
pub async fn save_sheet_draft(
    asked: Asked,
    PathIn(alias): PathIn<String>,
    IfMatch(revision): IfMatch,
    JsonIn(input): JsonIn<SaveSheetDraft>,
) -> Result<Tagged<SheetSaved>, ApiError> {
    let patch = input.into();
    let saved = operations::save_sheet_draft(&asked.context(), &alias, revision, &patch).await;
    let saved: SheetSaved = (&or_current(saved, current(&asked, &alias)).await?).into();
    Ok(Tagged(saved.revision(), saved))
}

#[utoipa::path(post, path = "/api/judge/assignments/{alias}/submit", request_body = Nothing,
    params(("alias" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "Handed in", body = JudgeSheet)))]
pub async fn submit_sheet(
    asked: Asked,
    PathIn(alias): PathIn<String>,
    IfMatch(revision): IfMatch,
    JsonIn(Nothing {}): JsonIn<Nothing>,
) -> Result<Tagged<JudgeSheet>, ApiError> {
    let submitted = operations::submit_sheet(&asked.context(), &alias, revision).await;
    or_current(submitted, current(&asked, &alias)).await?;
    tagged(&asked, &alias).await
}

#[utoipa::path(post, path = "/api/judge/assignments/{alias}/recuse", request_body = Recuse,
    params(("alias" = String, Path)),
    responses((status = 200, description = "What is left to do", body = JudgeQueue)))]
pub async fn recuse_judge(
    asked: Asked,
    PathIn(alias): PathIn<String>,
    JsonIn(input): JsonIn<Recuse>,
) -> Result<Json<JudgeQueue>, ApiError> {
    operations::recuse_judge(&asked.context(), &alias, &input.reason).await?;
    Ok(Json(
        queries::read_judge_queue(&asked.context()).await?.into(),
    ))
}

/// What is tied to them is not given to the judge; which entries those are is not said.
#[utoipa::path(put, path = "/api/judge/organizations/{edition}", request_body = DeclareOrganizations,
    params(("edition" = String, Path)),
    responses((status = 200, description = "What is left to do", body = JudgeQueue)))]
pub async fn declare_organizations(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<DeclareOrganizations>,
) -> Result<Json<JudgeQueue>, ApiError> {
    let names = &input.organizations;
    operations::declare_organizations(&asked.context(), &edition, names).await?;
    Ok(Json(
        queries::read_judge_queue(&asked.context()).await?.into(),
    ))
}
