//! Who has which role in an edition.

use axum::Json;
use domain::ids::GrantId;
use operations::queries::grants as queries;

use crate::{
    dto::grants::{GiveGrant, GrantList},
    extract::{JsonIn, PathIn},
    principal::Asked,
    problem::ApiError,
};

async fn list(asked: &Asked, edition: &str) -> Result<Json<GrantList>, ApiError> {
    let view = queries::list_grants(&asked.context(), edition).await?;
    Ok(Json(view.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/grants", params(("edition" = String, Path)),
    responses((status = 200, description = "By role and name", body = GrantList)))]
pub async fn list_grants(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<GrantList>, ApiError> {
    list(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/grants", request_body = GiveGrant,
    params(("edition" = String, Path)),
    responses((status = 200, description = "Given from now on", body = GrantList)))]
pub async fn give_grant(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<GiveGrant>,
) -> Result<Json<GrantList>, ApiError> {
    let name = input.name();
    operations::give_grant(&asked.context(), &edition, &input.wish(&name)).await?;
    list(&asked, &edition).await
}

#[utoipa::path(delete, path = "/api/editions/{edition}/grants/{grant}",
    params(("edition" = String, Path), ("grant" = String, Path)),
    responses((status = 200, description = "Ended now", body = GrantList)))]
pub async fn end_grant(
    asked: Asked,
    PathIn((edition, grant)): PathIn<(String, GrantId)>,
) -> Result<Json<GrantList>, ApiError> {
    operations::end_grant(&asked.context(), &edition, grant).await?;
    list(&asked, &edition).await
}
