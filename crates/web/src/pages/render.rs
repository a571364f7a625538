//! Templates and texts made into pages. Whatever a template prints is escaped; there is no way
//! around it in any template.

use bytes::Bytes;
use domain::{fingerprint::Fingerprint, text::Language};
use http::{HeaderValue, StatusCode};
use minijinja::{Environment, UndefinedBehavior, Value, context, value::Serde};
use serde::Serialize;

use super::answer::Reader;
use crate::{encoding::gzip, locale::html_lang, problem::ApiError};

const TEMPLATES: [(&str, &str); 14] = [
    ("base.html", include_str!("templates/base.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("home.html", include_str!("templates/home.html")),
    ("call.html", include_str!("templates/call.html")),
    ("results.html", include_str!("templates/results.html")),
    ("not_yet.html", include_str!("templates/not_yet.html")),
    ("line.html", include_str!("templates/line.html")),
    ("released.html", include_str!("templates/released.html")),
    ("programmes.html", include_str!("templates/programmes.html")),
    ("programme.html", include_str!("templates/programme.html")),
    ("archive.html", include_str!("templates/archive.html")),
    ("feed.xml", include_str!("templates/feed.xml")),
    ("sitemap.xml", include_str!("templates/sitemap.xml")),
    ("error.html", include_str!("templates/error.html")),
];

/// The media type of pages.
const HTML: &str = "text/html; charset=utf-8";

/// A page as it is sent, or another public file.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its bytes.
    pub body: Bytes,
    /// The same compressed, once it is kept.
    pub gzip: Option<Bytes>,
    /// Its media type.
    pub kind: &'static str,
    /// Under which name it is saved, where it is not shown.
    pub saved_as: Option<HeaderValue>,
    /// The hash of its bytes.
    hash: String,
}

impl Page {
    /// These bytes, of this media type.
    pub fn new(body: impl Into<Bytes>, kind: &'static str) -> Self {
        let body = body.into();
        let hash = Fingerprint::of_bytes(&body);
        Self {
            hash: hash.hex().get(..32).unwrap_or_default().to_owned(),
            body,
            gzip: None,
            kind,
            saved_as: None,
        }
    }

    /// With its compressed twin.
    #[must_use]
    pub fn packed(self) -> Self {
        Self {
            gzip: gzip(&self.body),
            ..self
        }
    }

    /// Its name by content: compressed it is another one.
    pub fn etag(&self, packed: bool) -> HeaderValue {
        let tag = format!("\"{}{}\"", self.hash, if packed { "-gz" } else { "" });
        HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\""))
    }

    /// Whether a reader who names these has it.
    pub fn is_among(&self, tags: &HeaderValue) -> bool {
        let tags = tags.to_str().unwrap_or_default().split(',');
        let mut hashes = tags.filter_map(|tag| {
            let tag = tag.trim();
            let tag = tag.strip_prefix("W/").unwrap_or(tag);
            let hash = tag.strip_prefix('"')?.strip_suffix('"')?;
            Some(hash.strip_suffix("-gz").unwrap_or(hash))
        });
        hashes.any(|hash| hash == self.hash)
    }
}

/// Why the pages cannot be made; found at start.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A template that does not compile.
    #[error("template")]
    Template(#[from] minijinja::Error),
    /// Texts that are not JSON.
    #[error("texts")]
    Texts(#[from] serde_json::Error),
}

/// The public site: its templates, its texts, and where its style and icon are.
#[derive(Debug)]
pub struct Site {
    environment: Environment<'static>,
    zh: serde_json::Value,
    en: serde_json::Value,
    style: String,
    icon: String,
    /// `https://host`, for addresses that leave the site.
    origin: String,
}

#[derive(Serialize)]
struct ErrorView<'a> {
    text: &'a serde_json::Value,
    other: &'a serde_json::Value,
    other_lang: &'static str,
}

impl Site {
    /// Compiles everything.
    ///
    /// # Errors
    /// See [`SiteError`].
    pub fn new(style: &str, icon: &str, origin: &str) -> Result<Self, SiteError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        for (name, source) in TEMPLATES {
            environment.add_template(name, source)?;
        }
        Ok(Self {
            environment,
            zh: serde_json::from_str(include_str!("texts/zh.json"))?,
            en: serde_json::from_str(include_str!("texts/en.json"))?,
            style: style.to_owned(),
            icon: icon.to_owned(),
            origin: origin.to_owned(),
        })
    }

    const fn texts(&self, language: Language) -> &serde_json::Value {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// A text with its number put in, by its place in the texts (`/call/size`).
    pub fn sentence(&self, language: Language, place: &str, number: impl ToString) -> String {
        let text = self
            .texts(language)
            .pointer(place)
            .and_then(serde_json::Value::as_str);
        text.unwrap_or_default().replace("{n}", &number.to_string())
    }

    /// An address that holds outside of the site.
    pub fn absolute(&self, reader: Reader, path: &str) -> String {
        format!("{}{}{path}", self.origin, reader.base)
    }

    /// The texts, where a view needs one by its place.
    pub fn text(&self, language: Language, place: &str) -> &str {
        let text = self.texts(language).pointer(place);
        text.and_then(serde_json::Value::as_str).unwrap_or_default()
    }

    /// Renders the page that is at `path` whatever the language.
    ///
    /// # Errors
    /// `server_error` when the view does not fit the template.
    pub fn render(
        &self,
        template: &str,
        reader: Reader,
        path: &str,
        view: &impl Serialize,
    ) -> Result<Page, ApiError> {
        let body = self.fill(template, reader, Some(path), view)?;
        Ok(Page::new(body, HTML))
    }

    /// Renders a template that is no page.
    ///
    /// # Errors
    /// `server_error` when the view does not fit the template.
    pub fn render_as(
        &self,
        kind: &'static str,
        template: &str,
        reader: Reader,
        view: &impl Serialize,
    ) -> Result<Page, ApiError> {
        let body = self.fill(template, reader, None, view)?;
        Ok(Page::new(body, kind))
    }

    /// The address of a page is made of checked names and is not escaped once more.
    fn fill(
        &self,
        template: &str,
        reader: Reader,
        path: Option<&str>,
        view: &impl Serialize,
    ) -> Result<String, ApiError> {
        let plain = |text: &str| Value::from_safe_string(text.to_owned());
        let site = context! {
            lang => html_lang(reader.language),
            code => reader.language.code(),
            style => self.style.as_str(),
            icon => self.icon.as_str(),
            origin => plain(&self.origin),
            base => plain(reader.base),
            path => path.map(plain),
        };
        let t = Value::from(Serde(self.texts(reader.language)));
        self.environment
            .get_template(template)
            .and_then(|template| {
                template.render(context! { site, t, view => Value::from(Serde(view)) })
            })
            .map_err(|error| ApiError::server(&format!("{error:#}")))
    }

    /// The page for a refusal. It says the same in the other language, because who meets an error may not
    /// have chosen one.
    ///
    /// # Errors
    /// `server_error` when even that fails.
    pub fn error_page(&self, language: Language, status: StatusCode) -> Result<Page, ApiError> {
        let other = if language == Language::Zh {
            Language::En
        } else {
            Language::Zh
        };
        let place = format!("/error/{}", status.as_u16());
        let text = |language| {
            let texts = self.texts(language);
            texts
                .pointer(&place)
                .or_else(|| texts.pointer("/error/500"))
        };
        let (Some(here), Some(there)) = (text(language), text(other)) else {
            return Err(ApiError::server(&"no text for errors"));
        };
        let view = ErrorView {
            text: here,
            other: there,
            other_lang: html_lang(other),
        };
        let reader = Reader { language, base: "" };
        let body = self.fill("error.html", reader, None, &view)?;
        Ok(Page::new(body, HTML))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(value: &serde_json::Value, at: &str, all: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(fields) => {
                for (key, value) in fields {
                    keys(value, &format!("{at}/{key}"), all);
                }
            }
            serde_json::Value::String(text) => {
                assert!(!text.trim().is_empty(), "{at}");
                all.insert(format!(
                    "{at}{}",
                    if text.contains("{n}") {
                        " with a number"
                    } else {
                        ""
                    }
                ));
            }
            _ => panic!("{at} is not a text"),
        }
    }

    #[test]
    fn both_languages_have_every_text() {
        let site = Site::new("s", "i", "https://x").unwrap();
        let [zh, en] = [&site.zh, &site.en].map(|texts| {
            let mut all = BTreeSet::new();
            keys(texts, "", &mut all);
            all
        });
        assert_eq!(zh, en);
    }

    #[test]
    fn a_reader_has_a_page_compressed_or_not_and_names_it_in_either_way() {
        let page = Page::new("Wuzhen ".repeat(100), HTML).packed();
        assert!(page.gzip.as_ref().unwrap().len() < page.body.len());
        assert_ne!(page.etag(true), page.etag(false));
        let among = |tags: &str| page.is_among(&HeaderValue::from_str(tags).unwrap());
        for packed in [true, false] {
            let tag = page.etag(packed).to_str().unwrap().to_owned();
            assert!(among(&tag) && among(&format!("\"x\", W/{tag}")));
        }
        assert!(!among("*") && !among("\"x\"") && !among(""));
    }

    #[test]
    fn an_error_speaks_both_languages() {
        let site = Site::new("s", "i", "https://x").unwrap();
        let page = site
            .error_page(Language::Zh, StatusCode::NOT_FOUND)
            .unwrap();
        let html = String::from_utf8(page.body.to_vec()).unwrap();
        assert!(html.contains("<html lang=\"zh-Hans\">"));
        assert!(html.contains("页面不存在") && html.contains("There is no such page"));
        assert!(html.contains("href=\"?lang=en\""));
    }
}
