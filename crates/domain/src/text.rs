//! Texts in two languages, and how their length is counted.

use serde::{Deserialize, Serialize};

/// A language of the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

impl Language {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// `zh` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }
}

/// A text in both languages; an edition says which of them must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// Simplified Chinese, empty when missing.
    #[serde(default)]
    pub zh: String,
    /// English, empty when missing.
    #[serde(default)]
    pub en: String,
}

impl Bilingual {
    /// A text from its two forms.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: en.into(),
        }
    }

    /// The text in one language, empty when missing.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }

    /// The text in one language, to be changed.
    pub fn get_mut(&mut self, language: Language) -> &mut String {
        match language {
            Language::Zh => &mut self.zh,
            Language::En => &mut self.en,
        }
    }

    /// The text in the reader's language, or in the other where that is missing.
    pub fn or_other(&self, language: Language) -> &str {
        let (first, second) = match language {
            Language::Zh => (&self.zh, &self.en),
            Language::En => (&self.en, &self.zh),
        };
        if first.trim().is_empty() {
            second
        } else {
            first
        }
    }
}

/// A name of an organization as it is compared: two spellings of one name give one key. Case, width,
/// spaces, punctuation and the words for the legal form are left out. An empty key equals nothing.
pub fn organization_key(name: &str) -> String {
    const FORMS_ZH: [&str; 5] = ["股份有限公司", "有限责任公司", "有限公司", "集团", "公司"];
    const FORMS_EN: [&str; 14] = [
        "corporation",
        "company",
        "limited",
        "gmbh",
        "corp",
        "inc",
        "ltd",
        "llc",
        "plc",
        "co",
        "ag",
        "bv",
        "sa",
        "group",
    ];
    let narrow = name.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    });
    let plain: String = narrow
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|last| FORMS_EN.contains(last)) {
        words.pop();
    }
    let mut key = words.concat();
    while let Some(shorter) = FORMS_ZH.iter().find_map(|form| key.strip_suffix(form)) {
        if shorter.is_empty() {
            break;
        }
        key = shorter.to_owned();
    }
    key
}

/// How long a text is, as its writer counts: in Chinese every Han character is one and every run
/// of Latin letters or digits is one (the count that word processors call 字数); in English
/// every run between white space is one.
pub fn count_words(text: &str, language: Language) -> u32 {
    let count = match language {
        Language::En => text.split_whitespace().count(),
        Language::Zh => {
            let mut count = 0;
            let mut in_run = false;
            for character in text.chars() {
                if is_han(character) {
                    count += 1;
                    in_run = false;
                } else if character.is_alphanumeric() {
                    count += usize::from(!in_run);
                    in_run = true;
                } else {
                    in_run = false;
                }
            }
            count
        }
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Han by block: the unified ideographs, extensions A to H, compatibility forms and 〇.
fn is_han(character: char) -> bool {
    matches!(u32::from(character),
        0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x323AF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_an_organization_are_one() {
        let same = |a: &str, b: &str| organization_key(a) == organization_key(b);
        assert!(same(
            "Blue Harbour Robotics Co., Ltd.",
            "ＢＬＵＥ  Harbour-Robotics"
        ));
        assert!(same("蓝港机器人（上海）有限公司", "蓝港机器人(上海)"));
        assert!(!same("Blue Harbour Robotics", "Blue Harbour Optics"));
        assert_eq!(organization_key("Group"), "group");
        assert_eq!(organization_key(" —— "), "");
    }

    #[test]
    fn chinese_counts_characters_and_latin_runs() {
        assert_eq!(
            count_words("直通乌镇 2026：AI 赋能", Language::Zh),
            4 + 1 + 1 + 2
        );
        assert_eq!(count_words("", Language::Zh), 0);
        assert_eq!(count_words("𠮷野家5G", Language::Zh), 4);
    }

    #[test]
    fn english_counts_what_stands_between_spaces() {
        assert_eq!(
            count_words("  A low-altitude  traffic\nsystem ", Language::En),
            4
        );
    }

    #[test]
    fn the_application_counts_as_the_server_does() {
        #[derive(serde::Deserialize)]
        struct Vector {
            text: String,
            zh: u32,
            en: u32,
        }
        let shared = include_str!("../../../frontend/src/forms/word-count-vectors.json");
        for vector in serde_json::from_str::<Vec<Vector>>(shared).unwrap() {
            let counted = Language::ALL.map(|language| count_words(&vector.text, language));
            assert_eq!(counted, [vector.zh, vector.en], "{}", vector.text);
        }
    }

    #[test]
    fn a_missing_language_falls_back_to_the_other() {
        assert_eq!(Bilingual::new(" ", "Canal").or_other(Language::Zh), "Canal");
    }
}
