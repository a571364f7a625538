//! From marks, or from figures that were made elsewhere, to the lines of a standing, by the heat's rule.
//! The arithmetic is [`judging::panel`], the same for both; what allows for judges is [`crate::adjusting`].

use std::collections::BTreeMap;

use domain::{
    assignment::Marks,
    decimal::Decimal,
    edition::{
        Combine, Fallback, TieFigure,
        rubric::{STEP_DIGITS, WEIGHT_DIGITS},
    },
    heat::Heat,
    ids::EntryId,
    standing::{Adjustment, CriterionFigure, StandingLine, TieFigureValue},
};
use judging::panel;
use persistence::assignments::CountedSheet;

use crate::adjusting::{Readings, fitted, published};

/// The lines of a heat that was judged here: each entry with the sheets that were expected, and the sheets
/// that count. With what was made of a method that allows for judges, where the rule asks for one.
pub(crate) fn of_sheets(
    heat: &Heat,
    entries: &[(EntryId, u32)],
    sheets: &[CountedSheet],
) -> (Option<Adjustment>, Vec<StandingLine>) {
    let marks: Vec<Vec<Vec<i64>>> = entries
        .iter()
        .map(|(entry, _)| {
            let own = sheets.iter().filter(|sheet| sheet.entry == *entry);
            own.map(|sheet| in_order(heat, &sheet.marks)).collect()
        })
        .collect();
    let criteria: Vec<_> = heat
        .rubric
        .criteria
        .iter()
        .map(|c| panel::Criterion {
            weight: c.weight_units(),
            step: c.step_units(),
        })
        .collect();
    let mut lines = panel::standing(&criteria, &rule(heat), &marks);
    let (adjustment, adjusted) = adjusted(heat, sheets);
    let mut raw = BTreeMap::new();
    for line in &mut lines {
        let figure = adjusted.get(&entries[line.entry].0);
        if let (Some(own), Some(figure)) = (line.figure, figure) {
            raw.insert(line.entry, own);
            line.figure = Some(*figure);
        }
    }
    let lines = panel::ranked(lines).into_iter().map(|line| {
        let (entry, expected) = entries[line.entry];
        let raw = raw.get(&line.entry).copied();
        to_line(heat, entry, expected, raw, line)
    });
    (adjustment, lines.collect())
}

/// The figures that allow for judges, in units of the last published digit.
fn adjusted(heat: &Heat, sheets: &[CountedSheet]) -> (Option<Adjustment>, BTreeMap<EntryId, i64>) {
    let asked = heat.rule.method;
    let none = (None, BTreeMap::new());
    if !asked.adjusts() {
        return none;
    }
    let Some(readings) = Readings::of(&heat.rubric, sheets) else {
        return none;
    };
    let (adjustment, fitted) = fitted(&readings.scores, asked);
    let values = fitted.map_or_else(Vec::new, |fitted| fitted.ranking.values());
    let figures = readings.entries.iter().zip(values);
    let figures = figures
        .map(|(entry, value)| (*entry, published(value, heat.rule.published_digits)))
        .collect();
    (Some(adjustment), figures)
}

/// The lines of a heat whose figures came from elsewhere, in units of the last published digit; without a
/// figure an entry has no rank. There are no sheets.
pub(crate) fn of_figures(heat: &Heat, figures: &[(EntryId, Option<i64>)]) -> Vec<StandingLine> {
    let digits = heat.rule.published_digits.min(STEP_DIGITS);
    let whole = panel::Criterion {
        weight: 10_i64.pow(WEIGHT_DIGITS),
        step: 10_i64.pow(STEP_DIGITS - digits),
    };
    let marks: Vec<Vec<Vec<i64>>> = figures
        .iter()
        .map(|(_, figure)| figure.iter().map(|units| vec![*units]).collect())
        .collect();
    panel::standing(&[whole], &rule(heat), &marks)
        .into_iter()
        .map(|line| {
            let (entry, _) = figures[line.entry];
            let line = panel::Line { sheets: 0, ..line };
            to_line(heat, entry, 0, None, line)
        })
        .collect()
}

/// Marks of a sheet in the order of the rubric; a sheet was only taken when it had them all.
fn in_order(heat: &Heat, marks: &Marks) -> Vec<i64> {
    let criteria = heat.rubric.criteria.iter();
    criteria
        .map(|criterion| marks.get(&criterion.key).copied().unwrap_or(0))
        .collect()
}

fn rule(heat: &Heat) -> panel::Rule {
    let rule = &heat.rule;
    let index = |key: &str| {
        heat.rubric
            .criteria
            .iter()
            .position(|criterion| criterion.key == key)
            .unwrap_or(0)
    };
    panel::Rule {
        combine: match rule.combine {
            Combine::JudgeTotalThenPanel => panel::Combine::JudgeTotalThenPanel,
            Combine::PanelPerCriterionThenTotal => panel::Combine::PanelPerCriterionThenTotal,
        },
        drop_high: rule.drop_high,
        drop_low: rule.drop_low,
        min_scores: rule.min_scores,
        fallback: match rule.fallback {
            Fallback::PlainMean => panel::Fallback::PlainMean,
            Fallback::Withhold => panel::Fallback::Withhold,
        },
        published_digits: rule.published_digits,
        weight_digits: WEIGHT_DIGITS,
        step_digits: STEP_DIGITS,
        tie_chain: rule
            .tie_chain
            .iter()
            .map(|tie| match tie {
                TieFigure::Criterion(key) => panel::TieFigure::Criterion(index(key)),
                TieFigure::UntrimmedMean => panel::TieFigure::UntrimmedMean,
            })
            .collect(),
    }
}

fn to_line(
    heat: &Heat,
    entry: EntryId,
    expected: u32,
    raw: Option<i64>,
    line: panel::Line,
) -> StandingLine {
    let digits = heat.rule.published_digits;
    let decimal = |units: Option<i64>| units.map(|units| Decimal { units, digits });
    StandingLine {
        entry,
        rank: line.rank,
        tied: line.tied,
        figure: decimal(line.figure),
        raw: decimal(raw),
        criteria: heat
            .rubric
            .criteria
            .iter()
            .zip(line.criteria)
            .map(|(criterion, figure)| CriterionFigure {
                key: criterion.key.clone(),
                figure: decimal(figure.figure),
                counted: figure.counted,
                dropped: figure.dropped,
            })
            .collect(),
        tie_figures: heat
            .rule
            .tie_chain
            .iter()
            .zip(line.tie_figures)
            .map(|(tie, figure)| TieFigureValue {
                name: String::from(tie.clone()),
                figure: decimal(figure),
            })
            .collect(),
        sheets: line.sheets,
        sheets_expected: expected,
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        edition::{HeatKind, Rubric, Rule},
        heat::HeatState,
        ids::{EditionId, HeatId},
        text::Bilingual,
        time::Timestamp,
    };
    use uuid::Uuid;

    use super::*;

    fn imported(published_digits: u32) -> Heat {
        Heat {
            id: HeatId(Uuid::nil()),
            revision: 1,
            edition: EditionId(Uuid::nil()),
            contest: None,
            division: None,
            key: "machine".into(),
            title: Bilingual::default(),
            round_key: "final".into(),
            round_title: Bilingual::default(),
            kind: HeatKind::Imported,
            readings: None,
            load: None,
            disclosure: vec![],
            amendment: 0,
            opens_at: Timestamp(0),
            closes_at: Timestamp(1),
            rubric: Rubric::default(),
            rule: Rule::imported(published_digits),
            ballot: None,
            state: HeatState::Planned,
            advanced_at: None,
        }
    }

    #[test]
    fn imported_figures_rank_exactly_and_equal_ones_share_a_rank() {
        let entry = |number| EntryId(Uuid::from_u128(number));
        // The greatest is beyond what a floating-point number tells apart from its neighbour.
        let great = 9_007_199_254_740_993;
        let figures = [
            (entry(1), Some(great - 1)),
            (entry(2), Some(great)),
            (entry(3), None),
            (entry(4), Some(-250)),
            (entry(5), Some(-250)),
        ];
        let lines = of_figures(&imported(2), &figures);
        let ranks: Vec<_> = lines.iter().map(|line| (line.entry, line.rank)).collect();
        let expected = [
            (2, Some(1)),
            (1, Some(2)),
            (4, Some(3)),
            (5, Some(3)),
            (3, None),
        ];
        assert_eq!(ranks, expected.map(|(number, rank)| (entry(number), rank)));
        let figures: Vec<_> = lines.iter().filter_map(|line| line.figure).collect();
        assert_eq!(figures[0].to_string(), "90071992547409.93");
        assert_eq!(figures[2].to_string(), "-2.50");
        assert!(lines[2].tied && lines.iter().all(|line| line.sheets == 0));
    }
}
