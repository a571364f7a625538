//! Public files beside the pages: lists for programs, feeds, and what search engines read.

use axum::{extract::OriginalUri, response::Response};
use domain::text::Language;
use http::{HeaderMap, HeaderValue};
use operations::queries::public::{PublicEdition, PublicVersion, read_home};

use super::{
    address,
    answer::{Made, Reader, answer_file},
    feed::{Feed, Sitemap},
    handlers::{edition, next_change, next_of_all},
    list::{PublicList, table},
    render::Page,
};
use crate::{
    export::csv,
    extract::PathIn,
    principal::Asked,
    problem::{ApiError, Code},
};

/// `/results/{edition}/list.json`
pub async fn list_json(
    asked: Asked,
    PathIn(slug): PathIn<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked| -> Made {
        let one = edition(asked, &slug).await?;
        let list = PublicList::new(&asked.app.site, &one, in_force(&one)?);
        let json = serde_json::to_vec_pretty(&list).map_err(|error| ApiError::server(&error))?;
        let page = Page::new(json, "application/json");
        Ok((page, next_change(&one, asked.arrived_at)))
    };
    answer_file(&asked, &uri, &headers, made).await
}

/// `/results/{edition}/list.csv`
pub async fn list_csv(
    asked: Asked,
    PathIn(slug): PathIn<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked| -> Made {
        let one = edition(asked, &slug).await?;
        let list = table(&one.edition.slug, in_force(&one)?);
        let csv = csv(&list).map_err(|error| ApiError::server(&error))?;
        let slug = address::part(&one.edition.slug);
        let name = format!("attachment; filename=\"results-{slug}.csv\"");
        let mut page = Page::new(csv, "text/csv; charset=utf-8");
        page.saved_as = HeaderValue::from_str(&name).ok();
        Ok((page, next_change(&one, asked.arrived_at)))
    };
    answer_file(&asked, &uri, &headers, made).await
}

fn in_force(one: &PublicEdition) -> Result<&PublicVersion, ApiError> {
    one.versions.last().ok_or(ApiError::new(Code::NotFound))
}

/// `/zh/feed.xml`
pub async fn feed_zh(asked: Asked, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    feed(&asked, &uri, &headers, Language::Zh).await
}

/// `/en/feed.xml`
pub async fn feed_en(asked: Asked, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    feed(&asked, &uri, &headers, Language::En).await
}

async fn feed(asked: &Asked, uri: &http::Uri, headers: &HeaderMap, language: Language) -> Response {
    let made = async |asked: &Asked| -> Made {
        let editions = read_home(&asked.context()).await?;
        let (site, reader) = (&asked.app.site, Reader::in_language(language));
        let view = Feed::new(site, &editions, reader, asked.arrived_at);
        let kind = "application/atom+xml; charset=utf-8";
        let page = site.render_as(kind, "feed.xml", reader, &view)?;
        Ok((page, next_of_all(&editions, asked.arrived_at)))
    };
    answer_file(asked, uri, headers, made).await
}

/// `/sitemap.xml`
pub async fn sitemap(asked: Asked, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let made = async |asked: &Asked| -> Made {
        let editions = read_home(&asked.context()).await?;
        let reader = Reader::in_language(Language::Zh);
        let (kind, view) = ("application/xml; charset=utf-8", Sitemap::new(&editions));
        let page = asked
            .app
            .site
            .render_as(kind, "sitemap.xml", reader, &view)?;
        Ok((page, next_of_all(&editions, asked.arrived_at)))
    };
    answer_file(&asked, &uri, &headers, made).await
}

/// `/robots.txt`: the application and the API are nothing to find.
pub async fn robots(asked: Asked, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let made = async |asked: &Asked| -> Made {
        let origin = asked.app.config.public_url.origin();
        let text = format!(
            "User-agent: *\nDisallow: /api/\nDisallow: /app/\nDisallow: /sign-in/\n\n\
             Sitemap: {origin}/sitemap.xml\n"
        );
        Ok((Page::new(text, "text/plain; charset=utf-8"), None))
    };
    answer_file(&asked, &uri, &headers, made).await
}
