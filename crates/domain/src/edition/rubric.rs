//! The rubric that judges score by, and the rule that makes figures of their marks. Both are frozen
//! and hashed when the heat opens.

use serde::{Deserialize, Serialize};

use crate::{decimal::Decimal, text::Bilingual};

/// What the present meaning of [`Rule`] is called in a freeze hash.
pub const RULES_VERSION: u32 = 2;

/// The criteria of a heat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rubric {
    /// The longest comment, in characters.
    pub comment_max_chars: u32,
    /// What the highest marks must come to, such as `100`: a check on the weights, where it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Decimal>,
    /// In the order in which they are scored.
    pub criteria: Vec<Criterion>,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name in files and sheets.
    pub key: String,
    /// What is judged.
    pub title: Bilingual,
    /// What to look for.
    #[serde(default)]
    pub help: Bilingual,
    /// What a mark is multiplied with; greater than zero.
    pub weight: Decimal,
    /// The lowest mark, a multiple of the step.
    pub min: Decimal,
    /// The highest mark, a multiple of the step.
    pub max: Decimal,
    /// The distance between marks; greater than zero.
    pub step: Decimal,
    /// What marks mean, for some of them.
    #[serde(default)]
    pub levels: Vec<Level>,
}

/// The meaning of one mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// The mark.
    pub at: Decimal,
    /// What it stands for.
    pub text: Bilingual,
}

/// Digits of the unit in which steps are counted together.
pub const STEP_DIGITS: u32 = 4;
/// Digits of the unit in which weights are counted together.
pub const WEIGHT_DIGITS: u32 = 4;

impl Criterion {
    /// The value of one step in units of 10^-[`STEP_DIGITS`].
    pub fn step_units(&self) -> i64 {
        self.step.rescale(STEP_DIGITS).unwrap_or(0)
    }

    /// The weight in units of 10^-[`WEIGHT_DIGITS`].
    pub fn weight_units(&self) -> i64 {
        self.weight.rescale(WEIGHT_DIGITS).unwrap_or(0)
    }

    /// A value as a number of steps, or nothing when it lies between two steps.
    pub fn steps_of(&self, value: Decimal) -> Option<i64> {
        let (units, step) = (value.rescale(STEP_DIGITS)?, self.step_units());
        (step > 0 && units % step == 0).then(|| units / step)
    }

    /// A mark as it is written, from its steps; trailing zeros cut.
    pub fn mark(&self, steps: i64) -> Decimal {
        trimmed(self.step_units() * steps, STEP_DIGITS)
    }

    /// The lowest mark in steps.
    pub fn min_steps(&self) -> i64 {
        self.steps_of(self.min).unwrap_or(0)
    }

    /// The highest mark in steps.
    pub fn max_steps(&self) -> i64 {
        self.steps_of(self.max).unwrap_or(0)
    }

    /// Whether a mark in steps lies within the scale.
    pub fn allows(&self, steps: i64) -> bool {
        (self.min_steps()..=self.max_steps()).contains(&steps)
    }
}

impl Rubric {
    /// The criterion with this key.
    pub fn criterion(&self, key: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.key == key)
    }

    /// The weighted total of some marks in steps, exact, trailing zeros cut. Criteria and marks
    /// are paired in order.
    pub fn total(&self, steps: impl IntoIterator<Item = i64>) -> Decimal {
        let units = self
            .criteria
            .iter()
            .zip(steps)
            .map(|(criterion, steps)| criterion.weight_units() * criterion.step_units() * steps)
            .sum();
        trimmed(units, STEP_DIGITS + WEIGHT_DIGITS)
    }

    /// The total of the highest marks.
    pub fn max_total(&self) -> Decimal {
        self.total(self.criteria.iter().map(Criterion::max_steps))
    }
}

/// A decimal without trailing zeros after the point.
fn trimmed(mut units: i64, mut digits: u32) -> Decimal {
    while digits > 0 && units % 10 == 0 {
        units /= 10;
        digits -= 1;
    }
    Decimal { units, digits }
}

/// How marks of a panel become a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What the figure that ranks allows for.
    #[serde(default)]
    pub method: Method,
    /// What is combined first.
    pub combine: Combine,
    /// How many highest marks are dropped.
    pub drop_high: u32,
    /// How many lowest marks are dropped.
    pub drop_low: u32,
    /// With fewer marks than this nothing is dropped and the fallback decides.
    pub min_scores: u32,
    /// What happens then.
    pub fallback: Fallback,
    /// Digits after the point of published figures, 0 to 4.
    pub published_digits: u32,
    /// What separates equal totals: `untrimmed_mean` or `criterion:KEY`.
    #[serde(default)]
    pub tie_chain: Vec<TieFigure>,
}

impl Rule {
    /// The rule of a heat whose figures come from elsewhere: each is one value that is only rounded.
    pub const fn imported(published_digits: u32) -> Self {
        Self {
            method: Method::Panel,
            combine: Combine::JudgeTotalThenPanel,
            drop_high: 0,
            drop_low: 0,
            min_scores: 1,
            fallback: Fallback::Withhold,
            published_digits,
            tie_chain: vec![],
        }
    }
}

/// What the figure that ranks allows for, where not everybody reads everything. The plainest is least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Nothing: the panel's own mean, exact.
    #[default]
    Panel,
    /// That some judges give less than others.
    Severity,
    /// That, and that some spread entries further than others, or less steadily.
    SeverityAndScale,
}

impl Method {
    /// As files and databases spell it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Panel => "panel",
            Self::Severity => "severity",
            Self::SeverityAndScale => "severity_and_scale",
        }
    }

    /// Whether the figure that ranks is another than the panel's mean.
    pub const fn adjusts(self) -> bool {
        !matches!(self, Self::Panel)
    }
}

/// What is combined first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// Each judge's weighted total, then the panel.
    JudgeTotalThenPanel,
    /// The panel's published figure of each criterion, then the weighted total.
    PanelPerCriterionThenTotal,
}

/// What happens with too few marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fallback {
    /// The mean of all marks.
    PlainMean,
    /// No figure and no rank.
    Withhold,
}

/// A figure that separates equal totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TieFigure {
    /// The figure of a criterion.
    Criterion(String),
    /// The total without dropping.
    UntrimmedMean,
}

impl TryFrom<String> for TieFigure {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.split_once(':') {
            Some(("criterion", key)) => Ok(Self::Criterion(key.to_owned())),
            None if text == "untrimmed_mean" => Ok(Self::UntrimmedMean),
            _ => Err(format!(
                "`{text}` is neither `untrimmed_mean` nor `criterion:KEY`"
            )),
        }
    }
}

impl From<TieFigure> for String {
    fn from(tie: TieFigure) -> Self {
        match tie {
            TieFigure::Criterion(key) => format!("criterion:{key}"),
            TieFigure::UntrimmedMean => "untrimmed_mean".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn criterion() -> Criterion {
        let decimal = |text| Decimal::parse(text).unwrap();
        Criterion {
            key: "innovation".into(),
            title: Bilingual::default(),
            help: Bilingual::default(),
            weight: decimal("1.6"),
            min: decimal("0"),
            max: decimal("10"),
            step: decimal("0.25"),
            levels: vec![],
        }
    }

    #[test]
    fn marks_are_counted_in_steps() {
        let criterion = criterion();
        assert_eq!((criterion.min_steps(), criterion.max_steps()), (0, 40));
        assert_eq!(
            criterion.steps_of(Decimal::parse("8.75").unwrap()),
            Some(35)
        );
        assert_eq!(criterion.steps_of(Decimal::parse("8.7").unwrap()), None);
        assert_eq!(criterion.mark(35).to_string(), "8.75");
        assert!(criterion.allows(40) && !criterion.allows(41) && !criterion.allows(-1));
    }

    #[test]
    fn a_total_is_exact() {
        let rubric = Rubric {
            comment_max_chars: 10,
            total: None,
            criteria: vec![criterion(), criterion()],
        };
        assert_eq!(rubric.total([35, 1]).to_string(), "14.4");
        assert_eq!(rubric.max_total().to_string(), "32");
    }
}
