//! Take a list of entries away as a file. Who did it is on the record, with what the list was narrowed to.

use domain::{
    edition::Edition,
    policy::{Denied, ExportEntries},
    text::Bilingual,
};
use persistence::{
    audit,
    editions::{self, Contest, Division},
    entries::{self, EntryFilter, EntryLine},
};
use serde_json::json;

use crate::{
    Context,
    error::Result,
    queries::{edition::regions, exports::asker},
};

/// The most entries of a file.
const MOST_ENTRIES: u32 = 20_000;

/// The entries of a file, with the names of what they belong to.
pub struct EntryExport {
    /// Where they are.
    pub edition: Edition,
    /// Its contests.
    pub contests: Vec<Contest>,
    /// Its divisions.
    pub divisions: Vec<Division>,
    /// Key and name of every region that a form of the edition offers.
    pub regions: Vec<(String, Bilingual)>,
    /// By number.
    pub lines: Vec<EntryLine>,
    /// Who takes them.
    pub by: Bilingual,
}

/// The entries of an edition that the asker may see, narrowed.
pub async fn export_entries(
    cx: &Context<'_>,
    slug: &str,
    filter: &EntryFilter,
) -> Result<EntryExport> {
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
    let contests = editions::contests(cx.store, edition.id).await?;
    Ok(EntryExport {
        regions: regions(&contests),
        contests,
        divisions: editions::divisions(cx.store, edition.id).await?,
        lines,
        by: asker(cx).await?,
        edition,
    })
}
