//! Supplements: what shortlisted teams are asked for, and how far that is.

use axum::Json;
use operations::queries::supplements as queries;

use crate::{
    dto::supplements::{RequestSupplement, SupplementList},
    extract::{JsonIn, PathIn},
    principal::Asked,
    problem::ApiError,
};

async fn list(asked: &Asked, edition: &str) -> Result<Json<SupplementList>, ApiError> {
    let view = queries::list_supplements(&asked.context(), edition).await?;
    Ok(Json(SupplementList::at(view, asked.arrived_at)))
}

#[utoipa::path(get, path = "/api/editions/{edition}/supplements", params(("edition" = String, Path)),
    responses((status = 200, description = "By number", body = SupplementList)))]
pub async fn list_supplements(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<SupplementList>, ApiError> {
    list(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/supplements", request_body = RequestSupplement,
    params(("edition" = String, Path)),
    responses((status = 200, description = "On the record, and the teams are told",
        body = SupplementList)))]
pub async fn request_supplement(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<RequestSupplement>,
) -> Result<Json<SupplementList>, ApiError> {
    let wish = input.into();
    operations::request_supplement(&asked.context(), &edition, &wish).await?;
    list(&asked, &edition).await
}
