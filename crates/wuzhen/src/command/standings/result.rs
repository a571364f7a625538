//! What is said of entries, judges and the standing as a whole.

use serde::Serialize;

use crate::command::sheet::{Align, Answer, Page, decimals, optional};

/// An entry's line. Figures are in points.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryLine {
    pub entry: String,
    /// How many scores it has.
    pub n: usize,
    /// The weighted mean of its scores.
    pub raw: f64,
    /// The figure that ranks; nothing when withheld.
    pub adjusted: Option<f64>,
    /// The same to the last digit, as a decimal or a fraction, where the method is exact.
    pub exact: Option<String>,
    /// Standard error of the figure.
    pub se: Option<f64>,
    pub low90: Option<f64>,
    pub high90: Option<f64>,
    /// 1 is best; equal figures share a rank and the next is left out.
    pub rank: Option<u32>,
    /// Whether another entry has the same rank.
    pub tied: bool,
    /// How likely it truly belongs to the best K.
    pub p_top: Option<f64>,
    /// The rank that chance alone would better, or worsen, in one of twenty cases.
    pub best_rank: Option<u32>,
    pub worst_rank: Option<u32>,
    /// What was added to the raw mean for its judges' leniency, for their scale, and to pull it to the middle.
    pub severity_part: Option<f64>,
    pub scale_part: Option<f64>,
    pub shrinkage_part: Option<f64>,
    /// The part of the scores it belongs to, from 1, when they fall into several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
}

/// A judge's line.
#[derive(Clone, Debug, Default, Serialize)]
pub struct JudgeLine {
    pub judge: String,
    /// How many scores the judge gave.
    pub n: usize,
    /// How many points less than others the judge gives; below zero for a lenient one.
    pub severity: Option<f64>,
    /// The same with the other sign: what the judge adds to a score.
    pub leniency: Option<f64>,
    /// Standard error of either.
    pub se: Option<f64>,
    /// How far the judge spreads entries against others; 1 is as far.
    pub scale: Option<f64>,
    /// Standard deviation of chance in one score of weight 1.
    pub noise: Option<f64>,
    /// How many of the judge's entries others scored too, how far the judge is from them on average, and
    /// which part of that is taken for leniency.
    pub shared: Option<usize>,
    pub difference: Option<f64>,
    pub share: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<usize>,
}

/// Variances in squared points.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Variances {
    /// Of leniency among judges.
    pub judge: Option<f64>,
    /// Of chance in one score of weight 1.
    pub residual: Option<f64>,
}

/// Entries that another method would let in or leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    pub method: &'static str,
    pub enter: Vec<String>,
    pub leave: Vec<String>,
}

/// How well judges are tied together by the entries they share.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Connection {
    pub parts: usize,
    pub median_load: f64,
    pub mean_readings: f64,
    /// The second smallest eigenvalue of judges tied by shared entries, in scores.
    pub tightness: f64,
}

/// A standing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Standing {
    pub method: &'static str,
    pub top: Option<u32>,
    pub seed: u64,
    /// Best first; of equal ones, those first that were named first.
    pub entries: Vec<EntryLine>,
    /// In the order in which they were named first.
    pub judges: Vec<JudgeLine>,
    pub variance: Variances,
    /// Minus twice the restricted log likelihood, where the model is fitted by it.
    pub reml: Option<f64>,
    pub connection: Connection,
    /// With places, which entries other methods would let in or leave out.
    pub other_methods: Vec<Change>,
    pub notes: Vec<String>,
}

impl Standing {
    /// Sorts entries by rank.
    pub fn sorted(mut self) -> Self {
        self.entries
            .sort_by_key(|line| (line.part, line.rank.unwrap_or(u32::MAX)));
        self
    }

    fn entries_table(&self, page: &mut Page) {
        let top = self
            .top
            .map_or(String::new(), |top| format!("P(top {top})"));
        let mut columns = vec![
            ("rank", Align::Right),
            ("entry", Align::Left),
            ("n", Align::Right),
            ("raw", Align::Right),
            ("figure", Align::Right),
            ("±", Align::Right),
            ("90 %", Align::Right),
        ];
        if self.top.is_some() {
            columns.push((&top, Align::Right));
        }
        let row = |line: &EntryLine| {
            let rank = line.rank.map_or("-".to_owned(), |rank| rank.to_string());
            let interval = match (line.low90, line.high90) {
                (Some(low), Some(high)) => format!("{low:.2} to {high:.2}"),
                _ => "-".to_owned(),
            };
            let mut row = vec![
                if line.tied { format!("={rank}") } else { rank },
                line.entry.clone(),
                line.n.to_string(),
                decimals(line.raw, 3),
                optional(line.adjusted, 3),
                optional(line.se, 3),
                interval,
            ];
            if self.top.is_some() {
                row.push(optional(line.p_top, 2));
            }
            row
        };
        let mut parts: Vec<Option<usize>> = self.entries.iter().map(|line| line.part).collect();
        parts.dedup();
        for part in parts {
            if let Some(part) = part {
                page.line(format!("Part {part}"));
            }
            let lines = self.entries.iter().filter(|line| line.part == part);
            page.table(&columns, &lines.map(row).collect::<Vec<_>>());
            page.line("");
        }
    }

    fn judges_table(&self, page: &mut Page) {
        let columns = [
            ("judge", Align::Left),
            ("n", Align::Right),
            ("severity", Align::Right),
            ("±", Align::Right),
            ("scale", Align::Right),
            ("shared", Align::Right),
            ("believed", Align::Right),
        ];
        let row = |line: &JudgeLine| {
            vec![
                line.judge.clone(),
                line.n.to_string(),
                optional(line.severity, 3),
                optional(line.se, 3),
                optional(line.scale, 2),
                line.shared
                    .map_or("-".to_owned(), |shared| shared.to_string()),
                line.share
                    .map_or("-".to_owned(), |share| format!("{:.0} %", 100.0 * share)),
            ]
        };
        page.table(&columns, &self.judges.iter().map(row).collect::<Vec<_>>());
        page.line("");
    }
}

impl Answer for Standing {
    fn page(&self, page: &mut Page) {
        self.entries_table(page);
        if self.judges.iter().any(|judge| judge.severity.is_some()) {
            self.judges_table(page);
        }
        if let (Some(judge), Some(residual)) = (self.variance.judge, self.variance.residual) {
            page.line(format!(
                "Variance: {judge:.4} between judges, {residual:.4} of chance in one score."
            ));
        }
        if let Some(reml) = self.reml {
            page.line(format!("REML criterion: {reml:.6}"));
        }
        for change in &self.other_methods {
            page.line(format!("By {}, {}.", change.method, change.sentence()));
        }
        page.notes(&self.notes);
    }
}

impl Change {
    fn sentence(&self) -> String {
        if self.enter.is_empty() && self.leave.is_empty() {
            return "the same would be in".to_owned();
        }
        let list = |names: &[String]| match names {
            [] => "nobody".to_owned(),
            names => names.join(", "),
        };
        let (enter, leave) = (list(&self.enter), list(&self.leave));
        format!("{enter} would be in and {leave} out")
    }
}
