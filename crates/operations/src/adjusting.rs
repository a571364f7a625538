//! Figures that allow for judges: from the sheets of a heat to what [`judging::standings`] makes of them.
//! Which method can be carried follows from who read what and could be said before any mark was seen; only
//! marks that cannot be calculated with ([`Setback::TooFarApart`]) leave a plainer one afterwards.

use domain::{
    decimal::Decimal,
    edition::{Method, Rubric},
    ids::{EntryId, JudgeId},
    standing::{Adjustment, Setback},
};
use judging::standings::{
    Choice, Fit, Limits, Reason, Refusal, Score, Scores, Tails, choose, components, severity,
    severity_and_scale,
};
use persistence::assignments::CountedSheet;

/// The totals of a heat's sheets.
pub(crate) struct Readings {
    /// In points, entries and judges by their places in the lists below.
    pub(crate) scores: Scores,
    /// Everything that was read.
    pub(crate) entries: Vec<EntryId>,
    /// Everybody who read.
    pub(crate) judges: Vec<JudgeId>,
}

impl Readings {
    /// Nothing where no sheet counts.
    pub(crate) fn of(rubric: &Rubric, sheets: &[CountedSheet]) -> Option<Self> {
        let (entries, judges) = (
            distinct(sheets.iter().map(|sheet| sheet.entry)),
            distinct(sheets.iter().map(|sheet| sheet.judge)),
        );
        let mut list = Vec::with_capacity(sheets.len());
        for sheet in sheets {
            let steps = rubric.criteria.iter();
            let steps = steps.map(|one| sheet.marks.get(&one.key).copied().unwrap_or(0));
            list.push(Score {
                item: entries.binary_search(&sheet.entry).ok()?,
                judge: judges.binary_search(&sheet.judge).ok()?,
                value: points(rubric.total(steps)),
                weight: 1.0,
            });
        }
        // The same sum whatever order the sheets came in.
        list.sort_by_key(|score| (score.item, score.judge));
        let scores = Scores::new(entries.len(), judges.len(), list).ok()?;
        Some(Self {
            scores,
            entries,
            judges,
        })
    }
}

/// Whether chains of shared entries lead from every judge to every other.
pub(crate) fn hang_together(pairs: impl Iterator<Item = (EntryId, JudgeId)>) -> bool {
    let pairs: Vec<_> = pairs.collect();
    let entries = distinct(pairs.iter().map(|(entry, _)| *entry));
    let judges = distinct(pairs.iter().map(|(_, judge)| *judge));
    let list = pairs.iter().filter_map(|(entry, judge)| {
        Some(Score {
            item: entries.binary_search(entry).ok()?,
            judge: judges.binary_search(judge).ok()?,
            value: 0.0,
            weight: 1.0,
        })
    });
    let scores = Scores::new(entries.len(), judges.len(), list.collect());
    scores.is_ok_and(|scores| components(&scores).len() == 1)
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A decimal as a number of points.
#[expect(
    clippy::cast_precision_loss,
    reason = "totals have fewer than 53 bits, and what is made of them is an estimate"
)]
pub(crate) fn points(value: Decimal) -> f64 {
    value.units as f64 / power_of_ten(value.digits)
}

/// Points as a published figure: rounded once, a half upwards.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a figure lies near the marks, which keep far within 64 bits"
)]
pub(crate) fn published(points: f64, digits: u32) -> i64 {
    points.mul_add(power_of_ten(digits), 0.5).floor() as i64
}

fn power_of_ten(digits: u32) -> f64 {
    (0..digits).fold(1.0, |power, _| power * 10.0)
}

/// What a method says of a heat.
pub(crate) struct Fitted {
    /// Of entries and judges.
    pub(crate) fit: Fit,
    /// Of entries, as they rank: pulled towards the middle where some were read less often than others.
    pub(crate) ranking: Fit,
}

/// Fits the method that is asked for, or the next plainer one that the sheets can carry. Nothing where
/// that is the panel's mean.
pub(crate) fn fitted(scores: &Scores, asked: Method) -> (Adjustment, Option<Fitted>) {
    let (mut used, mut setbacks) = carried(&choose(scores, &Limits::default()), asked);
    let fit = loop {
        let tried = match used {
            Method::Panel => break None,
            Method::Severity => severity(scores),
            Method::SeverityAndScale => severity_and_scale(scores, Tails::Normal),
        };
        match tried {
            Ok(fit) => break Some(fit),
            Err(refusal) => {
                setbacks.push(setback(&refusal));
                used = plainer(used);
            }
        }
    };
    let fitted = fit.map(|fit| Fitted {
        ranking: if evenly_read(scores) {
            fit.clone()
        } else {
            fit.shrunk()
        },
        fit,
    });
    let adjustment = Adjustment {
        asked,
        used,
        setbacks,
        shrunk: fitted.is_some() && !evenly_read(scores),
    };
    (adjustment, fitted)
}

/// Whether every entry was read equally often.
fn evenly_read(scores: &Scores) -> bool {
    let readings = scores.readings();
    readings.windows(2).all(|pair| pair[0] == pair[1])
}

const fn plainer(method: Method) -> Method {
    match method {
        Method::SeverityAndScale => Method::Severity,
        Method::Severity | Method::Panel => Method::Panel,
    }
}

/// The method that numbers and ties allow, and what speaks against the one that is asked for.
fn carried(choice: &Choice, asked: Method) -> (Method, Vec<Setback>) {
    let mut setbacks = vec![];
    let mut used = asked;
    for reason in &choice.reasons {
        let (setback, most) = match *reason {
            Reason::FewReadings { .. } => (Setback::FewReadings, Method::Panel),
            Reason::Disconnected { components } => {
                let parts = u32::try_from(components).unwrap_or(u32::MAX);
                (Setback::Disconnected { parts }, Method::Panel)
            }
            Reason::LightLoads { median_load } => {
                // The middle of two loads may be a half, and must not read as the bound it falls short of.
                let whole = published(median_load.floor(), 0);
                let median = whole.try_into().unwrap_or(u32::MAX);
                (Setback::LightLoads { median }, Method::Severity)
            }
            Reason::LooseTies { .. } => (Setback::LooseTies, Method::Severity),
        };
        if asked > most {
            setbacks.push(setback);
            used = used.min(most);
        }
    }
    (used, setbacks)
}

fn setback(refusal: &Refusal) -> Setback {
    match refusal {
        Refusal::Disconnected(parts) => Setback::Disconnected {
            parts: u32::try_from(parts.len()).unwrap_or(u32::MAX),
        },
        Refusal::TooFewScores => Setback::TooFewSheets,
        Refusal::Singular => Setback::TooFarApart,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many entries, each read by all of so many judges.
    fn complete(entries: usize, judges: usize) -> Scores {
        let pairs = (0..entries).flat_map(|item| (0..judges).map(move |judge| (item, judge)));
        let list = pairs.map(|(item, judge)| Score {
            item,
            judge,
            value: points(Decimal {
                units: i64::try_from(10 * item + judge * (item % 3)).unwrap(),
                digits: 1,
            }),
            weight: 1.0,
        });
        Scores::new(entries, judges, list.collect()).unwrap()
    }

    #[test]
    fn what_the_sheets_carry_is_used_as_asked() {
        let (adjustment, model) = fitted(&complete(20, 3), Method::SeverityAndScale);
        assert_eq!(adjustment.used, Method::SeverityAndScale);
        assert!(adjustment.setbacks.is_empty() && !adjustment.shrunk && model.is_some());
    }

    #[test]
    fn light_loads_leave_severity_and_say_so_only_to_whom_it_matters() {
        let scores = complete(9, 3);
        let (adjustment, _) = fitted(&scores, Method::SeverityAndScale);
        assert_eq!(adjustment.used, Method::Severity);
        assert_eq!(adjustment.setbacks, [Setback::LightLoads { median: 9 }]);
        let (adjustment, _) = fitted(&scores, Method::Severity);
        assert_eq!(adjustment.used, Method::Severity);
        assert!(adjustment.setbacks.is_empty());
    }

    #[test]
    fn half_a_sheet_short_of_the_bound_does_not_read_as_the_bound() {
        // Two judges gave 15 and two 14.
        let mut list = complete(15, 4).list().to_vec();
        list.truncate(58);
        let scores = Scores::new(15, 4, list).unwrap();
        let (adjustment, _) = fitted(&scores, Method::SeverityAndScale);
        assert_eq!(adjustment.setbacks, [Setback::LightLoads { median: 14 }]);
    }

    #[test]
    fn single_readings_leave_the_mean() {
        let (adjustment, model) = fitted(&complete(20, 1), Method::Severity);
        assert_eq!(adjustment.used, Method::Panel);
        assert_eq!(adjustment.setbacks, [Setback::FewReadings]);
        assert!(model.is_none());
    }

    #[test]
    fn an_entry_with_fewer_sheets_pulls_all_towards_the_middle() {
        let mut list = complete(20, 3).list().to_vec();
        list.pop();
        let scores = Scores::new(20, 3, list).unwrap();
        let (adjustment, model) = fitted(&scores, Method::Severity);
        let model = model.unwrap();
        assert!(adjustment.shrunk);
        assert_ne!(model.fit.values(), model.ranking.values());
    }

    #[test]
    fn judges_hang_together_by_chains_of_shared_entries() {
        let pair = |entry: u128, judge: u128| {
            let id = uuid::Uuid::from_u128;
            (EntryId(id(entry)), JudgeId(id(judge)))
        };
        let chain = [pair(1, 1), pair(1, 2), pair(2, 2), pair(2, 3)];
        assert!(hang_together(chain.into_iter()));
        let apart = [pair(1, 1), pair(1, 2), pair(2, 3), pair(2, 4)];
        assert!(!hang_together(apart.into_iter()));
    }

    #[test]
    fn a_published_figure_is_rounded_a_half_upwards() {
        let of = |points| published(points, 2);
        assert_eq!([of(8.375), of(-8.375), of(8.374)], [838, -837, 837]);
        assert_eq!(published(7.5, 0), 8);
    }
}
