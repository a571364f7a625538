//! What staff take away as files.

use domain::{edition::Edition, time::Timestamp};
use jiff::tz::TimeZone;
use operations::queries::edition::{EntryFilter, EntryLine};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::export::{Cell, Table};

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
const HEADINGS: [&str; 13] = [
    "编号 Number",
    "项目名称（中文） Title (Chinese)",
    "项目名称（英文） Title (English)",
    "团队（中文） Team (Chinese)",
    "团队（英文） Team (English)",
    "赛事 Contest",
    "赛区 Division",
    "国家或地区 Region",
    "来源 Source",
    "状态 State",
    "资格审查 Screening",
    "提交时间 Submitted at",
    "附件数 Files",
];

/// Entries as a table; instants in the edition's zone, with the offset.
pub fn entry_table(edition: &Edition, lines: &[EntryLine]) -> Table {
    let zone = TimeZone::get(&edition.zone).unwrap_or(TimeZone::UTC);
    let row = |line: &EntryLine| -> Vec<Cell> {
        vec![
            line.number.as_str().into(),
            line.title.zh.as_str().into(),
            line.title.en.as_str().into(),
            line.team.zh.as_str().into(),
            line.team.en.as_str().into(),
            line.contest.as_str().into(),
            line.division.as_deref().unwrap_or_default().into(),
            line.region.as_str().into(),
            line.source.as_str().into(),
            line.state.as_str().into(),
            line.screening.as_str().into(),
            line.submitted_at
                .map_or_else(String::new, |at| written(at, &zone))
                .into(),
            Cell::Count(line.attachments.into()),
        ]
    };
    Table {
        name: format!("{} entries", edition.slug),
        headings: HEADINGS.map(str::to_owned).to_vec(),
        rows: lines.iter().map(row).collect(),
    }
}

fn written(at: Timestamp, zone: &TimeZone) -> String {
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let local = instant.to_zoned_datetime(zone.clone());
    local.strftime("%Y-%m-%d %H:%M:%S %:z").to_string()
}
