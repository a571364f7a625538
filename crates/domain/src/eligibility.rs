//! What the answers of an entry come to under the eligibility rules of its contest. A check decides
//! nothing: a person accepts or rejects the entry, and may do so against a check, with a reason.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::{
    decimal::Decimal,
    edition::{EligibilityRule, Form, Operator, Question, QuestionKind},
    entry::Answers,
    money::Money,
    text::Bilingual,
};

/// What one rule comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Key of the rule.
    pub rule: String,
    /// What it comes to.
    pub outcome: Outcome,
    /// The answer that was held against it, as it was given; empty without one.
    pub measured: String,
}

/// What a rule comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// By the team's own answer the rule is met.
    Pass,
    /// By the team's own answer it is not.
    Fail,
    /// The answers do not decide it: there is none, it cannot be read, or it is in another currency.
    NeedsEvidence,
}

/// Holds the answers against one rule. Comparison is exact: with `more_than`, the value itself fails.
pub fn check(rule: &EligibilityRule, form: &Form, answers: &Answers) -> Check {
    let answer = answers.get(&rule.question);
    let measured = answer.map(said).unwrap_or_default();
    let passes = form
        .question(&rule.question)
        .filter(|_| answer.is_some_and(is_one))
        .and_then(|question| passes(rule, question, measured));
    Check {
        rule: rule.key.clone(),
        outcome: match passes {
            Some(true) => Outcome::Pass,
            Some(false) => Outcome::Fail,
            None => Outcome::NeedsEvidence,
        },
        measured: measured.to_owned(),
    }
}

/// Holds the answers against all rules, in their order.
pub fn check_all(rules: &[EligibilityRule], form: &Form, answers: &Answers) -> Vec<Check> {
    rules
        .iter()
        .map(|rule| check(rule, form, answers))
        .collect()
}

/// The answer in whatever language it is there.
fn said(answer: &Bilingual) -> &str {
    let zh = answer.zh.trim();
    if zh.is_empty() { answer.en.trim() } else { zh }
}

/// Whether there is one answer, and not another in the other language.
fn is_one(answer: &Bilingual) -> bool {
    let (zh, en) = (answer.zh.trim(), answer.en.trim());
    zh == en || (zh.is_empty() != en.is_empty())
}

/// Whether an answer meets a rule; nothing when it does not tell.
fn passes(rule: &EligibilityRule, question: &Question, answer: &str) -> Option<bool> {
    match question.kind {
        QuestionKind::Line | QuestionKind::Text | QuestionKind::List => None,
        QuestionKind::Choice => {
            let (answer, value) = (question.place_of(answer)?, question.place_of(&rule.value)?);
            match rule.op {
                Operator::Is => Some(answer == value),
                Operator::AtLeastChoice => question.ordered.then_some(answer >= value),
                Operator::MoreThan | Operator::AtLeast | Operator::LessThan | Operator::AtMost => {
                    None
                }
            }
        }
        QuestionKind::Number => compares(rule, Decimal::parse(answer).ok()?),
        QuestionKind::Money => {
            let money = Money::parse(answer)?;
            let same = rule.currency.as_deref() == Some(money.currency.as_str());
            same.then(|| compares(rule, money.amount)).flatten()
        }
    }
}

fn compares(rule: &EligibilityRule, answer: Decimal) -> Option<bool> {
    let order = answer.compare(Decimal::parse(&rule.value).ok()?);
    match rule.op {
        Operator::MoreThan => Some(order == Ordering::Greater),
        Operator::AtLeast => Some(order != Ordering::Less),
        Operator::LessThan => Some(order == Ordering::Less),
        Operator::AtMost => Some(order != Ordering::Greater),
        Operator::Is => Some(order == Ordering::Equal),
        Operator::AtLeastChoice => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{edition::Choice, text::Language};

    fn question(kind: QuestionKind, choices: &[&str], ordered: bool) -> Form {
        let choice = |key: &&str| Choice {
            key: (*key).to_owned(),
            label: Bilingual::default(),
        };
        let question = Question {
            key: "asked".into(),
            kind,
            label: Bilingual::default(),
            help: Bilingual::default(),
            why: None,
            languages: Language::ALL.to_vec(),
            required: false,
            limit: crate::edition::Limit::default(),
            judges: false,
            choices: choices.iter().map(choice).collect(),
            ordered,
            min: None,
            max: None,
            unit: None,
            currencies: vec![],
            when: crate::edition::AskedWhen::Entry,
            fields: vec![],
            min_rows: None,
            max_rows: None,
        };
        Form {
            questions: vec![question],
            slots: vec![],
        }
    }

    fn rule(op: Operator, value: &str) -> EligibilityRule {
        EligibilityRule {
            key: "rule".into(),
            title: Bilingual::default(),
            question: "asked".into(),
            op,
            value: value.into(),
            unit: None,
            currency: Some("CNY".into()),
        }
    }

    fn outcome(op: Operator, value: &str, form: &Form, answer: &str) -> Outcome {
        let answers = Answers::from([("asked".to_owned(), Bilingual::new(answer, answer))]);
        check(&rule(op, value), form, &answers).outcome
    }

    #[test]
    fn more_than_a_million_is_not_a_million() {
        let form = question(QuestionKind::Money, &[], false);
        let outcomes = [
            "999999.99 CNY",
            "1000000 CNY",
            "1000000.00 CNY",
            "1000000.01 CNY",
        ]
        .map(|answer| outcome(Operator::MoreThan, "1000000", &form, answer));
        assert_eq!(
            outcomes,
            [Outcome::Fail, Outcome::Fail, Outcome::Fail, Outcome::Pass]
        );
        let at_least = outcome(Operator::AtLeast, "1000000", &form, "1000000.00 CNY");
        assert_eq!(at_least, Outcome::Pass);
    }

    #[test]
    fn every_operator_is_strict_or_not_as_it_says() {
        let form = question(QuestionKind::Number, &[], false);
        let table = [
            (Operator::MoreThan, [false, false, true]),
            (Operator::AtLeast, [false, true, true]),
            (Operator::LessThan, [true, false, false]),
            (Operator::AtMost, [true, true, false]),
            (Operator::Is, [false, true, false]),
        ];
        for (op, expected) in table {
            let met = ["9", "10.0", "11"].map(|answer| outcome(op, "10", &form, answer));
            let expected = expected.map(|met| if met { Outcome::Pass } else { Outcome::Fail });
            assert_eq!(met, expected, "{op:?}");
        }
    }

    #[test]
    fn another_currency_needs_evidence_and_is_never_converted() {
        let form = question(QuestionKind::Money, &[], false);
        for answer in ["900000000 USD", "1 JPY", "2000000", "much"] {
            let outcome = outcome(Operator::MoreThan, "1000000", &form, answer);
            assert_eq!(outcome, Outcome::NeedsEvidence, "{answer}");
        }
    }

    #[test]
    fn no_answer_needs_evidence_and_so_do_two_answers() {
        let form = question(QuestionKind::Number, &[], false);
        let rule = rule(Operator::MoreThan, "10");
        let asked = |answer| Answers::from([("asked".to_owned(), answer)]);
        for (answers, measured) in [
            (Answers::new(), ""),
            (asked(Bilingual::new(" ", "")), ""),
            (asked(Bilingual::new("12", "21")), "12"),
        ] {
            let check = check(&rule, &form, &answers);
            assert_eq!(check.outcome, Outcome::NeedsEvidence);
            assert_eq!(check.measured, measured);
        }
        let one_language = check(&rule, &form, &asked(Bilingual::new("", "12")));
        assert_eq!(one_language.outcome, Outcome::Pass);
    }

    #[test]
    fn choices_compare_by_place_only_where_they_are_ordered() {
        let stages = ["none", "angel", "pre_a", "a"];
        let ordered = question(QuestionKind::Choice, &stages, true);
        let outcomes =
            stages.map(|answer| outcome(Operator::AtLeastChoice, "angel", &ordered, answer));
        assert_eq!(
            outcomes,
            [Outcome::Fail, Outcome::Pass, Outcome::Pass, Outcome::Pass]
        );
        let loose = question(QuestionKind::Choice, &stages, false);
        let unordered = outcome(Operator::AtLeastChoice, "angel", &loose, "a");
        assert_eq!(unordered, Outcome::NeedsEvidence);
        assert_eq!(outcome(Operator::Is, "a", &loose, "a"), Outcome::Pass);
        assert_eq!(outcome(Operator::Is, "a", &loose, "none"), Outcome::Fail);
        assert_eq!(
            outcome(Operator::Is, "a", &loose, "gone"),
            Outcome::NeedsEvidence
        );
    }

    #[test]
    fn all_rules_are_checked_in_their_order() {
        let form = question(QuestionKind::Number, &[], false);
        let rules = [rule(Operator::MoreThan, "10"), rule(Operator::AtMost, "10")];
        let answers = Answers::from([("asked".to_owned(), Bilingual::new("10", "10"))]);
        let outcomes: Vec<_> = check_all(&rules, &form, &answers)
            .into_iter()
            .map(|check| check.outcome)
            .collect();
        assert_eq!(outcomes, [Outcome::Fail, Outcome::Pass]);
    }
}
