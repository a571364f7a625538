//! What a team sees of what came of its entry. Before the publication is public nothing here depends on
//! anything, so that it is the same for every team; afterwards each heat's disclosure says how much.

use domain::{
    decimal::Decimal,
    edition::{Criterion, Disclosure, HeatKind},
    heat::{Heat, HeatState},
    policy::{Denied, ReadOwnResults},
    publication::{Publication, ReleaseItem, in_force},
    standing::StandingLine,
    time::Timestamp,
};
use persistence::{
    advancements,
    assignments::{self, OwnSheet},
    entries, heats, publications,
};

use crate::{Context, error::Result};

/// What came of an entry.
#[derive(Default)]
pub struct OwnResults {
    /// Since when it is public.
    pub published_at: Option<Timestamp>,
    /// The lines of the public list that are about the entry.
    pub awards: Vec<ReleaseItem>,
    /// The heats in which it took part, in order.
    pub heats: Vec<OwnHeat>,
}

/// A heat in which an entry took part. What is not disclosed is not there.
pub struct OwnHeat {
    /// The heat.
    pub heat: Heat,
    /// Whether it went on from there, where that was decided.
    pub advanced: Option<bool>,
    /// How many sheets were counted.
    pub sheets: Option<u32>,
    /// The published figure.
    pub figure: Option<Decimal>,
    /// The rank.
    pub rank: Option<u32>,
    /// For each criterion the marks of all sheets, the sheets in an order that says nothing of the judges.
    pub marks: Option<Vec<(Criterion, Vec<Decimal>)>>,
    /// What judges wrote, in alphabetical order.
    pub comments: Option<Vec<String>>,
}

/// The results of one of one's own entries.
#[crate::compiled_here]
pub async fn read_own_results(cx: &Context<'_>, number: &str) -> Result<OwnResults> {
    let guarded = entries::find(cx.store, number)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, entry) = guarded.authorize::<ReadOwnResults>(cx.actor, cx.arrived_at)?;
    let confirmed = publications::confirmed(cx.store, entry.edition).await?;
    let Some(publication) = in_force(&confirmed, cx.arrived_at).cloned() else {
        return Ok(OwnResults::default());
    };
    let visible = allowed.visible();
    let judged = assignments::own_heats(cx.store, &visible).await?;
    let went_on = advancements::own(cx.store, &visible).await?;
    let sheets = assignments::own_sheets(cx.store, &visible).await?;
    let mut all = heats::of_edition(cx.store, entry.edition).await?;
    all.retain(|heat| {
        let took_part = heat.kind == HeatKind::Imported || judged.contains(&heat.id);
        took_part && is_behind(heat, &publication)
    });
    let standings = heats::standings(cx.store, all).await?;
    let own = |(heat, standing): (Heat, domain::standing::Standing)| {
        let line = standing
            .lines
            .into_iter()
            .find(|line| line.entry == entry.id)?;
        let decided = heat.advanced_at.is_some();
        let advanced = decided.then(|| went_on.contains(&heat.id));
        let sheets = sheets
            .iter()
            .filter(|sheet| sheet.heat == heat.id)
            .collect();
        Some(disclosed(heat, advanced, &line, sheets))
    };
    Ok(OwnResults {
        published_at: Some(publication.public_from()),
        heats: standings.into_iter().filter_map(own).collect(),
        awards: publication
            .items
            .into_iter()
            .filter(|item| item.is_of(&entry.number))
            .collect(),
    })
}

/// Whether the list rests on the heat: what closes later is not public with it.
fn is_behind(heat: &Heat, publication: &Publication) -> bool {
    match heat.state {
        HeatState::Closed { closed_at, .. } => closed_at <= publication.proposed_at,
        HeatState::Planned | HeatState::Open { .. } => false,
    }
}

fn disclosed(
    heat: Heat,
    advanced: Option<bool>,
    line: &StandingLine,
    sheets: Vec<&OwnSheet>,
) -> OwnHeat {
    let shows = |what: Disclosure| heat.disclosure.contains(&what);
    let score = shows(Disclosure::Score);
    let marks = |criterion: &Criterion| {
        let marks = sheets.iter().filter_map(|sheet| {
            let steps = sheet.marks.get(&criterion.key)?;
            Some(criterion.mark(*steps))
        });
        (criterion.clone(), marks.collect())
    };
    let comments = || {
        let comments = sheets.iter().map(|sheet| sheet.comment.trim());
        let mut comments: Vec<_> = comments
            .filter(|comment| !comment.is_empty())
            .map(str::to_owned)
            .collect();
        comments.sort_unstable();
        comments
    };
    OwnHeat {
        advanced,
        sheets: shows(Disclosure::Count).then_some(line.sheets),
        figure: line.figure.filter(|_| score),
        rank: line.rank.filter(|_| score),
        marks: shows(Disclosure::Sheets).then(|| heat.rubric.criteria.iter().map(marks).collect()),
        comments: shows(Disclosure::Comments).then(comments),
        heat,
    }
}
