//! Take a list of entries away as a file. Who did it is on the record, with what the list was narrowed to.

use std::collections::BTreeMap;

use domain::{
    edition::{Edition, QuestionKind},
    entry::Lists,
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
    /// The lists of those that have any, by number: of the version that stands.
    pub lists: BTreeMap<String, Lists>,
    /// Who takes them.
    pub by: Bilingual,
}

/// The entries of an edition that the asker may see, narrowed.
#[crate::compiled_here]
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
        lists: lists(cx, &contests, &lines).await?,
        regions: regions(&contests),
        contests,
        divisions: editions::divisions(cx.store, edition.id).await?,
        lines,
        by: asker(cx).await?,
        edition,
    })
}

/// The lists of submitted entries, where a contest asks for one at all.
async fn lists(
    cx: &Context<'_>,
    contests: &[Contest],
    lines: &[EntryLine],
) -> Result<BTreeMap<String, Lists>> {
    let asks = |line: &&EntryLine| {
        let mut contests = contests.iter();
        let contest = contests.find(|known| known.key == line.contest);
        let mut questions = contest.into_iter().flat_map(|one| &one.form.questions);
        questions.any(|question| question.kind == QuestionKind::List)
    };
    let numbers: Vec<_> = lines
        .iter()
        .filter(asks)
        .map(|line| line.number.clone())
        .collect();
    Ok(entries::standing_lists(cx.store, &numbers).await?)
}
