//! What staff and the chair get of how sure a heat's figures are, and of how its judges scored. Estimates are numbers of
//! points, rounded to a thousandth; what is official is a decimal.

use domain::{edition::Method as RuleMethod, standing};
use operations::queries::analysis as queries;
use serde::Serialize;
use utoipa::ToSchema;

pub use super::summary::HeatSummary;
use super::{
    panel::JudgeRole,
    values::{Bilingual, EditionRef},
};

/// How sure the figures of a heat are, and how its judges scored.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeatAnalysis {
    pub edition: EditionRef,
    pub heat: HeatSummary,
    /// Digits after the point of official figures.
    pub published_digits: u32,
    /// What the rule ranks by.
    pub rule_method: Method,
    /// What allows for judges here; `used` is `panel` where the sheets carry nothing.
    pub adjustment: Adjustment,
    /// Sheets for an entry, on average.
    pub readings: f64,
    /// Sheets of the middle judge.
    pub median_load: f64,
    /// Into how many parts the sheets fall that share no entry.
    pub parts: usize,
    /// Null where nothing tells entries from chance.
    #[schema(required)]
    pub reliability: Option<Reliability>,
    /// Where the heat parts those who go on from the others.
    pub lines: Vec<CutLine>,
    /// In the order of the standing.
    pub entries: Vec<EntryPicture>,
    pub judges: Vec<JudgeFigures>,
}

/// A line between those who go on and the others.
#[derive(Debug, Serialize, ToSchema)]
pub struct CutLine {
    /// Where they go.
    pub target: Bilingual,
    pub places: u32,
    /// Of so many entries.
    pub entries: usize,
    /// Who would change sides if the figure were made the other way; null where it cannot be.
    #[schema(required)]
    pub otherwise: Option<Otherwise>,
}

/// What the figure that ranks allows for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Panel,
    Severity,
    SeverityAndScale,
}

impl From<RuleMethod> for Method {
    fn from(method: RuleMethod) -> Self {
        match method {
            RuleMethod::Panel => Self::Panel,
            RuleMethod::Severity => Self::Severity,
            RuleMethod::SeverityAndScale => Self::SeverityAndScale,
        }
    }
}

/// How figures came to allow for judges.
#[derive(Debug, Serialize, ToSchema)]
pub struct Adjustment {
    pub asked: Method,
    pub used: Method,
    /// Why it is less than what was asked for.
    pub setbacks: Vec<Setback>,
    /// Whether figures were pulled towards the middle, because some entries were read less often.
    pub shrunk: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Setback {
    /// `few_readings`, `disconnected`, `light_loads`, `loose_ties`, `too_few_sheets` or `too_far_apart`.
    pub code: &'static str,
    /// Parts of `disconnected`, sheets of the middle judge of `light_loads`.
    #[schema(required)]
    pub count: Option<u32>,
}

impl From<&standing::Adjustment> for Adjustment {
    fn from(adjustment: &standing::Adjustment) -> Self {
        let setbacks = adjustment.setbacks.iter();
        Self {
            asked: adjustment.asked.into(),
            used: adjustment.used.into(),
            setbacks: setbacks
                .map(|setback| Setback {
                    code: setback.name(),
                    count: setback.count(),
                })
                .collect(),
            shrunk: adjustment.shrunk,
        }
    }
}

/// How far scores tell entries apart, from 0 (chance alone) to 1.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reliability {
    /// Of one score.
    pub one: f64,
    /// Of the mean of an entry's scores.
    pub mean: f64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct EntryPicture {
    #[schema(required)]
    pub rank: Option<u32>,
    pub number: String,
    pub title: Bilingual,
    pub team: Bilingual,
    /// The official figure, a decimal number.
    #[schema(required)]
    pub figure: Option<String>,
    pub sheets: u32,
    /// Index of the line that decides whether it goes on; null where none does.
    #[schema(required)]
    pub line: Option<usize>,
    /// Null where none could be made.
    #[schema(required)]
    pub figures: Option<EntryFigures>,
}

/// From the mean of the scores to what allows for judges, in points, and how sure that is.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryFigures {
    pub raw: f64,
    pub severity_part: f64,
    pub scale_part: f64,
    pub shrinkage_part: f64,
    pub adjusted: f64,
    pub rank_before: u32,
    pub rank_after: u32,
    /// The 90 % interval of the adjusted figure.
    pub low: f64,
    pub high: f64,
    /// The 90 % interval of its rank.
    pub best_rank: u32,
    pub worst_rank: u32,
    /// How likely it goes on, from 0 to 1; null where no line decides that.
    #[schema(required)]
    pub among_best: Option<f64>,
    /// Whether the sheets cannot tell if it is in or out.
    pub close: bool,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct JudgeFigures {
    pub name: Bilingual,
    pub role: JudgeRole,
    pub sheets: usize,
    /// Null where the sheets do not tell.
    #[schema(required)]
    pub picture: Option<Picture>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Picture {
    /// Entries that others scored too.
    pub shared: usize,
    /// Points that the judge gives less than others would; negative for a lenient judge.
    pub severity: f64,
    /// The 90 % interval of the severity.
    pub low: f64,
    pub high: f64,
    /// How far the judge spreads entries; 1 is as far as the others.
    pub scale: f64,
    /// Mean squared surprise, 1 is usual; null with too few shared entries.
    #[schema(required)]
    pub infit: Option<f64>,
    /// Whether so much or so little surprise is worth a look.
    pub unusual: bool,
    /// With the others on the same entries, from -1 to 1.
    #[schema(required)]
    pub correlation: Option<f64>,
    /// The share of scores that have the judge's most frequent value.
    pub identical: f64,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct Otherwise {
    pub method: Method,
    /// Numbers of entries.
    pub enter: Vec<String>,
    pub leave: Vec<String>,
}

fn thousandth(value: f64) -> f64 {
    // Adding zero turns a negative zero into zero.
    (value * 1000.0).round() / 1000.0 + 0.0
}

impl From<queries::HeatAnalysis> for HeatAnalysis {
    fn from(view: queries::HeatAnalysis) -> Self {
        let rule = &view.summary.heat.rule;
        Self {
            published_digits: rule.published_digits,
            rule_method: rule.method.into(),
            adjustment: (&view.adjustment).into(),
            readings: thousandth(view.ties.readings),
            median_load: view.ties.median_load,
            parts: view.ties.parts,
            reliability: view.reliability.map(|one| Reliability {
                one: thousandth(one.one),
                mean: thousandth(one.mean),
            }),
            entries: view.entries.into_iter().map(entry).collect(),
            judges: view.judges.into_iter().map(Into::into).collect(),
            lines: view.lines.into_iter().map(Into::into).collect(),
            edition: (&view.edition).into(),
            heat: (&view.summary).into(),
        }
    }
}

impl From<queries::CutLine> for CutLine {
    fn from(line: queries::CutLine) -> Self {
        Self {
            target: (&line.target).into(),
            places: line.places,
            entries: line.entries,
            otherwise: line.otherwise.map(|one| Otherwise {
                method: one.method.into(),
                enter: one.enter,
                leave: one.leave,
            }),
        }
    }
}

fn entry(one: queries::EntryPicture) -> EntryPicture {
    EntryPicture {
        rank: one.line.rank,
        number: one.entry.number,
        title: one.entry.title.into(),
        team: one.entry.team.into(),
        figure: one.line.figure.map(|figure| figure.to_string()),
        sheets: one.line.sheets,
        line: one.cut,
        figures: one.figures.map(Into::into),
    }
}

impl From<queries::EntryFigures> for EntryFigures {
    fn from(figures: queries::EntryFigures) -> Self {
        Self {
            raw: thousandth(figures.raw),
            severity_part: thousandth(figures.severity_part),
            scale_part: thousandth(figures.scale_part),
            shrinkage_part: thousandth(figures.shrinkage_part),
            adjusted: thousandth(figures.adjusted),
            rank_before: figures.rank_before,
            rank_after: figures.rank_after,
            low: thousandth(figures.interval.0),
            high: thousandth(figures.interval.1),
            best_rank: figures.ranks.0,
            worst_rank: figures.ranks.1,
            among_best: figures.among_best.map(thousandth),
            close: figures.close,
        }
    }
}

impl From<queries::NamedJudge> for JudgeFigures {
    fn from(judge: queries::NamedJudge) -> Self {
        Self {
            name: (&judge.name).into(),
            role: judge.seat.into(),
            sheets: judge.sheets,
            picture: judge.picture.map(Into::into),
        }
    }
}

impl From<queries::Picture> for Picture {
    fn from(picture: queries::Picture) -> Self {
        Self {
            shared: picture.shared,
            severity: thousandth(picture.severity),
            low: thousandth(picture.interval.0),
            high: thousandth(picture.interval.1),
            scale: thousandth(picture.scale),
            infit: picture.infit.map(thousandth),
            unusual: picture.unusual,
            correlation: picture.correlation.map(thousandth),
            identical: thousandth(picture.identical),
        }
    }
}
