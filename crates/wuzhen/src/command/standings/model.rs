//! Standings by a model of judges: never a number where the scores cannot tell it.

use judging::standings::{
    Choice, Connection, Fit, Limits, Outlook, Reason, Refusal, Score, Scores, Tails, USUAL_DRAWS,
    choose, connection, explain_items, explain_judges, method_agreement::flips, outlooks, severity,
    severity_and_scale,
};
use serde_json::json;

use super::{
    Method, Standings,
    exact::NINETY_PERCENT,
    result::{self, Change, EntryLine, JudgeLine, Standing, Variances},
};
use crate::command::sheet::{Failure, ScoreSheet};

/// Figures closer than this, against the greatest, differ by lost digits alone.
const ALIKE: f64 = 1e-10;
/// So many names of a part are told.
const MOST_NAMED: usize = 8;

pub(super) fn standing(asked: &Standings, sheet: &ScoreSheet) -> Result<Standing, Failure> {
    let scores = sheet.scores();
    let connection = connection(&scores);
    let mut standing = Standing {
        method: name(asked.method),
        top: asked.top,
        seed: asked.seed,
        notes: sheet.notes.clone(),
        connection: shown(&connection),
        ..Standing::default()
    };
    if asked.per_part && connection.components.len() > 1 {
        parts(asked, sheet, &scores, &mut standing)?;
        return Ok(standing.sorted());
    }
    let fit = fitted(asked, &scores).map_err(|refusal| refused(sheet, &refusal))?;
    standing
        .notes
        .extend(doubts(asked, &choose(&scores, &Limits::default())));
    let lines = Lines::new(asked, &scores, &fit);
    standing.entries = lines.entries(&sheet.entries);
    standing.judges = lines.judges(&sheet.judges);
    standing.variance = Variances {
        judge: Some(fit.judge_variance),
        residual: Some(fit.residual_variance),
    };
    standing.reml = fit.criterion;
    standing.other_methods = changes(asked, sheet, &scores, &lines.ranking);
    Ok(standing.sorted())
}

const fn name(method: Method) -> &'static str {
    match method {
        Method::Severity => "severity",
        _ => "severity-and-scale",
    }
}

fn fitted(asked: &Standings, scores: &Scores) -> Result<Fit, Refusal> {
    match asked.method {
        Method::Severity => severity(scores),
        _ => severity_and_scale(scores, Tails::Normal),
    }
}

pub(super) fn shown(connection: &Connection) -> result::Connection {
    result::Connection {
        parts: connection.components.len(),
        median_load: connection.median_load,
        mean_readings: connection.mean_readings,
        tightness: connection.tightness,
    }
}

/// Each part alone, with ranks of its own.
fn parts(
    asked: &Standings,
    sheet: &ScoreSheet,
    scores: &Scores,
    standing: &mut Standing,
) -> Result<(), Failure> {
    for (index, part) in connection(scores).components.iter().enumerate() {
        let place = |list: &[usize], of: usize| list.binary_search(&of).ok();
        let own = scores.list().iter().filter_map(|score| {
            Some(Score {
                item: place(&part.items, score.item)?,
                judge: place(&part.judges, score.judge)?,
                ..*score
            })
        });
        let names = |list: &[usize], of: &[String]| -> Vec<String> {
            list.iter().map(|index| of[*index].clone()).collect()
        };
        let entries = names(&part.items, &sheet.entries);
        let judges = names(&part.judges, &sheet.judges);
        let own = Scores::new(entries.len(), judges.len(), own.collect());
        let own = own.map_err(|flaw| Failure::new(json!({"error": flaw.to_string()}), flaw))?;
        let number = Some(index + 1);
        match fitted(asked, &own) {
            Ok(fit) => {
                let asked = Standings {
                    top: None,
                    ..asked.clone()
                };
                let lines = Lines::new(&asked, &own, &fit);
                let entries = lines.entries(&entries).into_iter();
                let judges = lines.judges(&judges).into_iter();
                let entries = entries.map(|line| EntryLine {
                    part: number,
                    ..line
                });
                standing.entries.extend(entries);
                let judges = judges.map(|line| JudgeLine {
                    part: number,
                    ..line
                });
                standing.judges.extend(judges);
            }
            Err(refusal) => {
                standing
                    .notes
                    .push(format!("part {} has no ranks: {refusal}", index + 1));
                standing.entries.extend(unranked(&own, &entries, number));
            }
        }
    }
    standing
        .notes
        .push("ranks hold within a part; nothing compares the parts".to_owned());
    if asked.top.is_some() {
        standing
            .notes
            .push("places of all parts together have no meaning: no P(top)".to_owned());
    }
    Ok(())
}

fn unranked(scores: &Scores, names: &[String], part: Option<usize>) -> Vec<EntryLine> {
    let figures = scores.raw_means().into_iter().zip(scores.readings());
    let lines = names.iter().zip(figures).map(|(name, (raw, n))| EntryLine {
        entry: name.clone(),
        n,
        raw,
        part,
        ..EntryLine::default()
    });
    lines.collect()
}

/// What is said of entries and judges, from what was fitted.
struct Lines<'a> {
    scores: &'a Scores,
    fit: &'a Fit,
    /// What ranks.
    ranking: Fit,
    outlooks: Vec<Outlook>,
}

impl<'a> Lines<'a> {
    /// Chance is drawn from the figures that are pulled to the middle: only of these it was shown that
    /// what is said to be likely happens as often.
    fn new(asked: &Standings, scores: &'a Scores, fit: &'a Fit) -> Self {
        let shrunk = fit.shrunk();
        let outlooks = asked
            .top
            .map(|top| outlooks(&shrunk, top as usize, asked.seed, USUAL_DRAWS));
        Self {
            scores,
            fit,
            ranking: if asked.shrink { shrunk } else { fit.clone() },
            outlooks: outlooks.unwrap_or_default(),
        }
    }

    fn entries(&self, names: &[String]) -> Vec<EntryLine> {
        let ranks = ranks(&self.ranking.values());
        let (raw, readings) = (self.scores.raw_means(), self.scores.readings());
        let parts = explain_items(self.scores, self.fit, &self.ranking, &self.outlooks);
        let line = |(item, name): (usize, &String)| {
            let figure = self.ranking.items[item];
            let (outlook, part) = (self.outlooks.get(item), parts.get(item));
            EntryLine {
                entry: name.clone(),
                n: readings[item],
                raw: raw[item],
                adjusted: Some(figure.value),
                exact: None,
                se: Some(figure.standard_error),
                low90: Some(figure.value - NINETY_PERCENT * figure.standard_error),
                high90: Some(figure.value + NINETY_PERCENT * figure.standard_error),
                rank: ranks[item],
                tied: tied(&ranks, item),
                p_top: outlook.map(|outlook| outlook.among_best),
                best_rank: outlook.map(|outlook| outlook.best_rank),
                worst_rank: outlook.map(|outlook| outlook.worst_rank),
                severity_part: part.map(|part| part.severity_part),
                scale_part: part.map(|part| part.scale_part),
                shrinkage_part: part.map(|part| part.shrinkage_part),
                part: None,
            }
        };
        names.iter().enumerate().map(line).collect()
    }

    fn judges(&self, names: &[String]) -> Vec<JudgeLine> {
        let explained = explain_judges(self.scores, self.fit);
        let parts = self.fit.judges.iter().zip(&explained);
        let lines = names
            .iter()
            .zip(parts)
            .map(|(name, (part, explained))| JudgeLine {
                judge: name.clone(),
                n: part.scores,
                severity: Some(-part.leniency.value),
                leniency: Some(part.leniency.value),
                se: Some(part.leniency.standard_error),
                scale: Some(part.scale),
                noise: Some(part.noise),
                shared: Some(explained.shared_items),
                difference: Some(explained.plain_difference),
                share: Some(explained.share),
                part: None,
            });
        lines.collect()
    }
}

/// Ranks of figures that are equal but for lost digits are shared.
fn ranks(figures: &[f64]) -> Vec<Option<u32>> {
    let greatest = figures
        .iter()
        .fold(1.0_f64, |most, figure| most.max(figure.abs()));
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by(|one, other| figures[*other].total_cmp(&figures[*one]));
    let mut ranks = vec![None; figures.len()];
    let (mut rank, mut above) = (None, f64::INFINITY);
    for (place, item) in (1_u32..).zip(order) {
        if above - figures[item] > ALIKE * greatest {
            rank = Some(place);
        }
        (ranks[item], above) = (rank, figures[item]);
    }
    ranks
}

/// Whether another entry has the same rank.
pub(super) fn tied(ranks: &[Option<u32>], item: usize) -> bool {
    ranks[item].is_some() && ranks.iter().filter(|rank| **rank == ranks[item]).count() > 1
}

/// What other methods would change about who is in.
fn changes(asked: &Standings, sheet: &ScoreSheet, scores: &Scores, ranking: &Fit) -> Vec<Change> {
    let Some(top) = asked.top else {
        return vec![];
    };
    let others = [
        ("mean", Some(scores.raw_means())),
        (
            "severity",
            (asked.method != Method::Severity)
                .then(|| severity(scores).ok())
                .flatten()
                .map(|fit| fit.values()),
        ),
        (
            "severity-and-scale",
            (asked.method == Method::Severity)
                .then(|| severity_and_scale(scores, Tails::Normal).ok())
                .flatten()
                .map(|fit| fit.values()),
        ),
    ];
    let named = |items: &[usize]| {
        items
            .iter()
            .map(|item| sheet.entries[*item].clone())
            .collect()
    };
    let changes = others.into_iter().filter_map(|(method, figures)| {
        let flips = flips(&ranking.values(), &figures?, top as usize);
        Some(Change {
            method,
            enter: named(&flips.enter),
            leave: named(&flips.leave),
        })
    });
    changes.collect()
}

/// What speaks against the method that was asked for.
fn doubts(asked: &Standings, choice: &Choice) -> Vec<String> {
    let scales = asked.method == Method::SeverityAndScale;
    let doubt = |reason: &Reason| match reason {
        Reason::FewReadings { mean_readings } => Some(format!(
            "entries have {mean_readings:.1} scores on average: fewer than 2 hardly tell judges from entries"
        )),
        Reason::LightLoads { median_load } if scales => Some(format!(
            "the middle judge gave {median_load:.0} scores: fewer than 15 hardly tell a judge's scale; \
             --method severity asks less of them"
        )),
        Reason::LooseTies { share } => Some(format!(
            "judges are loosely tied: {:.1} % of the mean load, where 5 % or more is firm; differences \
             between groups of judges are uncertain",
            100.0 * share
        )),
        Reason::LightLoads { .. } | Reason::Disconnected { .. } => None,
    };
    choice.reasons.iter().filter_map(doubt).collect()
}

/// Says why there are no figures, and for scores in parts who is in which.
pub(in crate::command) fn refused(sheet: &ScoreSheet, refusal: &Refusal) -> Failure {
    let names = |list: &[usize], of: &[String]| -> Vec<String> {
        list.iter().map(|index| of[*index].clone()).collect()
    };
    let Refusal::Disconnected(components) = refusal else {
        let json = json!({"refused": {"reason": refusal.to_string()}});
        let text = format!(
            "{}: {refusal}. Take --method mean, or have more entries scored by several judges.",
            sheet.file
        );
        return Failure::new(json, text);
    };
    let parts: Vec<_> = components
        .iter()
        .map(|part| {
            json!({
                "entries": names(&part.items, &sheet.entries),
                "judges": names(&part.judges, &sheet.judges),
            })
        })
        .collect();
    let json = json!({"refused": {"reason": "disconnected", "parts": parts}});
    let mut text = format!(
        "{}: the scores fall into {} parts that share no judge, so nothing tells whether the entries of \
         one or its judges are better. Have some entries of each part scored by judges of another, say \
         --per-part to rank within each, or --method mean to leave judges out of account.",
        sheet.file,
        components.len()
    );
    for (index, part) in components.iter().take(MOST_NAMED).enumerate() {
        let some = |list: &[usize], of: &[String]| {
            let shown = names(&list[..list.len().min(MOST_NAMED)], of).join(", ");
            match list.len().saturating_sub(MOST_NAMED) {
                0 => shown,
                more => format!("{shown} and {more} more"),
            }
        };
        text.push_str(&format!(
            "\n  part {}: entries {}; judges {}",
            index + 1,
            some(&part.items, &sheet.entries),
            some(&part.judges, &sheet.judges)
        ));
    }
    Failure::new(json, text)
}
