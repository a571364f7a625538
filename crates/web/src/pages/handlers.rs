//! The public endpoints: the chosen language becomes a cookie, a page that is still true comes from memory,
//! any other is made anew.

use axum::{
    body::Body,
    extract::OriginalUri,
    response::{IntoResponse, Response},
};
use domain::{text::Language, time::Timestamp};
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use operations::queries::public::{
    PublicEdition, read_home, read_public_call, read_public_edition,
};

use super::{
    cache::{Key, Validity},
    render::Page,
    views::{CallPage, Home, NotYet, Results},
};
use crate::{
    edge::html,
    extract::PathIn,
    locale,
    principal::Asked,
    problem::{ApiError, Code},
};

/// How long a page is kept without asking, in milliseconds: what another process publishes is
/// seen after this at the latest.
const KEPT: i64 = 2_000;

/// A page, and the instant at which time alone changes it.
type Made = Result<(Page, Option<Timestamp>), ApiError>;

/// `/`
pub async fn home(asked: Asked, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let made = async |asked: &Asked, language| -> Made {
        let editions = read_home(&asked.context()).await?;
        let next = editions
            .iter()
            .filter_map(|one| next_change(one, asked.arrived_at))
            .min();
        let view = Home::new(&editions, language, asked.arrived_at);
        Ok((asked.app.site.render("home.html", language, &view)?, next))
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/editions/{edition}`
pub async fn call(
    asked: Asked,
    PathIn(slug): PathIn<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, language| -> Made {
        let call = read_public_call(&asked.context(), &slug).await?;
        let call = call.ok_or(ApiError::new(Code::NotFound))?;
        let view = CallPage::new(&asked.app.site, &call, language, asked.arrived_at);
        let page = asked.app.site.render("call.html", language, &view)?;
        Ok((page, next_change(&call.edition, asked.arrived_at)))
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/results/{edition}`
pub async fn results(
    asked: Asked,
    PathIn(slug): PathIn<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, language| -> Made {
        let one = edition(asked, &slug).await?;
        let site = &asked.app.site;
        let page = match &one.publication {
            Some(publication) => site.render(
                "results.html",
                language,
                &Results::new(&one.edition, publication, language),
            )?,
            None => site.render(
                "not_yet.html",
                language,
                &NotYet::new(&one, language, asked.arrived_at),
            )?,
        };
        Ok((page, next_change(&one, asked.arrived_at)))
    };
    answer(&asked, &uri, &headers, made).await
}

async fn edition(asked: &Asked, slug: &str) -> Result<PublicEdition, ApiError> {
    let found = read_public_edition(&asked.context(), slug).await?;
    found.ok_or(ApiError::new(Code::NotFound))
}

/// The next instant at which the passing of time changes what a page says. The deadline itself is
/// still open.
fn next_change(one: &PublicEdition, now: Timestamp) -> Option<Timestamp> {
    let call = &one.edition.call;
    let changes = [
        Some(call.opens_at),
        Some(call.deadline.plus_millis(1)),
        one.next_instant,
    ];
    changes.into_iter().flatten().filter(|at| now < *at).min()
}

async fn answer(
    asked: &Asked,
    uri: &Uri,
    headers: &HeaderMap,
    made: impl AsyncFnOnce(&Asked, Language) -> Made,
) -> Response {
    if let Some(language) = locale::chosen(uri) {
        return remember(uri, language);
    }
    match page(asked, uri, headers, made).await {
        Ok(page) => respond(headers, page),
        Err(error) => error.into_response(),
    }
}

async fn page(
    asked: &Asked,
    uri: &Uri,
    headers: &HeaderMap,
    made: impl AsyncFnOnce(&Asked, Language) -> Made,
) -> Result<Page, ApiError> {
    asked.read_public()?;
    let language = locale::of_request(headers);
    let (pages, now) = (&asked.app.pages, asked.arrived_at);
    let key = Key {
        path: uri.path().to_owned(),
        language,
    };
    if let Some(page) = pages.get(&key, now) {
        return Ok(page);
    }
    let revision = pages.revision();
    let (page, next) = made(asked, language).await?;
    let kept = now.plus_millis(KEPT);
    let until = next.map_or(kept, |next| next.min(kept));
    pages.put(key, Validity { revision, until }, page.clone());
    Ok(page)
}

fn respond(headers: &HeaderMap, page: Page) -> Response {
    let etag = page.etag.clone();
    let known = headers.get(header::IF_NONE_MATCH) == Some(&etag);
    let mut response = html(StatusCode::OK, page);
    if known {
        // The browser takes the headers of this answer for those of the page it kept, so they must
        // be the page's own.
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
    }
    let ask_again = HeaderValue::from_static("no-cache");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, ask_again);
    response.headers_mut().insert(header::ETAG, etag);
    response
}

/// Keeps the choice and shows the same page under its plain address.
fn remember(uri: &Uri, language: Language) -> Response {
    let place = HeaderValue::from_str(uri.path()).unwrap_or(HeaderValue::from_static("/"));
    let headers = [
        (header::LOCATION, place),
        (header::SET_COOKIE, locale::cookie(language)),
    ];
    (StatusCode::SEE_OTHER, headers).into_response()
}

#[cfg(test)]
mod tests {
    use domain::{
        edition::{Call, Edition, ProgrammeRef},
        ids::{EditionId, ProgrammeId},
        text::Bilingual,
    };
    use uuid::Uuid;

    use super::*;

    fn edition(next_instant: Option<i64>) -> PublicEdition {
        let id = ProgrammeId(Uuid::nil());
        let edition = Edition {
            id: EditionId(Uuid::nil()),
            revision: 1,
            programme: ProgrammeRef {
                id,
                slug: "p".into(),
                title: Bilingual::default(),
            },
            slug: "e".into(),
            title: Bilingual::new("届", "Edition"),
            zone: "Asia/Shanghai".into(),
            languages: vec![],
            entry_prefix: "E-".into(),
            approvals: vec![],
            call: Call {
                opens_at: Timestamp(100),
                deadline: Timestamp(200),
                grace_minutes: 0,
            },
        };
        PublicEdition {
            edition,
            publication: None,
            next_instant: next_instant.map(Timestamp),
        }
    }

    #[test]
    fn a_page_is_made_anew_when_time_changes_what_it_says() {
        let next = |instant, now| next_change(&edition(instant), Timestamp(now)).map(|at| at.0);
        assert_eq!(next(None, 99), Some(100));
        assert_eq!(next(None, 100), Some(201));
        assert_eq!(next(None, 200), Some(201));
        assert_eq!(next(None, 201), None);
        assert_eq!(next(Some(150), 100), Some(150));
        assert_eq!(next(Some(300), 250), Some(300));
    }

    #[test]
    fn before_the_instant_a_page_says_nothing_that_depends_on_it() {
        let view = |instant| {
            let one = edition(instant);
            serde_json::to_value(NotYet::new(&one, Language::En, Timestamp(250))).unwrap()
        };
        assert_eq!(view(None), view(Some(300)));
    }
}
