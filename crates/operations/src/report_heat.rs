//! A host hands the standing of a closed heat in at headquarters, with a statement.

use domain::{
    heat::HeatState,
    ids::HeatReportId,
    policy::{Denied, ReportHeat},
};
use persistence::{
    audit, heats,
    reports::{self, NewReport},
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
};

/// The longest statement, in characters.
const MOST_STATEMENT: usize = 4_000;

/// Hands in the standing. While a report is under way or accepted there is no other.
#[crate::compiled_here]
pub async fn report_heat(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    statement: &str,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<ReportHeat>(cx.actor, cx.arrived_at)?;
    if statement.chars().count() > MOST_STATEMENT {
        return Err(OperationError::conflict("statement_too_long"));
    }
    let HeatState::Closed { standing, .. } = heat.state else {
        return Err(OperationError::conflict("heat_not_closed"));
    };
    let earlier = reports::of_heat(&work, heat.id).await?;
    if earlier
        .first()
        .is_some_and(|latest| latest.state != "returned")
    {
        return Err(OperationError::conflict("heat_reported"));
    }
    let fingerprint = heats::standing_fingerprint(&work, standing).await?;
    let number = earlier.first().map_or(1, |latest| latest.number + 1);
    let new = NewReport {
        id: HeatReportId::mint(cx.ids, cx.arrived_at),
        number,
        standing: &fingerprint,
        statement: statement.trim(),
    };
    reports::add(&work, &allowed, cx.account()?, new).await?;
    let detail = json!({ "heat": heat.key, "number": number, "standing": fingerprint });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}
