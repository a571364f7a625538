//! Which method the scores can carry, as data: decided by their number and ties alone, never by their
//! values, so that it can be fixed before they are seen.

use super::{
    connection::{Connection, connection},
    scores::Scores,
};

/// A method that ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The mean of the scores ([`super::raw_mean`]); per component when disconnected.
    RawMean,
    /// [`super::severity`].
    Severity,
    /// [`super::severity_and_scale`].
    SeverityAndScale,
}

/// From where on each method can be carried.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Below so many scores by the middle judge a judge's own scale cannot be told from chance.
    pub median_load: f64,
    /// Below this share of the mean load the [`Connection::tightness`] is too loose for scales.
    pub tightness: f64,
    /// Below so many scores per item, on average, judges cannot be told from items at all.
    pub mean_readings: f64,
}

impl Default for Limits {
    /// 15 scores, 5 %, 2 readings: from simulations of 800 items by 60 judges, where the shares were
    /// .01 with 2 % of the readings outside the judges' own tracks, .08 with 10 % and .18 with 20 %.
    fn default() -> Self {
        Self {
            median_load: 15.0,
            tightness: 0.05,
            mean_readings: 2.0,
        }
    }
}

/// Why a plainer method than severity and scale was taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// Too few scores per item.
    FewReadings {
        /// Scores per item, on average.
        mean_readings: f64,
    },
    /// There is more than one component; ranks hold within each.
    Disconnected {
        /// How many there are.
        components: usize,
    },
    /// Judges gave too few scores.
    LightLoads {
        /// Scores of the middle judge.
        median_load: f64,
    },
    /// Groups of judges share too few items.
    LooseTies {
        /// Tightness by mean load.
        share: f64,
    },
}

/// A method and what led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The method.
    pub method: Method,
    /// What spoke against the methods above it; empty for severity and scale.
    pub reasons: Vec<Reason>,
    /// What was measured.
    pub connection: Connection,
}

/// Chooses: severity and scale; severity alone where loads are light or ties are loose; the raw mean
/// where readings are few or the scores are disconnected.
pub fn choose(scores: &Scores, limits: &Limits) -> Choice {
    let connection = connection(scores);
    let mut reasons = vec![];
    if connection.mean_readings < limits.mean_readings {
        let mean_readings = connection.mean_readings;
        reasons.push(Reason::FewReadings { mean_readings });
    }
    let components = connection.components.len();
    if components > 1 {
        reasons.push(Reason::Disconnected { components });
    }
    if !reasons.is_empty() {
        return Choice {
            method: Method::RawMean,
            reasons,
            connection,
        };
    }
    if connection.median_load < limits.median_load {
        let median_load = connection.median_load;
        reasons.push(Reason::LightLoads { median_load });
    }
    let share = connection.tightness / connection.mean_load;
    if share < limits.tightness {
        reasons.push(Reason::LooseTies { share });
    }
    Choice {
        method: if reasons.is_empty() {
            Method::SeverityAndScale
        } else {
            Method::Severity
        },
        reasons,
        connection,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::scores::tests::scores, *};

    /// Every judge scores every item.
    fn complete(items: usize, judges: usize) -> Vec<(usize, usize, f64)> {
        (0..items)
            .flat_map(|item| (0..judges).map(move |judge| (item, judge, 1.0)))
            .collect()
    }

    fn chosen(items: usize, judges: usize, list: &[(usize, usize, f64)]) -> (Method, Vec<Reason>) {
        let choice = choose(&scores(items, judges, list), &Limits::default());
        (choice.method, choice.reasons)
    }

    #[test]
    fn heavy_loads_and_tight_ties_carry_severity_and_scale() {
        assert_eq!(
            chosen(15, 3, &complete(15, 3)),
            (Method::SeverityAndScale, vec![])
        );
    }

    #[test]
    fn fourteen_scores_a_judge_carry_severity_alone() {
        let light = Reason::LightLoads { median_load: 14.0 };
        assert_eq!(
            chosen(14, 3, &complete(14, 3)),
            (Method::Severity, vec![light])
        );
    }

    #[test]
    fn two_groups_tied_by_one_judge_of_one_item_carry_severity_alone() {
        let mut list = complete(20, 2);
        list.extend(
            complete(20, 2)
                .iter()
                .map(|(item, judge, _)| (item + 20, judge + 2, 1.0)),
        );
        list.push((0, 2, 1.0));
        let (method, reasons) = chosen(40, 4, &list);
        assert_eq!(method, Method::Severity);
        assert!(
            matches!(reasons[..], [Reason::LooseTies { share }] if share < 0.05 && share > 0.0)
        );
    }

    #[test]
    fn a_second_component_or_single_readings_leave_the_raw_mean() {
        let mut list = complete(20, 2);
        list.extend(
            complete(20, 2)
                .iter()
                .map(|(item, judge, _)| (item + 20, judge + 2, 1.0)),
        );
        let apart = Reason::Disconnected { components: 2 };
        assert_eq!(chosen(40, 4, &list), (Method::RawMean, vec![apart]));
        let single = Reason::FewReadings { mean_readings: 1.0 };
        assert_eq!(
            chosen(20, 1, &complete(20, 1)),
            (Method::RawMean, vec![single])
        );
    }
}
