//! Awards: giving, taking back, declining, passing on.

use axum::Json;
use operations::queries::awards as queries;
use uuid::Uuid;

use crate::{
    dto::awards::{Awards, DeclineAward, GiveAward, PassOnAward},
    extract::{JsonIn, PathIn},
    principal::Asked,
    problem::ApiError,
};

async fn awards(asked: &Asked, edition: &str) -> Result<Json<Awards>, ApiError> {
    Ok(Json(
        queries::list_awards(&asked.context(), edition)
            .await?
            .into(),
    ))
}

#[utoipa::path(get, path = "/api/editions/{edition}/awards", params(("edition" = String, Path)),
    responses((status = 200, description = "Beside the standing", body = Awards)))]
pub async fn list_awards(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<Awards>, ApiError> {
    awards(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/awards", request_body = GiveAward,
    params(("edition" = String, Path)),
    responses((status = 200, description = "Given", body = Awards)))]
pub async fn give_award(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<GiveAward>,
) -> Result<Json<Awards>, ApiError> {
    operations::give_award(&asked.context(), &edition, &input.wishes()).await?;
    awards(&asked, &edition).await
}

#[utoipa::path(delete, path = "/api/editions/{edition}/awards/{award}",
    params(("edition" = String, Path), ("award" = String, Path)),
    responses((status = 200, description = "Taken back", body = Awards)))]
pub async fn revoke_award(
    asked: Asked,
    PathIn((edition, award)): PathIn<(String, Uuid)>,
) -> Result<Json<Awards>, ApiError> {
    operations::revoke_award(&asked.context(), &edition, award).await?;
    awards(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/awards/{award}/decline", request_body = DeclineAward,
    params(("edition" = String, Path), ("award" = String, Path)),
    responses((status = 200, description = "On the record; the place is free", body = Awards)))]
pub async fn decline_award(
    asked: Asked,
    PathIn((edition, award)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<DeclineAward>,
) -> Result<Json<Awards>, ApiError> {
    operations::decline_award(&asked.context(), &edition, award, &input.reason).await?;
    awards(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/awards/{award}/pass-on", request_body = PassOnAward,
    params(("edition" = String, Path), ("award" = String, Path)),
    responses((status = 200, description = "The next in line has it", body = Awards)))]
pub async fn pass_on_award(
    asked: Asked,
    PathIn((edition, award)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<PassOnAward>,
) -> Result<Json<Awards>, ApiError> {
    let (cx, name) = (asked.context(), input.name.map(Into::into));
    let (number, reason) = (&input.number, &input.reason);
    operations::pass_on_award(&cx, &edition, award, number, reason, name).await?;
    awards(&asked, &edition).await
}
