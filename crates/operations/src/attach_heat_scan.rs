//! A host adds the signed list, scanned, to a report that headquarters have not answered yet.

use bytes::Bytes;
use domain::{
    ids::HeatReportId,
    policy::{AttachHeatScan, Denied},
};
use futures::Stream;
use persistence::{
    audit, heats,
    reports::{self, Scan},
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, Result},
    upload_attachment::{IncomingFile, store_pdf},
};

/// The largest scan, in bytes.
const MOST_BYTES: u64 = 50 << 20;

/// Stores the scan and adds it to the report under way, in place of one before it.
pub async fn attach_heat_scan<S, E>(
    cx: &Context<'_>,
    edition: &str,
    heat: &str,
    file: IncomingFile<'_, S>,
    lost: impl FnOnce(E) -> OperationError,
) -> Result<()>
where
    S: Stream<Item = std::result::Result<Bytes, E>> + Unpin,
{
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, _) = guarded.authorize::<AttachHeatScan>(cx.actor, cx.arrived_at)?;
    let id = HeatReportId::mint(cx.ids, cx.arrived_at);
    let stored = store_pdf(cx, id.0, MOST_BYTES, file.bytes, lost).await?;
    let scan = Scan {
        name: file.name.to_owned(),
        bytes: stored.bytes,
        sha256: stored.sha256,
    };
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<AttachHeatScan>(cx.actor, cx.arrived_at)?;
    let reports = reports::of_heat(&work, heat.id).await?;
    let under_way = reports.first().filter(|latest| latest.state == "reported");
    let report = under_way.ok_or_else(|| OperationError::conflict("heat_not_reported"))?;
    reports::attach_scan(&work, &allowed, report, &scan).await?;
    let detail = json!({
        "heat": heat.key, "number": report.number, "scan": scan.sha256, "bytes": scan.bytes,
    });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}
