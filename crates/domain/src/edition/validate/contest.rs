//! Faults of a contest and its form.

use super::Check;
use crate::{
    edition::{
        AskedWhen, Choice, DivisionRule, Problem, Question, QuestionKind, Slot, Tier,
        file::{RawContest, RawFile},
        form::{
            MAX_FILE_BYTES, ORGANIZATION_QUESTION, REGION_QUESTION, TEAM_QUESTION, TITLE_QUESTION,
        },
    },
    money::is_currency,
};

impl Check<'_> {
    pub(super) fn contest(&mut self, at: &str, contest: &RawContest, file: &RawFile) {
        if let Some(key) = &contest.track
            && !file.tracks.iter().any(|track| track.key == *key)
        {
            self.unknown(format!("{at}/track"), key);
        }
        self.some(&format!("{at}/applicants"), &contest.applicants);
        self.division_rule(at, contest);
        self.eligibility(&format!("{at}/eligibility"), contest);
        self.questions(&format!("{at}/questions"), contest);
        self.slots(&format!("{at}/slots"), &contest.slots);
        self.tiers(&format!("{at}/tiers"), &contest.tiers);
    }

    fn division_rule(&mut self, at: &str, contest: &RawContest) {
        let Some(DivisionRule::Answer { question }) = &contest.division else {
            return;
        };
        let at = format!("{at}/division/question");
        match contest.questions.iter().find(|one| one.key == *question) {
            None => self.unknown(at, question),
            Some(question) => {
                self.must_be_asked_in_the_call(at.clone(), question);
                self.must_be(at, question, QuestionKind::Choice);
            }
        }
    }

    /// What an entry is named by, where it competes and whether it may has to be known from the
    /// beginning.
    pub(super) fn must_be_asked_in_the_call(&mut self, at: String, question: &Question) {
        if question.when != AskedWhen::Entry {
            self.add(Problem::at(at, "asked_too_late"));
        }
    }

    fn must_be(&mut self, at: String, question: &Question, kind: QuestionKind) {
        if question.kind != kind {
            self.add(Problem::at(at, "wrong_kind").with("kind", kind.name()));
        }
    }

    fn questions(&mut self, at: &str, contest: &RawContest) {
        let questions = &contest.questions;
        self.keys(at, questions.iter().map(|question| question.key.as_str()));
        self.some(at, questions);
        for name in [TITLE_QUESTION, TEAM_QUESTION] {
            let sound = questions
                .iter()
                .any(|q| q.key == name && q.kind == QuestionKind::Line && q.required);
            if !sound {
                self.add(Problem::at(at, "missing_question").with("key", name));
            }
            self.names_in_every_language(at, contest, name);
        }
        for (index, question) in questions.iter().enumerate() {
            self.question(&format!("{at}/{index}"), question);
        }
    }

    /// What is published names an entry and its team in every language of the edition, so they are
    /// asked in every one.
    fn names_in_every_language(&mut self, at: &str, contest: &RawContest, name: &str) {
        let mut questions = contest.questions.iter().enumerate();
        let Some((index, question)) = questions.find(|(_, question)| question.key == name) else {
            return;
        };
        for language in self.languages {
            if !question.languages.contains(language) {
                let problem = Problem::at(format!("{at}/{index}/languages"), "missing_language");
                self.add(problem.with("language", language.code()));
            }
        }
    }

    fn question(&mut self, at: &str, question: &Question) {
        self.text(&format!("{at}/label"), &question.label);
        if question.kind != QuestionKind::List {
            self.some(&format!("{at}/languages"), &question.languages);
        }
        let names = [
            TITLE_QUESTION,
            TEAM_QUESTION,
            REGION_QUESTION,
            ORGANIZATION_QUESTION,
        ];
        if names.contains(&question.key.as_str()) {
            self.must_be_asked_in_the_call(format!("{at}/when"), question);
        }
        match question.key.as_str() {
            REGION_QUESTION => self.must_be(format!("{at}/kind"), question, QuestionKind::Choice),
            ORGANIZATION_QUESTION => {
                self.must_be(format!("{at}/kind"), question, QuestionKind::Line);
            }
            _ => {}
        }
        self.only_of_its_kind(at, question);
        match question.kind {
            QuestionKind::Choice => self.choices(&format!("{at}/choices"), &question.choices),
            QuestionKind::List => self.list(at, question),
            _ => {}
        }
        if let Some(unit) = &question.unit {
            self.text(&format!("{at}/unit"), unit);
        }
        if let (Some(min), Some(max)) = (question.min, question.max)
            && max.compare(min).is_lt()
        {
            self.add(
                Problem::at(format!("{at}/max"), "range_crossed").with("min", min.to_string()),
            );
        }
        self.at_most(&format!("{at}/currencies"), question.currencies.len());
        for (index, currency) in question.currencies.iter().enumerate() {
            self.currency(&format!("{at}/currencies/{index}"), currency);
        }
    }

    pub(super) fn choices(&mut self, at: &str, choices: &[Choice]) {
        self.keys(at, choices.iter().map(|one| one.key.as_str()));
        self.some(at, choices);
        for (index, choice) in choices.iter().enumerate() {
            self.text(&format!("{at}/{index}/label"), &choice.label);
        }
    }

    /// What belongs to another kind would be read and never used.
    fn only_of_its_kind(&mut self, at: &str, question: &Question) {
        let kind = question.kind;
        let is = |wanted: QuestionKind| kind == wanted;
        let limited = question.limit.zh.is_some() || question.limit.en.is_some();
        let strange = [
            (
                "limit",
                limited
                    && (question.kind.is_neutral() && !is(QuestionKind::Choice)
                        || is(QuestionKind::List)),
            ),
            (
                "languages",
                is(QuestionKind::List) && !question.languages.is_empty(),
            ),
            (
                "choices",
                is(QuestionKind::List) && !question.choices.is_empty(),
            ),
            (
                "fields",
                !question.fields.is_empty() && !is(QuestionKind::List),
            ),
            (
                "min_rows",
                question.min_rows.is_some() && !is(QuestionKind::List),
            ),
            (
                "max_rows",
                question.max_rows.is_some() && !is(QuestionKind::List),
            ),
            ("ordered", question.ordered && !is(QuestionKind::Choice)),
            ("min", question.min.is_some() && !is(QuestionKind::Number)),
            ("max", question.max.is_some() && !is(QuestionKind::Number)),
            ("unit", question.unit.is_some() && !is(QuestionKind::Number)),
            (
                "currencies",
                !question.currencies.is_empty() && !is(QuestionKind::Money),
            ),
        ];
        for (name, _) in strange.into_iter().filter(|(_, strange)| *strange) {
            self.not_for_kind(format!("{at}/{name}"), kind.name());
        }
    }

    pub(super) fn currency(&mut self, at: &str, currency: &str) {
        if !is_currency(currency) {
            self.add(Problem::at(at, "bad_currency").with("currency", currency));
        }
    }

    fn slots(&mut self, at: &str, slots: &[Slot]) {
        self.keys(at, slots.iter().map(|slot| slot.key.as_str()));
        for (index, slot) in slots.iter().enumerate() {
            let at = format!("{at}/{index}");
            self.text(&format!("{at}/label"), &slot.label);
            if slot.max_bytes == 0 {
                self.add(Problem::at(format!("{at}/max_bytes"), "not_positive"));
            }
            if slot.max_bytes > u64::from(MAX_FILE_BYTES) {
                let problem = Problem::at(format!("{at}/max_bytes"), "out_of_range");
                self.add(problem.with("max", MAX_FILE_BYTES));
            }
            if slot.media_types != ["application/pdf"] {
                let problem = Problem::at(format!("{at}/media_types"), "unknown_media_type");
                self.add(problem.with("known", "application/pdf"));
            }
        }
    }

    fn tiers(&mut self, at: &str, tiers: &[Tier]) {
        self.titled(at, tiers, |tier| (&tier.key, &tier.title));
        self.some(at, tiers);
        for (index, tier) in tiers.iter().enumerate() {
            if tier.quota == 0 {
                self.add(Problem::at(
                    format!("{at}/{index}/quota"),
                    "quota_too_small",
                ));
            }
        }
    }
}
