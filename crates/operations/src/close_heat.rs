//! Close a heat: no more sheets, and the standing is frozen. Blocked while sheets are missing.

use std::collections::BTreeMap;

use domain::{
    decimal::Decimal,
    edition::{
        Combine, Fallback, Problem, TieFigure,
        rubric::{STEP_DIGITS, WEIGHT_DIGITS},
    },
    fingerprint::Fingerprint,
    heat::{Heat, HeatState},
    ids::{EntryId, StandingId},
    policy::{CloseHeat, Denied},
    standing::{CriterionFigure, Standing, StandingLine, TieFigureValue},
};
use judging::panel;
use persistence::{
    assignments::{self, AssignmentLine, CountedSheet},
    audit, heats,
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, RefusalKind, Result},
};

/// The most missing sheets that a refusal names.
const MOST_NAMED: usize = 200;

/// Closes an open heat.
pub async fn close_heat(cx: &Context<'_>, edition: &str, heat: &str) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<CloseHeat>(cx.actor, cx.arrived_at)?;
    let id = StandingId::mint(cx.ids, cx.arrived_at);
    let _closed = heat.state.clone().close(cx.arrived_at, id)?;
    let lines = assignments::of_closing_heat(&work, &allowed).await?;
    must_be_complete(&lines)?;
    let sheets = assignments::counted_sheets(&work, &allowed).await?;
    let HeatState::Open { freeze, .. } = &heat.state else {
        return Err(OperationError::conflict("heat_not_open"));
    };
    let standing = standing(cx, &heat, freeze, &lines, &sheets);
    heats::save_closed(&work, &allowed, id, &standing).await?;
    let detail = json!({ "heat": heat.key, "freeze": freeze, "sheets": sheets.len() });
    audit::note(
        &work,
        &allowed,
        cx.ids,
        Some(heat.edition),
        "heats",
        &detail,
    )
    .await?;
    Ok(work.commit().await?)
}

/// Refuses while a sheet is missing that nobody waived.
fn must_be_complete(lines: &[AssignmentLine]) -> Result<()> {
    let missing: Vec<_> = lines
        .iter()
        .filter(|line| matches!(line.state.as_str(), "not_started" | "draft"))
        .take(MOST_NAMED)
        .map(|line| {
            Problem::at(format!("/assignments/{}", line.id), "sheet_missing")
                .with("number", line.number.as_str())
                .with("state", line.state.as_str())
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(OperationError::refuse(
        RefusalKind::Conflict,
        "sheets_missing",
        missing,
    ))
}

/// Calculates the standing by the heat's rule from the sheets that count.
fn standing(
    cx: &Context<'_>,
    heat: &Heat,
    freeze: &Fingerprint,
    lines: &[AssignmentLine],
    sheets: &[CountedSheet],
) -> Standing {
    let mut expected: BTreeMap<EntryId, u32> = BTreeMap::new();
    for line in lines {
        *expected.entry(line.entry).or_default() += 1;
    }
    let entries: Vec<EntryId> = expected.keys().copied().collect();
    let marks: Vec<Vec<Vec<i64>>> = entries
        .iter()
        .map(|entry| {
            let own = sheets.iter().filter(|sheet| sheet.entry == *entry);
            own.map(|sheet| in_order(heat, sheet)).collect()
        })
        .collect();
    let criteria: Vec<_> = heat
        .rubric
        .criteria
        .iter()
        .map(|c| panel::Criterion {
            weight: c.weight_units(),
            step: c.step_units(),
        })
        .collect();
    let lines = panel::standing(&criteria, &rule(heat), &marks)
        .into_iter()
        .map(|line| {
            let entry = entries[line.entry];
            to_line(
                heat,
                entry,
                expected.get(&entry).copied().unwrap_or(0),
                line,
            )
        })
        .collect();
    Standing {
        computed_at: cx.arrived_at,
        freeze: freeze.clone(),
        lines,
    }
}

/// Marks of a sheet in the order of the rubric; a sheet was only taken when it had them all.
fn in_order(heat: &Heat, sheet: &CountedSheet) -> Vec<i64> {
    let criteria = heat.rubric.criteria.iter();
    criteria
        .map(|criterion| sheet.marks.get(&criterion.key).copied().unwrap_or(0))
        .collect()
}

fn rule(heat: &Heat) -> panel::Rule {
    let rule = &heat.rule;
    let index = |key: &str| {
        heat.rubric
            .criteria
            .iter()
            .position(|criterion| criterion.key == key)
            .unwrap_or(0)
    };
    panel::Rule {
        combine: match rule.combine {
            Combine::JudgeTotalThenPanel => panel::Combine::JudgeTotalThenPanel,
            Combine::PanelPerCriterionThenTotal => panel::Combine::PanelPerCriterionThenTotal,
        },
        drop_high: rule.drop_high,
        drop_low: rule.drop_low,
        min_scores: rule.min_scores,
        fallback: match rule.fallback {
            Fallback::PlainMean => panel::Fallback::PlainMean,
            Fallback::Withhold => panel::Fallback::Withhold,
        },
        published_digits: rule.published_digits,
        weight_digits: WEIGHT_DIGITS,
        step_digits: STEP_DIGITS,
        tie_chain: rule
            .tie_chain
            .iter()
            .map(|tie| match tie {
                TieFigure::Criterion(key) => panel::TieFigure::Criterion(index(key)),
                TieFigure::UntrimmedMean => panel::TieFigure::UntrimmedMean,
            })
            .collect(),
    }
}

fn to_line(heat: &Heat, entry: EntryId, expected: u32, line: panel::Line) -> StandingLine {
    let digits = heat.rule.published_digits;
    let decimal = |units: Option<i64>| units.map(|units| Decimal { units, digits });
    StandingLine {
        entry,
        rank: line.rank,
        tied: line.tied,
        figure: decimal(line.figure),
        criteria: heat
            .rubric
            .criteria
            .iter()
            .zip(line.criteria)
            .map(|(criterion, figure)| CriterionFigure {
                key: criterion.key.clone(),
                figure: decimal(figure.figure),
                counted: figure.counted,
                dropped: figure.dropped,
            })
            .collect(),
        tie_figures: heat
            .rule
            .tie_chain
            .iter()
            .zip(line.tie_figures)
            .map(|(tie, figure)| TieFigureValue {
                name: String::from(tie.clone()),
                figure: decimal(figure),
            })
            .collect(),
        sheets: line.sheets,
        sheets_expected: expected,
    }
}
