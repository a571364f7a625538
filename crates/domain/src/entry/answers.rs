//! Which answers are kept at all, and which let an entry be submitted.

use super::{MAX_ANSWER_BYTES, MAX_LINE_BYTES};
use crate::{
    decimal::Decimal,
    edition::{Problem, Question, QuestionKind},
    money::Money,
    text::{Bilingual, Language, count_words},
};

/// Why an answer cannot be stored. Half a number can: it is being written.
pub(super) fn unstorable(question: &Question, text: &str, pointer: String) -> Option<Problem> {
    let known = question.kind != QuestionKind::Choice
        || text.is_empty()
        || question.choices.iter().any(|choice| choice.key == text);
    let most = match question.kind {
        QuestionKind::Line | QuestionKind::Number | QuestionKind::Money => MAX_LINE_BYTES,
        QuestionKind::Text | QuestionKind::Choice | QuestionKind::List => MAX_ANSWER_BYTES,
    };
    if question.kind == QuestionKind::List {
        // Its answer is rows; a text for it would be kept and shown nowhere.
        return Some(Problem::at(pointer, "answer_is_a_list"));
    }
    if text.len() > most {
        Some(Problem::at(pointer, "answer_too_large").with("limit", most))
    } else if known {
        None
    } else {
        Some(Problem::at(pointer, "unknown_choice"))
    }
}

/// What keeps an answer from being submitted.
pub(super) fn issues(question: &Question, answer: &Bilingual) -> Vec<Problem> {
    let mut issues = vec![];
    let any = Language::ALL
        .into_iter()
        .any(|language| !answer.get(language).trim().is_empty());
    for language in Language::ALL {
        let text = answer.get(language);
        let pointer = format!("/answers/{}/{}", question.key, language.code());
        let wanted = question.languages.contains(&language) && (question.required || any);
        if wanted && text.trim().is_empty() {
            issues.push(Problem::at(pointer, "answer_missing"));
        } else {
            issues.extend(unfit(question, text, language, pointer));
        }
    }
    let (zh, en) = (answer.zh.trim(), answer.en.trim());
    if question.kind.is_neutral() && !zh.is_empty() && !en.is_empty() && zh != en {
        let pointer = format!("/answers/{}/en", question.key);
        issues.push(Problem::at(pointer, "answers_differ"));
    }
    issues
}

/// Why a text is no answer to a question of this kind.
fn unfit(question: &Question, text: &str, language: Language, pointer: String) -> Option<Problem> {
    match question.kind {
        _ if text.trim().is_empty() => None,
        QuestionKind::List => None,
        QuestionKind::Line | QuestionKind::Text | QuestionKind::Choice => {
            let actual = count_words(text, language);
            let limit = question
                .limit
                .get(language)
                .filter(|limit| actual > *limit)?;
            let problem = Problem::at(pointer, "answer_too_long");
            Some(problem.with("limit", limit).with("actual", actual))
        }
        QuestionKind::Number => number(question, text.trim(), pointer),
        QuestionKind::Money => money(question, text, pointer),
    }
}

fn number(question: &Question, text: &str, pointer: String) -> Option<Problem> {
    let Ok(number) = Decimal::parse(text) else {
        return Some(Problem::at(pointer, "not_a_number"));
    };
    if let Some(min) = question.min.filter(|min| number.compare(*min).is_lt()) {
        return Some(Problem::at(pointer, "number_too_small").with("min", min.to_string()));
    }
    let max = question.max.filter(|max| number.compare(*max).is_gt())?;
    Some(Problem::at(pointer, "number_too_large").with("max", max.to_string()))
}

fn money(question: &Question, text: &str, pointer: String) -> Option<Problem> {
    let Some(money) = Money::parse(text) else {
        return Some(Problem::at(pointer, "not_an_amount"));
    };
    let taken = question.currencies.is_empty() || question.currencies.contains(&money.currency);
    if taken {
        return None;
    }
    let known = question.currencies.join(", ");
    Some(Problem::at(pointer, "currency_not_taken").with("known", known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edition::{AskedWhen, Limit};

    fn question(kind: QuestionKind) -> Question {
        Question {
            key: "asked".into(),
            kind,
            label: Bilingual::default(),
            help: Bilingual::default(),
            why: None,
            languages: Language::ALL.to_vec(),
            required: false,
            limit: Limit::default(),
            judges: false,
            choices: vec![],
            ordered: false,
            min: Decimal::parse("1").ok(),
            max: Decimal::parse("500").ok(),
            unit: None,
            currencies: vec!["CNY".into(), "EUR".into()],
            when: AskedWhen::Entry,
            fields: vec![],
            min_rows: None,
            max_rows: None,
        }
    }

    fn codes(kind: QuestionKind, zh: &str, en: &str) -> Vec<(String, String)> {
        issues(&question(kind), &Bilingual::new(zh, en))
            .into_iter()
            .map(|issue| (issue.pointer, issue.code))
            .collect()
    }

    #[test]
    fn a_number_is_a_decimal_within_its_range() {
        for (answer, code) in [
            ("1", None),
            ("500.0", None),
            ("", None),
            ("0.99", Some("number_too_small")),
            ("500.01", Some("number_too_large")),
            ("twelve", Some("not_a_number")),
            ("1,000", Some("not_a_number")),
        ] {
            let found = codes(QuestionKind::Number, answer, answer);
            let found = found.first().map(|(_, code)| code.as_str());
            assert_eq!(found, code, "{answer}");
        }
    }

    #[test]
    fn an_amount_has_a_currency_that_is_taken() {
        for (answer, code) in [
            ("1200000 CNY", None),
            ("0.5 EUR", None),
            ("1 USD", Some("currency_not_taken")),
            ("1200000", Some("not_an_amount")),
        ] {
            let found = codes(QuestionKind::Money, answer, answer);
            let found = found.first().map(|(_, code)| code.as_str());
            assert_eq!(found, code, "{answer}");
        }
    }

    #[test]
    fn an_answer_without_words_is_the_same_in_both_languages() {
        let differ = [("/answers/asked/en".to_owned(), "answers_differ".to_owned())];
        assert_eq!(codes(QuestionKind::Number, "12", "13"), differ);
        assert_eq!(codes(QuestionKind::Choice, "a", "b"), differ);
        assert_eq!(codes(QuestionKind::Line, "运河", "Canal"), []);
        assert_eq!(
            codes(QuestionKind::Number, "12", ""),
            [("/answers/asked/en".to_owned(), "answer_missing".to_owned())]
        );
    }

    #[test]
    fn half_a_number_can_be_kept_while_it_is_written() {
        let pointer = || "/answers/asked/zh".to_owned();
        let number = question(QuestionKind::Number);
        assert_eq!(unstorable(&number, "12.", pointer()), None);
        let long = "1".repeat(MAX_LINE_BYTES + 1);
        let refused = unstorable(&number, &long, pointer()).unwrap();
        assert_eq!(refused.code, "answer_too_large");
    }
}
