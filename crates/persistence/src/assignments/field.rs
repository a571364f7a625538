//! The field of a heat as its chair sees it: each entry with how many sheets are in, and one entry with its sheets.

use std::collections::BTreeMap;

use domain::{
    assignment::Marks,
    ids::{AccountId, EntryId, HeatId, JudgeId},
    policy::{Allowed, Guarded, HeatEntry, ListHeatEntries, ReadHeatEntry, Visible},
    text::Bilingual,
    time::Timestamp,
};
use sea_orm::FromQueryResult;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    error::Result,
    heats,
    rows::{bilingual, count, document, instant},
    store::{Column, Source, packed, query},
};

/// An entry in the list of a heat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldLine {
    /// Which.
    pub entry: EntryId,
    /// Its number.
    pub number: String,
    /// Its name in the version that is judged.
    pub title: Bilingual,
    /// Its team's name, where it was asked for.
    pub team: Option<Bilingual>,
    /// Key of its contest.
    pub contest: String,
    /// Key of its division, where it has one.
    pub division: Option<String>,
    /// Sheets that are waited for or in; those of judges who stepped aside and waived ones are not.
    pub expected: u32,
    /// Sheets that are in.
    pub submitted: u32,
}

/// All entries of a heat by number, once it was opened; with the names of teams, or without.
pub async fn field(
    source: &impl Source,
    visible: &Visible<ListHeatEntries>,
    with_teams: bool,
) -> Result<Vec<FieldLine>> {
    #[derive(Deserialize)]
    struct Row {
        entry_id: Uuid,
        number: String,
        title_zh: String,
        title_en: String,
        team_name_zh: Option<String>,
        team_name_en: Option<String>,
        contest: String,
        division: Option<String>,
        expected: i64,
        submitted: i64,
    }
    let (team_zh, team_en) = if with_teams {
        ("e.team_name_zh", "e.team_name_en")
    } else {
        ("NULL", "NULL")
    };
    let columns = [
        Column::Id("f.entry_id"),
        Column::Plain("e.number"),
        Column::Plain("v.title_zh"),
        Column::Plain("v.title_en"),
        Column::Plain(team_zh),
        Column::Plain(team_en),
        Column::Plain("c.key"),
        Column::Plain("d.key"),
        Column::Plain("f.expected"),
        Column::Plain("f.submitted"),
    ];
    // Counted before anything is joined: there are several sheets to an entry.
    let from = "FROM (SELECT entry_id, version_id, \
               SUM(CASE WHEN state IN ('recused', 'waived') THEN 0 ELSE 1 END) AS expected, \
               SUM(CASE WHEN state = 'submitted' THEN 1 ELSE 0 END) AS submitted \
               FROM assignments WHERE heat_id = $1 GROUP BY entry_id, version_id) f \
               JOIN entries e ON e.id = f.entry_id JOIN entry_versions v ON v.id = f.version_id \
               JOIN contests c ON c.id = e.contest_id LEFT JOIN divisions d ON d.id = e.division_id \
               ORDER BY e.number LIMIT 5000";
    let values = [visible.subject().into()];
    let rows: Vec<Row> = packed(source, "assignments", &columns, from, values).await?;
    let lines = rows.into_iter().map(|row| {
        let team = row.team_name_zh.zip(row.team_name_en);
        Ok(FieldLine {
            expected: count("assignments", row.entry_id, row.expected)?,
            submitted: count("assignments", row.entry_id, row.submitted)?,
            entry: EntryId(row.entry_id),
            number: row.number,
            title: bilingual(row.title_zh, row.title_en),
            team: team.map(|(zh, en)| bilingual(zh, en)),
            contest: row.contest,
            division: row.division,
        })
    });
    let mut lines: Vec<FieldLine> = lines.collect::<Result<_>>()?;
    lines.sort_by(|one, other| one.number.cmp(&other.number));
    Ok(lines)
}

/// One's own sheet in the list of a heat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnLine {
    /// Where it stands.
    pub state: String,
    /// Its marks, where it was handed in.
    pub marks: Option<Marks>,
}

/// The asking judge's own sheets of a heat, by entry.
pub async fn own_of_field(
    source: &impl Source,
    visible: &Visible<ListHeatEntries>,
) -> Result<BTreeMap<EntryId, OwnLine>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        entry_id: Uuid,
        state: String,
        marks: Option<String>,
    }
    let sql = "SELECT a.id, a.entry_id, a.state, s.marks FROM assignments a \
               JOIN judges j ON j.id = a.judge_id LEFT JOIN sheet_versions s \
               ON s.assignment_id = a.id AND s.number = a.submitted_version AND a.state = 'submitted' \
               WHERE a.heat_id = $1 AND j.account_id = $2 LIMIT 5000";
    let Some(account) = visible.account() else {
        return Ok(BTreeMap::new());
    };
    let values = [visible.subject().into(), account.0.into()];
    let rows: Vec<Row> = query(source, sql, values).await?;
    rows.into_iter()
        .map(|row| {
            let marks = row
                .marks
                .map(|marks| document("sheet_versions", row.id, &marks));
            let line = OwnLine {
                state: row.state,
                marks: marks.transpose()?,
            };
            Ok((EntryId(row.entry_id), line))
        })
        .collect()
}

/// An entry in a heat, by its number.
pub async fn find_entry(
    source: &impl Source,
    edition: &str,
    heat: &str,
    number: &str,
) -> Result<Option<Guarded<HeatEntry>>> {
    #[derive(FromQueryResult)]
    struct Row {
        heat_id: Uuid,
        entry_id: Uuid,
        judge_id: Uuid,
        state: String,
    }
    let sql = "SELECT a.heat_id, a.entry_id, a.judge_id, a.state FROM assignments a \
               JOIN entries e ON e.id = a.entry_id JOIN heats h ON h.id = a.heat_id \
               JOIN editions d ON d.id = h.edition_id \
               WHERE d.slug = $1 AND h.key = $2 AND e.number = $3 LIMIT 1000";
    let values = [edition.into(), heat.into(), number.into()];
    let rows: Vec<Row> = query(source, sql, values).await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let aside = rows.iter().filter(|row| row.state == "recused");
    Ok(Some(Guarded::seal(HeatEntry {
        heat: heats::of(source, HeatId(first.heat_id)).await?,
        entry: EntryId(first.entry_id),
        recused: aside.map(|row| JudgeId(row.judge_id)).collect(),
    })))
}

/// A sheet of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntrySheet {
    /// Whose account it is.
    pub account: AccountId,
    /// The judge's name.
    pub judge: Bilingual,
    /// Whether the judge leads the panel.
    pub chairs: bool,
    /// Where it stands.
    pub state: String,
    /// Which version of the entry it is about.
    pub version: Uuid,
    /// What was handed in, where it counts.
    pub handed_in: Option<HandedIn>,
}

/// What a judge handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedIn {
    /// Marks in steps.
    pub marks: Marks,
    /// What the judge wrote.
    pub comment: String,
    /// When it came.
    pub received_at: Timestamp,
}

/// The sheets of an entry in a heat, by the judges' names.
pub async fn of_entry(
    source: &impl Source,
    _: &Allowed<ReadHeatEntry>,
    one: &HeatEntry,
) -> Result<Vec<EntrySheet>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: Uuid,
        account_id: Uuid,
        name_zh: String,
        name_en: String,
        seat: Option<String>,
        state: String,
        version_id: Uuid,
        marks: Option<String>,
        comment: Option<String>,
        received_at: Option<i64>,
    }
    let sql = "SELECT a.id, j.account_id, p.name_zh, p.name_en, m.seat, a.state, a.version_id, \
               s.marks, s.comment, s.received_at FROM assignments a \
               JOIN judges j ON j.id = a.judge_id JOIN accounts c ON c.id = j.account_id \
               JOIN persons p ON p.id = c.person_id \
               LEFT JOIN panel_members m ON m.judge_id = a.judge_id AND m.heat_id = a.heat_id \
               LEFT JOIN sheet_versions s ON s.assignment_id = a.id \
               AND s.number = a.submitted_version AND a.state = 'submitted' \
               WHERE a.heat_id = $1 AND a.entry_id = $2 ORDER BY p.name_en, p.name_zh LIMIT 1000";
    let values = [one.heat.id.0.into(), one.entry.0.into()];
    let rows: Vec<Row> = query(source, sql, values).await?;
    rows.into_iter()
        .map(|row| {
            let handed_in = match (row.marks, row.comment, row.received_at) {
                (Some(marks), Some(comment), Some(at)) => Some(HandedIn {
                    marks: document("sheet_versions", row.id, &marks)?,
                    comment,
                    received_at: instant(at),
                }),
                _ => None,
            };
            Ok(EntrySheet {
                account: AccountId(row.account_id),
                judge: bilingual(row.name_zh, row.name_en),
                chairs: row.seat.as_deref() == Some("chair"),
                state: row.state,
                version: row.version_id,
                handed_in,
            })
        })
        .collect()
}
