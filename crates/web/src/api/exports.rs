//! Lists to take away.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};
use operations::queries::exports as queries;

use crate::{
    dto::exports::{
        ExportAs, ExportEntries, Format, Taken, entry_table, judge_table, standing_table,
    },
    export::{Table, csv, xlsx},
    extract::{JsonIn, PathIn, QueryIn},
    principal::Asked,
    problem::{ApiError, Code},
    upload,
};

/// Who takes the list is on the record.
#[utoipa::path(post, path = "/api/editions/{edition}/entries/export", request_body = ExportEntries,
    params(("edition" = String, Path)),
    responses((status = 200, description = "CSV or a workbook", body = inline(upload::FileBytes),
        content_type = "application/octet-stream")))]
pub async fn export_entries(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<ExportEntries>,
) -> Result<Response, ApiError> {
    let (format, filter) = (input.format, input.filter());
    let export = operations::export_entries(&asked.context(), &edition, &filter).await?;
    let table = entry_table(&export, asked.arrived_at);
    saved(&table, format, &format!("{edition}-entries"))
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/standing/export",
    params(("edition" = String, Path), ("heat" = String, Path), ExportAs),
    responses((status = 200, description = "CSV or a workbook", body = inline(upload::FileBytes),
        content_type = "application/octet-stream")))]
pub async fn export_standing(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    QueryIn(wanted): QueryIn<ExportAs>,
) -> Result<Response, ApiError> {
    let (view, by) = queries::export_standing(&asked.context(), &edition, &heat).await?;
    let (at, by) = (asked.arrived_at, &by);
    let table = standing_table(&view, &Taken { at, by });
    saved(&table, wanted.format, &format!("{edition}-{heat}-standing"))
}

#[utoipa::path(get, path = "/api/editions/{edition}/judges/export",
    params(("edition" = String, Path), ExportAs),
    responses((status = 200, description = "CSV or a workbook", body = inline(upload::FileBytes),
        content_type = "application/octet-stream")))]
pub async fn export_judges(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    QueryIn(wanted): QueryIn<ExportAs>,
) -> Result<Response, ApiError> {
    let (held, lines, by) = queries::export_judges(&asked.context(), &edition).await?;
    let (at, by) = (asked.arrived_at, &by);
    let table = judge_table(&held, &lines, &Taken { at, by });
    saved(&table, wanted.format, &format!("{edition}-judges"))
}

/// A table as a file to save. Names in addresses are letters, digits and hyphens.
pub(super) fn saved(table: &Table, format: Format, name: &str) -> Result<Response, ApiError> {
    let written = match format {
        Format::Csv => csv(table).map_err(|_| ApiError::new(Code::ServerError))?,
        Format::Xlsx => xlsx(table).map_err(|_| ApiError::new(Code::ServerError))?,
    };
    let name = format!("attachment; filename=\"{name}.{}\"", format.ending());
    let disposition =
        HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static(format.media_type()),
        ),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, written).into_response())
}
