//! Rubric and rule as judges and staff read them.

use domain::edition::{self, Combine, Fallback};
use serde::Serialize;
use utoipa::ToSchema;

use super::{analysis::Method, values::Bilingual};

/// What marks are given for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Rubric {
    pub criteria: Vec<Criterion>,
    /// The total of the highest marks, a decimal number.
    pub max_total: String,
    pub comment: CommentRule,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CommentRule {
    pub max_chars: u32,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Criterion {
    pub key: String,
    pub title: Bilingual,
    pub help: Bilingual,
    /// A decimal number.
    pub weight: String,
    /// Percent of the highest total, with one digit at most.
    pub share_percent: String,
    /// Marks travel as steps: a mark is `steps * step`.
    pub min_steps: i64,
    pub max_steps: i64,
    /// A decimal number.
    pub step: String,
    pub levels: Vec<Level>,
}

/// What a mark stands for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Level {
    pub steps: i64,
    pub text: Bilingual,
}

impl From<&edition::Rubric> for Rubric {
    fn from(rubric: &edition::Rubric) -> Self {
        let criterion = |criterion: &edition::Criterion| Criterion {
            key: criterion.key.clone(),
            title: (&criterion.title).into(),
            help: (&criterion.help).into(),
            weight: criterion.weight.to_string(),
            share_percent: share_percent(rubric, criterion),
            min_steps: criterion.min_steps(),
            max_steps: criterion.max_steps(),
            step: criterion.step.to_string(),
            levels: criterion
                .levels
                .iter()
                .filter_map(|level| {
                    let steps = criterion.steps_of(level.at)?;
                    Some(Level {
                        steps,
                        text: (&level.text).into(),
                    })
                })
                .collect(),
        };
        Self {
            criteria: rubric.criteria.iter().map(criterion).collect(),
            max_total: rubric.max_total().to_string(),
            comment: CommentRule {
                max_chars: rubric.comment_max_chars,
            },
        }
    }
}

/// How much of the highest total a criterion can give, in percent, rounded to a tenth.
pub fn share_percent(rubric: &edition::Rubric, criterion: &edition::Criterion) -> String {
    let most = |criterion: &edition::Criterion| {
        let weighted = i128::from(criterion.weight_units()) * i128::from(criterion.step_units());
        weighted * i128::from(criterion.max_steps())
    };
    let all: i128 = rubric.criteria.iter().map(most).sum();
    if all <= 0 {
        return "0".to_owned();
    }
    let tenths = (most(criterion) * 2_000 + all) / (2 * all);
    if tenths % 10 == 0 {
        (tenths / 10).to_string()
    } else {
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// What makes figures of marks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Rule {
    pub method: Method,
    pub combine: &'static str,
    pub drop_high: u32,
    pub drop_low: u32,
    pub min_scores: u32,
    pub fallback: &'static str,
    pub published_digits: u32,
    pub tie_chain: Vec<String>,
}

impl From<&edition::Rule> for Rule {
    fn from(rule: &edition::Rule) -> Self {
        Self {
            method: rule.method.into(),
            combine: match rule.combine {
                Combine::JudgeTotalThenPanel => "judge_total_then_panel",
                Combine::PanelPerCriterionThenTotal => "panel_per_criterion_then_total",
            },
            drop_high: rule.drop_high,
            drop_low: rule.drop_low,
            min_scores: rule.min_scores,
            fallback: match rule.fallback {
                Fallback::PlainMean => "plain_mean",
                Fallback::Withhold => "withhold",
            },
            published_digits: rule.published_digits,
            tie_chain: rule.tie_chain.iter().cloned().map(String::from).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{decimal::Decimal, text::Bilingual};

    use super::*;

    fn criterion(key: &str, weight: &str, max: &str) -> edition::Criterion {
        let number = |text| Decimal::parse(text).unwrap();
        edition::Criterion {
            key: key.into(),
            title: Bilingual::default(),
            help: Bilingual::default(),
            weight: number(weight),
            min: number("0"),
            max: number(max),
            step: number("0.25"),
            levels: vec![],
        }
    }

    #[test]
    fn shares_are_parts_of_the_highest_total() {
        let criteria = vec![
            criterion("a", "2.0", "10"),
            criterion("b", "1", "10"),
            criterion("c", "3", "5"),
        ];
        let rubric = edition::Rubric {
            total: None,
            comment_max_chars: 100,
            criteria,
        };
        let told = Rubric::from(&rubric);
        let shares: Vec<_> = told
            .criteria
            .iter()
            .map(|one| one.share_percent.as_str())
            .collect();
        assert_eq!(shares, ["44.4", "22.2", "33.3"]);
        assert_eq!(
            (told.max_total.as_str(), told.criteria[0].max_steps),
            ("45", 40)
        );
    }
}
