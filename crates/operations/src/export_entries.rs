//! Take a list of entries away as a file. Who did it is on the record, with what the list was narrowed to.

use domain::{
    edition::Edition,
    policy::{Denied, ExportEntries},
    text::Bilingual,
};
use persistence::{
    audit, editions,
    entries::{self, EntryFilter, EntryLine},
};
use serde_json::json;

use crate::{Context, error::Result, queries::exports::asker};

/// The most entries of a file.
const MOST_ENTRIES: u32 = 20_000;

/// The entries of an edition that the asker may see, narrowed, with the edition they are of and who
/// takes them.
pub async fn export_entries(
    cx: &Context<'_>,
    slug: &str,
    filter: &EntryFilter,
) -> Result<(Edition, Vec<EntryLine>, Bilingual)> {
    let work = cx.store.begin_write().await?;
    let guarded = editions::find(&work, slug).await?.ok_or(Denied::Hidden)?;
    let (allowed, edition) = guarded.authorize::<ExportEntries>(cx.actor, cx.arrived_at)?;
    let detail = json!({
        "contest": filter.contest, "division": filter.division, "state": filter.state,
        "screening": filter.screening, "region": filter.region, "heat": filter.heat,
    });
    let at = Some(edition.id);
    audit::note(&work, &allowed, cx.ids, at, "editions", &detail).await?;
    let visible = allowed.visible_to(cx.actor, &edition);
    let (lines, _) = entries::list(&work, &visible, filter, "", MOST_ENTRIES).await?;
    work.commit().await?;
    Ok((edition, lines, asker(cx).await?))
}
