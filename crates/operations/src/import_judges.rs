//! Bring judges and panels in from a CSV file. Good rows are imported, bad rows are reported with what
//! is wrong in which column; importing the same file again changes nothing.

use std::collections::BTreeSet;

use domain::{
    edition::Problem,
    heat::{Heat, HeatState},
    people::{Email, Seat},
    policy::{Allowed, Denied, ImportJudges},
    text::{Bilingual, Language},
};
use persistence::{Work, accounts, audit, editions, heats, judges};
use serde::Deserialize;
use serde_json::json;

use crate::{Context, error::Result, table::Table};

/// The most rows of a file.
const MOST_ROWS: usize = 2_000;

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// One per row, in order.
    pub rows: Vec<ImportRow>,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRow {
    /// Its line in the file; the header is line 1.
    pub line: u64,
    /// What became of it.
    pub state: RowState,
    /// The name as it stands there.
    pub name: String,
    /// The address as it stands there.
    pub email: String,
    /// What is wrong, with `/column` as the pointer.
    pub problems: Vec<Problem>,
}

/// What became of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// A new judge.
    Added,
    /// A known judge with a new seat.
    Updated,
    /// Nothing new.
    Unchanged,
    /// Something is wrong.
    Refused,
}

#[derive(Default, Deserialize)]
struct Row {
    #[serde(default)]
    heat: String,
    #[serde(default)]
    name_zh: String,
    #[serde(default)]
    name_en: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    organization_zh: String,
    #[serde(default)]
    organization_en: String,
}

/// Reads the file and seats its judges.
pub async fn import_judges(cx: &Context<'_>, edition: &str, text: &str) -> Result<ImportReport> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, edition)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ImportJudges>(cx.actor, cx.arrived_at)?;
    judges::lock_panels(&work, &allowed).await?;
    let heats = heats::of_edition(&work, edition.id).await?;
    let mut report = ImportReport::default();
    let mut seen = BTreeSet::new();
    for (line, row) in TABLE.rows::<Row>(text)? {
        let mut outcome = ImportRow {
            line,
            state: RowState::Refused,
            name: if row.name_zh.is_empty() {
                row.name_en.clone()
            } else {
                row.name_zh.clone()
            },
            email: row.email.clone(),
            problems: vec![],
        };
        match check(&row, &heats, &mut seen) {
            Ok(judge) => outcome.state = seat(cx, &work, &allowed, &judge).await?,
            Err(problems) => outcome.problems = problems,
        }
        report.rows.push(outcome);
    }
    let changed = report
        .rows
        .iter()
        .filter(|row| row.state != RowState::Refused)
        .count();
    let detail = json!({ "rows": report.rows.len(), "imported": changed });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(edition.id),
        "editions",
        &detail,
    )
    .await?;
    work.commit().await?;
    Ok(report)
}

/// What a table of judges has to have.
const TABLE: Table = Table {
    columns: &["heat", "name_zh", "name_en", "email", "language", "role"],
    most: MOST_ROWS,
    code: "invalid_judges_file",
};

struct CheckedRow<'a> {
    heat: &'a Heat,
    name: Bilingual,
    email: Option<Email>,
    language: Language,
    seat: Seat,
    organization: Bilingual,
}

fn check<'a>(
    row: &Row,
    heats: &'a [Heat],
    seen: &mut BTreeSet<(String, String)>,
) -> Result<CheckedRow<'a>, Vec<Problem>> {
    let mut problems = vec![];
    let heat = heats.iter().find(|heat| heat.key == row.heat);
    match heat {
        None => problems.push(Problem::at("/heat", "unknown_heat").with("key", row.heat.as_str())),
        Some(heat) if !matches!(heat.state, HeatState::Planned) => {
            problems.push(Problem::at("/heat", "heat_already_open").with("key", row.heat.as_str()));
        }
        Some(_) => {}
    }
    if row.name_zh.is_empty() && row.name_en.is_empty() {
        problems.push(Problem::at("/name_en", "name_missing"));
    }
    let email = Email::parse(&row.email);
    if email.is_none() && !row.email.is_empty() {
        problems.push(Problem::at("/email", "invalid_email"));
    }
    if email.is_none() && row.email.is_empty() {
        problems.push(Problem::at("/email", "email_missing"));
    }
    let language = Language::from_code(&row.language.to_lowercase());
    if language.is_none() {
        problems.push(Problem::at("/language", "unknown_language").with("known", "zh, en"));
    }
    let seat = Seat::from_name(&row.role.to_lowercase());
    if seat.is_none() {
        problems.push(Problem::at("/role", "unknown_role").with("known", "judge, chair"));
    }
    if let Some(email) = &email
        && !seen.insert((row.heat.clone(), email.as_str().to_owned()))
    {
        problems.push(Problem::at("/email", "twice_in_file"));
    }
    match (heat, language, seat) {
        (Some(heat), Some(language), Some(seat)) if problems.is_empty() => Ok(CheckedRow {
            heat,
            name: Bilingual::new(row.name_zh.clone(), row.name_en.clone()),
            email,
            language,
            seat,
            organization: Bilingual::new(row.organization_zh.clone(), row.organization_en.clone()),
        }),
        _ => Err(problems),
    }
}

async fn seat(
    cx: &Context<'_>,
    work: &Work,
    allowed: &Allowed<ImportJudges>,
    row: &CheckedRow<'_>,
) -> Result<RowState> {
    let now = cx.clock.now();
    let known = match &row.email {
        Some(email) => accounts::by_email(work, email).await?,
        None => None,
    };
    let account = if let Some(known) = known {
        if known.person.name == Bilingual::default() {
            accounts::rename(work, known.id, &row.name).await?;
        }
        known.id
    } else {
        let email = row.email.as_ref();
        accounts::create(work, cx.ids, now, &row.name, email, row.language).await?
    };
    let (judge, new) = match judges::of_account(work, row.heat.edition, account).await? {
        Some(judge) => (judge, false),
        None => {
            let organization = &row.organization;
            let judge = judges::add(work, allowed, account, organization, cx.ids).await?;
            (judge, true)
        }
    };
    let corrected = !new
        && row.organization != Bilingual::default()
        && judges::correct_organization(work, allowed, judge, &row.organization).await?;
    let before = judges::seat(work, row.heat.id, judge).await?;
    if before == Some(row.seat) {
        return Ok(if corrected {
            RowState::Updated
        } else {
            RowState::Unchanged
        });
    }
    judges::take_seat(work, allowed, row.heat.id, judge, row.seat).await?;
    Ok(if new {
        RowState::Added
    } else {
        RowState::Updated
    })
}
