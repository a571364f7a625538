//! Work out who would read what in a scoring heat: exactly, within everybody's load, past every
//! conflict, as evenly as can be. What cannot be done is answered with who and what would fix it.

use domain::{
    edition::{HeatKind, Problem},
    heat::{Heat, HeatState},
    policy::{Denied, ProposeAssignments},
    text::Language,
};
use judging::assignment::{self, Balance, Infeasible, Instance, Load, Plan, Refusal};
use persistence::{
    audit, editions, heats,
    proposals::{self, Proposal, ProposalFigures},
};
use serde_json::json;

use crate::{
    Context,
    error::{OperationError, RefusalKind, Result},
    field::{Field, field},
};

/// The most of a kind that a refusal names.
const MOST_NAMED: usize = 50;

/// Proposes assignments for a planned scoring heat. The proposal is published by opening the heat.
#[crate::compiled_here]
pub async fn propose_assignments(cx: &Context<'_>, edition: &str, heat: &str) -> Result<()> {
    let guarded = heats::find(cx.store, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (_allowed, planned) = guarded.authorize::<ProposeAssignments>(cx.actor, cx.arrived_at)?;
    let held = editions::of(cx.store, planned.edition).await?;
    must_be_planned(&planned)?;
    // Worked out before the unit of work begins: it takes its time, and opening checks the basis.
    let field = field(cx, cx.store, &held, &planned).await?;
    let seed = drawn_seed(cx);
    let instance = instance(&planned, &field, seed);
    let plan = assignment::assign(&instance).map_err(|refusal| refuse(&field, &refusal))?;
    let proposal = proposal(cx, &planned, &field, &plan, seed)?;
    let work = cx.store.begin_write().await?;
    let guarded = heats::find_to_change(&work, edition, heat)
        .await?
        .ok_or(Denied::Hidden)?;
    let (allowed, heat) = guarded.authorize::<ProposeAssignments>(cx.actor, cx.arrived_at)?;
    must_be_planned(&heat)?;
    proposals::save(&work, &allowed, cx.account()?, &proposal).await?;
    let figures = &proposal.figures;
    let detail = json!({
        "heat": heat.key, "entries": figures.entries, "judges": figures.judges,
        "sheets": proposal.pairs.len(), "barred": figures.barred, "basis": figures.basis,
    });
    let at = Some(heat.edition);
    audit::note(&work, &allowed, cx.ids, at, "heats", &detail).await?;
    Ok(work.commit().await?)
}

/// By lot, from more bits than anybody can try. It lets nobody in, so it is drawn as all that has a
/// random order is: what is seeded repeats it.
fn drawn_seed(cx: &Context<'_>) -> u64 {
    let bytes = std::array::from_fn(|_| u8::try_from(cx.secrets.below(256)).unwrap_or_default());
    assignment::seed_of(&bytes)
}

fn must_be_planned(heat: &Heat) -> Result<()> {
    if heat.kind != HeatKind::Scoring {
        return Err(OperationError::conflict("heat_not_scoring"));
    }
    if !matches!(heat.state, HeatState::Planned) {
        return Err(OperationError::conflict("heat_already_open"));
    }
    Ok(())
}

/// The heat as numbers: entries are items, judges are readers.
fn instance(heat: &Heat, field: &Field, seed: u64) -> Instance {
    let judge = |index: usize| field.panel.get(index).map(|member| member.judge);
    let bars = |item: usize, reader: usize| {
        let entry = field.entries[item].entry;
        judge(reader).is_some_and(|judge| field.bars.contains_key(&(judge, entry)))
    };
    let (items, readers) = (field.entries.len(), field.panel.len());
    let pairs = (0..items).flat_map(|item| (0..readers).map(move |reader| (item, reader)));
    Instance {
        needs: vec![heat.readings.unwrap_or(1); items],
        readers: vec![
            heat.load.map_or(Load::ANY, |load| Load {
                min: load.min,
                max: load.max,
            });
            readers
        ],
        barred: pairs
            .filter(|(item, reader)| bars(*item, *reader))
            .collect(),
        affinity: None,
        balance: Balance::Even,
        kept: vec![],
        seed,
    }
}

fn proposal(
    cx: &Context<'_>,
    heat: &Heat,
    field: &Field,
    plan: &Plan,
    seed: u64,
) -> Result<Proposal> {
    let few = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let pairs = plan.pairs.iter().map(|(item, reader)| {
        let (entry, judge) = (&field.entries[*item], &field.panel[*reader]);
        (judge.judge, entry.entry)
    });
    let figures = ProposalFigures {
        basis: field.basis(heat)?,
        entries: few(field.entries.len()),
        judges: few(field.panel.len()),
        readings: heat.readings.unwrap_or(1),
        barred: few(field.bars.len()),
        least: plan.loads.iter().copied().min().unwrap_or(0),
        most: plan.loads.iter().copied().max().unwrap_or(0),
        spread_because: (plan.spread > 1).then(|| "conflicts_and_loads".to_owned()),
    };
    Ok(Proposal {
        pairs: pairs.collect(),
        figures,
        seed: seed.to_string(),
        proposed_at: cx.arrived_at,
    })
}

/// Who and what stands in the way, and what would be enough.
fn refuse(field: &Field, refusal: &Refusal) -> OperationError {
    let Refusal::Infeasible(why) = refusal else {
        return OperationError::conflict("heat_too_large");
    };
    OperationError::refuse(RefusalKind::Conflict, "cannot_assign", problems(field, why))
}

fn problems(field: &Field, why: &Infeasible) -> Vec<Problem> {
    let mut problems = vec![];
    if let Some(shortage) = &why.shortage {
        let problem = Problem::at("/load", "too_few_places");
        problems.push(
            problem
                .with("needed", shortage.needed)
                .with("places", shortage.places),
        );
    }
    let serving = u32::try_from(field.panel.len()).unwrap_or(u32::MAX);
    let needed = why.lacking.iter().map(|one| one.needed).max();
    if let Some(needed) = needed.filter(|needed| *needed > serving) {
        // Whatever else is lacking comes from that.
        let problem = Problem::at("/panel", "panel_too_small");
        return vec![problem.with("needed", needed).with("judges", serving)];
    }
    for one in why.lacking.iter().take(MOST_NAMED) {
        let problem = Problem::at("/entries", "too_few_judges");
        problems.push(
            problem
                .with("number", field.entries[one.item].number.as_str())
                .with("needed", one.needed)
                .with("eligible", one.eligible),
        );
    }
    let named = |problem: Problem, readers: &[usize]| {
        let names = readers.iter().take(MOST_NAMED);
        let names = names.map(|reader| &field.panel[*reader].name);
        let (zh, en): (Vec<_>, Vec<_>) = names
            .map(|name| (name.or_other(Language::Zh), name.or_other(Language::En)))
            .unzip();
        let problem = problem.with("judges_zh", zh.join("、"));
        problem.with("judges_en", en.join(", "))
    };
    for one in why.overfull.iter().take(MOST_NAMED) {
        let problem = Problem::at("/load", "judges_overfull");
        problems.push(
            named(problem, &one.readers)
                .with("demand", one.demand)
                .with("capacity", one.capacity),
        );
    }
    for one in why.starved.iter().take(MOST_NAMED) {
        let problem = Problem::at("/load", "judges_starved");
        problems.push(
            named(problem, &one.readers)
                .with("wanted", one.wanted)
                .with("available", one.available),
        );
    }
    problems
}
