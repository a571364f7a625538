//! The approval chain, and awards by exception.

use axum::{
    Json,
    extract::Request,
    response::{IntoResponse, Response},
};
use domain::edition::Problem;
use http::{HeaderMap, StatusCode};
use operations::{IncomingFile, OperationError, queries::approvals as queries};
use uuid::Uuid;

use super::file;
use crate::{
    dto::{
        approvals::{
            Approvals, ApproveList, RecallApproval, RegisterApproval, ReturnList, strikes,
        },
        awards::ProposeException,
        exceptions::WithdrawException,
        values::Nothing,
    },
    extract::{JsonIn, PathIn},
    files::Purpose,
    principal::Asked,
    problem::ApiError,
    upload::{self, Incoming},
};

async fn approvals(asked: &Asked, edition: &str) -> Result<Json<Approvals>, ApiError> {
    let view = queries::read_approvals(&asked.context(), edition).await?;
    Ok(Json(view.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/approvals", params(("edition" = String, Path)),
    responses((status = 200, description = "The chain and its requests", body = Approvals)))]
pub async fn read_approvals(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<Approvals>, ApiError> {
    approvals(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/approvals", request_body = Nothing,
    params(("edition" = String, Path)),
    responses((status = 201, description = "Waits for the first step", body = Approvals)))]
pub async fn request_approval(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(Nothing {}): JsonIn<Nothing>,
) -> Result<(StatusCode, Json<Approvals>), ApiError> {
    operations::request_approval(&asked.context(), &edition).await?;
    Ok((StatusCode::CREATED, approvals(&asked, &edition).await?))
}

#[utoipa::path(post, path = "/api/editions/{edition}/approvals/{approval}/approve", request_body = ApproveList,
    params(("edition" = String, Path), ("approval" = String, Path)),
    responses((status = 200, description = "Approved but for what is struck off", body = Approvals)))]
pub async fn approve_list(
    asked: Asked,
    PathIn((edition, approval)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<ApproveList>,
) -> Result<Json<Approvals>, ApiError> {
    let (cx, strikes) = (asked.context(), strikes(input.strikes));
    operations::approve_list(&cx, &edition, approval, &input.list_hash, strikes).await?;
    approvals(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/approvals/{approval}/register", request_body = RegisterApproval,
    params(("edition" = String, Path), ("approval" = String, Path)),
    responses((status = 200, description = "On the record", body = Approvals)))]
pub async fn register_approval(
    asked: Asked,
    PathIn((edition, approval)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<RegisterApproval>,
) -> Result<Json<Approvals>, ApiError> {
    let cx = asked.context();
    let (paper, strikes) = input.registration().ok_or_else(|| {
        let problem = Problem::at("/date", "not_a_day");
        OperationError::invalid("paper_incomplete", vec![problem])
    })?;
    operations::register_approval(&cx, &edition, approval, paper, strikes).await?;
    approvals(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/approvals/{approval}/scan",
    params(("edition" = String, Path), ("approval" = String, Path)),
    request_body(content = inline(upload::UploadForm), content_type = "multipart/form-data"),
    responses((status = 201, description = "Waits to be registered", body = Approvals)))]
pub async fn attach_approval_scan(
    asked: Asked,
    PathIn((edition, approval)): PathIn<(String, Uuid)>,
    request: Request,
) -> Result<Response, ApiError> {
    let mut incoming = Incoming::begin(request, upload::MOST_BYTES).await?;
    let name = incoming.name.clone();
    let file = IncomingFile {
        slot: "scan",
        name: &name,
        bytes: incoming.bytes(),
    };
    let mut broken = None;
    let cx = asked.context();
    let stored = operations::attach_approval_scan(&cx, &edition, approval, file, |error| {
        broken = Some(ApiError::from(error));
        OperationError::conflict("upload_broken")
    });
    if let Err(error) = stored.await {
        incoming.drain().await;
        return Err(broken.unwrap_or_else(|| error.into()));
    }
    Ok((StatusCode::CREATED, approvals(&asked, &edition).await?).into_response())
}

#[utoipa::path(get, path = "/api/editions/{edition}/approvals/{approval}/scans/{step}",
    params(("edition" = String, Path), ("approval" = String, Path), ("step" = usize, Path)),
    responses((status = 200, description = "The signed paper", body = inline(upload::FileBytes),
        content_type = "application/pdf")))]
pub async fn read_approval_scan(
    asked: Asked,
    PathIn((edition, approval, step)): PathIn<(String, Uuid, usize)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let view = queries::read_approval_scan(&asked.context(), &edition, approval, step).await?;
    file(&asked, &headers, &view, Purpose::Save).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/approvals/{approval}/return", request_body = ReturnList,
    params(("edition" = String, Path), ("approval" = String, Path)),
    responses((status = 200, description = "Back at the organizer", body = Approvals)))]
pub async fn return_list(
    asked: Asked,
    PathIn((edition, approval)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<ReturnList>,
) -> Result<Json<Approvals>, ApiError> {
    operations::return_list(&asked.context(), &edition, approval, &input.reason).await?;
    approvals(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/approvals/{approval}/recall", request_body = RecallApproval,
    params(("edition" = String, Path), ("approval" = String, Path)),
    responses((status = 200, description = "The awards can change again", body = Approvals)))]
pub async fn recall_approval(
    asked: Asked,
    PathIn((edition, approval)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<RecallApproval>,
) -> Result<Json<Approvals>, ApiError> {
    operations::recall_approval(&asked.context(), &edition, approval, &input.reason).await?;
    approvals(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/exceptions", request_body = ProposeException,
    params(("edition" = String, Path)),
    responses((status = 201, description = "Waits for another person", body = Approvals)))]
pub async fn propose_exception(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<ProposeException>,
) -> Result<(StatusCode, Json<Approvals>), ApiError> {
    operations::propose_exception(&asked.context(), &edition, &input.wish()).await?;
    Ok((StatusCode::CREATED, approvals(&asked, &edition).await?))
}

#[utoipa::path(post, path = "/api/editions/{edition}/exceptions/{exception}/confirm", request_body = Nothing,
    params(("edition" = String, Path), ("exception" = String, Path)),
    responses((status = 200, description = "Given", body = Approvals)))]
pub async fn confirm_exception(
    asked: Asked,
    PathIn((edition, exception)): PathIn<(String, Uuid)>,
    JsonIn(Nothing {}): JsonIn<Nothing>,
) -> Result<Json<Approvals>, ApiError> {
    operations::confirm_exception(&asked.context(), &edition, exception).await?;
    approvals(&asked, &edition).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/exceptions/{exception}/withdraw",
    request_body = WithdrawException, params(("edition" = String, Path), ("exception" = String, Path)),
    responses((status = 200, description = "It is not given", body = Approvals)))]
pub async fn withdraw_exception(
    asked: Asked,
    PathIn((edition, exception)): PathIn<(String, Uuid)>,
    JsonIn(input): JsonIn<WithdrawException>,
) -> Result<Json<Approvals>, ApiError> {
    operations::withdraw_exception(&asked.context(), &edition, exception, &input.reason).await?;
    approvals(&asked, &edition).await
}
