//! The faults of meaning in an edition file.

mod contest;
mod eligibility;
mod flow;
mod heat;
mod list;
mod route;

use std::collections::BTreeSet;

use super::{DivisionRule, EventPlan, Problem, file};
use crate::{
    text::{Bilingual, Language},
    time::is_known_zone,
};

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
    check.event(file.event.as_ref());
    check.call(&file.call);
    check.titled("/tracks", &file.tracks, |track| (&track.key, &track.title));
    check.titled("/contests", &file.contests, |one| (&one.key, &one.title));
    check.some("/contests", &file.contests);
    for (index, contest) in file.contests.iter().enumerate() {
        check.contest(&format!("/contests/{index}"), contest, file);
    }
    check.divisions(file);
    check.titled("/rounds", &file.rounds, |round| (&round.key, &round.title));
    check.some("/rounds", &file.rounds);
    check.titled("/heats", &file.heats, |heat| (&heat.key, &heat.title));
    check.some("/heats", &file.heats);
    for (index, heat) in file.heats.iter().enumerate() {
        check.heat(&format!("/heats/{index}"), heat, file);
    }
    check.routes(file);
    check.titled("/approvals", &file.approvals, |one| (&one.key, &one.title));
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
        self.some("/edition/languages", &edition.languages);
        let prefix = &edition.entry_prefix;
        let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        if prefix.is_empty() || prefix.len() > 12 || !prefix.chars().all(plain) {
            self.add(Problem::at("/edition/entry_prefix", "bad_prefix"));
        }
    }

    fn event(&mut self, event: Option<&EventPlan>) {
        let Some(event) = event else {
            return;
        };
        self.text("/event/title", &event.title);
        for (at, text) in [
            ("/event/theme", &event.theme),
            ("/event/venue", &event.venue),
        ] {
            if let Some(text) = text {
                self.text(at, text);
            }
        }
        if event.ends_on < event.begins_on {
            self.add(Problem::at("/event/ends_on", "day_before").with("other", "/event/begins_on"));
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

    fn divisions(&mut self, file: &file::RawFile) {
        self.titled("/divisions", &file.divisions, |one| (&one.key, &one.title));
        let divided = file.contests.iter().filter_map(|c| c.division.as_ref());
        if file.divisions.is_empty() && divided.count() > 0 {
            self.add(Problem::at("/divisions", "empty_list"));
        }
        let known = answers(file);
        let mut seen = BTreeSet::new();
        for (index, division) in file.divisions.iter().enumerate() {
            let at = format!("/divisions/{index}");
            if division.host != Bilingual::default() {
                self.text(&format!("{at}/host"), &division.host);
            }
            self.at_most(&format!("{at}/answers"), division.answers.len());
            for (index, answer) in division.answers.iter().enumerate() {
                let at = format!("{at}/answers/{index}");
                if !known.contains(answer.as_str()) {
                    self.unknown(at, answer);
                } else if !seen.insert(answer) {
                    self.add(Problem::at(at, "answer_twice").with("key", answer.as_str()));
                }
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

    /// The keys and titles of a list.
    fn titled<T>(&mut self, at: &str, list: &[T], of: impl Fn(&T) -> (&String, &Bilingual)) {
        self.keys(at, list.iter().map(|one| of(one).0.as_str()));
        for (index, one) in list.iter().enumerate() {
            self.text(&format!("{at}/{index}/title"), of(one).1);
        }
    }

    /// There is one at least.
    fn some<T>(&mut self, at: &str, list: &[T]) {
        if list.is_empty() {
            self.add(Problem::at(at, "empty_list"));
        }
    }

    fn at_most(&mut self, at: &str, members: usize) {
        if members > MOST_KEYS {
            self.add(Problem::at(at, "list_too_long").with("max", MOST_KEYS));
        }
    }

    /// Keys of a list: each is well formed, none comes twice, there are not too many.
    fn keys<'k>(&mut self, at: &str, keys: impl Iterator<Item = &'k str>) {
        let mut seen = BTreeSet::new();
        for (index, key) in keys.enumerate() {
            self.key(&format!("{at}/{index}/key"), key);
            if !seen.insert(key) {
                self.add(Problem::at(format!("{at}/{index}/key"), "key_twice").with("key", key));
            }
        }
        self.at_most(at, seen.len());
    }

    /// Lower-case letters, digits, hyphens and underscores, 1 to 60 of them.
    fn key(&mut self, at: &str, key: &str) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if key.is_empty() || key.len() > 60 || !key.chars().all(plain) {
            self.add(Problem::at(at, "bad_key").with("key", key));
        }
    }

    fn unknown(&mut self, at: impl Into<String>, key: &str) {
        self.add(Problem::at(at, "unknown_key").with("key", key));
    }

    fn not_for_kind(&mut self, at: impl Into<String>, kind: &str) {
        self.add(Problem::at(at, "not_for_kind").with("kind", kind));
    }
}

/// The answers that can lead to a division.
fn answers(file: &file::RawFile) -> BTreeSet<&str> {
    let mut answers = BTreeSet::new();
    for contest in &file.contests {
        if let Some(DivisionRule::Answer { question }) = &contest.division {
            let mut questions = contest.questions.iter();
            let question = questions.find(|known| known.key == *question);
            let choices = question.map_or(&[][..], |question| &question.choices);
            answers.extend(choices.iter().map(|choice| choice.key.as_str()));
        }
    }
    answers
}
