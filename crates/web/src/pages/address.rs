//! Where public pages are: each under three addresses. With `/zh` or `/en` before it an address has that
//! language whoever asks; without, the reader's cookie and browser decide.

use domain::text::Language;

/// The part of an address that says its language.
pub const fn prefix(language: Language) -> &'static str {
    match language {
        Language::Zh => "/zh",
        Language::En => "/en",
    }
}

/// The language that an address says, and the address without it.
pub fn split(path: &str) -> (Option<Language>, &str) {
    for language in Language::ALL {
        match path.strip_prefix(prefix(language)) {
            Some("") => return (Some(language), "/"),
            Some(rest) if rest.starts_with('/') => return (Some(language), rest),
            _ => {}
        }
    }
    (None, path)
}

/// A part of an address: whatever is not plain is encoded, so that an address needs no further escaping.
pub fn part(text: &str) -> String {
    let mut part = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            part.push(char::from(byte));
        } else {
            part.push_str(&format!("%{byte:02X}"));
        }
    }
    part
}

/// The address of what an edition has, without a language: its call.
pub fn call(edition: &str) -> String {
    format!("/editions/{}", part(edition))
}

/// The results of an edition.
pub fn results(edition: &str) -> String {
    format!("/results/{}", part(edition))
}

/// A version of its list.
pub fn version(edition: &str, version: u32) -> String {
    format!("{}/versions/{version}", results(edition))
}

/// What the list says of an entry.
pub fn entry(edition: &str, number: &str) -> String {
    format!("{}/entries/{}", results(edition), part(number))
}

/// A line of a version, by its place. A version never changes, so neither does this.
pub fn line(edition: &str, of_version: u32, place: usize) -> String {
    format!("{}/items/{place}", version(edition, of_version))
}

/// A programme.
pub fn programme(slug: &str) -> String {
    format!("/programmes/{}", part(slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_its_language_or_none() {
        assert_eq!(split("/"), (None, "/"));
        assert_eq!(split("/zh"), (Some(Language::Zh), "/"));
        assert_eq!(split("/en/"), (Some(Language::En), "/"));
        assert_eq!(split("/en/results/x"), (Some(Language::En), "/results/x"));
        assert_eq!(split("/english"), (None, "/english"));
        assert_eq!(split("/results/en"), (None, "/results/en"));
    }

    #[test]
    fn what_is_not_plain_is_encoded() {
        assert_eq!(
            entry("cup-2026", "C26-1"),
            "/results/cup-2026/entries/C26-1"
        );
        assert_eq!(part("a/b\"<运"), "a%2Fb%22%3C%E8%BF%90");
    }
}
