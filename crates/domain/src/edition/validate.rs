//! The faults of meaning in an edition file.

use std::collections::BTreeSet;

use super::{
    Criterion, Problem, Question, QuestionKind, Rule, TieFigure, file,
    form::{MAX_FILE_BYTES, TEAM_QUESTION, TITLE_QUESTION},
};
use crate::{
    decimal::Decimal,
    edition::rubric::{STEP_DIGITS, WEIGHT_DIGITS},
    text::{Bilingual, Language},
    time::is_known_zone,
};

/// The most digits of a published figure.
const MAX_PUBLISHED_DIGITS: u32 = 4;

/// The greatest weight and the greatest mark, either side of zero: with these no total of two hundred
/// criteria leaves 64 bits.
const GREATEST: i64 = 10_000;

/// The most members of any list.
const MOST_KEYS: usize = 200;

/// Everything that is wrong with the meaning of a file, in the order of the file.
pub(super) fn problems(file: &file::RawFile) -> Vec<Problem> {
    let mut check = Check {
        languages: &file.edition.languages,
        problems: vec![],
    };
    if file.format != file::FORMAT {
        check.add(Problem::at("/format", "unknown_format").with("known", file::FORMAT));
    }
    check.key("/programme/slug", &file.programme.slug);
    check.text("/programme/title", &file.programme.title);
    check.head(&file.edition);
    check.call(&file.call);
    check.keys(
        "/contests",
        file.contests.iter().map(|contest| contest.key.as_str()),
    );
    for (index, contest) in file.contests.iter().enumerate() {
        check.contest(&format!("/contests/{index}"), contest);
    }
    check.keys(
        "/rounds",
        file.rounds.iter().map(|round| round.key.as_str()),
    );
    for (index, round) in file.rounds.iter().enumerate() {
        check.text(&format!("/rounds/{index}/title"), &round.title);
    }
    check.keys("/heats", file.heats.iter().map(|heat| heat.key.as_str()));
    for (index, heat) in file.heats.iter().enumerate() {
        check.heat(&format!("/heats/{index}"), heat, file);
    }
    check.problems
}

struct Check<'a> {
    languages: &'a [Language],
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn add(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn head(&mut self, edition: &file::EditionHead) {
        self.key("/edition/slug", &edition.slug);
        self.text("/edition/title", &edition.title);
        if !is_known_zone(&edition.zone) {
            self.add(
                Problem::at("/edition/zone", "unknown_zone").with("zone", edition.zone.as_str()),
            );
        }
        if edition.languages.is_empty() {
            self.add(Problem::at("/edition/languages", "empty_list"));
        }
        let prefix = &edition.entry_prefix;
        let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        if prefix.is_empty() || prefix.len() > 12 || !prefix.chars().all(plain) {
            self.add(Problem::at("/edition/entry_prefix", "bad_prefix"));
        }
    }

    fn call(&mut self, call: &file::RawCall) {
        if call.deadline.0 <= call.opens_at.0 {
            self.add(
                Problem::at("/call/deadline", "dates_crossed").with("other", "/call/opens_at"),
            );
        }
        if call.grace_minutes > 1440 {
            self.add(Problem::at("/call/grace_minutes", "out_of_range").with("max", 1440));
        }
    }

    fn contest(&mut self, at: &str, contest: &file::RawContest) {
        self.text(&format!("{at}/title"), &contest.title);
        let questions = format!("{at}/questions");
        self.keys(
            &questions,
            contest
                .questions
                .iter()
                .map(|question| question.key.as_str()),
        );
        for name in [TITLE_QUESTION, TEAM_QUESTION] {
            let sound = contest
                .questions
                .iter()
                .any(|q| q.key == name && q.kind == QuestionKind::Line && q.required);
            if !sound {
                self.add(Problem::at(&questions, "missing_question").with("key", name));
            }
            self.names_in_every_language(&questions, contest, name);
        }
        for (index, question) in contest.questions.iter().enumerate() {
            self.question(&format!("{questions}/{index}"), question);
        }
        if !contest.slots.is_empty() {
            let keys = contest.slots.iter().map(|slot| slot.key.as_str());
            self.keys(&format!("{at}/slots"), keys);
        }
        for (index, slot) in contest.slots.iter().enumerate() {
            let at = format!("{at}/slots/{index}");
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
        self.keys(
            &format!("{at}/tiers"),
            contest.tiers.iter().map(|tier| tier.key.as_str()),
        );
        for (index, tier) in contest.tiers.iter().enumerate() {
            self.text(&format!("{at}/tiers/{index}/title"), &tier.title);
            if tier.quota == 0 {
                self.add(Problem::at(
                    format!("{at}/tiers/{index}/quota"),
                    "quota_too_small",
                ));
            }
        }
    }

    /// What is published names an entry and its team in every language of the edition, so they are
    /// asked in every one.
    fn names_in_every_language(&mut self, at: &str, contest: &file::RawContest, name: &str) {
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
        if question.languages.is_empty() {
            self.add(Problem::at(format!("{at}/languages"), "empty_list"));
        }
        if question.kind == QuestionKind::Choice {
            let keys = question.choices.iter().map(|choice| choice.key.as_str());
            self.keys(&format!("{at}/choices"), keys);
            for (index, choice) in question.choices.iter().enumerate() {
                self.text(&format!("{at}/choices/{index}/label"), &choice.label);
            }
        }
    }

    fn heat(&mut self, at: &str, heat: &file::RawHeat, file: &file::RawFile) {
        self.text(&format!("{at}/title"), &heat.title);
        if !file.rounds.iter().any(|round| round.key == heat.round) {
            let problem = Problem::at(format!("{at}/round"), "unknown_key");
            self.add(problem.with("key", heat.round.as_str()));
        }
        if !file
            .contests
            .iter()
            .any(|contest| contest.key == heat.contest)
        {
            let problem = Problem::at(format!("{at}/contest"), "unknown_key");
            self.add(problem.with("key", heat.contest.as_str()));
        }
        if heat.opens_at.0 <= file.call.deadline.0 && file.call.opens_at.0 < file.call.deadline.0 {
            self.add(Problem::at(format!("{at}/opens_at"), "before_deadline"));
        }
        if heat.closes_at.0 <= heat.opens_at.0 {
            let problem = Problem::at(format!("{at}/closes_at"), "dates_crossed");
            self.add(problem.with("other", format!("{at}/opens_at")));
        }
        let criteria = &heat.rubric.criteria;
        let criteria_at = format!("{at}/rubric/criteria");
        self.keys(
            &criteria_at,
            criteria.iter().map(|criterion| criterion.key.as_str()),
        );
        for (index, criterion) in criteria.iter().enumerate() {
            self.criterion(&format!("{criteria_at}/{index}"), criterion);
        }
        self.rule(&format!("{at}/rule"), &heat.rule, criteria);
    }

    fn criterion(&mut self, at: &str, criterion: &Criterion) {
        self.text(&format!("{at}/title"), &criterion.title);
        let fine = |value: Decimal, digits| value.units > 0 && value.rescale(digits).is_some();
        if !fine(criterion.weight, WEIGHT_DIGITS) {
            return self.add(Problem::at(format!("{at}/weight"), "not_positive"));
        }
        if !fine(criterion.step, STEP_DIGITS) {
            return self.add(Problem::at(format!("{at}/step"), "not_positive"));
        }
        let sizes = [
            ("weight", criterion.weight),
            ("min", criterion.min),
            ("max", criterion.max),
        ];
        if let Some((name, _)) = sizes.into_iter().find(|(_, value)| too_great(*value)) {
            return self
                .add(Problem::at(format!("{at}/{name}"), "out_of_range").with("max", GREATEST));
        }
        let (min, max) = (
            criterion.steps_of(criterion.min),
            criterion.steps_of(criterion.max),
        );
        match (min, max) {
            (None, _) => self.add(Problem::at(format!("{at}/min"), "between_steps")),
            (_, None) => self.add(Problem::at(format!("{at}/max"), "between_steps")),
            (Some(min), Some(max)) if max <= min => {
                self.add(Problem::at(format!("{at}/max"), "scale_empty"));
            }
            (Some(_), Some(_)) => self.levels(at, criterion),
        }
    }

    fn levels(&mut self, at: &str, criterion: &Criterion) {
        for (index, level) in criterion.levels.iter().enumerate() {
            let at = format!("{at}/levels/{index}");
            self.text(&format!("{at}/text"), &level.text);
            if !criterion
                .steps_of(level.at)
                .is_some_and(|steps| criterion.allows(steps))
            {
                self.add(Problem::at(format!("{at}/at"), "outside_scale"));
            }
        }
    }

    fn rule(&mut self, at: &str, rule: &Rule, criteria: &[Criterion]) {
        if rule.min_scores <= rule.drop_high.saturating_add(rule.drop_low) {
            self.add(Problem::at(format!("{at}/min_scores"), "drops_too_many"));
        }
        if rule.published_digits > MAX_PUBLISHED_DIGITS {
            let problem = Problem::at(format!("{at}/published_digits"), "out_of_range");
            self.add(problem.with("max", MAX_PUBLISHED_DIGITS));
        }
        for (index, tie) in rule.tie_chain.iter().enumerate() {
            if let TieFigure::Criterion(key) = tie
                && !criteria.iter().any(|criterion| criterion.key == *key)
            {
                let problem = Problem::at(format!("{at}/tie_chain/{index}"), "unknown_key");
                self.add(problem.with("key", key.as_str()));
            }
        }
    }

    /// A text exists in every language of the edition.
    fn text(&mut self, at: &str, text: &Bilingual) {
        for language in self.languages {
            if text.get(*language).trim().is_empty() {
                self.add(Problem::at(
                    format!("{at}/{}", language.code()),
                    "missing_language",
                ));
            }
        }
    }

    /// Keys of a list: there is one at least, each is well formed, none comes twice.
    fn keys<'k>(&mut self, at: &str, keys: impl Iterator<Item = &'k str>) {
        let mut seen = BTreeSet::new();
        for (index, key) in keys.enumerate() {
            self.key(&format!("{at}/{index}/key"), key);
            if !seen.insert(key) {
                self.add(Problem::at(format!("{at}/{index}/key"), "key_twice").with("key", key));
            }
        }
        if seen.is_empty() {
            self.add(Problem::at(at, "empty_list"));
        }
        if seen.len() > MOST_KEYS {
            self.add(Problem::at(at, "list_too_long").with("max", MOST_KEYS));
        }
    }

    /// Lower-case letters, digits, hyphens and underscores, 1 to 60 of them.
    fn key(&mut self, at: &str, key: &str) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if key.is_empty() || key.len() > 60 || !key.chars().all(plain) {
            self.add(Problem::at(at, "bad_key").with("key", key));
        }
    }
}

/// Compared in the unit of its own last digit, where nothing can overflow.
fn too_great(value: Decimal) -> bool {
    let greatest = Decimal {
        units: GREATEST,
        digits: 0,
    };
    greatest
        .rescale(value.digits)
        .is_none_or(|greatest| value.units.unsigned_abs() > greatest.unsigned_abs())
}
