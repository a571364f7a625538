//! Close a heat: no more sheets, and the standing is frozen. Blocked while sheets are missing.

use std::collections::BTreeMap;

use domain::{
    edition::{HeatKind, Problem},
    heat::{Heat, HeatState},
    ids::{EntryId, StandingId},
    policy::{CloseHeat, Denied},
    standing::{Adjustment, Standing, StandingLine},
};
use persistence::{
    Work,
    assignments::{self, AssignmentLine, CountedSheet},
    audit, heats,
};
use serde_json::json;

use crate::{
    Context,
    balloting::Vote,
    error::{OperationError, RefusalKind, Result},
    standing::of_sheets,
};

/// The most missing sheets that a refusal names.
const MOST_NAMED: usize = 200;

/// Closes an open heat.
#[crate::compiled_here]
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
    let (adjustment, calculated) = match heat.kind {
        HeatKind::Ballot => (None, voted(&work, &heat).await?),
        _ => calculated(&heat, &lines, &sheets),
    };
    let HeatState::Open { freeze, .. } = &heat.state else {
        return Err(OperationError::conflict("heat_not_open"));
    };
    let standing = Standing {
        computed_at: cx.arrived_at,
        freeze: freeze.clone(),
        adjustment,
        lines: calculated,
    };
    heats::save_closed(&work, &allowed, id, &standing).await?;
    let used = standing.adjustment.as_ref().map(|one| one.used.name());
    let mut detail = json!({ "heat": heat.key, "freeze": freeze, "sheets": sheets.len() });
    if let Some(used) = used {
        detail["method"] = used.into();
    }
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

/// What the panel's vote came to. Refuses while there is still something to vote on.
async fn voted(work: &Work, heat: &Heat) -> Result<Vec<StandingLine>> {
    let vote = Vote::of(work, heat).await?;
    if vote.open().is_some() {
        return Err(OperationError::conflict("ballot_open"));
    }
    if vote.due().is_some() {
        return Err(OperationError::conflict("vote_not_over"));
    }
    Ok(vote.standing())
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
fn calculated(
    heat: &Heat,
    lines: &[AssignmentLine],
    sheets: &[CountedSheet],
) -> (Option<Adjustment>, Vec<StandingLine>) {
    let mut expected: BTreeMap<EntryId, u32> = BTreeMap::new();
    for line in lines {
        *expected.entry(line.entry).or_default() += 1;
    }
    of_sheets(heat, &expected.into_iter().collect::<Vec<_>>(), sheets)
}
