//! The way on from a heat: ties, advancing, admitting, and what hosts hand in.

use axum::{
    Json,
    extract::Request,
    response::{IntoResponse, Response},
};
use http::{HeaderMap, StatusCode};
use operations::{IncomingFile, OperationError, queries::advancement as queries};

use super::file;
use crate::{
    dto::{
        advancement::{AdmitEntry, AdvanceHeat, Advancement, AdvancementCheck, DecideTie},
        report::{AnswerHeatReport, HeatReports, ReportHeat},
    },
    extract::{JsonIn, PathIn},
    files::Purpose,
    principal::Asked,
    problem::ApiError,
    upload::{self, Incoming},
};

async fn advancement(
    asked: &Asked,
    edition: &str,
    heat: &str,
) -> Result<Json<Advancement>, ApiError> {
    let view = queries::read_advancement(&asked.context(), edition, heat).await?;
    Ok(Json(view.into()))
}

async fn reports(asked: &Asked, edition: &str, heat: &str) -> Result<Json<HeatReports>, ApiError> {
    let view = queries::read_heat_report(&asked.context(), edition, heat).await?;
    Ok(Json(view.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/advancement",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Who would go on, or who goes on", body = Advancement)))]
pub async fn read_advancement(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<Advancement>, ApiError> {
    advancement(&asked, &edition, &heat).await
}

/// Decides who goes on, once.
#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/advancement", request_body = AdvanceHeat,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Decided", body = Advancement)))]
pub async fn advance_heat(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<AdvanceHeat>,
) -> Result<Json<Advancement>, ApiError> {
    operations::advance_heat(&asked.context(), &edition, &heat, &input.into()).await?;
    advancement(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/advancement/check",
    request_body = AdvanceHeat, params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "What it would come to; nothing is decided",
        body = AdvancementCheck)))]
pub async fn check_advancement(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<AdvanceHeat>,
) -> Result<Json<AdvancementCheck>, ApiError> {
    let cx = asked.context();
    let check = queries::check_advancement(&cx, &edition, &heat, &input.into()).await?;
    Ok(Json(check.into()))
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/tie-decisions", request_body = DecideTie,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "On the record", body = Advancement)))]
pub async fn decide_tie(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<DecideTie>,
) -> Result<Json<Advancement>, ApiError> {
    let cx = asked.context();
    operations::decide_tie(&cx, &edition, &heat, &input.order, &input.reason).await?;
    advancement(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/admissions", request_body = AdmitEntry,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 204, description = "On the record")))]
pub async fn admit_entry(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<AdmitEntry>,
) -> Result<StatusCode, ApiError> {
    let (number, route, reason) = (&input.number, &input.route, &input.reason);
    operations::admit_entry(&asked.context(), &edition, &heat, number, route, reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/report",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "The latest first", body = HeatReports)))]
pub async fn read_heat_report(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<HeatReports>, ApiError> {
    reports(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/report", request_body = ReportHeat,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Handed in", body = HeatReports)))]
pub async fn report_heat(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<ReportHeat>,
) -> Result<Json<HeatReports>, ApiError> {
    operations::report_heat(&asked.context(), &edition, &heat, &input.statement).await?;
    reports(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/report/scan",
    params(("edition" = String, Path), ("heat" = String, Path)),
    request_body(content = inline(upload::UploadForm), content_type = "multipart/form-data"),
    responses((status = 201, description = "Stored", body = HeatReports)))]
pub async fn attach_heat_scan(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
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
    let stored = operations::attach_heat_scan(&cx, &edition, &heat, file, |error| {
        broken = Some(ApiError::from(error));
        OperationError::conflict("upload_broken")
    });
    if let Err(error) = stored.await {
        incoming.drain().await;
        return Err(broken.unwrap_or_else(|| error.into()));
    }
    Ok((StatusCode::CREATED, reports(&asked, &edition, &heat).await?).into_response())
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/report/scan",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "The signed list", body = inline(upload::FileBytes),
        content_type = "application/pdf")))]
pub async fn read_heat_scan(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let view = queries::read_heat_scan(&asked.context(), &edition, &heat).await?;
    file(&asked, &headers, &view, Purpose::Save).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/report/answer",
    request_body = AnswerHeatReport, params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "On the record", body = HeatReports)))]
pub async fn answer_heat_report(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<AnswerHeatReport>,
) -> Result<Json<HeatReports>, ApiError> {
    let (number, returned) = (input.number, input.returned.as_deref());
    operations::answer_heat_report(&asked.context(), &edition, &heat, number, returned).await?;
    reports(&asked, &edition, &heat).await
}
