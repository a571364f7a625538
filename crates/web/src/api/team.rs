//! A team and its entries.

use axum::{
    Json,
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};
use operations::{
    IncomingFile, OperationError,
    queries::{results, team as queries},
};

use super::file;
use crate::{
    dto::{
        results::OwnResults,
        team::{ChooseDivision, CreateEntry, Receipt, SaveEntryDraft, TeamEntry, TeamEntryList},
        values::Nothing,
    },
    etag::{IfMatch, Tagged},
    extract::{JsonIn, PathIn},
    files::Purpose,
    principal::{Asked, or_current},
    problem::ApiError,
    upload::{self, Incoming},
};

/// The entry as it is now.
async fn current(asked: &Asked, number: &str) -> Result<TeamEntry, ApiError> {
    let own = queries::read_own_entry(&asked.context(), number).await?;
    Ok(TeamEntry::new(own, asked.arrived_at, asked.app.clock.now()))
}

async fn tagged(asked: &Asked, number: &str) -> Result<Tagged<TeamEntry>, ApiError> {
    let entry = current(asked, number).await?;
    Ok(Tagged(entry.revision, entry))
}

#[utoipa::path(get, path = "/api/team/entries",
    responses((status = 200, description = "The last changed first", body = TeamEntryList)))]
pub async fn list_own_entries(asked: Asked) -> Result<Json<TeamEntryList>, ApiError> {
    let cards = queries::list_own_entries(&asked.context()).await?;
    Ok(Json(TeamEntryList::new(&cards, asked.arrived_at)))
}

#[utoipa::path(post, path = "/api/team/entries", request_body = CreateEntry,
    responses((status = 201, description = "A draft", body = TeamEntry)))]
pub async fn create_entry(
    asked: Asked,
    JsonIn(input): JsonIn<CreateEntry>,
) -> Result<impl IntoResponse, ApiError> {
    let cx = asked.context();
    let number = operations::create_entry(&cx, &input.edition, &input.contest).await?;
    // The founder became a member this very moment.
    let asked = asked.again().await?;
    Ok((StatusCode::CREATED, tagged(&asked, &number).await?))
}

#[utoipa::path(get, path = "/api/team/entries/{number}", params(("number" = String, Path)),
    responses((status = 200, description = "With its revision as ETag", body = TeamEntry)))]
pub async fn read_own_entry(
    asked: Asked,
    PathIn(number): PathIn<String>,
) -> Result<Tagged<TeamEntry>, ApiError> {
    tagged(&asked, &number).await
}

#[utoipa::path(patch, path = "/api/team/entries/{number}", request_body = SaveEntryDraft,
    params(("number" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "Saved", body = TeamEntry)))]
pub async fn save_entry_draft(
    asked: Asked,
    PathIn(number): PathIn<String>,
    IfMatch(revision): IfMatch,
    JsonIn(input): JsonIn<SaveEntryDraft>,
) -> Result<Tagged<TeamEntry>, ApiError> {
    let patch = input.into();
    let saved = operations::save_entry_draft(&asked.context(), &number, revision, &patch).await;
    or_current(saved, current(&asked, &number)).await?;
    tagged(&asked, &number).await
}

#[utoipa::path(put, path = "/api/team/entries/{number}/division", request_body = ChooseDivision,
    params(("number" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "Chosen", body = TeamEntry)))]
pub async fn choose_division(
    asked: Asked,
    PathIn(number): PathIn<String>,
    IfMatch(revision): IfMatch,
    JsonIn(input): JsonIn<ChooseDivision>,
) -> Result<Tagged<TeamEntry>, ApiError> {
    let cx = asked.context();
    let chosen = operations::choose_division(&cx, &number, revision, &input.division).await;
    or_current(chosen, current(&asked, &number)).await?;
    tagged(&asked, &number).await
}

#[utoipa::path(post, path = "/api/team/entries/{number}/attachments/{slot}",
    params(("number" = String, Path), ("slot" = String, Path)),
    request_body(content = inline(upload::UploadForm), content_type = "multipart/form-data"),
    responses((status = 201, description = "Stored", body = TeamEntry)))]
pub async fn upload_attachment(
    asked: Asked,
    PathIn((number, slot)): PathIn<(String, String)>,
    request: Request,
) -> Result<Response, ApiError> {
    let mut incoming = Incoming::begin(request, upload::MOST_BYTES).await?;
    let name = incoming.name.clone();
    let file = IncomingFile {
        slot: &slot,
        name: &name,
        bytes: incoming.bytes(),
    };
    let mut broken = None;
    let cx = asked.context();
    let stored = operations::upload_attachment(&cx, &number, file, |error| {
        broken = Some(ApiError::from(error));
        OperationError::conflict("upload_broken")
    });
    if let Err(error) = stored.await {
        incoming.drain().await;
        return Err(broken.unwrap_or_else(|| error.into()));
    }
    Ok((StatusCode::CREATED, tagged(&asked, &number).await?).into_response())
}

#[utoipa::path(get, path = "/api/team/entries/{number}/attachments/{slot}",
    params(("number" = String, Path), ("slot" = String, Path)),
    responses((status = 200, description = "The file", body = inline(upload::FileBytes),
        content_type = "application/pdf")))]
pub async fn read_own_attachment(
    asked: Asked,
    PathIn((number, slot)): PathIn<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let view = queries::read_own_attachment(&asked.context(), &number, &slot).await?;
    file(&asked, &headers, &view, Purpose::Save).await
}

#[utoipa::path(delete, path = "/api/team/entries/{number}/attachments/{slot}",
    params(("number" = String, Path), ("slot" = String, Path)),
    responses((status = 200, description = "Removed from the draft", body = TeamEntry)))]
pub async fn remove_attachment(
    asked: Asked,
    PathIn((number, slot)): PathIn<(String, String)>,
) -> Result<Tagged<TeamEntry>, ApiError> {
    operations::remove_attachment(&asked.context(), &number, &slot).await?;
    tagged(&asked, &number).await
}

#[utoipa::path(post, path = "/api/team/entries/{number}/submit",
    request_body = Nothing, params(("number" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "The same content again gets the same receipt", body = Receipt)))]
pub async fn submit_entry(
    asked: Asked,
    PathIn(number): PathIn<String>,
    IfMatch(revision): IfMatch,
    JsonIn(Nothing {}): JsonIn<Nothing>,
) -> Result<Json<Receipt>, ApiError> {
    let submitted = operations::submit_entry(&asked.context(), &number, revision).await;
    or_current(submitted, current(&asked, &number)).await?;
    let receipt = queries::read_receipt(&asked.context(), &number).await?;
    Ok(Json((&receipt).into()))
}

#[utoipa::path(post, path = "/api/team/entries/{number}/supplement",
    request_body = Nothing, params(("number" = String, Path), ("If-Match" = String, Header)),
    responses((status = 200, description = "The same content again gets the same receipt", body = Receipt)))]
pub async fn submit_supplement(
    asked: Asked,
    PathIn(number): PathIn<String>,
    IfMatch(revision): IfMatch,
    JsonIn(Nothing {}): JsonIn<Nothing>,
) -> Result<Json<Receipt>, ApiError> {
    let submitted = operations::submit_supplement(&asked.context(), &number, revision).await;
    or_current(submitted, current(&asked, &number)).await?;
    let receipt = queries::read_receipt(&asked.context(), &number).await?;
    Ok(Json((&receipt).into()))
}

#[utoipa::path(get, path = "/api/team/entries/{number}/receipt", params(("number" = String, Path)),
    responses((status = 200, description = "Of the version that stands", body = Receipt)))]
pub async fn read_receipt(
    asked: Asked,
    PathIn(number): PathIn<String>,
) -> Result<Json<Receipt>, ApiError> {
    let receipt = queries::read_receipt(&asked.context(), &number).await?;
    Ok(Json((&receipt).into()))
}

#[utoipa::path(get, path = "/api/team/entries/{number}/results", params(("number" = String, Path)),
    responses((status = 200, description = "As far as it is public and disclosed", body = OwnResults)))]
pub async fn read_own_results(
    asked: Asked,
    PathIn(number): PathIn<String>,
) -> Result<Json<OwnResults>, ApiError> {
    let results = results::read_own_results(&asked.context(), &number).await?;
    Ok(Json(results.into()))
}
