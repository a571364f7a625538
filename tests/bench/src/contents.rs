//! What is in the seeded competition: its edition files, its panel, what teams and judges write.

use std::collections::BTreeMap;

use domain::{assignment::SheetPatch, text::Language, time::Timestamp};

use crate::{
    seed::{CALL, DAY, EDITION, HEAT, judge},
    texts,
};

/// The edition whose call is over and whose heat is open.
pub fn judged(now: Timestamp) -> String {
    let days = |days: i64| now.plus_minutes(days * DAY);
    edition(EDITION, "B26", [days(-21), days(-10), days(-5), days(20)])
}

/// The edition whose call is open.
pub fn calling(now: Timestamp) -> String {
    let days = |days: i64| now.plus_minutes(days * DAY);
    edition(CALL, "B27", [days(-2), days(10), days(20), days(30)])
}

fn edition(slug: &str, prefix: &str, instants: [Timestamp; 4]) -> String {
    let [call_opens, deadline, heat_opens, heat_closes] = instants.map(Timestamp::to_rfc3339);
    let mut file = include_str!("../edition.toml").to_owned();
    for (name, value) in [
        ("{slug}", slug),
        ("{prefix}", prefix),
        ("{call_opens}", &call_opens),
        ("{deadline}", &deadline),
        ("{heat_opens}", &heat_opens),
        ("{heat_closes}", &heat_closes),
    ] {
        file = file.replace(name, value);
    }
    file
}

/// The file of the panel.
pub fn panel(judges: usize) -> String {
    let rows = (0..judges).map(|index| {
        let role = if index == 0 { "chair" } else { "judge" };
        let email = judge(index);
        format!("{HEAT},评委{index},Judge {index},{email},en,{role}\n")
    });
    let head = "heat,name_zh,name_en,email,language,role\n".to_owned();
    [head].into_iter().chain(rows).collect()
}

/// What the team of an entry answers.
pub fn answers(index: usize) -> BTreeMap<String, BTreeMap<Language, String>> {
    let answer = |zh: String, en: String| BTreeMap::from([(Language::Zh, zh), (Language::En, en)]);
    let texts = [
        (
            "title",
            answer(format!("项目{index}"), format!("Project {index}")),
        ),
        (
            "team",
            answer(format!("团队{index}"), format!("Team {index}")),
        ),
        (
            "summary",
            answer(texts::SUMMARY_ZH.to_owned(), texts::SUMMARY_EN.to_owned()),
        ),
    ];
    texts
        .into_iter()
        .map(|(key, text)| (key.to_owned(), text))
        .collect()
}

/// What a judge gives.
pub fn marks(judge: usize, place: usize) -> SheetPatch {
    let steps = |shift: usize| i64::try_from(3 + (judge * 7 + place * 3 + shift) % 8).ok();
    let marks = [
        ("innovation", steps(0)),
        ("technology", steps(2)),
        ("market", steps(5)),
    ];
    SheetPatch {
        marks: marks
            .into_iter()
            .map(|(key, mark)| (key.to_owned(), mark))
            .collect(),
        comment: Some(texts::COMMENT.to_owned()),
    }
}
