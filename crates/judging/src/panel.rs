//! Official standings of a panel: every judge marks every entry on several criteria, outliers may be
//! dropped, the mean is published and the published figure ranks.
//!
//! The trimmed mean is the one of judged sports (ISU Special Regulations, component marks: drop the
//! highest and the lowest mark of each component, average the rest, round to two digits).

use std::cmp::Reverse;

use crate::rounding::Exact;

/// How marks of several judges on several criteria become one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Combine {
    /// Each judge's weighted total first; then the panel's mean of the totals.
    JudgeTotalThenPanel,
    /// Each criterion's mean over the panel first, rounded because it is published; then the
    /// weighted total of the published figures.
    PanelPerCriterionThenTotal,
}

/// What happens when fewer marks are there than dropping needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// The mean of all marks that are there.
    PlainMean,
    /// No figure: the entry has no rank.
    Withhold,
}

/// A further figure that separates equal totals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieFigure {
    /// The figure of the criterion with this index.
    Criterion(usize),
    /// The total without dropping any mark.
    UntrimmedMean,
}

/// One criterion of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Weight in units of 10^-[`Rule::weight_digits`].
    pub weight: i64,
    /// Value of one step in units of 10^-[`Rule::step_digits`].
    pub step: i64,
}

/// The rule of a heat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The order of combining.
    pub combine: Combine,
    /// How many highest marks are dropped.
    pub drop_high: u32,
    /// How many lowest marks are dropped.
    pub drop_low: u32,
    /// With fewer marks than this nothing is dropped and `fallback` decides.
    pub min_scores: u32,
    /// What happens below `min_scores`.
    pub fallback: Fallback,
    /// Digits after the point of every published figure.
    pub published_digits: u32,
    /// Digits of the weights' unit.
    pub weight_digits: u32,
    /// Digits of the steps' unit.
    pub step_digits: u32,
    /// What separates equal totals, first to last.
    pub tie_chain: Vec<TieFigure>,
}

/// A published figure of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CriterionFigure {
    /// In units of 10^-[`Rule::published_digits`]; nothing when withheld.
    pub figure: Option<i64>,
    /// How many marks the mean is made of.
    pub counted: u32,
    /// How many were dropped.
    pub dropped: u32,
}

/// One entry of the standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Index of the entry in the input.
    pub entry: usize,
    /// 1 for the best; equal figures share a rank and the next rank is left out (1, 2, 2, 4).
    pub rank: Option<u32>,
    /// Whether another entry has the same rank.
    pub tied: bool,
    /// The figure that ranks, in units of 10^-[`Rule::published_digits`].
    pub figure: Option<i64>,
    /// One per criterion.
    pub criteria: Vec<CriterionFigure>,
    /// One per member of the tie chain, in the unit of the figure.
    pub tie_figures: Vec<Option<i64>>,
    /// How many sheets were counted.
    pub sheets: u32,
}

/// The standing of a panel. `sheets[entry]` holds one sheet for each judge who scored that entry, and
/// a sheet one mark, in steps, for each criterion. Lines come best first; equal ones in input order.
pub fn standing(criteria: &[Criterion], rule: &Rule, sheets: &[Vec<Vec<i64>>]) -> Vec<Line> {
    let lines = sheets
        .iter()
        .enumerate()
        .map(|(entry, sheets)| line(entry, criteria, rule, sheets));
    ranked(lines.collect())
}

/// Puts lines in order and ranks them by their figures, whatever rank they had: for those whose figure
/// that ranks is another than the panel's. Equal ones stay in the order in which they came.
pub fn ranked(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by_key(|line| Reverse(sort_key(line)));
    let keys: Vec<_> = lines.iter().map(sort_key).collect();
    for (line, key) in lines.iter_mut().zip(&keys) {
        let ranks = line.figure.is_some();
        let better = keys.iter().filter(|other| *other > key).count();
        line.rank = u32::try_from(better + 1).ok().filter(|_| ranks);
        line.tied = ranks && keys.iter().filter(|other| *other == key).count() > 1;
    }
    lines
}

fn sort_key(line: &Line) -> (Option<i64>, Vec<Option<i64>>) {
    (line.figure, line.tie_figures.clone())
}

fn line(entry: usize, criteria: &[Criterion], rule: &Rule, sheets: &[Vec<i64>]) -> Line {
    let figures: Vec<CriterionFigure> = criteria
        .iter()
        .enumerate()
        .map(|(index, criterion)| criterion_figure(index, *criterion, rule, sheets))
        .collect();
    let untrimmed = Rule {
        drop_high: 0,
        drop_low: 0,
        min_scores: 1,
        ..rule.clone()
    };
    let tie_figures = rule
        .tie_chain
        .iter()
        .map(|tie| match tie {
            TieFigure::Criterion(index) => figures.get(*index).and_then(|figure| figure.figure),
            TieFigure::UntrimmedMean => total(criteria, &untrimmed, sheets),
        })
        .collect();
    Line {
        entry,
        rank: None,
        tied: false,
        figure: total(criteria, rule, sheets),
        criteria: figures,
        tie_figures,
        sheets: u32::try_from(sheets.len()).unwrap_or(u32::MAX),
    }
}

/// The figure that ranks an entry, by the rule's order of combining.
fn total(criteria: &[Criterion], rule: &Rule, sheets: &[Vec<i64>]) -> Option<i64> {
    match rule.combine {
        Combine::PanelPerCriterionThenTotal => {
            let mut sum = 0_i128;
            for (index, criterion) in criteria.iter().enumerate() {
                let figure = criterion_figure(index, *criterion, rule, sheets).figure?;
                sum += i128::from(criterion.weight) * i128::from(figure);
            }
            let exact = Exact::whole(sum, rule.weight_digits + rule.published_digits);
            Some(exact.round_half_up(rule.published_digits))
        }
        Combine::JudgeTotalThenPanel => {
            let totals: Vec<i128> = sheets
                .iter()
                .map(|marks| judge_total(criteria, marks))
                .collect();
            let (exact, ..) = trimmed_mean(&totals, rule, rule.weight_digits + rule.step_digits)?;
            Some(exact.round_half_up(rule.published_digits))
        }
    }
}

/// One judge's weighted total in units of 10^-(weight digits + step digits).
fn judge_total(criteria: &[Criterion], marks: &[i64]) -> i128 {
    criteria
        .iter()
        .zip(marks)
        .map(|(criterion, steps)| {
            i128::from(criterion.weight) * i128::from(criterion.step) * i128::from(*steps)
        })
        .sum()
}

fn criterion_figure(
    index: usize,
    criterion: Criterion,
    rule: &Rule,
    sheets: &[Vec<i64>],
) -> CriterionFigure {
    let values: Vec<i128> = sheets
        .iter()
        .filter_map(|marks| marks.get(index))
        .map(|steps| i128::from(criterion.step) * i128::from(*steps))
        .collect();
    match trimmed_mean(&values, rule, rule.step_digits) {
        Some((exact, counted, dropped)) => CriterionFigure {
            figure: Some(exact.round_half_up(rule.published_digits)),
            counted,
            dropped,
        },
        None => CriterionFigure {
            figure: None,
            counted: 0,
            dropped: 0,
        },
    }
}

/// The mean after dropping, with how many values were counted and dropped. Nothing when there are
/// no values, or too few and the rule withholds.
fn trimmed_mean(values: &[i128], rule: &Rule, digits: u32) -> Option<(Exact, u32, u32)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let dropping = (rule.drop_high + rule.drop_low) as usize;
    let enough = values.len() >= rule.min_scores as usize && values.len() > dropping;
    let kept = match (enough, rule.fallback) {
        (true, _) => &sorted[rule.drop_low as usize..sorted.len() - rule.drop_high as usize],
        (false, Fallback::PlainMean) => &sorted[..],
        (false, Fallback::Withhold) => &[],
    };
    let counted = u32::try_from(kept.len())
        .ok()
        .filter(|counted| *counted > 0)?;
    let dropped = u32::try_from(sorted.len() - kept.len()).ok()?;
    let mean = Exact {
        numerator: kept.iter().sum(),
        denominator: i128::from(counted),
        digits,
    };
    Some((mean, counted, dropped))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rule(combine: Combine) -> Rule {
        Rule {
            combine,
            drop_high: 1,
            drop_low: 1,
            min_scores: 7,
            fallback: Fallback::PlainMean,
            published_digits: 2,
            weight_digits: 1,
            step_digits: 2,
            tie_chain: vec![],
        }
    }

    const QUARTER: Criterion = Criterion {
        weight: 10,
        step: 25,
    };

    /// One criterion of weight one, marks in quarters.
    fn one_entry(marks: &[i64]) -> Vec<Vec<i64>> {
        marks.iter().map(|mark| vec![*mark]).collect()
    }

    #[test]
    fn nine_judges_drop_the_highest_and_the_lowest() {
        // 9.00 9.00 8.75 9.25 9.00 9.50 9.25 9.00 9.00: without 8.75 and 9.50 the mean of seven
        // is 63.50 / 7 = 9.0714…
        let marks = one_entry(&[36, 36, 35, 37, 36, 38, 37, 36, 36]);
        let lines = standing(
            &[QUARTER],
            &rule(Combine::PanelPerCriterionThenTotal),
            &[marks],
        );
        assert_eq!(
            lines[0].criteria,
            [CriterionFigure {
                figure: Some(907),
                counted: 7,
                dropped: 2
            }]
        );
        assert_eq!(lines[0].figure, Some(907));
    }

    #[test]
    fn a_mean_that_ends_in_a_half_is_rounded_up_once() {
        // (8.25 + 8.00) / 2 = 8.125
        let mut plain = rule(Combine::PanelPerCriterionThenTotal);
        plain.drop_high = 0;
        plain.drop_low = 0;
        let lines = standing(&[QUARTER], &plain, &[one_entry(&[33, 32])]);
        assert_eq!(lines[0].figure, Some(813));
    }

    #[test]
    fn six_judges_are_too_few_to_drop_and_all_count() {
        let marks = one_entry(&[40, 0, 0, 0, 0, 0]);
        let mut withholding = rule(Combine::JudgeTotalThenPanel);
        let lines = standing(&[QUARTER], &withholding, std::slice::from_ref(&marks));
        assert_eq!(lines[0].figure, Some(167));
        withholding.fallback = Fallback::Withhold;
        let lines = standing(&[QUARTER], &withholding, &[marks]);
        assert_eq!((lines[0].figure, lines[0].rank), (None, None));
    }

    #[test]
    fn where_dropping_would_leave_nobody_nobody_is_dropped() {
        let mut eager = rule(Combine::JudgeTotalThenPanel);
        eager.min_scores = 1;
        let lines = standing(&[QUARTER], &eager, &[one_entry(&[36, 32])]);
        assert_eq!(lines[0].figure, Some(850));
        let lines = standing(&[QUARTER], &eager, &[one_entry(&[36, 32, 28])]);
        assert_eq!(lines[0].figure, Some(800));
    }

    #[test]
    fn the_two_orders_of_combining_can_disagree() {
        // Three judges, two criteria, drop one high and one low: per criterion the middle marks are
        // kept from different judges.
        let criteria = [Criterion { weight: 1, step: 1 }; 2];
        let mut drop = rule(Combine::PanelPerCriterionThenTotal);
        drop.min_scores = 3;
        drop.weight_digits = 0;
        drop.step_digits = 0;
        let sheets = vec![vec![vec![9, 1], vec![1, 9], vec![5, 4]]];
        assert_eq!(standing(&criteria, &drop, &sheets)[0].figure, Some(900));
        drop.combine = Combine::JudgeTotalThenPanel;
        assert_eq!(standing(&criteria, &drop, &sheets)[0].figure, Some(1000));
    }

    #[test]
    fn equal_published_figures_tie_although_the_exact_means_differ() {
        // 25.01 / 3 = 8.3366… and 8.34 publish as 8.34.
        let cents = Criterion { weight: 1, step: 1 };
        let mut plain = rule(Combine::JudgeTotalThenPanel);
        (plain.drop_high, plain.drop_low, plain.weight_digits) = (0, 0, 0);
        let close = one_entry(&[833, 834, 834]);
        let exact = one_entry(&[834, 834, 834]);
        let worse = one_entry(&[800, 800, 800]);
        let lines = standing(&[cents], &plain, &[worse, close, exact]);
        let ranks: Vec<_> = lines
            .iter()
            .map(|line| (line.entry, line.rank, line.tied))
            .collect();
        assert_eq!(
            ranks,
            [(1, Some(1), true), (2, Some(1), true), (0, Some(3), false)]
        );
    }

    #[test]
    fn the_tie_chain_separates_by_its_published_figures() {
        let criteria = [Criterion { weight: 1, step: 1 }; 2];
        let mut chain = rule(Combine::PanelPerCriterionThenTotal);
        (chain.weight_digits, chain.step_digits) = (0, 0);
        chain.tie_chain = vec![TieFigure::Criterion(1)];
        let lines = standing(&criteria, &chain, &[vec![vec![6, 4]], vec![vec![4, 6]]]);
        assert_eq!(lines[0].entry, 1);
        assert_eq!((lines[0].rank, lines[1].rank), (Some(1), Some(2)));
        assert_eq!(lines[1].tie_figures, [Some(400)]);
    }

    #[test]
    fn the_untrimmed_mean_counts_every_mark_whatever_the_rule_drops_or_withholds() {
        // Without the highest and the lowest both come to 9.00; with them to 7.30 and 9.15.
        let low = one_entry(&[36, 36, 36, 0, 38]);
        let high = one_entry(&[36, 36, 36, 35, 40]);
        let mut chain = rule(Combine::PanelPerCriterionThenTotal);
        chain.min_scores = 5;
        chain.tie_chain = vec![TieFigure::UntrimmedMean];
        let lines = standing(&[QUARTER], &chain, &[low, high.clone()]);
        assert_eq!([lines[0].figure, lines[1].figure], [Some(900); 2]);
        assert_eq!(lines[0].tie_figures, [Some(915)]);
        assert_eq!(lines[1].tie_figures, [Some(730)]);
        chain.min_scores = 6;
        chain.fallback = Fallback::Withhold;
        let lines = standing(&[QUARTER], &chain, &[high]);
        assert_eq!(lines[0].figure, None);
        assert_eq!(lines[0].tie_figures, [Some(915)]);
    }

    proptest! {
        #[test]
        fn the_order_of_judges_never_matters(mut marks in prop::collection::vec(0_i64..=40, 1..15)) {
            let rule = rule(Combine::PanelPerCriterionThenTotal);
            let before = standing(&[QUARTER], &rule, &[one_entry(&marks)]);
            marks.reverse();
            prop_assert_eq!(before, standing(&[QUARTER], &rule, &[one_entry(&marks)]));
        }

        #[test]
        fn a_figure_lies_between_the_lowest_and_the_highest_mark(
            marks in prop::collection::vec(0_i64..=40, 1..15),
        ) {
            let lines = standing(
                &[QUARTER],
                &rule(Combine::JudgeTotalThenPanel),
                &[one_entry(&marks)],
            );
            let figure = lines[0].figure.unwrap();
            prop_assert!(marks.iter().min().unwrap() * 25 <= figure);
            prop_assert!(figure <= marks.iter().max().unwrap() * 25);
        }
    }
}
