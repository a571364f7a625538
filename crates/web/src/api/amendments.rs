//! An edition as a file, and changing it after it was opened.

use axum::{Json, extract::State};
use operations::queries::amendments as queries;

use crate::{
    app::App,
    dto::amendments::{
        AmendEdition, AmendmentCheck, AmendmentList, CheckAmendment, EditionFile, TemplateList,
    },
    extract::{JsonIn, PathIn},
    principal::Asked,
    problem::ApiError,
};

#[utoipa::path(get, path = "/api/templates",
    responses((status = 200, description = "Edition files to begin from", body = TemplateList)))]
pub async fn list_templates(asked: Asked) -> Result<Json<TemplateList>, ApiError> {
    Ok(Json(queries::list_templates(&asked.context())?.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/file", params(("edition" = String, Path)),
    responses((status = 200, description = "As it stands", body = EditionFile)))]
pub async fn export_edition(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<EditionFile>, ApiError> {
    let (edition, file) = queries::export_edition(&asked.context(), &edition).await?;
    Ok(Json(EditionFile::new(&edition, file)))
}

async fn list(asked: &Asked, edition: &str) -> Result<Json<AmendmentList>, ApiError> {
    let view = queries::list_amendments(&asked.context(), edition).await?;
    Ok(Json(view.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/amendments", params(("edition" = String, Path)),
    responses((status = 200, description = "The newest first", body = AmendmentList)))]
pub async fn list_amendments(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<AmendmentList>, ApiError> {
    list(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/amendments/check", request_body = CheckAmendment,
    params(("edition" = String, Path)),
    responses((status = 200, description = "What would change; nothing has", body = AmendmentCheck)))]
pub async fn check_amendment(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<CheckAmendment>,
) -> Result<Json<AmendmentCheck>, ApiError> {
    let changes = operations::check_amendment(&asked.context(), &edition, &input.text).await?;
    Ok(Json(changes.into()))
}

#[utoipa::path(post, path = "/api/editions/{edition}/amendments", request_body = AmendEdition,
    params(("edition" = String, Path)),
    responses((status = 200, description = "On the record", body = AmendmentList)))]
pub async fn amend_edition(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    State(app): State<App>,
    JsonIn(input): JsonIn<AmendEdition>,
) -> Result<Json<AmendmentList>, ApiError> {
    let AmendEdition { text, reason } = input;
    operations::amend_edition(&asked.context(), &edition, &text, &reason).await?;
    app.pages.public_changed();
    list(&asked, &edition).await
}
