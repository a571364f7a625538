//! Which language a reader wants: what they chose, else what their browser asks for, else Chinese.
//! Also the cookie that remembers the choice; the application writes and reads the same one.

use domain::text::Language;
use http::{HeaderMap, HeaderValue, Uri, header};

const COOKIE: &str = "lang";
const YEAR: u32 = 31_536_000;

/// The value of `<html lang>`.
pub const fn html_lang(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-Hans",
        Language::En => "en",
    }
}

/// The language of a request.
pub fn of_request(headers: &HeaderMap) -> Language {
    from_cookie(headers)
        .or_else(|| from_browser(headers))
        .unwrap_or(Language::Zh)
}

/// A choice in the address, `?lang=en`.
pub fn chosen(uri: &Uri) -> Option<Language> {
    uri.query()?
        .split('&')
        .find_map(|pair| Language::from_code(pair.strip_prefix("lang=")?))
}

/// The cookie that remembers a choice for a year. Scripts of the application read it too.
pub fn cookie(language: Language) -> HeaderValue {
    let text = format!(
        "{COOKIE}={}; Path=/; Max-Age={YEAR}; SameSite=Lax",
        language.code()
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

fn from_cookie(headers: &HeaderMap) -> Option<Language> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| Language::from_code(pair.trim().strip_prefix("lang=")?))
}

fn from_browser(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted
        .split(',')
        .filter_map(|item| {
            let mut parts = item.split(';').map(str::trim);
            let tag = parts.next()?.to_ascii_lowercase();
            let language = Language::from_code(tag.split('-').next()?)?;
            let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse().ok());
            Some((weight.unwrap_or(1.0_f32), language))
        })
        // The first of the best.
        .reduce(|best, next| if next.0 > best.0 { next } else { best })
        .map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(cookie: &'static str, accept: &'static str) -> Language {
        let mut headers = HeaderMap::new();
        headers.insert("cookie", HeaderValue::from_static(cookie));
        headers.insert("accept-language", HeaderValue::from_static(accept));
        of_request(&headers)
    }

    #[test]
    fn a_choice_counts_before_the_browser_and_chinese_is_the_rest() {
        assert_eq!(language("a=b; lang=en", "zh-CN"), Language::En);
        assert_eq!(language("", "de, en-GB;q=0.8, zh;q=0.5"), Language::En);
        assert_eq!(language("lang=xx", "en;q=0.3, zh-TW;q=0.9"), Language::Zh);
        assert_eq!(language("", "de"), Language::Zh);
    }

    #[test]
    fn a_choice_in_the_address_is_one_of_the_two() {
        let chosen = |text: &str| chosen(&text.parse().unwrap());
        assert_eq!(chosen("/?lang=en"), Some(Language::En));
        assert_eq!(chosen("/results/x?a=b&lang=zh"), Some(Language::Zh));
        assert_eq!(chosen("/?lang=fr"), None);
        assert_eq!(chosen("/"), None);
    }
}
