//! What the templates print: texts in one language, with the language they are really in.

use domain::text::{Bilingual, Language};
use serde::Serialize;

use super::when::When;
use crate::locale::html_lang;

/// A text and its language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The text, possibly empty.
    pub text: String,
    /// For the `lang` attribute.
    pub lang: &'static str,
}

impl Text {
    /// The text in the reader's language, or in the other where that is missing.
    pub fn of(both: &Bilingual, language: Language) -> Self {
        let text = both.or_other(language);
        let is_own = text == both.get(language);
        let other = if language == Language::Zh {
            Language::En
        } else {
            Language::Zh
        };
        Self {
            text: text.to_owned(),
            lang: html_lang(if is_own { language } else { other }),
        }
    }

    /// Both texts, the reader's first, without the one that is missing or equal.
    pub fn both(both: &Bilingual, language: Language) -> Vec<Self> {
        let first = Self::of(both, language);
        let other = if language == Language::Zh {
            Language::En
        } else {
            Language::Zh
        };
        let second = Self {
            text: both.get(other).to_owned(),
            lang: html_lang(other),
        };
        let says_more = !second.text.trim().is_empty() && second.text != first.text;
        if says_more {
            vec![first, second]
        } else {
            vec![first]
        }
    }
}

/// The dates of an edition.
#[derive(Clone, Debug, Serialize)]
pub struct Dates {
    pub opens: When,
    pub has_opened: bool,
    pub deadline: When,
    pub is_closed: bool,
    /// When the results came out. An instant that is still to come is nobody's to know.
    pub results: Option<When>,
    pub is_published: bool,
}

/// The page of a call.
#[derive(Clone, Debug, Serialize)]
pub struct CallPage {
    pub slug: String,
    pub programme_slug: String,
    pub programme: Text,
    pub title: Text,
    /// `upcoming`, `open` or `closed`.
    pub state: &'static str,
    pub dates: Dates,
    /// The sentence about late uploads, if any are taken.
    pub grace: Option<String>,
    pub contests: Vec<ContestView>,
    pub divisions: Vec<DivisionView>,
    /// In the order in which they begin.
    pub rounds: Vec<RoundView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct DivisionView {
    pub title: Text,
    pub host: Option<Text>,
    /// `on_site` or `remote`.
    pub delivery: &'static str,
}

#[derive(Clone, Debug, Serialize)]
pub struct RoundView {
    pub title: Text,
    pub opens: When,
    pub closes: When,
}

#[derive(Clone, Debug, Serialize)]
pub struct ContestView {
    /// The track, before the first of its contests.
    pub track: Option<Text>,
    pub title: Text,
    /// Who may enter, by the names of texts; empty where anybody may.
    pub applicants: Vec<&'static str>,
    pub questions: Vec<QuestionView>,
    pub files: Vec<FileView>,
    pub judged: Vec<JudgedView>,
    pub tiers: Vec<TierView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct QuestionView {
    /// Whether it is asked of those who are shortlisted alone.
    pub later: bool,
    /// What each row of a list consists of.
    pub fields: Vec<Text>,
    /// How many rows a list may have.
    pub rows: Option<String>,
    pub label: Text,
    pub help: Text,
    pub required: bool,
    /// Sentences.
    pub limits: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    /// Whether it is asked of those who are shortlisted alone.
    pub later: bool,
    pub label: Text,
    pub help: Text,
    pub required: bool,
    /// A sentence.
    pub size: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct JudgedView {
    /// The rounds that are judged so.
    pub rounds: Vec<Text>,
    /// Whether the figures come from elsewhere.
    pub elsewhere: bool,
    /// Whether a panel votes, in secret.
    pub votes: bool,
    pub criteria: Vec<CriterionView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CriterionView {
    pub title: Text,
    pub help: Text,
    /// Percent of the total.
    pub share: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct TierView {
    pub title: Text,
    /// A sentence.
    pub places: String,
    /// `entry`, `person` or `organization`.
    pub recipient: &'static str,
}

/// The page of results that are not out.
#[derive(Clone, Debug, Serialize)]
pub struct NotYet {
    pub slug: String,
    pub title: Text,
    pub dates: Dates,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_borrowed_text_says_which_language_it_is_in() {
        let only_zh = Bilingual::new("运河", "");
        assert_eq!(
            Text::of(&only_zh, Language::En),
            Text {
                text: "运河".into(),
                lang: "zh-Hans"
            }
        );
        assert_eq!(
            Text::of(&Bilingual::new("运河", "Canal"), Language::En).lang,
            "en"
        );
    }

    #[test]
    fn a_notice_gives_both_names_once() {
        let langs = |both: &Bilingual| -> Vec<&str> {
            Text::both(both, Language::En)
                .into_iter()
                .map(|text| text.lang)
                .collect()
        };
        assert_eq!(langs(&Bilingual::new("运河", "Canal")), ["en", "zh-Hans"]);
        assert_eq!(langs(&Bilingual::new("Canal", "Canal")), ["en"]);
        assert_eq!(langs(&Bilingual::new("运河", " ")), ["zh-Hans"]);
    }
}
