//! The register of confidences as a file: one row for each telling.

use domain::confidence as rules;
use operations::queries::confidences as queries;

use super::{
    confidences::{RegisteredConfidence, named, registered},
    exports::{Taken, instant, zone_of},
    values::Bilingual,
};
use crate::export::{Cell, Table};

const HEADINGS: [&str; 14] = [
    "编号 Number",
    "姓名或团队（中文） Name (Chinese)",
    "姓名或团队（英文） Name (English)",
    "单位 Organization",
    "身份 Capacity",
    "范围 Covers",
    "告知程度 Level",
    "告知时间 Told at",
    "告知方式 Channel",
    "告知人 Told by",
    "备注 Remark",
    "首次查阅 First opened",
    "出席 Coming",
    "状态 State",
];

const LEVELS: [(&str, &str); 3] = [
    ("invited", "受邀出席 Invited"),
    ("some_award", "将获奖 Some award"),
    ("exact_tier", "具体奖项 Exact award"),
];
const CHANNELS: [(&str, &str); 3] = [
    ("application", "系统内 In the application"),
    ("link", "专属链接 Personal link"),
    ("in_person", "当面 In person"),
];
const COMING: [(&str, &str); 4] = [
    ("on_site", "到场 On site"),
    ("remote", "远程连线 Remote"),
    ("recorded", "录制视频 Recorded"),
    ("not_coming", "不出席 Not coming"),
];
const STATES: [(&str, &str); 4] = [
    ("told", "已告知 Told"),
    ("opened", "已查阅 Opened"),
    ("answered", "已答复 Answered"),
    ("withdrawn", "已撤回 Withdrawn"),
];
const CAPACITIES: [(&str, &str); 7] = [
    ("team", "团队 Team"),
    ("host", "主持或承办 Host"),
    ("film_crew", "摄制组 Film crew"),
    ("engraver", "刻字 Engraver"),
    ("printer", "印刷 Printer"),
    ("guest", "嘉宾 Guest"),
    ("other", "其他 Other"),
];

fn called(words: &[(&'static str, &'static str)], name: &str) -> Cell {
    let known = words.iter().find(|(one, _)| *one == name);
    known.map_or(name, |(_, words)| words).into()
}

/// The register as a table: one row for each telling, for each is a level and an instant.
pub fn register_table(register: &queries::Register, taken: &Taken<'_>) -> Table {
    let zone = zone_of(&register.edition);
    let rows = register.lines.iter().flat_map(|line| {
        let told = &line.line.confidence;
        let shown = registered(register, line);
        told.tellings.iter().map(move |telling| {
            let opened = told
                .openings
                .iter()
                .filter(|one| one.telling == telling.number);
            let by = named(register, telling.by);
            (
                telling,
                opened.map(|one| one.at).min(),
                by,
                registered_cells(&shown),
            )
        })
    });
    let row = |(telling, opened, by, cells): (&rules::Telling, _, Bilingual, Cells)| {
        let mut row = cells.before;
        row.extend([
            called(&LEVELS, telling.level.name()),
            instant(Some(telling.at), &zone),
            called(&CHANNELS, telling.channel.name()),
            format!("{} {}", by.zh, by.en).trim().into(),
            telling.remark.as_str().into(),
            instant(opened, &zone),
        ]);
        row.extend(cells.after);
        row
    };
    Table {
        name: format!("{} confided", register.edition.slug),
        headings: HEADINGS.map(str::to_owned).to_vec(),
        rows: rows.map(row).collect(),
        foot: taken.foot(&zone),
    }
}

/// What every row about a confidence has, before and after what its telling has.
struct Cells {
    before: Vec<Cell>,
    after: Vec<Cell>,
}

fn registered_cells(shown: &RegisteredConfidence) -> Cells {
    let covers = match (&shown.covers, shown.number.is_empty()) {
        (Some(numbers), _) => numbers.join(", "),
        (None, true) => "全部名单 The whole list".to_owned(),
        (None, false) => shown.number.clone(),
    };
    let how = shown.answer.as_ref().map_or("", |answer| &answer.how);
    Cells {
        before: vec![
            shown.number.as_str().into(),
            shown.name.zh.as_str().into(),
            shown.name.en.as_str().into(),
            shown.organization.as_str().into(),
            called(&CAPACITIES, &shown.capacity),
            covers.into(),
        ],
        after: vec![called(&COMING, how), called(&STATES, &shown.state)],
    }
}
