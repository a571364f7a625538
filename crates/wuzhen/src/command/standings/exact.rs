//! Mean, median and trimmed mean, to the last digit: they are what a published list may rest on.

use judging::{
    standings::{Outlook, Scores, USUAL_DRAWS, connection, outlooks, raw_mean},
    votes::Fraction,
};
use num_bigint::BigInt;
use num_traits::Zero as _;

use super::{
    Method, Standings, TooFew,
    model::tied,
    result::{EntryLine, JudgeLine, Standing, Variances},
};
use crate::command::sheet::{Failure, ScoreSheet, Trouble, exact_text, nearest};

/// Below so many scores a trimmed mean is little but the median, and finds fewer of the best than the mean.
const FEW_TO_TRIM: usize = 5;
/// The quantile of the normal distribution that leaves one twentieth above.
pub(super) const NINETY_PERCENT: f64 = 1.644_853_626_951_472_2;

/// A score and its weight.
type Weighed = (Fraction, Fraction);

pub(super) fn standing(asked: &Standings, sheet: &ScoreSheet) -> Result<Standing, Failure> {
    let given = given(sheet);
    let (raw, figures) = (means(&given), figures(asked, sheet, &given)?);
    let ranks = ranks(&figures);
    let scores = sheet.scores();
    let errors = Errors::of(asked, &scores);
    let connection = connection(&scores);
    let lines = sheet.entries.iter().enumerate().map(|(entry, name)| {
        let adjusted = figures[entry].as_ref().map(nearest);
        let error = errors.of_means.get(entry).copied();
        let outlook = errors.outlooks.get(entry);
        let end = |side: f64| Some(adjusted? + side * NINETY_PERCENT * error?);
        EntryLine {
            entry: name.clone(),
            n: given[entry].len(),
            raw: nearest(&raw[entry]),
            adjusted,
            exact: figures[entry].as_ref().map(exact_text),
            se: error,
            low90: end(-1.0),
            high90: end(1.0),
            rank: ranks[entry],
            tied: tied(&ranks, entry),
            p_top: outlook.map(|outlook| outlook.among_best),
            best_rank: outlook.map(|outlook| outlook.best_rank),
            worst_rank: outlook.map(|outlook| outlook.worst_rank),
            ..EntryLine::default()
        }
    });
    let loads = scores.loads();
    let judges = sheet.judges.iter().zip(loads).map(|(name, n)| JudgeLine {
        judge: name.clone(),
        n,
        ..JudgeLine::default()
    });
    let standing = Standing {
        method: match asked.method {
            Method::Median => "median",
            Method::TrimmedMean => "trimmed-mean",
            _ => "mean",
        },
        top: asked.top,
        seed: asked.seed,
        entries: lines.collect(),
        judges: judges.collect(),
        variance: Variances {
            judge: None,
            residual: errors.residual,
        },
        notes: notes(asked, sheet, &given, connection.components.len()),
        connection: super::model::shown(&connection),
        ..Standing::default()
    };
    Ok(standing.sorted())
}

/// The scores of each entry.
fn given(sheet: &ScoreSheet) -> Vec<Vec<Weighed>> {
    let mut given = vec![vec![]; sheet.entries.len()];
    for row in &sheet.rows {
        given[row.entry].push((row.score.fraction(), row.weight.fraction()));
    }
    given
}

fn means(given: &[Vec<Weighed>]) -> Vec<Fraction> {
    given.iter().map(|scores| mean(scores)).collect()
}

/// Σ w·y / Σ w, of one score or more.
fn mean(scores: &[Weighed]) -> Fraction {
    let zero = || (Fraction::zero(), Fraction::zero());
    let (sum, weight) = scores.iter().fold(zero(), |(sum, total), (score, weight)| {
        (sum + score * weight, total + weight)
    });
    sum / weight
}

/// The mean of equal parts without the lowest and the highest, which leave something.
fn middle(scores: &[Weighed], low: usize, high: usize) -> Fraction {
    let mut sorted: Vec<&Fraction> = scores.iter().map(|(score, _)| score).collect();
    sorted.sort_unstable();
    let kept = &sorted[low..sorted.len() - high];
    let sum = kept
        .iter()
        .fold(Fraction::zero(), |sum, score| sum + *score);
    sum / Fraction::from_integer(BigInt::from(kept.len()))
}

/// The figure that ranks each entry; nothing when withheld.
fn figures(
    asked: &Standings,
    sheet: &ScoreSheet,
    given: &[Vec<Weighed>],
) -> Result<Vec<Option<Fraction>>, Failure> {
    let (low, high) = (asked.drop_low.unwrap_or(1), asked.drop_high.unwrap_or(1));
    let figure = |(name, scores): (&String, &Vec<Weighed>)| match asked.method {
        Method::Median => {
            let outer = (scores.len() - 1) / 2;
            Ok(Some(middle(scores, outer, outer)))
        }
        Method::TrimmedMean if scores.len() > low.saturating_add(high) => {
            Ok(Some(middle(scores, low, high)))
        }
        Method::TrimmedMean => match asked.too_few {
            TooFew::Mean => Ok(Some(middle(scores, 0, 0))),
            TooFew::Withhold => Ok(None),
            TooFew::Refuse => Err(too_few(sheet, name, scores.len(), low, high)),
        },
        _ => Ok(Some(mean(scores))),
    };
    sheet.entries.iter().zip(given).map(figure).collect()
}

fn too_few(sheet: &ScoreSheet, name: &str, n: usize, low: usize, high: usize) -> Failure {
    let message = format!(
        "entry \"{name}\" has {n} scores; without the {high} highest and the {low} lowest none is left"
    );
    let fix = "Say --too-few mean to take the mean of all its scores, or --too-few withhold to leave \
               such entries without a rank, or drop fewer";
    Trouble::new(&sheet.file, message, fix).into()
}

/// Equal figures share the better rank.
fn ranks(figures: &[Option<Fraction>]) -> Vec<Option<u32>> {
    let mut sorted: Vec<&Fraction> = figures.iter().flatten().collect();
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    let rank = |figure: &Fraction| sorted.partition_point(|better| *better > figure) + 1;
    let ranks = figures.iter().map(|figure| figure.as_ref().map(rank));
    ranks
        .map(|rank| rank.and_then(|rank| u32::try_from(rank).ok()))
        .collect()
}

/// What is known of how far off means may be; nothing of medians and trimmed means.
#[derive(Default)]
struct Errors {
    of_means: Vec<f64>,
    outlooks: Vec<Outlook>,
    residual: Option<f64>,
}

impl Errors {
    fn of(asked: &Standings, scores: &Scores) -> Self {
        let fit = (asked.method == Method::Mean).then(|| raw_mean(scores).ok());
        let Some(fit) = fit.flatten() else {
            return Self::default();
        };
        let drawn = |top: u32| outlooks(&fit.shrunk(), top as usize, asked.seed, USUAL_DRAWS);
        Self {
            of_means: fit.items.iter().map(|item| item.standard_error).collect(),
            outlooks: asked.top.map(drawn).unwrap_or_default(),
            residual: Some(fit.residual_variance),
        }
    }
}

fn notes(
    asked: &Standings,
    sheet: &ScoreSheet,
    given: &[Vec<Weighed>],
    parts: usize,
) -> Vec<String> {
    let mut notes = sheet.notes.clone();
    if parts > 1 {
        notes.push(format!(
            "the scores fall into {parts} parts that share no judge: figures of different parts \
             compare judges too, not entries alone"
        ));
    }
    if asked.method == Method::Mean {
        if given.iter().all(|scores| scores.len() == 1) {
            notes.push(
                "every entry has one score, so nothing tells how far off a figure may be"
                    .to_owned(),
            );
        }
        return notes;
    }
    if sheet.weighted() {
        notes
            .push("weights do not count in a median or a trimmed mean; raw is weighted".to_owned());
    }
    if asked.top.is_some() {
        notes.push(
            "how likely an entry belongs to the best is told for mean, severity and \
             severity-and-scale alone"
                .to_owned(),
        );
    }
    let fewest = given.iter().map(Vec::len).min().unwrap_or(0);
    if asked.method == Method::TrimmedMean && fewest < FEW_TO_TRIM {
        notes.push(format!(
            "some entries have {fewest} scores: with fewer than {FEW_TO_TRIM}, dropping scores loses \
             more than it guards against"
        ));
    }
    notes
}
