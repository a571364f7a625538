//! Screening: accepting and rejecting entries, giving them another division.

use operations::queries::entries as queries;

use crate::{
    dto::{
        entries::OrganizerEntry,
        screening::{MoveEntry, ScreenEntry},
    },
    etag::{IfMatch, Tagged},
    extract::{JsonIn, PathIn},
    principal::{Asked, or_current},
    problem::ApiError,
};

async fn entry(asked: &Asked, edition: &str, number: &str) -> Result<OrganizerEntry, ApiError> {
    Ok(queries::read_entry(&asked.context(), edition, number)
        .await?
        .into())
}

async fn tagged(
    asked: &Asked,
    edition: &str,
    number: &str,
) -> Result<Tagged<OrganizerEntry>, ApiError> {
    let entry = entry(asked, edition, number).await?;
    Ok(Tagged(entry.revision, entry))
}

#[utoipa::path(put, path = "/api/editions/{edition}/entries/{number}/screening",
    request_body = ScreenEntry,
    params(("edition" = String, Path), ("number" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "On the record", body = OrganizerEntry)))]
pub async fn screen_entry(
    asked: Asked,
    PathIn((edition, number)): PathIn<(String, String)>,
    IfMatch(revision): IfMatch,
    JsonIn(input): JsonIn<ScreenEntry>,
) -> Result<Tagged<OrganizerEntry>, ApiError> {
    let (decision, reason) = (input.decision.into(), input.reason.as_str());
    let cx = asked.context();
    let screened =
        operations::screen_entry(&cx, &edition, &number, revision, decision, reason).await;
    or_current(screened, entry(&asked, &edition, &number)).await?;
    tagged(&asked, &edition, &number).await
}

#[utoipa::path(put, path = "/api/editions/{edition}/entries/{number}/division",
    request_body = MoveEntry, params(("edition" = String, Path), ("number" = String, Path)),
    responses((status = 200, description = "On the record", body = OrganizerEntry)))]
pub async fn move_entry(
    asked: Asked,
    PathIn((edition, number)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<MoveEntry>,
) -> Result<Tagged<OrganizerEntry>, ApiError> {
    let (division, reason) = (&input.division, &input.reason);
    operations::move_entry(&asked.context(), &edition, &number, division, reason).await?;
    tagged(&asked, &edition, &number).await
}
