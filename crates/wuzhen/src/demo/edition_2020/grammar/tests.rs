//! All texts of the demonstration, held against the form that they are for.

use domain::{
    edition::{file::parse, templates},
    text::{Language, count_words},
};

use super::{super::plan::plan, *};

fn all() -> Vec<EntryText> {
    texts(&plan()).unwrap()
}

#[test]
fn no_two_entries_have_a_title_a_team_or_an_address_in_common() {
    let texts = all();
    let distinct =
        |of: fn(&EntryText) -> String| texts.iter().map(of).collect::<BTreeSet<_>>().len();
    let seen = [
        distinct(|text| text.title.zh.clone()),
        distinct(|text| text.title.en.clone()),
        distinct(|text| text.team.zh.clone()),
        distinct(|text| text.team.en.clone()),
        distinct(|text| text.key.clone()),
        distinct(|text| text.summary.zh.clone()),
        distinct(|text| text.summary.en.clone()),
    ];
    assert_eq!(seen, [texts.len(); 7]);
}

#[test]
fn every_answer_is_there_in_both_languages_and_within_the_form() {
    let template = templates()
        .into_iter()
        .find(|one| one.key == "2020")
        .unwrap();
    let form = &parse(template.text).unwrap().contests[0].form;
    for text in all() {
        for (key, answer) in [
            ("title", &text.title),
            ("team", &text.team),
            ("organization", &text.organization),
            ("summary", &text.summary),
            ("innovation", &text.innovation),
            ("use", &text.usage),
        ] {
            let question = form.question(key).unwrap();
            for language in Language::ALL {
                let words = count_words(answer.get(language), language);
                let limit = question.limit.get(language).unwrap();
                assert!((1..=limit).contains(&words), "{key}: {words} in {answer:?}");
            }
        }
    }
}

#[test]
fn no_gap_is_left_open_and_each_language_keeps_to_its_marks() {
    for text in all() {
        let notes = &text.notes;
        let answers = [&text.title, &text.summary, &text.innovation, &text.usage];
        for answer in answers.into_iter().chain([&notes.problem, &notes.people]) {
            assert!(!answer.zh.contains(['{', '}', '.']), "{answer:?}");
            assert!(!answer.en.contains(['{', '}']), "{answer:?}");
            assert!(!answer.en.contains(['。', '，', '：']), "{answer:?}");
        }
    }
}

#[test]
fn the_same_figures_stand_in_both_languages() {
    let figures = |text: &str| -> BTreeSet<String> {
        let parts = text.split(|sign: char| !sign.is_ascii_digit());
        parts
            .filter(|part| part.len() > 2)
            .map(str::to_owned)
            .collect()
    };
    for text in all() {
        assert!(
            figures(&text.usage.zh).is_subset(&figures(&text.usage.en)),
            "{:?}",
            text.usage
        );
    }
}
