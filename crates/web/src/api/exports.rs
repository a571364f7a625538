//! Lists to take away.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, header};

use crate::{
    dto::exports::{ExportEntries, Format, entry_table},
    export::{csv, xlsx},
    extract::{JsonIn, PathIn},
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
    let (held, lines) = operations::export_entries(&asked.context(), &edition, &filter).await?;
    let table = entry_table(&held, &lines);
    let written = match format {
        Format::Csv => csv(&table).map_err(|_| ApiError::new(Code::ServerError))?,
        Format::Xlsx => xlsx(&table).map_err(|_| ApiError::new(Code::ServerError))?,
    };
    let name = format!(
        "attachment; filename=\"{edition}-entries.{}\"",
        format.ending()
    );
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
