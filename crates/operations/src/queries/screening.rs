//! An entry's way to being judged, for staff: its division, what the rules compute, what was decided.

use domain::{
    eligibility::{self, Check},
    entry::{DivisionBy, Entry, EntryState},
    policy::{MoveEntry, ScreenEntry, may},
    screening::Screening,
    text::Bilingual,
};
use persistence::{
    editions, entries,
    screenings::{self, ScreeningLine},
};

use crate::{Context, error::Result};

/// What is known of an entry's screening.
pub struct ScreeningView {
    /// Where it stands.
    pub screening: Screening,
    /// Title and result of every rule, for the version that stands; for a draft, as it is now.
    pub checks: Vec<(Bilingual, Check)>,
    /// What was decided, the latest first.
    pub decisions: Vec<ScreeningLine>,
    /// Whether the viewer may decide now.
    pub may_screen: bool,
    /// Whether the viewer may give it another division now.
    pub may_move: bool,
}

/// The division of an entry, with its name.
pub struct DivisionView {
    /// Key.
    pub key: String,
    /// Name.
    pub title: Bilingual,
    /// Who gave it.
    pub by: DivisionBy,
}

/// The screening of an authorized entry.
pub(super) async fn of_entry(cx: &Context<'_>, entry: &Entry) -> Result<ScreeningView> {
    let contest = editions::contest(cx.store, entry.contest).await?;
    let answers = match entry.state {
        EntryState::Draft => entry.answers.clone(),
        EntryState::Submitted { latest, .. } => {
            entries::version(cx.store, latest).await?.content.answers
        }
    };
    let checks = eligibility::check_all(&contest.eligibility, &entry.form, &answers);
    let titles = contest.eligibility.into_iter().map(|rule| rule.title);
    let waits = !matches!(entry.screening, Screening::None);
    let placed = entries::is_placed(cx.store, entry.id).await?;
    let judged = screenings::is_judged(cx.store, entry.id).await?;
    let now = cx.arrived_at;
    Ok(ScreeningView {
        screening: entry.screening.clone(),
        checks: titles.zip(checks).collect(),
        decisions: screenings::of_entry(cx.store, entry.id).await?,
        may_screen: waits && !judged && may::<ScreenEntry>(cx.actor, entry, now),
        may_move: !placed && may::<MoveEntry>(cx.actor, entry, now),
    })
}

/// The division of an authorized entry.
pub(super) async fn division_of(cx: &Context<'_>, entry: &Entry) -> Result<Option<DivisionView>> {
    let Some(given) = &entry.division else {
        return Ok(None);
    };
    let divisions = editions::divisions(cx.store, entry.edition).await?;
    let found = divisions
        .into_iter()
        .find(|known| known.id == given.division);
    Ok(found.map(|division| DivisionView {
        key: division.key,
        title: division.title,
        by: given.by.clone(),
    }))
}
