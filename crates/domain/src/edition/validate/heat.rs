//! Faults of a heat, its rubric and its rule.

use std::collections::BTreeSet;

use super::Check;
use crate::{
    decimal::Decimal,
    edition::{
        Combine, Criterion, Disclosure, HeatKind, Problem, Rubric, Rule, TieFigure,
        file::{RawFile, RawHeat},
        rubric::{STEP_DIGITS, WEIGHT_DIGITS},
    },
};

/// The most digits of a published figure.
const MAX_PUBLISHED_DIGITS: u32 = 4;

/// The greatest weight and the greatest mark, either side of zero: with these no total of two hundred
/// criteria leaves 64 bits.
const GREATEST: i64 = 10_000;

/// The most places, picks and ballots of a vote.
const MOST_OF_A_VOTE: u32 = 1_000;

/// What routes can begin at besides heats, so that no heat may be called so.
const SOURCES: [&str; 3] = ["call", "direct", "recommendation"];

impl Check<'_> {
    pub(super) fn heat(&mut self, at: &str, heat: &RawHeat, file: &RawFile) {
        if SOURCES.contains(&heat.key.as_str()) {
            let problem = Problem::at(format!("{at}/key"), "reserved_key");
            self.add(problem.with("key", heat.key.as_str()));
        }
        if !file.rounds.iter().any(|round| round.key == heat.round) {
            self.unknown(format!("{at}/round"), &heat.round);
        }
        if let Some(key) = &heat.contest
            && !file.contests.iter().any(|contest| contest.key == *key)
        {
            self.unknown(format!("{at}/contest"), key);
        }
        if let Some(key) = &heat.division
            && !file.divisions.iter().any(|division| division.key == *key)
        {
            self.unknown(format!("{at}/division"), key);
        }
        if heat.closes_at.0 <= heat.opens_at.0 {
            let problem = Problem::at(format!("{at}/closes_at"), "dates_crossed");
            self.add(problem.with("other", format!("{at}/opens_at")));
        }
        self.kind_of_heat(at, heat);
        self.judged_as(&format!("{at}/judged_as"), heat, file);
        self.readings(at, heat);
        self.readings_of_method(at, heat, file);
        self.ballot(&format!("{at}/ballot"), heat);
        self.disclosure(&format!("{at}/disclosure"), heat);
        if let Some(digits) = heat.digits {
            self.digits(format!("{at}/digits"), digits);
        }
        let criteria = heat.rubric.as_ref().map_or(&[][..], |one| &one.criteria);
        if let Some(rubric) = &heat.rubric {
            self.rubric(&format!("{at}/rubric"), rubric);
        }
        if let Some(rule) = &heat.rule {
            self.rule(&format!("{at}/rule"), rule, criteria);
        }
    }

    /// Each kind has keys of its own. What belongs to another kind would be read and never used.
    fn kind_of_heat(&mut self, at: &str, heat: &RawHeat) {
        let is = |kind| heat.kind == kind;
        let (scoring, imported) = (is(HeatKind::Scoring), is(HeatKind::Imported));
        let ballot = is(HeatKind::Ballot);
        let scored = scoring || is(HeatKind::Pitch);
        let kind = heat.kind.name();
        let elsewhere = heat.judged_as.is_some();
        for (name, given, needed, known) in [
            ("readings", heat.readings.is_some(), scoring, scoring),
            ("load", heat.load.is_some(), false, scoring),
            (
                "rubric",
                heat.rubric.is_some(),
                scored && !elsewhere,
                scored,
            ),
            ("rule", heat.rule.is_some(), scored && !elsewhere, scored),
            ("judged_as", elsewhere, false, scored),
            ("digits", heat.digits.is_some(), imported, imported),
            ("ballot", heat.ballot.is_some(), ballot, ballot),
        ] {
            let at = format!("{at}/{name}");
            if needed && !given {
                self.add(Problem::at(at, "needed_for_kind").with("kind", kind));
            } else if given && !known {
                self.not_for_kind(at, kind);
            }
        }
    }

    /// Another heat has rubric and rule of its own, and this one has neither.
    fn judged_as(&mut self, at: &str, heat: &RawHeat, file: &RawFile) {
        let Some(key) = &heat.judged_as else {
            return;
        };
        if heat.rubric.is_some() || heat.rule.is_some() {
            return self.add(Problem::at(at, "judged_twice"));
        }
        let mut others = file.heats.iter();
        let known =
            others.any(|other| other.key == *key && other.rubric.is_some() && other.rule.is_some());
        if !known {
            self.unknown(at, key);
        }
    }

    fn readings(&mut self, at: &str, heat: &RawHeat) {
        if heat.readings == Some(0) {
            self.add(Problem::at(format!("{at}/readings"), "not_positive"));
        }
        if let Some(load) = heat.load {
            let at = format!("{at}/load/max");
            if load.max == 0 {
                self.add(Problem::at(at, "not_positive"));
            } else if load.max < load.min {
                self.add(Problem::at(at, "range_crossed").with("min", load.min.to_string()));
            }
        }
    }

    /// What is read once tells nothing of who read it.
    fn readings_of_method(&mut self, at: &str, heat: &RawHeat, file: &RawFile) {
        let elsewhere = heat.judged_as.as_deref();
        let mut heats = file.heats.iter();
        let judged = elsewhere.map_or(Some(heat), |key| heats.find(|other| other.key == key));
        let rule = judged.and_then(|judged| judged.rule.as_ref());
        let method = rule.map(|rule| rule.method).unwrap_or_default();
        if method.adjusts() && heat.readings == Some(1) {
            let problem = Problem::at(format!("{at}/readings"), "method_needs_readings");
            self.add(problem.with("method", method.name()));
        }
    }

    fn ballot(&mut self, at: &str, heat: &RawHeat) {
        let Some(rule) = &heat.ballot else {
            return;
        };
        for (name, number) in [
            ("seats", Some(rule.seats)),
            ("picks", rule.picks),
            ("candidates_per_seat", Some(rule.candidates_per_seat)),
            ("max_ballots", Some(rule.max_ballots)),
        ] {
            let at = format!("{at}/{name}");
            match number {
                Some(0) => self.add(Problem::at(at, "not_positive")),
                Some(more) if more > MOST_OF_A_VOTE => {
                    self.add(Problem::at(at, "out_of_range").with("max", MOST_OF_A_VOTE));
                }
                _ => {}
            }
        }
    }

    fn disclosure(&mut self, at: &str, heat: &RawHeat) {
        let mut seen = BTreeSet::new();
        for (index, one) in heat.disclosure.iter().enumerate() {
            let at = format!("{at}/{index}");
            let never = match heat.kind {
                HeatKind::Imported => *one != Disclosure::Score,
                // What a committee's vote was is told by the list, and to nobody otherwise.
                HeatKind::Ballot => true,
                HeatKind::Scoring | HeatKind::Pitch => false,
            };
            if never {
                self.not_for_kind(at, heat.kind.name());
            } else if !seen.insert(one.name()) {
                self.add(Problem::at(at, "key_twice").with("key", one.name()));
            }
        }
    }

    fn digits(&mut self, at: String, digits: u32) {
        if digits > MAX_PUBLISHED_DIGITS {
            self.add(Problem::at(at, "out_of_range").with("max", MAX_PUBLISHED_DIGITS));
        }
    }

    fn rubric(&mut self, at: &str, rubric: &Rubric) {
        let criteria_at = format!("{at}/criteria");
        self.titled(&criteria_at, &rubric.criteria, |one| (&one.key, &one.title));
        self.some(&criteria_at, &rubric.criteria);
        let before = self.problems.len();
        for (index, criterion) in rubric.criteria.iter().enumerate() {
            self.criterion(&format!("{criteria_at}/{index}"), criterion);
        }
        let sound = self.problems.len() == before && rubric.criteria.len() <= super::MOST_KEYS;
        if let Some(total) = rubric.total.filter(|_| sound) {
            let actual = rubric.max_total();
            if actual.compare(total).is_ne() {
                let problem = Problem::at(format!("{at}/total"), "total_differs");
                self.add(problem.with("actual", actual.to_string()));
            }
        }
    }

    fn criterion(&mut self, at: &str, criterion: &Criterion) {
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
        if rule.method.adjusts() {
            self.adjusts(at, rule);
        }
        if rule.min_scores <= rule.drop_high.saturating_add(rule.drop_low) {
            self.add(Problem::at(format!("{at}/min_scores"), "drops_too_many"));
        }
        self.digits(format!("{at}/published_digits"), rule.published_digits);
        for (index, tie) in rule.tie_chain.iter().enumerate() {
            if let TieFigure::Criterion(key) = tie
                && !criteria.iter().any(|criterion| criterion.key == *key)
            {
                self.unknown(format!("{at}/tie_chain/{index}"), key);
            }
        }
    }

    /// What allows for judges starts from each judge's total, and from all of them.
    fn adjusts(&mut self, at: &str, rule: &Rule) {
        let mut say = |key: &str, code: &str| {
            let problem = Problem::at(format!("{at}/{key}"), code);
            self.add(problem.with("method", rule.method.name()));
        };
        if rule.combine != Combine::JudgeTotalThenPanel {
            say("combine", "method_needs_judge_totals");
        }
        for (key, dropped) in [("drop_high", rule.drop_high), ("drop_low", rule.drop_low)] {
            if dropped > 0 {
                say(key, "method_drops_nothing");
            }
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
