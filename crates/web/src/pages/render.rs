//! Templates and texts made into pages. Whatever a template prints is escaped; there is no way
//! around it in any template.

use bytes::Bytes;
use domain::{fingerprint::Fingerprint, text::Language};
use http::{HeaderValue, StatusCode};
use minijinja::{Environment, UndefinedBehavior, Value, context, value::Serde};
use serde::Serialize;

use crate::{locale::html_lang, problem::ApiError};

const TEMPLATES: [(&str, &str); 7] = [
    ("base.html", include_str!("templates/base.html")),
    ("parts.html", include_str!("templates/parts.html")),
    ("home.html", include_str!("templates/home.html")),
    ("call.html", include_str!("templates/call.html")),
    ("results.html", include_str!("templates/results.html")),
    ("not_yet.html", include_str!("templates/not_yet.html")),
    ("error.html", include_str!("templates/error.html")),
];

/// A page as it is sent.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its bytes.
    pub html: Bytes,
    /// The hash of its bytes.
    pub etag: HeaderValue,
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
    pub fn new(style: &str, icon: &str) -> Result<Self, SiteError> {
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

    /// Renders a template.
    ///
    /// # Errors
    /// `server_error` when the view does not fit the template.
    pub fn render(
        &self,
        template: &str,
        language: Language,
        view: &impl Serialize,
    ) -> Result<Page, ApiError> {
        let site = context! {
            lang => html_lang(language),
            style => self.style.as_str(),
            icon => self.icon.as_str(),
        };
        let t = Value::from(Serde(self.texts(language)));
        let html = self
            .environment
            .get_template(template)
            .and_then(|template| {
                template.render(context! { site, t, view => Value::from(Serde(view)) })
            })
            .map_err(|error| ApiError::server(&format!("{error:#}")))?;
        let hash = Fingerprint::of_bytes(html.as_bytes());
        let tag = format!("\"{}\"", hash.hex().get(..32).unwrap_or_default());
        let etag = HeaderValue::from_str(&tag).map_err(|error| ApiError::server(&error))?;
        Ok(Page {
            html: Bytes::from(html),
            etag,
        })
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
        self.render("error.html", language, &view)
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
        let site = Site::new("s", "i").unwrap();
        let [zh, en] = [&site.zh, &site.en].map(|texts| {
            let mut all = BTreeSet::new();
            keys(texts, "", &mut all);
            all
        });
        assert_eq!(zh, en);
    }

    #[test]
    fn an_error_speaks_both_languages() {
        let site = Site::new("s", "i").unwrap();
        let page = site
            .error_page(Language::Zh, StatusCode::NOT_FOUND)
            .unwrap();
        let html = String::from_utf8(page.html.to_vec()).unwrap();
        assert!(html.contains("<html lang=\"zh-Hans\">"));
        assert!(html.contains("页面不存在") && html.contains("There is no such page"));
        assert!(html.contains("href=\"?lang=en\""));
    }
}
