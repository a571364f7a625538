//! The public pages: what each is made from. How an address is answered is [`super::answer`].

use axum::{extract::OriginalUri, response::Response};
use domain::time::Timestamp;
use http::HeaderMap;
use operations::queries::public::{
    PublicEdition, PublicVersion, read_home, read_public_call, read_public_edition,
};
use serde::Serialize;

use super::{
    address,
    answer::{Made, Reader, answer},
    released::{LinePage, Results},
    shelf::{Archive, Home, Programme, Programmes},
    views::{CallPage, NotYet},
};
use crate::{
    extract::PathIn,
    principal::Asked,
    problem::{ApiError, Code},
};

/// `/`
pub async fn home(asked: Asked, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let editions = read_home(&asked.context()).await?;
        let view = Home::new(&editions, reader.language, asked.arrived_at);
        shelf(asked, reader, ("home.html", "/"), &view, &editions)
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/programmes`
pub async fn programmes(
    asked: Asked,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let editions = read_home(&asked.context()).await?;
        let language = reader.language;
        let counted = |count| {
            let place = "/programmes/editions";
            asked.app.site.sentence(language, place, count)
        };
        let view = Programmes::new(&editions, language, asked.arrived_at, counted);
        let page = ("programmes.html", "/programmes");
        shelf(asked, reader, page, &view, &editions)
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/programmes/{programme}`
pub async fn programme(
    asked: Asked,
    PathIn(slug): PathIn<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let editions = read_home(&asked.context()).await?;
        let view = Programme::new(&editions, &slug, reader.language, asked.arrived_at);
        let view = view.ok_or(ApiError::new(Code::NotFound))?;
        let path = address::programme(&view.name.slug);
        shelf(asked, reader, ("programme.html", &path), &view, &editions)
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/archive`
pub async fn archive(asked: Asked, OriginalUri(uri): OriginalUri, headers: HeaderMap) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let editions = read_home(&asked.context()).await?;
        let view = Archive::new(&editions, reader.language);
        shelf(
            asked,
            reader,
            ("archive.html", "/archive"),
            &view,
            &editions,
        )
    };
    answer(&asked, &uri, &headers, made).await
}

/// A page that is about all editions.
fn shelf(
    asked: &Asked,
    reader: Reader,
    (template, path): (&str, &str),
    view: &impl Serialize,
    editions: &[PublicEdition],
) -> Made {
    let page = asked.app.site.render(template, reader, path, view)?;
    Ok((page, next_of_all(editions, asked.arrived_at)))
}

/// `/editions/{edition}`
pub async fn call(
    asked: Asked,
    PathIn(slug): PathIn<String>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let call = read_public_call(&asked.context(), &slug).await?;
        let call = call.ok_or(ApiError::new(Code::NotFound))?;
        let site = &asked.app.site;
        let view = CallPage::new(site, &call, reader.language, asked.arrived_at);
        let path = address::call(&view.slug);
        let page = site.render("call.html", reader, &path, &view)?;
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
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let one = edition(asked, &slug).await?;
        let (site, language) = (&asked.app.site, reader.language);
        let path = address::results(&one.edition.slug);
        let page = match one.versions.last() {
            Some(version) => {
                let view = Results::new(&one, version, language);
                site.render("results.html", reader, &path, &view)?
            }
            None => {
                let view = NotYet::new(&one, language, asked.arrived_at);
                site.render("not_yet.html", reader, &path, &view)?
            }
        };
        Ok((page, next_change(&one, asked.arrived_at)))
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/results/{edition}/versions/{version}`
pub async fn version(
    asked: Asked,
    PathIn((slug, version)): PathIn<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let one = edition(asked, &slug).await?;
        let version = version_of(&one, &version).ok_or(ApiError::new(Code::NotFound))?;
        let view = Results::new(&one, version, reader.language);
        let path = address::version(&one.edition.slug, version.number);
        let page = asked
            .app
            .site
            .render("results.html", reader, &path, &view)?;
        Ok((page, next_change(&one, asked.arrived_at)))
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/results/{edition}/entries/{number}`
pub async fn entry(
    asked: Asked,
    PathIn((slug, number)): PathIn<(String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let one = edition(asked, &slug).await?;
        let view = LinePage::of_entry(&one, &number, reader.language);
        let view = view.ok_or(ApiError::new(Code::NotFound))?;
        let path = address::entry(&one.edition.slug, &number);
        let page = asked.app.site.render("line.html", reader, &path, &view)?;
        Ok((page, next_change(&one, asked.arrived_at)))
    };
    answer(&asked, &uri, &headers, made).await
}

/// `/results/{edition}/versions/{version}/items/{place}`
pub async fn line(
    asked: Asked,
    PathIn((slug, version, place)): PathIn<(String, String, String)>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let made = async |asked: &Asked, reader: Reader| -> Made {
        let one = edition(asked, &slug).await?;
        let at = count(&version).zip(count(&place));
        let (version, place) = at.ok_or(ApiError::new(Code::NotFound))?;
        let place = place as usize;
        let view = LinePage::of_place(&one, version, place, reader.language);
        let view = view.ok_or(ApiError::new(Code::NotFound))?;
        let path = address::line(&one.edition.slug, version, place);
        let page = asked.app.site.render("line.html", reader, &path, &view)?;
        Ok((page, next_change(&one, asked.arrived_at)))
    };
    answer(&asked, &uri, &headers, made).await
}

/// An edition by its name in addresses.
///
/// # Errors
/// `not_found`.
pub(super) async fn edition(asked: &Asked, slug: &str) -> Result<PublicEdition, ApiError> {
    let found = read_public_edition(&asked.context(), slug).await?;
    found.ok_or(ApiError::new(Code::NotFound))
}

fn version_of<'e>(one: &'e PublicEdition, number: &str) -> Option<&'e PublicVersion> {
    let number = count(number)?;
    one.versions.iter().find(|version| version.number == number)
}

/// A number as it is written in an address: in one way only.
fn count(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// The next instant at which the passing of time changes what a page says. The deadline itself is
/// still open.
pub(super) fn next_change(one: &PublicEdition, now: Timestamp) -> Option<Timestamp> {
    let call = &one.edition.call;
    let changes = [
        Some(call.opens_at),
        Some(call.deadline.plus_millis(1)),
        one.next_instant,
    ];
    changes.into_iter().flatten().filter(|at| now < *at).min()
}

/// The same for what is about all editions.
pub(super) fn next_of_all(editions: &[PublicEdition], now: Timestamp) -> Option<Timestamp> {
    let changes = editions.iter().filter_map(|one| next_change(one, now));
    changes.min()
}

#[cfg(test)]
mod tests {
    use domain::{
        edition::{Call, Edition, ProgrammeRef},
        ids::{EditionId, ProgrammeId},
        text::{Bilingual, Language},
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
            versions: vec![],
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
