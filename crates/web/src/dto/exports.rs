//! What staff take away as files.

use domain::{
    decimal::Decimal,
    edition::{Edition, QuestionKind},
    entry::ListTable,
    standing::StandingLine,
    text::Bilingual,
    time::Timestamp,
};
use jiff::{ZonedDateTime, tz::TimeZone};
use operations::{
    EntryExport,
    queries::{
        edition::JudgeLine,
        entries::{EntryFilter, EntryLine},
        heat::StandingView,
    },
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::export::{Cell, Table, spelled};

/// Which entries, in which format; what is left out narrows nothing.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportEntries {
    pub format: Format,
    #[serde(default)]
    pub contest: String,
    #[serde(default)]
    pub division: String,
    #[serde(default)]
    pub state: String,
    #[serde(default)]
    pub screening: String,
    #[serde(default)]
    pub region: String,
    #[serde(default)]
    pub heat: String,
    #[serde(default)]
    pub text: String,
}

/// In which format.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportAs {
    pub format: Format,
}

#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    Csv,
    Xlsx,
}

impl Format {
    /// How the file's name ends.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// What it is called.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl ExportEntries {
    /// What the list is narrowed to.
    pub fn filter(&self) -> EntryFilter {
        EntryFilter {
            contest: self.contest.clone(),
            division: self.division.clone(),
            state: self.state.clone(),
            screening: self.screening.clone(),
            region: self.region.clone(),
            heat: self.heat.clone(),
            text: self.text.clone(),
        }
    }
}

/// The headings, Chinese and English, since a file leaves the house of its reader.
const HEADINGS: [&str; 15] = [
    "编号 Number",
    "项目名称（中文） Title (Chinese)",
    "项目名称（英文） Title (English)",
    "团队（中文） Team (Chinese)",
    "团队（英文） Team (English)",
    "赛事 Contest",
    "赛区 Division",
    "国家或地区 Region",
    "来源 Source",
    "推荐单位（中文） Recommended by (Chinese)",
    "推荐单位（英文） Recommended by (English)",
    "状态 State",
    "资格审查 Screening",
    "提交时间 Submitted at",
    "附件数 Files",
];

/// Entries as a table.
pub fn entry_table(export: &EntryExport, at: Timestamp) -> Table {
    let zone = zone_of(&export.edition);
    let contest = |key: &str| {
        let mut known = export.contests.iter();
        named(key, known.find(|one| one.key == key).map(|one| &one.title))
    };
    let division = |key: &str| {
        let mut known = export.divisions.iter();
        named(key, known.find(|one| one.key == key).map(|one| &one.title))
    };
    let region = |key: &str| {
        let mut known = export.regions.iter();
        named(
            key,
            known.find(|(one, _)| one == key).map(|(_, title)| title),
        )
    };
    let lists = list_columns(export);
    let row = |line: &EntryLine| -> Vec<Cell> {
        let mut row = vec![
            line.number.as_str().into(),
            line.title.zh.as_str().into(),
            line.title.en.as_str().into(),
            line.team.zh.as_str().into(),
            line.team.en.as_str().into(),
            contest(&line.contest),
            division(line.division.as_deref().unwrap_or_default()),
            region(&line.region),
            called(&SOURCES, &line.source),
            line.recommended_by.zh.as_str().into(),
            line.recommended_by.en.as_str().into(),
            called(&STATES, &line.state),
            called(&SCREENINGS, &line.screening),
            instant(line.submitted_at, &zone),
            Cell::Count(line.attachments.into()),
        ];
        row.extend(lists.iter().map(|(key, _)| list_cell(export, line, key)));
        row
    };
    let mut headings = HEADINGS.map(str::to_owned).to_vec();
    headings.extend(lists.iter().map(|(_, label)| both(label)));
    Table {
        name: format!("{} entries", export.edition.slug),
        headings,
        rows: export.lines.iter().map(row).collect(),
        foot: Taken { at, by: &export.by }.foot(&zone),
    }
}

/// A column for each list that a form asks for, whichever contest's: its key and what is asked.
fn list_columns(export: &EntryExport) -> Vec<(&str, &Bilingual)> {
    let mut columns: Vec<(&str, &Bilingual)> = vec![];
    for question in export.contests.iter().flat_map(|one| &one.form.questions) {
        let known = columns.iter().any(|(key, _)| *key == question.key);
        if question.kind == QuestionKind::List && !known {
            columns.push((&question.key, &question.label));
        }
    }
    columns
}

/// The rows of a list in one cell: a numbered line for each, its fields apart by a vertical bar.
fn list_cell(export: &EntryExport, line: &EntryLine, key: &str) -> Cell {
    let mut contests = export.contests.iter();
    let contest = contests.find(|one| one.key == line.contest);
    let question = contest.and_then(|contest| contest.form.question(key));
    let lists = export.lists.get(&line.number);
    let table = question.zip(lists);
    let table = table.and_then(|(question, lists)| ListTable::of(question, lists));
    let row = |(place, row): (usize, &Vec<Bilingual>)| {
        let fields: Vec<_> = row.iter().map(both).collect();
        format!("{place}. {}", fields.join(" | "))
    };
    let rows = table.map_or_else(Vec::new, |table| (1..).zip(&table.rows).map(row).collect());
    rows.join("\n").into()
}

/// Since when a file is so, and who took it: it goes on without this house.
pub struct Taken<'a> {
    pub at: Timestamp,
    pub by: &'a Bilingual,
}

impl Taken<'_> {
    pub(super) fn foot(&self, zone: &TimeZone) -> Vec<(String, String)> {
        let (zh, en) = (&self.by.zh, &self.by.en);
        let mut names = vec![zh.as_str(), en.as_str()];
        names.dedup();
        names.retain(|name| !name.is_empty());
        vec![
            ("截至 As of".to_owned(), written(self.at, zone)),
            ("时区 Time zone".to_owned(), zone_name(zone)),
            ("导出人 Exported by".to_owned(), names.join(" ")),
        ]
    }
}

/// A standing as a table: the figures that rank, those that they are made of, and those that decide ties.
pub fn standing_table(view: &StandingView, taken: &Taken<'_>) -> Table {
    let zone = zone_of(&view.edition);
    let heat = &view.summary.heat;
    let mut headings = STANDING.map(str::to_owned).to_vec();
    let adjusts = heat.rule.method.adjusts();
    headings.extend(adjusts.then(|| PANEL_MEAN.to_owned()));
    let criteria = heat.rubric.criteria.iter();
    headings.extend(criteria.map(|one| format!("{} {}", one.title.zh, one.title.en)));
    let ties = heat.rule.tie_chain.iter().cloned().map(String::from);
    headings.extend(ties.map(|name| format!("同分 Tie {name}")));
    headings.extend(STANDING_END.map(str::to_owned));
    let figure = |figure: Option<Decimal>| -> Cell {
        figure
            .map_or_else(String::new, |figure| figure.to_string())
            .into()
    };
    let row = |(line, entry, award): &(StandingLine, EntryLine, Option<String>)| -> Vec<Cell> {
        let rank = line.rank.map(u64::from).map(Cell::Count);
        let mut row = vec![
            rank.unwrap_or_else(|| "".into()),
            entry.number.as_str().into(),
            entry.title.zh.as_str().into(),
            entry.title.en.as_str().into(),
            entry.team.zh.as_str().into(),
            entry.team.en.as_str().into(),
            figure(line.figure),
        ];
        row.extend(adjusts.then(|| figure(line.raw.or(line.figure))));
        row.extend(line.criteria.iter().map(|one| figure(one.figure)));
        row.extend(line.tie_figures.iter().map(|one| figure(one.figure)));
        row.push(Cell::Count(line.sheets.into()));
        row.push(Cell::Count(line.sheets_expected.into()));
        row.push(award.as_deref().unwrap_or_default().into());
        row
    };
    Table {
        name: format!("{} {}", view.edition.slug, heat.key),
        headings,
        rows: view.lines.iter().map(row).collect(),
        foot: taken.foot(&zone),
    }
}

const STANDING: [&str; 7] = [
    "名次 Rank",
    "编号 Number",
    "项目名称（中文） Title (Chinese)",
    "项目名称（英文） Title (English)",
    "团队（中文） Team (Chinese)",
    "团队（英文） Team (English)",
    "得分 Figure",
];
/// Beside a figure that allows for judges.
const PANEL_MEAN: &str = "评委均分 Panel mean";
const STANDING_END: [&str; 3] = ["评分表数 Sheets", "应有 Expected", "奖项 Award"];

const JUDGES: [&str; 11] = [
    "姓名（中文） Name (Chinese)",
    "姓名（英文） Name (English)",
    "邮箱 E-mail",
    "语言 Language",
    "机构（中文） Organization (Chinese)",
    "机构（英文） Organization (English)",
    "邀请 Invitation",
    "席位 Seats",
    "已分配 Assigned",
    "已提交 Submitted",
    "最近登录 Last sign-in",
];

/// Judges as a table.
pub fn judge_table(edition: &Edition, lines: &[JudgeLine], taken: &Taken<'_>) -> Table {
    let zone = zone_of(edition);
    let row = |line: &JudgeLine| -> Vec<Cell> {
        let seats = line.seats.iter();
        let seats: Vec<_> = seats
            .map(|(heat, seat)| format!("{heat} ({})", seat.name()))
            .collect();
        vec![
            line.name.zh.as_str().into(),
            line.name.en.as_str().into(),
            line.email.as_deref().unwrap_or_default().into(),
            line.language.as_str().into(),
            line.organization.zh.as_str().into(),
            line.organization.en.as_str().into(),
            called(&INVITATIONS, &line.invitation),
            seats.join(", ").into(),
            Cell::Count(line.assigned.into()),
            Cell::Count(line.submitted.into()),
            instant(line.last_login_at, &zone),
        ]
    };
    Table {
        name: format!("{} judges", edition.slug),
        headings: JUDGES.map(str::to_owned).to_vec(),
        rows: lines.iter().map(row).collect(),
        foot: taken.foot(&zone),
    }
}

/// What the names of states stand for in a file, in both languages.
type Words = [(&'static str, &'static str)];

const SOURCES: [(&str, &str); 4] = [
    ("self", "自行报名 Applied"),
    ("invited", "受邀 Invited"),
    ("recommended", "推荐 Recommended"),
    ("staff", "代为报名 By staff"),
];
const STATES: [(&str, &str); 2] = [("draft", "草稿 Draft"), ("submitted", "已提交 Submitted")];
const SCREENINGS: [(&str, &str); 3] = [
    ("pending", "待审查 Pending"),
    ("accepted", "通过 Accepted"),
    ("rejected", "未通过 Rejected"),
];
const INVITATIONS: [(&str, &str); 4] = [
    ("none", "未邀请 Not invited"),
    ("sent", "已邀请 Invited"),
    ("accepted", "已接受 Accepted"),
    ("declined", "已谢绝 Declined"),
];

fn called(words: &Words, name: &str) -> Cell {
    let known = words.iter().find(|(one, _)| *one == name);
    known.map_or(name, |(_, words)| words).into()
}

/// Both names of a thing, once where they are the same; its key where it has none.
fn named(key: &str, title: Option<&Bilingual>) -> Cell {
    title.map_or_else(|| key.to_owned(), both).into()
}

/// A text in both languages, once where they are the same.
fn both(text: &Bilingual) -> String {
    let mut texts = vec![text.zh.as_str(), text.en.as_str()];
    texts.dedup();
    texts.retain(|text| !text.is_empty());
    texts.join(" ")
}

pub(super) fn instant(at: Option<Timestamp>, zone: &TimeZone) -> Cell {
    at.map_or_else(|| "".into(), |at| Cell::Instant(local(at, zone)))
}

/// The edition's zone, which its import has checked.
pub(super) fn zone_of(edition: &Edition) -> TimeZone {
    TimeZone::get(&edition.zone).unwrap_or(TimeZone::UTC)
}

fn zone_name(zone: &TimeZone) -> String {
    zone.iana_name().unwrap_or("UTC").to_owned()
}

fn local(at: Timestamp, zone: &TimeZone) -> ZonedDateTime {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    instant.to_zoned_datetime(zone.clone())
}

fn written(at: Timestamp, zone: &TimeZone) -> String {
    spelled(&local(at, zone))
}
