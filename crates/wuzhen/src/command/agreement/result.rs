//! What is said of judges and of how far they agree.

use judging::agreement::{self, IntraclassCorrelation, Measure};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::command::sheet::{Align, Answer, Page, ScoreSheet, decimals, optional};

/// A correlation and its interval of 95 %.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Correlation {
    pub value: f64,
    pub low95: f64,
    pub high95: f64,
}

impl From<IntraclassCorrelation> for Correlation {
    fn from(found: IntraclassCorrelation) -> Self {
        Self {
            value: found.value,
            low95: found.low,
            high95: found.high,
        }
    }
}

/// Intraclass correlations of a complete table, by their usual names.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Correlations {
    #[serde(rename = "ICC(1)")]
    pub one_way: Correlation,
    #[serde(rename = "ICC(1,k)")]
    pub one_way_mean: Correlation,
    #[serde(rename = "ICC(2,1)")]
    pub agreement: Correlation,
    #[serde(rename = "ICC(2,k)")]
    pub agreement_mean: Correlation,
    #[serde(rename = "ICC(3,1)")]
    pub consistency: Correlation,
    #[serde(rename = "ICC(3,k)")]
    pub consistency_mean: Correlation,
}

impl From<agreement::Correlations> for Correlations {
    fn from(found: agreement::Correlations) -> Self {
        Self {
            one_way: found.one_way.into(),
            one_way_mean: found.one_way_mean.into(),
            agreement: found.agreement.into(),
            agreement_mean: found.agreement_mean.into(),
            consistency: found.consistency.into(),
            consistency_mean: found.consistency_mean.into(),
        }
    }
}

/// Krippendorff's alpha by kind of scale.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Alphas {
    pub nominal: Option<f64>,
    pub ordinal: Option<f64>,
    pub interval: Option<f64>,
    pub ratio: Option<f64>,
}

/// What is predicted of an entry or a judge when both are a sample of many.
#[derive(Clone, Debug, Serialize)]
pub struct Effect {
    pub name: String,
    #[serde(rename = "effect")]
    pub value: f64,
    pub se: f64,
}

/// Variances with entries and judges both random, in squared points.
#[derive(Clone, Debug, Serialize)]
pub struct Variance {
    pub mean: f64,
    pub mean_se: f64,
    pub entry: f64,
    pub judge: f64,
    pub residual: f64,
    pub reml: f64,
    /// The part of the variance of one score that is due to the entry.
    pub single: f64,
    pub entries: Vec<Effect>,
    pub judges: Vec<Effect>,
}

/// Variances, and the reliability of the mean of so many scores.
#[derive(Clone, Debug, Serialize)]
pub struct Reliable {
    #[serde(flatten)]
    pub variance: Variance,
    #[serde(serialize_with = "by_readings")]
    pub reliability: [(f64, f64); 6],
}

fn by_readings<S: Serializer>(pairs: &[(f64, f64); 6], to: S) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(Some(pairs.len()))?;
    for (readings, reliability) in pairs {
        map.serialize_entry(&readings.to_string(), reliability)?;
    }
    map.end()
}

/// A judge's picture.
#[derive(Clone, Debug, Default, Serialize)]
pub struct JudgeLine {
    pub judge: String,
    pub n: usize,
    /// How many points less than others the judge gives.
    pub severity: Option<f64>,
    pub leniency: Option<f64>,
    pub se: Option<f64>,
    /// Squared residuals against what is expected; 1 is usual, more is erratic.
    pub infit: Option<f64>,
    pub outfit: Option<f64>,
    /// With the mean of the others, on shared entries.
    pub correlation: Option<f64>,
    /// The share of the judge's scores that have the judge's most frequent value.
    pub identical: Option<f64>,
}

/// Who would be in or out without a judge.
#[derive(Clone, Debug, Serialize)]
pub struct Influence {
    pub judge: String,
    /// Whether there is a standing without the judge at all.
    pub told: bool,
    pub enter: Option<Vec<String>>,
    pub leave: Option<Vec<String>>,
}

/// A measure in logits.
#[derive(Clone, Debug, Serialize)]
pub struct MeasureLine {
    pub name: String,
    pub logits: f64,
    pub se: f64,
    pub infit: f64,
    pub outfit: f64,
    pub extreme: bool,
}

/// The many-facet Rasch model.
#[derive(Clone, Debug, Serialize)]
pub struct Facets {
    /// The scores that are taken for steps of a scale.
    pub categories: Vec<f64>,
    pub entries: Vec<MeasureLine>,
    pub judges: Vec<MeasureLine>,
    pub steps: Vec<f64>,
    pub log_likelihood: f64,
}

impl Facets {
    pub fn new(sheet: &ScoreSheet, categories: Vec<f64>, found: &agreement::Facets) -> Self {
        let line = |(name, measure): (&String, &Measure)| MeasureLine {
            name: name.clone(),
            logits: measure.logits.value,
            se: measure.logits.standard_error,
            infit: measure.infit,
            outfit: measure.outfit,
            extreme: measure.extreme,
        };
        let judges = sheet.judges.iter().zip(&found.judges);
        let judges = judges.filter_map(|(name, measure)| Some((name, measure.as_ref()?)));
        Self {
            categories,
            entries: sheet.entries.iter().zip(&found.items).map(line).collect(),
            judges: judges.map(line).collect(),
            steps: found.steps.clone(),
            log_likelihood: found.log_likelihood,
        }
    }
}

/// Everything.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    pub entries: usize,
    pub scores: usize,
    /// Whether every judge scored every entry.
    pub complete: bool,
    pub icc: Option<Correlations>,
    pub alpha: Alphas,
    pub variance: Option<Reliable>,
    pub judges: Vec<JudgeLine>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub influence: Option<Vec<Influence>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub facets: Option<Facets>,
    pub notes: Vec<String>,
}

impl Answer for Agreement {
    fn page(&self, page: &mut Page) {
        page.line(format!(
            "{} scores of {} entries by {} judges",
            self.scores,
            self.entries,
            self.judges.len()
        ));
        page.line("");
        self.panel(page);
        self.judges_table(page);
        for influence in self.influence.iter().flatten() {
            page.line(influence.sentence());
        }
        if let Some(facets) = &self.facets {
            facets.page(page);
        }
        page.notes(&self.notes);
    }
}

impl Agreement {
    fn panel(&self, page: &mut Page) {
        let columns = [
            ("agreement", Align::Left),
            ("value", Align::Right),
            ("95 %", Align::Right),
        ];
        let mut rows = vec![];
        if let Some(icc) = &self.icc {
            let named = [
                ("ICC(1), one score, judges of its own", icc.one_way),
                ("ICC(1,k), mean", icc.one_way_mean),
                (
                    "ICC(2,1), one score, severity counts as error",
                    icc.agreement,
                ),
                ("ICC(2,k), mean", icc.agreement_mean),
                ("ICC(3,1), one score, these judges alone", icc.consistency),
                ("ICC(3,k), mean", icc.consistency_mean),
            ];
            rows.extend(named.map(|(name, found)| {
                let interval = format!("{:.3} to {:.3}", found.low95, found.high95);
                vec![name.to_owned(), decimals(found.value, 3), interval]
            }));
        }
        let alphas = [
            ("Krippendorff's alpha, interval", self.alpha.interval),
            ("Krippendorff's alpha, ordinal", self.alpha.ordinal),
        ];
        rows.extend(
            alphas.map(|(name, alpha)| vec![name.to_owned(), optional(alpha, 3), String::new()]),
        );
        page.table(&columns, &rows);
        if let Some(found) = &self.variance {
            page.line("");
            page.line(format!(
                "Variance: {:.4} between entries, {:.4} between judges, {:.4} of chance.",
                found.variance.entry, found.variance.judge, found.variance.residual
            ));
            let reliability = found
                .reliability
                .map(|(n, value)| format!("{n} {value:.2}"));
            page.line(format!(
                "Reliability of the mean of n scores: {}",
                reliability.join(", ")
            ));
        }
        page.line("");
    }

    fn judges_table(&self, page: &mut Page) {
        let columns = [
            ("judge", Align::Left),
            ("n", Align::Right),
            ("severity", Align::Right),
            ("±", Align::Right),
            ("infit", Align::Right),
            ("outfit", Align::Right),
            ("correlation", Align::Right),
            ("identical", Align::Right),
        ];
        let row = |line: &JudgeLine| {
            vec![
                line.judge.clone(),
                line.n.to_string(),
                optional(line.severity, 3),
                optional(line.se, 3),
                optional(line.infit, 2),
                optional(line.outfit, 2),
                optional(line.correlation, 2),
                line.identical
                    .map_or("-".to_owned(), |share| format!("{:.0} %", 100.0 * share)),
            ]
        };
        page.table(&columns, &self.judges.iter().map(row).collect::<Vec<_>>());
        page.line("");
    }
}

impl Influence {
    fn sentence(&self) -> String {
        let (Some(enter), Some(leave)) = (&self.enter, &self.leave) else {
            return format!(
                "Without {} there is no standing of all entries.",
                self.judge
            );
        };
        if enter.is_empty() && leave.is_empty() {
            return format!("Without {} the same would be in.", self.judge);
        }
        let list = |names: &[String]| match names {
            [] => "nobody".to_owned(),
            names => names.join(", "),
        };
        format!(
            "Without {}, {} would be in and {} out.",
            self.judge,
            list(enter),
            list(leave)
        )
    }
}

impl Facets {
    fn page(&self, page: &mut Page) {
        page.line(format!(
            "Many-facet Rasch model, log likelihood {:.6}",
            self.log_likelihood
        ));
        let columns = [
            ("", Align::Left),
            ("logits", Align::Right),
            ("±", Align::Right),
            ("infit", Align::Right),
            ("outfit", Align::Right),
        ];
        for lines in [&self.entries, &self.judges] {
            let row = |line: &MeasureLine| {
                vec![
                    line.name.clone(),
                    decimals(line.logits, 3),
                    decimals(line.se, 3),
                    decimals(line.infit, 2),
                    decimals(line.outfit, 2),
                ]
            };
            page.table(&columns, &lines.iter().map(row).collect::<Vec<_>>());
            page.line("");
        }
    }
}
