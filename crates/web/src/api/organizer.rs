//! Editions, their entries and their judges.

use axum::{
    Json,
    extract::{Request, State},
    response::{IntoResponse, Response},
};
use domain::ids::JudgeId;
use http::{HeaderMap, StatusCode};
use operations::queries::{
    edition as queries,
    entries::{self, EntryFilter},
    funnel,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::file;
use crate::{
    app::App,
    dto::{
        entries::{EnterOnBehalf, EnteredOnBehalf, EntryPage, OrganizerEntry},
        funnel::Funnel,
        organizer::{EditionList, EditionOverview},
        panel::{ImportReport, JudgeList, PrintedCode},
    },
    etag::Tagged,
    extract::{JsonIn, PathIn, QueryIn, text_body},
    files::Purpose,
    principal::Asked,
    problem::ApiError,
    upload,
};

#[utoipa::path(get, path = "/api/editions",
    responses((status = 200, description = "The editions one works in", body = EditionList)))]
pub async fn list_editions(asked: Asked) -> Result<Json<EditionList>, ApiError> {
    let (cards, may_import) = queries::list_editions(&asked.context()).await?;
    Ok(Json(EditionList::new(&cards, may_import, asked.arrived_at)))
}

async fn overview(asked: &Asked, edition: &str) -> Result<Json<EditionOverview>, ApiError> {
    let view = queries::read_edition(&asked.context(), edition).await?;
    Ok(Json(EditionOverview::new(view, asked.arrived_at)))
}

#[utoipa::path(post, path = "/api/editions",
    request_body(content = String, content_type = "application/toml"),
    responses((status = 201, description = "Imported", body = EditionOverview)))]
pub async fn import_edition(
    asked: Asked,
    State(app): State<App>,
    request: Request,
) -> Result<impl IntoResponse, ApiError> {
    let text = text_body(request, &app, "application/toml").await?;
    let (slug, _) = operations::import_edition(&asked.context(), &text).await?;
    app.pages.public_changed();
    Ok((StatusCode::CREATED, overview(&asked, &slug).await?))
}

#[utoipa::path(get, path = "/api/editions/{edition}", params(("edition" = String, Path)),
    responses((status = 200, description = "At a glance", body = EditionOverview)))]
pub async fn read_edition(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<EditionOverview>, ApiError> {
    overview(&asked, &edition).await
}

#[utoipa::path(get, path = "/api/editions/{edition}/funnel", params(("edition" = String, Path)),
    responses((status = 200, description = "How many entries have come how far", body = Funnel)))]
pub async fn read_funnel(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<Funnel>, ApiError> {
    let view = funnel::read_funnel(&asked.context(), &edition).await?;
    Ok(Json(view.into()))
}

/// Which page of which entries; what is left out narrows nothing.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageOfEntries {
    /// Key of the contest.
    #[serde(default)]
    contest: String,
    /// Key of the division.
    #[serde(default)]
    division: String,
    /// `draft` or `submitted`.
    #[serde(default)]
    state: String,
    /// `none`, `pending`, `accepted` or `rejected`.
    #[serde(default)]
    screening: String,
    /// Key of the region.
    #[serde(default)]
    region: String,
    /// Key of a heat that they take or took part in.
    #[serde(default)]
    heat: String,
    /// Part of a number, a title or a team's name.
    #[serde(default)]
    text: String,
    #[serde(default)]
    after: String,
    #[serde(default = "a_page")]
    limit: u32,
}

impl PageOfEntries {
    fn filter(&self) -> EntryFilter {
        EntryFilter {
            contest: self.contest.clone(),
            division: self.division.clone(),
            state: self.state.clone(),
            screening: self.screening.clone(),
            region: self.region.clone(),
            heat: self.heat.clone(),
            text: self.text.clone(),
        }
    }
}

const fn a_page() -> u32 {
    50
}

#[utoipa::path(get, path = "/api/editions/{edition}/entries",
    params(("edition" = String, Path), PageOfEntries),
    responses((status = 200, description = "By number", body = EntryPage)))]
pub async fn list_entries(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    QueryIn(page): QueryIn<PageOfEntries>,
) -> Result<Json<EntryPage>, ApiError> {
    let cx = asked.context();
    let filter = page.filter();
    let page = entries::list_entries(&cx, &edition, &filter, &page.after, page.limit).await?;
    Ok(Json(page.into()))
}

#[utoipa::path(post, path = "/api/editions/{edition}/entries", request_body = EnterOnBehalf,
    params(("edition" = String, Path)),
    responses((status = 201, description = "Begun, and its member told", body = EnteredOnBehalf)))]
pub async fn enter_on_behalf(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    JsonIn(input): JsonIn<EnterOnBehalf>,
) -> Result<(StatusCode, Json<EnteredOnBehalf>), ApiError> {
    let (cx, wish) = (asked.context(), input.wish());
    let number = operations::enter_on_behalf(&cx, &edition, &wish).await?;
    Ok((StatusCode::CREATED, Json(EnteredOnBehalf { number })))
}

#[utoipa::path(get, path = "/api/editions/{edition}/entries/{number}",
    params(("edition" = String, Path), ("number" = String, Path)),
    responses((status = 200, description = "With its versions; its revision as ETag",
        body = OrganizerEntry)))]
pub async fn read_entry(
    asked: Asked,
    PathIn((edition, number)): PathIn<(String, String)>,
) -> Result<Tagged<OrganizerEntry>, ApiError> {
    let view = entries::read_entry(&asked.context(), &edition, &number).await?;
    let entry = OrganizerEntry::from(view);
    Ok(Tagged(entry.revision, entry))
}

#[utoipa::path(get, path = "/api/editions/{edition}/entries/{number}/attachments/{slot}",
    params(("edition" = String, Path), ("number" = String, Path), ("slot" = String, Path)),
    responses((status = 200, description = "The file", body = inline(upload::FileBytes),
        content_type = "application/pdf")))]
pub async fn read_entry_attachment(
    asked: Asked,
    PathIn((edition, number, slot)): PathIn<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let cx = asked.context();
    let view = entries::read_entry_attachment(&cx, &edition, &number, &slot).await?;
    file(&asked, &headers, &view, Purpose::Save).await
}

#[utoipa::path(get, path = "/api/editions/{edition}/judges", params(("edition" = String, Path)),
    responses((status = 200, description = "By name", body = JudgeList)))]
pub async fn list_judges(
    asked: Asked,
    PathIn(edition): PathIn<String>,
) -> Result<Json<JudgeList>, ApiError> {
    Ok(Json(
        queries::list_judges(&asked.context(), &edition)
            .await?
            .into(),
    ))
}

#[utoipa::path(post, path = "/api/editions/{edition}/judges/import", params(("edition" = String, Path)),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, description = "What became of each row", body = ImportReport)))]
pub async fn import_judges(
    asked: Asked,
    PathIn(edition): PathIn<String>,
    State(app): State<App>,
    request: Request,
) -> Result<Json<ImportReport>, ApiError> {
    let text = text_body(request, &app, "text/csv").await?;
    Ok(Json(
        operations::import_judges(&asked.context(), &edition, &text)
            .await?
            .into(),
    ))
}

#[utoipa::path(post, path = "/api/editions/{edition}/judges/{judge}/code",
    params(("edition" = String, Path), ("judge" = String, Path)),
    responses((status = 201, description = "Shown this once", body = PrintedCode)))]
pub async fn issue_printed_code(
    asked: Asked,
    PathIn((edition, judge)): PathIn<(String, JudgeId)>,
) -> Result<(StatusCode, Json<PrintedCode>), ApiError> {
    let code = operations::issue_printed_code(&asked.context(), &edition, judge).await?;
    Ok((StatusCode::CREATED, Json(code.into())))
}
