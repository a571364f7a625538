//! Headquarters accept what a host handed in, or return it with a reason.

use domain::policy::{AnswerHeatReport, Denied};
use persistence::{audit, heats, reports};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    recuse_judge::reason,
};

/// Answers the latest report of a heat; nothing for `returned` accepts it.
#[crate::compiled_here]
pub async fn answer_heat_report(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    number: u32,
    returned: Option<&str>,
) -> Result<()> {
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<AnswerHeatReport>(cx.actor, cx.arrived_at)?;
    let why = returned.map(reason).transpose()?;
    let reports = reports::of_heat(&work, heat.id).await?;
    let latest = reports.first().ok_or(Denied::Hidden)?;
    if latest.number != number || latest.state != "reported" {
        return Err(OperationError::conflict("report_answered"));
    }
    reports::answer(&work, &allowed, cx.account()?, latest, why.as_deref()).await?;
    let answer = if why.is_some() {
        "returned"
    } else {
        "accepted"
    };
    let detail = json!({ "heat": heat.key, "number": number, "answer": answer, "reason": why });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}
