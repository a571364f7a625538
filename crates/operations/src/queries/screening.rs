//! An entry's way to being judged, for staff: its division, what the rules compute, what was decided.

use domain::{
    eligibility::{self, Check},
    entry::{Answers, DivisionBy, Entry, EntryState},
    policy::{MoveEntry, ScreenEntry, may},
    screening::Screening,
    text::Bilingual,
    time::Timestamp,
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
    /// Every rule, for the version that stands; for a draft, as it is now.
    pub checks: Vec<CheckView>,
    /// What was decided, the latest first.
    pub decisions: Vec<ScreeningLine>,
    /// Why the viewer cannot decide now; nothing when they can.
    pub why_not: Option<WhyNot>,
    /// Whether the viewer may give it another division now.
    pub may_move: bool,
}

/// What one rule comes to, with the words around it.
pub struct CheckView {
    /// What the rule asks for.
    pub title: Bilingual,
    /// Key of the question that it is about.
    pub question: String,
    /// Of a choice, the label of what was answered.
    pub measured_label: Option<Bilingual>,
    /// What it comes to.
    pub check: Check,
}

/// Why an entry cannot be accepted or rejected now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    /// It is not the viewer's to decide.
    NoRight,
    /// It was not submitted.
    NotSubmitted,
    /// Its contest does not screen.
    NotScreened,
    /// It takes part in a heat that was opened.
    Judged,
}

/// The division of an entry, with its name.
pub struct DivisionView {
    /// Key.
    pub key: String,
    /// Name.
    pub title: Bilingual,
    /// Who gave it.
    pub by: DivisionBy,
    /// Who at headquarters decided it, and when.
    pub decided: Option<(Bilingual, Timestamp)>,
}

/// The screening of an authorized entry; `answers` are those that count.
pub(super) async fn of_entry(
    cx: &Context<'_>,
    entry: &Entry,
    answers: &Answers,
) -> Result<ScreeningView> {
    let contest = editions::contest(cx.store, entry.contest).await?;
    let rules = contest.eligibility.into_iter();
    let checks = rules.map(|rule| {
        let check = eligibility::check(&rule, &entry.form, answers);
        let question = entry.form.question(&rule.question);
        let mut choices = question.into_iter().flat_map(|known| &known.choices);
        let chosen = choices.find(|choice| choice.key == check.measured);
        CheckView {
            title: rule.title,
            question: rule.question,
            measured_label: chosen.map(|choice| choice.label.clone()),
            check,
        }
    });
    let placed = entries::is_placed(cx.store, entry.id).await?;
    let judged = screenings::is_judged(cx.store, entry.id).await?;
    let now = cx.arrived_at;
    Ok(ScreeningView {
        screening: entry.screening.clone(),
        checks: checks.collect(),
        decisions: screenings::of_entry(cx.store, entry.id).await?,
        why_not: why_not(cx, entry, judged),
        may_move: !placed && may::<MoveEntry>(cx.actor, entry, now),
    })
}

fn why_not(cx: &Context<'_>, entry: &Entry, judged: bool) -> Option<WhyNot> {
    if !may::<ScreenEntry>(cx.actor, entry, cx.arrived_at) {
        return Some(WhyNot::NoRight);
    }
    match (&entry.state, &entry.screening) {
        (EntryState::Draft, _) => Some(WhyNot::NotSubmitted),
        (EntryState::Submitted { .. }, Screening::None) => Some(WhyNot::NotScreened),
        (EntryState::Submitted { .. }, _) => judged.then_some(WhyNot::Judged),
    }
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
    let decided = screenings::division_given(cx.store, entry.id).await?;
    Ok(found.map(|division| DivisionView {
        decided,
        key: division.key,
        title: division.title,
        by: given.by.clone(),
    }))
}
