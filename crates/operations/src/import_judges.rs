//! Bring judges and panels in from a CSV file. Good rows are imported, bad rows are reported with what
//! is wrong in which column; importing the same file again changes nothing.

use std::collections::BTreeSet;

use domain::{
    edition::Problem,
    heat::{Heat, HeatState},
    ids::{AccountId, EditionId},
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
#[crate::compiled_here]
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
            Ok(judge) => outcome.state = take(cx, &work, &allowed, &judge).await?,
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
    /// Where and how the judge sits; nothing for who is asked before there are panels.
    seat: Option<(&'a Heat, Seat)>,
    name: Bilingual,
    email: Option<Email>,
    language: Language,
    organization: Bilingual,
}

fn check<'a>(
    row: &Row,
    heats: &'a [Heat],
    seen: &mut BTreeSet<(String, String)>,
) -> Result<CheckedRow<'a>, Vec<Problem>> {
    let mut problems = vec![];
    let seat = seat(row, heats, &mut problems);
    if row.name_zh.is_empty() && row.name_en.is_empty() {
        problems.push(Problem::at("/name_en", "name_missing"));
    }
    let email = Email::parse(&row.email);
    if email.is_none() && !row.email.is_empty() {
        problems.push(Problem::at("/email", "invalid_email"));
    }
    let language = Language::from_code(&row.language.to_lowercase());
    if language.is_none() {
        problems.push(Problem::at("/language", "unknown_language").with("known", "zh, en"));
    }
    // Who has no address is known by the name.
    let (column, known_by) = match &email {
        Some(email) => ("/email", email.as_str().to_owned()),
        None => ("/name_en", format!("{}\n{}", row.name_zh, row.name_en)),
    };
    if !seen.insert((row.heat.clone(), known_by)) {
        problems.push(Problem::at(column, "twice_in_file"));
    }
    match language {
        Some(language) if problems.is_empty() => Ok(CheckedRow {
            seat,
            name: Bilingual::new(row.name_zh.clone(), row.name_en.clone()),
            email,
            language,
            organization: Bilingual::new(row.organization_zh.clone(), row.organization_en.clone()),
        }),
        _ => Err(problems),
    }
}

/// The seat that a row gives. A row without heat gives none.
fn seat<'a>(row: &Row, heats: &'a [Heat], problems: &mut Vec<Problem>) -> Option<(&'a Heat, Seat)> {
    if row.heat.is_empty() {
        return None;
    }
    let heat = heats.iter().find(|heat| heat.key == row.heat);
    match heat {
        None => problems.push(Problem::at("/heat", "unknown_heat").with("key", row.heat.as_str())),
        Some(heat) if !matches!(heat.state, HeatState::Planned) => {
            problems.push(Problem::at("/heat", "heat_already_open").with("key", row.heat.as_str()));
        }
        Some(_) => {}
    }
    let seat = Seat::from_name(&row.role.to_lowercase());
    if seat.is_none() {
        problems.push(Problem::at("/role", "unknown_role").with("known", "judge, chair"));
    }
    heat.zip(seat)
}

async fn take(
    cx: &Context<'_>,
    work: &Work,
    allowed: &Allowed<ImportJudges>,
    row: &CheckedRow<'_>,
) -> Result<RowState> {
    let account = account(cx, work, allowed, row).await?;
    let edition = EditionId(allowed.subject());
    let (judge, new) = match judges::of_account(work, edition, account).await? {
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
    let seated = match row.seat {
        Some((heat, seat)) if judges::seat(work, heat.id, judge).await? != Some(seat) => {
            judges::take_seat(work, allowed, heat.id, judge, seat).await?;
            true
        }
        _ => false,
    };
    Ok(match (new, seated || corrected) {
        (true, _) => RowState::Added,
        (false, true) => RowState::Updated,
        (false, false) => RowState::Unchanged,
    })
}

/// The account of whoever a row is about: by the address; without one by the name, among the judges
/// of the edition who have none either.
async fn account(
    cx: &Context<'_>,
    work: &Work,
    allowed: &Allowed<ImportJudges>,
    row: &CheckedRow<'_>,
) -> Result<AccountId> {
    let Some(email) = &row.email else {
        let known = judges::without_address(work, allowed, &row.name).await?;
        if let Some(known) = known {
            return Ok(known);
        }
        let (now, language) = (cx.clock.now(), row.language);
        return Ok(accounts::create(work, cx.ids, now, &row.name, None, language).await?);
    };
    let Some(known) = accounts::by_email(work, email).await? else {
        let (now, language) = (cx.clock.now(), row.language);
        let email = Some(email);
        return Ok(accounts::create(work, cx.ids, now, &row.name, email, language).await?);
    };
    if known.person.name == Bilingual::default() {
        accounts::rename(work, known.id, &row.name).await?;
    }
    Ok(known.id)
}
