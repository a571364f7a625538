//! `wuzhen agreement`: do judges agree, and what is each one like?

mod result;

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use judging::{
    agreement::{
        Metric, Rating, facets, influences, intraclass_correlations, judge_pictures,
        krippendorff_alpha, reliability_of_mean,
    },
    standings::{Fit, Scores, both_random, method_agreement::Flips, severity},
};

use self::result::{
    Agreement as Told, Alphas, Correlations, Effect, Facets, Influence, JudgeLine, Variance,
};
use super::{
    sheet::{Failure, ScoreSheet, Source, Trouble, answer, nearest},
    standings::refused,
};

/// More categories than this are no coarse scale.
const MOST_CATEGORIES: usize = 20;

/// Tells how far judges agree, and what each one is like. The file is that of `standings`.
#[derive(Args, Clone, Debug)]
pub struct Agreement {
    /// The scores; - reads the standard input.
    #[arg(value_name = "SCORES.csv")]
    scores: PathBuf,
    /// How many places there are: tells for each judge who would be in or out without them.
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u32).range(1..))]
    top: Option<u32>,
    /// Measure a coarse scale, such as 1 to 5, by the many-facet Rasch model too.
    #[arg(long)]
    facets: bool,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Agreement {
    pub fn run(self) -> anyhow::Result<ExitCode> {
        answer(self.json, self.agreement())
    }

    fn agreement(&self) -> Result<Told, Failure> {
        let source = Source::read(&self.scores)?;
        self.of(&ScoreSheet::parse(&source)?)
    }

    fn of(&self, sheet: &ScoreSheet) -> Result<Told, Failure> {
        let scores = sheet.scores();
        let table = table(sheet);
        let mut notes = sheet.notes.clone();
        if table.is_none() {
            notes.push(
                "not every judge scored every entry: intraclass correlations of a table need that; \
                 reliability is told from the variances instead"
                    .to_owned(),
            );
        }
        if sheet.weighted() {
            notes.push("weights do not count in intraclass correlations and in alpha".to_owned());
        }
        let fit = severity(&scores);
        if let Err(refusal) = &fit {
            notes.push(format!("judges cannot be told from entries: {refusal}"));
        }
        let icc = table.as_deref().and_then(intraclass_correlations);
        Ok(Told {
            entries: sheet.entries.len(),
            scores: sheet.rows.len(),
            complete: table.is_some(),
            icc: icc.map(Correlations::from),
            alpha: alphas(&scores),
            variance: both_random(&scores)
                .ok()
                .map(|found| Variance {
                    mean: found.mean.value,
                    mean_se: found.mean.standard_error,
                    entry: found.item_variance,
                    judge: found.judge_variance,
                    residual: found.residual_variance,
                    reml: found.criterion,
                    single: found.item_variance
                        / (found.item_variance + found.judge_variance + found.residual_variance),
                    entries: effects(&sheet.entries, &found.items),
                    judges: effects(&sheet.judges, &found.judges),
                })
                .map(with_reliability),
            judges: judges(sheet, &scores, fit.as_ref().ok()),
            influence: self.influence(sheet, &scores)?,
            facets: if self.facets {
                Some(measured(sheet)?)
            } else {
                None
            },
            notes,
        })
    }

    /// Who would be in or out without each judge.
    fn influence(
        &self,
        sheet: &ScoreSheet,
        scores: &Scores,
    ) -> Result<Option<Vec<Influence>>, Failure> {
        let Some(top) = self.top else {
            return Ok(None);
        };
        let found = influences(scores, top as usize, severity);
        let found = found.map_err(|refusal| refused(sheet, &refusal))?;
        let named = |items: &[usize]| {
            items
                .iter()
                .map(|item| sheet.entries[*item].clone())
                .collect()
        };
        let lines = sheet
            .judges
            .iter()
            .zip(&found)
            .map(|(judge, flips)| Influence {
                judge: judge.clone(),
                told: flips.is_some(),
                enter: flips.as_ref().map(|Flips { enter, .. }| named(enter)),
                leave: flips.as_ref().map(|Flips { leave, .. }| named(leave)),
            });
        Ok(Some(lines.collect()))
    }
}

/// One row for each entry and one column for each judge, if every cell is there.
fn table(sheet: &ScoreSheet) -> Option<Vec<Vec<f64>>> {
    let (entries, judges) = (sheet.entries.len(), sheet.judges.len());
    // No pair is there twice, so that the number tells.
    if sheet.rows.len() != entries * judges {
        return None;
    }
    let mut table = vec![vec![0.0; judges]; entries];
    for row in &sheet.rows {
        table[row.entry][row.judge] = row.score.nearest();
    }
    Some(table)
}

fn alphas(scores: &Scores) -> Alphas {
    let mut units = vec![vec![]; scores.items()];
    for score in scores.list() {
        units[score.item].push(score.value);
    }
    let negative = scores.list().iter().any(|score| score.value < 0.0);
    let alpha = |metric| krippendorff_alpha(&units, metric);
    Alphas {
        nominal: alpha(Metric::Nominal),
        ordinal: alpha(Metric::Ordinal),
        interval: alpha(Metric::Interval),
        ratio: if negative { None } else { alpha(Metric::Ratio) },
    }
}

fn effects(names: &[String], found: &[judging::standings::Estimate]) -> Vec<Effect> {
    let lines = names.iter().zip(found).map(|(name, effect)| Effect {
        name: name.clone(),
        value: effect.value,
        se: effect.standard_error,
    });
    lines.collect()
}

fn with_reliability(variance: Variance) -> result::Reliable {
    let of = |readings| (readings, reliability_of_mean(variance.single, readings));
    result::Reliable {
        reliability: [1.0, 2.0, 3.0, 5.0, 7.0, 9.0].map(of),
        variance,
    }
}

fn judges(sheet: &ScoreSheet, scores: &Scores, fit: Option<&Fit>) -> Vec<JudgeLine> {
    let loads = scores.loads();
    let plain = sheet.judges.iter().zip(loads).map(|(judge, n)| JudgeLine {
        judge: judge.clone(),
        n,
        ..JudgeLine::default()
    });
    let Some(fit) = fit else {
        return plain.collect();
    };
    let lines = plain
        .zip(judge_pictures(scores, fit))
        .map(|(line, picture)| JudgeLine {
            severity: Some(-picture.part.leniency.value),
            leniency: Some(picture.part.leniency.value),
            se: Some(picture.part.leniency.standard_error),
            infit: picture.infit,
            outfit: picture.outfit,
            correlation: picture.correlation,
            identical: Some(picture.identical),
            ..line
        });
    lines.collect()
}

/// Scores as categories of a coarse scale: the different scores in order.
fn measured(sheet: &ScoreSheet) -> Result<Facets, Failure> {
    let mut values: Vec<_> = sheet.rows.iter().map(|row| row.score.fraction()).collect();
    values.sort_unstable();
    values.dedup();
    if !(2..=MOST_CATEGORIES).contains(&values.len()) {
        let message = format!("there are {} different scores", values.len());
        let fix = format!("--facets is for scales of 2 to {MOST_CATEGORIES} steps; leave it out");
        return Err(Trouble::new(&sheet.file, message, fix)
            .column("score")
            .into());
    }
    let ratings: Vec<Rating> = sheet
        .rows
        .iter()
        .map(|row| {
            let value = row.score.fraction();
            Rating {
                item: row.entry,
                judge: row.judge,
                category: values.partition_point(|other| *other < value),
            }
        })
        .collect();
    let found = facets(
        sheet.entries.len(),
        sheet.judges.len(),
        values.len(),
        &ratings,
    );
    let found = found.map_err(|refusal| {
        let fix = "Leave --facets out, or merge categories that are hardly used";
        Failure::from(Trouble::new(&sheet.file, refusal.to_string(), fix).column("score"))
    })?;
    Ok(Facets::new(
        sheet,
        values.iter().map(nearest).collect(),
        &found,
    ))
}

#[cfg(test)]
mod tests;
