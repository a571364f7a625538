//! Sentences in two languages, and how they are put together.

use domain::text::Bilingual;

/// Chinese and English that say the same.
pub type Pair = (String, String);

/// The same in both languages.
pub fn same(text: &str) -> Pair {
    (text.to_owned(), text.to_owned())
}

/// A pair as the product holds it.
pub fn bilingual((zh, en): &Pair) -> Bilingual {
    Bilingual::new(zh.clone(), en.clone())
}

/// A name before a kind, such as that of a company.
pub fn named(name: &Pair, kind: &Pair) -> Bilingual {
    Bilingual::new(
        format!("{}{}", name.0, kind.0),
        format!("{} {}", name.1, kind.1),
    )
}

/// A sentence with its `{names}` filled in.
pub fn filled(sentence: &Pair, values: &[(&str, &Pair)]) -> Pair {
    let (mut zh, mut en) = sentence.clone();
    for (name, value) in values {
        let name = format!("{{{name}}}");
        zh = zh.replace(&name, &value.0);
        en = en.replace(&name, &value.1);
    }
    (zh, en)
}

/// Sentences one after the other.
pub fn joined(sentences: &[&Pair]) -> Bilingual {
    let zh: String = sentences.iter().map(|(zh, _)| zh.as_str()).collect();
    let en: Vec<_> = sentences.iter().map(|(_, en)| en.as_str()).collect();
    Bilingual::new(zh, en.join(" "))
}

/// An address that nobody can own.
pub fn address(name: &str) -> String {
    let local = name.to_lowercase().replace(' ', ".").replace('\'', "");
    format!("{local}@example.org")
}
