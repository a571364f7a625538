//! Heats: opening, progress, waivers, closing, figures from elsewhere, standing.

use axum::{
    Json,
    extract::{Request, State},
};
use operations::queries::{analysis, field, heat as queries, proposal as proposals};

use crate::{
    app::App,
    dto::{
        analysis::HeatAnalysis,
        field::{HeatEntries, HeatEntry},
        heat::{HeatProgress, Standing, WaiveSheets},
        proposal::AssignmentProposal,
    },
    extract::{JsonIn, PathIn, text_body},
    principal::Asked,
    problem::ApiError,
};

async fn progress(
    asked: &Asked,
    edition: &str,
    heat: &str,
) -> Result<Json<HeatProgress>, ApiError> {
    Ok(Json(
        queries::read_heat_progress(&asked.context(), edition, heat)
            .await?
            .into(),
    ))
}

async fn standing(asked: &Asked, edition: &str, heat: &str) -> Result<Json<Standing>, ApiError> {
    Ok(Json(
        queries::read_standing(&asked.context(), edition, heat)
            .await?
            .into(),
    ))
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/proposal",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Who would read how much", body = AssignmentProposal)))]
pub async fn read_proposal(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<AssignmentProposal>, ApiError> {
    let view = proposals::read_proposal(&asked.context(), &edition, &heat).await?;
    Ok(Json(view.into()))
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/proposal",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Worked out", body = AssignmentProposal)))]
pub async fn propose_assignments(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<AssignmentProposal>, ApiError> {
    operations::propose_assignments(&asked.context(), &edition, &heat).await?;
    let view = proposals::read_proposal(&asked.context(), &edition, &heat).await?;
    Ok(Json(view.into()))
}

/// Freezes rubric and rule and makes the assignments.
#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/open",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Opened", body = HeatProgress)))]
pub async fn open_heat(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<HeatProgress>, ApiError> {
    operations::open_heat(&asked.context(), &edition, &heat).await?;
    progress(&asked, &edition, &heat).await
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/progress",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Who has done how much", body = HeatProgress)))]
pub async fn read_heat_progress(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<HeatProgress>, ApiError> {
    progress(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/waivers", request_body = WaiveSheets,
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "On the record", body = HeatProgress)))]
pub async fn waive_sheets(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    JsonIn(input): JsonIn<WaiveSheets>,
) -> Result<Json<HeatProgress>, ApiError> {
    let (sheets, reason) = (&input.assignments, &input.reason);
    operations::waive_sheets(&asked.context(), &edition, &heat, sheets, reason).await?;
    progress(&asked, &edition, &heat).await
}

#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/close",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Closed, with its standing", body = Standing)))]
pub async fn close_heat(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<Standing>, ApiError> {
    operations::close_heat(&asked.context(), &edition, &heat).await?;
    standing(&asked, &edition, &heat).await
}

/// Closes a heat that is not judged here.
#[utoipa::path(post, path = "/api/editions/{edition}/heats/{heat}/scores",
    params(("edition" = String, Path), ("heat" = String, Path)),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, description = "Closed, with its standing", body = Standing)))]
pub async fn import_scores(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
    State(app): State<App>,
    request: Request,
) -> Result<Json<Standing>, ApiError> {
    let text = text_body(request, &app, "text/csv").await?;
    operations::import_scores(&asked.context(), &edition, &heat, &text).await?;
    standing(&asked, &edition, &heat).await
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/standing",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "Frozen", body = Standing)))]
pub async fn read_standing(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<Standing>, ApiError> {
    standing(&asked, &edition, &heat).await
}

/// How sure its figures are, and how its judges scored. Worked out where it holds up no other answer.
#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/analysis",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "In the order of the standing", body = HeatAnalysis)))]
pub async fn read_heat_analysis(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<HeatAnalysis>, ApiError> {
    let sheets = analysis::read_heat_analysis(&asked.context(), &edition, &heat).await?;
    let analysed = tokio::task::spawn_blocking(move || sheets.analysed());
    let analysed = analysed.await.map_err(|error| ApiError::server(&error))?;
    Ok(Json(analysed.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/entries",
    params(("edition" = String, Path), ("heat" = String, Path)),
    responses((status = 200, description = "By rank, else by number", body = HeatEntries)))]
pub async fn list_heat_entries(
    asked: Asked,
    PathIn((edition, heat)): PathIn<(String, String)>,
) -> Result<Json<HeatEntries>, ApiError> {
    let field = field::list_heat_entries(&asked.context(), &edition, &heat).await?;
    Ok(Json(field.into()))
}

#[utoipa::path(get, path = "/api/editions/{edition}/heats/{heat}/entries/{number}",
    params(("edition" = String, Path), ("heat" = String, Path), ("number" = String, Path)),
    responses((status = 200, description = "With its sheets", body = HeatEntry)))]
pub async fn read_heat_entry(
    asked: Asked,
    PathIn((edition, heat, number)): PathIn<(String, String, String)>,
) -> Result<Json<HeatEntry>, ApiError> {
    let entry = field::read_heat_entry(&asked.context(), &edition, &heat, &number).await?;
    Ok(Json(entry.into()))
}
