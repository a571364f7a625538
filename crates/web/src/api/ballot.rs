//! A panel's vote, for its members and for staff.

use axum::Json;
use operations::queries::ballot as queries;

use crate::{
    dto::ballot::{CastPapers, CountBallot, EndVote, MemberBallot, OneBallot, Vote},
    extract::{JsonIn, PathIn},
    principal::Asked,
    problem::ApiError,
};

async fn vote(asked: &Asked, edition: &str, heat: &str) -> Result<Json<Vote>, ApiError> {
    let view = queries::list_ballots(&asked.context(), edition, heat).await?;
    Ok(Json(view.into()))
}

async fn own(asked: &Asked, edition: &str, heat: &str) -> Result<Json<MemberBallot>, ApiError> {
    let view = queries::read_ballot(&asked.context(), edition, heat).await?;
    Ok(Json(view.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/ballots",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Who took part, and what was counted", body = Vote)))]
pub async fn list_ballots(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<Vote>, ApiError> {
    vote(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/ballots", request_body = OneBallot,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Papers are taken", body = Vote)))]
pub async fn open_ballot(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<OneBallot>,
) -> Result<Json<Vote>, ApiError> {
    operations::open_ballot(&asked.context(), &edition, &heat, input.number).await?;
    vote(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/ballots/count", request_body = CountBallot,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Counted", body = Vote)))]
pub async fn count_ballot(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<CountBallot>,
) -> Result<Json<Vote>, ApiError> {
    operations::count_ballot(&asked.context(), &edition, &heat, &input.wish()).await?;
    vote(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/ballots/end", request_body = EndVote,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "The heat is closed", body = Vote)))]
pub async fn end_vote(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<EndVote>,
) -> Result<Json<Vote>, ApiError> {
    operations::end_vote(&asked.context(), &edition, &heat, &input.reason).await?;
    vote(&asked, &edition, &heat).await
}

#[utoipa::path(get, path = "/api/judge/ballots/{edition}/{heat}",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "What there is to vote on", body = MemberBallot)))]
pub async fn read_ballot(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<MemberBallot>, ApiError> {
    own(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/judge/ballots/{edition}/{heat}/presence", request_body = OneBallot,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Counted as present", body = MemberBallot)))]
pub async fn attend_ballot(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<OneBallot>,
) -> Result<Json<MemberBallot>, ApiError> {
    operations::attend_ballot(&asked.context(), &edition, &heat, input.number).await?;
    own(&asked, &edition, &heat).await
}

/// What is cast is final. A request that comes again, whatever it says, changes nothing and is answered alike.
#[utoipa::path(post, path = "/api/judge/ballots/{edition}/{heat}/papers", request_body = CastPapers,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Voted", body = MemberBallot)))]
pub async fn cast_papers(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<CastPapers>,
) -> Result<Json<MemberBallot>, ApiError> {
    let (cx, said) = (asked.context(), input.said());
    operations::cast_papers(&cx, &edition, &heat, input.number, &said).await?;
    own(&asked, &edition, &heat).await
}
