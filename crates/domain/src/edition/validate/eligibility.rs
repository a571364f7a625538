//! Faults of eligibility rules.

use super::Check;
use crate::{
    decimal::Decimal,
    edition::{EligibilityRule, Problem, Question, QuestionKind, file::RawContest},
};

impl Check<'_> {
    pub(super) fn eligibility(&mut self, at: &str, contest: &RawContest) {
        let rules = &contest.eligibility;
        self.titled(at, rules, |rule| (&rule.key, &rule.title));
        for (index, rule) in rules.iter().enumerate() {
            let at = format!("{at}/{index}");
            if let Some(unit) = &rule.unit {
                self.text(&format!("{at}/unit"), unit);
            }
            let mut questions = contest.questions.iter();
            match questions.find(|question| question.key == rule.question) {
                None => self.unknown(format!("{at}/question"), &rule.question),
                Some(question) => {
                    self.must_be_asked_in_the_call(format!("{at}/question"), question);
                    self.fits(&at, rule, question);
                }
            }
        }
    }

    /// A rule that can never be met, or never be missed, is a slip of the pen.
    fn fits(&mut self, at: &str, rule: &EligibilityRule, question: &Question) {
        let kind = question.kind;
        if !rule.op.fits(kind, question.ordered) {
            let problem = Problem::at(format!("{at}/op"), "operator_does_not_fit");
            return self.add(problem.with("op", rule.op.name()).with("kind", kind.name()));
        }
        let value = format!("{at}/value");
        match kind {
            QuestionKind::Choice if question.place_of(&rule.value).is_none() => {
                self.unknown(value, &rule.value);
            }
            QuestionKind::Number | QuestionKind::Money if Decimal::parse(&rule.value).is_err() => {
                self.add(Problem::at(value, "not_a_number"));
            }
            _ => {}
        }
        self.in_currency(&format!("{at}/currency"), rule, question);
    }

    fn in_currency(&mut self, at: &str, rule: &EligibilityRule, question: &Question) {
        let kind = question.kind;
        match (&rule.currency, kind == QuestionKind::Money) {
            (None, false) => {}
            (None, true) => {
                self.add(Problem::at(at, "needed_for_kind").with("kind", kind.name()));
            }
            (Some(_), false) => self.not_for_kind(at, kind.name()),
            (Some(currency), true) => {
                self.currency(at, currency);
                let taken =
                    question.currencies.is_empty() || question.currencies.contains(currency);
                if !taken {
                    self.unknown(at, currency);
                }
            }
        }
    }
}
