//! Bring in the figures of a heat that is not judged here, such as those of a machine. Every entry of the
//! field has to be there, with a figure or with none; the heat is closed by it.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    decimal::{Decimal, DecimalError},
    edition::{HeatKind, Problem},
    heat::{Heat, OpenRefusal},
    ids::{EntryId, StandingId},
    policy::{Denied, ImportScores},
    standing::Standing,
};
use persistence::{
    StoreError, advancements::FieldEntry, audit, editions, entries as stored, heats,
};
use serde::Deserialize;
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    field::entries,
    standing::of_figures,
    table::Table,
};

/// What a table of figures has to have. There are as many rows as a heat can have entries.
const TABLE: Table = Table {
    columns: &["number", "figure"],
    most: 5_000,
    code: "invalid_scores",
};
/// The most problems that a refusal names.
const MOST_NAMED: usize = 200;

#[derive(Deserialize)]
struct Row {
    number: String,
    figure: String,
}

/// Closes a planned heat with the figures of a table.
#[crate::compiled_here]
pub async fn import_scores(cx: &Context<'_>, edition: &str, heat: &str, text: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<ImportScores>(cx.actor, cx.arrived_at)?;
    if heat.kind != HeatKind::Imported {
        return Err(OperationError::conflict("heat_not_imported"));
    }
    let edition = editions::of(&work, heat.edition).await?;
    let freeze = heat
        .freeze_hash()
        .map_err(|error| StoreError::Inconsistent {
            table: "heats",
            id: heat.id.to_string(),
            what: error.to_string(),
        })?;
    let id = StandingId::mint(cx.ids, cx.arrived_at);
    let opened = heat.state.clone().open(cx.arrived_at, freeze.clone())?;
    let _closed = opened.close(cx.arrived_at, id)?;
    stored::hold_still(&work, edition.id).await?;
    let field = entries(cx, &work, &edition, &heat).await?;
    if field.is_empty() {
        return Err(OpenRefusal::NoEntries.into());
    }
    let figures = checked(&heat, &field, &TABLE.rows(text)?)
        .map_err(|problems| OperationError::invalid("invalid_scores", problems))?;
    let standing = Standing {
        computed_at: cx.arrived_at,
        freeze: freeze.clone(),
        adjustment: None,
        lines: of_figures(&heat, &figures),
    };
    heats::save_imported(&work, &allowed, &freeze, id, &standing).await?;
    let withheld = figures
        .iter()
        .filter(|(_, figure)| figure.is_none())
        .count();
    let detail = json!({
        "heat": heat.key, "freeze": freeze, "entries": figures.len(), "withheld": withheld,
    });
    audit::note(&work, &allowed, cx.ids, Some(edition.id), "heats", &detail).await?;
    Ok(work.commit().await?)
}

/// The figures in units of the last published digit, in the order of the field; or what is wrong in which
/// row.
fn checked(
    heat: &Heat,
    field: &[FieldEntry],
    rows: &[(u64, Row)],
) -> std::result::Result<Vec<(EntryId, Option<i64>)>, Vec<Problem>> {
    let known: BTreeSet<&str> = field.iter().map(|entry| entry.number.as_str()).collect();
    let mut figures: BTreeMap<&str, Option<i64>> = BTreeMap::new();
    let mut problems = vec![];
    for (index, (line, row)) in rows.iter().enumerate() {
        let number = row.number.as_str();
        let at = |column: &str, code: &str| {
            let problem = Problem::at(format!("/rows/{index}/{column}"), code);
            problem.with("line", *line).with("number", number)
        };
        if !known.contains(number) {
            problems.push(at("number", "not_in_field"));
        } else if figures.contains_key(number) {
            problems.push(at("number", "number_twice"));
        }
        let units = figure(heat, &row.figure).unwrap_or_else(|(code, digits)| {
            problems.push(at("figure", code).with("digits", digits));
            None
        });
        figures.insert(number, units);
    }
    let missing = field
        .iter()
        .filter(|entry| !figures.contains_key(entry.number.as_str()));
    problems.extend(
        missing.map(|entry| {
            Problem::at("/rows", "entry_missing").with("number", entry.number.as_str())
        }),
    );
    problems.truncate(MOST_NAMED);
    if !problems.is_empty() {
        return Err(problems);
    }
    let figure = |entry: &FieldEntry| figures.get(entry.number.as_str()).copied().flatten();
    Ok(field
        .iter()
        .map(|entry| (entry.entry, figure(entry)))
        .collect())
}

/// A figure in units of the last published digit, nothing where it is withheld. It is never rounded: what
/// was made elsewhere is published as it was made.
fn figure(heat: &Heat, text: &str) -> std::result::Result<Option<i64>, (&'static str, u32)> {
    if text.is_empty() {
        return Ok(None);
    }
    let digits = heat.rule.published_digits;
    let decimal = Decimal::parse(text).map_err(|error| match error {
        DecimalError::Malformed => ("figure_malformed", digits),
        DecimalError::TooFine => ("figure_too_fine", digits),
        DecimalError::TooLarge => ("figure_too_large", digits),
    })?;
    let units = decimal.rescale(digits).ok_or(if decimal.digits > digits {
        ("figure_too_fine", digits)
    } else {
        ("figure_too_large", digits)
    })?;
    Ok(Some(units))
}
